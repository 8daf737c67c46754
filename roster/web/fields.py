"""Fields that parse what people type: trimmed, in normal form, any digits, values of a list only."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from wtforms import FieldList, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import Field
from wtforms.validators import ValidationError
from wtforms.widgets import DateInput, TextInput

from roster.core.text import tidy_line, tidy_lines
from roster.web.validation import any_digits, at_most, choice_problem, clean, date_problem, number_problem

LINE_LENGTH = 200
TEXT_LENGTH = 20_000
LONGEST_ROW_NUMBER = 4
Options = Callable[[], Iterable[tuple[str, str]]]


class LineField(StringField):
    """One line of text. `is_name` refuses direction controls; `ltr` is for addresses, phones and codes."""

    def __init__(
        self,
        label: object = "",
        validators: Sequence[Any] = (),
        *,
        length: int = LINE_LENGTH,
        is_name: bool = False,
        ltr: bool = False,
        **keywords: Any,
    ) -> None:
        rules = [clean(is_name=is_name), at_most(length), *validators]
        super().__init__(label, rules, filters=[_tidy_line], **keywords)
        self.ltr = ltr
        self.length = length


class TextField(TextAreaField):
    """Several lines of text."""

    def __init__(
        self,
        label: object = "",
        validators: Sequence[Any] = (),
        *,
        length: int = TEXT_LENGTH,
        **keywords: Any,
    ) -> None:
        rules = [clean(is_name=False), at_most(length), *validators]
        super().__init__(label, rules, filters=[_tidy_lines], **keywords)
        self.length = length


class WholeNumberField(Field):
    """A whole number typed in the digits of any script; what cannot be read stays in the field."""

    widget = TextInput()

    def __init__(self, label: object = "", validators: Sequence[Any] = (), **keywords: Any) -> None:
        super().__init__(label, validators, **keywords)
        self.ltr = True
        self.typed = ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; a 2^63 is refused by bounds, a word by its own sentence."""
        self.typed = any_digits(valuelist[0].strip())[:40] if valuelist else ""
        if not self.typed:
            self.data = None
        elif self.typed.lstrip("-").isdecimal() and len(self.typed) <= 10:
            self.data = int(self.typed)
        else:
            self.data = None
            raise ValueError(number_problem())

    def _value(self) -> str:
        return self.typed or ("" if self.data is None else str(self.data))


class DayField(Field):
    """A date as browsers send it (year-month-day)."""

    widget = DateInput()

    def __init__(self, label: object = "", validators: Sequence[Any] = (), **keywords: Any) -> None:
        super().__init__(label, validators, **keywords)
        self.ltr = True
        self.typed = ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the date."""
        self.typed = any_digits(valuelist[0].strip())[:40] if valuelist else ""
        self.data = None
        if self.typed:
            try:
                self.data = date.fromisoformat(self.typed)
            except ValueError as error:
                raise ValueError(date_problem()) from error

    def _value(self) -> str:
        return self.typed or (self.data.isoformat() if self.data else "")


class CodeField(SelectField):
    """One value of a list that is asked for when the form is made, so that it is in the reader's language."""

    def __init__(
        self,
        label: object = "",
        validators: Sequence[Any] = (),
        *,
        options: Options,
        empty: object | None = None,
        **keywords: Any,
    ) -> None:
        chosen = ([("", str(empty))] if empty is not None else []) + list(options())
        super().__init__(label, validators, choices=chosen, coerce=_text, validate_choice=False, **keywords)

    def pre_validate(self, _form: Any) -> None:
        """Refuse what is not on the list."""
        if self.data and self.data not in {value for value, _label in self.choices or ()}:
            raise ValidationError(choice_problem())

    def process_formdata(self, valuelist: list[str]) -> None:
        """An empty choice is no value."""
        self.data = (valuelist[0] or None) if valuelist else None


class CodesField(SelectMultipleField):
    """Any number of values of a list."""

    def __init__(
        self, label: object = "", validators: Sequence[Any] = (), *, options: Options, **keywords: Any
    ) -> None:
        super().__init__(
            label, validators, choices=list(options()), coerce=_text, validate_choice=False, **keywords
        )

    def pre_validate(self, _form: Any) -> None:
        """Refuse what is not on the list."""
        known = {value for value, _label in self.choices or ()}
        if not set(self.data or ()) <= known:
            raise ValidationError(choice_problem())


class RowsField(FieldList):
    """Rows of a form. A row number that none of our pages writes is no row, instead of an error."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        start = f"{prefix}{self._separator}"
        for key in formdata:
            number = key.removeprefix(start).partition(self._separator)[0] if key.startswith(start) else ""
            if number.isascii() and number.isdigit() and len(number) <= LONGEST_ROW_NUMBER:
                yield int(number)

    def move_row(self, name: str, step: int) -> None:
        """Let the row of this name change places with one beside it; the rows are numbered anew."""
        before = [entry.name for entry in self.entries]
        place = before.index(name) if name in before else -1
        other = place + step
        if place < 0 or not 0 <= other < len(before):
            return
        rows = self.entries
        rows[place], rows[other] = rows[other], rows[place]
        for number, entry in enumerate(rows):
            _rename(entry, f"{self.name}{self._separator}{number}")


def options_of(kind: type[StrEnum]) -> Options:
    """The values of a code list with its labels in the reader's language."""
    return lambda: [(item.value, str(item.label)) for item in kind]  # type: ignore[attr-defined]


def _rename(entry: Field, name: str) -> None:
    """A row with all its fields under another name."""
    before = entry.name
    for field in (entry, *getattr(entry, "form", ())):
        field.name = field.id = name + field.name.removeprefix(before)
        field.label.field_id = field.id


def _tidy_line(text: object) -> object:
    return tidy_line(text) if isinstance(text, str) else text


def _tidy_lines(text: object) -> object:
    return tidy_lines(text) if isinstance(text, str) else text


def _text(value: object) -> str | None:
    return None if value in (None, "") else str(value)

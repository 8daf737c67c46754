"""From what stands in a filled file to what the form of the page would have been sent."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext
from wtforms import Field, FieldList

from roster.core.text import strip_bidi, tidy_line
from roster.nominations.files.choices import Choices, is_yes
from roster.nominations.files.days import iso_day
from roster.nominations.files.filled import Filled, FormFileError, FormProblem
from roster.nominations.files.questions import Kind, Question, RowsQuestion, questions_of, whole_form
from roster.nominations.files.typed import YES, Typed, as_sent, cell_name, field_of
from roster.web.locale import show_number
from roster.web.validation import any_digits

_PARTS: Final = re.compile(r"\s*[;；؛\n]\s*")
_SMALLER_PARTS: Final = re.compile(r"\s*[,،、]\s*")
_SHOWN: Final = 60


@dataclass(frozen=True)
class Fault:
    """What is wrong with one answer: the field in the form of the page, its label, and a sentence."""

    field: str
    label: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class FormAnswers:
    """A filled form: `typed` as the page would send it, `faults` by field, and what the file says of itself."""

    typed: Typed
    faults: tuple[Fault, ...]
    language: str = ""
    ref: str = ""


def answers_of(filled: Filled) -> FormAnswers:
    """The answers in the shape of the page, checked as the page checks. Raises FormFileError where nothing is said."""
    reader = _Reader(filled)
    typed = reader.typed()
    if not typed:
        raise FormFileError(FormProblem.EMPTY)
    faults = {fault.field: fault for fault in _faults_of_form(typed)}
    # What was written where a list was offered is named in its own words.
    faults |= {fault.field: fault for fault in reader.faults}
    return FormAnswers(typed=typed, faults=tuple(faults.values()), language=filled.language, ref=filled.ref)


class _Reader:
    """One file under way; what is not understood stays as it was written, with a fault."""

    def __init__(self, filled: Filled) -> None:
        self._filled = filled
        self._choices = Choices(filled.language)
        self.faults: list[Fault] = []

    def typed(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for question in questions_of(self._choices.subjects):
            if isinstance(question, RowsQuestion):
                self._take_rows(question, found)
            else:
                text = self._filled.answers.get(question.name, "")
                self._take(question, question.name, question.name, text, found)
        return found

    def _take_rows(self, question: RowsQuestion, found: dict[str, list[str]]) -> None:
        for number, row in enumerate(_with_words(self._filled.rows.get(question.name, ()))):
            for column in question.columns:
                name = cell_name(question.name, number, column.name)
                path = f"{question.name}.{column.name}"
                self._take(column, name, path, row.get(column.name, ""), found)

    def _label(self, question: Question, name: str) -> str:
        list_name, dash, rest = name.partition("-")
        if not dash:
            return question.label
        labels = {item.name: item.label for item in questions_of(self._choices.subjects)}
        return _row_label(labels[list_name], int(rest.partition("-")[0]), question.label)

    def _take(self, question: Question, name: str, path: str, text: str, found: dict[str, list[str]]) -> None:
        if not text.strip():
            return
        values = self._values(question, name, path, text)
        if values:
            found[name] = values

    def _values(self, question: Question, name: str, path: str, text: str) -> list[str]:
        match question.kind:
            case Kind.CODE:
                return [self._code(question, name, path, text)]
            case Kind.CODES:
                return list(self._codes(question, name, path, text))
            case Kind.STATES:
                parts = [self._choices.code_of(path, part) or part for part in self._parts(path, text)]
                return ["; ".join(dict.fromkeys(parts))]
            case Kind.YES_NO:
                return self._yes(question, name, text)
            case Kind.NUMBER:
                return [_number(text)]
            case Kind.DAY:
                return [iso_day(text)]
            case _:
                return [text]

    def _code(self, question: Question, name: str, path: str, text: str) -> str:
        code = self._choices.code_of(path, text)
        if code is None:
            self._note_unknown(question, name, text)
        return text if code is None else code

    def _codes(self, question: Question, name: str, path: str, text: str) -> Iterator[str]:
        parts = self._parts(path, text)
        return iter(dict.fromkeys(self._code(question, name, path, part) for part in parts))

    def _parts(self, path: str, text: str) -> list[str]:
        """Semicolons part; commas too where the whole is none of the list, for names may hold commas."""
        parts: list[str] = []
        for part in filter(None, _PARTS.split(text)):
            whole = self._choices.code_of(path, part)
            parts += [part] if whole else filter(None, _SMALLER_PARTS.split(part))
        return parts

    def _yes(self, question: Question, name: str, text: str) -> list[str]:
        meant = is_yes(text)
        if meant is None:
            sentence = gettext("“%(typed)s” is neither yes nor no.", typed=_cut(text))
            self.faults.append(Fault(name, self._label(question, name), sentence))
        return [YES] if meant else []

    def _note_unknown(self, question: Question, name: str, text: str) -> None:
        sentence = gettext("“%(typed)s” is not on the list. Choose one of its values.", typed=_cut(text))
        self.faults.append(Fault(name, self._label(question, name), sentence))


def _row_label(list_label: str, number: int, label: str) -> str:
    return gettext(
        "%(list)s, row %(row)s: %(field)s", list=list_label, row=show_number(number + 1), field=label
    )


def _with_words(rows: Sequence[Mapping[str, str]]) -> Iterator[Mapping[str, str]]:
    """Rows that say something; empty ones between them are passed over."""
    return (row for row in rows if any(cell.strip() for cell in row.values()))


def _number(text: str) -> str:
    """Digits of any script; a number that a program wrote with a fraction of nothing is whole."""
    plain = any_digits(strip_bidi(text)).strip()
    return re.sub(r"\.0+$", "", plain)


def _faults_of_form(typed: Typed) -> Iterator[Fault]:
    form = whole_form(as_sent(typed))
    form.validate()
    given = {field_of(name) for name in typed}
    for field in form:
        # What the file does not speak of is no fault of the file: the draft may say it.
        if field.name in given:
            yield from _faults_of(field, str(field.label.text))


def _faults_of(field: Field, label: str) -> Iterator[Fault]:
    if isinstance(field, FieldList):
        own = [str(sentence) for sentence in field.errors if isinstance(sentence, str)]
        yield from (Fault(field.name, label, sentence) for sentence in own[:1])
        for number, entry in enumerate(field.entries):
            for part in entry.form:
                yield from _faults_of(part, _row_label(label, number, str(part.label.text)))
    elif field.errors:
        yield Fault(field.name, label, str(field.errors[0]))


def _cut(text: str) -> str:
    plain = "".join(sign for sign in strip_bidi(tidy_line(text)) if sign.isprintable())
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"

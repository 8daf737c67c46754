"""What stands in a form as the strings that a browser would send: the shape between files and the page's form."""

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, FieldList, SelectMultipleField

from roster.experts.inputs import ProfileInput
from roster.nominations.files.questions import BRIEF, RowsQuestion, form_fields, whole_form
from roster.nominations.form_steps import FormStep

YES = "y"
Typed = Mapping[str, list[str]]


def typed_of(given: ProfileInput) -> dict[str, list[str]]:
    """What the form of the page would send for this draft, field by field."""
    form = whole_form()
    form.show(given)
    typed: dict[str, list[str]] = {}
    for step in FormStep:
        for name in form_fields(step):
            _take(form[name], typed)
    if given.brief_profile is None:
        typed.pop(BRIEF[0], None)
    return typed


def cell_name(table: str, row: int, column: str) -> str:
    """The name that the form of the page gives to a field within a row."""
    return f"{table}-{row}-{column}"


def row_count(question: RowsQuestion, typed: Typed, *, least: int, spare: int) -> int:
    """How many rows a file offers: those that are filled, some to spare, and not more than the page takes."""
    numbers = {int(name.split("-")[1]) for name in typed if name.startswith(f"{question.name}-")}
    filled = max(numbers, default=-1) + 1
    # The page takes one row more than rules allow, to say so.
    return max(filled, min(question.most - 1, max(least, filled + spare)))


def field_of(name: str) -> str:
    """The field of the whole form to which this name belongs: rows belong to their list."""
    return name.partition("-")[0]


def step_of_field(name: str) -> FormStep:
    """The step whose form has this field. Raises KeyError where none has."""
    own = field_of(name)
    for step in FormStep:
        if own in form_fields(step):
            return step
    raise KeyError(name)


def of_step(typed: Typed, step: FormStep) -> dict[str, list[str]]:
    """What belongs to one step."""
    names = form_fields(step)
    return {name: values for name, values in typed.items() if field_of(name) in names}


def as_sent(typed: Typed) -> MultiDict[str, str]:
    """As a form takes it."""
    return MultiDict([(name, value) for name, values in typed.items() for value in values])


def _take(field: Field, typed: dict[str, list[str]]) -> None:
    if isinstance(field, FieldList):
        for entry in field.entries:
            for part in entry.form:
                _take(part, typed)
        return
    values = _values(field)
    if values:
        typed[field.name] = values


def _values(field: Field) -> list[str]:
    if isinstance(field, BooleanField):
        return [YES] if field.data else []
    if isinstance(field, SelectMultipleField):
        return [str(code) for code in field.data or ()]
    if isinstance(field.data, list | tuple):  # States
        return ["; ".join(field.data)] if field.data else []
    value = "" if field.data is None else str(field.data)
    return [value] if value else []

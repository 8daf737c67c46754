"""An answer as it stands in a file: words instead of codes, numbers and days as what they are."""

from collections.abc import Sequence
from datetime import date

from roster.nominations.files.questions import Kind, Question
from roster.nominations.files.typed import YES

SEPARATOR = "; "


def shown_in_file(question: Question, typed: Sequence[str]) -> str | int | date:
    """What to write into the answer; what is not on a list stays as it was typed."""
    value = typed[0] if typed else ""
    match question.kind:
        case Kind.CODE:
            return _label(question, value)
        case Kind.CODES:
            return SEPARATOR.join(_label(question, code) for code in typed)
        case Kind.STATES:
            return (
                SEPARATOR.join(_label(question, part.strip()) for part in value.split(";")) if value else ""
            )
        case Kind.YES_NO:
            return dict(question.options)[YES] if value == YES else ""
        case Kind.NUMBER:
            return int(value) if value.isascii() and value.isdigit() and len(value) <= 9 else value
        case Kind.DAY:
            return _day(value)
        case _:
            return value


def _label(question: Question, code: str) -> str:
    return dict(question.options).get(code, code) if code else ""


def _day(value: str) -> str | date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value

"""What the nomination form asks, step after step, in one language: read off the form on the page, so both ask alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, FieldList, SelectField, SelectMultipleField, TextAreaField

from roster.core.multilingual import LANGUAGES
from roster.core.text import strip_bidi
from roster.experts.form_subjects import (
    AvailabilityFields,
    BriefFields,
    CareerFields,
    CategoryFields,
    ContactFields,
    ExperienceFields,
    ExpertiseFields,
    LanguagesFields,
    NameFields,
    WorkFields,
)
from roster.experts.forms import SubjectForm
from roster.nominations.form_steps import FormStep
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.entries import sorted_by_name
from roster.web.fields import DayField, WholeNumberField
from roster.web.locale import current_language
from roster.web.states_field import StatesField

BRIEF: Final = ("brief_source", *(f"brief_{code}" for code in LANGUAGES))
REQUIRED: Final = frozenset(
    {
        "family_name",
        "email",
        "employer",
        "post",
        "organisation_type",
        "category",
        "expertise",
        "languages",
    }
)
# Rows that a file has room for; who needs more adds them on the page.
ROWS: Final = {"expertise": 10, "languages": 8, "reviews": 8, "absences": 6}
SPARE_ROWS: Final = 2

_STATES_HINT = _l("Names of States, separated by semicolons.")
_HINTS: Final[dict[str, object]] = {
    "family_name": _l("As it is written in your own script."),
    "latin_family_name": _l("Needed where your script is another one."),
    "gender": _l("Used for statistics and balance only."),
    "nationalities": _STATES_HINT,
    "countries_worked": _STATES_HINT,
    "regions_excluded": _l("Names of groups, separated by semicolons."),
    "expertise": _l(
        "One to ten lines: what you can do, for which article or topic, at which level, and one line of evidence."
    ),
    "absences": _l("Days are written as year-month-day, such as 2027-03-15."),
}
_SUBJECT_HINTS: Final[dict[FormStep, object]] = {
    FormStep.CONTACT: _l("Read by the expert, the nominating State and the secretariat only."),
    FormStep.MORE: _l("Read by the expert, the nominating State and the secretariat only."),
    FormStep.BRIEF: _l(
        "At most 150 words in each language; in Chinese, 300 characters. One of the six languages is enough."
    ),
}


class Kind(StrEnum):
    """How a question is answered."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    CODE = "code"
    CODES = "codes"
    STATES = "states"
    YES_NO = "yes-no"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `name` is that of the form's field; `options` are codes with their words."""

    name: str
    label: str
    kind: Kind
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    is_required: bool = False
    is_ltr: bool = False
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class RowsQuestion:
    """A question that is answered in rows. `most` is how many rows the page takes."""

    name: str
    label: str
    columns: tuple[Question, ...]
    most: int
    hint: str = ""
    is_required: bool = False


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A step of the form."""

    step: FormStep
    label: str
    hint: str
    questions: tuple[Question | RowsQuestion, ...]


class WholeForm(
    NameFields,
    ContactFields,
    WorkFields,
    ExpertiseFields,
    LanguagesFields,
    BriefFields,
    ExperienceFields,
    AvailabilityFields,
    CareerFields,
    CategoryFields,
    SubjectForm,
):
    """All that a State says of its nominee, in one form."""


def whole_form(typed: Any = None) -> WholeForm:
    """The form with what was typed, or empty. It belongs to no page, so it needs no token of one."""
    return WholeForm(formdata=typed, meta={"csrf": False})


def form_fields(step: FormStep) -> tuple[str, ...]:
    """The names of the form's fields that a step asks for."""
    return BRIEF if step is FormStep.BRIEF else step.fields


def subjects() -> tuple[Subject, ...]:
    """The whole form in the language of the moment."""
    form = whole_form()
    return tuple(
        Subject(
            step=step,
            label=str(step.label),
            hint=str(_SUBJECT_HINTS.get(step, "")),
            questions=tuple(_asked(form[name]) for name in form_fields(step)),
        )
        for step in FormStep
    )


def questions_of(all_subjects: Sequence[Subject]) -> Iterator[Question | RowsQuestion]:
    """The questions one after the other."""
    for subject in all_subjects:
        yield from subject.questions


def is_one_list(subject: Subject) -> bool:
    """Whether the step asks for one list only, so that its heading stands for both."""
    return len(subject.questions) == 1 and isinstance(subject.questions[0], RowsQuestion)


def _asked(field: Field) -> Question | RowsQuestion:
    if not isinstance(field, FieldList):
        return _question(field)
    row = field.append_entry().form
    return RowsQuestion(
        name=field.short_name,
        label=_label(field),
        hint=str(_HINTS.get(field.short_name, "")),
        columns=tuple(_question(entry) for entry in row),
        most=field.max_entries,
        is_required=field.short_name in REQUIRED,
    )


def _question(field: Field) -> Question:
    name = field.short_name
    language = name.removeprefix("brief_") if name.removeprefix("brief_") in LANGUAGES else ""
    return Question(
        name=name,
        label=_label(field),
        kind=_kind(field),
        hint=str(_HINTS.get(name, "")),
        options=_options(field),
        is_required=name in REQUIRED,
        is_ltr=bool(getattr(field, "ltr", False)),
        language=language,
    )


def _label(field: Field) -> str:
    return strip_bidi(str(field.label.text))


def _kind(field: Field) -> Kind:
    match field:
        case BooleanField():
            return Kind.YES_NO
        case SelectMultipleField():
            return Kind.CODES
        case SelectField():
            return Kind.CODE
        case StatesField():
            return Kind.STATES
        case WholeNumberField():
            return Kind.NUMBER
        case DayField():
            return Kind.DAY
        case TextAreaField():
            return Kind.TEXT
        case _:
            return Kind.LINE


def _options(field: Field) -> tuple[tuple[str, str], ...]:
    match field:
        case SelectField():
            found = [(str(code), str(label)) for code, label in field.choices if code]
        case StatesField():
            language = current_language().code
            states = sorted_by_name(vocabulary.current().states.values(), language)
            found = [(state.iso2, state.name(language)) for state in states]
        case BooleanField():
            found = [("y", gettext("Yes")), ("", gettext("No"))]
        case _:
            found = []
    return _told_apart(found)


def _told_apart(options: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Two codes with the same words carry their code too: in a file only the words are chosen."""
    labels = [label for _code, label in options]
    return tuple((code, f"{label} [{code}]" if labels.count(label) > 1 else label) for code, label in options)

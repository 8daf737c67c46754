"""What a nomination says, in words: by step, with who reads each answer later, and what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from flask_babel import gettext

from roster.core.multilingual import MultilingualText
from roster.experts.form_words import code_labels, field_labels, row_labels
from roster.experts.forms import ProfileForm
from roster.experts.inputs import ProfileInput
from roster.experts.presentation import RESTRICTED_FIELDS
from roster.experts.wording import Codes, in_words
from roster.nominations.answers import problems_in
from roster.nominations.form_steps import FormStep
from roster.nominations.models import Nomination
from roster.people.models import own_order
from roster.vocabulary import queries as vocabulary
from roster.web.locale import current_language

EMPTY = (None, "", (), False)
ISOLATE, END_ISOLATE = "\u2068", "\u2069"  # each part of a row keeps its own direction
BARE = frozenset({"speaking", "reading", "writing", "years", "last_used"})  # says nothing without its label
# The State itself comes from the account; clearance and consent are acts.
REQUIRED_ANSWERS = (
    "family_name",
    "email",
    "employer",
    "post",
    "organisation_type",
    "expertise",
    "languages",
    "brief_profile",
    "category",
)


@dataclass(frozen=True)
class TextView:
    """A text in one language, with the name of that language."""

    language: str
    language_name: str
    text: str


@dataclass(frozen=True)
class AnswerView:
    """One answer: its field, label and words; `texts` where it is written in several languages."""

    field: str
    label: str
    words: str
    is_restricted: bool
    problem: str
    texts: tuple[TextView, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not (self.words or self.texts)


@dataclass(frozen=True)
class SectionView:
    """The answers of one step."""

    step: FormStep
    label: str
    answers: tuple[AnswerView, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """What has to be put right here."""
        return tuple(answer.problem for answer in self.answers if answer.problem)


def sections_of(given: ProfileInput) -> tuple[SectionView, ...]:
    """All the answers by step, in the reader's language."""
    form = ProfileForm(formdata=None)
    labels, codes = field_labels(form), code_labels(form)
    problems = problems_in(given)
    return tuple(
        SectionView(
            step,
            str(step.label),
            tuple(_answer(name, given, labels, codes, problems) for name in step.fields),
        )
        for step in FormStep
    )


def required_done(given: ProfileInput) -> tuple[int, int]:
    """How many of the required answers are given, and how many there are in all."""
    missing = sum(1 for name in REQUIRED_ANSWERS if name in problems_in(given))
    return len(REQUIRED_ANSWERS) - missing, len(REQUIRED_ANSWERS)


def name_in(given: ProfileInput) -> str:
    """The name for headings; a sentence where there is none yet."""
    return own_order(given.given_name, given.family_name) or gettext("No name yet")


def days_waiting(nomination: Nomination, today: date) -> int:
    """For how many days it has stood where it stands."""
    return max(0, (today - nomination.stage_since.date()).days)


def state_name(nomination: Nomination) -> str:
    """The nominating State in the reader's language."""
    return vocabulary.current().states.get_label(nomination.state, current_language().code)


def _answer(
    name: str,
    given: ProfileInput,
    labels: Mapping[str, str],
    codes: Codes,
    problems: Mapping[str, object],
) -> AnswerView:
    value = getattr(given, name)
    is_text = isinstance(value, MultilingualText)
    return AnswerView(
        field=name,
        label=labels[name],
        words="" if is_text or value in EMPTY else _in_words(name, value, codes),
        is_restricted=name in RESTRICTED_FIELDS,
        problem=str(problems.get(name, "")),
        texts=_texts(value) if isinstance(value, MultilingualText) else (),
    )


def _in_words(name: str, value: object, codes: Codes) -> str:
    """In words; in a row each level, number and mark says what it is."""
    if not (isinstance(value, tuple) and value and is_dataclass(value[0])):
        return in_words(name, value, codes=codes)
    labels = row_labels()
    return "\n".join(_row_in_words(row, labels, codes) for row in value)


def _row_in_words(row: Any, labels: Mapping[str, str], codes: Codes) -> str:
    said = []
    for item in fields(row):
        part = getattr(row, item.name)
        if part is True:
            said.append(labels[item.name])
        elif part not in EMPTY:
            words = in_words(item.name, part, codes=codes)
            is_bare = item.name in BARE
            said.append(
                gettext("%(label)s: %(value)s", label=labels[item.name], value=words) if is_bare else words
            )
    return " · ".join(f"{ISOLATE}{part}{END_ISOLATE}" for part in said)


def _texts(value: MultilingualText) -> tuple[TextView, ...]:
    reader = current_language().code
    known = vocabulary.current().languages
    first = sorted(value.texts, key=lambda code: (code != value.source, code))
    return tuple(TextView(code, known[code].heading(reader), value.texts[code]) for code in first)

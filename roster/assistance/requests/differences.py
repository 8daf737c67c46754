"""What is stored and what was typed, side by side in words: for a step that somebody else changed meanwhile."""

from collections.abc import Mapping
from datetime import date

from roster.assistance.requests.form_steps import FormStep
from roster.assistance.requests.inputs import LanguageWish, RequestInput, SubjectWish
from roster.assistance.requests.step_base import StepForm
from roster.experts.form_options import (
    article_options,
    assistance_options,
    brief_language_options,
    language_options,
    state_options,
    topic_options,
)
from roster.experts.wording import Difference
from roster.web.locale import show_date, show_number

_FIELD_OF = {"authority_id": "authority"}


def differences_at(
    step: FormStep, form: StepForm, stored: RequestInput, typed: RequestInput
) -> list[Difference]:
    """The fields of this step that differ, in words."""
    words = _words_by_field(form)
    return [
        Difference(
            str(form[_FIELD_OF.get(name, name)].label.text),
            _in_words(getattr(stored, name), words.get(name, {})),
            _in_words(getattr(typed, name), words.get(name, {})),
        )
        for name in step.fields
        if getattr(stored, name) != getattr(typed, name)
    ]


def _words_by_field(form: StepForm) -> Mapping[str, Mapping[str, str]]:
    """Which words each code stands for, by field."""
    found = {
        "assistance_type_id": dict(assistance_options()),
        "subjects": {
            **dict(article_options()),
            **{value: label.removeprefix("— ") for value, label in topic_options()},
        },
        "languages": dict(language_options()),
        "source_language": dict(brief_language_options()),
        "preferred_states": dict(state_options()),
        "excluded_states": dict(state_options()),
    }
    for name in ("urgency", "visibility", "providers", "authority"):
        if name in form:
            key = "authority_id" if name == "authority" else name
            found[key] = {str(value): str(label) for value, label in form[name].choices or ()}
    return found


def _in_words(value: object, words: Mapping[str, str]) -> str:
    if isinstance(value, tuple):
        return "\n".join(_in_words(item, words) for item in value)
    if isinstance(value, SubjectWish):
        said = (str(item) for item in (value.article, value.topic) if item)
        return " · ".join(words.get(item, item) for item in said)
    if isinstance(value, LanguageWish):
        return " ".join(part for part in (words.get(value.code, value.code), value.level) if part)
    if isinstance(value, date):
        return show_date(value)
    if value is None:
        return ""
    if isinstance(value, int) and not words:
        return show_number(value)
    return words.get(str(value), str(value))

"""What a nomination says: its answers as a typed input, what is missing in them, and their mark."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from flask_babel import gettext

from roster.core.errors import InvalidError
from roster.experts.input_json import from_json, to_json
from roster.experts.inputs import ProfileInput
from roster.experts.rules import check_complete, check_sound
from roster.nominations.codes import MinimumCriterion
from roster.nominations.form_steps import STATE_FIELDS, FormStep, step_of
from roster.nominations.models import Nomination
from roster.people.names import is_latin


def input_of(nomination: Nomination) -> ProfileInput:
    """What the nomination says now; perhaps incomplete."""
    return from_json(nomination.answers)


def answers_of(given: ProfileInput) -> dict[str, object]:
    """The fields that a State fills in, as they are stored; a name in Latin letters is its own Latin form."""
    if given.family_name and not given.latin_family_name and is_latin(given.family_name):
        given = replace(given, latin_family_name=given.family_name, latin_given_name=given.given_name)
    return to_json(given, STATE_FIELDS)


def digest_of(nomination: Nomination) -> str:
    """The mark of all that the expert is shown: answers and CV. Another text has another mark."""
    cv = nomination.cv
    shown = [nomination.answers, cv.sha256 if cv else None]
    text = json.dumps(shown, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def mark_of(nomination: Nomination, step: FormStep) -> str:
    """The mark of what a step says now: somebody else's work on another step is no conflict."""
    answers = answers_of(input_of(nomination))
    criteria = nomination.criteria if step is FormStep.CATEGORY else []
    said = [[answers[name] for name in step.fields], criteria, nomination.stage.value]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:24]


def consent_holds(nomination: Nomination) -> bool:
    """Whether the expert has agreed to just this text."""
    return nomination.consented_at is not None and nomination.consented_digest == digest_of(nomination)


def problems_in(given: ProfileInput) -> dict[str, object]:
    """What still stands against sending this, by field; a sentence each."""
    try:
        check_complete(given)
    except InvalidError as error:
        return error.problems
    return {}


def problems_by_step(nomination: Nomination) -> dict[FormStep, dict[str, object]]:
    """What is missing or contradicts itself, at the step where it is put right."""
    found: dict[FormStep, dict[str, object]] = {}
    for field, sentence in problems_in(input_of(nomination)).items():
        step = step_of(field)
        if step is not None:
            found.setdefault(step, {})[field] = sentence
    return found


def criteria_missing(nomination: Nomination) -> tuple[MinimumCriterion, ...]:
    """The minimum criteria of which the State has not said yet that they are met."""
    return tuple(item for item in MinimumCriterion if item.value not in nomination.criteria)


def refuse_unsound(given: ProfileInput, *, step: FormStep) -> None:
    """Raise InvalidError where this step contradicts itself; what other steps lack is not its matter."""
    try:
        check_sound(given)
    except InvalidError as error:
        own = {name: sentence for name, sentence in error.problems.items() if name in step.fields}
        if own:
            raise InvalidError(own) from error


def refuse_incomplete(given: ProfileInput) -> None:
    """Raise InvalidError, a sentence at each field, where somebody cannot be nominated like this."""
    problems = problems_in(given)
    if problems:
        raise InvalidError(problems)


def refuse_missing_criteria(nomination: Nomination) -> None:
    """Raise InvalidError where the State has not said of every minimum criterion that it is met."""
    if criteria_missing(nomination):
        raise InvalidError({"criteria": gettext("Say of each minimum criterion that it is met.")})


def merged(before: ProfileInput, given: ProfileInput, names: tuple[str, ...]) -> ProfileInput:
    """`before` with these fields of `given`."""
    changes: Mapping[str, object] = {name: getattr(given, name) for name in names}
    return replace(before, **changes)  # type: ignore[arg-type]

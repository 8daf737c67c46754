"""Fills drafts from files: what is sound becomes an answer, what is not is kept as it was written, at its step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from flask_babel import gettext

from roster.core.actor import Actor
from roster.core.errors import InvalidError
from roster.experts.input_json import BLANK
from roster.experts.inputs import ImportedRow, ProfileInput
from roster.nominations.answers import input_of, merged
from roster.nominations.drafting_services import begin_draft, save_step
from roster.nominations.files.answers import FormAnswers
from roster.nominations.files.filled import FormFileError, FormProblem
from roster.nominations.files.typed import Typed, as_sent, field_of, of_step, typed_of
from roster.nominations.form_steps import STATE_FIELDS, FormStep
from roster.nominations.models import Nomination
from roster.nominations.step_forms import FORMS, StepForm
from roster.nominations.typing_services import keep_typed

LONGEST_KEPT: Final = 7_500


@dataclass(frozen=True)
class Filling:
    """What became of a file: steps saved, and steps kept as they were written, to be finished on the page."""

    saved: tuple[FormStep, ...]
    unfinished: tuple[FormStep, ...]


def fill_draft(actor: Actor, nomination: Nomination, *, answers: FormAnswers) -> Filling:
    """Put what a file says over what the draft says. An empty field of the file changes nothing.

    Raises FormFileError where the file belongs to another nomination, ForbiddenError, StaleError.
    """
    if answers.ref and answers.ref != nomination.ref:
        raise FormFileError(FormProblem.OTHER_NOMINATION, ref=answers.ref)
    saved: list[FormStep] = []
    unfinished: list[FormStep] = []
    for step in FormStep:
        said = of_step(answers.typed, step)
        if said:
            typed = _over(_on_screen(actor, nomination, step), said)
            (saved if _save(actor, nomination, step=step, typed=typed) else unfinished).append(step)
    return Filling(tuple(saved), tuple(unfinished))


def begin_from_rows(actor: Actor, state: str, *, rows: Sequence[ImportedRow]) -> list[Nomination]:
    """A draft for each person of a list. What had no place of its own waits unsaved at the last optional step.

    Raises ForbiddenError where the actor does not nominate for this State.
    """
    return [_begin_from(actor, state, row.profile) for row in rows]


def _begin_from(actor: Actor, state: str, given: ProfileInput) -> Nomination:
    nomination = begin_draft(actor, state, given=merged(BLANK, given, STATE_FIELDS))
    if given.staff_notes:
        head = gettext("From the list, without a place of its own:")
        kept = replace(given, publications=f"{given.publications}\n{head}\n{given.staff_notes}".strip())
        typed = of_step(typed_of(kept), FormStep.MORE)
        keep_typed(actor, nomination, step=FormStep.MORE, typed=typed)
    return nomination


def _on_screen(actor: Actor, nomination: Nomination, step: FormStep) -> Typed:
    """What the page of this step would show this person now."""
    own = nomination.typed_by(actor.user_id, step)
    return of_step(typed_of(input_of(nomination)), step) if own is None else own.typed


def _over(before: Typed, said: Typed) -> dict[str, list[str]]:
    """The fields of the file over those before it; a list that the file gives is taken whole."""
    given = {field_of(name) for name in said}
    return {name: list(values) for name, values in before.items() if field_of(name) not in given} | dict(said)


def _save(actor: Actor, nomination: Nomination, *, step: FormStep, typed: Typed) -> bool:
    """Save a step that is sound; otherwise keep it as it was written. Whether it is saved."""
    form: StepForm = FORMS[step](as_sent(typed), meta={"csrf": False})
    if form.validate():
        given = merged(input_of(nomination), form.to_input(), step.fields)
        try:
            save_step(actor, nomination, step=step, given=given)
        except InvalidError:
            pass
        else:
            return True
    keep_typed(actor, nomination, step=step, typed=typed)
    return False

"""What the pages of the steps share: which step of which nomination, the list of steps, and the page itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from roster.accounts.queries import names_of
from roster.nominations import policy
from roster.nominations.answers import criteria_missing, input_of, mark_of, problems_by_step
from roster.nominations.form_steps import FormStep
from roster.nominations.models import Nomination
from roster.nominations.presentation import name_in, required_done
from roster.nominations.queries import nomination_by_ref
from roster.nominations.step_forms import StepForm
from roster.nominations.typed_texts import differs_by, form_of
from roster.web.autosave import OtherText, other_texts
from roster.web.guard import current_actor
from roster.web.page import Answer, page


@dataclass(frozen=True)
class AtStep:
    """A nomination at one of its steps: what the addresses below are about."""

    nomination: Nomination
    step: FormStep


@dataclass(frozen=True)
class StepLink:
    """A line of the list of steps beside the form."""

    label: str
    url: str
    state: str  # done, open, wrong, current
    is_optional: bool


def nomination_at_step(actor: Any, ref: str, step: str) -> AtStep | None:
    """The nomination with one of its steps, where both exist for this actor."""
    nomination = nomination_by_ref(actor, ref)
    if nomination is None or step not in set(FormStep):
        return None
    return AtStep(nomination, FormStep(step))


def may_write_step(actor: Any, at: AtStep) -> bool:
    """Whoever writes the nomination writes each of its steps."""
    return policy.may_write(actor, at.nomination)


def can_view_step(actor: Any, at: AtStep) -> bool:
    """Whoever knows of the nomination may know that it has steps."""
    return policy.can_view(actor, at.nomination)


def step_links(nomination: Nomination, current: FormStep | None) -> list[StepLink]:
    """The steps with where each stands."""
    problems, unsaved, given = problems_by_step(nomination), nomination.unsaved, input_of(nomination)

    def state(step: FormStep) -> str:
        if step is current:
            return "current"
        if step.value in unsaved:
            return "wrong"
        if step in problems or (step is FormStep.CATEGORY and criteria_missing(nomination)):
            return "open"
        has_said = any(getattr(given, name) for name in step.fields)
        return "done" if has_said else "open"

    return [
        StepLink(
            str(step.label),
            url_for("nominations.edit", ref=nomination.ref, step=step.value),
            state(step),
            step.is_optional,
        )
        for step in FormStep
    ]


def step_page(at: AtStep, form: StepForm, *, status: int = 200, **context: Any) -> Answer:
    """The page of one step with this form in it."""
    given = input_of(at.nomination)
    for name in ("expertise", "languages"):
        if name in form and not form[name].entries:
            form[name].append_entry()
    if not form.version.data or request.method == "GET":
        form.version.data = mark_of(at.nomination, at.step)
    actor = current_actor()
    return page(
        "nominations/step.html",
        status=status,
        nomination=at.nomination,
        name=name_in(given),
        step=at.step,
        number=list(FormStep).index(at.step) + 1,
        most=len(FormStep),
        form=form,
        steps=step_links(at.nomination, at.step),
        progress=required_done(given),
        others=_others(at),
        may_take=at.nomination.typed_by(actor.user_id, at.step) is None,
        **context,
    )


def _others(at: AtStep) -> Sequence[OtherText]:
    """What colleagues typed here and have not saved, where it is not stored by now."""
    rows = at.nomination.typed_by_others(current_actor().user_id, at.step)
    names = names_of({row.by_user for row in rows if row.by_user})
    return other_texts(rows, names, differs=lambda row: differs_by(at.nomination, form_of(at.step, row)))

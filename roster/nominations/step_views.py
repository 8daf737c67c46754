"""Pages on which a State writes a nomination: begin, one short step after another, autosave."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, flash, request, url_for
from flask_babel import gettext
from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import MultiDict

from roster.core import clock
from roster.core.errors import InvalidError, NotFoundError
from roster.core.once import mark_used
from roster.experts.form_words import code_labels, field_labels
from roster.experts.inputs import ProfileInput
from roster.experts.queries import expert_by_ref
from roster.experts.wording import differences
from roster.nominations import policy
from roster.nominations.answers import (
    answers_of,
    criteria_missing,
    input_of,
    merged,
    problems_by_step,
    problems_in,
)
from roster.nominations.drafting_services import begin_draft, keep_typed, save_step, set_criteria
from roster.nominations.form_steps import FormStep
from roster.nominations.guard_views import back_to_standing
from roster.nominations.models import Nomination
from roster.nominations.presentation import name_in, required_done
from roster.nominations.queries import nomination_by_ref, profiles_to_nominate
from roster.nominations.step_forms import FORMS, BeginForm, StepForm
from roster.vocabulary import queries as vocabulary
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language, show_moment
from roster.web.page import Answer, page, see

blueprint = Blueprint("nominations", __name__, url_prefix="/<lang:lang>/nominations")
NOT_TYPED = frozenset({"csrf_token", "version", "later", "check", "add_row", "remove_row"})


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


@blueprint.route("/new", methods=("GET", "POST"))
@guard(policy.can_begin_somewhere)
def new() -> Answer:
    """What a nomination takes, and the button that begins one."""
    actor, language = current_actor(), current_language().code
    known = vocabulary.current().states
    states = sorted(((iso2, known.get_label(iso2, language)) for iso2 in actor.states), key=lambda it: it[1])
    profiles = profiles_to_nominate(actor)
    form = BeginForm()
    form.offer(states=states, profiles=[profile.ref for profile in profiles])
    if request.method == "GET" or not form.validate():
        status = 200 if request.method == "GET" else 422
        return page("nominations/new.html", status=status, form=form, profiles=profiles, states=states)
    profile = expert_by_ref(actor, form.profile.data) if form.profile.data else None
    if form.profile.data and profile is None:
        raise NotFoundError
    form.refuse_repeat()
    nomination = begin_draft(actor, str(form.state.data), profile=profile)
    location = url_for("nominations.edit", ref=nomination.ref, step=FormStep.NAME.value)
    mark_used(form.once.data or "", user_id=actor.user_id, location=location)
    return see("nominations.edit", ref=nomination.ref, step=FormStep.NAME.value)


@blueprint.route("/<ref>/edit/<step>", methods=("GET", "POST"))
@guard(may_write_step, load=nomination_at_step, visible=can_view_step)
def edit(at: AtStep) -> Answer:
    """One step: what stands there, with what was typed and not finished yet on top."""
    is_closed = not policy.can_edit(current_actor(), at.nomination)
    if request.method == "GET":
        return back_to_standing(at.nomination) if is_closed else _shown(at)
    form = FORMS[at.step]()
    if is_closed:  # it went on while somebody was writing: what was typed can still be read and copied
        return _stale_page(at, form, is_closed=True)
    if form.change_rows(request.form.get("add_row"), request.form.get("remove_row")):
        return _step_page(at, form)
    if form.version.data != _mark(at):
        return _stale_page(at, form)
    try:
        is_finished = _save(at, form)
    except InvalidError as error:  # more than a step can hold: it stays on the screen
        form.take_problems(error)
        return _step_page(at, form, status=422)
    if is_finished or "later" in request.form:
        return _go_on(at)
    # Not finished: what was typed is kept as it is, and the page that comes says at each field what is wrong.
    return see(
        "nominations.edit", ref=at.nomination.ref, step=at.step.value, check=1, then=request.args.get("then")
    )


@blueprint.post("/<ref>/autosave/<step>")
@guard(may_write_step, load=nomination_at_step, visible=can_view_step)
def autosave(at: AtStep) -> Answer:
    """Keep what stands in the form at this moment; sound or not, it is there when the reader comes back."""
    if not policy.can_edit(current_actor(), at.nomination):
        text = gettext(
            "The nomination cannot be changed where it stands now. What you typed is on this page only."
        )
        return _as_data({"saved": False, "text": text}, status=409)
    if request.form.get("version") != _mark(at):
        text = gettext("Somebody else changed this step meanwhile. Save it to see both texts.")
        return _as_data({"saved": False, "text": text}, status=409)
    try:
        keep_typed(current_actor(), at.nomination, step=at.step, typed=_typed())
    except InvalidError as error:
        return _as_data({"saved": False, "text": str(error.problems["typed"])}, status=422)
    return _as_data({"saved": True, "text": gettext("Saved %(time)s", time=show_moment(clock.now()))})


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


def _shown(at: AtStep) -> Answer:
    typed = at.nomination.unsaved.get(at.step.value)
    if typed is None:
        form = FORMS[at.step](formdata=None)
        form.show(input_of(at.nomination))
        if "criteria" in form:
            form["criteria"].data = list(at.nomination.criteria)
        if "check" in request.args:
            _complain(at, form)
        return _step_page(at, form)
    form = FORMS[at.step](MultiDict({**typed, "csrf_token": [generate_csrf()]}))
    if form.validate():
        _complain(at, form)
    return _step_page(at, form, is_unfinished=True)


def _complain(at: AtStep, form: StepForm) -> None:
    """Put what is missing at the fields of this step."""
    after = merged(input_of(at.nomination), form.to_input(), at.step.fields)
    found = _problems_at(at.step, after)
    if found:
        form.take_problems(InvalidError(found))


def _save(at: AtStep, form: StepForm) -> bool:
    """Save a step that is sound and complete; otherwise keep what was typed. Whether it is finished."""
    actor = current_actor()
    if not form.validate():
        keep_typed(actor, at.nomination, step=at.step, typed=_typed())
        return False
    given = merged(input_of(at.nomination), form.to_input(), at.step.fields)
    try:
        save_step(actor, at.nomination, step=at.step, given=given)
    except InvalidError:
        keep_typed(actor, at.nomination, step=at.step, typed=_typed())
        return False
    if "criteria" in form:
        set_criteria(actor, at.nomination, criteria=form["criteria"].data or ())
    return not _problems_at(at.step, given)


def _problems_at(step: FormStep, given: ProfileInput) -> dict[str, object]:
    return {name: sentence for name, sentence in problems_in(given).items() if name in step.fields}


def _go_on(at: AtStep) -> Response:
    if "later" in request.form:
        flash(gettext("The draft is saved. You can go on at any time."), "success")
        return see("nominations.show", ref=at.nomination.ref)
    steps = list(FormStep)
    following = steps.index(at.step) + 1
    if request.args.get("then") == "check" or following == len(steps):
        return see("nominations.check", ref=at.nomination.ref)
    return see("nominations.edit", ref=at.nomination.ref, step=steps[following].value)


def _step_page(at: AtStep, form: StepForm, *, status: int = 200, **context: Any) -> Answer:
    given = input_of(at.nomination)
    for name in ("expertise", "languages"):
        if name in form and not form[name].entries:
            form[name].append_entry()
    if not form.version.data or request.method == "GET":
        form.version.data = _mark(at)
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
        **context,
    )


def _stale_page(at: AtStep, form: StepForm, *, is_closed: bool = False) -> Answer:
    """Both texts; saving again from here is a decision, so the form now carries the newer mark."""
    form.version.data = _mark(at)
    stored = input_of(at.nomination)
    typed = form.to_input(stored)
    return _step_page(
        at,
        form,
        status=409,
        differences=differences(stored, typed, field_labels(form), codes=code_labels(form)),
        is_closed=is_closed,
    )


def _mark(at: AtStep) -> str:
    """The mark of what this step says now: somebody else's work on another step is no conflict."""
    answers = answers_of(input_of(at.nomination))
    criteria = at.nomination.criteria if at.step is FormStep.CATEGORY else []
    said = [[answers[name] for name in at.step.fields], criteria, at.nomination.stage.value]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:24]


def _typed() -> dict[str, list[str]]:
    return {name: values for name, values in request.form.lists() if name not in NOT_TYPED}


def _as_data(content: dict[str, object], *, status: int = 200) -> Response:
    answer = Response(current_app.json.dumps(content), status, content_type="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer

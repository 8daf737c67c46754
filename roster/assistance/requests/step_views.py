"""Pages on which a State writes a request: one short step after another, with autosave."""

import hashlib
import json
from dataclasses import dataclass

from flask import Response, current_app, flash, request
from flask_babel import gettext
from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import MultiDict

from roster.assistance.codes import Modality
from roster.assistance.requests import policy
from roster.assistance.requests.differences import differences_at
from roster.assistance.requests.form_steps import DETAILS, FormStep
from roster.assistance.requests.inputs import RequestInput, input_of, stored_values
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.queries import request_by_ref
from roster.assistance.requests.rules import problems_in
from roster.assistance.requests.services import keep_typed, save_request
from roster.assistance.requests.step_base import StepForm
from roster.assistance.requests.step_forms import FORMS, ContactForm, OutcomeForm
from roster.assistance.requests.step_links import required_done, step_links
from roster.assistance.requests.views import blueprint, view_of
from roster.authorities.queries import authorities_of_state
from roster.authorities.states import SHOWN
from roster.core import clock
from roster.core.actor import Actor
from roster.core.errors import InvalidError
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language, show_moment
from roster.web.page import Answer, page, see

__all__ = ["blueprint"]  # whole only once these pages are on it

NOT_TYPED = frozenset({"csrf_token", "version", "later", "check", "add_row", "remove_row", "move_row"})


@dataclass(frozen=True)
class AtStep:
    """A request at one of its steps: what the addresses below are about."""

    request: AssistanceRequest
    step: FormStep


def request_at_step(actor: Actor, ref: str, step: str) -> AtStep | None:
    """The request with one of its steps, where both exist for this actor."""
    found = request_by_ref(actor, ref)
    return AtStep(found, FormStep(step)) if found is not None and step in set(FormStep) else None


def may_write_step(actor: Actor, at: AtStep) -> bool:
    """Whoever writes the request writes each of its steps."""
    return policy.may_write(actor, at.request)


def can_view_step(actor: Actor, at: AtStep) -> bool:
    """Whoever knows of the request may know that it has steps."""
    return policy.can_view(actor, at.request)


@blueprint.route("/<ref>/edit/<step>", methods=("GET", "POST"))
@guard(may_write_step, load=request_at_step, visible=can_view_step)
def edit_step(at: AtStep) -> Answer:
    """One step: what stands there, with what was typed and not finished yet on top."""
    is_closed = not policy.can_edit(current_actor(), at.request)
    if request.method == "GET":
        return closed(at.request) if is_closed else _shown(at)
    form = _form(at)
    if is_closed:  # it went on while somebody was writing: what was typed can still be read and copied
        return _stale_page(at, form, is_closed=True)
    rows = request.form
    if form.change_rows(rows.get("add_row"), rows.get("remove_row"), moved=rows.get("move_row")):
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
        "assistance.edit_step",
        ref=at.request.ref,
        step=at.step.value,
        check=1,
        then=request.args.get("then"),
    )


@blueprint.post("/<ref>/autosave/<step>")
@guard(may_write_step, load=request_at_step, visible=can_view_step)
def autosave(at: AtStep) -> Answer:
    """Keep what stands in the form at this moment; sound or not, it is there when the reader comes back."""
    if not policy.can_edit(current_actor(), at.request):
        text = gettext(
            "The request cannot be changed where it stands now. What you typed is on this page only."
        )
        return _as_data({"saved": False, "text": text}, status=409)
    if request.form.get("version") != _mark(at):
        text = gettext("Somebody else changed this step meanwhile. Save it to see both texts.")
        return _as_data({"saved": False, "text": text}, status=409)
    try:
        keep_typed(current_actor(), at.request, step=at.step.value, typed=_typed())
    except InvalidError as error:
        return _as_data({"saved": False, "text": str(error.problems["typed"])}, status=422)
    return _as_data({"saved": True, "text": gettext("Saved %(time)s", time=show_moment(clock.now()))})


def _form(at: AtStep, formdata: MultiDict[str, str] | None = None, *, is_blank: bool = False) -> StepForm:
    kind = FORMS[at.step]
    form = kind(formdata=None) if is_blank else kind(formdata) if formdata is not None else kind()
    if isinstance(form, ContactForm):
        _offer_authorities(at.request, form)
    if isinstance(form, OutcomeForm):
        form.details.label.text = str(DETAILS[Modality(at.request.modality)])
    return form


def _offer_authorities(assistance_request: AssistanceRequest, form: ContactForm) -> None:
    language = current_language().code
    found = authorities_of_state(current_actor(), assistance_request.state)
    form.offer([(item.id, item.name.best_for(language)[0]) for item in found if item.stage in SHOWN])


def _shown(at: AtStep) -> Answer:
    typed = at.request.unsaved.get(at.step.value)
    if typed is None:
        form = _form(at, is_blank=True)
        data = form.values_of(input_of(at.request))
        form.process(data=data)
        if "check" in request.args:
            _complain(at, form, input_of(at.request))
        return _step_page(at, form)
    form = _form(at, MultiDict({**typed, "csrf_token": [generate_csrf()]}))
    if form.validate():
        _complain(at, form, form.onto(input_of(at.request)))
    return _step_page(at, form, is_unfinished=True)


def _complain(at: AtStep, form: StepForm, given: RequestInput) -> None:
    """Put what is missing at the fields of this step."""
    found = _problems_at(at.step, given)
    if found:
        form.take_problems(InvalidError(found))


def _save(at: AtStep, form: StepForm) -> bool:
    """Save a step that is sound and complete; otherwise keep what was typed. Whether it is finished."""
    actor, step = current_actor(), at.step
    if not form.validate():
        keep_typed(actor, at.request, step=step.value, typed=_typed())
        return False
    given = form.onto(input_of(at.request))
    try:
        save_request(actor, at.request, given=given, names=step.fields, step=step.value)
    except InvalidError:
        keep_typed(actor, at.request, step=step.value, typed=_typed())
        return False
    return not _problems_at(step, given)


def _problems_at(step: FormStep, given: RequestInput) -> dict[str, object]:
    found = problems_in(given, today=clock.today())
    return {name: sentence for name, sentence in found.items() if name in step.fields}


def _go_on(at: AtStep) -> Response:
    if "later" in request.form:
        flash(gettext("The draft is saved. You can go on at any time."), "success")
        return see("assistance.show", ref=at.request.ref)
    steps = list(FormStep)
    following = steps.index(at.step) + 1
    if request.args.get("then") == "check" or following == len(steps):
        return see("assistance.check", ref=at.request.ref)
    return see("assistance.edit_step", ref=at.request.ref, step=steps[following].value)


def _step_page(at: AtStep, form: StepForm, *, status: int = 200, **context: object) -> Answer:
    for name in ("subjects", "languages"):
        if name in form and not form[name].entries:
            form[name].append_entry()
    if not form.version.data or request.method == "GET":
        form.version.data = _mark(at)
    return page(
        "assistance/requests/step.html",
        status=status,
        entry=view_of(at.request),
        step=at.step,
        number=list(FormStep).index(at.step) + 1,
        most=len(FormStep),
        form=form,
        steps=step_links(at.request, at.step),
        progress=required_done(input_of(at.request)),
        modality=Modality(at.request.modality),
        **context,
    )


def _stale_page(at: AtStep, form: StepForm, *, is_closed: bool = False) -> Answer:
    """Both texts; saving again from here is a decision, so the form now carries the newer mark."""
    form.version.data = _mark(at)
    stored = input_of(at.request)
    form.validate()  # reads the fields; what is wrong in them is said when it is saved
    typed = form.onto(stored)
    return _step_page(
        at,
        form,
        status=409,
        differences=differences_at(at.step, form, stored, typed),
        is_closed=is_closed,
    )


def _mark(at: AtStep) -> str:
    """The mark of what this step says now: somebody else's work on another step is no conflict."""
    values = stored_values(input_of(at.request)) | {
        "providers": [item.ref for item in at.request.named_providers]
    }
    said = [[values[name] for name in at.step.fields], at.request.stage.value]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:24]


def _typed() -> dict[str, list[str]]:
    return {name: values for name, values in request.form.lists() if name not in NOT_TYPED}


def closed(assistance_request: AssistanceRequest) -> Response:
    """To the page that says where the request stands, from one that cannot be opened there."""
    return see("assistance.show", ref=assistance_request.ref)


def _as_data(content: dict[str, object], *, status: int = 200) -> Response:
    answer = Response(current_app.json.dumps(content), status, content_type="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer

"""Pages before and after the steps of a request: begin, check the answers, submit."""

from flask import flash, request, url_for
from flask_babel import gettext

from roster.assistance.requests import policy
from roster.assistance.requests.form_steps import HINTS, FormStep, step_of
from roster.assistance.requests.inputs import input_of
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.move_forms import MoveForm
from roster.assistance.requests.moving_services import submit_request
from roster.assistance.requests.queries import request_by_ref
from roster.assistance.requests.rules import problems_in
from roster.assistance.requests.services import begin_request
from roster.assistance.requests.states import Move, Stage
from roster.assistance.requests.step_forms import BeginForm
from roster.assistance.requests.step_links import required_done, step_links
from roster.assistance.requests.step_views import blueprint, closed
from roster.assistance.requests.views import view_of
from roster.core import clock
from roster.core.errors import InvalidError
from roster.core.once import mark_used
from roster.vocabulary import queries as vocabulary
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page, see

__all__ = ["blueprint"]  # whole only once these pages are on it


@blueprint.route("/new", methods=("GET", "POST"))
@guard(policy.can_begin_somewhere)
def new() -> Answer:
    """How the assistance is to be given, first; the form that follows is made for it."""
    actor, language = current_actor(), current_language().code
    known = vocabulary.current().states
    states = sorted(((iso2, known.get_label(iso2, language)) for iso2 in actor.states), key=lambda it: it[1])
    form = BeginForm()
    form.offer(states)
    if request.method == "GET" or not form.validate():
        status = 200 if request.method == "GET" else 422
        hints = {item.value: str(words) for item, words in HINTS.items()}
        return page("assistance/requests/new.html", status=status, form=form, states=states, hints=hints)
    form.refuse_repeat()
    made = begin_request(actor, str(form.state.data), given=form.to_input())
    first = FormStep.SUBJECT.value
    mark_used(
        form.once.data,
        user_id=actor.user_id,
        location=url_for("assistance.edit_step", ref=made.ref, step=first),
    )
    return see("assistance.edit_step", ref=made.ref, step=first)


@blueprint.get("/<ref>/edit")
@guard(policy.may_write, load=request_by_ref, visible=policy.can_view)
def edit(assistance_request: AssistanceRequest) -> Answer:
    """To the first step that is not finished."""
    if not policy.can_edit(current_actor(), assistance_request):
        return closed(assistance_request)
    problems = problems_in(input_of(assistance_request), today=clock.today())
    wanted = [step for step in FormStep if any(name in step.fields for name in problems)]
    first = wanted[0] if wanted else FormStep.SUBJECT
    return see("assistance.edit_step", ref=assistance_request.ref, step=first.value)


@blueprint.get("/<ref>/check")
@guard(policy.may_write, load=request_by_ref, visible=policy.can_view)
def check(assistance_request: AssistanceRequest) -> Answer:
    """All of it on one page, what is missing, and the button that submits it."""
    if not policy.can_edit(current_actor(), assistance_request):
        return closed(assistance_request)
    return _check_page(assistance_request)


@blueprint.post("/<ref>/submit")
@guard(
    lambda actor, subject: policy.may_move(actor, subject, Move.SUBMIT),
    load=request_by_ref,
    visible=policy.can_view,
)
def submit(assistance_request: AssistanceRequest) -> Answer:
    """Send it to the secretariat."""
    MoveForm().refuse_stale(assistance_request.version)
    try:
        submit_request(current_actor(), assistance_request)
    except InvalidError:
        return _check_page(assistance_request, status=422)
    flash(
        gettext("The request is with the secretariat. It is acknowledged within three working days."),
        "success",
    )
    return see("assistance.show", ref=assistance_request.ref)


def _check_page(assistance_request: AssistanceRequest, *, status: int = 200) -> Answer:
    given = input_of(assistance_request)
    problems = problems_in(given, today=clock.today())
    form = MoveForm(formdata=None)
    form.version.data = str(assistance_request.version)
    actor = current_actor()
    return page(
        "assistance/requests/check.html",
        status=status,
        entry=view_of(assistance_request),
        form=form,
        problems=[(step_of(name), str(sentence)) for name, sentence in problems.items()],
        unfinished=[FormStep(name) for name in assistance_request.unsaved if name in set(FormStep)],
        steps=step_links(assistance_request, None),
        progress=required_done(given),
        is_draft=assistance_request.stage is Stage.DRAFT,
        refusal=policy.role_refusal(actor, assistance_request, Move.SUBMIT),
    )

"""Pages of calls for whoever may read them: the list, one call, an expert's answer, a State's answer."""

from collections.abc import Sequence

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext

from roster.assistance.calls import answer_services, policy, queries
from roster.assistance.calls.forms import AnswerForm, ProposeForm, StepForm
from roster.assistance.calls.models import CallAnswer, ExpertCall
from roster.assistance.calls.presentation import CallView, call_view, own_answer
from roster.core import clock
from roster.core.actor import Actor
from roster.core.errors import InvalidError
from roster.experts.models import Profile
from roster.vocabulary import queries as vocabulary
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, Page, page, see
from roster.web.paging import DEFAULT_SIZE, Paging, page_number

blueprint = Blueprint("calls", __name__, url_prefix="/<lang:lang>/assistance/calls")
NO_ANSWER = 0  # the version of an answer that is not there yet


@blueprint.get("")
@guard(policy.can_see_list)
def index() -> Answer:
    """The calls that the reader may read, what ends first before the others."""
    actor, number = current_actor(), page_number(request.args)
    with_closed = request.args.get("closed") == "1"
    found, total = queries.calls(
        actor,
        with_closed=with_closed,
        today=clock.today(),
        offset=(number - 1) * DEFAULT_SIZE,
        limit=DEFAULT_SIZE,
    )
    return page(
        "assistance/calls/index.html",
        entries=[call_view(actor, item) for item in found],
        paging=Paging(number, DEFAULT_SIZE, total),
        with_closed=with_closed,
    )


@blueprint.get("/<ref>")
@guard(policy.can_view, load=queries.call_by_ref)
def show(call: ExpertCall) -> Answer:
    """One call."""
    return call_page(current_actor(), call)


@blueprint.post("/<ref>/answer")
@guard(policy.may_answer, load=queries.call_by_ref, visible=policy.can_view)
def answer(call: ExpertCall) -> Answer:
    """An expert is interested."""
    actor = current_actor()
    form, profile = AnswerForm(), queries.own_profile(actor)
    refusal = take_answer(actor, call, profile, form) if profile is not None else 422
    if refusal:
        return call_page(actor, call, form=form, status=refusal)
    return see("calls.show", ref=call.ref)


@blueprint.post("/<ref>/answer/take-back")
@guard(policy.may_answer, load=queries.call_by_ref, visible=policy.can_view)
def take_back(call: ExpertCall) -> Answer:
    """The expert is no longer interested."""
    actor = current_actor()
    profile = queries.own_profile(actor)
    return taken_back(actor, call, queries.answer_of_profile(call, profile) if profile else None)


@blueprint.route("/<ref>/propose", methods=("GET", "POST"))
@guard(policy.may_propose, load=queries.call_by_ref, visible=policy.can_view)
def propose(call: ExpertCall) -> Answer:
    """A focal point says whom the State will nominate."""
    actor, form = current_actor(), ProposeForm()
    states = _states(actor, call)
    form.state.choices = states
    if len(states) == 1 and not form.state.data:
        form.state.data = states[0][0]
    there = {item.state: item for item in queries.answers_of_states(call, [code for code, _name in states])}
    if request.method == "GET" and not answer_services.is_answerable(call):
        return see("calls.show", ref=call.ref)
    if request.method == "GET":
        own = there.get(request.args.get("state") or states[0][0])
        form.state.data = own.state if own else states[0][0]
        form.text.data = own.text if own else ""
        form.version.data = str(own.version if own else NO_ANSWER)
        return _propose_page(call, form)
    if not answer_services.is_answerable(call):
        return call_page(actor, call, form=form, status=409)
    if not form.validate():
        return _propose_page(call, form, status=422)
    own = there.get(form.state.data)
    now = str(own.version if own else NO_ANSWER)
    if form.version.data != now:
        form.version.data = now  # sending again from here is a decision
        return _propose_page(call, form, status=409, stored=own)
    try:
        answer_services.propose(actor, call, state=form.state.data or "", text=form.text.data or "")
    except InvalidError as error:
        form.take_problems(error)
        return _propose_page(call, form, status=422)
    flash(gettext("Your answer is with the secretariat. Nobody else reads it."), "success")
    return see("calls.show", ref=call.ref)


@blueprint.post("/<ref>/propose/take-back")
@guard(policy.may_propose, load=queries.call_by_ref, visible=policy.can_view)
def take_back_proposal(call: ExpertCall) -> Answer:
    """The State will nominate nobody after all."""
    actor = current_actor()
    state = request.form.get("state", "")
    mine = state if state in policy.states_answering(actor, call) else ""
    return taken_back(actor, call, next(iter(queries.answers_of_states(call, [mine])), None))


def take_answer(actor: Actor, call: ExpertCall, profile: Profile, form: AnswerForm) -> int:
    """Write what was sent; 0, or the status of a page that says why not. What was typed stays on it."""
    if not form.validate():
        return 422
    if not answer_services.is_answerable(call):
        return 409
    there = queries.answer_of_profile(call, profile)
    now = str(there.version if there else NO_ANSWER)
    if form.version.data != now:
        form.version.data = now  # sending again from here is a decision
        return 409
    try:
        answer_services.answer_call(actor, call, profile=profile, text=form.text.data or "")
    except InvalidError as error:
        form.take_problems(error)
        return 422
    flash(gettext("Thank you. Your answer is with the secretariat, and nobody else reads it."), "success")
    return 0


def taken_back(actor: Actor, call: ExpertCall, there: CallAnswer | None, *, to: str = "calls.show") -> Answer:
    """Take an answer back, where there is one in the version that was on the screen."""
    if there is not None and there.withdrawn_at is None:
        StepForm().refuse_stale(there.version)
        answer_services.withdraw_answer(actor, there)
        flash(gettext("Your answer is taken back, and its words are deleted."), "success")
    return see(to, ref=call.ref) if to == "calls.show" else see(to)


def call_page(
    actor: Actor,
    call: ExpertCall,
    *,
    form: AnswerForm | None = None,
    status: int = 200,
    profile: Profile | None = None,
    is_by_link: bool = False,
) -> Page:
    """The page of a call: what is sought, and the answer of whoever may give one."""
    entry = call_view(actor, call)
    is_expert = is_by_link or policy.may_answer(actor, call)
    profile = profile or (queries.own_profile(actor) if is_expert else None)
    there = queries.answer_of_profile(call, profile) if profile else None
    states = [code for code, _name in _states(actor, call)] if policy.may_propose(actor, call) else []
    step = StepForm(formdata=None)
    step.version.data = str(call.version)
    answer = page(
        "assistance/calls/show.html",
        status=status,
        entry=entry,
        own=own_answer(there) if there is not None else None,
        form=_answer_form(entry, there, form) if profile else None,
        unsent=form.text.data if form is not None and status == 409 else "",
        step=step,
        is_expert=is_expert,
        has_profile=profile is not None,
        is_by_link=is_by_link,
        answer_to=url_for("call_answers.call") if is_by_link else url_for("calls.answer", ref=call.ref),
        take_back_to=url_for("call_answers.take_back")
        if is_by_link
        else url_for("calls.take_back", ref=call.ref),
        of_states=[own_answer(item) for item in queries.answers_of_states(call, states)] if states else [],
        can_propose=bool(states),
        can_change=policy.can_change(actor, call),
        can_open=policy.can_open(actor, call),
        can_close=policy.can_close(actor, call),
        can_read_answers=policy.can_read_answers(actor, call),
        answer_count=queries.answer_counts([call.id]).get(call.id, 0)
        if policy.can_read_answers(actor, call)
        else 0,
        expert_count=len(call.invitations) if entry.desk else 0,
        is_known=actor.signed_in or is_by_link,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _answer_form(entry: CallView, there: CallAnswer | None, sent: AnswerForm | None) -> AnswerForm | None:
    """The form with the answer that stands; none where the call has ended."""
    if not entry.is_open:
        return None
    if sent is not None:
        return sent
    form = AnswerForm(formdata=None)
    form.text.data = there.text if there else ""
    form.version.data = str(there.version if there else NO_ANSWER)
    return form


def _states(actor: Actor, call: ExpertCall) -> Sequence[tuple[str, str]]:
    known, language = vocabulary.current().states, current_language().code
    found = [(code, known.get_label(code, language)) for code in policy.states_answering(actor, call)]
    return sorted(found, key=lambda item: item[1])


def _propose_page(
    call: ExpertCall, form: ProposeForm, *, status: int = 200, stored: CallAnswer | None = None
) -> Page:
    return page(
        "assistance/calls/propose.html",
        status=status,
        entry=call_view(current_actor(), call),
        form=form,
        stored=own_answer(stored) if stored is not None else None,
    )

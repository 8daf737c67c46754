"""The secretariat's pages of calls: written, changed, opened, closed; who answered, and onto the shortlist."""

from collections.abc import Sequence
from datetime import timedelta

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext

from roster.assistance.calls import policy, queries, services
from roster.assistance.calls.answer_table import answer_table, refs_answering
from roster.assistance.calls.forms import CallFields, CloseForm, EditCallForm, NewCallForm, StepForm
from roster.assistance.calls.inputs import CallInput
from roster.assistance.calls.models import ExpertCall
from roster.assistance.calls.near_misses import near_misses
from roster.assistance.calls.presentation import call_view, suggested_title
from roster.assistance.calls.recipient_queries import networks_with_people
from roster.assistance.matches.roster_pool import current_roster
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.presentation import request_view
from roster.assistance.requests.queries import request_for_secretariat
from roster.assistance.selections import policy as selections
from roster.assistance.selections.services import put_on_shortlist
from roster.assistance.shortlists.queries import profiles_by_refs
from roster.assistance.shortlists.telling import added_words
from roster.core import clock
from roster.core.errors import InvalidError, StaleError
from roster.core.once import mark_used
from roster.experts.presentation import name_view
from roster.networks.queries import networks
from roster.web.guard import current_actor, guard
from roster.web.locale import count_phrase, current_language
from roster.web.page import Answer, Page, page, see
from roster.web.throttle import bounded_matches

blueprint = Blueprint("call_desk", __name__, url_prefix="/<lang:lang>/assistance")
USUAL_TIME = timedelta(days=21)


def _make_ready() -> None:
    """The slow work before the change: where profiles changed since, the pool is built anew."""
    if current_actor().is_secretariat:
        current_roster()


@blueprint.route("/<ref>/calls/new", methods=("GET", "POST"))
@bounded_matches
@guard(policy.may_call, load=request_for_secretariat, visible=policy.is_desk, prepare=_make_ready)
def new(assistance_request: AssistanceRequest) -> Answer:
    """Write a call for experts."""
    actor, form = current_actor(), NewCallForm()
    if not policy.can_call(actor, assistance_request):
        if request.method == "POST":
            raise StaleError
        return see("assistance.show", ref=assistance_request.ref)  # says where it stands now
    _offer(form, assistance_request)
    if request.method == "GET":
        form.show(_suggested(assistance_request))
        return _form_page(assistance_request, form, chosen=request.args.getlist("expert"))
    form.refuse_repeat()
    chosen = request.form.getlist("expert")
    if not form.validate():
        return _form_page(assistance_request, form, chosen=chosen, status=422)
    try:
        made = services.begin_call(actor, assistance_request, given=form.to_input(chosen))
    except InvalidError as error:
        form.take_problems(error)
        return _form_page(assistance_request, form, chosen=chosen, status=422)
    mark_used(form.once.data, user_id=actor.user_id, location=url_for("calls.show", ref=made.ref))
    flash(gettext("The call is a draft. Read it as others will, then open it."), "success")
    return see("calls.show", ref=made.ref)


@blueprint.route("/calls/<ref>/edit", methods=("GET", "POST"))
@bounded_matches
@guard(policy.may_manage, load=queries.call_for_secretariat, visible=policy.can_view, prepare=_make_ready)
def edit(call: ExpertCall) -> Answer:
    """Change a draft."""
    actor, form = current_actor(), EditCallForm()
    if not policy.can_change(actor, call):
        raise StaleError(gettext("The call is open already. Its words can no longer be changed."))
    stored = services.input_of(call)
    _offer(form, call.request, stored.networks)
    if request.method == "GET":
        form.show(stored)
        form.version.data = str(call.version)
        return _form_page(call.request, form, call=call, chosen=stored.experts)
    chosen = request.form.getlist("expert")
    if not form.validate():
        return _form_page(call.request, form, call=call, chosen=chosen, status=422)
    if form.version.data != str(call.version):
        form.version.data = str(call.version)  # saving again from here is a decision
        return _form_page(call.request, form, call=call, chosen=chosen, status=409, is_stale=True)
    try:
        services.edit_call(actor, call, given=form.to_input(chosen))
    except InvalidError as error:
        form.take_problems(error)
        return _form_page(call.request, form, call=call, chosen=chosen, status=422)
    flash(gettext("The draft is saved."), "success")
    return see("calls.show", ref=call.ref)


@blueprint.post("/calls/<ref>/open")
@guard(policy.may_manage, load=queries.call_for_secretariat, visible=policy.can_view)
def open_call(call: ExpertCall) -> Answer:
    """Let others read it, and write to those who are called."""
    StepForm().refuse_stale(call.version)
    try:
        count = services.open_call(current_actor(), call)
    except InvalidError as error:
        flash(" ".join(str(sentence) for sentence in error.problems.values()), "error")
        return see("call_desk.edit", ref=call.ref)
    flash(
        count_phrase(
            "The call is open. %(num)s letter is on its way.",
            "The call is open. %(num)s letters are on their way.",
            count,
        ),
        "success",
    )
    return see("calls.show", ref=call.ref)


@blueprint.route("/calls/<ref>/close", methods=("GET", "POST"))
@guard(policy.may_manage, load=queries.call_for_secretariat, visible=policy.can_view)
def close(call: ExpertCall) -> Answer:
    """Close it before its day."""
    actor, form = current_actor(), CloseForm()
    form.show_version(call.version)
    if request.method == "GET":
        if not policy.can_close(actor, call):
            return see("calls.show", ref=call.ref)
        return page("assistance/calls/close.html", entry=call_view(actor, call), form=form)
    form.refuse_stale(call.version)
    if not form.validate():
        return page("assistance/calls/close.html", status=422, entry=call_view(actor, call), form=form)
    services.close_call(actor, call, note=form.note.data or "")
    flash(gettext("The call is closed. Whoever answered is told."), "success")
    return see("calls.show", ref=call.ref)


@blueprint.post("/calls/<ref>/discard")
@guard(policy.may_manage, load=queries.call_for_secretariat, visible=policy.can_view)
def discard(call: ExpertCall) -> Answer:
    """Throw away a draft."""
    StepForm().refuse_stale(call.version)
    back = call.request.ref
    services.discard_call(current_actor(), call)
    flash(gettext("The draft is deleted."), "success")
    return see("assistance.show", ref=back)


@blueprint.get("/calls/<ref>/answers")
@bounded_matches
@guard(policy.can_read_answers, load=queries.call_for_secretariat)
def answers(call: ExpertCall) -> Answer:
    """Who answered, and how far each fits."""
    actor = current_actor()
    answer = page(
        "assistance/calls/answers.html",
        entry=call_view(actor, call),
        table=answer_table(actor, call),
        can_choose=selections.can_choose(actor, call.request),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/calls/<ref>/shortlist")
@guard(
    lambda actor, call: selections.may_choose(actor, call.request),
    load=queries.call_for_secretariat,
    visible=policy.can_read_answers,
)
def choose(call: ExpertCall) -> Answer:
    """Put those of the answerers who are ticked on the request's shortlist."""
    actor = current_actor()
    known = refs_answering(actor, call)
    ticked = [ref for ref in request.form.getlist("expert") if ref in known]
    try:
        added = put_on_shortlist(actor, call.request, profile_refs=ticked)
    except InvalidError as error:
        flash(" ".join(str(sentence) for sentence in error.problems.values()), "error")
        return see("call_desk.answers", ref=call.ref)
    for sentence, kind in added_words(added):
        flash(sentence, kind)
    return see("call_desk.answers", ref=call.ref)


def _offer(form: CallFields, assistance_request: AssistanceRequest, chosen: Sequence[str] = ()) -> None:
    """Networks in which a call reaches somebody, and those of the draft."""
    reached = networks_with_people(today=clock.today()) | set(chosen)
    offered = [item for item in networks(current_actor()) if item.slug in reached]
    form.offer(offered, may_name_state=policy.may_name_state(assistance_request))


def _suggested(assistance_request: AssistanceRequest) -> CallInput:
    today = clock.today()
    facts = request_view(current_actor(), assistance_request, today=today, names={})
    last = today + USUAL_TIME
    if assistance_request.starts_on is not None and assistance_request.starts_on >= today:
        last = min(last, assistance_request.starts_on)
    return CallInput(
        title=suggested_title(facts.topics, facts.articles),
        text="",
        source_language=current_language().code,
        answer_by=last,
    )


def _form_page(
    assistance_request: AssistanceRequest,
    form: CallFields,
    *,
    call: ExpertCall | None = None,
    chosen: Sequence[str] = (),
    status: int = 200,
    is_stale: bool = False,
) -> Page:
    actor = current_actor()
    near = near_misses(actor, assistance_request)
    listed = {person.person.ref for group in near for person in group.people}
    others = [item for item in profiles_by_refs(actor, chosen) if item.ref not in listed]
    answer = page(
        "assistance/calls/edit.html",
        status=status,
        form=form,
        entry=call_view(actor, call) if call is not None else None,
        facts=request_view(actor, assistance_request, today=clock.today(), names={}),
        near=near,
        others=[(item.ref, name_view(item)) for item in others],
        chosen=frozenset(chosen),
        is_stale=is_stale,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer

"""Pages of requests: the list, one request, the same as plain data."""

from flask import Blueprint, Response, jsonify, request

from roster.accounts.queries import names_of
from roster.assistance.engagements.presentation import engagement_view
from roster.assistance.engagements.queries import engagements_of
from roster.assistance.requests import policy, queries
from roster.assistance.requests.finding import filters_of, wanted_of
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.move_forms import MoveForm
from roster.assistance.requests.plain_data import request_json
from roster.assistance.requests.presentation import RequestView, request_view
from roster.assistance.requests.states import Move
from roster.assistance.requests.telling import MessageView, timeline_entries
from roster.core import clock
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, Page, page
from roster.web.paging import DEFAULT_SIZE, Paging, page_number
from roster.web.panels import panels_at
from roster.web.room import Place

blueprint = Blueprint("assistance", __name__, url_prefix="/<lang:lang>/assistance")


@blueprint.get("")
@guard(policy.can_see_list)
def index() -> Answer:
    """The requests that the reader may know of; of some the title alone."""
    actor, number, today = current_actor(), page_number(request.args), clock.today()
    filters = filters_of(actor, request.args)
    found, total = queries.requests(
        actor,
        wanted_of(filters),
        today=today,
        offset=(number - 1) * DEFAULT_SIZE,
        limit=DEFAULT_SIZE,
    )
    names = names_of({item.owner_id for item in found if item.owner_id})
    return page(
        "assistance/requests/index.html",
        entries=[request_view(actor, item, today=today, names=names) for item in found],
        paging=Paging(number, DEFAULT_SIZE, total),
        filters=filters,
        chosen=sum(item.chosen for item in filters),
        can_create=policy.can_begin_somewhere(actor),
        can_list=policy.can_list(actor),
    )


@blueprint.get("/<ref>")
@guard(policy.can_view, load=queries.request_by_ref)
def show(assistance_request: AssistanceRequest) -> Answer:
    """One request: where it stands, what can be done, what it says, what happened."""
    return request_page(assistance_request)


@blueprint.get("/<ref>.json")
@guard(policy.can_view, load=queries.request_by_ref)
def as_json(assistance_request: AssistanceRequest) -> Response:
    """The same for other programs."""
    answer = jsonify(request_json(view_of(assistance_request)))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def view_of(assistance_request: AssistanceRequest) -> RequestView:
    """The request as its reader may see it now."""
    owner = {assistance_request.owner_id} if assistance_request.owner_id else set()
    return request_view(current_actor(), assistance_request, today=clock.today(), names=names_of(owner))


def request_page(assistance_request: AssistanceRequest, *, status: int = 200) -> Page:
    """The page of one request."""
    actor, view = current_actor(), view_of(assistance_request)
    events = queries.timeline_of(assistance_request) if view.shows_course else ()
    messages = queries.messages_of(assistance_request) if view.shows_course else ()
    names = names_of({event.by_user for event in events if event.by_user})
    form = MoveForm(formdata=None)
    form.version.data = str(assistance_request.version)
    answer = page(
        "assistance/requests/show.html",
        status=status,
        entry=view,
        form=form,
        moves=policy.moves_open_to(actor, assistance_request),
        Move=Move,
        can_edit=policy.can_edit(actor, assistance_request),
        can_change_letter=policy.can_change_letter(actor, assistance_request),
        can_take=policy.can_take(actor, assistance_request),
        can_discard=policy.can_discard(actor, assistance_request),
        is_own_state=assistance_request.state in actor.states,
        refusal=policy.role_refusal(actor, assistance_request, Move.SUBMIT)
        if view.stage == "draft"
        else None,
        engagements=[
            engagement_view(actor, item, shows_request=True)
            for item in (engagements_of(actor, assistance_request) if view.shows_course else ())
        ],
        timeline=timeline_entries(actor, events, names),
        messages=[
            MessageView(item.question, item.asked_at, item.answer, item.answered_at) for item in messages
        ],
        panels=panels_at(Place.REQUEST, assistance_request.ref),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer

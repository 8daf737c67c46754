"""What selections add to the page of a request, for the secretariat: team, shortlist, decision."""

from roster.assistance.requests.queries import request_by_ref
from roster.assistance.requests.states import SHARED
from roster.assistance.selections import policy, queries
from roster.assistance.shortlists.queries import entries_of
from roster.core.actor import Actor
from roster.web.room import Panel


def of_request(actor: Actor, ref: str) -> Panel | None:
    """Where the choice for this request stands; nothing for whom it does not exist."""
    if not actor.is_secretariat:
        return None
    request = request_by_ref(actor, ref)
    if request is None or not policy.can_view(actor, request) or request.stage not in SHARED:
        return None
    shortlist, record = queries.shortlist_of(request.id), queries.record_of(actor, request)
    content = {
        "ref": request.ref,
        "shortlist_ref": shortlist.ref if shortlist else "",
        "people_count": len(entries_of(shortlist)) if shortlist else 0,
        "record_ref": record.ref if record else "",
        "decided_at": record.frozen_at if record else None,
        "can_choose": policy.can_choose(actor, request),
    }
    return Panel("assistance/selections/request_panel.html", content)

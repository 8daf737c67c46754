"""What requests add to pages of others: a State's requests on the State's page, as far as the reader may know."""

from roster.assistance.requests import policy, queries
from roster.assistance.requests.presentation import request_view
from roster.core import clock
from roster.core.actor import Actor
from roster.web.room import Panel

SHOWN = 5


def of_state(actor: Actor, iso2: str) -> Panel | None:
    """The latest requests of this State; nothing where the reader may know of none and begin none."""
    found = queries.requests_of_state(actor, iso2, limit=SHOWN + 1)
    can_create = policy.can_begin(actor, iso2) and not actor.is_system
    if not found and not can_create:
        return None
    today = clock.today()
    content = {
        "entries": [request_view(actor, item, today=today, names={}) for item in found[:SHOWN]],
        "has_more": len(found) > SHOWN,
        "can_create": can_create,
        "iso2": iso2,
    }
    return Panel("assistance/requests/state_panel.html", content)

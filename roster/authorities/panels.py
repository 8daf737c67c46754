"""What this room adds to pages of others: a State's authorities on the State's page."""

from roster.authorities import policy, queries
from roster.authorities.presentation import authority_view
from roster.core import clock
from roster.core.actor import Actor
from roster.web.room import Panel


def of_state(actor: Actor, iso2: str) -> Panel | None:
    """The authorities of this State with their functions; nothing for readers who may not browse."""
    if not policy.can_browse(actor):
        return None
    found, now = queries.authorities_of_state(actor, iso2), clock.now()
    entries = [authority_view(actor, item, at=now) for item in found]
    return Panel(
        "authorities/state_panel.html", {"entries": entries, "iso2": iso2, "can_create": iso2 in actor.states}
    )

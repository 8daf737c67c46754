"""What this room adds to a profile: the way to write to the expert, or, on one's own, to one's messages."""

from roster.core.actor import Actor
from roster.experts import policy as experts
from roster.experts.queries import expert_by_ref
from roster.messages import policy, queries
from roster.web.room import Panel


def write_from_profile(actor: Actor, subject: str) -> Panel | None:
    """The panel for one reader; None where there is nothing in it for this one."""
    profile = expert_by_ref(actor, subject) if actor.signed_in else None
    if profile is None:
        return None
    if experts.is_self(actor, profile):
        return Panel("messages/own_panel.html", {"unread": queries.unread_count(actor)})
    if not policy.can_write_to(actor, profile):
        return None
    return Panel("messages/write_panel.html", {"ref": profile.ref})

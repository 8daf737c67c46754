"""What an expert's own page says of messages, and what goes into the file with everything kept about an expert."""

from datetime import timedelta
from typing import Any

from roster.core import clock
from roster.core.actor import Actor
from roster.experts.policy import has_own_profile
from roster.experts.queries import expert_by_ref
from roster.messages.models import Conversation
from roster.messages.queries import contacts_of, conversations_about
from roster.web.room import Panel

YEAR = timedelta(days=365)


def own_panel(actor: Actor, ref: str) -> Panel | None:
    """How often members wrote in the last twelve months."""
    profile = expert_by_ref(actor, ref) if has_own_profile(actor, ref) else None
    if profile is None:
        return None
    return Panel("messages/own_figure.html", {"times": contacts_of(profile.id, clock.now() - YEAR)})


def own_data(actor: Actor, ref: str) -> dict[str, Any]:
    """Every conversation with the expert. Who wrote stands there by role: a name is that person's own."""
    profile = expert_by_ref(actor, ref) if has_own_profile(actor, ref) else None
    if profile is None:
        return {}
    return {"conversations": [_conversation(item) for item in conversations_about(profile.id)]}


def _conversation(item: Conversation) -> dict[str, Any]:
    return {
        "reference": item.ref,
        "with": item.sender_role,
        "purpose": item.purpose,
        "subject": item.subject,
        "begun_at": item.created_at.isoformat(),
        "contact_shown": sorted(item.revealed),
        "reported": item.reported_at.isoformat() if item.reported_at else None,
        "report_reason": item.report_reason,
        "messages": [
            {
                "at": message.written_at.isoformat(),
                "by": "you" if message.is_from_expert else item.sender_role,
                "text": message.text,
            }
            for message in item.messages
        ],
    }

"""What goes of calls into the file with everything kept about an expert."""

from typing import Any

from roster.assistance.calls.queries import own_answers, own_invitations
from roster.core.actor import Actor
from roster.experts.policy import has_own_profile


def own_data(actor: Actor, ref: str) -> dict[str, Any]:
    """To which calls the expert was called, and what the expert answered; nothing of others."""
    if not has_own_profile(actor, ref):
        return {}
    return {
        "calls": [{"reference": call.ref, "title": call.title} for call in own_invitations(ref)],
        "call_answers": [
            {
                "call": answer.call.ref,
                "title": answer.call.title,
                "answered": answer.answered_at.isoformat(),
                "words": answer.text,
                "taken_back": answer.withdrawn_at.isoformat() if answer.withdrawn_at else None,
            }
            for answer in own_answers(ref)
        ],
    }

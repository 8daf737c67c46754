"""The link by which an expert without an account answers a call: whom it makes, and to what it leads.

Opening uses nothing up; it dies with the address that it went to. An old one still says what became of the call.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from roster.assistance.calls.models import CallInvitation, ExpertCall
from roster.assistance.calls.queries import call_by_id, invitation_by_id, standing_profile
from roster.assistance.calls.states import CallStage
from roster.core import clock
from roster.core.actor import Actor, Assignment, Role
from roster.experts.models import Profile
from roster.web.tokens import make_token, read_token

CALL: Final = "call"
KNOWN_FOR: Final = timedelta(days=400)
ORIGIN: Final = "call link"


@dataclass(frozen=True)
class CallLink:
    """A link that is ours, with the call to which it leads, and the expert as an actor for this call alone."""

    call: ExpertCall
    profile: Profile
    actor: Actor


def call_token(invitation: CallInvitation, call: ExpertCall) -> str:
    """The token of the link in the letter. Made when the letter is written, kept nowhere."""
    end = (call.opened_at or clock.now()) + KNOWN_FOR
    return make_token(CALL, invitation.id, state=_state(invitation), expires_at=end)


def read_call_link(token: str) -> CallLink | None:
    """The call to which this link leads; None where it is not ours, or long gone."""
    claim = read_token(CALL, token)
    invitation = invitation_by_id(claim.subject) if claim is not None else None
    if claim is None or invitation is None or not claim.holds_for(_state(invitation)):
        return None
    call = call_by_id(invitation.call_id)
    if call is None or call.stage is CallStage.DRAFT:
        return None
    profile = standing_profile(invitation.profile)
    own = Assignment(Role.EXPERT, f"self:{profile.ref}")
    return CallLink(call, profile, Actor(assignments=frozenset({own}), origin=ORIGIN))


def _state(invitation: CallInvitation) -> str:
    """Another address ends the link, also by a merge, and so does the end of the profile."""
    return f"{invitation.nonce}:{standing_profile(invitation.profile).person.contact.email}"

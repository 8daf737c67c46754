"""The link by which an expert without an account answers: whom it makes, and how it stands.

The link lives longer than the invitation, so that an old one still gets an answer that helps; what it opens
ends after ten days, with the answer, and with each newer link (R21). Opening it uses nothing up.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from roster.core import clock
from roster.core.actor import Actor, Assignment, Role
from roster.nominations.models import Nomination
from roster.nominations.queries import nomination_by_id
from roster.nominations.states import Stage
from roster.web.tokens import make_token, read_token

PURPOSE = "consent"
LIFETIME = timedelta(days=10)
KNOWN_FOR = timedelta(days=400)
ORIGIN = "consent link"


class LinkStanding(StrEnum):
    """How a link stands that is ours."""

    OPEN = "open"
    ANSWERED = "answered"
    EXPIRED = "expired"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class ExpertLink:
    """A link that is ours, the nomination it leads to, and how it stands."""

    nomination: Nomination
    standing: LinkStanding

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered."""
        return self.standing is LinkStanding.OPEN

    @property
    def may_withdraw(self) -> bool:
        """Whether its holder may withdraw: as long as the link is the last that was sent and was not too late."""
        return self.standing in (LinkStanding.OPEN, LinkStanding.ANSWERED)

    @property
    def actor(self) -> Actor:
        """Who acts through it."""
        return expert_by_link(self.nomination)


def expert_by_link(nomination: Nomination) -> Actor:
    """The expert, without an account, for this nomination alone; the audit trail says so."""
    own = Assignment(Role.EXPERT, f"self:{nomination.ref}")
    language = nomination.invitation_language or ""
    return Actor(language=language, assignments=frozenset({own}), origin=ORIGIN)


def consent_token(nomination: Nomination) -> str:
    """The token of the link that stands now. Made when the letter is written, kept nowhere."""
    expires_at = (nomination.invited_at or clock.now()) + KNOWN_FOR
    return make_token(PURPOSE, nomination.id, state=_state(nomination), expires_at=expires_at)


def expires_at(nomination: Nomination) -> datetime:
    """Until when the link that was sent last can be answered."""
    return (nomination.invited_at or clock.now()) + LIFETIME


def read_consent_link(token: str) -> ExpertLink | None:
    """The nomination to which this link leads, and how it stands; None where it is not ours, or long gone."""
    claim = read_token(PURPOSE, token)
    nomination = nomination_by_id(claim.subject) if claim is not None else None
    if claim is None or nomination is None or nomination.invitation_nonce is None:
        return None
    return ExpertLink(nomination, _standing(nomination, fits=claim.holds_for(_state(nomination))))


def _standing(nomination: Nomination, *, fits: bool) -> LinkStanding:
    if nomination.stage is Stage.WITHDRAWN:
        return LinkStanding.WITHDRAWN
    if not fits:
        return LinkStanding.REPLACED
    if nomination.stage is not Stage.WITH_EXPERT:
        return LinkStanding.ANSWERED
    return LinkStanding.OPEN if clock.now() < expires_at(nomination) else LinkStanding.EXPIRED


def _state(nomination: Nomination) -> str:
    """Another nonce with each sending; the answer is seen by the stage."""
    return f"{nomination.invitation_nonce}:{Stage.WITH_EXPERT}"

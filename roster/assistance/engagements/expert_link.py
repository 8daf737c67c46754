"""The link by which an expert without an account reports: whom it makes, and to what it leads.

Opening uses nothing up; it dies with the address that it went to. Once the report is given it says only that.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from roster.assistance.calls.queries import standing_profile
from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.queries import engagement_by_id, engagement_by_ref
from roster.assistance.engagements.states import EngagementStage
from roster.assistance.offers.letters import address_of
from roster.core import clock
from roster.core.actor import Actor, Assignment, Role
from roster.web.tokens import make_token, read_token

REPORT: Final = "report"
VALID_FOR: Final = timedelta(days=60)
ORIGIN: Final = "report link"


@dataclass(frozen=True)
class ReportLink:
    """A link that is ours, with the engagement to which it leads, and the expert as an actor for it alone."""

    engagement: Engagement
    actor: Actor


def report_token(engagement: Engagement) -> str:
    """The token of the link in the letter. Made when the letter is written, kept nowhere."""
    return make_token(REPORT, engagement.id, state=_state(engagement), expires_at=clock.now() + VALID_FOR)


def read_report_link(token: str) -> ReportLink | None:
    """The engagement to which this link leads; None where it is not ours, too old, or the expert is gone."""
    claim = read_token(REPORT, token)
    found = engagement_by_id(claim.subject) if claim is not None else None
    if claim is None or found is None or found.profile is None or not claim.holds_for(_state(found)):
        return None
    own = Assignment(Role.EXPERT, f"self:{found.profile.ref}")
    actor = Actor(assignments=frozenset({own}), origin=ORIGIN)
    engagement = engagement_by_ref(actor, found.ref)
    if engagement is None or engagement.stage is EngagementStage.RUNNING:
        return None
    return ReportLink(engagement, actor)


def _state(engagement: Engagement) -> str:
    """Another address ends the link, also by a merge, and so does the end of the profile."""
    profile = engagement.profile
    found = address_of(standing_profile(profile)) if profile is not None else None
    return f"{engagement.ref}:{found[0] if found is not None else ''}"

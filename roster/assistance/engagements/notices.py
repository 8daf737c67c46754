"""Who is asked by letter for a report when the work is done; the letters themselves are in `letters`."""

from enum import StrEnum

from roster.accounts.queries import users_holding
from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.states import EngagementStage
from roster.core import mail
from roster.core.actor import Role


class Notice(StrEnum):
    """The letters about engagements, by template name."""

    EXPERT = "engagement_report_expert"
    STATE = "engagement_report_state"


def ask_expert(engagement: Engagement) -> None:
    """Queue the letter to the expert, where the report is still to be written."""
    profile = engagement.profile
    if (
        profile is None
        or engagement.stage is not EngagementStage.DONE
        or engagement.expert_report is not None
    ):
        return
    key = f"{Notice.EXPERT}:{engagement.ref}:{profile.id}"
    mail.post(Notice.EXPERT, recipient=f"profile:{profile.id}", key=key, engagement=engagement.id)


def ask_state(engagement: Engagement) -> None:
    """Queue the letter to the focal points of the requesting State."""
    for user in users_holding(Role.FOCAL_POINT, scope=f"state:{engagement.request.state}"):
        key = f"{Notice.STATE}:{engagement.ref}:{user.id}"
        mail.post(Notice.STATE, recipient=user.subject, key=key, engagement=engagement.id)

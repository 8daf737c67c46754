"""Why the expert is asked for no report any more, by a letter's link: given, closed, or given for the other side."""

from flask_babel import gettext

from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.states import EngagementStage
from roster.messages.queries import accounts_of


def is_same_person(engagement: Engagement) -> bool:
    """Whether it was the expert who reported for the State, by an account of the own."""
    said_by, profile = engagement.requester_reported_by, engagement.profile
    if said_by is None or profile is None:
        return False
    return said_by in {user.id for user in accounts_of(profile)}


def other_side_sentence() -> str:
    """Why somebody gives no second report."""
    return gettext("You have reported for the other side. Somebody else reports for this one.")


def ended_sentence(engagement: Engagement) -> str:
    """Why a letter's link asks nothing any more, for the expert; empty where the report is wanted."""
    if engagement.expert_report is not None:
        return gettext("Your report is saved. Thank you.")
    if engagement.stage is EngagementStage.CLOSED:
        return gettext("The engagement is closed. Reports can no longer be written.")
    return other_side_sentence() if is_same_person(engagement) else ""

"""Who sees an engagement and who reports on it.

The requesting State, the expert and the secretariat see it; feedback and call notes are the manager's alone.
`visible_to` is `can_view` in SQL.
"""

import sqlalchemy as sa

from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.questions import Side
from roster.assistance.engagements.states import EngagementStage
from roster.assistance.requests.models import AssistanceRequest
from roster.core.actor import Actor, Role
from roster.experts.models import Profile


def can_open_link(_actor: Actor) -> bool:
    """Everybody may try a letter's link: its token decides."""
    return True


def can_view(actor: Actor, engagement: Engagement) -> bool:
    """Whether the engagement exists for this actor."""
    is_own_state = engagement.request.state in actor.states
    return actor.is_secretariat or is_own_state or is_expert(actor, engagement)


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_view` as a condition on engagements."""
    if actor.is_secretariat:
        return sa.true()
    of_state = Engagement.request.has(AssistanceRequest.state.in_(actor.states))
    own = Engagement.profile.has(Profile.ref.in_(actor.scopes(Role.EXPERT)))
    return sa.or_(of_state, own)


def is_expert(actor: Actor, engagement: Engagement) -> bool:
    """Whether the actor is the expert at work."""
    return engagement.profile is not None and engagement.profile.ref in actor.scopes(Role.EXPERT)


def may_report_for_state(actor: Actor, engagement: Engagement) -> bool:
    """A focal point reports for the State, whenever it may be."""
    return actor.is_system or engagement.request.state in actor.scopes(Role.FOCAL_POINT)


def may_report(actor: Actor, engagement: Engagement) -> bool:
    """Whose part a report is: the focal point's, and the expert's."""
    return may_report_for_state(actor, engagement) or is_expert(actor, engagement)


def sides_of(actor: Actor, engagement: Engagement) -> tuple[Side, ...]:
    """For which sides the actor may speak; whoever may for both chooses one."""
    for_state = (Side.REQUESTER,) if may_report_for_state(actor, engagement) else ()
    return (*for_state, Side.EXPERT) if actor.is_system or is_expert(actor, engagement) else for_state


def has_reported(actor: Actor, engagement: Engagement, side: Side) -> bool:
    """Whether this very person has given the report of this side: the two sides are two people."""
    if side is Side.EXPERT:
        return engagement.expert_report is not None and is_expert(actor, engagement)
    return actor.user_id is not None and engagement.requester_reported_by == actor.user_id


def wanted_sides(actor: Actor, engagement: Engagement) -> tuple[Side, ...]:
    """For which sides a report is wanted from this actor now."""
    if engagement.stage is not EngagementStage.DONE:
        return ()
    said = {Side.REQUESTER: engagement.requester_report, Side.EXPERT: engagement.expert_report}
    return tuple(
        side
        for side in sides_of(actor, engagement)
        if said[side] is None and not has_reported(actor, engagement, side.other)
    )


def can_manage(actor: Actor, engagement: Engagement) -> bool:
    """The roster manager ends and closes it, and keeps feedback and call notes; not of the own State's."""
    is_own = engagement.request.state in actor.nationalities or engagement.request.state in actor.states
    return actor.is_system or (actor.has(Role.MANAGER) and not is_own)


def can_read_reports(actor: Actor, engagement: Engagement) -> bool:
    """What both sides said: the State, the expert and the manager."""
    of_state = engagement.request.state in actor.states
    return of_state or is_expert(actor, engagement) or actor.is_system or actor.has(Role.MANAGER)


def can_read_notes(actor: Actor, engagement: Engagement) -> bool:
    """Feedback, call notes and what was said in confidence: the manager alone, and not of the own State's."""
    return can_manage(actor, engagement)

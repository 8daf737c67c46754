"""Every select on engagements: scoped to the actor, ordered. Within a change the row is locked first."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.policy import can_view, visible_to
from roster.assistance.engagements.states import EngagementStage
from roster.assistance.requests.models import AssistanceRequest
from roster.core.actor import Actor, Role
from roster.core.db import db
from roster.core.reference import is_reference
from roster.core.unit_of_work import is_open
from roster.experts.models import Profile
from roster.people.models import Organisation

PREFIX = "ENG"
NOTHING = ""


def engagement_by_ref(actor: Actor, ref: str) -> Engagement | None:
    """The engagement with this reference, where it exists for this actor."""
    ref = ref if is_reference(ref, PREFIX) else NOTHING
    found = _with_expert(sa.select(Engagement).where(Engagement.ref == ref, visible_to(actor)))
    if is_open():
        found = found.with_for_update(of=Engagement).execution_options(populate_existing=True)
    engagement = db.session.scalar(found)
    return engagement if engagement is not None and can_view(actor, engagement) else None


def engagement_by_id(engagement_id: int) -> Engagement | None:
    """The engagement with this number: for letters."""
    return db.session.get(Engagement, engagement_id)


def engagements_of(actor: Actor, request: AssistanceRequest) -> Sequence[Engagement]:
    """The engagements of a request that this actor may know of, in the order in which they begin."""
    found = sa.select(Engagement).where(Engagement.request_id == request.id, visible_to(actor))
    return db.session.scalars(_with_expert(found).order_by(Engagement.starts_on, Engagement.id)).all()


def engagements_naming(actor: Actor, organisation: str, *, limit: int) -> Sequence[Engagement]:
    """Work for requests whose State names this organisation, the latest first."""
    names_it = AssistanceRequest.named_providers.any(Organisation.ref == organisation)
    found = sa.select(Engagement).where(Engagement.request.has(names_it), visible_to(actor))
    ordered = found.order_by(Engagement.starts_on.desc(), Engagement.id.desc())
    return db.session.scalars(_with_expert(ordered.limit(limit))).all()


def engagements_of_profile(profile_id: int) -> Sequence[Engagement]:
    """All of one expert's, whoever asks: for erasure and the file with everything kept about somebody."""
    found = sa.select(Engagement).where(Engagement.profile_id == profile_id)
    return db.session.scalars(found.order_by(Engagement.starts_on, Engagement.id)).all()


def engagements_of_ref(ref: str) -> Sequence[Engagement]:
    """All of the expert with this reference, whoever asks."""
    found = sa.select(Engagement).where(Engagement.profile.has(Profile.ref == ref))
    return db.session.scalars(found.order_by(Engagement.starts_on, Engagement.id)).all()


def reports_wanted(actor: Actor) -> Sequence[Engagement]:
    """Engagements that are done and wait for this actor's report, the earliest first."""
    is_own = Engagement.profile.has(Profile.ref.in_(actor.scopes(Role.EXPERT)))
    of_state = sa.and_(
        Engagement.request.has(AssistanceRequest.state.in_(actor.scopes(Role.FOCAL_POINT))),
        Engagement.requester_reported_at.is_(None),
        sa.or_(Engagement.expert_reported_at.is_(None), ~is_own),
    )
    own = sa.and_(
        is_own,
        Engagement.expert_reported_at.is_(None),
        sa.or_(Engagement.requester_reported_by.is_(None), Engagement.requester_reported_by != actor.user_id),
    )
    found = sa.select(Engagement).where(Engagement.stage == EngagementStage.DONE, sa.or_(of_state, own))
    return db.session.scalars(found.order_by(Engagement.ends_on, Engagement.id)).all()


def _with_expert(found: sa.Select[Engagement]) -> sa.Select[Engagement]:
    return found.options(joinedload(Engagement.profile).joinedload(Profile.person))

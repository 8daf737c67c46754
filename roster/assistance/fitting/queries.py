"""Selects for who fits which open request: titles that the reader may know, and subjects of published profiles."""

from collections import defaultdict
from collections.abc import Collection, Sequence

import sqlalchemy as sa

from roster.assistance.fitting.subjects import Line
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.policy import title_visible_to
from roster.assistance.requests.states import Stage
from roster.core.actor import Actor, Role
from roster.core.db import db
from roster.experts.models import ExpertiseLine, Profile
from roster.experts.states import Stage as ProfileStage

MOST_REQUESTS, MOST_PEOPLE = 60, 500
WANTED = (Stage.ACCEPTED, Stage.MATCHING, Stage.SHORTLISTED, Stage.OFFERED)
_STANDS = sa.and_(Profile.stage == ProfileStage.PUBLISHED, Profile.merged_into_id.is_(None))


def wanted_requests(actor: Actor, *, besides: Collection[str]) -> Sequence[AssistanceRequest]:
    """Requests for which experts are sought and whose title this actor may know, but of these States."""
    found = sa.select(AssistanceRequest).where(
        AssistanceRequest.stage.in_(WANTED),
        title_visible_to(actor),
        AssistanceRequest.state.not_in(besides),
    )
    return db.session.scalars(found.order_by(AssistanceRequest.id.desc()).limit(MOST_REQUESTS)).all()


def own_published(actor: Actor, ref: str) -> Profile | None:
    """The actor's own profile with this reference, while others find it."""
    own = (Profile.ref == ref, Profile.ref.in_(actor.scopes(Role.EXPERT)))
    return db.session.scalar(sa.select(Profile).where(*own, _STANDS))


def published_of(states: Collection[str]) -> Sequence[Profile]:
    """The profiles of these States that others find."""
    found = sa.select(Profile).where(Profile.nominating_state.in_(states), _STANDS)
    return db.session.scalars(found.order_by(Profile.id).limit(MOST_PEOPLE)).all()


def lines_of(profile_ids: Collection[int]) -> dict[int, list[Line]]:
    """The subjects of each of these profiles."""
    rows = db.session.execute(
        sa.select(ExpertiseLine.profile_id, ExpertiseLine.article_no, ExpertiseLine.topic_id).where(
            ExpertiseLine.profile_id.in_(profile_ids)
        )
    )
    found: dict[int, list[Line]] = defaultdict(list)
    for profile_id, article, topic in rows:
        found[profile_id].append(Line(article or 0, topic or ""))
    return found

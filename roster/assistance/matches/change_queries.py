"""What of the roster is another than it was: asked by parts of it, so that only parts that differ are looked at."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from roster.assistance.engagements.models import Engagement
from roster.assistance.requests.models import AssistanceRequest
from roster.core.db import db
from roster.experts.models import Profile
from roster.experts.states import Stage

# Who is suspended, withdrawn, archived or was never nominated is in no match, not even among those who just miss it.
IN_POOL = sa.and_(Profile.stage == Stage.PUBLISHED, Profile.merged_into_id.is_(None))
# For whom an engagement counts: who stands for a profile that was merged.
STANDING = sa.func.coalesce(Profile.merged_into_id, Profile.id)
PART = 1024  # numbers of profiles
MOST_PARTS = 50  # of more parts everybody is asked for

_OF_PROFILES = (
    sa.func.count(Profile.id),
    sa.func.max(Profile.id),
    sa.func.sum(Profile.version),
    sa.func.sum(Profile.id),
    sa.func.sum(sa.case((IN_POOL, Profile.id), else_=0)),
    sa.func.max(Profile.changed_at),
)
_OF_ENGAGEMENTS = (
    sa.func.count(Engagement.id),
    sa.func.sum(Engagement.id),
    sa.func.sum(Engagement.version),
    sa.func.sum(Engagement.profile_id),
    sa.func.sum(AssistanceRequest.version),
    sa.func.max(Engagement.changed_at),
)


def revision() -> tuple[Any, ...]:
    """What is another value after every change of a profile, an engagement or its request.

    Numbers of profiles are never given twice and each change moves a version, so that count, sum and the highest
    number together are never the same for two rosters. The sum of the numbers of those in the pool stands beside them:
    who leaves it by another hand than the services', without a version, has left it all the same.
    """
    engagements = sa.select(*_OF_ENGAGEMENTS).join(Engagement.request)
    return (
        *db.session.execute(sa.select(*_OF_PROFILES)).one(),
        *db.session.execute(engagements).one(),
    )


def sums_of_parts() -> dict[tuple[str, int], tuple[Any, ...]]:
    """The same by part of the roster: where nothing changed it is the same."""
    parts: dict[str, sa.Executable] = {
        "profiles": sa.select((Profile.id // PART).label("part"), *_OF_PROFILES).group_by("part"),
        "engagements": sa.select((STANDING // PART).label("part"), *_OF_ENGAGEMENTS)
        .join(Engagement.request)
        .join(Profile, Profile.id == Engagement.profile_id)
        .group_by("part"),
    }
    return {
        (name, part): tuple(sums)
        for name, asked in parts.items()
        for part, *sums in db.session.execute(asked)
    }


def within(number: sa.ColumnElement[int], parts: Collection[int]) -> sa.ColumnElement[bool]:
    """Whether a number of a profile lies in one of these parts; of many parts everybody is asked for."""
    if len(parts) > MOST_PARTS:
        return sa.true()
    return sa.or_(sa.false(), *(number.between(part * PART, part * PART + PART - 1) for part in parts))


def in_pool(parts: Collection[int]) -> Sequence[sa.Row[int, str, int, datetime]]:
    """Number, reference, version and day of the last change of those in these parts who may be matched."""
    found = sa.select(Profile.id, Profile.ref, Profile.version, Profile.changed_at)
    which = sa.and_(IN_POOL, within(Profile.__table__.c.id, parts))
    return db.session.execute(found.where(which).order_by(Profile.id)).all()

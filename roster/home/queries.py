"""Counts and dates for the first page and for the page of vocabularies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from roster.core.actor import Actor
from roster.core.db import db
from roster.experts.freshness import CONFIRMED_DAYS
from roster.experts.models import Profile
from roster.experts.states import Stage
from roster.vocabulary.models import VocabularyVersion


@dataclass(frozen=True)
class StateCount:
    """The profiles of one State: all that are kept, the published ones, and of those the ones to confirm."""

    iso2: str
    kept: int
    published: int
    waiting: int


def counts_by_own_state(actor: Actor, *, today: date) -> Sequence[StateCount]:
    """A row for each State of a focal point or drafter, by code, also where nobody is nominated yet."""
    last_day = datetime.combine(today - timedelta(days=CONFIRMED_DAYS), time.min, UTC)
    is_published = Profile.stage == Stage.PUBLISHED
    is_old = sa.and_(
        sa.or_(Profile.confirmed_at.is_(None), Profile.confirmed_at < last_day),
        sa.or_(Profile.term_ends_on.is_(None), Profile.term_ends_on >= today),
    )
    rows = db.session.execute(
        sa.select(
            Profile.nominating_state,
            sa.func.count(Profile.id),
            sa.func.count(sa.case((is_published, 1))),
            sa.func.count(sa.case((sa.and_(is_published, is_old), 1))),
        )
        .where(Profile.nominating_state.in_(actor.states), Profile.stage != Stage.ARCHIVED)
        .group_by(Profile.nominating_state)
    )
    counted = {iso2: StateCount(iso2, *counts) for iso2, *counts in rows if iso2}
    return [counted.get(iso2, StateCount(iso2, 0, 0, 0)) for iso2 in sorted(actor.states)]


def vocabularies_loaded_at() -> datetime | None:
    """When the vocabularies last changed here; None before the first load."""
    return db.session.scalar(sa.select(VocabularyVersion.loaded_at))

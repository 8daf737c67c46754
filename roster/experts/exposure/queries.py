"""Counts as they are read: of one profile by month, and of what was asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from roster.core.db import db
from roster.experts.exposure.models import DemandCount, ExposureCount
from roster.experts.models import Profile

LEAST_ASKED = 5  # what fewer asked for might tell who asked


@dataclass(frozen=True)
class Demand:
    """A value of a filter, and how often it was asked for."""

    name: str
    value: str
    times: int


def exposure_of(profile: Profile, since: date) -> Sequence[ExposureCount]:
    """The counts of this profile from that month on; the caller has asked whose it is."""
    return db.session.scalars(
        sa.select(ExposureCount)
        .where(ExposureCount.profile_id == profile.id, ExposureCount.month >= since)
        .order_by(ExposureCount.month, ExposureCount.kind)
    ).all()


def demand_since(since: date) -> Sequence[Demand]:
    """What was asked for from that month on, often enough to be shown; most often comes first."""
    times = sa.func.sum(DemandCount.times)
    rows = db.session.execute(
        sa.select(DemandCount.name, DemandCount.value, times)
        .where(DemandCount.month >= since)
        .group_by(DemandCount.name, DemandCount.value)
        .having(times >= LEAST_ASKED)
        .order_by(times.desc(), DemandCount.name, DemandCount.value)
    )
    return [Demand(name, value, int(count)) for name, value, count in rows]


def profile_ids(refs: Iterable[str]) -> dict[str, int]:
    """The profiles with these references that still exist, whoever reads them: for writing counts only."""
    wanted = sorted(set(refs))
    found: dict[str, int] = {}
    for start in range(0, len(wanted), 500):
        rows = db.session.execute(
            sa.select(Profile.ref, Profile.id).where(Profile.ref.in_(wanted[start : start + 500]))
        )
        found |= {row.ref: row.id for row in rows}
    return found

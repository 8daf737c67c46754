"""Every select on kept matches."""

from collections.abc import Sequence

import sqlalchemy as sa

from roster.assistance.matches.models import MatchRun
from roster.core.db import db


def newest_run(request_id: int) -> MatchRun | None:
    """The match of this request that counts: the one kept last."""
    found = sa.select(MatchRun).where(MatchRun.request_id == request_id)
    return db.session.scalar(found.order_by(MatchRun.id.desc()).limit(1))


def run_count(request_id: int) -> int:
    """How many matches of this request were kept."""
    found = sa.select(sa.func.count(MatchRun.id)).where(MatchRun.request_id == request_id)
    return db.session.scalar(found) or 0


def runs_naming(profile_ref: str) -> Sequence[MatchRun]:
    """Every kept match in which this profile stands, among the results or among those excluded."""
    columns = (MatchRun.results, MatchRun.criteria)
    quoted = f'"{profile_ref}"'
    named = sa.or_(*(sa.cast(column, sa.Text).contains(quoted, autoescape=True) for column in columns))
    return db.session.scalars(sa.select(MatchRun).where(named).order_by(MatchRun.id)).all()

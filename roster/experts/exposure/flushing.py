"""Writes what was counted in memory: each minute, and when a process ends; forgets what is old."""

from datetime import date

import sqlalchemy as sa

from roster.core.db import add_to_counts, db
from roster.core.errors import UnavailableError
from roster.core.unit_of_work import unit_of_work
from roster.experts.exposure.models import DemandCount, ExposureCount
from roster.experts.exposure.queries import profile_ids
from roster.experts.exposure.tally import TALLY, Counts

KEPT_YEARS = 2


def flush() -> None:
    """Add the counts of this process to those of the database.

    Where the database cannot be written at all they wait; where it is not known whether they were written,
    they are dropped: a lost minute does no harm, a doubled one would.
    """
    counts = TALLY.take()
    if not counts:
        return
    try:
        with unit_of_work():
            _write(counts)
    except UnavailableError:  # the transaction did not even begin
        TALLY.put_back(counts)


def forget_old(_since: date, today: date) -> int:
    """Delete the months of more than two years ago; returns how many rows went."""
    first = today.replace(year=today.year - KEPT_YEARS, day=1)
    gone = 0
    for model in (ExposureCount, DemandCount):
        rows = db.session.execute(sa.delete(model).where(model.month < first).returning(model.month)).all()
        gone += len(rows)
    return gone


def _write(counts: Counts) -> None:
    """In the order of the keys, so that two processes at once wait for each other and never crosswise."""
    ids = profile_ids(ref for ref, _month, _kind in counts.exposure)
    exposure = [
        {"profile_id": ids[ref], "month": month, "kind": str(kind), "times": times}
        for (ref, month, kind), times in counts.exposure.items()
        if ref in ids
    ]
    demand = [
        {"month": month, "name": name, "value": value[:60], "times": times}
        for (month, name, value), times in counts.demand.items()
    ]
    add_to_counts(ExposureCount, sorted(exposure, key=lambda row: tuple(row.values())), column="times")
    add_to_counts(DemandCount, sorted(demand, key=lambda row: tuple(row.values())), column="times")

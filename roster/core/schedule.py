"""Jobs of the clock: each remembers the last day that it has dealt with, so none is missed or doubled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from roster.core import clock
from roster.core.db import Base, db
from roster.core.unit_of_work import lock_for_change, unit_of_work

_ONE_AT_A_TIME = 7_203


class ClockMark(Base):
    """How far one job of the clock has come."""

    __tablename__ = "clock_mark"

    name: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    done_on: Mapped[date]


@dataclass(frozen=True)
class ClockJob:
    """`run(since, today)` deals with what fell due after `since` up to `today` and gives how much it was."""

    name: str
    run: Callable[[date, date], int]


def run_due(jobs: Sequence[ClockJob]) -> dict[str, int]:
    """Run what has not run today, each in its own transaction; gives the count by job."""
    today = clock.today()
    done: dict[str, int] = {}
    for job in jobs:
        with unit_of_work() as session:
            lock_for_change(_ONE_AT_A_TIME)
            mark = session.get(ClockMark, job.name)
            since = mark.done_on if mark else today - timedelta(days=1)
            if since >= today:
                continue
            done[job.name] = job.run(since, today)
            session.merge(ClockMark(name=job.name, done_on=today))
    return done


def is_due(jobs: Sequence[ClockJob]) -> bool:
    """Whether any job has not run today."""
    marks = {mark.name: mark.done_on for mark in db.session.scalars(sa.select(ClockMark))}
    db.session.rollback()
    return any(marks.get(job.name, date.min) < clock.today() for job in jobs)

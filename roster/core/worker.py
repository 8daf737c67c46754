"""The worker: takes rows from the outbox, does the slow part, and finishes them in one transaction."""

import fcntl
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from roster.core import clock, outbox
from roster.core.db import db
from roster.core.errors import AwayError, DomainError, UnavailableError
from roster.core.outbox import Kind, OutboxRow
from roster.core.unit_of_work import unit_of_work

log = logging.getLogger(__name__)
IDLE_SECONDS = 0.5
LONGEST_PAUSE = timedelta(hours=1)

Finish = Callable[[], None]
Handler = Callable[[Sequence[dict[str, Any]]], Finish | None]


@dataclass(frozen=True)
class Job:
    """How one kind is done: `handle` does the slow part outside any transaction, and may give back
    a function that writes; it runs in the transaction that deletes the rows."""

    kind: Kind
    handle: Handler
    batch: int = 1


def work_once(jobs: Mapping[Kind, Job]) -> int:
    """Take one batch of each kind that is due, in the order given; returns how many rows were finished."""
    return sum(_work_on(job) for job in jobs.values())


def drain(jobs: Mapping[Kind, Job]) -> int:
    """Work until nothing is due; returns how many rows were finished."""
    total = 0
    while done := work_once(jobs):
        total += done
    return total


class Every:
    """Something to do now and then between rounds, at most once in so many seconds."""

    def __init__(self, seconds: float, act: Callable[[], object]) -> None:
        self._seconds = seconds
        self._act = act
        self._next = 0.0

    def act_if_due(self) -> None:
        """Do it where its time has come."""
        if time.monotonic() >= self._next:
            self._act()
            self._next = time.monotonic() + self._seconds


def run(
    jobs: Mapping[Kind, Job], stop: threading.Event, lock_file: Path, *, between: Every | None = None
) -> None:
    """Work until told to stop. A second worker on the same folder waits for its turn."""
    with _only_one(lock_file, stop) as is_ours:
        while is_ours and not stop.is_set():
            try:
                if between is not None:
                    between.act_if_due()
                done = work_once(jobs)
            except Exception:
                # The database may be locked or away for a while (R48): the rows are still there.
                log.exception("worker: a round failed")
                db.session.rollback()
                done = 0
            db.session.remove()
            if not done:
                outbox.wait(IDLE_SECONDS)


def _work_on(job: Job) -> int:
    taken = [(row.id, row.payload) for row in _due_rows(job)]
    db.session.rollback()
    return _finish(job, taken) if taken else 0


def _finish(job: Job, taken: Sequence[tuple[int, dict[str, Any]]]) -> int:
    ids = [id_ for id_, _payload in taken]
    try:
        finish = job.handle([payload for _id, payload in taken])
        db.session.rollback()
        with unit_of_work() as session:
            if finish is not None:
                finish()
            session.execute(sa.delete(OutboxRow).where(OutboxRow.id.in_(ids)))
    except Exception as error:
        log.exception("worker: %s failed for rows %s to %s", job.kind, ids[0], ids[-1])
        db.session.rollback()
        if len(taken) > 1 and not isinstance(error, (UnavailableError, OperationalError)):
            # One of them is to blame: by halves, so that the others are not held up with it.
            middle = len(taken) // 2
            return _finish(job, taken[:middle]) + _finish(job, taken[middle:])
        _put_off(job.kind, ids, error)
        return 0
    return len(ids)


def _due_rows(job: Job) -> Sequence[OutboxRow]:
    due = sa.select(OutboxRow).where(OutboxRow.kind == job.kind, OutboxRow.due_at <= clock.now())
    return db.session.scalars(due.order_by(OutboxRow.due_at, OutboxRow.id).limit(job.batch)).all()


def _put_off(kind: Kind, ids: Sequence[int], error: Exception) -> None:
    """Try again later, each time after a longer pause; the reason names the kind of error, not its text."""
    with unit_of_work() as session:
        for row in session.scalars(sa.select(OutboxRow).where(OutboxRow.id.in_(ids))):
            row.attempt_count += 1
            row.problem = type(error).__name__ if not isinstance(error, DomainError) else str(error)[:400]
            row.due_at = clock.now() + min(timedelta(seconds=2**row.attempt_count), LONGEST_PAUSE)
            if isinstance(error, AwayError):
                _put_off_until(row.due_at, kind)


def _put_off_until(due_at: datetime, kind: Kind) -> None:
    """All else of the kind waits as long: one vain attempt a pause, so that other work is not held up."""
    is_due = sa.and_(OutboxRow.kind == kind, OutboxRow.due_at < due_at)
    db.session.execute(sa.update(OutboxRow).where(is_due).values(due_at=due_at))


@contextmanager
def _only_one(lock_file: Path, stop: threading.Event) -> Iterator[bool]:
    with lock_file.open("a") as handle:
        while not stop.is_set():
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                stop.wait(1.0)
            else:
                yield True
                return
        yield False

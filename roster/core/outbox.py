"""The one queue: rows written in the transaction that causes the work, drained by the worker (R44, R50)."""

import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from roster.core import clock
from roster.core.db import Base, db, insert_if_absent, table_of

_arrived = threading.Event()
_BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


class Kind(StrEnum):
    """What waits to be done."""

    INDEX = "index"
    MAIL = "mail"
    DOCUMENT = "document"
    IMPORT = "import"
    EXPORT = "export"
    EDITION = "edition"
    CHECK = "check"
    LEFT = "left"


class OutboxRow(Base):
    """One piece of work. It is deleted in the transaction that finishes it."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    payload: Mapped[dict[str, Any]]
    key: Mapped[str | None] = mapped_column(sa.String(120), unique=True)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    attempt_count: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str | None] = mapped_column(sa.String(400))

    __table_args__ = (sa.Index("ix_outbox_kind_due_at", "kind", "due_at"),)


def enqueue(kind: Kind, payload: dict[str, Any], *, key: str | None = None, is_urgent: bool = False) -> None:
    """Add one piece of work to the open transaction. A second row with the same key is not added (R50).

    What is urgent comes before all of its kind that waits already.
    """
    now = clock.now()
    due_at = _BEFORE_ALL if is_urgent else now
    row = {"kind": kind, "payload": payload, "key": key, "created_at": now, "due_at": due_at}
    if key is None:
        db.session.add(OutboxRow(**row))
        return
    insert_if_absent(OutboxRow, row, unique="key")


def enqueue_many(kind: Kind, payloads: Iterable[dict[str, Any]]) -> None:
    """Add many pieces of one kind by a batched insert (bulk work holds the lock 5 s at most)."""
    now = clock.now()
    rows = [{"kind": kind, "payload": payload, "created_at": now, "due_at": now} for payload in payloads]
    if rows:
        db.session.execute(sa.insert(table_of(OutboxRow)), rows)


def waiting_count(kind: Kind) -> int:
    """How many pieces of this kind are not done yet."""
    return db.session.scalar(sa.select(sa.func.count()).where(OutboxRow.kind == kind)) or 0


def oldest_waiting(kind: Kind) -> OutboxRow | None:
    """The piece of this kind that has waited longest."""
    waiting = sa.select(OutboxRow).where(OutboxRow.kind == kind)
    return db.session.scalar(waiting.order_by(OutboxRow.created_at, OutboxRow.id).limit(1))


def wait_from_now() -> None:
    """Let what nobody has touched yet count its waiting from now: it was made under an earlier clock."""
    untouched = sa.update(OutboxRow).where(OutboxRow.attempt_count == 0)
    db.session.execute(untouched.values(created_at=clock.now()))


def wake() -> None:
    """Tell a worker of this process that something may have arrived."""
    _arrived.set()


def wait(seconds: float) -> None:
    """Sleep until something may have arrived, at most so long."""
    _arrived.wait(seconds)
    _arrived.clear()

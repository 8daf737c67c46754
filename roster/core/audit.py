"""The audit trail: who did what to which record, in the same transaction as the change (R59, R60).

Entries name the fields that changed, never their values. The table refuses updates and deletions, and each
entry carries a hash over itself and the one before: `audit_chain` finds any that was changed all the same.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from roster.core import clock
from roster.core.actor import Actor
from roster.core.audit_chain import START, link
from roster.core.db import Base, db, table_of
from roster.core.unit_of_work import lock_for_change

_CHAIN_LOCK = 7_101


class AuditEntry(Base):
    """One act. `action` follows the grammar `room:subject:verb`, such as `experts:profile:edit`."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    user_id: Mapped[int | None] = mapped_column(index=True)
    roles: Mapped[str] = mapped_column(sa.String(400))
    action: Mapped[str] = mapped_column(sa.String(80), index=True)
    subject: Mapped[str] = mapped_column(sa.String(80), index=True)
    fields: Mapped[list[str]]
    outcome: Mapped[str] = mapped_column(sa.String(20))
    request_id: Mapped[str] = mapped_column(sa.String(40))
    origin: Mapped[str] = mapped_column(sa.String(80))
    hash: Mapped[str] = mapped_column(sa.String(64))


def record(
    actor: Actor, action: str, *, subject: str, fields: tuple[str, ...] = (), outcome: str = "done"
) -> None:
    """Add one entry to the open transaction. `subject` is a public reference, never a name."""
    _append([{"subject": subject, **_act(actor, action, fields=fields, outcome=outcome)}])


def record_many(actor: Actor, action: str, *, subjects: Iterable[str]) -> None:
    """Add one entry for each subject by a batched insert (bulk work holds the lock 5 s at most)."""
    act = _act(actor, action, fields=(), outcome="done")
    _append([{**act, "subject": subject} for subject in subjects])


def _append(acts: list[dict[str, Any]]) -> None:
    """Write the entries after the last one; on PostgreSQL one transaction at a time has the end of the chain."""
    if not acts:
        return
    lock_for_change(_CHAIN_LOCK)
    table = table_of(AuditEntry)
    newest = sa.select(table.c.id, table.c.hash).order_by(table.c.id.desc()).limit(1)
    last = db.session.execute(newest).first()
    id_, before = (last.id, last.hash) if last else (0, START)
    for act in acts:
        id_ += 1
        before = link(before, {"id": id_, **act})
        act.update(id=id_, hash=before)
    db.session.execute(sa.insert(table), acts)


def _act(actor: Actor, action: str, *, fields: tuple[str, ...], outcome: str) -> Mapping[str, Any]:
    return {
        "at": clock.now(),
        "user_id": actor.user_id,
        "roles": " ".join(sorted(f"{held.role}/{held.scope}" for held in actor.assignments))[:400],
        "action": action,
        "fields": sorted(fields),
        "outcome": outcome,
        "request_id": actor.request_id,
        "origin": actor.origin,
    }

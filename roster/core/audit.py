"""The audit trail: who did what to which record, in the same transaction as the change (R59, R60).

Entries name the fields that changed, never their values. The table refuses updates and deletions.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from roster.core import clock
from roster.core.actor import Actor
from roster.core.db import Base, db, table_of


class AuditEntry(Base):
    """One act. `action` follows the grammar `room:subject:verb`, such as `experts:profile:edit`."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    user_id: Mapped[int | None] = mapped_column(index=True)
    roles: Mapped[str] = mapped_column(sa.String(400))
    action: Mapped[str] = mapped_column(sa.String(80), index=True)
    subject: Mapped[str] = mapped_column(sa.String(80), index=True)
    fields: Mapped[list[str]]
    outcome: Mapped[str] = mapped_column(sa.String(20))
    request_id: Mapped[str] = mapped_column(sa.String(40))
    origin: Mapped[str] = mapped_column(sa.String(80))


def record(
    actor: Actor, action: str, *, subject: str, fields: tuple[str, ...] = (), outcome: str = "done"
) -> None:
    """Add one entry to the open transaction. `subject` is a public reference, never a name."""
    db.session.add(AuditEntry(subject=subject, **_act(actor, action, fields=fields, outcome=outcome)))


def record_many(actor: Actor, action: str, *, subjects: Iterable[str]) -> None:
    """Add one entry for each subject by a batched insert (bulk work holds the lock 5 s at most)."""
    act = _act(actor, action, fields=(), outcome="done")
    rows = [{**act, "subject": subject} for subject in subjects]
    if rows:
        db.session.execute(sa.insert(table_of(AuditEntry)), rows)


def _act(actor: Actor, action: str, *, fields: tuple[str, ...], outcome: str) -> dict[str, Any]:
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

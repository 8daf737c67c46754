"""The audit trail as it is read: in order, a batch at a time."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from roster.core.audit import AuditEntry
from roster.core.db import db, table_of

BATCH = 2_000


def audit_entries() -> Iterator[dict[str, Any]]:
    """Every entry with all its columns, by number."""
    table = table_of(AuditEntry)
    last = 0
    while rows := db.session.execute(
        sa.select(table).where(table.c.id > last).order_by(table.c.id).limit(BATCH)
    ).all():
        yield from (dict(row._mapping) for row in rows)
        last = rows[-1].id


def newest_entry() -> tuple[int, str] | None:
    """Number and hash of the newest entry."""
    table = table_of(AuditEntry)
    row = db.session.execute(sa.select(table.c.id, table.c.hash).order_by(table.c.id.desc()).limit(1)).first()
    return None if row is None else (row.id, row.hash)

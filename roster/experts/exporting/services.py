"""The only writer of the register of exports."""

from datetime import datetime

from roster.core import audit
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError
from roster.core.reference import new_reference
from roster.experts import policy
from roster.experts.exporting.models import ExpertExport, ExportFormat

REFERENCE_PREFIX = "LST"


def record_export(
    actor: Actor,
    *,
    purpose: str,
    kind: ExportFormat,
    row_count: int,
    parts: frozenset[policy.Part],
    question_hash: str,
    at: datetime,
) -> ExpertExport:
    """Enter a list that is about to leave; the audit trail names its size, form and parts, not its purpose.

    Raises ForbiddenError.
    """
    if not policy.can_export(actor):
        raise ForbiddenError
    entry = ExpertExport(
        ref=new_reference(REFERENCE_PREFIX),
        at=at,
        user_id=actor.user_id,
        purpose=purpose,
        row_count=row_count,
        format=kind.value,
        question_hash=question_hash,
    )
    db.session.add(entry)
    said = (f"rows {row_count}", f"format {kind.value}", *(f"part {part}" for part in sorted(parts)))
    audit.record(actor, "experts:list:export", subject=entry.ref, fields=said)
    return entry

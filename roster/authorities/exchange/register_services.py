"""The only writer of the register of lists of authorities that left."""

import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

from roster.authorities.exchange import policy
from roster.authorities.exchange.formats import ListFormat
from roster.authorities.exchange.models import AuthorityExport
from roster.authorities.exchange.queries import EXPORT_PREFIX, exports_before
from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError
from roster.core.reference import new_reference

REGISTERED_FOR = timedelta(days=365)


def record_export(
    actor: Actor, *, purpose: str, kind: ListFormat, row_count: int, question_hash: str, at: datetime
) -> AuthorityExport:
    """Enter a list that is about to leave; the audit trail names its size and form, not its purpose.

    Raises ForbiddenError.
    """
    if not policy.can_export(actor):
        raise ForbiddenError
    entry = AuthorityExport(
        ref=new_reference(EXPORT_PREFIX),
        at=at,
        user_id=actor.user_id,
        purpose=purpose,
        row_count=row_count,
        format=kind.value,
        question_hash=question_hash,
    )
    db.session.add(entry)
    said = (f"rows {row_count}", f"format {kind.value}")
    audit.record(actor, "authorities:list:export", subject=entry.ref, fields=said)
    return entry


def forget_questions(actor: Actor) -> int:
    """A year after an export nothing tells any more what was asked and what for. Raises ForbiddenError."""
    if not actor.is_system:
        raise ForbiddenError
    entries = exports_before(clock.now() - REGISTERED_FOR)
    for entry in entries:
        entry.question_hash = entry.purpose = ""
    return len(entries)


def hash_of(arguments: Iterable[tuple[str, str]], *, key: str) -> str:
    """Tells whether two exports asked the same, without keeping what was asked."""
    whole = repr(sorted(arguments))
    return hmac.new(f"export question {key}".encode(), whole.encode("utf-8", "replace"), "sha256").hexdigest()

"""Undo of an import: whoever it brought goes again, from search too; whom somebody has worked on stays."""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from flask_babel import gettext

from roster.core import audit, clock, outbox
from roster.core.actor import Actor
from roster.core.db import Base, db, table_of
from roster.core.errors import ForbiddenError, StaleError
from roster.core.outbox import Kind
from roster.experts import policy
from roster.experts.importing.models import IMPORT_WORKFLOW, ExpertImport, ImportStage
from roster.experts.importing.queries import untouched_profiles
from roster.experts.models import Profile
from roster.experts.services import SEARCH_KIND
from roster.people.models import Person

UNDO_DAYS = 30
_DELETED_AT_ONCE = 2_000


def may_be_undone(given: ExpertImport) -> bool:
    """Whether the import is done, and not so long ago that others rely on what it brought."""
    if given.stage is not ImportStage.IMPORTED or given.finished_at is None:
        return False
    return clock.now() - given.finished_at <= timedelta(days=UNDO_DAYS)


def undo_import(actor: Actor, given: ExpertImport) -> int:
    """Remove everybody of this import who is still as imported; returns how many.

    Those who were edited or adopted since stay, and so does whoever has an account. Raises StaleError where
    the import was undone before or is too old, ForbiddenError.
    """
    if not policy.can_import(actor):
        raise ForbiddenError
    if not may_be_undone(given):
        raise StaleError(gettext("This import can no longer be undone."))
    given.stage = IMPORT_WORKFLOW.step(
        "undo", stage=given.stage, roles=actor.roles, is_system=actor.is_system
    )
    given.changed_at = clock.now()
    given.changed_by = actor.user_id or given.changed_by
    # Flushed first: a second undo waits here for the row and then finds it changed, before it removes.
    db.session.flush()
    gone = untouched_profiles(given.id)
    given.done_count = given.row_count - len(gone)
    # Whatever else hangs on a profile or a person goes with it: the database sees to that.
    _delete(Profile, [row.id for row in gone])
    _delete(Person, [row.person_id for row in gone])
    audit.record(actor, "experts:import:undo", subject=given.ref)
    audit.record_many(actor, "experts:profile:remove", subjects=[row.ref for row in gone])
    outbox.enqueue_many(Kind.INDEX, ({"kind": SEARCH_KIND, "id": row.id} for row in gone))
    return len(gone)


def _delete(model: type[Base], ids: Sequence[int]) -> None:
    table = table_of(model)
    for start in range(0, len(ids), _DELETED_AT_ONCE):
        some = ids[start : start + _DELETED_AT_ONCE]
        db.session.execute(sa.delete(table).where(table.c.id.in_(some)))

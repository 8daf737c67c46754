"""The only writer of lists of memberships: looked at, imported in one transaction, taken back."""

from dataclasses import asdict
from datetime import timedelta
from typing import Final

from flask_babel import gettext

from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import StaleError
from roster.core.reference import new_reference
from roster.core.tables.table import Table
from roster.networks.importing import policy
from roster.networks.importing.models import (
    FILE_NAME_LENGTH,
    IMPORT_WORKFLOW,
    ImportStage,
    MembershipImport,
)
from roster.networks.importing.queries import PREFIX, left_waiting, memberships_with_refs, with_points
from roster.networks.list_reading import Outcome, enter_list
from roster.networks.writing import demand, touch

UNDO_DAYS: Final = 30
KEPT_FOR: Final = timedelta(days=7)


def start_import(actor: Actor, *, file_name: str, table: Table, language: str) -> MembershipImport:
    """Keep a list, and what stands in its way. Raises ForbiddenError."""
    demand(policy.can_import(actor))
    now = clock.now()
    given = MembershipImport(
        ref=new_reference(PREFIX),
        stage=ImportStage.UPLOADED,
        file_name=file_name[:FILE_NAME_LENGTH],
        row_count=len(table.rows),
        cells={
            "header": table.header,
            "rows": table.rows,
            "row_numbers": table.row_numbers,
            "header_row_number": table.header_row_number,
        },
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
    )
    _note(given, _tried(actor, table), language)
    db.session.add(given)
    db.session.flush()
    audit.record(actor, "networks:import:upload", subject=given.ref)
    return given


def apply_import(actor: Actor, given: MembershipImport, *, language: str) -> bool:
    """Enter the whole list, or nothing of it and say why. Raises ForbiddenError, StaleError.

    What has changed since the preview counts: each row is asked of its network again.
    """
    demand(policy.can_open(actor, given))
    table = given.table
    if table is None:
        raise StaleError
    with db.session.begin_nested() as savepoint:
        outcome = enter_list(actor, table)
        if outcome.problems:
            savepoint.rollback()
    if outcome.problems:
        _note(given, outcome, language)
        return False
    db.session.flush()
    _step(actor, given, "apply")
    given.made = {membership.ref: membership.version for membership in outcome.made}
    given.cells, given.applied_at = None, clock.now()
    audit.record(actor, "networks:import:apply", subject=given.ref)
    return True


def may_be_undone(given: MembershipImport) -> bool:
    """Whether it is done, and not so long ago that others rely on it."""
    if given.stage is not ImportStage.APPLIED or given.applied_at is None:
        return False
    return clock.now() - given.applied_at <= timedelta(days=UNDO_DAYS)


def undo_import(actor: Actor, given: MembershipImport) -> int:
    """Take back what nobody has touched since; gives how many memberships went.

    Raises StaleError where that is done or too late, ForbiddenError.
    """
    demand(policy.can_open(actor, given))
    if not may_be_undone(given):
        raise StaleError(gettext("This import can no longer be undone."))
    _step(actor, given, "undo")
    found = memberships_with_refs(given.made)
    answered = with_points(found)
    going = [item for item in found if item.version == given.made[item.ref] and item.id not in answered]
    for membership in going:
        db.session.delete(membership)
    audit.record_many(actor, "networks:membership:remove", subjects=[item.ref for item in going])
    gone = {item.ref for item in going}
    given.staying = [item.ref for item in found if item.ref not in gone]
    given.undone_at = clock.now()
    audit.record(actor, "networks:import:undo", subject=given.ref)
    return len(going)


def forget_abandoned(actor: Actor) -> int:
    """Drop lists that nobody imported for a week. Raises ForbiddenError for any but the system."""
    demand(actor.is_system)
    abandoned = left_waiting(clock.now() - KEPT_FOR)
    for given in abandoned:
        audit.record(actor, "networks:import:forget", subject=given.ref)
        db.session.delete(given)
    return len(abandoned)


def _tried(actor: Actor, table: Table) -> Outcome:
    """What an import would come to: entered, and taken back at once."""
    with db.session.begin_nested() as savepoint:
        outcome = enter_list(actor, table)
        savepoint.rollback()
    return outcome


def _note(given: MembershipImport, outcome: Outcome, language: str) -> None:
    given.problems = [list(asdict(problem).values()) for problem in outcome.problems]
    given.language = language


def _step(actor: Actor, given: MembershipImport, name: str) -> None:
    roles = {held.role for held in actor.assignments}
    given.stage = IMPORT_WORKFLOW.step(name, stage=given.stage, roles=roles, is_system=actor.is_system)
    touch(actor, given)

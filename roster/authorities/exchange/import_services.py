"""The only writer of imports of authorities: uploaded, applied in one transaction, discarded, taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import gettext
from sqlalchemy.exc import IntegrityError

from roster.authorities import services
from roster.authorities.exchange import policy
from roster.authorities.exchange.models import (
    FILE_NAME_LENGTH,
    IMPORT_WORKFLOW,
    AuthorityImport,
    AuthorityImportRow,
    ImportStage,
)
from roster.authorities.exchange.planning import Act, Plan, PlannedRow
from roster.authorities.exchange.queries import (
    IMPORT_PREFIX,
    entries_of,
    imports_left_waiting,
    relied_on,
    rows_of,
)
from roster.authorities.inputs import ReachInput
from roster.authorities.models import Authority
from roster.authorities.reading import reach_of
from roster.authorities.states import Stage
from roster.core import audit, clock, outbox
from roster.core.actor import SYSTEM, Actor
from roster.core.db import db, table_of
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.outbox import Kind
from roster.core.reference import new_reference

KEPT_FOR: Final = timedelta(days=7)
UNDO_DAYS: Final = 30
_CONTACTS, _CONFIRMED = "contacts", ("confirmed_at", "confirmed_by", "owner_id")


@dataclass(frozen=True)
class Undone:
    """What an undo did."""

    removed: int
    restored: int
    staying: int


def start_import(
    actor: Actor, *, file_name: str, stored_name: str, state: str, row_count: int
) -> AuthorityImport:
    """Take note of a file that is in the store and could be read. Raises ForbiddenError."""
    _demand(policy.can_import(actor))
    given = _new(actor, file_name, state=state, row_count=row_count)
    given.stored_name = stored_name
    db.session.add(given)
    db.session.flush()
    audit.record(actor, "authorities:import:upload", subject=given.ref)
    return given


def apply_import(actor: Actor, given: AuthorityImport, *, plan: Plan) -> int:
    """Write the whole file or nothing; gives how many entries it made or changed.

    Raises ForbiddenError, StaleError where that happened before, InvalidError where the file has errors.
    """
    _demand(policy.can_import(actor))
    if plan.errors:
        raise InvalidError({"file": gettext("The file has errors. Nothing was imported.")})
    _step(actor, given, "apply")
    db.session.flush()
    written: list[tuple[AuthorityImportRow, Authority]] = []
    with db.session.no_autoflush:  # each entry is written once, not at each step of it
        for planned in plan.of(Act.CREATE, Act.UPDATE):
            written.append(_write(actor, given, planned))
    db.session.flush()
    for row, entry in written:
        row.version = entry.version
        db.session.add(row)
    given.applied_at = clock.now()
    _forget_file(given)
    audit.record(actor, "authorities:import:apply", subject=given.ref)
    return len(written)


def import_at_once(
    actor: Actor, *, file_name: str, row_count: int, plan: Plan
) -> tuple[AuthorityImport, int]:
    """Import a file read elsewhere, such as by command, without upload and preview."""
    _demand(policy.can_import(actor))
    given = _new(actor, file_name, state="", row_count=row_count)
    db.session.add(given)
    db.session.flush()
    return given, apply_import(actor, given, plan=plan)


def discard_import(actor: Actor, given: AuthorityImport) -> None:
    """Give up a file that was not imported; the file itself goes too. Raises StaleError, ForbiddenError."""
    _demand(actor.is_system or policy.can_open(actor, given))
    _step(actor, given, "discard")
    _forget_file(given)
    audit.record(actor, "authorities:import:discard", subject=given.ref)


def discard_abandoned(actor: Actor) -> int:
    """Discard what nobody confirmed for a week. Raises ForbiddenError for any but the system."""
    _demand(actor.is_system)
    abandoned = imports_left_waiting(clock.now() - KEPT_FOR)
    for given in abandoned:
        discard_import(actor, given)
    return len(abandoned)


def may_be_undone(given: AuthorityImport) -> bool:
    """Whether it is done, and not so long ago that others rely on it."""
    if given.stage is not ImportStage.APPLIED or given.applied_at is None:
        return False
    return clock.now() - given.applied_at <= timedelta(days=UNDO_DAYS)


def undo_import(actor: Actor, given: AuthorityImport) -> Undone:
    """Take back what nobody has touched since: new entries go, changed ones are as they were.

    Raises StaleError where that is done or too late, ForbiddenError.
    """
    _demand(actor.is_system or policy.can_open(actor, given))
    if not may_be_undone(given):
        raise StaleError(gettext("This import can no longer be undone."))
    _step(actor, given, "undo")
    given.undone_at = clock.now()
    db.session.flush()
    rows = rows_of(given)
    entries = entries_of(rows)
    made = {row.authority_id for row in rows if row.is_new}
    kept = relied_on(entry for entry in entries.values() if entry.id in made)
    free = {row.id for row in rows if _is_untouched(row, entries) and row.authority_id not in kept}
    going = [row for row in reversed(rows) if row.id in free]
    gone = _removed(actor, [entries[row.authority_id] for row in going if row.is_new and row.authority_id])
    removed = restored = 0
    for row in going:
        if row.is_new:
            row.is_undone = row.authority_ref in gone
            removed += row.is_undone
        elif row.authority_id is not None:
            _restore(actor, entries[row.authority_id], row.before)
            row.is_undone = True
            restored += 1
    audit.record(actor, "authorities:import:undo", subject=given.ref)
    return Undone(removed, restored, len(rows) - removed - restored)


def _write(actor: Actor, given: AuthorityImport, planned: PlannedRow) -> tuple[AuthorityImportRow, Authority]:
    _demand(policy.can_import_for(actor, planned.entry.state if planned.entry else planned.row.state))
    entry, before = _create(actor, planned) if planned.entry is None else _change(actor, planned)
    row = AuthorityImportRow(
        import_id=given.id,
        authority_id=entry.id,
        authority_ref=entry.ref,
        row_number=planned.row.number,
        is_new=planned.act is Act.CREATE,
        is_undone=False,
        before=before,
    )
    return row, entry


def _create(actor: Actor, planned: PlannedRow) -> tuple[Authority, dict[str, Any]]:
    if planned.row.identity is None:
        raise InvalidError({"file": gettext("The file has errors. Nothing was imported.")})
    hand = _hand(actor)
    entry = services.create_authority(
        hand, planned.row.state, identity=planned.row.identity, reach=planned.reach
    )
    if planned.stage is not Stage.DRAFT:
        services.submit_authority(hand, entry)
    if planned.stage is Stage.LISTED:
        services.list_authority(hand, entry)
        # Nobody of its State has said that it holds: it is shown, and said to be not confirmed.
        entry.confirmed_at = entry.confirmed_by = None
    if policy.imports_for_all(actor):
        entry.owner_id = None
    return entry, {}


def _change(actor: Actor, planned: PlannedRow) -> tuple[Authority, dict[str, Any]]:
    entry = planned.entry
    if entry is None:
        raise StaleError
    before = _before(entry, planned.reach)
    confirmed = [getattr(entry, name) for name in _CONFIRMED]
    services.edit_authority(_hand(actor), entry, reach=planned.reach)
    if policy.imports_for_all(actor):
        for name, value in zip(_CONFIRMED, confirmed, strict=True):
            setattr(entry, name, value)
    return entry, before


def _hand(actor: Actor) -> Actor:
    """The manager brings in entries of States that are not the manager's: the house writes them in that name."""
    if not policy.imports_for_all(actor):
        return actor
    return replace(SYSTEM, user_id=actor.user_id, request_id=actor.request_id, origin=actor.origin)


def _before(entry: Authority, reach: ReachInput) -> dict[str, Any]:
    """The columns that are about to change, as they are stored; of contact persons only which there were."""
    stored = reach_of(entry)
    changed = [name for name, value in vars(reach).items() if value != getattr(stored, name)]
    before: dict[str, Any] = {name: getattr(entry, name) for name in changed if name != _CONTACTS}
    if _CONTACTS in changed:
        before[_CONTACTS] = [contact.ref for contact in entry.contacts]
    confirmed = entry.confirmed_at.isoformat() if entry.confirmed_at else None
    return {**before, **{name: getattr(entry, name) for name in _CONFIRMED}, "confirmed_at": confirmed}


def _restore(actor: Actor, entry: Authority, before: dict[str, Any]) -> None:
    for name, value in before.items():
        if name == _CONTACTS:
            entry.contacts = [contact for contact in entry.contacts if contact.ref in value]
        elif name == "confirmed_at":
            entry.confirmed_at = datetime.fromisoformat(value) if value else None
        else:
            setattr(entry, name, value)
    entry.changed_at, entry.changed_by = clock.now(), actor.user_id
    fields = tuple(sorted(set(before) - set(_CONFIRMED)))
    audit.record(actor, "authorities:authority:restore", subject=entry.ref, fields=fields)


def _removed(actor: Actor, entries: Sequence[Authority]) -> set[str]:
    """The references of the entries that could go: what another record rests on stays."""
    gone = entries if _are_deleted(entries) else [entry for entry in entries if _are_deleted([entry])]
    for entry in gone:
        db.session.expunge(entry)
    refs = [entry.ref for entry in gone]
    audit.record_many(actor, "authorities:authority:remove", subjects=refs)
    return set(refs)


def _are_deleted(entries: Sequence[Authority]) -> bool:
    """Deletes all of them, or none."""
    table = table_of(Authority)
    try:
        with db.session.begin_nested():
            db.session.execute(sa.delete(table).where(table.c.id.in_([entry.id for entry in entries])))
    except IntegrityError:
        return False
    return True


def _is_untouched(row: AuthorityImportRow, entries: dict[int, Authority]) -> bool:
    entry = entries.get(row.authority_id or 0)
    return entry is not None and entry.version == row.version


def _new(actor: Actor, file_name: str, *, state: str, row_count: int) -> AuthorityImport:
    now = clock.now()
    return AuthorityImport(
        ref=new_reference(IMPORT_PREFIX),
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
        stage=ImportStage.UPLOADED,
        file_name=file_name[-FILE_NAME_LENGTH:],
        state=state,
        row_count=row_count,
    )


def _step(actor: Actor, given: AuthorityImport, name: str) -> None:
    given.stage = IMPORT_WORKFLOW.step(name, stage=given.stage, roles=actor.roles, is_system=actor.is_system)
    given.changed_at, given.changed_by = clock.now(), actor.user_id


def _forget_file(given: AuthorityImport) -> None:
    """Let the worker remove the file, after the commit: a file gone too early could not be tried again."""
    if given.stored_name:
        outbox.enqueue(Kind.IMPORT, {"remove": given.stored_name})
        given.stored_name = ""


def _demand(allowed: bool) -> None:
    if not allowed:
        raise ForbiddenError

"""Every select on files that came in and lists that left."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import sqlalchemy as sa

from roster.accounts.queries import open_assignments
from roster.authorities.exchange.models import (
    AuthorityExport,
    AuthorityImport,
    AuthorityImportRow,
    ImportStage,
)
from roster.authorities.exchange.policy import can_open, export_bounds, imports_for_all, visible_to
from roster.authorities.models import Authority
from roster.authorities.policy import visible_to as authorities_visible_to
from roster.authorities.queries import NOTHING, Wanted, conditions_of
from roster.core.actor import Actor, Role
from roster.core.db import db, table_of
from roster.core.reference import is_reference
from roster.core.unit_of_work import is_open

IMPORT_PREFIX, EXPORT_PREFIX = "AIM", "ALS"
RECENT = 20
# What goes with an entry because it is part of it, or only remembers it.
_PARTS = frozenset({"authority_duty", "authority_contact", "authority_import_row"})


def authorities_to_export(
    actor: Actor, wanted: Wanted, *, refs: Sequence[str], today: date
) -> tuple[Sequence[Authority], int]:
    """The entries of the list that this actor may take along, in its order, and how many the list has."""
    which = [authorities_visible_to(actor), *conditions_of(wanted, today)]
    if refs:
        which.append(Authority.ref.in_(refs))
    total = db.session.scalar(sa.select(sa.func.count(Authority.id)).where(*which)) or 0
    bounds = export_bounds(actor)
    found = sa.select(Authority).where(*which).order_by(Authority.english_name, Authority.id)
    is_own = Authority.state.in_(bounds.states)
    own = db.session.scalars(found.where(is_own)).all() if bounds.states else ()
    others = db.session.scalars(found.where(sa.not_(is_own)).limit(bounds.others)).all()
    return sorted((*own, *others), key=lambda item: (item.english_name, item.id)), total


def import_by_ref(actor: Actor, ref: str) -> AuthorityImport | None:
    """The import with this reference, where it exists for this actor. Within a change it is locked."""
    ref = ref if is_reference(ref, IMPORT_PREFIX) else NOTHING
    found = sa.select(AuthorityImport).where(AuthorityImport.ref == ref, visible_to(actor))
    if is_open():
        found = found.with_for_update().execution_options(populate_existing=True)
    given = db.session.scalar(found)
    return given if given is not None and can_open(actor, given) else None


def recent_imports(actor: Actor) -> Sequence[AuthorityImport]:
    """The latest files, the newest first."""
    found = sa.select(AuthorityImport).where(
        visible_to(actor), AuthorityImport.stage != ImportStage.DISCARDED
    )
    return db.session.scalars(found.order_by(AuthorityImport.id.desc()).limit(RECENT)).all()


def imports_left_waiting(before: datetime) -> Sequence[AuthorityImport]:
    """Files that came before that moment and that nobody took any further."""
    found = sa.select(AuthorityImport).where(
        AuthorityImport.stage == ImportStage.UPLOADED, AuthorityImport.changed_at < before
    )
    return db.session.scalars(found.order_by(AuthorityImport.id)).all()


def rows_of(given: AuthorityImport) -> Sequence[AuthorityImportRow]:
    """What the file did, in the order of its rows."""
    found = sa.select(AuthorityImportRow).where(AuthorityImportRow.import_id == given.id)
    return db.session.scalars(found.order_by(AuthorityImportRow.row_number, AuthorityImportRow.id)).all()


def entries_of(rows: Iterable[AuthorityImportRow]) -> dict[int, Authority]:
    """The entries of these rows that are there still, by number. Within a change they are locked."""
    ids = [row.authority_id for row in rows if row.authority_id is not None]
    found = sa.select(Authority).where(Authority.id.in_(ids)).order_by(Authority.id)
    if is_open():
        found = found.with_for_update(of=Authority).execution_options(populate_existing=True)
    return {entry.id: entry for entry in db.session.scalars(found)}


def relied_on(entries: Iterable[Authority]) -> set[int]:
    """The numbers of those on which something rests: a membership, a report, an officer. They are not taken away."""
    by_ref = {entry.ref: entry.id for entry in entries}
    held = {
        row.scope.removeprefix("authority:") for row in open_assignments() if row.role == Role.OFFICER.value
    }
    found = {by_ref[ref] for ref in held & by_ref.keys()}
    for column in _naming_authorities():
        found |= set(db.session.scalars(sa.select(column).where(column.in_(by_ref.values()))))
    return found


def _naming_authorities() -> list[sa.Column[int]]:
    """The columns of every table of the house that name an authority: also those of later rooms."""
    return [
        key.parent
        for table in Authority.metadata.sorted_tables
        if table.name not in _PARTS
        for key in table.foreign_keys
        if key.column is table_of(Authority).c.id
    ]


def entries_of_states(states: Iterable[str], refs: Iterable[str]) -> Sequence[Authority]:
    """All entries of these States and with these references, whoever sees them: for comparing within one file."""
    found = sa.select(Authority).where(Authority.state.in_(sorted(states)) | Authority.ref.in_(sorted(refs)))
    if is_open():
        found = found.with_for_update(of=Authority).execution_options(populate_existing=True)
    return db.session.scalars(found.order_by(Authority.id)).all()


def choosable_entries(actor: Actor, *, limit: int) -> Sequence[Authority]:
    """The first entries to which this actor may add a contact person, by name."""
    found = sa.select(Authority)
    if not imports_for_all(actor):
        found = found.where(Authority.state.in_(actor.scopes(Role.FOCAL_POINT)))
    return db.session.scalars(found.order_by(Authority.english_name, Authority.id).limit(limit)).all()


def exports_before(moment: datetime) -> Sequence[AuthorityExport]:
    """Entries of the register from before that moment that still say what was asked and for what."""
    found = sa.select(AuthorityExport).where(
        AuthorityExport.at < moment, AuthorityExport.question_hash != NOTHING
    )
    return db.session.scalars(found.order_by(AuthorityExport.id)).all()


def stored_names() -> Sequence[str]:
    """The names in the file store of every file that waits."""
    found = sa.select(AuthorityImport.stored_name).where(AuthorityImport.stored_name != NOTHING)
    return db.session.scalars(found).all()

"""Every select on imports: they exist for those who may import, and for nobody else."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from roster.core.actor import Actor
from roster.core.db import db
from roster.core.reference import is_reference
from roster.experts.importing.models import ExpertImport, ImportStage
from roster.experts.models import Profile
from roster.experts.policy import can_import
from roster.experts.states import Stage
from roster.people.models import Person

REFERENCE_PREFIX = "IMP"
RECENT = 20


def _visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    return sa.true() if can_import(actor) else sa.false()


def import_by_ref(actor: Actor, ref: str) -> ExpertImport | None:
    """The import with this reference, where it exists for this actor."""
    if not is_reference(ref, REFERENCE_PREFIX):
        ref = ""  # asked all the same: a hidden, a missing and an impossible reference cost one query each
    return db.session.scalar(sa.select(ExpertImport).where(ExpertImport.ref == ref, _visible_to(actor)))


def import_by_id(import_id: int) -> ExpertImport | None:
    """The import with this key as it stands now, for the worker."""
    return db.session.get(ExpertImport, import_id, populate_existing=True)


def recent_imports(actor: Actor) -> Sequence[ExpertImport]:
    """The latest imports, the newest first."""
    return db.session.scalars(
        sa.select(ExpertImport)
        .where(_visible_to(actor), ExpertImport.stage != ImportStage.DISCARDED)
        .order_by(ExpertImport.created_at.desc(), ExpertImport.id.desc())
        .limit(RECENT)
    ).all()


def imports_left_waiting(before: datetime) -> Sequence[ExpertImport]:
    """Imports that were uploaded or failed before that moment, and that nobody took any further."""
    return db.session.scalars(
        sa.select(ExpertImport)
        .where(
            ExpertImport.stage.in_((ImportStage.UPLOADED, ImportStage.FAILED)),
            ExpertImport.changed_at < before,
        )
        .order_by(ExpertImport.id)
    ).all()


def _is_untouched() -> sa.ColumnElement[bool]:
    """As the import wrote it: never edited, adopted or joined with another, and nobody's account."""
    has_account = sa.exists().where(Person.id == Profile.person_id, Person.user_id.is_not(None))
    return sa.and_(Profile.stage == Stage.IMPORTED, Profile.version == 1, ~has_account)


def untouched_profiles(import_id: int) -> Sequence[sa.Row[int, str, int]]:
    """Key, reference and person of everybody of an import who is still as imported, held for this transaction:
    an edit under way ends first, and then its profile is no longer among them."""
    return db.session.execute(
        sa.select(Profile.id, Profile.ref, Profile.person_id)
        .where(Profile.import_id == import_id, _is_untouched())
        .order_by(Profile.id)
        .with_for_update(of=Profile)
    ).all()


def untouched_count(import_id: int) -> int:
    """How many people of an import are still as imported."""
    counted = sa.select(sa.func.count(Profile.id)).where(Profile.import_id == import_id, _is_untouched())
    return db.session.scalar(counted) or 0


def touched_count(import_id: int) -> int:
    """How many people of an import somebody has worked on since."""
    counted = sa.select(sa.func.count(Profile.id)).where(Profile.import_id == import_id, ~_is_untouched())
    return db.session.scalar(counted) or 0


def touched_profiles(import_id: int, limit: int) -> Sequence[Profile]:
    """The first of those people."""
    return db.session.scalars(
        sa.select(Profile)
        .where(Profile.import_id == import_id, ~_is_untouched())
        .order_by(Profile.id)
        .limit(limit)
    ).all()


def stored_imports() -> Sequence[str]:
    """The names in the file store of every import that still has its file."""
    return db.session.scalars(sa.select(ExpertImport.stored_name).where(ExpertImport.stored_name != "")).all()

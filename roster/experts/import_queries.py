"""Every select on imports: they exist for those who may import, and for nobody else."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from roster.core.actor import Actor
from roster.core.db import db
from roster.core.reference import is_reference
from roster.experts.imports import ExpertImport, ImportStage
from roster.experts.policy import can_import

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

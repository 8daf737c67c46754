"""Every select on exports: a list exists for whoever asked for it, and for nobody else."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa

from roster.core.actor import Actor
from roster.core.db import db
from roster.core.reference import is_reference
from roster.experts.exporting.models import ExpertExport, ExportJob
from roster.experts.exporting.policy import visible_to

REFERENCE_PREFIX = "LST"
RECENT = 10


def job_by_ref(actor: Actor, ref: str) -> ExportJob | None:
    """The list with this reference, where it exists for this actor."""
    if not is_reference(ref, REFERENCE_PREFIX):
        ref = ""  # asked all the same: a hidden, a missing and an impossible reference cost one query each
    return db.session.scalar(sa.select(ExportJob).where(ExportJob.ref == ref, visible_to(actor)))


def job_by_id(job_id: int) -> ExportJob | None:
    """The list with this key as it stands now, for the worker."""
    return db.session.get(ExportJob, job_id, populate_existing=True)


def own_jobs(actor: Actor) -> Sequence[ExportJob]:
    """The lists that this actor asked for and that are kept, the newest first."""
    every = sa.select(ExportJob).where(visible_to(actor))
    return db.session.scalars(every.order_by(ExportJob.id.desc()).limit(RECENT)).all()


def jobs_before(moment: datetime) -> Sequence[ExportJob]:
    """The lists with which nothing has happened since that moment."""
    return db.session.scalars(
        sa.select(ExportJob).where(ExportJob.changed_at < moment).order_by(ExportJob.id)
    ).all()


def entries_before(moment: datetime) -> Sequence[ExpertExport]:
    """Entries of the register from before that moment that still say what was asked and for what."""
    return db.session.scalars(
        sa.select(ExpertExport)
        .where(ExpertExport.at < moment, ExpertExport.question_hash != "")
        .order_by(ExpertExport.id)
    ).all()


def stored_exports() -> Iterator[str]:
    """Every file that a list names."""
    yield from db.session.scalars(sa.select(ExportJob.stored_name).where(ExportJob.stored_name != ""))

"""The only writer of the register of exports, and of the lists that the worker makes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from roster.core import audit, clock, mail, outbox
from roster.core.actor import SYSTEM, Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError
from roster.core.outbox import Kind
from roster.core.reference import new_reference
from roster.experts import policy
from roster.experts.exporting.models import (
    EXPORT_WORKFLOW,
    ExpertExport,
    ExportFormat,
    ExportJob,
    ExportStage,
)
from roster.experts.exporting.queries import REFERENCE_PREFIX, entries_before, jobs_before

LETTER = "export_over"
KEPT_FOR = timedelta(days=7)
REGISTERED_FOR = timedelta(days=365)


def record_export(
    actor: Actor,
    *,
    purpose: str,
    kind: ExportFormat,
    row_count: int,
    parts: frozenset[policy.Part],
    question_hash: str,
    at: datetime,
    ref: str = "",
) -> ExpertExport:
    """Enter a list that is about to leave; the audit trail names its size, form and parts, not its purpose.

    Raises ForbiddenError.
    """
    if not policy.can_export(actor):
        raise ForbiddenError
    entry = ExpertExport(
        ref=ref or new_reference(REFERENCE_PREFIX),
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


def queue_export(
    actor: Actor,
    *,
    purpose: str,
    kind: ExportFormat,
    language: str,
    arguments: Sequence[tuple[str, str]],
    row_count: int,
) -> ExportJob:
    """Let the worker make a long list; `arguments` are those of the address. Raises ForbiddenError."""
    if not policy.can_export(actor):
        raise ForbiddenError
    now = clock.now()
    job = ExportJob(
        ref=new_reference(REFERENCE_PREFIX),
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
        stage=ExportStage.QUEUED,
        purpose=purpose,
        format=kind.value,
        language=language,
        question={"arguments": [list(pair) for pair in arguments]},
        audiences=sorted(actor.audiences),
        parts=[],
        row_count=row_count,
    )
    db.session.add(job)
    db.session.flush()
    audit.record(actor, "experts:list:order", subject=job.ref)
    outbox.enqueue(Kind.EXPORT, {"id": job.id}, key=f"export:{job.ref}")
    return job


def begin_making(job: ExportJob, *, done_count: int, row_count: int) -> None:
    """The worker starts, or tells how far it is. Raises StaleError where the list is made."""
    _step(job, "run")
    job.done_count, job.row_count = done_count, row_count


def finish_making(
    actor: Actor,
    job: ExportJob,
    *,
    stored_name: str,
    row_count: int,
    parts: frozenset[policy.Part],
    question_hash: str,
) -> None:
    """The file is in the store, written for this actor. Raises StaleError where another worker made it."""
    _step(job, "finish")
    job.stored_name = stored_name
    job.row_count = job.done_count = row_count
    job.parts = sorted(parts)
    job.question = {}
    job.finished_at = clock.now()
    db.session.flush()
    record_export(
        actor,
        purpose=job.purpose,
        kind=ExportFormat(job.format),
        row_count=row_count,
        parts=parts,
        question_hash=question_hash,
        at=job.finished_at,
        ref=job.ref,
    )
    _tell_whoever_asked(job)


def fail_making(actor: Actor, job: ExportJob, *, problem: str) -> None:
    """There is no file; `problem` is a code (wording). Raises StaleError, ForbiddenError for any but the system."""
    if not actor.is_system:
        raise ForbiddenError
    _step(job, "fail")
    job.problem = problem
    job.question = {}
    job.finished_at = clock.now()
    audit.record(actor, "experts:list:export", subject=job.ref, outcome="failed")
    _tell_whoever_asked(job)


def note_download(actor: Actor, job: ExportJob) -> None:
    """Note who fetched a file, and when."""
    audit.record(actor, "experts:list:download", subject=job.ref)


def forget_files(actor: Actor) -> int:
    """Take away the lists that were made a week ago, or never; returns how many. Raises ForbiddenError."""
    if not actor.is_system:
        raise ForbiddenError
    jobs = jobs_before(clock.now() - KEPT_FOR)
    for job in jobs:
        if job.stored_name:
            # The worker removes it after the commit: until then the row names a file that exists.
            outbox.enqueue(Kind.EXPORT, {"remove": job.stored_name})
        db.session.delete(job)
    return len(jobs)


def forget_questions(actor: Actor) -> int:
    """A year after an export nothing tells any more what was asked and what for. Raises ForbiddenError."""
    if not actor.is_system:
        raise ForbiddenError
    entries = entries_before(clock.now() - REGISTERED_FOR)
    for entry in entries:
        entry.question_hash = entry.purpose = ""
    return len(entries)


def _step(job: ExportJob, name: str) -> None:
    job.stage = EXPORT_WORKFLOW.step(name, stage=job.stage, roles=(), is_system=True)
    job.changed_at = clock.now()
    job.changed_by = SYSTEM.user_id or job.changed_by


def _tell_whoever_asked(job: ExportJob) -> None:
    mail.post(LETTER, recipient=f"user:{job.created_by}", job_id=job.id)

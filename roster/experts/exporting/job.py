"""The worker's part of a long export: whoever asked is asked for again, and every row is redacted as it is written."""

import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy.exc import OperationalError
from werkzeug.datastructures import MultiDict

from roster.accounts.queries import actor_of, user_by_id
from roster.core import clock
from roster.core.actor import SYSTEM, Actor
from roster.core.errors import StaleError, UnavailableError
from roster.core.files import FileStore
from roster.core.outbox import Kind
from roster.core.tables.problems import TableError
from roster.core.unit_of_work import unit_of_work
from roster.core.worker import Finish, Job
from roster.experts.exporting import services
from roster.experts.exporting.files import write_list
from roster.experts.exporting.finding import hash_of, ids_to_export, parts_in, views_of
from roster.experts.exporting.models import ExportFormat, ExportJob, ExportStage
from roster.experts.exporting.policy import has_rights_of
from roster.experts.exporting.queries import job_by_id
from roster.experts.exporting.wording import ExportProblem
from roster.experts.finding import question_from
from roster.experts.policy import Part
from roster.experts.presentation import ProfileView
from roster.search.engine import SearchEngine
from roster.web.imprint import Imprint
from roster.web.locale import in_language

log = logging.getLogger(__name__)
_ROWS_BETWEEN_NEWS: Final = 500


@dataclass(frozen=True)
class Workplace:
    """What the application in which the worker runs has ready."""

    files: FileStore
    engine: SearchEngine
    folder: Path
    secret_key: str


@dataclass(frozen=True)
class _Order:
    """What is to be made, apart from the row: that one is read anew each time."""

    id: int
    kind: ExportFormat
    language: str
    purpose: str
    arguments: Sequence[tuple[str, str]]
    actor: Actor


@dataclass(frozen=True)
class _Made:
    """A file in the store."""

    actor: Actor
    stored_name: str
    row_count: int
    parts: frozenset[Part]
    question_hash: str


def export_job(workplace: Callable[[], Workplace]) -> Job:
    """How the worker makes a list."""
    return Job(Kind.EXPORT, lambda payloads: _handle(payloads, workplace()))


def _handle(payloads: Sequence[dict[str, Any]], place: Workplace) -> Finish | None:
    """One row at a time (the job's batch is 1): a list, or a file that nobody may fetch any more."""
    payload = payloads[0]
    if "remove" in payload:
        place.files.remove(str(payload["remove"]))
        return None
    job_id = int(payload["id"])
    try:
        with unit_of_work():
            job = job_by_id(job_id)
            if job is None:
                return None
            services.begin_making(job, done_count=0, row_count=job.row_count)
            order = _order_of(job)
    except StaleError:
        return None  # made before
    if order is None:
        return partial(_fail, job_id, ExportProblem.RIGHTS)
    try:
        return partial(_finish, job_id, _make(order, place))
    except (OperationalError, UnavailableError, StaleError):
        raise  # the database or the index is away, or another worker is at it: this one tries again later
    except TableError:
        return partial(_fail, job_id, ExportProblem.TEXT)
    except Exception:
        log.exception("export %s: unexpected", job_id)
        return partial(_fail, job_id, ExportProblem.UNEXPECTED)


def _order_of(job: ExportJob) -> _Order | None:
    """What was asked, by somebody who may still have it; None where not."""
    user = user_by_id(job.created_by or 0)
    if user is None or not user.active:
        return None
    actor = replace(actor_of(user), origin=SYSTEM.origin)
    if not has_rights_of(actor, job):
        return None
    pairs = tuple((str(name), str(value)) for name, value in job.question.get("arguments", ()))
    return _Order(job.id, ExportFormat(job.format), job.language, job.purpose, pairs, actor)


def _make(order: _Order, place: Workplace) -> _Made:
    """Write the list as on the page, in the language in which it was asked for."""
    actor, language = order.actor, order.language
    place.folder.mkdir(exist_ok=True, mode=0o700)
    with in_language(language), tempfile.TemporaryFile(dir=place.folder) as file:
        question = question_from(MultiDict(order.arguments), actor, language=language)
        ids = ids_to_export(place.engine, question, actor, language=language)
        parts = parts_in(ids, actor)
        count = write_list(
            order.kind,
            file,
            views=_views(ids, order, today=clock.today()),
            imprint=Imprint(order.purpose, actor.name, clock.now()),
            parts=parts,
            folder=place.folder,
        )
        stored = place.files.put_file(file)
    return _Made(actor, stored, count, parts, hash_of(question, key=place.secret_key))


def _views(ids: Sequence[int], order: _Order, *, today: date) -> Iterator[ProfileView]:
    """The rows, with news for the page between batches: in short transactions of their own."""
    for at in range(0, len(ids), _ROWS_BETWEEN_NEWS):
        batch = ids[at : at + _ROWS_BETWEEN_NEWS]
        yield from views_of(batch, order.actor, language=order.language, today=today)
        with unit_of_work():
            job = job_by_id(order.id)
            if job is None:
                raise StaleError
            services.begin_making(job, done_count=at + len(batch), row_count=len(ids))


def _finish(job_id: int, made: _Made) -> None:
    """Within the worker's transaction. A file that came too late has no row: upkeep removes it."""
    job = job_by_id(job_id)
    if job is None or job.stage is not ExportStage.RUNNING:
        return
    services.finish_making(
        made.actor,
        job,
        stored_name=made.stored_name,
        row_count=made.row_count,
        parts=made.parts,
        question_hash=made.question_hash,
    )


def _fail(job_id: int, problem: ExportProblem) -> None:
    job = job_by_id(job_id)
    if job is not None and job.stage is ExportStage.RUNNING:
        services.fail_making(SYSTEM, job, problem=problem)

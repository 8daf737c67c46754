"""The worker's part of an import: read and check the whole file, then hand over what writes it at once."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from sqlalchemy.exc import DBAPIError, OperationalError

from roster.core.actor import SYSTEM, Actor
from roster.core.db import db
from roster.core.errors import NotFoundError, StaleError, UnavailableError
from roster.core.files import FileStore
from roster.core.outbox import Kind
from roster.core.tables.problems import TableError
from roster.core.unit_of_work import unit_of_work
from roster.core.worker import Finish, Job
from roster.experts.importing import services
from roster.experts.importing.bulk_services import PreparedProfile, prepare_profiles
from roster.experts.importing.models import ExpertImport, ImportStage
from roster.experts.importing.options import options_from_json
from roster.experts.importing.queries import import_by_id
from roster.experts.importing.reading import read_people
from roster.experts.importing.wording import TABLE_PROBLEM, ImportProblem

log = logging.getLogger(__name__)
_ROWS_BETWEEN_NEWS: Final = 1_000


def import_job(files: Callable[[], FileStore]) -> Job:
    """How the worker imports; `files` gives the store of the application it runs in."""
    return Job(Kind.IMPORT, lambda payloads: _handle(payloads, files()))


def _handle(payloads: Sequence[dict[str, Any]], files: FileStore) -> Finish | None:
    """One row at a time (the job's batch is 1): an import, or a file that nobody needs any more."""
    payload = payloads[0]
    if "remove" in payload:
        files.remove(str(payload["remove"]))
        return None
    import_id = int(payload["id"])
    try:
        with unit_of_work():
            given = import_by_id(import_id)
            if given is None:
                return None
            services.begin_running(given, row_count=given.row_count)
    except StaleError:
        return None  # done before, or never confirmed
    try:
        prepared = _read(given, files)
    except (OperationalError, UnavailableError, StaleError):
        raise  # the database is away, or another worker is at it: this one tries again later
    except _RefusedError as refused:
        return partial(_fail, import_id, refused.problem)
    except TableError as error:
        return partial(_fail, import_id, f"{TABLE_PROBLEM}{error.code}")
    except NotFoundError:
        return partial(_fail, import_id, ImportProblem.FILE_GONE)
    except Exception:
        log.exception("import %s: unexpected", given.ref)
        return partial(_fail, import_id, ImportProblem.UNEXPECTED)
    return partial(_finish, import_id, prepared)


def _read(given: ExpertImport, files: FileStore) -> tuple[PreparedProfile, ...]:
    """Everybody in the file, or the reason why it cannot be imported."""
    options = options_from_json(given.options)
    table = options.read(files.get(given.stored_name), file_name=given.file_name)
    if options.columns is None or not options.fits(table):
        raise _RefusedError(ImportProblem.NO_COLUMNS)
    read = read_people(table, options.columns, progress=partial(_tell, given.id))
    if read.errors:
        raise _RefusedError(ImportProblem.HAS_ERRORS)
    return prepare_profiles(read.rows)


def _tell(import_id: int, count: int) -> None:
    """Let the page know, in a short transaction of its own."""
    if count % _ROWS_BETWEEN_NEWS == 0:
        with unit_of_work():
            given = import_by_id(import_id)
            if given is not None:
                services.note_progress(given, done_count=count)


def _finish(import_id: int, prepared: tuple[PreparedProfile, ...]) -> None:
    """Within the worker's transaction: everybody or nobody."""
    given = import_by_id(import_id)
    if given is None or given.stage is not ImportStage.RUNNING:
        return
    try:
        with db.session.begin_nested():
            services.finish_import(_importer(given), given, prepared=prepared)
    except OperationalError:
        raise
    except DBAPIError:
        log.exception("import %s: refused by the database", given.ref)
        _fail(import_id, ImportProblem.UNEXPECTED)


def _fail(import_id: int, problem: str) -> None:
    given = import_by_id(import_id)
    if given is not None and given.stage is ImportStage.RUNNING:
        services.fail_import(given, problem=problem)


def _importer(given: ExpertImport) -> Actor:
    """The worker acts for the person who confirmed: created-by and the audit trail name that account."""
    return replace(SYSTEM, user_id=given.changed_by)


class _RefusedError(Exception):
    def __init__(self, problem: ImportProblem) -> None:
        super().__init__(problem)
        self.problem = problem

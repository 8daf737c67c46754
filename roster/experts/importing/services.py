"""The only writer of imports: uploaded, columns chosen, confirmed, discarded; and the steps of the worker."""

from datetime import timedelta

from flask_babel import gettext

from roster.core import audit, clock, mail, outbox
from roster.core.actor import SYSTEM, Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError
from roster.core.outbox import Kind
from roster.core.reference import new_reference
from roster.experts import policy
from roster.experts.importing.bulk_services import PreparedProfile, create_imported_profiles
from roster.experts.importing.models import IMPORT_WORKFLOW, ExpertImport, ImportStage
from roster.experts.importing.options import COLUMN_LABELS, ImportOptions, has_name, repeated_columns
from roster.experts.importing.queries import REFERENCE_PREFIX, imports_left_waiting

FILE_NAME_LENGTH = 200
LETTER = "import_over"
KEPT_FOR = timedelta(days=7)


def start_import(
    actor: Actor, *, file_name: str, stored_name: str, options: ImportOptions, row_count: int
) -> ExpertImport:
    """Take note of a file that is in the store and could be read as a table.

    Uploads that nobody confirmed for a week are discarded on this occasion. Raises ForbiddenError.
    """
    _refuse_others(actor)
    discard_abandoned()
    uploaded = _new_import(actor, ImportStage.UPLOADED, file_name=file_name, stored_name=stored_name)
    uploaded.options = options.to_json()
    uploaded.row_count = row_count
    db.session.add(uploaded)
    db.session.flush()
    audit.record(actor, "experts:import:upload", subject=uploaded.ref)
    return uploaded


def choose_columns(actor: Actor, given: ExpertImport, *, options: ImportOptions) -> None:
    """Say how the file is to be read. Without columns they are proposed anew.

    Raises InvalidError where the columns contradict one another or none is a name, StaleError where the
    import is under way already, ForbiddenError.
    """
    _refuse_others(actor)
    if options.columns is not None:
        _check_columns(options)
    _step(actor, given, "choose")
    given.options = options.to_json()
    given.problem = None
    given.done_count = 0


def queue_import(actor: Actor, given: ExpertImport) -> None:
    """Hand the import to the worker. Raises StaleError where that happened before, ForbiddenError."""
    _refuse_others(actor)
    _step(actor, given, "queue")
    audit.record(actor, "experts:import:confirm", subject=given.ref)
    outbox.enqueue(Kind.IMPORT, {"id": given.id}, key=f"import:{given.ref}:{given.version}")


def discard_import(actor: Actor, given: ExpertImport) -> None:
    """Give up a file that was not imported; the file itself goes too. Raises StaleError, ForbiddenError."""
    _refuse_others(actor)
    _step(actor, given, "discard")
    _forget_file(given)
    audit.record(actor, "experts:import:discard", subject=given.ref)


def discard_abandoned() -> int:
    """Discard what nobody confirmed for a week: lists of people are not kept for nothing. Returns how many."""
    abandoned = imports_left_waiting(clock.now() - KEPT_FOR)
    for given in abandoned:
        discard_import(SYSTEM, given)
    return len(abandoned)


def begin_running(given: ExpertImport, *, row_count: int) -> None:
    """The worker starts. Raises StaleError where the import is over or was never confirmed."""
    _step(SYSTEM, given, "run")
    given.row_count = row_count
    given.done_count = 0


def note_progress(given: ExpertImport, *, done_count: int) -> None:
    """How many rows are read so far. Raises StaleError where the import is not under way."""
    _step(SYSTEM, given, "run")
    given.done_count = done_count


def fail_import(given: ExpertImport, *, problem: str) -> None:
    """Nothing of the file was taken over; `problem` is a code (import_wording). Raises StaleError."""
    _step(SYSTEM, given, "fail")
    given.problem = problem
    given.finished_at = clock.now()
    audit.record(SYSTEM, "experts:import:run", subject=given.ref, outcome="failed")
    _tell_whoever_confirmed(given)


def finish_import(actor: Actor, given: ExpertImport, *, prepared: tuple[PreparedProfile, ...]) -> None:
    """Write everybody in the file. Raises StaleError where another worker did so, ForbiddenError."""
    _step(SYSTEM, given, "finish")
    # Flushed first: a second worker waits here for the row and then finds it changed, before it writes.
    db.session.flush()
    create_imported_profiles(actor, prepared, import_id=given.id)
    given.done_count = given.row_count = len(prepared)
    given.finished_at = clock.now()
    _forget_file(given)
    audit.record(actor, "experts:import:run", subject=given.ref)
    _tell_whoever_confirmed(given)


def import_at_once(actor: Actor, *, file_name: str, prepared: tuple[PreparedProfile, ...]) -> ExpertImport:
    """Import people read elsewhere, such as by command, without upload and preview. Raises ForbiddenError."""
    _refuse_others(actor)
    made = _new_import(actor, ImportStage.RUNNING, file_name=file_name, stored_name="")
    db.session.add(made)
    db.session.flush()
    finish_import(actor, made, prepared=prepared)
    return made


def _new_import(actor: Actor, stage: ImportStage, *, file_name: str, stored_name: str) -> ExpertImport:
    now = clock.now()
    return ExpertImport(
        ref=new_reference(REFERENCE_PREFIX),
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
        stage=stage,
        file_name=file_name[-FILE_NAME_LENGTH:],
        stored_name=stored_name,
        options=ImportOptions().to_json(),
        row_count=0,
        done_count=0,
    )


def _refuse_others(actor: Actor) -> None:
    if not policy.can_import(actor):
        raise ForbiddenError


def _step(actor: Actor, given: ExpertImport, name: str) -> None:
    given.stage = IMPORT_WORKFLOW.step(name, stage=given.stage, roles=actor.roles, is_system=actor.is_system)
    given.changed_at = clock.now()
    given.changed_by = actor.user_id or given.changed_by


def _tell_whoever_confirmed(given: ExpertImport) -> None:
    if given.changed_by is not None:
        mail.post(LETTER, recipient=f"user:{given.changed_by}", import_id=given.id)


def _forget_file(given: ExpertImport) -> None:
    """Let the worker remove the file, after the commit: a file gone too early could not be tried again."""
    if given.stored_name:
        outbox.enqueue(Kind.IMPORT, {"remove": given.stored_name})
        given.stored_name = ""


def _check_columns(options: ImportOptions) -> None:
    columns = options.columns or ()
    if not has_name(columns):
        raise InvalidError({"columns": gettext("Say which column holds the family name or the whole name.")})
    repeated = repeated_columns(columns)
    if repeated:
        label = str(COLUMN_LABELS[min(repeated)])
        raise InvalidError(
            {
                "columns": gettext(
                    "Only one column can be “%(meaning)s”. Make the others notes.", meaning=label
                )
            }
        )

"""Pages of an import, first part: the file, and what its columns mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, current_app, g, request, url_for

from roster.core.config import Settings
from roster.core.errors import InvalidError, NotFoundError, RepeatedError
from roster.core.files import FileStore
from roster.core.once import mark_used
from roster.core.tables.kinds import ACCEPTED_EXTENSIONS
from roster.core.tables.problems import TableError
from roster.core.tables.table import Table
from roster.core.text import strip_bidi, tidy_line
from roster.experts import policy
from roster.experts.importing import services
from roster.experts.importing.forms import ColumnsForm, UploadForm
from roster.experts.importing.models import ExpertImport, ImportStage
from roster.experts.importing.options import ImportOptions, options_from_json
from roster.experts.importing.preview import column_samples
from roster.experts.importing.queries import import_by_ref, recent_imports
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, page, see
from roster.web.throttle import limiter

blueprint = Blueprint("expert_imports", __name__, url_prefix="/<lang:lang>/experts/import")
ACCEPTED = ",".join(ACCEPTED_EXTENSIONS)


def file_store() -> FileStore:
    """Where the files of this application are kept."""
    store: FileStore = current_app.extensions["roster_files"]
    return store


def _uploads_per_hour() -> str:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings.limits.uploads_per_hour


@dataclass(frozen=True)
class Upload:
    """A file that arrived, judged: `stored_name` where it is a table, `problem` where it is not."""

    file_name: str
    stored_name: str = ""
    row_count: int = 0
    problem: str = ""


def _take_upload() -> Upload | None:
    """Before the transaction: read the whole file as a table, and store it where that works."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    name = strip_bidi(tidy_line(sent.filename.replace("\\", "/").rpartition("/")[2]))
    content = sent.stream.read()
    try:
        table = ImportOptions().read(content, file_name=name)
    except TableError as error:
        return Upload(name, problem=str(error.message))
    return Upload(name, file_store().put(content), len(table.rows))


@blueprint.route("", methods=["GET", "POST"])
@limiter.limit(  # type: ignore[untyped-decorator]
    _uploads_per_hour, methods=["POST"], key_func=lambda: f"account {current_actor().user_id}"
)
@guard(policy.can_import, prepare=_take_upload)
def start() -> Answer:
    """Send a file, and see what became of earlier ones."""
    form = UploadForm()
    if request.method == "GET":
        return _start_page(form)
    upload: Upload | None = g.prepared
    try:
        form.refuse_repeat()
    except RepeatedError:
        _forget(upload)
        raise
    if not form.validate() or upload is None or upload.problem:
        if upload is not None and upload.problem:
            form.file.errors = (*form.file.errors, upload.problem)
        _forget(upload)
        return _start_page(form, status=422)
    given = services.start_import(
        current_actor(),
        file_name=upload.file_name,
        stored_name=upload.stored_name,
        options=ImportOptions(),
        row_count=upload.row_count,
    )
    location = url_for("expert_imports.columns", ref=given.ref)
    mark_used(form.once.data, user_id=current_actor().user_id, location=location)
    return see("expert_imports.columns", ref=given.ref)


def _read_stored() -> Table | TableError | None:
    """Before the transaction: the table of an upload that exists for the reader, as it is stored."""
    values = request.view_args or {}
    given = import_by_ref(current_actor(), str(values.get("ref", "")))
    return None if given is None or not given.stored_name else table_of(given)


@blueprint.route("/<ref>/columns", methods=["GET", "POST"])
@guard(policy.can_import, load=import_by_ref, prepare=_read_stored)
def columns(given: ExpertImport) -> Answer:
    """Say how the file is read and what each column means."""
    if given.stage not in (ImportStage.UPLOADED, ImportStage.FAILED):
        return see("expert_imports.preview", ref=given.ref)
    form, options = ColumnsForm(), options_from_json(given.options)
    table = table_of(given) if request.method == "GET" else g.prepared
    form.offer_sheets(table.sheet_names if isinstance(table, Table) else [options.sheet or ""])
    if request.method == "GET":
        form.show(options, options.columns_for(table) if isinstance(table, Table) else ())
        form.show_version(given.version)
        return _columns_page(given, form, table)
    form.refuse_stale(given.version)
    if not form.validate():
        return _columns_page(given, form, table, status=422)
    try:
        if request.form.get("act") == "read" or not isinstance(table, Table):
            services.choose_columns(current_actor(), given, options=form.to_reading())
            return see("expert_imports.columns", ref=given.ref)
        services.choose_columns(current_actor(), given, options=form.to_options(table, options))
    except InvalidError as error:
        form.form_errors.extend(str(sentence) for sentence in error.problems.values())
        return _columns_page(given, form, table, status=422)
    return see("expert_imports.preview", ref=given.ref)


def _forget(upload: Upload | None) -> None:
    if upload is not None and upload.stored_name:
        file_store().remove(upload.stored_name)


def table_of(given: ExpertImport) -> Table | TableError | None:
    """The table, what is wrong with it, or None where the file is gone."""
    try:
        content = file_store().get(given.stored_name)
        return options_from_json(given.options).read(content, file_name=given.file_name)
    except TableError as error:
        return error
    except NotFoundError:
        return None


def _start_page(form: UploadForm, *, status: int = 200) -> Answer:
    imports: Sequence[ExpertImport] = recent_imports(current_actor())
    return page("experts/import_start.html", status=status, form=form, imports=imports, accepted=ACCEPTED)


def _columns_page(
    given: ExpertImport, form: ColumnsForm, table: Table | TableError | None, *, status: int = 200
) -> Answer:
    if isinstance(table, TableError):
        form.take_file_problem(table)
    known = table if isinstance(table, Table) else None
    return page(
        "experts/import_columns.html",
        status=status,
        given=given,
        form=form,
        table=known,
        is_gone=table is None,
        columns=list(zip(column_samples(known), form.columns, strict=False)) if known else [],
    )

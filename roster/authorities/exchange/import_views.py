"""Pages of an import of authorities: the file, the preview, what became of it, and taking it back."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, current_app, flash, g, request, url_for
from flask_babel import gettext

from roster.authorities.exchange import import_services as services
from roster.authorities.exchange import policy
from roster.authorities.exchange.cards.reading import CardError
from roster.authorities.exchange.export_views import blueprint as exports
from roster.authorities.exchange.forms import ConfirmForm, UploadForm
from roster.authorities.exchange.import_pages import own_state, person_field, plan_of, plan_view
from roster.authorities.exchange.models import AuthorityImport, ImportStage
from roster.authorities.exchange.planning import Act
from roster.authorities.exchange.problems import problems_file
from roster.authorities.exchange.queries import entries_of, import_by_ref, recent_imports, rows_of
from roster.authorities.exchange.source import ACCEPTED, Source, read_source
from roster.core.config import Settings
from roster.core.errors import NotFoundError, RepeatedError
from roster.core.files import FileStore
from roster.core.once import mark_used
from roster.core.tables.problems import TableError
from roster.core.text import strip_bidi, tidy_line
from roster.web.downloads import download
from roster.web.guard import current_actor, guard
from roster.web.locale import show_number
from roster.web.page import Answer, page, see
from roster.web.throttle import limiter

blueprint: Blueprint = exports


@dataclass(frozen=True)
class Upload:
    """A file that arrived, judged: `stored_name` where it can be read, `problem` where it cannot."""

    file_name: str
    stored_name: str = ""
    row_count: int = 0
    problem: str = ""


def _files() -> FileStore:
    store: FileStore = current_app.extensions["roster_files"]
    return store


def _uploads_per_hour() -> str:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings.limits.uploads_per_hour


def _take_upload() -> Upload | None:
    """Before the transaction: read the whole file, and store it where that works."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    name = strip_bidi(tidy_line(sent.filename.replace("\\", "/").rpartition("/")[2])).replace("\0", "")
    content = sent.stream.read()
    try:
        source = read_source(content, file_name=name)
    except (TableError, CardError) as error:
        return Upload(name, problem=str(error.message))
    return Upload(name, _files().put(content), len(source.rows))


@blueprint.route("/authorities/import", methods=["GET", "POST"])
@limiter.limit(  # type: ignore[untyped-decorator]
    _uploads_per_hour, methods=["POST"], key_func=lambda: f"account {current_actor().user_id}"
)
@guard(policy.can_import, prepare=_take_upload)
def start() -> Answer:
    """Send a file, and see what became of earlier ones."""
    form = UploadForm()
    if request.method == "GET":
        form.state.data = own_state(current_actor())
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
        state=form.state.data or "",
        row_count=upload.row_count,
    )
    location = url_for("authority_exchange.preview", ref=given.ref)
    mark_used(form.once.data, user_id=current_actor().user_id, location=location)
    return see("authority_exchange.preview", ref=given.ref)


@blueprint.get("/authorities/import/<ref>")
@guard(policy.can_open, load=import_by_ref)
def preview(given: AuthorityImport) -> Answer:
    """Before the import: what would become of each row. Afterwards: what became of it."""
    form = ConfirmForm()
    form.show_version(given.version)
    if given.stage is not ImportStage.UPLOADED:
        rows = rows_of(given)
        entries = entries_of(rows)
        return page(
            "authorities/exchange_state.html",
            given=given,
            form=form,
            rows=[(row, entries.get(row.authority_id or 0)) for row in rows],
            can_undo=services.may_be_undone(given),
        )
    return _preview_page(given, _read(given), form)


@blueprint.get("/authorities/import/<ref>/problems.csv")
@guard(policy.can_open, load=import_by_ref)
def problems(given: AuthorityImport) -> Response:
    """Everything that is wrong or was not taken over, as a file."""
    source = _read(given) if given.stage is ImportStage.UPLOADED else None
    if not isinstance(source, Source):
        raise NotFoundError
    found = plan_of(current_actor(), source, state=given.state).problems
    name = gettext("Problems in %(name)s", name=given.file_name)
    return download(problems_file(found), name=name, extension="csv")


def _read_stored() -> Source | str | None:
    """Before the transaction: the file of an import that exists for the reader, as it is stored."""
    given = import_by_ref(current_actor(), str((request.view_args or {}).get("ref", "")))
    return None if given is None or not given.stored_name else _read(given)


@blueprint.post("/authorities/import/<ref>/apply")
@guard(policy.can_open, load=import_by_ref, prepare=_read_stored)
def apply(given: AuthorityImport) -> Answer:
    """Write the file. A second press finds it written and changes nothing."""
    if given.stage is not ImportStage.UPLOADED:
        return see("authority_exchange.preview", ref=given.ref)
    form = ConfirmForm()
    form.refuse_stale(given.version)
    source: Source | str | None = g.prepared
    if not isinstance(source, Source):
        return _preview_page(given, source or "", form, status=422)
    plan = plan_of(current_actor(), source, state=given.state, chosen=_chosen(source))
    if plan.errors or not plan.of(Act.CREATE, Act.UPDATE):
        return _preview_page(given, source, form, status=422)
    services.apply_import(current_actor(), given, plan=plan)
    return see("authority_exchange.preview", ref=given.ref)


@blueprint.post("/authorities/import/<ref>/discard")
@guard(policy.can_open, load=import_by_ref)
def discard(given: AuthorityImport) -> Answer:
    """Give the file up."""
    if given.stage is ImportStage.UPLOADED:
        services.discard_import(current_actor(), given)
    flash(gettext("The file was discarded. Nothing was imported from it."), "success")
    return see("authority_exchange.start")


@blueprint.post("/authorities/import/<ref>/undo")
@guard(policy.can_open, load=import_by_ref)
def undo(given: AuthorityImport) -> Answer:
    """Take it back. A second press finds it done and changes nothing."""
    if services.may_be_undone(given):
        ConfirmForm().refuse_stale(given.version)
        done = services.undo_import(current_actor(), given)
        flash(
            gettext(
                "The import is undone. Entries removed: %(removed)s; put back as they were: %(restored)s; "
                "left, because somebody has worked on them since: %(staying)s.",
                removed=show_number(done.removed),
                restored=show_number(done.restored),
                staying=show_number(done.staying),
            ),
            "success",
        )
    return see("authority_exchange.preview", ref=given.ref)


def _read(given: AuthorityImport) -> Source | str:
    """The rows of the stored file, or a sentence why there are none."""
    try:
        return read_source(_files().get(given.stored_name), file_name=given.file_name)
    except (TableError, CardError) as error:
        return str(error.message)
    except NotFoundError:
        return gettext("The file is no longer there. Upload it again.")


def _chosen(source: Source) -> dict[int, str]:
    """The authority that was chosen for each person, by row."""
    people = (row.number for row in source.rows if row.person is not None)
    return {
        number: text.replace("\0", "")[:40]
        for number in people
        if (text := request.form.get(person_field(number), ""))
    }


def _preview_page(
    given: AuthorityImport, source: Source | str, form: ConfirmForm, *, status: int = 200
) -> Answer:
    form.show_version(given.version)
    actor = current_actor()
    shown, unreadable = None, ""
    if isinstance(source, Source):
        chosen: Mapping[int, str] = _chosen(source)
        shown = plan_view(actor, plan_of(actor, source, state=given.state, chosen=chosen), chosen=chosen)
    else:
        unreadable = source or gettext("The file is no longer there. Upload it again.")
    return page(
        "authorities/exchange_preview.html",
        status=status,
        given=given,
        form=form,
        plan=shown,
        unreadable=unreadable,
        imports_for_all=policy.imports_for_all(actor),
    )


def _forget(upload: Upload | None) -> None:
    if upload is not None and upload.stored_name:
        _files().remove(upload.stored_name)


def _start_page(form: UploadForm, *, status: int = 200) -> Answer:
    actor = current_actor()
    return page(
        "authorities/exchange_import.html",
        status=status,
        form=form,
        imports=recent_imports(actor),
        accepted=",".join(ACCEPTED),
        imports_for_all=policy.imports_for_all(actor),
    )

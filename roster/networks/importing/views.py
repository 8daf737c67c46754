"""Pages of a list of memberships: the file, what stands in its way, what it made, and taking it back."""

from dataclasses import dataclass

from flask import current_app, flash, g, request, url_for
from flask_babel import get_locale

from roster.core.config import Settings
from roster.core.once import mark_used
from roster.core.tables.problems import TableError
from roster.core.tables.reading import read_table
from roster.core.tables.table import Table, TableLimits
from roster.core.text import strip_bidi, tidy_line
from roster.networks.importing import policy, queries, services
from roster.networks.importing.forms import ConfirmForm, UploadForm
from roster.networks.importing.models import ImportStage, MembershipImport
from roster.networks.models import Membership
from roster.networks.point_views import blueprint as points
from roster.vocabulary import queries as vocabulary
from roster.web.guard import current_actor, guard
from roster.web.locale import count_phrase
from roster.web.page import Answer, page, see
from roster.web.throttle import limiter

blueprint = points
ACCEPTED = ".csv,.tsv,.txt,.xlsx,.ods,.xls"
LIMITS = TableLimits(rows=1_000)
PROBLEMS_SHOWN = 200


@dataclass(frozen=True)
class Upload:
    """A file that arrived: its rows, or a sentence why it cannot be read."""

    file_name: str
    table: Table | None = None
    problem: str = ""


def _uploads_per_hour() -> str:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings.limits.uploads_per_hour


def _take_upload() -> Upload | None:
    """Before the transaction: read the whole file."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    name = strip_bidi(tidy_line(sent.filename.replace("\\", "/").rpartition("/")[2])).replace("\0", "")
    try:
        return Upload(name, read_table(sent.stream.read(), file_name=name, limits=LIMITS))
    except TableError as error:
        return Upload(name, problem=str(error.message))


@blueprint.route("/networks/import", methods=["GET", "POST"])
@limiter.limit(  # type: ignore[untyped-decorator]
    _uploads_per_hour, methods=["POST"], key_func=lambda: f"account {current_actor().user_id}"
)
@guard(policy.can_import, prepare=_take_upload)
def import_start() -> Answer:
    """Send a list, and see what became of earlier ones."""
    form = UploadForm()
    if request.method == "GET":
        return _start_page(form)
    form.refuse_repeat()
    upload: Upload | None = g.prepared
    if not form.validate() or upload is None or upload.table is None:
        if upload is not None and upload.problem:
            form.file.errors = (*form.file.errors, upload.problem)
        return _start_page(form, status=422)
    given = services.start_import(
        current_actor(), file_name=upload.file_name, table=upload.table, language=_language()
    )
    location = url_for("networks.import_show", ref=given.ref)
    mark_used(form.once.data, user_id=current_actor().user_id, location=location)
    return see("networks.import_show", ref=given.ref)


@blueprint.get("/networks/import/<ref>")
@guard(policy.can_open, load=queries.import_by_ref)
def import_show(given: MembershipImport) -> Answer:
    """Before the import: what stands in its way. Afterwards: what it made."""
    return _show_page(given)


@blueprint.post("/networks/import/<ref>/apply")
@guard(policy.can_open, load=queries.import_by_ref)
def import_apply(given: MembershipImport) -> Answer:
    """Enter the list. A second press finds it entered and changes nothing."""
    if given.stage is ImportStage.UPLOADED:
        ConfirmForm().refuse_stale(given.version)
        if not services.apply_import(current_actor(), given, language=_language()):
            return _show_page(given, status=422)
    return see("networks.import_show", ref=given.ref)


@blueprint.post("/networks/import/<ref>/undo")
@guard(policy.can_open, load=queries.import_by_ref)
def import_undo(given: MembershipImport) -> Answer:
    """Take it back. A second press finds it done and changes nothing."""
    if services.may_be_undone(given):
        ConfirmForm().refuse_stale(given.version)
        removed = services.undo_import(current_actor(), given)
        flash(
            count_phrase(
                "The import is undone: %(num)s membership is removed.",
                "The import is undone: %(num)s memberships are removed.",
                removed,
            ),
            "success",
        )
    return see("networks.import_show", ref=given.ref)


def _language() -> str:
    return str(get_locale() or "en")[:2]


def _name_of(membership: Membership) -> str:
    if membership.authority is not None:
        return membership.authority.english_name or membership.authority.ref
    return vocabulary.current().states.get_label(membership.state or "", _language())


def _start_page(form: UploadForm, status: int = 200) -> Answer:
    return page(
        "networks/import_start.html",
        status=status,
        form=form,
        imports=queries.recent_imports(current_actor()),
        accepted=ACCEPTED,
    )


def _show_page(given: MembershipImport, status: int = 200) -> Answer:
    form = ConfirmForm()
    form.show_version(given.version)
    return page(
        "networks/import_show.html",
        status=status,
        given=given,
        form=form,
        problems=given.problems[:PROBLEMS_SHOWN],
        made=[(item, _name_of(item)) for item in queries.memberships_with_refs(given.made)],
        can_undo=services.may_be_undone(given),
    )

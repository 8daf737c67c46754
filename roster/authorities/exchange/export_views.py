"""Taking authorities along: one as a card, a list as a file for a purpose."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, g, make_response, redirect, request, url_for
from flask_babel import gettext

from roster.authorities import queries as entries
from roster.authorities.exchange.cards.writing import write_cards
from roster.authorities.exchange.files import OutgoingList, write_list
from roster.authorities.exchange.formats import ListFormat
from roster.authorities.exchange.forms import ExportForm
from roster.authorities.exchange.policy import can_export, export_bounds
from roster.authorities.exchange.queries import authorities_to_export
from roster.authorities.exchange.record import record_of
from roster.authorities.exchange.register_services import hash_of, record_export
from roster.authorities.finding import MOST_TEXT, filters_of, wanted_of
from roster.authorities.models import Authority
from roster.authorities.policy import can_create, can_view
from roster.authorities.queries import PREFIX
from roster.core import clock
from roster.core.actor import Role
from roster.core.config import Settings
from roster.core.reference import is_reference
from roster.core.tables.problems import TableError
from roster.web.downloads import download
from roster.web.guard import current_actor, guard
from roster.web.imprint import Imprint
from roster.web.page import Answer, page
from roster.web.throttle import limiter

log = logging.getLogger(__name__)
blueprint = Blueprint("authority_exchange", __name__, url_prefix="/<lang:lang>")
MOST_TICKED = 100


@dataclass(frozen=True)
class MadeList:
    """A file that is ready to go out, or what stands in its way."""

    content: bytes = b""
    row_count: int = 0
    at: datetime | None = None
    problem: object = ""


def _settings() -> Settings:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings


def _exports_per_hour() -> str:
    return _settings().limits.exports_per_hour


@blueprint.get("/authorities/<ref>.vcf")
@guard(can_view, load=entries.authority_by_ref)
def card(authority: Authority) -> Response:
    """One entry for an address book."""
    content = write_cards([record_of(current_actor(), authority)])
    return download(content, name=authority.english_name or authority.ref, extension="vcf")


@blueprint.get("/authorities.vcf")
@guard(can_export)
def cards() -> Answer:
    """Several at once: a list, so it is asked first what it is for."""
    arguments = [
        (name, value) for name, value in request.args.items(multi=True) if name not in {"kind", "lang"}
    ]
    location = url_for("authority_exchange.export")
    return make_response(
        redirect(f"{location}?{urlencode([*arguments, ('kind', ListFormat.VCF.value)])}", 303)
    )


def _make_list() -> MadeList:
    """Before the transaction, which nobody waits for meanwhile: read the entries and write the file."""
    form = ExportForm()
    if not form.validate():
        return MadeList()
    actor, at = current_actor(), clock.now()
    found, _total = _asked_for(at)
    imprint = Imprint(form.purpose.data, actor.name, at)
    try:
        content = write_list(ListFormat(str(form.kind.data)), OutgoingList(actor, found, imprint))
    except TableError as error:
        return MadeList(problem=error.message)
    return MadeList(content, len(found), at)


@blueprint.route("/authorities/export", methods=["GET", "POST"])
@limiter.limit(  # type: ignore[untyped-decorator]
    _exports_per_hour, methods=["POST"], key_func=lambda: f"account {current_actor().user_id}"
)
@guard(can_export, prepare=_make_list)
def export() -> Answer:
    """What the file will hold, and the form; sent, the file."""
    form = ExportForm()
    if request.method == "GET":
        kind = request.args.get("kind", "")
        form.kind.data = kind if kind in set(ListFormat) else ListFormat.XLSX.value
        return _form_page(form)
    made: MadeList = g.prepared
    if not form.validate() or made.at is None or not made.row_count:
        if made.problem:
            form.kind.errors = (*form.kind.errors, str(made.problem))
        return _form_page(form, status=422)
    kind = ListFormat(str(form.kind.data))
    entry = record_export(
        current_actor(),
        purpose=form.purpose.data,
        kind=kind,
        row_count=made.row_count,
        question_hash=hash_of(request.args.items(multi=True), key=_settings().secret_key),
        at=made.at,
    )
    log.warning("export %s: %d rows as %s by account %s", entry.ref, made.row_count, kind, entry.user_id)
    name = gettext("Authorities %(date)s", date=made.at.date().isoformat())
    return download(made.content, name=name, extension=kind.value)


def _asked_for(at: datetime) -> tuple[Sequence[Authority], int]:
    actor = current_actor()
    text = request.args.get("q", "").replace("\0", " ")[:MOST_TEXT]
    with_stages = can_create(actor) or actor.has(Role.MANAGER)
    wanted = wanted_of(text, filters_of(request.args, with_stages=with_stages))
    ticked = [ref for ref in request.args.getlist("ref") if is_reference(ref, PREFIX)][:MOST_TICKED]
    return authorities_to_export(actor, wanted, refs=ticked, today=at.date())


def _form_page(form: ExportForm, *, status: int = 200) -> Answer:
    found, total = _asked_for(clock.now())
    bounds = export_bounds(current_actor())
    return page(
        "authorities/exchange_export.html",
        status=status,
        form=form,
        row_count=len(found),
        beyond=total - len(found),
        most=bounds.others,
        has_own_state=bool(bounds.states),
        has_filters=any(value for name, value in request.args.items() if name != "kind"),
        query=urlencode([item for item in request.args.items(multi=True) if item[0] not in {"kind", "ref"}]),
    )

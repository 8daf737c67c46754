"""Taking a result along as a file: what it would hold, and the file itself."""

import logging
import tempfile
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from flask import Blueprint, current_app, g, request, url_for
from flask_babel import gettext

from roster.core import clock
from roster.core.config import Settings
from roster.core.errors import UnavailableError
from roster.core.once import mark_used
from roster.core.tables.problems import TableError
from roster.experts import policy
from roster.experts.exporting.files import write_list
from roster.experts.exporting.finding import extent_of, hash_of, ids_to_export, parts_in, views_of
from roster.experts.exporting.forms import ExportForm
from roster.experts.exporting.job_views import blueprint as profiles
from roster.experts.exporting.policy import can_open
from roster.experts.exporting.queries import own_jobs
from roster.experts.exporting.services import queue_export, record_export
from roster.experts.finding import Question, question_from
from roster.search.engine import SearchEngine
from roster.web.downloads import download_file
from roster.web.guard import current_actor, guard
from roster.web.imprint import Imprint
from roster.web.locale import current_language
from roster.web.page import Answer, page, see
from roster.web.throttle import limiter

log = logging.getLogger(__name__)
blueprint: Blueprint = profiles


@dataclass(frozen=True)
class MadeList:
    """A file that is ready to go out, that it is the worker's to make, or what stands in its way."""

    file: IO[bytes] | None = None
    row_count: int = 0
    parts: frozenset[policy.Part] = frozenset()
    at: datetime | None = None
    problem: object = ""
    is_long: bool = False


def _settings() -> Settings:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings


def _exports_per_hour() -> str:
    return _settings().limits.exports_per_hour


def _make_list() -> MadeList:
    """Before the transaction, which nobody waits for meanwhile: read everybody and write the file."""
    form = ExportForm()
    if not form.validate():
        return MadeList()
    actor, language, question = current_actor(), current_language().code, _question()
    settings = _settings()
    folder = settings.data_folder / "exports"
    folder.mkdir(exist_ok=True, mode=0o700)
    at = clock.now()
    # Without a name: it is gone when the answer is, whatever happens.
    file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - the answer closes it
    try:
        ids = ids_to_export(_engine(), question, actor, language=language)
        if len(ids) > settings.limits.rows_exported_at_once:
            file.close()
            return MadeList(row_count=len(ids), is_long=True)
        parts = parts_in(ids, actor)
        count = write_list(
            form.chosen_format,
            file,
            views=views_of(ids, actor, language=language, today=clock.today()),
            imprint=Imprint(form.purpose.data, actor.name, at),
            parts=parts,
            folder=folder,
        )
    except UnavailableError:
        file.close()
        return MadeList(
            problem=gettext("The index of words is being rebuilt. Try again in a minute, or without words.")
        )
    except TableError as error:
        file.close()
        return MadeList(problem=error.message)
    return MadeList(file, count, parts, at)


@blueprint.route("/export", methods=["GET", "POST"])
@limiter.limit(  # type: ignore[untyped-decorator]
    _exports_per_hour, methods=["POST"], key_func=lambda: f"account {current_actor().user_id}"
)
@guard(policy.can_export, prepare=_make_list)
def export() -> Answer:
    """What the file will hold, and the form; sent, the file."""
    form = ExportForm()
    if request.method == "GET":
        return _form_page(form)
    made: MadeList = g.prepared
    if made.is_long:
        return _hand_over(form, made.row_count)
    if not form.validate() or made.file is None or made.at is None:
        if made.problem:
            form.kind.errors = (*form.kind.errors, str(made.problem))
        return _form_page(form, status=422)
    kind = form.chosen_format
    entry = record_export(
        current_actor(),
        purpose=form.purpose.data,
        kind=kind,
        row_count=made.row_count,
        parts=made.parts,
        question_hash=hash_of(_question(), key=_settings().secret_key),
        at=made.at,
    )
    log.warning("export %s: %d rows as %s by account %s", entry.ref, made.row_count, kind, entry.user_id)
    name = gettext("Experts %(date)s", date=made.at.date().isoformat())
    return download_file(made.file, name=name, extension=kind.value)


def _hand_over(form: ExportForm, row_count: int) -> Answer:
    """A long list is the worker's to make; a second press leads to the same."""
    form.refuse_repeat()
    actor = current_actor()
    job = queue_export(
        actor,
        purpose=form.purpose.data,
        kind=form.chosen_format,
        language=current_language().code,
        arguments=list(request.args.items(multi=True)),
        row_count=row_count,
    )
    mark_used(form.once.data, user_id=actor.user_id, location=url_for("experts.export_state", ref=job.ref))
    return see("experts.export_state", ref=job.ref)


def _form_page(form: ExportForm, *, status: int = 200) -> Answer:
    actor, question = current_actor(), _question()
    bounds = policy.export_bounds(actor)
    return page(
        "experts/export.html",
        status=status,
        form=form,
        question=question,
        extent=extent_of(_engine(), question, actor, language=current_language().code),
        is_own_state_only=bounds.states is not None,
        most=bounds.rows,
        at_once=_settings().limits.rows_exported_at_once,
        jobs=[job for job in own_jobs(actor) if can_open(actor, job)],
        has_close_parts=policy.Part.RESTRICTED in policy.most_parts(actor),
    )


def _question() -> Question:
    return question_from(request.args, current_actor(), language=current_language().code)


def _engine() -> SearchEngine:
    engine: SearchEngine = current_app.extensions["roster_search"]
    return engine

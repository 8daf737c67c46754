"""Pages of a list that the worker makes: how far it is, and the file for as long as it is kept."""

from flask import Blueprint, current_app, jsonify, url_for
from flask_babel import gettext

from roster.core.config import Settings
from roster.core.errors import NotFoundError
from roster.core.files import FileStore
from roster.core.unit_of_work import unit_of_work
from roster.experts.exporting import policy, services
from roster.experts.exporting.job import Workplace, export_job
from roster.experts.exporting.models import ExportJob, ExportStage
from roster.experts.exporting.queries import job_by_ref
from roster.experts.exporting.wording import problem_sentence, progress_of
from roster.experts.search_views import blueprint as profiles
from roster.web.downloads import download_file
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, page

blueprint: Blueprint = profiles


def workplace() -> Workplace:
    """What this application has ready for making a list."""
    settings: Settings = current_app.extensions["roster_settings"]
    return Workplace(
        files=_files(),
        engine=current_app.extensions["roster_search"],
        folder=settings.data_folder / "exports",
        secret_key=settings.secret_key,
    )


JOB = export_job(workplace)


@blueprint.get("/export/<ref>")
@guard(policy.can_open, load=job_by_ref)
def export_state(job: ExportJob) -> Answer:
    """How far a list is; made, the way to its file."""
    return page(
        "experts/export_state.html",
        job=job,
        progress=progress_of(job),
        problem=problem_sentence(job.problem) if job.stage is ExportStage.FAILED else "",
        kept_until=job.finished_at + services.KEPT_FOR if job.finished_at else None,
    )


@blueprint.get("/export/<ref>/progress")
@guard(policy.can_open, load=job_by_ref)
def export_progress(job: ExportJob) -> Answer:
    """How far it is, for the page that asks every two seconds."""
    now = progress_of(job)
    return jsonify(
        value=now.value,
        most=now.most,
        text=now.text,
        state=now.state,
        url=url_for("experts.export_state", ref=job.ref) if now.is_over else None,
    )


@blueprint.get("/export/<ref>/file")
@guard(policy.can_open, load=job_by_ref)
def export_file(job: ExportJob) -> Answer:
    """The file, for whoever asked for it; that it was fetched is on record before it goes out."""
    if job.stage is not ExportStage.READY or job.finished_at is None:
        raise NotFoundError
    file = _files().open(job.stored_name)
    with unit_of_work():
        services.note_download(current_actor(), job)
    name = gettext("Experts %(date)s", date=job.finished_at.date().isoformat())
    return download_file(file, name=name, extension=job.format)


def _files() -> FileStore:
    store: FileStore = current_app.extensions["roster_files"]
    return store

"""Pages of an import, second part: preview, confirm, progress."""

from flask import Blueprint, flash, jsonify, url_for
from flask_babel import gettext

from roster.core import outbox
from roster.core.errors import NotFoundError
from roster.core.outbox import Kind
from roster.core.tables.table import Table
from roster.experts import policy
from roster.experts.importing import services
from roster.experts.importing.forms import ConfirmForm
from roster.experts.importing.job import import_job
from roster.experts.importing.models import ExpertImport, ImportStage
from roster.experts.importing.options import Columns, options_from_json
from roster.experts.importing.preview import (
    PROBLEMS_SHOWN,
    first_people,
    grouped,
    problems_file,
)
from roster.experts.importing.queries import import_by_ref
from roster.experts.importing.reading import ReadImport, read_people
from roster.experts.importing.undo_services import may_be_undone
from roster.experts.importing.undo_views import blueprint as uploads
from roster.experts.importing.undo_views import staying_people
from roster.experts.importing.upload_views import file_store, table_of
from roster.experts.importing.wording import failure_sentence, progress_of
from roster.experts.merging.likeness import ROWS_COMPARED, rows_on_roster
from roster.vocabulary import queries as vocabulary
from roster.web.downloads import download
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page, see

blueprint: Blueprint = uploads
JOB = import_job(file_store)


@blueprint.get("/<ref>")
@guard(policy.can_import, load=import_by_ref)
def preview(given: ExpertImport) -> Answer:
    """Before the import: who is in the file as understood, and what is wrong. Afterwards: how far it is."""
    form = ConfirmForm()
    form.show_version(given.version)
    if given.stage is not ImportStage.UPLOADED:
        return page(
            "experts/import_state.html",
            given=given,
            form=form,
            progress=progress_of(given, waiting_for_search=_waiting_for_search()),
            failure=failure_sentence(given.problem) if given.stage is ImportStage.FAILED else "",
            can_undo=may_be_undone(given),
            staying=staying_people(given) if given.stage is ImportStage.UNDONE else (),
        )
    found = _read(given)
    if found is None:
        return see("expert_imports.columns", ref=given.ref)
    read, chosen = found
    return page(
        "experts/import_preview.html",
        given=given,
        form=form,
        people=first_people(read, vocabulary.current(), current_language().code),
        person_count=len(read.rows),
        errors=read.errors[:PROBLEMS_SHOWN],
        error_count=len(read.errors),
        warnings=grouped(read.warnings),
        warning_count=len(read.warnings),
        likely=rows_on_roster(current_actor(), read.rows),
        likely_compared=min(len(read.rows), ROWS_COMPARED),
        has_state=any(column.value == "state" for column in chosen),
    )


@blueprint.get("/<ref>/problems.csv")
@guard(policy.can_import, load=import_by_ref)
def problems(given: ExpertImport) -> Answer:
    """Every error and warning as a file."""
    found = _read(given) if given.stage in (ImportStage.UPLOADED, ImportStage.FAILED) else None
    if found is None:
        raise NotFoundError
    name = gettext("Problems in %(name)s", name=given.file_name)
    return download(problems_file(found[0]), name=name, extension="csv")


@blueprint.post("/<ref>/confirm")
@guard(policy.can_import, load=import_by_ref)
def confirm(given: ExpertImport) -> Answer:
    """Hand the file to the worker. A second press finds it on its way and changes nothing."""
    if given.stage is ImportStage.UPLOADED:
        ConfirmForm().refuse_stale(given.version)
        services.queue_import(current_actor(), given)
    return see("expert_imports.preview", ref=given.ref)


@blueprint.post("/<ref>/discard")
@guard(policy.can_import, load=import_by_ref)
def discard(given: ExpertImport) -> Answer:
    """Give the file up."""
    if given.stage is not ImportStage.DISCARDED:
        services.discard_import(current_actor(), given)
    flash(gettext("The file was discarded. Nothing was imported from it."), "success")
    return see("expert_imports.start")


@blueprint.get("/<ref>/progress")
@guard(policy.can_import, load=import_by_ref)
def progress(given: ExpertImport) -> Answer:
    """How far it is, for the page that asks every two seconds."""
    now = progress_of(given, waiting_for_search=_waiting_for_search())
    return jsonify(
        value=now.value,
        most=now.most,
        text=now.text,
        state=now.state,
        url=url_for("expert_imports.preview", ref=given.ref) if now.is_over else None,
    )


def _waiting_for_search() -> int:
    return outbox.waiting_count(Kind.INDEX)


def _read(given: ExpertImport) -> tuple[ReadImport, Columns] | None:
    """Everybody in the file, where it can be read and its columns were chosen."""
    options, table = options_from_json(given.options), table_of(given)
    if not isinstance(table, Table) or options.columns is None or not options.fits(table):
        return None
    return read_people(table, options.columns), options.columns

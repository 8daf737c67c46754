"""Pages of the way without network: the form to take along, the filled one back, and many people in one list."""

from dataclasses import dataclass

from flask import Blueprint, current_app, g, request, url_for
from flask_babel import gettext

from roster.core.config import Settings
from roster.core.errors import DomainError, InvalidError
from roster.core.once import mark_used
from roster.core.text import strip_bidi, tidy_line
from roster.experts.input_json import BLANK
from roster.nominations import policy
from roster.nominations.answers import input_of
from roster.nominations.drafting_services import begin_draft
from roster.nominations.files.answers import FormAnswers
from roster.nominations.files.file_forms import FillForm, NewFromFileForm
from roster.nominations.files.filled import FormFileError
from roster.nominations.files.filling import Filling, fill_draft
from roster.nominations.files.reading import ACCEPTED, read_form
from roster.nominations.files.typed import step_of_field
from roster.nominations.files.word_form import form_document
from roster.nominations.files.workbook import form_workbook
from roster.nominations.models import Nomination
from roster.nominations.presentation import name_in
from roster.nominations.queries import nomination_by_ref
from roster.vocabulary import queries as vocabulary
from roster.web.downloads import download
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page
from roster.web.throttle import limiter

blueprint = Blueprint("nomination_files", __name__, url_prefix="/<lang:lang>/nominations")


@dataclass(frozen=True)
class Sent:
    """A file that arrived: its answers, or the sentence that says why it is not taken."""

    answers: FormAnswers | None
    problem: str = ""


def uploads_per_hour() -> str:
    """How often an account sends files."""
    settings: Settings = current_app.extensions["roster_settings"]
    return settings.limits.uploads_per_hour


def exports_per_hour() -> str:
    """How often an account takes files."""
    settings: Settings = current_app.extensions["roster_settings"]
    return settings.limits.exports_per_hour


def account() -> str:
    """Whom the limits count."""
    return f"account {current_actor().user_id}"


def own_states() -> list[tuple[str, str]]:
    """The States for which this account nominates, in the reader's words."""
    known, language = vocabulary.current().states, current_language().code
    found = ((iso2, known.get_label(iso2, language)) for iso2 in current_actor().states)
    return sorted(found, key=lambda pair: pair[1])


def sent_file() -> tuple[bytes, str] | None:
    """The bytes of the file that came, and its name without folders."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    return sent.stream.read(), strip_bidi(tidy_line(sent.filename.replace("\\", "/").rpartition("/")[2]))


@blueprint.get("/form.xlsx")
@limiter.limit(exports_per_hour, key_func=account)  # type: ignore[untyped-decorator]
@guard(policy.can_begin_somewhere)
def empty_workbook() -> Answer:
    """The empty form as a workbook."""
    content = form_workbook(current_language().code, BLANK)
    return download(content, name=gettext("Nomination form"), extension="xlsx")


@blueprint.get("/form.docx")
@limiter.limit(exports_per_hour, key_func=account)  # type: ignore[untyped-decorator]
@guard(policy.can_begin_somewhere)
def empty_document() -> Answer:
    """The empty form as a Word file."""
    content = form_document(current_language().code, BLANK)
    return download(content, name=gettext("Nomination form"), extension="docx")


@blueprint.get("/<ref>/form.xlsx")
@limiter.limit(exports_per_hour, key_func=account)  # type: ignore[untyped-decorator]
@guard(policy.can_edit, load=nomination_by_ref, visible=policy.can_view)
def workbook(nomination: Nomination) -> Answer:
    """The form with what the draft says, as a workbook."""
    content = form_workbook(current_language().code, input_of(nomination), ref=nomination.ref)
    return download(content, name=nomination.ref, extension="xlsx")


@blueprint.get("/<ref>/form.docx")
@limiter.limit(exports_per_hour, key_func=account)  # type: ignore[untyped-decorator]
@guard(policy.can_edit, load=nomination_by_ref, visible=policy.can_view)
def document(nomination: Nomination) -> Answer:
    """The form with what the draft says, as a Word file."""
    content = form_document(current_language().code, input_of(nomination), ref=nomination.ref)
    return download(content, name=nomination.ref, extension="docx")


def _take() -> Sent | None:
    """Before the transaction: read what was sent."""
    sent = sent_file()
    if sent is None:
        return None
    content, name = sent
    try:
        return Sent(read_form(content, file_name=name))
    except DomainError as error:
        return Sent(None, str(error.message))


def _take_for_draft() -> Sent | None:
    """The same, where the sender may change this draft at all."""
    nomination = nomination_by_ref(current_actor(), str((request.view_args or {}).get("ref", "")))
    return _take() if nomination is not None and policy.can_edit(current_actor(), nomination) else None


@blueprint.route("/<ref>/upload", methods=("GET", "POST"))
@limiter.limit(uploads_per_hour, methods=["POST"], key_func=account)  # type: ignore[untyped-decorator]
@guard(policy.can_edit, load=nomination_by_ref, visible=policy.can_view, prepare=_take_for_draft)
def fill(nomination: Nomination) -> Answer:
    """Fill this draft from a form that was filled in without network."""
    form = FillForm()
    form.show_version(nomination.version)
    if request.method == "GET":
        return _upload_page(form, nomination)
    answers = _answers(form)
    if answers is None:
        return _upload_page(form, nomination, status=422)
    form.refuse_stale(nomination.version)
    try:
        filling = fill_draft(current_actor(), nomination, answers=answers)
    except (FormFileError, InvalidError) as error:
        _refuse_file(form, error)
        return _upload_page(form, nomination, status=422)
    return _filled_page(nomination, answers, filling)


@blueprint.route("/upload", methods=("GET", "POST"))
@limiter.limit(uploads_per_hour, methods=["POST"], key_func=account)  # type: ignore[untyped-decorator]
@guard(policy.can_begin_somewhere, prepare=_take)
def upload() -> Answer:
    """Begin a draft from a form that was filled in without network."""
    form, states = NewFromFileForm(), own_states()
    form.offer(states)
    if request.method == "GET":
        return _upload_page(form, None, states=states)
    form.refuse_repeat()
    answers = _answers(form)
    if answers is None:
        return _upload_page(form, None, states=states, status=422)
    actor = current_actor()
    nomination = begin_draft(actor, str(form.state.data))
    try:
        filling = fill_draft(actor, nomination, answers=answers)
    except (FormFileError, InvalidError) as error:
        _refuse_file(form, error)
        return _upload_page(form, None, states=states, status=422)
    location = url_for("nominations.check", ref=nomination.ref)
    mark_used(form.once.data, user_id=actor.user_id, location=location)
    return _filled_page(nomination, answers, filling)


def _answers(form: FillForm | NewFromFileForm) -> FormAnswers | None:
    """The answers that came; where none did, the reason stands at the field."""
    taken: Sent | None = g.prepared
    is_sound = form.validate()
    if taken is not None and taken.problem:
        form.file.errors = (*form.file.errors, taken.problem)
    return taken.answers if taken is not None and is_sound else None


def _refuse_file(form: FillForm | NewFromFileForm, error: FormFileError | InvalidError) -> None:
    said = [error.message] if isinstance(error, FormFileError) else error.problems.values()
    form.file.errors = (*form.file.errors, *map(str, said))


def _upload_page(
    form: FillForm | NewFromFileForm,
    nomination: Nomination | None,
    *,
    states: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> Answer:
    return page(
        "nominations/upload.html",
        status=status,
        form=form,
        nomination=nomination,
        name=name_in(input_of(nomination)) if nomination else "",
        states=states or [],
        accepted=",".join(ACCEPTED),
    )


def _filled_page(nomination: Nomination, answers: FormAnswers, filling: Filling) -> Answer:
    """What became of the file. Shown at once: the words that no list knows stand nowhere else."""
    faults = [
        (
            fault,
            url_for("nominations.edit", ref=nomination.ref, step=step_of_field(fault.field).value, check=1),
        )
        for fault in answers.faults
    ]
    unfinished = [
        (step, url_for("nominations.edit", ref=nomination.ref, step=step.value, check=1))
        for step in filling.unfinished
    ]
    return page(
        "nominations/filled.html",
        nomination=nomination,
        name=name_in(input_of(nomination)),
        faults=faults,
        filling=filling,
        unfinished=unfinished,
    )

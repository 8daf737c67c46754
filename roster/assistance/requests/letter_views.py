"""The mandate letter of a request: added, replaced, removed, opened. It is judged and stored before the transaction."""

import hashlib
from dataclasses import dataclass

from flask import Response, after_this_request, current_app, flash, g, request
from flask_babel import gettext

from roster.assistance.requests import policy, services
from roster.assistance.requests.inputs import NewLetter
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.move_forms import LetterForm, MoveForm
from roster.assistance.requests.move_views import blueprint
from roster.assistance.requests.queries import request_by_ref
from roster.assistance.requests.views import view_of
from roster.core.config import Settings
from roster.core.files import FileStore
from roster.core.unit_of_work import unit_of_work
from roster.experts.cv.upload import shown_name
from roster.web.downloads import download
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, page, see
from roster.web.throttle import limiter

__all__ = ["blueprint"]  # whole only once these pages are on it

LARGEST = 10 * 1024 * 1024
BEGINNING = b"%PDF-"


@dataclass(frozen=True)
class SentLetter:
    """A file that arrived: `letter` where it is taken and stored, else `problem` in words."""

    letter: NewLetter | None
    problem: str = ""


def file_store() -> FileStore:
    """Where the files of this application are kept."""
    store: FileStore = current_app.extensions["roster_files"]
    return store


def _uploads_per_hour() -> str:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings.limits.uploads_per_hour


def _account() -> str:
    return f"account {current_actor().user_id}"


def _take() -> SentLetter | None:
    """Before the transaction: read what was sent, where the sender may add it at all."""
    actor = current_actor()
    found = request_by_ref(actor, str((request.view_args or {}).get("ref", "")))
    sent = request.files.get("file")
    if found is None or not policy.can_change_letter(actor, found) or sent is None or not sent.filename:
        return None
    content = sent.stream.read()
    if not sent.filename.lower().endswith(".pdf") or not content.startswith(BEGINNING):
        return SentLetter(None, gettext("This is not a PDF file. Scan the letter as a PDF."))
    if len(content) > LARGEST:
        return SentLetter(None, gettext("The file is larger than 10 MB."))
    name = file_store().put(content)
    _forget_unless_kept(name)
    digest = hashlib.sha256(content).hexdigest()
    return SentLetter(
        NewLetter(stored_name=name, file_name=shown_name(sent.filename), size=len(content), sha256=digest)
    )


def _forget_unless_kept(stored_name: str) -> None:
    """Whatever refuses the request after the file was stored, the file goes again."""

    @after_this_request
    def forget(answer: Response) -> Response:
        if answer.status_code >= 400:
            file_store().remove(stored_name)
        return answer


@blueprint.route("/<ref>/letter", methods=("GET", "POST"))
@limiter.limit(_uploads_per_hour, methods=["POST"], key_func=_account)  # type: ignore[untyped-decorator]
@guard(policy.can_change_letter, load=request_by_ref, visible=policy.can_view, prepare=_take)
def letter(assistance_request: AssistanceRequest) -> Answer:
    """Add the letter by which the State asks, or put another in its place."""
    form = LetterForm()
    form.show_version(assistance_request.version)
    if request.method == "GET":
        return _letter_page(assistance_request, form)
    form.refuse_stale(assistance_request.version)
    taken: SentLetter | None = g.prepared
    is_sound = form.validate()
    if not is_sound or taken is None or taken.letter is None:
        if taken is not None and taken.problem:
            form.file.errors = (*form.file.errors, taken.problem)
        return _letter_page(assistance_request, form, status=422)
    services.attach_letter(current_actor(), assistance_request, given=taken.letter)
    flash(gettext("The mandate letter is saved."), "success")
    return see("assistance.show", ref=assistance_request.ref)


@blueprint.post("/<ref>/letter/remove")
@guard(policy.can_edit, load=request_by_ref, visible=policy.can_view)
def remove_letter(assistance_request: AssistanceRequest) -> Answer:
    """Take the letter away."""
    MoveForm().refuse_stale(assistance_request.version)
    services.remove_letter(current_actor(), assistance_request)
    flash(gettext("The mandate letter is removed."), "success")
    return see("assistance.show", ref=assistance_request.ref)


@blueprint.get("/<ref>/letter/file")
@guard(policy.can_read_letter, load=request_by_ref, visible=policy.can_view)
def letter_file(assistance_request: AssistanceRequest) -> Answer:
    """The letter as it came; who opened it is on record before it goes out."""
    held = assistance_request.letter
    if held is None:
        return see("assistance.show", ref=assistance_request.ref)
    content = file_store().get(held.stored_name)
    with unit_of_work():
        services.note_letter_read(current_actor(), assistance_request)
    return download(content, name=assistance_request.ref, extension="pdf")


def _letter_page(assistance_request: AssistanceRequest, form: LetterForm, *, status: int = 200) -> Answer:
    removing = MoveForm(formdata=None)
    removing.version.data = str(assistance_request.version)
    return page(
        "assistance/requests/letter.html",
        status=status,
        entry=view_of(assistance_request),
        form=form,
        removing=removing if policy.can_edit(current_actor(), assistance_request) else None,
    )

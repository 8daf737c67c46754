"""Files of a nomination: the CV, the letter to print for the minister's signature, and the signed one."""

from flask import Response, after_this_request, current_app, flash, g, request
from flask_babel import gettext

from roster.core import clock
from roster.core.config import Settings
from roster.core.documents.kinds import ACCEPTED_EXTENSIONS
from roster.core.files import FileStore
from roster.core.unit_of_work import unit_of_work
from roster.nominations import policy
from roster.nominations.answers import input_of
from roster.nominations.drafting_services import attach_clearance, attach_cv, remove_cv
from roster.nominations.file_services import note_file_read
from roster.nominations.inputs import NewFile
from roster.nominations.models import CLEARANCE, CV, Nomination, NominationFile
from roster.nominations.move_forms import MoveForm, NominationFileForm
from roster.nominations.presentation import name_in, sections_of
from roster.nominations.queries import nomination_by_ref
from roster.nominations.step_views import blueprint
from roster.nominations.upload import SentFile, take_cv_file, take_letter
from roster.vocabulary import queries as vocabulary
from roster.web.downloads import download
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page, see
from roster.web.throttle import limiter

__all__ = ["blueprint"]  # whole only once these pages are on it

LETTERS = ".pdf,.jpg,.jpeg,.png"


def _store() -> FileStore:
    store: FileStore = current_app.extensions["roster_files"]
    return store


def _uploads_per_hour() -> str:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings.limits.uploads_per_hour


def _account() -> str:
    return f"account {current_actor().user_id}"


def _take_cv() -> SentFile | None:
    return _take(CV)


def _take_clearance() -> SentFile | None:
    return _take(CLEARANCE)


def _take(purpose: str) -> SentFile | None:
    """Before the transaction: read what was sent, where the sender may add it at all."""
    actor = current_actor()
    nomination = nomination_by_ref(actor, str((request.view_args or {}).get("ref", "")))
    may = policy.can_edit if purpose == CV else policy.can_attach_clearance
    sent = request.files.get("file")
    if nomination is None or not may(actor, nomination) or sent is None or not sent.filename:
        return None
    take = take_cv_file if purpose == CV else take_letter
    taken = take(sent.stream.read(), sent.filename, files=_store())
    if taken.file is not None:
        _forget_unless_kept(taken.file.stored_name)
    return taken


def _forget_unless_kept(stored_name: str) -> None:
    """Whatever refuses the request after the file was stored, the file goes again."""

    @after_this_request
    def forget(answer: Response) -> Response:
        if answer.status_code >= 400:
            _store().remove(stored_name)
        return answer


@blueprint.route("/<ref>/cv", methods=("GET", "POST"))
@limiter.limit(_uploads_per_hour, methods=["POST"], key_func=_account)  # type: ignore[untyped-decorator]
@guard(policy.can_edit, load=nomination_by_ref, visible=policy.can_view, prepare=_take_cv)
def cv(nomination: Nomination) -> Answer:
    """Add a CV, or put another in its place."""
    given = _sent(nomination)
    if given is None:
        return _file_page(nomination, CV)
    attach_cv(current_actor(), nomination, given=given)
    flash(gettext("The CV is saved."), "success")
    return see("nominations.edit", ref=nomination.ref, step="more")


@blueprint.post("/<ref>/cv/remove")
@guard(policy.can_edit, load=nomination_by_ref, visible=policy.can_view)
def remove_cv_file(nomination: Nomination) -> Answer:
    """Take the CV away."""
    form = MoveForm()
    if form.validate():
        form.refuse_stale(nomination.version)
        remove_cv(current_actor(), nomination)
        flash(gettext("The CV is removed."), "success")
    return see("nominations.edit", ref=nomination.ref, step="more")


@blueprint.route("/<ref>/clearance", methods=("GET", "POST"))
@limiter.limit(_uploads_per_hour, methods=["POST"], key_func=_account)  # type: ignore[untyped-decorator]
@guard(policy.can_attach_clearance, load=nomination_by_ref, visible=policy.can_view, prepare=_take_clearance)
def clearance(nomination: Nomination) -> Answer:
    """Add the signed note verbale."""
    given = _sent(nomination)
    if given is None:
        return _file_page(nomination, CLEARANCE)
    attach_clearance(current_actor(), nomination, given=given)
    flash(gettext("The signed letter is saved."), "success")
    return see("nominations.show", ref=nomination.ref)


@blueprint.get("/<ref>/cv/file")
@guard(policy.can_view, load=nomination_by_ref)
def cv_file(nomination: Nomination) -> Answer:
    """The CV as it came."""
    return _download(nomination, nomination.cv, name=f"{nomination.ref} CV")


@blueprint.get("/<ref>/clearance/file")
@guard(policy.can_view, load=nomination_by_ref)
def clearance_file(nomination: Nomination) -> Answer:
    """The signed note verbale as it came."""
    return _download(nomination, nomination.clearance, name=f"{nomination.ref} note verbale")


@blueprint.get("/<ref>/letter")
@guard(policy.can_attach_clearance, load=nomination_by_ref, visible=policy.can_view)
def letter(nomination: Nomination) -> Answer:
    """The page to print for the minister's signature."""
    given = input_of(nomination)
    language = current_language().code
    return page(
        "nominations/letter.html",
        nomination=nomination,
        name=name_in(given),
        given=given,
        state=vocabulary.current().states.get_label(nomination.state, language),
        sections=sections_of(given),
        today=clock.today(),
    )


def _sent(nomination: Nomination) -> NewFile | None:
    """The file that was sent and is taken; None where the form has to be shown."""
    if request.method == "GET":
        return None
    form, taken = NominationFileForm(), g.prepared
    if not form.validate() or taken is None or taken.file is None:
        return None
    form.refuse_stale(nomination.version)
    given: NewFile = taken.file
    return given


def _file_page(nomination: Nomination, purpose: str) -> Answer:
    form = NominationFileForm()
    form.show_version(nomination.version)
    is_sent = request.method == "POST"
    if is_sent:
        form.validate()
        taken: SentFile | None = g.prepared
        if taken is not None and taken.problem:
            form.file.errors = (*form.file.errors, taken.problem)
    removing = MoveForm(formdata=None)
    removing.version.data = str(nomination.version)
    held = nomination.cv if purpose == CV else nomination.clearance
    return page(
        "nominations/file.html",
        status=422 if is_sent else 200,
        nomination=nomination,
        name=name_in(input_of(nomination)),
        form=form,
        removing=removing,
        held=held,
        is_cv=purpose == CV,
        accepted=",".join(ACCEPTED_EXTENSIONS) if purpose == CV else LETTERS,
    )


def _download(nomination: Nomination, held: NominationFile | None, *, name: str) -> Answer:
    if held is None:
        return see("nominations.show", ref=nomination.ref)
    content, kind, purpose = _store().get(held.stored_name), held.kind, held.purpose
    with unit_of_work():
        note_file_read(current_actor(), nomination, purpose=purpose)
    return download(content, name=name, extension=kind)

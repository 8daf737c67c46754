"""Pages of the CV: send one, take it away, open it."""

from flask import Blueprint, Response, after_this_request, current_app, flash, g, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from roster.core import clock
from roster.core.config import Settings
from roster.core.documents.kinds import ACCEPTED_EXTENSIONS
from roster.core.errors import NotFoundError
from roster.core.files import FileStore
from roster.core.unit_of_work import unit_of_work
from roster.experts import policy
from roster.experts.cv import services
from roster.experts.cv.upload import SentCv, take_cv
from roster.experts.models import Profile
from roster.experts.presentation import view_for
from roster.experts.queries import expert_by_ref
from roster.web.downloads import download
from roster.web.forms import ChangingForm
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page, see
from roster.web.throttle import limiter
from roster.web.validation import Required

blueprint = Blueprint("expert_cv", __name__, url_prefix="/<lang:lang>/experts")
ACCEPTED = ",".join(ACCEPTED_EXTENSIONS)


class CvForm(ChangingForm):
    """The file; it is judged before the transaction, and what is wrong with it is said at the field."""

    file = FileField(_l("CV"), [Required(_l("Choose a file."))])


class RemoveForm(ChangingForm):
    """A button that belongs to the version on the screen."""


def file_store() -> FileStore:
    """Where the files of this application are kept."""
    store: FileStore = current_app.extensions["roster_files"]
    return store


def _uploads_per_hour() -> str:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings.limits.uploads_per_hour


def _account() -> str:
    return f"account {current_actor().user_id}"


def _take() -> SentCv | None:
    """Before the transaction: read what was sent, where the sender may change this profile at all."""
    actor = current_actor()
    profile = expert_by_ref(actor, str((request.view_args or {}).get("ref", "")))
    sent = request.files.get("file")
    if profile is None or not policy.can_edit(actor, profile) or sent is None or not sent.filename:
        return None
    taken = take_cv(sent.stream.read(), sent.filename, files=file_store())
    if taken.cv is not None:
        _forget_unless_kept(taken.cv.stored_name)
    return taken


def _forget_unless_kept(stored_name: str) -> None:
    """Whatever refuses the request after the file was stored, the file goes again."""

    @after_this_request
    def forget(answer: Response) -> Response:
        if answer.status_code >= 400:
            file_store().remove(stored_name)
        return answer


@blueprint.route("/<ref>/cv", methods=["GET", "POST"])
@limiter.limit(_uploads_per_hour, methods=["POST"], key_func=_account)  # type: ignore[untyped-decorator]
@guard(policy.can_edit, load=expert_by_ref, visible=policy.can_view, prepare=_take)
def cv(profile: Profile) -> Answer:
    """Send a CV in the place of the one that is held."""
    form = CvForm()
    form.show_version(profile.version)
    if request.method == "GET":
        return _page(profile, form)
    taken: SentCv | None = g.prepared
    if not form.validate() or taken is None or taken.cv is None:
        if taken is not None and taken.problem:
            form.file.errors = (*form.file.errors, taken.problem)
        return _page(profile, form, status=422)
    if profile.cv is not None and profile.cv.sha256 == taken.cv.sha256:
        file_store().remove(taken.cv.stored_name)  # sent twice: once is enough
        flash(gettext("This very file is held already."), "info")
        return see("experts.show", ref=profile.ref)
    form.refuse_stale(profile.version)
    services.keep_cv(current_actor(), profile, given=taken.cv)
    flash(gettext("The CV is saved."), "success")
    if not taken.cv.text:
        flash(
            gettext(
                "No words could be read from the file, perhaps because it is a scan. It can be opened, but "
                "search does not find it by its words."
            ),
            "info",
        )
    return see("experts.show", ref=profile.ref)


@blueprint.post("/<ref>/cv/remove")
@guard(policy.can_edit, load=expert_by_ref, visible=policy.can_view)
def remove(profile: Profile) -> Answer:
    """Take the CV away."""
    form = RemoveForm()
    if not form.validate():
        return _page(profile, CvForm(), status=422)
    form.refuse_stale(profile.version)
    services.remove_cv(current_actor(), profile)
    flash(gettext("The CV is removed."), "success")
    return see("experts.show", ref=profile.ref)


@blueprint.get("/<ref>/cv/file")
@guard(policy.can_read_restricted, load=expert_by_ref, visible=policy.can_view)
def file(profile: Profile) -> Answer:
    """The file as it came, under the reference of the expert."""
    held = profile.cv
    if held is None:
        raise NotFoundError
    content, kind = file_store().get(held.stored_name), held.kind
    with unit_of_work():
        services.note_cv_read(current_actor(), profile)
    return download(content, name=f"{profile.ref} CV", extension=kind)


def _page(profile: Profile, form: CvForm, *, status: int = 200) -> Answer:
    actor, language = current_actor(), current_language().code
    removing = RemoveForm(formdata=None)
    removing.version.data = str(profile.version)
    return page(
        "experts/cv.html",
        status=status,
        expert=view_for(actor, profile, language=language, today=clock.today()),
        cv=profile.cv,
        form=form,
        removing=removing,
        accepted=ACCEPTED,
    )

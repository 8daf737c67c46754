"""A profile to take along: as a Word file, and as PDF where this machine can make one."""

from flask import Blueprint, current_app

from roster.core import clock
from roster.core.config import Settings
from roster.core.documents.blocks import Document
from roster.core.documents.pdf import pdf_problem, write_pdf
from roster.core.documents.word import write_docx
from roster.core.unit_of_work import unit_of_work
from roster.experts import policy
from roster.experts.cv.services import note_profile_taken
from roster.experts.documents.profile import profile_document
from roster.experts.models import Profile
from roster.experts.presentation import view_for
from roster.experts.queries import expert_by_ref
from roster.web.downloads import download
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page
from roster.web.throttle import limiter

blueprint = Blueprint("expert_documents", __name__, url_prefix="/<lang:lang>/experts")


def _exports_per_hour() -> str:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings.limits.exports_per_hour


def _account() -> str:
    return f"account {current_actor().user_id}"


@blueprint.get("/<ref>.docx")
@limiter.limit(_exports_per_hour, key_func=_account)  # type: ignore[untyped-decorator]
@guard(policy.can_take_along, load=expert_by_ref, visible=policy.can_view)
def word(profile: Profile) -> Answer:
    """The profile as a Word file, as much as the reader may read."""
    content = write_docx(_document(profile), made_at=clock.now())
    return _sent(profile, content, "docx")


@blueprint.get("/<ref>.pdf")
@limiter.limit(_exports_per_hour, key_func=_account)  # type: ignore[untyped-decorator]
@guard(policy.can_take_along, load=expert_by_ref, visible=policy.can_view)
def pdf(profile: Profile) -> Answer:
    """The same as PDF; where something is not installed, a page that says what."""
    problem = pdf_problem()
    if problem is not None:
        return page("experts/no_pdf.html", status=503, ref=profile.ref, packages=problem.value)
    content = write_pdf(_document(profile), made_at=clock.now())
    return _sent(profile, content, "pdf")


def _document(profile: Profile) -> Document:
    actor, language = current_actor(), current_language().code
    view = view_for(actor, profile, language=language, today=clock.today())
    return profile_document(actor, view, language=language, at=clock.now())


def _sent(profile: Profile, content: bytes, kind: str) -> Answer:
    """Noted first, in a transaction of its own: what cannot be noted does not go out."""
    with unit_of_work():
        note_profile_taken(current_actor(), profile, kind=kind)
    return download(content, name=profile.ref, extension=kind)

"""What a demonstration sent, for reading: anybody may walk the way of a letter. Elsewhere these pages do not exist."""

from dataclasses import replace

from flask import Blueprint, Response, current_app, make_response, request

from roster.core import correspondence, outbox
from roster.core.config import Settings
from roster.core.correspondence import KeptLetter
from roster.core.errors import NotFoundError
from roster.home.letter_reading import document_of, pieces_of, policy_for
from roster.web import headers
from roster.web.guard import open_to_all
from roster.web.locale import language_of_tag
from roster.web.page import Answer, page
from roster.web.paging import Paging, page_number

blueprint = Blueprint("demonstration", __name__, url_prefix="/<lang:lang>/demonstration")

PAGE_SIZE = 25
NUMBER = "<int(max=2147483647):number>"


@blueprint.get("/mail")
@open_to_all
def letters() -> Answer:
    """All that was sent, newest first."""
    _settings()
    total = correspondence.kept_count()
    asked = Paging(page_number(request.args), PAGE_SIZE, total)
    paging = replace(asked, number=min(asked.number, asked.page_count))
    shown = correspondence.kept_letters(size=paging.size, number=paging.number)
    waiting = outbox.waiting_count(outbox.Kind.MAIL)
    return page("home/letters.html", letters=shown, paging=paging, waiting=waiting)


@blueprint.get(f"/mail/{NUMBER}")
@open_to_all
def letter(number: int) -> Answer:
    """One letter: as it looks, and as text with its links."""
    settings = _settings()
    found = _letter(number)
    shown = page(
        "home/letter.html",
        letter=found,
        language=language_of_tag(found.language),
        pieces=list(pieces_of(found, settings.base_url)),
    )
    return replace(shown, headers={"Content-Security-Policy": headers.policy(frames=True)})


@blueprint.get(f"/mail/{NUMBER}/letter")
@open_to_all
def document(number: int) -> Response:
    """The letter itself, shut in: no script, no form, nothing fetched."""
    settings = _settings()
    content = document_of(_letter(number), settings.base_url)
    answer = make_response(content)
    answer.headers["Content-Security-Policy"] = policy_for(content)
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    # Browsers open no sandboxed page in a window of its own that asks for isolation as well.
    answer.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return answer


def _settings() -> Settings:
    """The settings of a demonstration; in any other mode there is no such page."""
    settings: Settings = current_app.extensions["roster_settings"]
    if not settings.is_demonstration:
        raise NotFoundError
    return settings


def _letter(number: int) -> KeptLetter:
    found = correspondence.kept_letter(number)
    if found is None:
        raise NotFoundError
    return found

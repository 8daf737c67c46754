"""The letter that says that an edition is made: whoever asked for it need not wait at the page."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from roster.accounts.queries import user_by_id
from roster.authorities.editions.models import EditionStage
from roster.authorities.editions.queries import edition_by_id
from roster.authorities.editions.services import KEPT_FOR, LETTER
from roster.core.mail import Letter
from roster.web.letters import link, write


def write_edition_over(payload: Mapping[str, Any]) -> Letter | None:
    """That the edition can be fetched, or could not be made, with the page that says more."""
    _user, _colon, number = str(payload["recipient"]).partition(":")
    user, edition = user_by_id(int(number)), edition_by_id(int(payload["edition_id"]))
    if user is None or not user.active or edition is None:
        return None
    is_ready = edition.stage is EditionStage.READY
    subject = _l("The edition of the directory is ready")
    return write(
        LETTER,
        to=user.email,
        language=user.language,
        subject=subject if is_ready else _l("The edition of the directory could not be made"),
        name=user.name,
        is_ready=is_ready,
        number=edition.number,
        count=edition.row_count,
        days=KEPT_FOR.days,
        url=link("authorities.edition_state", user.language, ref=edition.ref),
    )

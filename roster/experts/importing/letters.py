"""The letter that says that an import is over: whoever confirmed it need not wait at the page."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from roster.accounts.queries import user_by_id
from roster.core.mail import Letter
from roster.experts.importing.models import ImportStage
from roster.experts.importing.queries import import_by_id
from roster.experts.importing.services import LETTER
from roster.web.letters import link, write


def write_import_over(payload: Mapping[str, Any]) -> Letter | None:
    """How many people were imported, or that nobody was, with the page that says more."""
    _user, _colon, number = str(payload["recipient"]).partition(":")
    user, given = user_by_id(int(number)), import_by_id(int(payload["import_id"]))
    if user is None or not user.active or given is None:
        return None
    is_done = given.stage in (ImportStage.IMPORTED, ImportStage.UNDONE)
    return write(
        LETTER,
        to=user.email,
        language=user.language,
        subject=_l("Your import is done") if is_done else _l("Your import did not succeed"),
        name=user.name,
        is_done=is_done,
        count=given.row_count,
        url=link("expert_imports.preview", user.language, ref=given.ref),
    )

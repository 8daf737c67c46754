"""The letter that says that a long list is made: whoever asked for it need not wait at the page."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from roster.accounts.queries import user_by_id
from roster.core.mail import Letter
from roster.experts.exporting.models import ExportStage
from roster.experts.exporting.queries import job_by_id
from roster.experts.exporting.services import KEPT_FOR, LETTER
from roster.web.letters import link, write


def write_export_over(payload: Mapping[str, Any]) -> Letter | None:
    """That the list can be fetched, or could not be made, with the page that says more; nobody's name in it."""
    _user, _colon, number = str(payload["recipient"]).partition(":")
    user, job = user_by_id(int(number)), job_by_id(int(payload["job_id"]))
    if user is None or not user.active or job is None:
        return None
    is_ready = job.stage is ExportStage.READY
    return write(
        LETTER,
        to=user.email,
        language=user.language,
        subject=_l("Your list is ready") if is_ready else _l("Your list could not be made"),
        name=user.name,
        is_ready=is_ready,
        count=job.row_count,
        days=KEPT_FOR.days,
        url=link("experts.export_state", user.language, ref=job.ref),
    )

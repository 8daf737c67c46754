"""The letters that ask both sides for their report. The expert's has a link that needs no account (R21, R50)."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _

from roster.accounts.queries import actor_of, user_by_id
from roster.assistance.engagements import policy
from roster.assistance.engagements.expert_link import report_token
from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.notices import Notice
from roster.assistance.engagements.queries import engagement_by_id
from roster.assistance.engagements.questions import Side
from roster.assistance.engagements.reporting import is_same_person
from roster.assistance.engagements.states import EngagementStage
from roster.assistance.offers.letters import address_of
from roster.core.mail import Letter, LetterWriter
from roster.vocabulary import queries as vocabulary
from roster.web.letters import link, write

TEMPLATE: Final = "offer_notice"
_SUBJECT: Final = _("Please report on the work that was done")
_DONE: Final = _("The work is done. Both sides report on it.")
_QUESTIONS: Final = _(
    "Six questions. The other side reads your answers when the engagement is closed; the last one is read by the"
    " roster manager only."
)
_BY_LINK: Final = _("You need no account. The link works for 60 days, and opening it does not use it up.")


def _to_expert(payload: Mapping[str, Any]) -> Letter | None:
    """To the expert; None where no report is wanted any more."""
    engagement = engagement_by_id(int(payload["engagement"]))
    if engagement is None or engagement.profile is None or engagement.stage is not EngagementStage.DONE:
        return None
    found = address_of(engagement.profile)
    if found is None or engagement.expert_report is not None or is_same_person(engagement):
        return None
    email, language, name = found
    url = link("engagement_reports.open_link", language, token=report_token(engagement))
    return _letter(engagement, to=email, language=language, name=name, url=url, lines=(_BY_LINK,))


def _to_state(payload: Mapping[str, Any]) -> Letter | None:
    """To a focal point; None where no report is wanted of this account any more."""
    engagement = engagement_by_id(int(payload["engagement"]))
    kind, _colon, number = str(payload["recipient"]).partition(":")
    user = user_by_id(int(number)) if kind == "user" else None
    if engagement is None or user is None or not user.active:
        return None
    if Side.REQUESTER not in policy.wanted_sides(actor_of(user), engagement):
        return None
    url = link("engagements.report", user.language, ref=engagement.ref)
    return _letter(engagement, to=user.email, language=user.language, name=user.name, url=url)


def _letter(
    engagement: Engagement, *, to: str, language: str, name: str, url: str, lines: tuple[object, ...] = ()
) -> Letter:
    request = engagement.request
    return write(
        TEMPLATE,
        to=to,
        language=language,
        subject=_SUBJECT,
        name=name,
        lines=(_DONE, _QUESTIONS, *lines),
        action=_("Write your report"),
        reference=engagement.ref,
        title=request.title,
        state=vocabulary.current().states.get_label(request.state, language),
        url=url,
        until=None,
    )


WRITERS: Final[Mapping[str, LetterWriter]] = {
    Notice.EXPERT.value: _to_expert,
    Notice.STATE.value: _to_state,
}

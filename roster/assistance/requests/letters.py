"""The letters about requests. They name the request and lead to its page: no contact, no question, no reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from flask_babel import lazy_gettext as _

from roster.accounts.queries import actor_of, user_by_id
from roster.assistance.requests import policy, queries
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.notices import Notice
from roster.assistance.requests.states import UNANSWERED, UNDER_WAY, Stage
from roster.core.mail import Letter, LetterWriter
from roster.vocabulary import queries as vocabulary
from roster.web.letters import link, write

TEMPLATE: Final = "request_notice"


@dataclass(frozen=True)
class Words:
    """What a letter says: its subject, its sentences, and what its link does."""

    subject: object
    lines: tuple[object, ...]
    action: object


_SEE: Final = _("See where the request stands")
LETTERS: Mapping[Notice, Words] = {
    Notice.SUBMITTED: Words(
        _("A State asks for technical assistance"),
        (
            _("A State has submitted a request for technical assistance."),
            _("Please acknowledge it within three working days by taking charge of it."),
        ),
        _("Read the request"),
    ),
    Notice.ACKNOWLEDGED: Words(
        _("Your request for assistance has arrived"),
        (
            _(
                "A roster manager has taken charge of your request. The page shows who it is and what comes next."
            ),
        ),
        _SEE,
    ),
    Notice.QUESTION: Words(
        _("A question about your request for assistance"),
        (
            _("The secretariat asks you something about your request."),
            _("Until you have answered you may also change the request."),
        ),
        _("Read the question and answer"),
    ),
    Notice.ANSWER: Words(
        _("A State has answered your question"),
        (_("The State has answered, and its request is with the secretariat again."),),
        _("Read the answer"),
    ),
    Notice.ACCEPTED: Words(
        _("Your request for assistance is accepted"),
        (_("The secretariat has accepted your request and looks for experts."),),
        _SEE,
    ),
    Notice.DECLINED: Words(
        _("Your request for assistance was declined"),
        (_("The secretariat could not accept your request. The page gives the reason."),),
        _("Read the reason"),
    ),
    Notice.WITHDRAWN: Words(
        _("A request for assistance was withdrawn"),
        (_("The State has withdrawn its request. What was open for it has ended."),),
        _SEE,
    ),
    Notice.STALLED: Words(
        _("Nothing has moved in a request for 30 days"),
        (
            _("Nothing has happened to this request for 30 days, and its State sees that."),
            _("Please take the next step, or ask the State."),
        ),
        _("Open the request"),
    ),
    Notice.OVERDUE: Words(
        _("A request for assistance was not acknowledged in time"),
        (_("Three working days have passed, and nobody has taken charge of this request."),),
        _("Take charge of the request"),
    ),
}


def _still_holds(notice: Notice, request: AssistanceRequest) -> bool:
    """Whether the letter says what is true when it is sent."""
    if notice is Notice.SUBMITTED or notice is Notice.OVERDUE:
        return request.stage in UNANSWERED and request.acknowledged_at is None
    if notice is Notice.QUESTION:
        return request.stage is Stage.CLARIFYING
    if notice is Notice.STALLED:
        return request.stage in UNDER_WAY
    ends = {Notice.DECLINED: Stage.DECLINED, Notice.WITHDRAWN: Stage.WITHDRAWN}
    return notice not in ends or request.stage is ends[notice]


def _write(notice: Notice, payload: Mapping[str, Any]) -> Letter | None:
    """The letter to one account; None where it no longer stands, or its reader may not know of the request."""
    kind, _colon, number = str(payload["recipient"]).partition(":")
    user = user_by_id(int(number)) if kind == "user" else None
    request = queries.request_by_id(int(payload["request"]))
    if user is None or not user.active or request is None or not _still_holds(notice, request):
        return None
    if not policy.can_view(actor_of(user), request):
        return None
    state = vocabulary.state_by_iso2(request.state)
    words = LETTERS[notice]
    return write(
        TEMPLATE,
        to=user.email,
        language=user.language,
        subject=words.subject,
        name=user.name,
        lines=words.lines,
        action=words.action,
        title=request.title,
        state=state.name(user.language) if state else request.state,
        reference=request.ref,
        url=link("assistance.show", user.language, ref=request.ref),
    )


WRITERS: Mapping[str, LetterWriter] = {notice.value: partial(_write, notice) for notice in LETTERS}

"""The letters of this room. They say which nomination of which State, and lead to its page: nothing that it says.

Links are made here, when a letter is sent, and kept nowhere (R21, R50).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from flask_babel import lazy_gettext as _

from roster.accounts.queries import user_by_id
from roster.core import clock
from roster.core.mail import Letter, LetterWriter
from roster.nominations.addresses import consent_path, record_path
from roster.nominations.answers import input_of
from roster.nominations.expert_link import consent_token, expires_at
from roster.nominations.lying_queries import LYING
from roster.nominations.models import Nomination
from roster.nominations.notices import Notice
from roster.nominations.queries import nomination_by_id
from roster.nominations.states import Stage
from roster.vocabulary import queries as vocabulary
from roster.web.letters import address, link, write

NOTICE_TEMPLATE: Final = "nomination_notice"
INVITATION_TEMPLATE: Final = "nomination_invitation"


@dataclass(frozen=True)
class Words:
    """What a letter says: its subject, its sentences, and what its link does. `stages`: where it still holds."""

    subject: object
    lines: tuple[object, ...]
    action: object
    stages: frozenset[Stage] = frozenset(Stage)


_SEE = _("See the nomination")
TO_ACCOUNTS: Mapping[Notice, Words] = {
    Notice.CONSENTED: Words(
        _("The expert has agreed to the nomination"),
        (_("The expert has agreed to be nominated. A focal point can clear the nomination now."),),
        _SEE,
        frozenset({Stage.CONSENTED}),
    ),
    Notice.REFUSED: Words(
        _("The expert has refused the nomination"),
        (_("The expert does not want to be nominated. The page says whether a reason was given."),),
        _SEE,
    ),
    Notice.CLEARED: Words(
        _("A nomination waits for the secretariat"),
        (_("A focal point has cleared a nomination. It waits in the queue for your decision."),),
        _SEE,
        frozenset({Stage.CLEARED, Stage.UNDER_CHECK}),
    ),
    Notice.RETURNED: Words(
        _("The nomination was returned to your State"),
        (
            _(
                "The secretariat has questions about the nomination. They stand beside the fields they are about."
            ),
        ),
        _SEE,
        frozenset({Stage.RETURNED}),
    ),
    Notice.DECLINED: Words(
        _("The nomination was declined"),
        (
            _("The secretariat has declined the nomination. The page gives the reason."),
            _("What was said in it is deleted six months from now."),
        ),
        _SEE,
    ),
    Notice.APPROVED: Words(
        _("The nomination was approved"),
        (_("The expert is on the roster now, for a term of four years."),),
        _SEE,
    ),
    Notice.WITHDRAWN: Words(
        _("The nomination was withdrawn"),
        (_("The nomination was withdrawn. Nothing of it is shown on the roster any more."),),
        _SEE,
    ),
    Notice.LINK_EXPIRED: Words(
        _("The expert has not answered, and the link is too old now"),
        (
            _("The link that was sent to the expert can no longer be answered."),
            _("You can send a new one, or take the nomination back."),
        ),
        _SEE,
        frozenset({Stage.WITH_EXPERT}),
    ),
    Notice.WAITING: Words(
        _("A nomination has waited for ten working days"),
        (_("Nobody has worked on this nomination for ten working days."),),
        _SEE,
        frozenset({Stage.CLEARED, Stage.UNDER_CHECK}),
    ),
    Notice.FORGOTTEN: Words(
        _("A returned nomination waits for your State"),
        (_("The secretariat returned this nomination, and nothing has happened for 14 days."),),
        _SEE,
        frozenset({Stage.RETURNED}),
    ),
    Notice.LEFT_LYING: Words(
        _("A nomination has waited for five months"),
        (_("You began this nomination, and nobody has worked on it for five months."),),
        _SEE,
        frozenset(LYING),
    ),
    Notice.ENDS_SOON: Words(
        _("A nomination ends in 30 days if nobody goes on with it"),
        (
            _("Nobody has worked on this nomination for six months."),
            _("It ends 30 days from now. Any change to it, or a new letter to the expert, keeps it open."),
        ),
        _SEE,
        frozenset(LYING),
    ),
    Notice.ENDED: Words(
        _("A nomination on which nobody worked has ended"),
        (
            _("Nobody went on with this nomination, so the system has ended it."),
            _(
                "The text of a draft is deleted. What an expert was asked to agree to is deleted six months from now."
            ),
        ),
        _SEE,
        frozenset({Stage.WITHDRAWN}),
    ),
}
TO_EXPERTS: Mapping[Notice, Words] = {
    Notice.EXPERT_CONSENTED: Words(
        _("You agreed to be nominated"),
        (
            _(
                "Thank you for your answer. The State clears the nomination now, and the secretariat looks at it."
            ),
            _("By this link you can withdraw at any time. Keep it to yourself."),
        ),
        _("See what you can do"),
        frozenset(Stage) - {Stage.DRAFT, Stage.WITH_EXPERT, Stage.WITHDRAWN},
    ),
    Notice.EXPERT_DECLINED: Words(
        _("Your nomination was declined"),
        (
            _("The secretariat has declined the nomination. Your State knows the reason."),
            _("What was said in it is deleted six months from now."),
        ),
        None,
    ),
    Notice.EXPERT_APPROVED: Words(
        _("You are on the roster"),
        (
            _("Your nomination was approved. Your profile is on the roster for a term of four years."),
            _(
                "A letter of its own invites you to an account, if you have none: there you change and confirm it."
            ),
        ),
        _("See your profile"),
    ),
    Notice.EXPERT_WITHDRAWN: Words(
        _("The nomination was withdrawn"),
        (_("The State has withdrawn the nomination. Nothing of it is shown on the roster."),),
        None,
    ),
}
_INVITATION = Words(
    _("A nomination to the expert roster needs your answer"),
    (
        _(
            "A State wishes to nominate you to the roster of experts for technical assistance against corruption."
        ),
    ),
    _("See the nomination and answer"),
    frozenset({Stage.WITH_EXPERT}),
)
_REMINDER = Words(
    _("The nomination to the expert roster still waits for your answer"),
    (_("Some days ago we wrote that a State wishes to nominate you. You have not answered yet."),),
    _("See the nomination and answer"),
    frozenset({Stage.WITH_EXPERT}),
)


def _write_to_account(notice: Notice, payload: Mapping[str, Any]) -> Letter | None:
    words = TO_ACCOUNTS[notice]
    _user, _colon, number = str(payload["recipient"]).partition(":")
    user, nomination = user_by_id(int(number)), _nomination(payload, words)
    if user is None or not user.active or nomination is None:
        return None
    return _notice(
        words,
        nomination,
        to=user.email,
        language=user.language,
        name=user.name,
        url=address(record_path(nomination, user.language)),
    )


def _write_to_expert(notice: Notice, payload: Mapping[str, Any]) -> Letter | None:
    words = TO_EXPERTS[notice]
    nomination = _nomination(payload, words)
    to = input_of(nomination).email if nomination is not None else ""
    if nomination is None or not to:
        return None
    language = nomination.consent_language or nomination.invitation_language or "en"
    url = ""
    if notice is Notice.EXPERT_CONSENTED:
        url = address(consent_path(consent_token(nomination), language))
    elif notice is Notice.EXPERT_APPROVED and nomination.profile is not None:
        url = link("experts.show", language, ref=nomination.profile.ref)
    return _notice(words, nomination, to=to, language=language, name="", url=url)


def _write_invitation(words: Words, payload: Mapping[str, Any]) -> Letter | None:
    nomination = _nomination(payload, words)
    to = input_of(nomination).email if nomination is not None else ""
    if nomination is None or not to or clock.now() >= expires_at(nomination):
        return None
    language = nomination.invitation_language or "en"
    return write(
        INVITATION_TEMPLATE,
        to=to,
        language=language,
        subject=words.subject,
        lines=words.lines,
        action=words.action,
        state=_state(nomination, language),
        ref=nomination.ref,
        url=address(consent_path(consent_token(nomination), language)),
        expires_on=expires_at(nomination),
    )


def _notice(words: Words, nomination: Nomination, *, to: str, language: str, name: str, url: str) -> Letter:
    return write(
        NOTICE_TEMPLATE,
        to=to,
        language=language,
        subject=words.subject,
        lines=words.lines,
        action=words.action,
        name=name,
        state=_state(nomination, language),
        ref=nomination.ref,
        url=url,
    )


def _nomination(payload: Mapping[str, Any], words: Words) -> Nomination | None:
    """The nomination, as long as what the letter says of it is true."""
    nomination = nomination_by_id(int(payload["nomination"]))
    return nomination if nomination is not None and nomination.stage in words.stages else None


def _state(nomination: Nomination, language: str) -> str:
    return vocabulary.current().states.get_label(nomination.state, language)


WRITERS: Mapping[str, LetterWriter] = {
    Notice.INVITATION.value: partial(_write_invitation, _INVITATION),
    Notice.REMINDER.value: partial(_write_invitation, _REMINDER),
    **{notice.value: partial(_write_to_account, notice) for notice in TO_ACCOUNTS},
    **{notice.value: partial(_write_to_expert, notice) for notice in TO_EXPERTS},
}

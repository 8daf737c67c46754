"""The letters of this room. They say which network and lead to the membership's page: no contact point is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from flask_babel import lazy_gettext as _

from roster.accounts.queries import user_by_id
from roster.core.mail import Letter, LetterWriter
from roster.networks import queries
from roster.networks.models import Membership
from roster.networks.notices import Notice
from roster.networks.states import SHOWN, Status
from roster.vocabulary import queries as vocabulary
from roster.web.letters import link, write

TEMPLATE: Final = "network_notice"


@dataclass(frozen=True)
class Words:
    """What a letter says, what its link does, and as long as the membership stands where."""

    subject: object
    lines: tuple[object, ...]
    action: object
    while_it_is: frozenset[Status]


LETTERS: Mapping[Notice, Words] = {
    Notice.APPLIED: Words(
        _("Somebody applies for membership of a network"),
        (
            _("A new application waits for your decision."),
            _("The page shows who applies and why, and whether a place of this State is left."),
        ),
        _("Read the application"),
        frozenset({Status.APPLIED}),
    ),
    Notice.ACCEPTED: Words(
        _("Your application to a network was accepted"),
        (_("The coordinator has verified the membership. The page shows since when it counts."),),
        _("See the membership"),
        SHOWN,
    ),
    Notice.DECLINED: Words(
        _("Your application to a network was declined"),
        (_("The page shows the reason. You can apply again when it no longer holds."),),
        _("Read the reason"),
        frozenset({Status.DECLINED}),
    ),
    Notice.CONFIRM: Words(
        _("Please confirm the membership of a network"),
        (
            _("Nobody has confirmed this membership for a year. Others rely on it when they need a contact."),
            _("If it still holds, one click is enough. After two missed confirmations it counts as dormant."),
        ),
        _("Confirm the membership"),
        frozenset({Status.ACTIVE}),
    ),
}


def _write(notice: Notice, payload: Mapping[str, Any]) -> Letter | None:
    """The letter to one account; None where it no longer stands."""
    words = LETTERS[notice]
    kind, _colon, number = str(payload["recipient"]).partition(":")
    user = user_by_id(int(number)) if kind == "user" else None
    membership = queries.membership_by_id(int(payload["membership"]))
    if user is None or not user.active or membership is None or membership.status not in words.while_it_is:
        return None
    network = membership.network
    return write(
        TEMPLATE,
        to=user.email,
        language=user.language,
        subject=words.subject,
        name=user.name,
        lines=words.lines,
        action=words.action,
        network=network.name.best_for(user.language)[0],
        member=_member(membership, user.language),
        reference=membership.ref,
        url=link("networks.membership", user.language, slug=network.slug, ref=membership.ref),
    )


def _member(membership: Membership, language: str) -> str:
    """The authority or the State; a person is not named."""
    if membership.authority is not None:
        return membership.authority.name.best_for(language)[0]
    state = vocabulary.state_by_iso2(membership.state or "")
    return state.name(language) if state else membership.ref


WRITERS: Mapping[str, LetterWriter] = {notice.value: partial(_write, notice) for notice in LETTERS}

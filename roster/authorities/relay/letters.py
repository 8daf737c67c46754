"""The letters of first messages: that there is something to read, from what kind of sender, and where. Never what.

The letter to a contact person carries a link that shows the message and takes the answer. It is made when the letter
is sent, works for thirty days however often it is opened, and dies with the address that it went to.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _

from roster.accounts import labels
from roster.accounts.queries import user_by_id
from roster.authorities.models import Authority
from roster.authorities.relay.models import AuthorityMessage
from roster.authorities.relay.queries import Addressee, addressee_now, message_by_id
from roster.authorities.relay.services import ANSWERED, ARRIVED
from roster.core import clock
from roster.core.actor import Role
from roster.core.mail import Letter, LetterWriter
from roster.vocabulary import queries as vocabulary
from roster.web.letters import link, write
from roster.web.locale import DEFAULT_LANGUAGE, LANGUAGE_TABLE
from roster.web.tokens import make_token, read_token

LINK = "authority-message"
LINK_LIFETIME = timedelta(days=30)


def write_arrived(payload: Mapping[str, Any]) -> Letter | None:
    """To the contact person, or to the mailbox of the authority: somebody wrote."""
    message = message_by_id(int(payload["message"]))
    to = addressee_now(message) if message is not None else None
    if message is None or to is None:
        return None
    language, expires_at = _language_of(message.authority, to), clock.now() + LINK_LIFETIME
    token = make_token(LINK, message.id, state=_link_state(message, to), expires_at=expires_at)
    return write(
        ARRIVED,
        to=to.email,
        language=language,
        subject=_("A message for your authority"),
        name=to.contact.name if to.contact else "",
        role=labels.ROLE_LABELS[Role(message.sender_role)],
        authority=message.authority.name.best_for(language)[0],
        state=_state(message, language),
        url=link("authorities.open_message", language, token=token),
        expires_on=expires_at,
    )


def write_answered(payload: Mapping[str, Any]) -> Letter | None:
    """To the sender: the contact person answered."""
    message = message_by_id(int(payload["message"]))
    kind, _colon, number = str(payload["recipient"]).partition(":")
    user = user_by_id(int(number)) if kind == "user" else None
    if message is None or user is None or not user.active:
        return None
    return write(
        ANSWERED,
        to=user.email,
        language=user.language,
        subject=_("An answer to your message to an authority"),
        name=user.name,
        authority=message.authority.name.best_for(user.language)[0],
        url=link("authorities.message", user.language, ref=message.authority.ref, message_ref=message.ref),
    )


def message_by_link(token: str) -> AuthorityMessage | None:
    """The message that a letter's link opens; None where it is too old, not ours, or went to another address."""
    claim = read_token(LINK, token)
    message = message_by_id(claim.subject) if claim is not None else None
    to = addressee_now(message) if message is not None else None
    if claim is None or message is None or to is None:
        return None
    return message if claim.holds_for(_link_state(message, to)) else None


def _link_state(message: AuthorityMessage, to: Addressee) -> str:
    """Stays when the link is opened and used; another address ends it."""
    return f"{message.nonce}:{to.email}"


def _language_of(authority: Authority, to: Addressee) -> str:
    """The first of ours that the person speaks, else that of the authority's name."""
    spoken = [*(to.contact.languages if to.contact else ()), authority.name.source]
    return next((code for code in spoken if code in LANGUAGE_TABLE), DEFAULT_LANGUAGE)


def _state(message: AuthorityMessage, language: str) -> str:
    """The sender's State, where the role is held for one."""
    kind, _colon, value = message.sender_scope.partition(":")
    state = vocabulary.state_by_iso2(value) if kind == "state" else None
    return state.label(language) if state else ""


WRITERS: Mapping[str, LetterWriter] = {ARRIVED: write_arrived, ANSWERED: write_answered}

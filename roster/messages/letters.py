"""The letters of this room: that there is something to read, from what kind of sender, and where. Never what.

An expert without account gets a link that shows the conversation. It is made when a letter is sent, works for
thirty days however often it is opened, and dies with the address that it went to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _

from roster.accounts import labels
from roster.accounts.models import User
from roster.accounts.queries import user_by_id
from roster.core import clock
from roster.core.actor import Role
from roster.core.mail import Letter
from roster.experts.models import Profile
from roster.messages import queries
from roster.messages.models import Conversation
from roster.messages.services import ANSWERED, ARRIVED, REPORTED
from roster.vocabulary import queries as vocabulary
from roster.web.letters import link, write
from roster.web.locale import DEFAULT_LANGUAGE, LANGUAGE_TABLE
from roster.web.tokens import make_token, read_token

LINK = "message"
LINK_LIFETIME = timedelta(days=30)


@dataclass(frozen=True)
class _Addressee:
    """Where a letter goes, and the page to which it leads."""

    email: str
    name: str
    language: str
    url: str
    expires_at: datetime | None = None  # of the link, where it opens the page by itself


def write_arrived(payload: Mapping[str, Any]) -> Letter | None:
    """To the expert: somebody wrote."""
    conversation = queries.conversation_by_id(int(payload["conversation"]))
    if conversation is None or conversation.reported_at is not None:
        return None
    to = _expert(payload, conversation)
    if to is None:
        return None
    return write(
        ARRIVED,
        to=to.email,
        language=to.language,
        subject=_("A message for you"),
        name=to.name,
        role=labels.ROLE_LABELS[Role(conversation.sender_role)],
        state=_state(conversation, to.language),
        reference=conversation.ref,
        url=to.url,
        expires_on=to.expires_at,
    )


def write_answered(payload: Mapping[str, Any]) -> Letter | None:
    """To the sender: the expert answered, or showed an address."""
    conversation = queries.conversation_by_id(int(payload["conversation"]))
    user = _account(payload)
    if conversation is None or user is None:
        return None
    return write(
        ANSWERED,
        to=user.email,
        language=user.language,
        subject=_("An answer to your message"),
        name=user.name,
        reference=conversation.ref,
        url=link("messages.show", user.language, ref=conversation.ref),
    )


def write_reported(payload: Mapping[str, Any]) -> Letter | None:
    """To a roster manager: an expert reported a message as unwanted."""
    conversation = queries.conversation_by_id(int(payload["conversation"]))
    user = _account(payload)
    if conversation is None or conversation.reported_at is None or user is None:
        return None
    return write(
        REPORTED,
        to=user.email,
        language=user.language,
        subject=_("A message was reported as unwanted"),
        name=user.name,
        reference=conversation.ref,
        url=link("messages.show", user.language, ref=conversation.ref),
    )


def conversation_by_link(token: str) -> Conversation | None:
    """The conversation that a letter's link opens; None where it is too old, not ours, or went to another address."""
    claim = read_token(LINK, token)
    conversation = queries.conversation_by_id(claim.subject) if claim is not None else None
    if claim is None or conversation is None or not claim.holds_for(_link_state(conversation)):
        return None
    return conversation


def _link_state(conversation: Conversation) -> str:
    """Stays when the link is opened and used; another address of the expert ends it."""
    return f"{conversation.nonce}:{conversation.profile.person.contact.email}"


def _expert(payload: Mapping[str, Any], conversation: Conversation) -> _Addressee | None:
    user = _account(payload)
    if user is not None:
        url = link("messages.show", user.language, ref=conversation.ref)
        return _Addressee(user.email, user.name, user.language, url)
    profile = conversation.profile
    if str(payload["recipient"]) != f"profile:{profile.id}" or not profile.person.contact.email:
        return None
    language, expires_at = _language_of(profile), clock.now() + LINK_LIFETIME
    token = make_token(LINK, conversation.id, state=_link_state(conversation), expires_at=expires_at)
    url = link("messages.open_link", language, token=token)
    return _Addressee(profile.person.contact.email, profile.person.full_name, language, url, expires_at)


def _account(payload: Mapping[str, Any]) -> User | None:
    kind, _colon, number = str(payload["recipient"]).partition(":")
    user = user_by_id(int(number)) if kind == "user" else None
    return user if user is not None and user.active else None


def _language_of(profile: Profile) -> str:
    """The language of the consent, else the first of ours that the person speaks."""
    spoken = [profile.consent_language, *(item.code for item in profile.person.languages)]
    return next((code for code in spoken if code in LANGUAGE_TABLE), DEFAULT_LANGUAGE)


def _state(conversation: Conversation, language: str) -> str:
    """The sender's State, where the role is held for one."""
    kind, _colon, value = conversation.sender_scope.partition(":")
    state = vocabulary.state_by_iso2(value) if kind == "state" else None
    return state.label(language) if state else ""

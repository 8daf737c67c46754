"""Every select on first messages; within a change the row is locked first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from roster.accounts.models import User
from roster.authorities.models import Authority, AuthorityContact
from roster.authorities.relay.models import AuthorityMessage
from roster.authorities.relay.policy import visible_to
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.reference import is_reference
from roster.core.unit_of_work import is_open

PREFIX = "AMS"


@dataclass(frozen=True)
class Written:
    """Who wrote to a contact person and when, and whether there was an answer: what the keepers see."""

    at: datetime
    name: str
    is_answered: bool


@dataclass(frozen=True)
class Addressee:
    """Where a message goes: a contact person, or the general mailbox where `contact` is None."""

    email: str
    contact: AuthorityContact | None


def addressee_of(authority: Authority) -> Addressee | None:
    """The first contact person with an address, else the general mailbox; None where nobody can be written to."""
    for contact in authority.contacts:
        if contact.email:
            return Addressee(contact.email, contact)
    return Addressee(authority.mailbox, None) if authority.mailbox else None


def addressee_now(message: AuthorityMessage) -> Addressee | None:
    """Where a message that was written goes now; None where that person has left or lost the address."""
    authority = message.authority
    if message.contact_id is None:
        return Addressee(authority.mailbox, None) if authority.mailbox else None
    contact = next((item for item in authority.contacts if item.id == message.contact_id), None)
    return Addressee(contact.email, contact) if contact is not None and contact.email else None


def message_by_ref(actor: Actor, ref: str, message_ref: str) -> AuthorityMessage | None:
    """A message to this authority, where it exists for this actor."""
    message_ref = message_ref if is_reference(message_ref, PREFIX) else ""
    found = (
        sa.select(AuthorityMessage)
        .join(Authority, Authority.id == AuthorityMessage.authority_id)
        .where(AuthorityMessage.ref == message_ref, Authority.ref == ref, visible_to(actor))
    )
    return db.session.scalar(_locked(found))


def message_by_id(message_id: int) -> AuthorityMessage | None:
    """The message with this number: for letters and their links, whose token stands for the reader."""
    found = sa.select(AuthorityMessage).where(AuthorityMessage.id == message_id)
    return db.session.scalar(_locked(found))


def with_text_before(moment: datetime) -> Sequence[AuthorityMessage]:
    """Messages from before that moment whose text is still there."""
    found = sa.select(AuthorityMessage).where(AuthorityMessage.at < moment, AuthorityMessage.text != "")
    return db.session.scalars(found.order_by(AuthorityMessage.id)).all()


def times_written(user_id: int, since: datetime) -> Sequence[datetime]:
    """When this account wrote to any authority since then, the latest first."""
    found = sa.select(AuthorityMessage.at).where(
        AuthorityMessage.user_id == user_id, AuthorityMessage.at > since
    )
    return db.session.scalars(found.order_by(AuthorityMessage.at.desc(), AuthorityMessage.id.desc())).all()


def written_to(authority: Authority, *, limit: int) -> Sequence[Written]:
    """Who wrote to contact persons of this authority, the latest first."""
    found = (
        sa.select(AuthorityMessage.at, User.name, AuthorityMessage.answered_at)
        .join(User, User.id == AuthorityMessage.user_id)
        .where(AuthorityMessage.authority_id == authority.id)
        .order_by(AuthorityMessage.id.desc())
        .limit(limit)
    )
    return [Written(at, name, answered is not None) for at, name, answered in db.session.execute(found)]


def _locked(found: sa.Select[AuthorityMessage]) -> sa.Select[AuthorityMessage]:
    if not is_open():
        return found
    return found.with_for_update(of=AuthorityMessage).execution_options(populate_existing=True)

"""The only writer of first messages. No text, subject or address enters the audit trail or the outbox."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from roster.authorities.models import Authority
from roster.authorities.relay import policy, queries
from roster.authorities.relay.models import AuthorityMessage
from roster.core import audit, clock, mail
from roster.core.actor import Actor, Assignment
from roster.core.db import db
from roster.core.errors import DomainError, ForbiddenError, StaleError
from roster.core.reference import new_reference
from roster.core.unit_of_work import lock_for_change

ARRIVED, ANSWERED = "authority_message_arrived", "authority_message_answered"
KEPT_FOR = timedelta(days=365)
_DAY = timedelta(days=1)
_ONE_AT_A_TIME = 7_412


class HasteError(DomainError):
    """Somebody wrote as often as one may within a day."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__()
        self.wait_seconds = wait_seconds


@dataclass(frozen=True)
class NewMessage:
    """What a member writes to a contact person."""

    subject: str
    text: str


def write_first(
    actor: Actor, authority: Authority, *, given: NewMessage, most_per_day: int
) -> AuthorityMessage:
    """Write to the contact person, who hears of it by letter.

    Raises ForbiddenError, also where no letter could arrive, and HasteError.
    """
    addressee = queries.addressee_of(authority)
    if not policy.can_write(actor, authority) or addressee is None:
        raise ForbiddenError
    lock_for_change(_ONE_AT_A_TIME)
    user_id = actor.user_id or 0
    _refuse_haste(queries.times_written(user_id, clock.now() - _DAY), most_per_day)
    written_as = capacity_of(actor)
    message = AuthorityMessage(
        ref=new_reference(queries.PREFIX),
        authority=authority,
        contact_id=addressee.contact.id if addressee.contact else None,
        user_id=user_id,
        sender_role=written_as.role,
        sender_scope=written_as.scope,
        subject=given.subject,
        text=given.text,
        at=clock.now(),
        nonce=secrets.token_hex(16),
    )
    db.session.add(message)
    db.session.flush()
    fields = (addressee.contact.ref,) if addressee.contact else ()
    audit.record(actor, "authorities:contact:write", subject=authority.ref, fields=(message.ref, *fields))
    recipient = f"contact:{addressee.contact.id}" if addressee.contact else f"authority:{authority.id}"
    mail.post(ARRIVED, recipient=recipient, key=f"authority-message:{message.id}", message=message.id)
    return message


def answer_first(actor: Actor, message: AuthorityMessage, *, text: str) -> None:
    """The contact person answers, once; the sender hears of it by letter. Raises StaleError."""
    if message.answered_at is not None:
        raise StaleError
    message.answer, message.answered_at = text, clock.now()
    audit.record(actor, "authorities:contact:answer", subject=message.authority.ref, fields=(message.ref,))
    key = f"authority-answer:{message.id}"
    mail.post(ANSWERED, recipient=f"user:{message.user_id}", key=key, message=message.id)


def forget_texts(actor: Actor) -> int:
    """A year after a message its words go; who wrote to whom, and when, stays. Raises ForbiddenError."""
    if not actor.is_system:
        raise ForbiddenError
    old = queries.with_text_before(clock.now() - KEPT_FOR)
    for message in old:
        message.subject = message.text = message.answer = ""
    return len(old)


def capacity_of(actor: Actor) -> Assignment:
    """The role in which this actor writes, with its scope: the contact person sees it. Raises ForbiddenError."""
    held = [item for item in actor.assignments if item.is_valid and item.role in policy.WRITING_ROLES]
    if not held:
        raise ForbiddenError
    return min(held, key=lambda item: (policy.WRITING_ROLES.index(item.role), item.scope))


def _refuse_haste(times: Sequence[datetime], most: int) -> None:
    """`times` within the last day, the latest first."""
    if len(times) >= most:
        free_at = times[most - 1] + _DAY if most else clock.now() + _DAY
        raise HasteError(max(1, ceil((free_at - clock.now()).total_seconds())))

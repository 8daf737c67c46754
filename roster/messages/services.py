"""The only writer of conversations: checks the rules, writes rows, audit entry and letter together.

No text, subject or address enters the audit trail or the outbox: they name records.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from roster.accounts.queries import users_holding
from roster.core import audit, clock, mail
from roster.core.actor import SYSTEM_SCOPE, Actor, Assignment, Role
from roster.core.db import db
from roster.core.errors import DomainError, ForbiddenError
from roster.core.reference import new_reference
from roster.core.unit_of_work import lock_for_change
from roster.experts.models import Profile
from roster.messages import policy, queries
from roster.messages.models import Conversation, Message
from roster.messages.policy import Seat
from roster.messages.queries import REFERENCE_PREFIX
from roster.messages.states import Side

ARRIVED, ANSWERED, REPORTED = "message_arrived", "message_answered", "message_reported"
REVEALABLE = ("email", "phone")
_DAY = timedelta(days=1)
_ONE_AT_A_TIME = 7_301


class HasteError(DomainError):
    """Somebody wrote as often as one may within a day."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__()
        self.wait_seconds = wait_seconds


@dataclass(frozen=True)
class NewMessage:
    """What a member writes to an expert."""

    subject: str
    purpose: str
    text: str


def write_to_expert(actor: Actor, profile: Profile, *, given: NewMessage, most_per_day: int) -> Conversation:
    """Begin a conversation; the expert hears of it by letter.

    Raises ForbiddenError, also where the expert wants nothing from this sender or no letter could arrive, and
    HasteError.
    """
    _demand(policy.can_write_to(actor, profile))
    sender_id = actor.user_id or 0
    lock_for_change(_ONE_AT_A_TIME)
    _demand(not queries.is_blocked(profile.id, sender_id) and queries.is_reachable(profile))
    _refuse_haste(queries.times_written(sender_id, clock.now() - _DAY), most_per_day)
    now, written_as = clock.now(), capacity_of(actor)
    conversation = Conversation(
        ref=new_reference(REFERENCE_PREFIX),
        profile=profile,
        sender_id=sender_id,
        sender_role=written_as.role,
        sender_scope=written_as.scope,
        purpose=given.purpose,
        subject=given.subject,
        nonce=secrets.token_hex(16),
        sender_spoke_at=now,
        sender_read_at=now,
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
    )
    message = Message(is_from_expert=False, user_id=sender_id, text=given.text, written_at=now)
    conversation.messages.append(message)
    db.session.add(conversation)
    db.session.flush()
    audit.record(actor, "messages:conversation:begin", subject=conversation.ref)
    audit.record(actor, "messages:expert:contact", subject=profile.ref)
    _tell_expert(conversation, message)
    return conversation


def answer(actor: Actor, seat: Seat, *, text: str, most_per_day: int) -> Message:
    """Write on from either side; the other hears of it by letter. Raises ForbiddenError and HasteError."""
    _demand(policy.can_answer(actor, seat))
    conversation, now = seat.conversation, clock.now()
    lock_for_change(_ONE_AT_A_TIME)
    user_id = None if seat.is_by_link else actor.user_id
    before = (
        queries.times_written_by_link(conversation, now - _DAY)
        if user_id is None
        else queries.times_written(user_id, now - _DAY)
    )
    _refuse_haste(before, most_per_day)
    from_expert = seat.side is Side.EXPERT
    message = Message(is_from_expert=from_expert, user_id=user_id, text=text, written_at=now)
    conversation.messages.append(message)
    if from_expert:
        conversation.expert_spoke_at = conversation.expert_read_at = now
    else:
        conversation.sender_spoke_at = conversation.sender_read_at = now
    _touch(actor, conversation)
    db.session.flush()
    audit.record(actor, "messages:conversation:answer", subject=conversation.ref)
    if from_expert:
        _tell_sender(conversation, f"message:{message.id}")
    else:
        _tell_expert(conversation, message)
    return message


def mark_read(actor: Actor, seat: Seat) -> None:
    """Say that everything so far was read. Raises ForbiddenError."""
    _demand(policy.can_read_up(actor, seat))
    if seat.side is Side.EXPERT:
        seat.conversation.expert_read_at = clock.now()
    else:
        seat.conversation.sender_read_at = clock.now()
    audit.record(actor, "messages:conversation:read", subject=seat.conversation.ref)


def revealable(profile: Profile) -> dict[str, str]:
    """The contact data that the expert may show to a sender, those that there are."""
    contact = profile.person.contact
    return {name: value for name in REVEALABLE if (value := getattr(contact, name))}


def reveal(actor: Actor, seat: Seat, *, fields: Sequence[str]) -> None:
    """Show exactly these contact data, as they are now, to the sender of this conversation. Raises ForbiddenError."""
    _demand(policy.can_reveal(actor, seat) and not seat.is_blocked)
    conversation = seat.conversation
    data = {name: value for name, value in revealable(conversation.profile).items() if name in fields}
    if not data or data == conversation.revealed:
        return
    now = clock.now()
    conversation.revealed, conversation.revealed_at = data, now
    conversation.expert_spoke_at = conversation.expert_read_at = now
    _touch(actor, conversation)
    audit.record(actor, "messages:contact:reveal", subject=conversation.ref, fields=tuple(data))
    _tell_sender(conversation, f"reveal:{conversation.id}:{now.isoformat()}")


def hide(actor: Actor, seat: Seat) -> None:
    """Take back what was shown; what the sender noted elsewhere stays noted. Raises ForbiddenError."""
    _demand(policy.can_reveal(actor, seat))
    conversation = seat.conversation
    if conversation.revealed_at is not None:
        conversation.revealed, conversation.revealed_at = {}, None
        _touch(actor, conversation)
        audit.record(actor, "messages:contact:hide", subject=conversation.ref)


def report(actor: Actor, seat: Seat, *, reason: str) -> None:
    """Say that this is unwanted: the sender writes to this expert no more, and the roster manager reads it.

    Raises ForbiddenError. What was revealed in this conversation is hidden again.
    """
    _demand(policy.can_report(actor, seat))
    conversation = seat.conversation
    if conversation.reported_at is not None:
        return
    now = clock.now()
    conversation.reported_at = conversation.expert_read_at = now
    conversation.report_reason, conversation.report_settled_at = reason, None
    conversation.revealed, conversation.revealed_at = {}, None
    _touch(actor, conversation)
    audit.record(actor, "messages:conversation:report", subject=conversation.ref)
    for user in users_holding(Role.MANAGER, scope=SYSTEM_SCOPE):
        key = f"report:{conversation.id}:{now.isoformat()}:{user.id}"
        mail.post(REPORTED, recipient=user.subject, key=key, conversation=conversation.id)


def allow(actor: Actor, seat: Seat) -> None:
    """Take the report back: the sender may write again. Raises ForbiddenError."""
    _demand(policy.can_report(actor, seat))
    conversation = seat.conversation
    if conversation.reported_at is not None:
        conversation.reported_at = conversation.report_settled_at = None
        conversation.report_reason = ""
        _touch(actor, conversation)
        audit.record(actor, "messages:conversation:allow", subject=conversation.ref)


def settle_report(actor: Actor, seat: Seat) -> None:
    """Note that the report was dealt with; the sender stays blocked. Raises ForbiddenError."""
    _demand(policy.can_settle(actor, seat))
    if seat.conversation.report_settled_at is None:
        seat.conversation.report_settled_at = clock.now()
        _touch(actor, seat.conversation)
        audit.record(actor, "messages:report:settle", subject=seat.conversation.ref)


def record_inspection(actor: Actor, seat: Seat) -> None:
    """Note that a manager read what was reported (R59). Raises ForbiddenError."""
    _demand(policy.can_settle(actor, seat))
    audit.record(actor, "messages:report:read", subject=seat.conversation.ref)


def capacity_of(actor: Actor) -> Assignment:
    """The role in which this actor writes, with its scope: the expert sees it. Raises ForbiddenError."""
    held = [item for item in actor.assignments if item.is_valid and item.role in policy.WRITING_ROLES]
    if not held:
        raise ForbiddenError
    return min(held, key=lambda item: (policy.WRITING_ROLES.index(item.role), item.scope))


def _tell_expert(conversation: Conversation, message: Message) -> None:
    """By account where there is one, else at the address of the profile, with a link that works without."""
    found = [user.subject for user in queries.accounts_of(conversation.profile)]
    for recipient in found or [f"profile:{conversation.profile_id}"]:
        key = f"message:{message.id}:{recipient}"
        mail.post(ARRIVED, recipient=recipient, key=key, conversation=conversation.id)


def _tell_sender(conversation: Conversation, what: str) -> None:
    recipient = f"user:{conversation.sender_id}"
    mail.post(ANSWERED, recipient=recipient, key=f"{what}:{recipient}", conversation=conversation.id)


def _refuse_haste(times: Sequence[datetime], most: int) -> None:
    """`times` within the last day, the latest first."""
    if len(times) >= most:
        free_at = times[most - 1] + _DAY if most else clock.now() + _DAY
        raise HasteError(max(1, ceil((free_at - clock.now()).total_seconds())))


def _touch(actor: Actor, conversation: Conversation) -> None:
    conversation.changed_at, conversation.changed_by = clock.now(), actor.user_id


def _demand(allowed: bool) -> None:
    if not allowed:
        raise ForbiddenError

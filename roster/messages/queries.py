"""Every select on conversations: scoped to the actor, ordered. Within a change the row is locked first."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, selectinload

from roster.accounts.models import User
from roster.accounts.queries import users_holding
from roster.core.actor import Actor, Role
from roster.core.db import db
from roster.core.reference import is_reference
from roster.core.unit_of_work import is_open
from roster.experts.models import Profile
from roster.messages.models import Conversation, Message
from roster.messages.policy import Seat, side_of, visible_to

REFERENCE_PREFIX = "MSG"


def seat_at(actor: Actor, ref: str) -> Seat | None:
    """The actor's place at the conversation with this reference, where it exists for this actor."""
    if not is_reference(ref, REFERENCE_PREFIX):
        ref = ""  # asked all the same: a hidden, a missing and an impossible reference cost one query each
    conversation = db.session.scalar(
        _locked(_conversations().where(Conversation.ref == ref, visible_to(actor)))
    )
    side = side_of(actor, conversation) if conversation else None
    if conversation is None or side is None:
        return None
    return Seat(conversation, side, is_blocked=is_blocked_in(conversation))


def conversation_by_id(conversation_id: int) -> Conversation | None:
    """The conversation with this number: for letters and their links, whose token stands for the reader."""
    return db.session.scalar(_locked(_conversations().where(Conversation.id == conversation_id)))


def conversations_of(actor: Actor, *, offset: int, limit: int) -> Sequence[Conversation]:
    """The conversations that this actor has, on either side; what happened last comes first."""
    return db.session.scalars(
        _conversations()
        .where(_own(actor))
        .order_by(Conversation.changed_at.desc(), Conversation.id.desc())
        .offset(offset)
        .limit(limit)
    ).all()


def conversation_count(actor: Actor) -> int:
    """How many these are."""
    return _count(_own(actor))


def unread_count(actor: Actor) -> int:
    """In how many of them something waits to be read by this actor."""
    as_sender = sa.and_(
        Conversation.sender_id == (actor.user_id or 0),
        Conversation.expert_spoke_at > Conversation.sender_read_at,
    )
    as_expert = sa.and_(
        Profile.ref.in_(actor.scopes(Role.EXPERT)),
        Conversation.reported_at.is_(None),
        sa.or_(
            Conversation.expert_read_at.is_(None),
            Conversation.sender_spoke_at > Conversation.expert_read_at,
        ),
    )
    return _count(sa.or_(as_sender, as_expert))


def reported(actor: Actor, *, limit: int) -> Sequence[Conversation]:
    """What was reported and waits for this actor, the oldest report first."""
    return db.session.scalars(
        _conversations()
        .where(_to_settle(actor))
        .order_by(Conversation.reported_at, Conversation.id)
        .limit(limit)
    ).all()


def reported_count(actor: Actor) -> int:
    """How many reports wait for this actor."""
    return _count(_to_settle(actor))


def contacts_of(profile_id: int, since: datetime) -> int:
    """How often an expert was contacted: conversations begun by members since then."""
    return (
        db.session.scalar(
            sa.select(sa.func.count(Conversation.id)).where(
                Conversation.profile_id == profile_id, Conversation.created_at >= since
            )
        )
        or 0
    )


def conversations_about(profile_id: int) -> Sequence[Conversation]:
    """Every conversation with this expert with its messages, the oldest first: for the expert's own data."""
    return db.session.scalars(
        _conversations()
        .where(Conversation.profile_id == profile_id)
        .options(selectinload(Conversation.messages))
        .order_by(Conversation.id)
    ).all()


def is_blocked(profile_id: int, sender_id: int) -> bool:
    """Whether this expert reported something that this sender wrote, and did not take it back."""
    found = sa.select(Conversation.id).where(
        Conversation.profile_id == profile_id,
        Conversation.sender_id == sender_id,
        Conversation.reported_at.is_not(None),
    )
    return db.session.scalar(found.limit(1)) is not None


def is_blocked_in(conversation: Conversation) -> bool:
    """The same for the two who have this conversation."""
    return is_blocked(conversation.profile_id, conversation.sender_id)


def accounts_of(profile: Profile) -> Sequence[User]:
    """The accounts by which the expert signs in; often there is none."""
    return users_holding(Role.EXPERT, scope=f"self:{profile.ref}")


def is_reachable(profile: Profile) -> bool:
    """Whether a letter can arrive: by an account, or at the address of the profile."""
    return bool(profile.person.contact.email or accounts_of(profile))


def times_written(user_id: int, since: datetime) -> Sequence[datetime]:
    """When this account wrote since then, the latest first."""
    return _times(Message.user_id == user_id, since)


def times_written_by_link(conversation: Conversation, since: datetime) -> Sequence[datetime]:
    """When the expert wrote by a letter's link since then, the latest first."""
    by_link = sa.and_(
        Message.conversation_id == conversation.id, Message.is_from_expert, Message.user_id.is_(None)
    )
    return _times(by_link, since)


def _times(which: sa.ColumnElement[bool], since: datetime) -> Sequence[datetime]:
    return db.session.scalars(
        sa.select(Message.written_at)
        .where(which, Message.written_at > since)
        .order_by(Message.written_at.desc())
    ).all()


def _conversations() -> sa.Select[Conversation]:
    return sa.select(Conversation).join(Conversation.profile).options(contains_eager(Conversation.profile))


def _locked(found: sa.Select[Conversation]) -> sa.Select[Conversation]:
    """Within a change: locked, and read afresh even where this session knows the row already."""
    if not is_open():
        return found
    return found.with_for_update(of=Conversation).execution_options(populate_existing=True)


def _own(actor: Actor) -> sa.ColumnElement[bool]:
    return sa.or_(Conversation.sender_id == (actor.user_id or 0), Profile.ref.in_(actor.scopes(Role.EXPERT)))


def _to_settle(actor: Actor) -> sa.ColumnElement[bool]:
    return sa.and_(
        Conversation.reported_at.is_not(None),
        Conversation.report_settled_at.is_(None),
        visible_to(actor),
        sa.not_(_own(actor)),
    )


def _count(which: sa.ColumnElement[bool]) -> int:
    found = sa.select(sa.func.count(Conversation.id)).join(Conversation.profile).where(which)
    return db.session.scalar(found) or 0

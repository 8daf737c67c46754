"""Who may write to an expert, and who reads a conversation: the two who have it.

The roster manager reads what was reported as unwanted, and nothing else. A seat is one reader's place at one
conversation; `visible_to` is the same rule in SQL.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from roster.core.actor import PUBLIC, Actor, Role
from roster.experts import policy as experts
from roster.experts.models import Profile
from roster.experts.states import Stage
from roster.messages.models import Conversation
from roster.messages.states import Side

# In which of several roles somebody writes.
WRITING_ROLES = (
    Role.MANAGER,
    Role.SEARCHER,
    Role.FOCAL_POINT,
    Role.DRAFTER,
    Role.OFFICER,
    Role.COORDINATOR,
    Role.PROVIDER,
    Role.OBSERVER,
)


@dataclass(frozen=True)
class Seat:
    """One reader at one conversation. `is_by_link`: the expert came by a letter and has no account.

    `is_blocked`: the expert reported a conversation with this sender, this one or another.
    """

    conversation: Conversation
    side: Side
    is_blocked: bool = False
    is_by_link: bool = False


def can_use_messages(actor: Actor) -> bool:
    """Everybody with an account has a page of own conversations, which may be empty."""
    return actor.signed_in


def can_open_link(_actor: Actor) -> bool:
    """Everybody may try a letter's link: its token decides."""
    return True


def has_messages(actor: Actor) -> bool:
    """Whose main navigation leads there: those who may write, and experts."""
    return actor.signed_in and (actor.is_member or actor.has(Role.OBSERVER, Role.EXPERT))


def can_write_to(actor: Actor, profile: Profile) -> bool:
    """Members, of a published profile that they may view and that is not their own.

    What opens the profile to them must be more than its being public.
    """
    if not actor.signed_in or profile.stage is not Stage.PUBLISHED or experts.is_self(actor, profile):
        return False
    return not actor.audiences.isdisjoint(experts.audiences(profile) - {PUBLIC})


def side_of(actor: Actor, conversation: Conversation) -> Side | None:
    """Where this actor sits at this conversation; None for whom it does not exist."""
    if actor.signed_in and conversation.sender_id == actor.user_id:
        return Side.SENDER
    if experts.is_self(actor, conversation.profile):
        return Side.EXPERT
    if conversation.reported_at is not None and _handles_reports(actor):
        return Side.MANAGER
    return None


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`side_of` as a condition on conversations joined with their profiles."""
    ways: list[sa.ColumnElement[bool]] = [Profile.ref.in_(actor.scopes(Role.EXPERT))]
    if actor.signed_in:
        ways.append(Conversation.sender_id == actor.user_id)
    if _handles_reports(actor):
        ways.append(Conversation.reported_at.is_not(None))
    return sa.or_(*ways)


def can_view(actor: Actor, seat: Seat) -> bool:
    """Whether this seat is the actor's; who holds a letter's link has shown the token before."""
    return seat.is_by_link or side_of(actor, seat.conversation) is seat.side


def can_answer(actor: Actor, seat: Seat) -> bool:
    """Both sides go on writing, unless it was reported; the sender only while the expert can be written to."""
    if not can_view(actor, seat) or seat.is_blocked:
        return False
    if seat.side is Side.SENDER:
        return can_write_to(actor, seat.conversation.profile)
    return seat.side is Side.EXPERT


def can_read_up(actor: Actor, seat: Seat) -> bool:
    """Both sides say that they have read what is there."""
    return can_view(actor, seat) and seat.side is not Side.MANAGER


def can_reveal(actor: Actor, seat: Seat) -> bool:
    """The expert alone shows own contact data, or takes them back."""
    return can_view(actor, seat) and seat.side is Side.EXPERT


def can_report(actor: Actor, seat: Seat) -> bool:
    """The expert alone says that a message is unwanted, or that the sender may write again."""
    return can_view(actor, seat) and seat.side is Side.EXPERT


def can_settle(actor: Actor, seat: Seat) -> bool:
    """A roster manager who is on neither side notes that a report was dealt with."""
    return can_view(actor, seat) and seat.side is Side.MANAGER


def _handles_reports(actor: Actor) -> bool:
    return actor.is_system or actor.has(Role.MANAGER)

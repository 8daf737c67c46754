"""A conversation as one of its readers sees it: names only where they are the reader's, never an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from roster.accounts import labels
from roster.core.actor import SECRETARIAT_ROLES, Actor, Assignment, Role
from roster.experts import policy as experts
from roster.experts.presentation import NameView, name_view
from roster.messages.policy import Seat
from roster.messages.states import Purpose, Side, Standing


@dataclass(frozen=True)
class SenderView:
    """Who writes to an expert: the whole of what the expert sees of the sender."""

    name: str
    role: str
    place: str


@dataclass(frozen=True)
class MessageView:
    """One text. `name` is empty for what the reader wrote."""

    text: str
    written_at: datetime
    is_mine: bool
    is_from_expert: bool


@dataclass(frozen=True)
class ConversationView:
    """One conversation for one reader. `expert` is None where the profile is no longer the reader's to see."""

    ref: str
    subject: str
    purpose: object
    side: Side
    standing: Standing
    sender: SenderView
    expert: NameView | None
    expert_ref: str
    messages: tuple[MessageView, ...]
    changed_at: datetime
    revealed: Mapping[str, str]
    revealed_at: datetime | None
    reported_at: datetime | None
    report_reason: str
    report_settled_at: datetime | None

    @property
    def is_unread(self) -> bool:
        """Whether something waits to be read."""
        return self.standing is Standing.UNREAD


def sender_view(name: str, written_as: Assignment, *, language: str) -> SenderView:
    """Name, role, and for which State or organization."""
    if written_as.role in SECRETARIAT_ROLES:
        place = gettext("Secretariat")
    elif written_as.scope == "system":
        place = ""
    else:
        place = labels.scope_label(written_as, language=language)
    return SenderView(name, labels.role_label(written_as.role), place)


def conversation_view(
    actor: Actor, seat: Seat, *, language: str, with_texts: bool = True
) -> ConversationView:
    """The conversation for who sits on this seat. The sender sees the expert only while the policy says so."""
    conversation = seat.conversation
    is_shown = seat.side is not Side.SENDER or experts.can_view(actor, conversation.profile)
    written_as = Assignment(Role(conversation.sender_role), conversation.sender_scope)
    shows_report = seat.side is not Side.SENDER
    return ConversationView(
        ref=conversation.ref,
        subject=conversation.subject,
        purpose=Purpose(conversation.purpose).label,
        side=seat.side,
        standing=_standing(seat),
        sender=sender_view(conversation.sender.name, written_as, language=language),
        expert=name_view(conversation.profile) if is_shown else None,
        expert_ref=conversation.profile.ref if is_shown else "",
        messages=_texts(seat) if with_texts else (),
        changed_at=conversation.changed_at,
        revealed=conversation.revealed if _shows_contact(seat, is_shown=is_shown) else {},
        revealed_at=conversation.revealed_at,
        reported_at=conversation.reported_at if shows_report else None,
        report_reason=conversation.report_reason if shows_report else "",
        report_settled_at=conversation.report_settled_at if shows_report else None,
    )


def _texts(seat: Seat) -> tuple[MessageView, ...]:
    return tuple(
        MessageView(
            message.text,
            message.written_at,
            is_mine=seat.side is (Side.EXPERT if message.is_from_expert else Side.SENDER),
            is_from_expert=message.is_from_expert,
        )
        for message in seat.conversation.messages
    )


def _shows_contact(seat: Seat, *, is_shown: bool) -> bool:
    """To the two only, and to the sender only while the expert is there to be seen."""
    return seat.side is not Side.MANAGER and is_shown


def _standing(seat: Seat) -> Standing:
    conversation = seat.conversation
    if conversation.reported_at is not None:
        return Standing.CLOSED if seat.side is Side.SENDER else Standing.REPORTED
    if _has_news(seat):
        return Standing.UNREAD
    answered = conversation.expert_spoke_at
    is_answered = answered is not None and answered >= conversation.sender_spoke_at
    return Standing.ANSWERED if is_answered else Standing.WAITING


def _has_news(seat: Seat) -> bool:
    """Whether the other side said something after this one last had read everything."""
    conversation = seat.conversation
    if seat.side is Side.EXPERT:
        read = conversation.expert_read_at
        return read is None or conversation.sender_spoke_at > read
    spoken = conversation.expert_spoke_at
    return seat.side is Side.SENDER and spoken is not None and spoken > conversation.sender_read_at

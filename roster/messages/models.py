"""Conversations between a member and an expert, and the messages in them."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.accounts.models import User
from roster.core.db import Base, Recorded
from roster.experts.models import Profile

SUBJECT_LENGTH = 120
TEXT_LENGTH = 3_000
REASON_LENGTH = 500


class Conversation(Recorded, Base):
    """What one member and one expert write to each other about one subject. It goes with the profile."""

    __tablename__ = "conversation"

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id", ondelete="CASCADE"), index=True)
    sender_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    # In which role the sender wrote: the expert goes on reading this when the role has ended.
    sender_role: Mapped[str] = mapped_column(sa.String(30))
    sender_scope: Mapped[str] = mapped_column(sa.String(80))
    purpose: Mapped[str] = mapped_column(sa.String(20))
    subject: Mapped[str] = mapped_column(sa.String(SUBJECT_LENGTH))
    nonce: Mapped[str] = mapped_column(
        sa.String(32)
    )  # binds the links of letters to an expert without account

    # When each side last said something that the other should read, and last had everything read.
    sender_spoke_at: Mapped[datetime]
    expert_spoke_at: Mapped[datetime | None]
    sender_read_at: Mapped[datetime]
    expert_read_at: Mapped[datetime | None]

    # Exactly what the expert chose to show to the sender, as it was then; empty otherwise.
    revealed: Mapped[dict[str, str]] = mapped_column(default=dict)
    revealed_at: Mapped[datetime | None]
    reported_at: Mapped[datetime | None] = mapped_column(index=True)
    report_reason: Mapped[str] = mapped_column(sa.String(REASON_LENGTH), default="")
    report_settled_at: Mapped[datetime | None]

    profile: Mapped[Profile] = relationship(lazy="joined", innerjoin=True)
    sender: Mapped[User] = relationship(lazy="joined", innerjoin=True)
    messages: Mapped[list[Message]] = relationship(
        back_populates="conversation",
        cascade="all, delete-orphan",
        order_by="Message.id",
        passive_deletes=True,
    )


class Message(Base):
    """One text of a conversation. An expert who answers by a letter's link has no account."""

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(
        sa.ForeignKey("conversation.id", ondelete="CASCADE"), index=True
    )
    is_from_expert: Mapped[bool]
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    text: Mapped[str] = mapped_column(sa.Text)
    written_at: Mapped[datetime]

    conversation: Mapped[Conversation] = relationship(back_populates="messages")

    __table_args__ = (sa.Index("ix_message_user_id_written_at", "user_id", "written_at"),)

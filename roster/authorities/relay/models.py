"""A first message to the contact person of an authority, whose address the writer does not see, and the answer."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.accounts.models import User
from roster.authorities.models import Authority
from roster.core.db import Base

SUBJECT_LENGTH = 120
TEXT_LENGTH = 2_000


class AuthorityMessage(Base):
    """One message. It went to a contact person, or to the general mailbox where nobody is named with an address."""

    __tablename__ = "authority_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(sa.String(20), unique=True)
    authority_id: Mapped[int] = mapped_column(sa.ForeignKey("authority.id", ondelete="CASCADE"), index=True)
    contact_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("authority_contact.id", ondelete="SET NULL"), index=True
    )
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"))
    # In which role the sender wrote: the reader goes on seeing this when the role has ended.
    sender_role: Mapped[str] = mapped_column(sa.String(30))
    sender_scope: Mapped[str] = mapped_column(sa.String(80))
    subject: Mapped[str] = mapped_column(sa.String(SUBJECT_LENGTH))
    text: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[datetime]
    nonce: Mapped[str] = mapped_column(sa.String(32))  # binds the link of the letter
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    answered_at: Mapped[datetime | None]

    authority: Mapped[Authority] = relationship(lazy="joined", innerjoin=True)
    sender: Mapped[User] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (sa.Index("ix_authority_message_user_id_at", "user_id", "at"),)

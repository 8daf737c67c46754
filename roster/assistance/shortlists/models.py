"""Shortlists: people chosen for a purpose, in an order, each with a note."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.core.db import Base, Recorded

TITLE_LENGTH = 200
TEXT_LENGTH = 2_000


class Shortlist(Recorded, Base):
    """One list. Its version stands for title, purpose and closing; entries carry their own."""

    __tablename__ = "shortlist"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(sa.String(TITLE_LENGTH))
    purpose: Mapped[str] = mapped_column(sa.Text, default="")
    owner_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    is_closed: Mapped[bool] = mapped_column(default=False)
    # The request for which the people are chosen; it has one list, which is closed when the choice is frozen. Only
    # drafts are ever deleted, and they have none: the column needs no foreign key.
    request_id: Mapped[int | None] = mapped_column(index=True, unique=True)

    entries: Mapped[list[ShortlistEntry]] = relationship(
        back_populates="shortlist",
        cascade="all, delete-orphan",
        order_by="(ShortlistEntry.position, ShortlistEntry.id)",
    )


class ShortlistEntry(Base):
    """One person's place on a list. Without a profile the person is gone, and the place says only that."""

    __tablename__ = "shortlist_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(sa.String(20), unique=True)
    shortlist_id: Mapped[int] = mapped_column(sa.ForeignKey("shortlist.id", ondelete="CASCADE"))
    profile_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("profile.id", ondelete="SET NULL"), index=True
    )
    position: Mapped[int]
    note: Mapped[str] = mapped_column(sa.Text, default="")
    note_version: Mapped[int] = mapped_column(default=1)
    added_at: Mapped[datetime]
    added_by: Mapped[int | None]

    shortlist: Mapped[Shortlist] = relationship(back_populates="entries")

    __table_args__ = (sa.UniqueConstraint("shortlist_id", "profile_id"),)

"""Selection records: whom the secretariat chose for a request, from among how many, by which criteria and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.core.db import Base

DECISION_LENGTH = 4_000


class SelectionRecord(Base):
    """One decision, as it was made. A request has one; it never changes but when somebody in it is erased."""

    __tablename__ = "selection_record"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(sa.String(20), unique=True)
    request_id: Mapped[int] = mapped_column(
        sa.ForeignKey("assistance_request.id", ondelete="CASCADE"), unique=True
    )
    match_ref: Mapped[str] = mapped_column(sa.String(20), default="")  # the match that was kept last, if any
    frozen_at: Mapped[datetime]
    frozen_by: Mapped[int | None]
    decision: Mapped[str] = mapped_column(sa.Text, default="")
    criteria: Mapped[dict[str, Any]]  # as it was asked
    weights: Mapped[dict[str, Any]]  # by part
    pool_size: Mapped[int]
    eligible: Mapped[int]
    excluded: Mapped[dict[str, Any]]  # by hard rule, how many it excludes
    balance: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)  # aspect, code, before, after

    entries: Mapped[list[SelectionEntry]] = relationship(
        back_populates="record", cascade="all, delete-orphan", order_by="SelectionEntry.position"
    )


class SelectionEntry(Base):
    """One person of the decision. Without a profile the person is gone: points and reasons stay, nobody's."""

    __tablename__ = "selection_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(sa.ForeignKey("selection_record.id", ondelete="CASCADE"))
    profile_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("profile.id", ondelete="SET NULL"), index=True
    )
    position: Mapped[int]
    rank: Mapped[int | None]  # None where nothing could be said of the person
    points: Mapped[int | None]  # tenths of a point
    parts: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)  # part, points, maximum
    why: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)  # reasons: kind, part, group, values
    missing: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    against: Mapped[list[dict[str, Any]]] = mapped_column(
        sa.JSON
    )  # what hard rules found, where chosen all the same
    note: Mapped[str] = mapped_column(sa.Text, default="")

    record: Mapped[SelectionRecord] = relationship(back_populates="entries")

    __table_args__ = (sa.UniqueConstraint("record_id", "position"),)

"""Experts asked for a request: whether they are free, and whether they do it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.assistance.engagements.models import Engagement
from roster.assistance.offers.states import OfferStage
from roster.assistance.requests.models import AssistanceRequest
from roster.core.db import Base, Recorded
from roster.experts.models import Profile

TEXT_LENGTH = 2_000
NOTE_LENGTH = 1_000


class ExpertOffer(Recorded, Base):
    """One expert asked to do it. Without a profile the person is gone, and the row says only that."""

    __tablename__ = "expert_offer"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(
        sa.ForeignKey("assistance_request.id", ondelete="CASCADE"), index=True
    )
    profile_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("profile.id", ondelete="SET NULL"), index=True
    )
    # Whose profile was asked, where that became part of another (merges).
    first_profile_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("profile.id", ondelete="SET NULL"), index=True
    )
    engagement_id: Mapped[int | None] = mapped_column(sa.ForeignKey("engagement.id", ondelete="SET NULL"))
    position: Mapped[int]  # in which order they are asked
    stage: Mapped[OfferStage] = mapped_column(
        sa.Enum(
            OfferStage,
            native_enum=False,
            length=20,
            values_callable=lambda kind: [item.value for item in kind],
        ),
        index=True,
    )
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    days: Mapped[int]
    text: Mapped[str] = mapped_column(sa.Text, default="")  # the manager's words to the expert
    nonce: Mapped[str] = mapped_column(sa.String(32))
    sent_at: Mapped[datetime | None]
    due_on: Mapped[date | None] = mapped_column(index=True)  # the last day on which it can be answered
    answered_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(sa.Text, default="")  # the expert's words, for the secretariat
    decided_at: Mapped[datetime | None]  # by the State
    decided_by: Mapped[int | None]
    reason: Mapped[str] = mapped_column(sa.Text, default="")  # the State's words, for the secretariat
    # Hard rules of matching that the manager overruled, and why; the secretariat's alone.
    overruled: Mapped[list[Any]] = mapped_column(sa.JSON, default=list, server_default="[]")
    overruled_because: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    ended_because: Mapped[str | None] = mapped_column(sa.String(20))
    ended_at_stage: Mapped[str | None] = mapped_column(
        sa.String(20)
    )  # where a merge ended it: the undo needs it

    request: Mapped[AssistanceRequest] = relationship(lazy="joined", innerjoin=True)
    profile: Mapped[Profile | None] = relationship(foreign_keys=[profile_id])
    engagement: Mapped[Engagement | None] = relationship()


class AvailabilityQuestion(Recorded, Base):
    """One expert asked whether certain days are free; it binds nobody."""

    __tablename__ = "availability_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(
        sa.ForeignKey("assistance_request.id", ondelete="CASCADE"), index=True
    )
    profile_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("profile.id", ondelete="SET NULL"), index=True
    )
    first_profile_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("profile.id", ondelete="SET NULL"), index=True
    )
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    days: Mapped[int]
    text: Mapped[str] = mapped_column(sa.Text, default="")
    nonce: Mapped[str] = mapped_column(sa.String(32))
    due_on: Mapped[date]
    answer: Mapped[str | None] = mapped_column(sa.String(10))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]  # nobody waits for the answer any more

    request: Mapped[AssistanceRequest] = relationship(lazy="joined", innerjoin=True)
    profile: Mapped[Profile | None] = relationship(foreign_keys=[profile_id])

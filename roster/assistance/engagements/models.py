"""Engagements: an expert at work for a request, and what both sides report afterwards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.assistance.engagements.states import EngagementStage
from roster.assistance.requests.models import AssistanceRequest
from roster.core.db import Base, Recorded
from roster.experts.models import Profile


class Engagement(Recorded, Base):
    """One expert's work for one request. Without a profile the person is gone, and the row says only that."""

    __tablename__ = "engagement"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(
        sa.ForeignKey("assistance_request.id", ondelete="CASCADE"), index=True
    )
    profile_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("profile.id", ondelete="SET NULL"), index=True
    )
    # Whose profile it was when it began, where that became part of another (merges).
    first_profile_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("profile.id", ondelete="SET NULL"), index=True
    )
    stage: Mapped[EngagementStage] = mapped_column(
        sa.Enum(
            EngagementStage,
            native_enum=False,
            length=20,
            values_callable=lambda kind: [item.value for item in kind],
        ),
        index=True,
    )
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    days: Mapped[int]
    # Answers by question; None until that side has reported.
    requester_report: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    requester_reported_at: Mapped[datetime | None]
    requester_reported_by: Mapped[int | None]
    expert_report: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    expert_reported_at: Mapped[datetime | None]
    # The manager's alone.
    feedback: Mapped[str] = mapped_column(sa.Text, default="")
    call_notes: Mapped[str] = mapped_column(sa.Text, default="")

    request: Mapped[AssistanceRequest] = relationship(lazy="joined", innerjoin=True)
    profile: Mapped[Profile | None] = relationship(foreign_keys=[profile_id])

    __table_args__ = (sa.UniqueConstraint("request_id", "profile_id"),)

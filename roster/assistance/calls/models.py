"""Calls for experts where too few fit a request, whom they went to, and who answered."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.assistance.calls.states import Audience, CallStage, CloseReason, StatesCalled
from roster.assistance.requests.models import AssistanceRequest
from roster.core.db import Base, Recorded
from roster.experts.models import Profile

TITLE_LENGTH = 120
TEXT_LENGTH = 3_000
NOTE_LENGTH = 1_000


def _coded(codes: type[StrEnum]) -> sa.Enum:
    return sa.Enum(
        codes, native_enum=False, length=20, values_callable=lambda kind: [item.value for item in kind]
    )


class ExpertCall(Recorded, Base):
    """One call. Its facts are the request's; title and text are the secretariat's own, safe for its readers."""

    __tablename__ = "expert_call"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(
        sa.ForeignKey("assistance_request.id", ondelete="CASCADE"), index=True
    )
    stage: Mapped[CallStage] = mapped_column(_coded(CallStage), index=True)
    title: Mapped[str] = mapped_column(sa.String(TITLE_LENGTH))
    text: Mapped[str] = mapped_column(sa.Text)
    source_language: Mapped[str] = mapped_column(sa.String(2))
    audience: Mapped[Audience] = mapped_column(_coded(Audience))
    names_state: Mapped[bool] = mapped_column(default=False)
    shows_region: Mapped[bool] = mapped_column(default=False)
    answer_by: Mapped[date] = mapped_column(index=True)  # the last day for answers
    networks: Mapped[list[str]] = mapped_column(default=list)  # slugs
    states_called: Mapped[StatesCalled] = mapped_column(_coded(StatesCalled))
    states: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(sa.Text, default="")  # for the secretariat alone
    letter_count: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    close_reason: Mapped[CloseReason | None] = mapped_column(_coded(CloseReason))
    close_note: Mapped[str] = mapped_column(sa.Text, default="")  # for the secretariat alone

    request: Mapped[AssistanceRequest] = relationship(lazy="joined", innerjoin=True)
    invitations: Mapped[list[CallInvitation]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="CallInvitation.id"
    )


class CallInvitation(Base):
    """An expert to whom the call goes by letter. The nonce stands in the letter's link."""

    __tablename__ = "call_invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(sa.ForeignKey("expert_call.id", ondelete="CASCADE"))
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id", ondelete="CASCADE"), index=True)
    nonce: Mapped[str] = mapped_column(sa.String(32))

    profile: Mapped[Profile] = relationship()

    __table_args__ = (sa.UniqueConstraint("call_id", "profile_id"),)


class CallAnswer(Recorded, Base):
    """What an expert, or a State, answered. Without either the person is gone, and the row says only that."""

    __tablename__ = "call_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(sa.ForeignKey("expert_call.id", ondelete="CASCADE"))
    profile_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("profile.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[str | None] = mapped_column(sa.ForeignKey("state.iso2"))
    text: Mapped[str] = mapped_column(sa.Text, default="")
    answered_at: Mapped[datetime]
    answered_by: Mapped[int | None]
    withdrawn_at: Mapped[datetime | None]

    call: Mapped[ExpertCall] = relationship()
    profile: Mapped[Profile | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("call_id", "profile_id"),
        sa.UniqueConstraint("call_id", "state"),
    )

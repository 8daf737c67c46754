"""Nominations: a State's intention to put an expert on the roster, on its way to a published profile.

What a nomination says is kept here and not in a profile, so that nothing of it can be found before it is approved.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.core.db import Base, Recorded
from roster.core.unsaved import UnsavedText, text_by, texts_by_others
from roster.experts.models import Profile
from roster.nominations.states import Stage


class Nomination(Recorded, Base):
    """One nomination. `answers` is a sound profile input as JSON, perhaps incomplete."""

    __tablename__ = "nomination"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - a link to a number must not open another

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(sa.ForeignKey("state.iso2"), index=True)
    stage: Mapped[Stage] = mapped_column(
        sa.Enum(
            Stage, native_enum=False, length=20, values_callable=lambda kind: [item.value for item in kind]
        ),
        index=True,
    )
    stage_since: Mapped[datetime]
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    criteria: Mapped[list[str]] = mapped_column(default=list)
    # The existing profile that this nominates again; after approval the one that was published.
    profile_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("profile.id", ondelete="SET NULL"), index=True
    )
    # Which version of it the draft began from: what changed in the profile since is not the nomination's to undo.
    profile_version: Mapped[int | None]

    drafted_by: Mapped[int | None]
    editors: Mapped[list[int]] = mapped_column(sa.JSON, default=list)
    cleared_by: Mapped[int | None]
    cleared_at: Mapped[datetime | None]
    note_verbale: Mapped[str] = mapped_column(sa.String(200), default="")

    invited_at: Mapped[datetime | None] = mapped_column(index=True)
    invitation_nonce: Mapped[str | None] = mapped_column(sa.String(32))
    invitation_language: Mapped[str | None] = mapped_column(sa.String(2))
    # The account with the address of the nominee, if there is one: its holder decides nothing here.
    nominee_user_id: Mapped[int | None]
    consented_at: Mapped[datetime | None]
    consent_version: Mapped[str | None] = mapped_column(sa.String(20))
    consent_language: Mapped[str | None] = mapped_column(sa.String(2))
    consent_purposes: Mapped[list[str]] = mapped_column(default=list)
    consent_public: Mapped[bool] = mapped_column(default=False)
    consented_digest: Mapped[str | None] = mapped_column(sa.String(64))
    # Read by the expert and the secretariat, not by the State; so it is no part of the answers.
    declared_interests: Mapped[str] = mapped_column(sa.Text, default="")
    refused_at: Mapped[datetime | None]
    refusal_reason: Mapped[str] = mapped_column(sa.Text, default="")

    findings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    checked_at: Mapped[datetime | None]
    assigned_to: Mapped[int | None] = mapped_column(index=True)
    assigned_at: Mapped[datetime | None]
    checklist: Mapped[dict[str, Any]] = mapped_column(default=dict)
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[str | None] = mapped_column(sa.String(30))
    decision_text: Mapped[str] = mapped_column(sa.Text, default="")
    emptied_at: Mapped[datetime | None]
    reduced_at: Mapped[
        datetime | None
    ]  # approved, and cut down to what the proof of consent and clearance needs

    profile: Mapped[Profile | None] = relationship()
    steps: Mapped[list[NominationStep]] = relationship(
        cascade="all, delete-orphan", order_by="NominationStep.id", passive_deletes=True
    )
    comments: Mapped[list[NominationComment]] = relationship(
        cascade="all, delete-orphan", order_by="NominationComment.id", passive_deletes=True
    )
    files: Mapped[list[NominationFile]] = relationship(
        cascade="all, delete-orphan", order_by="NominationFile.id", passive_deletes=True, lazy="selectin"
    )
    typing: Mapped[list[NominationTyping]] = relationship(
        cascade="all, delete-orphan", order_by="NominationTyping.id", passive_deletes=True
    )

    @property
    def cv(self) -> NominationFile | None:
        """The CV that came with the nomination."""
        return next((file for file in self.files if file.purpose == CV), None)

    @property
    def clearance(self) -> NominationFile | None:
        """The signed note verbale."""
        return next((file for file in self.files if file.purpose == CLEARANCE), None)

    @property
    def unsaved(self) -> dict[str, dict[str, list[str]]]:
        """What was typed and not saved, whoever typed it: by step, then field, as it stood in the form."""
        return {row.step: row.typed for row in self.typing if row.step != CORRECTIONS}

    def typed_by(self, user_id: int | None, step: str) -> NominationTyping | None:
        """What this person typed into a step and did not save."""
        return text_by(self.typing, user_id, step)

    def typed_by_others(self, user_id: int | None, step: str) -> list[NominationTyping]:
        """What others typed into a step and did not save."""
        return texts_by_others(self.typing, user_id, step)

    @property
    def corrections(self) -> dict[str, list[str]] | None:
        """What the expert typed over the answers, for the expert alone until it is agreed to."""
        return next((row.typed for row in self.typing if row.step == CORRECTIONS), None)


CV = "cv"
CLEARANCE = "clearance"
CORRECTIONS = "corrections"  # what the expert typed over the State's answers and has not agreed to yet


class NominationStep(Base):
    """A line of the timeline: who moved the nomination from where to where. Rows are only added."""

    __tablename__ = "nomination_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(sa.ForeignKey("nomination.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    by_user: Mapped[int | None]
    by_role: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(30))
    before: Mapped[str] = mapped_column(sa.String(20))
    after: Mapped[str] = mapped_column(sa.String(20))
    reason: Mapped[str] = mapped_column(sa.String(30), default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")


class NominationComment(Base):
    """A remark of the secretariat on one field. The State reads it from the moment it was sent back."""

    __tablename__ = "nomination_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(sa.ForeignKey("nomination.id", ondelete="CASCADE"), index=True)
    field: Mapped[str] = mapped_column(sa.String(40))
    text: Mapped[str] = mapped_column(sa.Text)
    by_user: Mapped[int | None]
    at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[int | None]


class NominationFile(Base):
    """A file in the store: the CV, which goes to the profile when it is published, or the signed note verbale."""

    __tablename__ = "nomination_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(sa.ForeignKey("nomination.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(sa.String(20))
    stored_name: Mapped[str] = mapped_column(sa.String(32), unique=True)
    file_name: Mapped[str] = mapped_column(sa.String(200))
    kind: Mapped[str] = mapped_column(sa.String(10))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    text: Mapped[str] = mapped_column(sa.Text, deferred=True)
    language: Mapped[str | None] = mapped_column(sa.String(2))
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[int | None]

    __table_args__ = (sa.UniqueConstraint("nomination_id", "purpose"),)


class NominationTyping(UnsavedText, Base):
    """What one person typed into one step of a nomination and did not save."""

    __tablename__ = "nomination_typing"

    nomination_id: Mapped[int] = mapped_column(sa.ForeignKey("nomination.id", ondelete="CASCADE"))

    __table_args__ = (sa.UniqueConstraint("nomination_id", "step", "by_user"),)

"""Requests of States for technical assistance: what is needed, where the request stands, what was said about it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.assistance.requests.states import Stage
from roster.core.db import Base, Recorded
from roster.core.unsaved import UnsavedText, text_by, texts_by_others
from roster.people.models import Organisation

TITLE_LENGTH = 80
LINE_LENGTH = 200
TEXT_LENGTH = 4_000
EMAIL_LENGTH, PHONE_LENGTH = 254, 40


class AssistanceRequest(Recorded, Base):
    """One request. Its own words are all in one language, the `source_language`."""

    __tablename__ = "assistance_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(sa.ForeignKey("state.iso2"), index=True)
    stage: Mapped[Stage] = mapped_column(
        sa.Enum(
            Stage,
            name="requeststage",
            native_enum=False,
            length=20,
            values_callable=lambda kind: [item.value for item in kind],
        ),
        index=True,
    )
    stage_since: Mapped[datetime]
    moved_at: Mapped[datetime] = mapped_column(index=True)  # the last time that anything happened
    source_language: Mapped[str] = mapped_column(sa.String(2))

    title: Mapped[str] = mapped_column(sa.String(TITLE_LENGTH), default="")
    modality: Mapped[str] = mapped_column(sa.String(20))
    assistance_type_id: Mapped[str | None] = mapped_column(sa.String(60), index=True)
    # Rows of article and topic, the most important first; the two lists after it are made from it, for queries.
    subjects: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    articles: Mapped[list[int]] = mapped_column(sa.JSON, default=list)
    topics: Mapped[list[str]] = mapped_column(default=list)
    need_reference: Mapped[str] = mapped_column(sa.String(LINE_LENGTH), default="")
    outcome: Mapped[str] = mapped_column(sa.Text, default="")
    target_group: Mapped[str] = mapped_column(sa.String(LINE_LENGTH), default="")
    participants: Mapped[int | None]
    details: Mapped[str] = mapped_column(sa.Text, default="")  # what this modality asks besides
    what_exists: Mapped[str] = mapped_column(sa.Text, default="")
    languages: Mapped[list[dict[str, Any]]] = mapped_column(
        sa.JSON, default=list
    )  # code, level, drafts_legal

    starts_on: Mapped[date | None] = mapped_column(index=True)
    ends_on: Mapped[date | None]
    urgency: Mapped[str] = mapped_column(sa.String(20), default="normal")
    urgency_reason: Mapped[str] = mapped_column(sa.String(400), default="")
    place: Mapped[str] = mapped_column(sa.String(LINE_LENGTH), default="")

    authority_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("authority.id", ondelete="SET NULL"), index=True
    )
    authority_name: Mapped[str] = mapped_column(sa.String(300), default="")
    # Read by the own State and the secretariat: contact, preferences, exclusions, the letter.
    contact_name: Mapped[str] = mapped_column(sa.String(LINE_LENGTH), default="")
    contact_email: Mapped[str] = mapped_column(sa.String(EMAIL_LENGTH), default="")
    contact_phone: Mapped[str] = mapped_column(sa.String(PHONE_LENGTH), default="")
    preferred_states: Mapped[list[str]] = mapped_column(default=list)
    excluded_states: Mapped[list[str]] = mapped_column(default=list)
    excluded_experts: Mapped[list[str]] = mapped_column(default=list)  # references of profiles
    preference_note: Mapped[str] = mapped_column(sa.Text, default="")

    visibility: Mapped[str] = mapped_column(sa.String(20), default="secretariat", index=True)
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    drafted_by: Mapped[int | None]
    submitted_by: Mapped[int | None]
    submitted_at: Mapped[datetime | None]
    acknowledge_by: Mapped[date | None] = mapped_column(index=True)
    acknowledged_at: Mapped[datetime | None]
    decline_reason: Mapped[str | None] = mapped_column(sa.String(30))
    decision_text: Mapped[str] = mapped_column(sa.Text, default="")  # to the State, with a decline

    events: Mapped[list[RequestEvent]] = relationship(
        cascade="all, delete-orphan", order_by="RequestEvent.id", passive_deletes=True
    )
    messages: Mapped[list[RequestMessage]] = relationship(
        cascade="all, delete-orphan", order_by="RequestMessage.id", passive_deletes=True
    )
    typing: Mapped[list[RequestTyping]] = relationship(
        cascade="all, delete-orphan", order_by="RequestTyping.id", passive_deletes=True
    )
    letter: Mapped[RequestLetter | None] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, uselist=False, lazy="selectin"
    )
    named_providers: Mapped[list[Organisation]] = relationship(
        secondary="request_provider", order_by=Organisation.ref, lazy="selectin"
    )

    @property
    def unsaved(self) -> dict[str, dict[str, list[str]]]:
        """What was typed and not saved, whoever typed it: by step, then field, as it stood in the form."""
        return {row.step: row.typed for row in self.typing}

    def typed_by(self, user_id: int | None, step: str) -> RequestTyping | None:
        """What this person typed into a step and did not save."""
        return text_by(self.typing, user_id, step)

    def typed_by_others(self, user_id: int | None, step: str) -> list[RequestTyping]:
        """What others typed into a step and did not save."""
        return texts_by_others(self.typing, user_id, step)


request_provider = sa.Table(
    "request_provider",
    Base.metadata,
    sa.Column("request_id", sa.ForeignKey("assistance_request.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("organisation_id", sa.ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True),
)


class RequestEvent(Base):
    """A line of the timeline, as a code with values, so that every reader sees it in the own language."""

    __tablename__ = "request_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(
        sa.ForeignKey("assistance_request.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    by_user: Mapped[int | None]
    by_role: Mapped[str] = mapped_column(sa.String(20))
    kind: Mapped[str] = mapped_column(sa.String(30))
    before: Mapped[str] = mapped_column(sa.String(20), default="")
    after: Mapped[str] = mapped_column(sa.String(20), default="")
    values: Mapped[dict[str, str]] = mapped_column(default=dict)


class RequestMessage(Base):
    """A question of the secretariat with the State's answer."""

    __tablename__ = "request_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(
        sa.ForeignKey("assistance_request.id", ondelete="CASCADE"), index=True
    )
    question: Mapped[str] = mapped_column(sa.Text)
    asked_at: Mapped[datetime]
    asked_by: Mapped[int | None]
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None]


class RequestTyping(UnsavedText, Base):
    """What one person typed into one step of a request and did not save."""

    __tablename__ = "request_typing"

    request_id: Mapped[int] = mapped_column(sa.ForeignKey("assistance_request.id", ondelete="CASCADE"))

    __table_args__ = (sa.UniqueConstraint("request_id", "step", "by_user"),)


class RequestLetter(Base):
    """The mandate letter, a PDF in the file store."""

    __tablename__ = "request_letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(
        sa.ForeignKey("assistance_request.id", ondelete="CASCADE"), unique=True
    )
    stored_name: Mapped[str] = mapped_column(sa.String(32), unique=True)
    file_name: Mapped[str] = mapped_column(sa.String(200))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[int | None]

"""Authorities of States: what they do, how and when they are reached, who said so and when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.authorities.states import Stage
from roster.core.db import Base, Recorded
from roster.core.multilingual import MultilingualColumn, MultilingualText

NAME_LENGTH = 300
NOTE_LENGTH = 1_000
LINE_LENGTH = 200
REPORT_LENGTH = 1_000


class Authority(Recorded, Base):
    """One authority of one State with everything that a request to it needs."""

    __tablename__ = "authority"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(sa.ForeignKey("state.iso2"), index=True)
    stage: Mapped[Stage] = mapped_column(
        sa.Enum(
            Stage, native_enum=False, length=20, values_callable=lambda kind: [item.value for item in kind]
        ),
        index=True,
    )
    name: Mapped[MultilingualText] = mapped_column(MultilingualColumn)
    english_name: Mapped[str] = mapped_column(sa.String(NAME_LENGTH), default="")
    acronym: Mapped[str] = mapped_column(sa.String(40), default="")
    scope_note: Mapped[MultilingualText | None] = mapped_column(MultilingualColumn)
    designation_reference: Mapped[str] = mapped_column(sa.String(LINE_LENGTH), default="")
    designated_on: Mapped[date | None]
    # What a focal point wants to change of name and functions, until the manager agrees (domain: two pairs of eyes).
    proposal: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))

    mailbox: Mapped[str] = mapped_column(sa.String(254), default="")
    address: Mapped[str] = mapped_column(sa.Text, default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    secure_email: Mapped[str] = mapped_column(sa.String(254), default="")
    duty_line: Mapped[str] = mapped_column(sa.String(40), default="")

    opening_hours: Mapped[dict[str, Any]] = mapped_column(
        default=dict
    )  # weekday ("0" is Monday): [from, to]s
    time_zone: Mapped[str] = mapped_column(sa.String(60), default="")
    rest_days: Mapped[list[Any]] = mapped_column(sa.JSON, default=list)  # weekdays as numbers
    holidays: Mapped[dict[str, str]] = mapped_column(default=dict)  # day: its name

    request_languages: Mapped[dict[str, str]] = mapped_column(default=dict)  # code: when
    channels: Mapped[list[str]] = mapped_column(default=list)
    signature: Mapped[str | None] = mapped_column(sa.String(20))
    encryption: Mapped[str | None] = mapped_column(sa.String(20))
    urgent_procedure: Mapped[str | None] = mapped_column(sa.String(20), index=True)
    urgent_note: Mapped[str] = mapped_column(sa.Text, default="")
    uncac_basis: Mapped[list[str]] = mapped_column(default=list)
    dual_criminality: Mapped[str | None] = mapped_column(sa.String(20))
    limits_on_use: Mapped[str] = mapped_column(sa.Text, default="")
    required_attachments: Mapped[str] = mapped_column(sa.Text, default="")
    usual_time_days: Mapped[int | None]
    links: Mapped[list[str]] = mapped_column(default=list)

    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(index=True)
    confirmed_by: Mapped[int | None]
    search_words: Mapped[str] = mapped_column(sa.Text, default="")  # names folded, for the list's question

    duties: Mapped[list[AuthorityDuty]] = relationship(
        cascade="all, delete-orphan", order_by="AuthorityDuty.position", lazy="selectin"
    )
    contacts: Mapped[list[AuthorityContact]] = relationship(
        cascade="all, delete-orphan", order_by="AuthorityContact.position", lazy="selectin"
    )


class AuthorityDuty(Base):
    """One function that the authority has, and for what part of it: a territory, an offence, a stage."""

    __tablename__ = "authority_duty"

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(sa.ForeignKey("authority.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    function_id: Mapped[str] = mapped_column(sa.ForeignKey("authority_function.id"), index=True)
    scope_note: Mapped[str] = mapped_column(sa.String(LINE_LENGTH), default="")


class AuthorityContact(Base):
    """Somebody who answers for the authority. Read on request alone, and each time is on record."""

    __tablename__ = "authority_contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(sa.String(20), unique=True)
    authority_id: Mapped[int] = mapped_column(sa.ForeignKey("authority.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    role: Mapped[str] = mapped_column(sa.String(20))
    post: Mapped[str] = mapped_column(sa.String(LINE_LENGTH), default="")
    name: Mapped[str] = mapped_column(sa.String(LINE_LENGTH))
    languages: Mapped[list[str]] = mapped_column(default=list)
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")


class AuthorityReport(Base):
    """Somebody says that the entry is wrong; the authority answers within ten of its working days."""

    __tablename__ = "authority_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(sa.String(20), unique=True)
    authority_id: Mapped[int] = mapped_column(sa.ForeignKey("authority.id", ondelete="CASCADE"), index=True)
    # Nobody: the system reports that letters to one of its addresses come back, `returned` says to which.
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    returned: Mapped[str] = mapped_column(sa.String(20), default="", server_default="")
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(sa.Text)
    due_on: Mapped[date] = mapped_column(index=True)
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None]
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    outcome: Mapped[str | None] = mapped_column(sa.String(20))

    authority: Mapped[Authority] = relationship(lazy="joined", innerjoin=True)


class AuthorityReach(Base):
    """Somebody says whether the authority answered, on which way."""

    __tablename__ = "authority_reach"

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(sa.ForeignKey("authority.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    at: Mapped[datetime]
    is_reached: Mapped[bool]
    channel: Mapped[str] = mapped_column(sa.String(20))

    __table_args__ = (sa.Index("ix_authority_reach_authority_id_at", "authority_id", "at"),)

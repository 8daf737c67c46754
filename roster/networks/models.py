"""Networks of practitioners, who belongs to them, and the people who answer there."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.authorities.models import Authority
from roster.core.db import Base, Recorded
from roster.core.multilingual import MultilingualColumn, MultilingualText
from roster.networks.states import Branch, MembershipKind, MemberType, NetworkKind, PointRole, Scope, Status
from roster.people.models import Person

LINE_LENGTH = 200
REASON_LENGTH = 1_000


def _coded(codes: type[StrEnum]) -> sa.Enum:
    return sa.Enum(
        codes, native_enum=False, length=20, values_callable=lambda kind: [item.value for item in kind]
    )


class Network(Recorded, Base):
    """One network with the facts that anybody may read. Its address is the slug."""

    __tablename__ = "network"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(sa.String(40), unique=True)
    acronym: Mapped[str] = mapped_column(sa.String(40), default="")
    name: Mapped[MultilingualText] = mapped_column(MultilingualColumn)
    official_languages: Mapped[list[str]] = mapped_column(
        default=list
    )  # of the name; others are translations
    kind: Mapped[NetworkKind] = mapped_column(_coded(NetworkKind), index=True)
    scope: Mapped[Scope] = mapped_column(_coded(Scope), index=True)
    states: Mapped[list[str]] = mapped_column(default=list)  # open to these; none means to any
    groups: Mapped[list[str]] = mapped_column(default=list)  # regional groups that a regional one reaches
    region: Mapped[str] = mapped_column(sa.String(LINE_LENGTH), default="")
    purpose: Mapped[str] = mapped_column(sa.Text, default="")
    founded_year: Mapped[int | None]
    secretariat: Mapped[str] = mapped_column(sa.String(LINE_LENGTH), default="")
    website: Mapped[str] = mapped_column(sa.String(500), default="")
    statute_link: Mapped[str] = mapped_column(sa.String(500), default="")
    languages: Mapped[list[str]] = mapped_column(default=list)
    member_types: Mapped[list[str]] = mapped_column(default=list)  # what may belong: MemberType
    functions: Mapped[list[str]] = mapped_column(default=list)  # one of which an authority needs; none: any
    cap_per_state: Mapped[int | None]
    membership_kinds: Mapped[list[str]] = mapped_column(default=list)
    size: Mapped[str] = mapped_column(sa.String(LINE_LENGTH), default="")
    size_as_of: Mapped[str] = mapped_column(sa.String(10), default="")  # a year, a month or a day
    source: Mapped[str] = mapped_column(sa.Text, default="")
    confidence: Mapped[str] = mapped_column(sa.String(20))

    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None]
    search_words: Mapped[str] = mapped_column(sa.Text, default="")  # names folded, for the list's question


class Membership(Recorded, Base):
    """An authority, a State or a person in a network. `state` is the member's, whatever kind it is of."""

    __tablename__ = "membership"

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(sa.ForeignKey("network.id", ondelete="CASCADE"))
    member_type: Mapped[MemberType] = mapped_column(_coded(MemberType))
    authority_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("authority.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), index=True)
    state: Mapped[str | None] = mapped_column(sa.ForeignKey("state.iso2"), index=True)
    kind: Mapped[MembershipKind] = mapped_column(_coded(MembershipKind))
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    status: Mapped[Status] = mapped_column(_coded(Status))
    applied_by: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    applied_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(sa.Text, default="")  # of the application
    verified_at: Mapped[datetime | None]
    verified_by: Mapped[int | None]
    decision: Mapped[str] = mapped_column(sa.Text, default="")  # why it was declined or ended
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None]

    network: Mapped[Network] = relationship(lazy="joined", innerjoin=True)
    authority: Mapped[Authority | None] = relationship()
    person: Mapped[Person | None] = relationship()
    points: Mapped[list[ContactPoint]] = relationship(
        back_populates="membership",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="ContactPoint.position, ContactPoint.id",
    )

    __table_args__ = (
        sa.CheckConstraint(
            "(member_type = 'authority' AND authority_id IS NOT NULL AND person_id IS NULL AND state IS NOT NULL)"
            " OR (member_type = 'state' AND authority_id IS NULL AND person_id IS NULL AND state IS NOT NULL)"
            " OR (member_type = 'person' AND authority_id IS NULL AND person_id IS NOT NULL)",
            name="one_member",
        ),
        sa.Index("ix_membership_network_id_status", "network_id", "status"),
    )


class ContactPoint(Recorded, Base):
    """Somebody who answers for a member of a network. The person's own details stand with the person, once."""

    __tablename__ = "network_contact_point"

    id: Mapped[int] = mapped_column(primary_key=True)
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("membership.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    role: Mapped[PointRole] = mapped_column(_coded(PointRole))
    branch: Mapped[Branch | None] = mapped_column(_coded(Branch))
    post: Mapped[str] = mapped_column(sa.String(LINE_LENGTH), default="")

    membership: Mapped[Membership] = relationship(back_populates="points")
    person: Mapped[Person] = relationship()

    __table_args__ = (sa.UniqueConstraint("membership_id", "person_id"),)

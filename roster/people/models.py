"""Persons: names in their own script and in Latin letters, languages, how to reach them; and organisations."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.core.db import Base, Recorded
from roster.core.multilingual import MultilingualColumn, MultilingualText

# What a set of contact details is for.
ROSTER, NETWORK = "roster", "network"


class Person(Base):
    """One human being. There is no date of birth: nothing here needs it."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(sa.String(20), unique=True)
    family_name: Mapped[str] = mapped_column(sa.String(200))
    given_name: Mapped[str] = mapped_column(sa.String(200), default="")
    latin_family_name: Mapped[str] = mapped_column(sa.String(200), default="")
    latin_given_name: Mapped[str] = mapped_column(sa.String(200), default="")
    title: Mapped[str] = mapped_column(sa.String(60), default="")
    gender: Mapped[str | None] = mapped_column(sa.String(20))
    nationalities: Mapped[list[str]] = mapped_column(default=list)
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"), index=True)

    contact: Mapped[Contact] = relationship(
        primaryjoin=lambda: sa.and_(Contact.person_id == Person.id, Contact.purpose == ROSTER),
        back_populates="person",
        cascade="all, delete-orphan",
        uselist=False,
        lazy="joined",
    )
    # How the person is reached as contact point of networks: one set for all of them.
    network_contact: Mapped[Contact | None] = relationship(
        primaryjoin=lambda: sa.and_(Contact.person_id == Person.id, Contact.purpose == NETWORK),
        cascade="all, delete-orphan",
        uselist=False,
        overlaps="contact,person",
    )
    languages: Mapped[list[SpokenLanguage]] = relationship(
        back_populates="person",
        cascade="all, delete-orphan",
        order_by="SpokenLanguage.position",
        lazy="selectin",
    )

    name_keys: Mapped[list[NameKey]] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    @property
    def full_name(self) -> str:
        """The name in its own script, family name last as most scripts of the roster write it in lists."""
        return own_order(self.given_name, self.family_name)

    @property
    def latin_name(self) -> str:
        """The name in Latin letters; equal to `full_name` where that is Latin already."""
        return " ".join(part for part in (self.latin_given_name, self.latin_family_name) if part)


class Contact(Base):
    """How a person is reached for one purpose; each purpose has readers of its own."""

    __tablename__ = "contact_set"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(sa.String(20), default=ROSTER)
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    city: Mapped[str] = mapped_column(sa.String(200), default="")
    country: Mapped[str | None] = mapped_column(sa.String(2))
    time_zone: Mapped[str] = mapped_column(sa.String(60), default="")
    is_relay_only: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship(back_populates="contact")

    __table_args__ = (sa.UniqueConstraint("person_id", "purpose"),)


class SpokenLanguage(Base):
    """A language of a person, with a level (CEFR) each for speaking, reading and writing."""

    __tablename__ = "spoken_language"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    code: Mapped[str] = mapped_column(sa.String(12))
    speaking: Mapped[str | None] = mapped_column(sa.String(2))
    reading: Mapped[str | None] = mapped_column(sa.String(2))
    writing: Mapped[str | None] = mapped_column(sa.String(2))
    drafts_legal: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship(back_populates="languages")

    __table_args__ = (sa.UniqueConstraint("person_id", "code"),)


class NameKey(Base):
    """A key under which a person's name is found whatever script or spelling somebody writes (matching)."""

    __tablename__ = "name_key"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(8), primary_key=True)

    __table_args__ = (sa.Index("ix_name_key_key", "key", "person_id"),)


class Organisation(Recorded, Base):
    """A body that has to do with assistance. The role of a provider holds for one of them (`organisation:ORG-…`)."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[MultilingualText] = mapped_column(MultilingualColumn)
    acronym: Mapped[str] = mapped_column(sa.String(40), default="")
    kind: Mapped[str] = mapped_column(sa.String(40))
    website: Mapped[str] = mapped_column(sa.String(400), default="")
    is_provider: Mapped[bool] = mapped_column(
        default=True
    )  # requests can be shown to it, and it offers assistance
    # Read by the secretariat alone.
    contact_name: Mapped[str] = mapped_column(sa.String(200), default="")
    contact_email: Mapped[str] = mapped_column(sa.String(254), default="")
    contact_phone: Mapped[str] = mapped_column(sa.String(40), default="")


def own_order(given: str, family: str) -> str:
    """Both parts of a name in the order of its script: Han and Hangul names begin with the family name."""
    if family and "\u2e80" <= family[0] <= "\ud7a3":
        return f"{family}{given}"
    return " ".join(part for part in (given, family) if part)

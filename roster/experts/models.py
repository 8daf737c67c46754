"""Expert profiles: what a person offers to anti-corruption assistance, line by line."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.core.db import Base, Recorded
from roster.core.multilingual import MultilingualColumn, MultilingualText
from roster.experts.cv.models import CvFile
from roster.experts.states import Stage
from roster.people.models import Person

LONG = sa.Text


class Profile(Recorded, Base):
    """One expert on the roster. The person behind it holds names, languages and contact.

    A number is never given twice: search and the outbox know a profile by it after it has gone.
    """

    __tablename__ = "profile"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's way to say it

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), unique=True)
    nominating_state: Mapped[str | None] = mapped_column(sa.ForeignKey("state.iso2"), index=True)
    stage: Mapped[Stage] = mapped_column(
        sa.Enum(
            Stage, native_enum=False, length=20, values_callable=lambda kind: [item.value for item in kind]
        ),
        index=True,
    )
    category: Mapped[str | None] = mapped_column(sa.String(30))

    employer: Mapped[str] = mapped_column(sa.String(300), default="")
    post: Mapped[str] = mapped_column(sa.String(300), default="")
    organisation_type: Mapped[str | None] = mapped_column(sa.String(40))
    employed_since: Mapped[int | None]
    earlier_posts: Mapped[str] = mapped_column(LONG, default="")

    legal_system: Mapped[str | None] = mapped_column(sa.String(20))
    countries_worked: Mapped[list[str]] = mapped_column(default=list)

    notice_days: Mapped[int | None]
    days_per_year: Mapped[int | None]
    mode: Mapped[str | None] = mapped_column(sa.String(20))
    regions_excluded: Mapped[list[str]] = mapped_column(default=list)
    employer_release: Mapped[str | None] = mapped_column(sa.String(20))

    brief_profile: Mapped[MultilingualText | None] = mapped_column(MultilingualColumn)
    publications: Mapped[str] = mapped_column(LONG, default="")
    education: Mapped[str] = mapped_column(sa.String(300), default="")
    certificates: Mapped[str] = mapped_column(LONG, default="")
    referees: Mapped[str] = mapped_column(LONG, default="")
    declared_interests: Mapped[str] = mapped_column(LONG, default="")
    staff_notes: Mapped[str] = mapped_column(LONG, default="")

    is_public: Mapped[bool] = mapped_column(default=False)
    consented_on: Mapped[date | None]
    consent_version: Mapped[str | None] = mapped_column(sa.String(20))
    consent_language: Mapped[str | None] = mapped_column(sa.String(2))
    term_starts_on: Mapped[date | None]
    term_ends_on: Mapped[date | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(index=True)
    confirmed_by_role: Mapped[str | None] = mapped_column(sa.String(20))
    suspend_reason: Mapped[str | None] = mapped_column(sa.String(30))

    # Another profile of the same person that stands for this one too: this one exists for nobody (merges).
    merged_into_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("profile.id", ondelete="CASCADE"), index=True
    )
    import_id: Mapped[int | None] = mapped_column(sa.ForeignKey("expert_import.id"), index=True)

    person: Mapped[Person] = relationship(cascade="all", single_parent=True, lazy="joined")
    expertise: Mapped[list[ExpertiseLine]] = relationship(
        cascade="all, delete-orphan", order_by="ExpertiseLine.position", lazy="selectin"
    )
    reviews: Mapped[list[ReviewExperience]] = relationship(
        cascade="all, delete-orphan", order_by="ReviewExperience.position", lazy="selectin"
    )
    absences: Mapped[list[Absence]] = relationship(
        cascade="all, delete-orphan", order_by="Absence.starts_on", lazy="selectin"
    )
    cv: Mapped[CvFile | None] = relationship(cascade="all, delete-orphan")


class ExpertiseLine(Base):
    """One line of expertise: article or topic, by type of assistance, with level and evidence."""

    __tablename__ = "expertise_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    article_no: Mapped[int | None]
    topic_id: Mapped[str | None] = mapped_column(sa.String(60))
    assistance_type_id: Mapped[str | None] = mapped_column(sa.String(60))
    level: Mapped[str | None] = mapped_column(sa.String(20))
    years: Mapped[int | None]
    evidence: Mapped[str] = mapped_column(sa.String(500), default="")
    last_used: Mapped[int | None]


class ReviewExperience(Base):
    """A review in which the expert took part: mechanism, year, State under review."""

    __tablename__ = "review_experience"

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    mechanism_id: Mapped[str] = mapped_column(sa.String(60))
    year: Mapped[int | None]
    state_iso2: Mapped[str | None] = mapped_column(sa.String(2))


class Absence(Base):
    """A span of days on which the expert cannot be asked."""

    __tablename__ = "expert_absence"

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]

"""Tables of the vocabularies: written by `loading` alone, read through the snapshot of `queries`."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from roster.core.db import Base


class Entry:
    """What every vocabulary has: labels per language, how far each can be trusted, and its place.

    Nothing is ever deleted: what leaves the data files gets `retired_at`, because records may point to it.
    """

    labels: Mapped[dict[str, str]]
    trust: Mapped[dict[str, str]]
    source: Mapped[str] = mapped_column(sa.String(400))
    position: Mapped[int]
    retired_at: Mapped[datetime | None]


class RegionalGroup(Entry, Base):
    """One of the five regional groups of the United Nations."""

    __tablename__ = "regional_group"

    id: Mapped[str] = mapped_column(sa.String(20), primary_key=True)


class State(Entry, Base):
    """A member, an observer, a State party that is neither, or the European Union."""

    __tablename__ = "state"

    iso2: Mapped[str] = mapped_column(sa.String(2), primary_key=True)
    iso3: Mapped[str] = mapped_column(sa.String(3), unique=True)
    m49: Mapped[str | None] = mapped_column(sa.String(3), unique=True)
    entity_type: Mapped[str] = mapped_column(sa.String(40))
    aliases: Mapped[list[str]]
    regional_group: Mapped[str | None] = mapped_column(sa.ForeignKey(RegionalGroup.id), index=True)
    regional_group_note: Mapped[str] = mapped_column(sa.String(400))
    uncac_status: Mapped[str] = mapped_column(sa.String(20))
    uncac_signed_on: Mapped[date | None]
    uncac_consent_on: Mapped[date | None]
    uncac_consent_type: Mapped[str | None] = mapped_column(sa.String(20))
    uncac_note: Mapped[str] = mapped_column(sa.String(400))
    status_trust: Mapped[str] = mapped_column(sa.String(20))
    status_source: Mapped[str] = mapped_column(sa.String(400))
    may_nominate: Mapped[bool]
    official_languages: Mapped[list[str]]
    legal_tradition: Mapped[str | None] = mapped_column(sa.String(20))
    is_ldc: Mapped[bool]
    is_lldc: Mapped[bool]
    is_sids: Mapped[bool]
    tile_column: Mapped[int | None]
    tile_row: Mapped[int | None]


class Language(Entry, Base):
    """A language somebody may speak or an authority may accept; the code is that of CLDR."""

    __tablename__ = "language"

    code: Mapped[str] = mapped_column(sa.String(10), primary_key=True)
    own_name: Mapped[str] = mapped_column(sa.String(80))
    aliases: Mapped[list[str]]
    is_un: Mapped[bool]
    is_official: Mapped[bool]


class Article(Entry, Base):
    """An article of the Convention with the chapter that it stands in."""

    __tablename__ = "article"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chapter_number: Mapped[int]
    chapter_roman: Mapped[str] = mapped_column(sa.String(8))
    chapter_labels: Mapped[dict[str, str]]
    review_cycle: Mapped[int | None]
    criminalization: Mapped[str | None] = mapped_column(sa.String(20))


class Topic(Entry, Base):
    """A subject, under another one or at the top, tied to articles."""

    __tablename__ = "topic"

    id: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    parent_id: Mapped[str | None] = mapped_column(sa.ForeignKey("topic.id"), index=True)
    articles: Mapped[list[Any]] = mapped_column(sa.JSON)
    synonyms: Mapped[dict[str, Any]]


class AssistanceType(Entry, Base):
    """A form of technical assistance."""

    __tablename__ = "assistance_type"

    id: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    used_in: Mapped[str] = mapped_column(sa.String(40))
    category: Mapped[str | None] = mapped_column(sa.String(40))
    is_offered: Mapped[bool]


class AuthorityFunction(Entry, Base):
    """A function that a State may entrust to an authority."""

    __tablename__ = "authority_function"

    id: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    instrument: Mapped[str] = mapped_column(sa.String(80))
    article: Mapped[str] = mapped_column(sa.String(40))
    basis: Mapped[str] = mapped_column(sa.String(40))
    is_choosable: Mapped[bool]


class ReviewMechanism(Entry, Base):
    """A review mechanism in one of its cycles or rounds."""

    __tablename__ = "review_mechanism"

    id: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    organisation: Mapped[str] = mapped_column(sa.String(120))
    mechanism: Mapped[str] = mapped_column(sa.String(120))
    cycle: Mapped[str] = mapped_column(sa.String(120))
    start_year: Mapped[int]
    end_year: Mapped[int | None]
    confidence: Mapped[str] = mapped_column(sa.String(20))


class VocabularyVersion(Base):
    """One row that changes with every change of a vocabulary, so that a process knows when to read again."""

    __tablename__ = "vocabulary_version"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(sa.String(64))
    loaded_at: Mapped[datetime]

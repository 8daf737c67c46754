"""A request as matching sees it: what is asked, of whom it must not be asked, and on which day it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from flask_babel import lazy_gettext as _

from roster.vocabulary.codes import CefrLevel, Coded, ExpertiseLevel, Gender, Mode

REVIEW_CONFLICT_YEARS = 5


class Skill(Coded):
    """What somebody must be able to do in a language."""

    SPEAKING = "speaking", _("Speaking")
    READING = "reading", _("Reading")
    WRITING = "writing", _("Writing")
    DRAFTING = "drafting", _("Drafting legal text")


@dataclass(frozen=True, order=True)
class Span:
    """Days from the first to the last, both included. A span that ends before it begins holds no day."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it holds."""
        return max(0, (self.last - self.first).days + 1)


@dataclass(frozen=True, kw_only=True)
class LanguageWanted:
    """A language with what it is needed for. One that is not required counts for the score only."""

    code: str
    skill: Skill = Skill.SPEAKING
    level: CefrLevel = CefrLevel.B2
    is_required: bool = True


@dataclass(frozen=True, order=True)
class Subject:
    """One thing asked for: an article of the Convention or a topic."""

    article: int | None = None
    topic: str | None = None


@dataclass(frozen=True, kw_only=True)
class SubjectRow:
    """A row of what a request is about: a topic, an article, or a topic with the article that is meant."""

    topic: str | None = None
    article: int | None = None


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """One request. Only `request` and `today` must be said; what is not said is not asked.

    `rows` say what it is about, the most important first. `implied_topics` are those that the thesaurus reads
    out of the request's own words, each with a share between 0 and 1; they count less than what was coded.
    `regions` and `legal_systems` are preferences: where there are none, those of the requesting State stand for
    them. `gender_wanted` is for the balance of a team; no score reads it.
    """

    request: str
    today: date

    rows: tuple[SubjectRow, ...] = ()
    implied_topics: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    assistance_types: tuple[str, ...] = ()
    mode: Mode | None = None
    languages: tuple[LanguageWanted, ...] = ()
    window: Span | None = None
    days_wanted: int | None = None

    level: ExpertiseLevel | None = None
    min_years: int | None = None

    requesting_state: str | None = None
    requesting_region: str | None = None
    requesting_legal_system: str | None = None
    regions: frozenset[str] = frozenset()
    legal_systems: frozenset[str] = frozenset()
    gender_wanted: Gender | None = None

    excluded_states: frozenset[str] = frozenset()
    excluded_experts: frozenset[str] = frozenset()
    excluded_employers: frozenset[str] = frozenset()
    # Organisations with a stake in the request: who works there, or declared an interest in them, has a conflict.
    interested_organisations: frozenset[str] = frozenset()
    allow_own_state: bool = False
    review_conflict_years: int = REVIEW_CONFLICT_YEARS

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics asked for, each once, the most important first."""
        return tuple(dict.fromkeys(row.topic for row in self.rows if row.topic is not None))

    @property
    def articles(self) -> tuple[int, ...]:
        """The articles asked for, each once, the most important first."""
        return tuple(dict.fromkeys(row.article for row in self.rows if row.article is not None))

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """What is asked for, topics first, each once; the coded ones only."""
        topics = tuple(Subject(topic=topic) for topic in self.topics)
        return topics + tuple(Subject(article=article) for article in self.articles)

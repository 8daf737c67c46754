"""One person as matching sees him or her: plain facts, taken from a profile by the room that reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roster.matching.criteria import Skill, Span
from roster.vocabulary.codes import CefrLevel, EmployerRelease, ExpertiseLevel, Gender, Mode


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageSkill:
    """A language with its levels; None where nothing was said."""

    code: str
    speaking: CefrLevel | None = None
    reading: CefrLevel | None = None
    writing: CefrLevel | None = None
    drafts_legal: bool = False

    def level(self, skill: Skill) -> CefrLevel | None:
        """The level in one skill. Who does not draft legal text has none in drafting; who does, that of writing."""
        if skill is Skill.DRAFTING:
            return self.writing if self.drafts_legal else None
        levels = {Skill.SPEAKING: self.speaking, Skill.READING: self.reading, Skill.WRITING: self.writing}
        return levels[skill]


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpertiseLine:
    """Article or topic, by type of assistance, with level, years and the year in which it was last used."""

    article: int | None = None
    topic: str | None = None
    assistance_type: str | None = None
    level: ExpertiseLevel | None = None
    years: int | None = None
    last_used: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """A review in which the candidate took part."""

    mechanism: str
    state: str | None = None
    year: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Engagement:
    """A past engagement through this roster. `went_well` is None where neither side reported."""

    assistance_type: str | None = None
    ended_on: date | None = None
    went_well: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """Somebody on the roster. What is not known is None or empty, and never counts against the candidate by a hard
    rule, with three exceptions: consent, publication and a confirmation must be known."""

    ref: str
    nominating_state: str | None = None
    nationalities: frozenset[str] = frozenset()
    region: str | None = None
    legal_system: str | None = None
    gender: Gender | None = None  # for the balance of a team; no score reads it
    employer: str = ""

    is_published: bool = True
    has_consented: bool = True
    term_ends_on: date | None = None
    confirmed_on: date | None = None

    mode: Mode | None = None
    notice_days: int | None = None
    days_per_year: int | None = None
    absences: tuple[Span, ...] = ()
    regions_excluded: frozenset[str] = frozenset()
    employer_release: EmployerRelease | None = None

    languages: tuple[LanguageSkill, ...] = ()
    expertise: tuple[ExpertiseLine, ...] = ()
    countries_worked: frozenset[str] = frozenset()
    reviews: tuple[Review, ...] = ()
    engagements: tuple[Engagement, ...] = ()

    # States and organisations in which an interest was declared.
    interests: frozenset[str] = frozenset()

    # When the candidate was last shown or asked for any request: of equals, who waited longest comes first.
    last_turn_on: date | None = None

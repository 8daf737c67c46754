"""What one invented expert consists of: the fields of a profile and of its nomination, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class EarlierPost:
    """A post held before the present one; `years` reads as in a curriculum vitae."""

    years: str
    post: str
    employer: str


@dataclass(frozen=True)
class ExpertiseLine:
    """Article and/or topic, type of assistance, level, and one line of evidence in the profile's language."""

    article_no: int | None
    topic_id: str | None
    assistance_type_id: str
    level: str
    years: int
    evidence: str
    last_used: int


@dataclass(frozen=True)
class LanguageSkill:
    """A language with its levels (CEFR, A1 to C2)."""

    code: str
    speaking: str
    reading: str
    writing: str
    drafts_legal: bool


@dataclass(frozen=True)
class ReviewExperience:
    """A peer review in which the expert took part."""

    mechanism_id: str
    year: int
    state_reviewed: str


@dataclass(frozen=True)
class DateRange:
    """First and last day, both included."""

    starts: date
    ends: date


@dataclass(frozen=True)
class InventedExpert:
    """A person who does not exist, complete enough to fill every field of a profile."""

    family_name: str
    given_name: str
    latin_family_name: str
    latin_given_name: str
    name_script: str
    title: str | None
    gender: str | None
    nominating_state: str
    nationalities: tuple[str, ...]
    email: str
    phone: str
    city: str
    country: str
    time_zone: str
    relay_only: bool
    employer: str
    post: str
    organisation_type: str
    employed_since: int
    earlier_posts: tuple[EarlierPost, ...]
    expertise: tuple[ExpertiseLine, ...]
    legal_system: str
    countries_worked: tuple[str, ...]
    review_experience: tuple[ReviewExperience, ...]
    languages: tuple[LanguageSkill, ...]
    notice_days: int
    days_per_year: int
    mode: str
    blackout_dates: tuple[DateRange, ...]
    regions_excluded: tuple[str, ...]
    employer_release: str
    profile_language: str
    brief_profile: str
    publications: tuple[str, ...]
    highest_education: str
    certificates: tuple[str, ...]
    category: str
    is_public: bool
    confirmed_on: date
    term_starts_on: date
    stage: str

"""What comes into a profile from any side (form, import, demonstration) as plain frozen data."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date

from roster.core.multilingual import MultilingualText
from roster.experts.models import Profile

LARGEST_EXPERTISE = 10
PROFILE_WORDS = 150


@dataclass(frozen=True)
class LanguageInput:
    """A language with levels by CEFR."""

    code: str
    speaking: str | None = None
    reading: str | None = None
    writing: str | None = None
    drafts_legal: bool = False


@dataclass(frozen=True)
class ExpertiseInput:
    """One line of expertise; article or topic, or both."""

    article_no: int | None = None
    topic_id: str | None = None
    assistance_type_id: str | None = None
    level: str | None = None
    years: int | None = None
    evidence: str = ""
    last_used: int | None = None


@dataclass(frozen=True)
class ReviewInput:
    """A review in which the expert took part."""

    mechanism_id: str
    year: int | None = None
    state_iso2: str | None = None


@dataclass(frozen=True)
class AbsenceInput:
    """A span of days, both ends included."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class ProfileInput:
    """Everything that people may change about an expert, in the order of the form."""

    family_name: str
    given_name: str = ""
    latin_family_name: str = ""
    latin_given_name: str = ""
    title: str = ""
    gender: str | None = None
    nationalities: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    city: str = ""
    country: str | None = None
    time_zone: str = ""
    is_relay_only: bool = False
    category: str | None = None
    employer: str = ""
    post: str = ""
    organisation_type: str | None = None
    employed_since: int | None = None
    earlier_posts: str = ""
    expertise: tuple[ExpertiseInput, ...] = ()
    legal_system: str | None = None
    countries_worked: tuple[str, ...] = ()
    reviews: tuple[ReviewInput, ...] = ()
    languages: tuple[LanguageInput, ...] = ()
    notice_days: int | None = None
    days_per_year: int | None = None
    mode: str | None = None
    absences: tuple[AbsenceInput, ...] = ()
    regions_excluded: tuple[str, ...] = ()
    employer_release: str | None = None
    brief_profile: MultilingualText | None = None
    publications: str = ""
    education: str = ""
    certificates: str = ""
    referees: str = ""
    declared_interests: str = ""
    staff_notes: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The forms of the name, the own script first."""
        own = f"{self.given_name} {self.family_name}".strip()
        latin = f"{self.latin_given_name} {self.latin_family_name}".strip()
        return tuple(dict.fromkeys(name for name in (own, latin) if name))


@dataclass(frozen=True)
class Standing:
    """How a profile begins: its State, stage, consent, term and last confirmation."""

    stage: str
    nominating_state: str | None = None
    is_public: bool = False
    consented_on: date | None = None
    consent_language: str | None = None
    term_starts_on: date | None = None
    confirmed_on: date | None = None
    confirmed_by_role: str | None = None


PERSON_FIELDS = (
    "family_name",
    "given_name",
    "latin_family_name",
    "latin_given_name",
    "title",
    "gender",
)
CONTACT_FIELDS = ("email", "phone", "city", "country", "time_zone", "is_relay_only")
PROFILE_FIELDS = (
    "category",
    "employer",
    "post",
    "organisation_type",
    "employed_since",
    "earlier_posts",
    "legal_system",
    "notice_days",
    "days_per_year",
    "mode",
    "employer_release",
    "brief_profile",
    "publications",
    "education",
    "certificates",
    "referees",
    "declared_interests",
    "staff_notes",
)


def input_of(profile: Profile) -> ProfileInput:
    """The profile as plain data: what a form shows, and what a change is compared with."""
    person = profile.person
    return ProfileInput(
        **{name: getattr(person, name) for name in PERSON_FIELDS},
        nationalities=tuple(person.nationalities),
        **{name: getattr(person.contact, name) for name in CONTACT_FIELDS},
        **{name: getattr(profile, name) for name in PROFILE_FIELDS},
        expertise=_rows(profile.expertise, ExpertiseInput),
        countries_worked=tuple(profile.countries_worked),
        reviews=_rows(profile.reviews, ReviewInput),
        languages=_rows(person.languages, LanguageInput),
        absences=_rows(profile.absences, AbsenceInput),
        regions_excluded=tuple(profile.regions_excluded),
    )


def changed_fields(before: ProfileInput, after: ProfileInput) -> tuple[str, ...]:
    """The names of the fields in which the two differ."""
    return tuple(
        item.name for item in fields(ProfileInput) if getattr(before, item.name) != getattr(after, item.name)
    )


def _rows(rows: Sequence[object], kind: type) -> tuple:  # type: ignore[type-arg]
    names = [item.name for item in fields(kind)]
    return tuple(kind(**{name: getattr(row, name) for name in names}) for row in rows)


@dataclass(frozen=True)
class ImportedRow:
    """One person of an imported file, with the row that it stood in and what could not be understood."""

    row_number: int
    profile: ProfileInput
    state: str | None = None
    warnings: tuple[str, ...] = field(default=())

"""A profile as one reader may see it: one redaction for page, JSON, result and export (R6).

What a reader may not read is absent from these values, not hidden by a template.
"""

from dataclasses import dataclass
from datetime import date

from roster.core.actor import Actor
from roster.experts import policy
from roster.experts.freshness import FreshnessNow, freshness_of
from roster.experts.models import ExpertiseLine, Profile
from roster.experts.policy import Part
from roster.experts.states import Stage
from roster.experts.terms import Term, Words, coded
from roster.people.names import is_latin, language_of_script
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import (
    Category,
    CefrLevel,
    EmployerRelease,
    ExpertiseLevel,
    Gender,
    LegalSystem,
    Mode,
    OrganisationType,
)

# The fields of a profile's input that stand in the restricted part.
RESTRICTED_FIELDS = frozenset(
    {
        "email",
        "phone",
        "city",
        "country",
        "time_zone",
        "is_relay_only",
        "gender",
        "nationalities",
        "earlier_posts",
        "days_per_year",
        "absences",
        "regions_excluded",
        "employer_release",
        "publications",
        "education",
        "certificates",
        "referees",
    }
)


@dataclass(frozen=True)
class ExpertiseView:
    """One line of expertise."""

    article: Term | None
    topic: Term | None
    assistance_type: Term | None
    level: Term | None
    years: int | None
    evidence: str
    last_used: int | None


@dataclass(frozen=True)
class LanguageView:
    """A language with its levels."""

    language: Term
    speaking: str | None
    reading: str | None
    writing: str | None
    drafts_legal: bool

    @property
    def best(self) -> str:
        """The highest of the levels, for a short line."""
        levels = [level for level in (self.speaking, self.reading, self.writing) if level]
        return max(levels, key=lambda level: CefrLevel(level).rank, default="")


@dataclass(frozen=True)
class ReviewView:
    """A review in which the expert took part."""

    mechanism: Term
    year: int | None
    state: Term | None


@dataclass(frozen=True)
class NameParts:
    """The parts of a name, for lists and other systems."""

    family: str
    given: str
    latin_family: str
    latin_given: str


@dataclass(frozen=True)
class NameView:
    """A name in its own script with the language tag of that script, and its Latin form if that differs."""

    own: str
    latin: str
    language: str
    parts: NameParts


@dataclass(frozen=True)
class RestrictedView:
    """What the expert, the own State and the secretariat read."""

    email: str
    phone: str
    city: str
    country: Term | None
    time_zone: str
    is_relay_only: bool
    gender: Term | None
    nationalities: tuple[Term, ...]
    earlier_posts: str
    days_per_year: int | None
    absences: tuple[tuple[date, date], ...]
    regions_excluded: tuple[Term, ...]
    employer_release: Term | None
    publications: str
    education: str
    certificates: str
    referees: str
    is_public: bool
    consented_on: date | None
    term_ends_on: date | None


@dataclass(frozen=True)
class ProfileView:
    """One profile for one reader. `restricted`, `interests` and `staff_notes` are None where not theirs."""

    ref: str
    version: int
    name: NameView
    title: str
    state: Term | None
    stage: Stage
    freshness: FreshnessNow
    category: Term | None
    post: str
    employer: str
    organisation_type: Term | None
    employed_since: int | None
    expertise: tuple[ExpertiseView, ...]
    legal_system: Term | None
    countries_worked: tuple[Term, ...]
    reviews: tuple[ReviewView, ...]
    languages: tuple[LanguageView, ...]
    notice_days: int | None
    mode: Term | None
    brief: str
    brief_language: str
    brief_languages: tuple[str, ...]
    restricted: RestrictedView | None
    interests: str | None
    staff_notes: str | None


def view_for(actor: Actor, profile: Profile, *, language: str, today: date) -> ProfileView:
    """The profile as this actor may read it, in this language. The caller has asked `can_view`."""
    words = Words(vocabulary.current(), language)
    parts = policy.readable_parts(actor, profile)
    brief, brief_language = profile.brief_profile.best_for(language) if profile.brief_profile else ("", "")
    return ProfileView(
        ref=profile.ref,
        version=profile.version,
        name=name_view(profile),
        title=profile.person.title,
        state=words.state(profile.nominating_state),
        stage=profile.stage,
        freshness=freshness_of(profile, today),
        category=coded(Category, profile.category),
        post=profile.post,
        employer=profile.employer,
        organisation_type=coded(OrganisationType, profile.organisation_type),
        employed_since=profile.employed_since,
        expertise=tuple(_expertise(line, words) for line in profile.expertise),
        legal_system=coded(LegalSystem, profile.legal_system),
        countries_worked=words.states(profile.countries_worked),
        reviews=_reviews(profile, words),
        languages=_languages(profile, words),
        notice_days=profile.notice_days,
        mode=coded(Mode, profile.mode),
        brief=brief,
        brief_language=brief_language,
        brief_languages=tuple(profile.brief_profile.texts) if profile.brief_profile else (),
        restricted=_restricted(profile, words) if Part.RESTRICTED in parts else None,
        interests=profile.declared_interests if Part.INTERESTS in parts else None,
        staff_notes=profile.staff_notes if Part.STAFF in parts else None,
    )


def name_view(profile: Profile) -> NameView:
    """How the name is shown: own script first, the Latin form beside where it is another."""
    person = profile.person
    own = person.full_name
    latin = person.latin_name
    beside = latin if latin and latin != own and not is_latin(own) else ""
    parts = NameParts(
        person.family_name, person.given_name, person.latin_family_name, person.latin_given_name
    )
    return NameView(own, beside, language_of_script(own), parts)


def _expertise(line: ExpertiseLine, words: Words) -> ExpertiseView:
    return ExpertiseView(
        article=words.article(line.article_no),
        topic=words.topic(line.topic_id),
        assistance_type=words.assistance_type(line.assistance_type_id),
        level=coded(ExpertiseLevel, line.level),
        years=line.years,
        evidence=line.evidence,
        last_used=line.last_used,
    )


def _languages(profile: Profile, words: Words) -> tuple[LanguageView, ...]:
    named = ((words.spoken(item.code), item) for item in profile.person.languages)
    return tuple(
        LanguageView(term, item.speaking, item.reading, item.writing, item.drafts_legal)
        for term, item in named
        if term is not None
    )


def _reviews(profile: Profile, words: Words) -> tuple[ReviewView, ...]:
    return tuple(
        ReviewView(words.mechanism(item.mechanism_id), item.year, words.state(item.state_iso2))
        for item in profile.reviews
    )


def _restricted(profile: Profile, words: Words) -> RestrictedView:
    person = profile.person
    return RestrictedView(
        email=person.contact.email,
        phone=person.contact.phone,
        city=person.contact.city,
        country=words.state(person.contact.country),
        time_zone=person.contact.time_zone,
        is_relay_only=person.contact.is_relay_only,
        gender=coded(Gender, person.gender),
        nationalities=words.states(person.nationalities),
        earlier_posts=profile.earlier_posts,
        days_per_year=profile.days_per_year,
        absences=tuple((span.starts_on, span.ends_on) for span in profile.absences),
        regions_excluded=tuple(words.group(code) for code in profile.regions_excluded),
        employer_release=coded(EmployerRelease, profile.employer_release),
        publications=profile.publications,
        education=profile.education,
        certificates=profile.certificates,
        referees=profile.referees,
        is_public=profile.is_public,
        consented_on=profile.consented_on,
        term_ends_on=profile.term_ends_on,
    )

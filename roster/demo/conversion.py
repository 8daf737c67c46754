"""Invented experts in the shape that the services take."""

from datetime import timedelta

from roster.core.actor import Role
from roster.core.multilingual import MultilingualText
from roster.demo.invented import InventedExpert
from roster.experts.inputs import (
    AbsenceInput,
    ExpertiseInput,
    LanguageInput,
    ProfileInput,
    ReviewInput,
    Standing,
)
from roster.experts.states import Stage
from roster.vocabulary.codes import RegionalGroup

GROUPS = {
    "African Group": RegionalGroup.AFRICAN,
    "Asia-Pacific Group": RegionalGroup.ASIA_PACIFIC,
    "Eastern European Group": RegionalGroup.EASTERN_EUROPEAN,
    "GRULAC": RegionalGroup.GRULAC,
    "WEOG": RegionalGroup.WEOG,
}
_CONFIRMERS = (Role.EXPERT, Role.FOCAL_POINT, Role.FOCAL_POINT, Role.MANAGER)


def profile_input(expert: InventedExpert) -> ProfileInput:
    """An invented expert in the shape of the form."""
    return ProfileInput(
        family_name=expert.family_name,
        given_name=expert.given_name,
        latin_family_name=expert.latin_family_name,
        latin_given_name=expert.latin_given_name,
        title=expert.title or "",
        gender=expert.gender,
        nationalities=expert.nationalities,
        email=expert.email,
        phone=expert.phone,
        city=expert.city,
        country=expert.country,
        time_zone=expert.time_zone,
        is_relay_only=expert.relay_only,
        category=expert.category,
        employer=expert.employer,
        post=expert.post,
        organisation_type=expert.organisation_type,
        employed_since=expert.employed_since,
        earlier_posts="\n".join(
            f"{item.years} · {item.post}, {item.employer}" for item in expert.earlier_posts
        ),
        expertise=tuple(
            ExpertiseInput(
                line.article_no,
                line.topic_id,
                line.assistance_type_id,
                line.level,
                line.years,
                line.evidence,
                line.last_used,
            )
            for line in expert.expertise
        ),
        legal_system=expert.legal_system,
        countries_worked=expert.countries_worked,
        reviews=tuple(
            ReviewInput(item.mechanism_id, item.year, item.state_reviewed)
            for item in expert.review_experience
        ),
        languages=tuple(
            LanguageInput(item.code, item.speaking, item.reading, item.writing, item.drafts_legal)
            for item in expert.languages
        ),
        notice_days=expert.notice_days,
        days_per_year=expert.days_per_year,
        mode=expert.mode,
        absences=tuple(AbsenceInput(span.starts, span.ends) for span in expert.blackout_dates),
        regions_excluded=tuple(GROUPS[name] for name in expert.regions_excluded),
        employer_release=expert.employer_release,
        brief_profile=MultilingualText(
            {expert.profile_language: expert.brief_profile}, expert.profile_language
        ),
        publications="\n".join(expert.publications),
        education=expert.highest_education,
        certificates="\n".join(expert.certificates),
    )


def standing_of(expert: InventedExpert) -> Standing:
    """How the invented profile begins: stage, consent, term, last confirmation."""
    stage = Stage(expert.stage)
    nominated = stage not in (Stage.IMPORTED, Stage.UNPUBLISHED)
    which = sum(expert.email.encode()) % len(_CONFIRMERS)
    return Standing(
        stage=stage,
        nominating_state=expert.nominating_state,
        is_public=expert.is_public and nominated,
        consented_on=expert.term_starts_on - timedelta(days=7) if nominated else None,
        consent_language=expert.profile_language if nominated else None,
        term_starts_on=expert.term_starts_on if nominated else None,
        confirmed_on=expert.confirmed_on if nominated else None,
        confirmed_by_role=_CONFIRMERS[which] if nominated else None,
    )

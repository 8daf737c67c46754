"""Invented experts for tests, made through the services."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from roster.core import clock
from roster.core.actor import SYSTEM
from roster.core.multilingual import MultilingualText
from roster.experts.inputs import ExpertiseInput, LanguageInput, ProfileInput, Standing
from roster.experts.models import Profile
from roster.experts.services import create_profile
from roster.experts.states import Stage

COMPLETE = ProfileInput(
    family_name="Wanjala",
    given_name="Atieno",
    email="atieno.wanjala@people.example",
    phone="+254 20 000 0000",
    city="Nairobi",
    country="KE",
    category="assistance-expert",
    employer="Office of Asset Tracing",
    post="Senior investigator",
    organisation_type="anti-corruption-body",
    expertise=(
        ExpertiseInput(
            article_no=52,
            topic_id="asset-recovery",
            assistance_type_id="legal-advice",
            level="lead",
            years=9,
            evidence="Traced accounts in four States",
        ),
    ),
    languages=(LanguageInput("en", "C2", "C2", "C2", True), LanguageInput("sw", "C2", "C2", "B2")),
    legal_system="common",
    gender="female",
    nationalities=("KE",),
    mode="both",
    brief_profile=MultilingualText({"en": "Investigates hidden property and advises prosecutors."}, "en"),
)


def profile_input(**changes: Any) -> ProfileInput:
    """A complete profile with these fields changed."""
    return replace(COMPLETE, **changes)


def make_profile(
    *,
    state: str | None = "KE",
    stage: Stage = Stage.PUBLISHED,
    is_public: bool = False,
    confirmed_on: date | None = None,
    **changes: Any,
) -> Profile:
    """A profile on the roster. Call it within a unit of work."""
    today = clock.today()
    nominated = stage not in (Stage.IMPORTED, Stage.UNPUBLISHED)
    standing = Standing(
        stage=stage,
        nominating_state=state,
        is_public=is_public,
        consented_on=today - timedelta(days=30) if nominated else None,
        consent_language="en" if nominated else None,
        term_starts_on=today - timedelta(days=20) if nominated else None,
        confirmed_on=(confirmed_on or today - timedelta(days=10)) if nominated else None,
        confirmed_by_role="expert" if nominated else None,
    )
    return create_profile(SYSTEM, profile_input(**changes), standing=standing)


def make_outsider(**changes: Any) -> Profile:
    """An expert of Uruguay, against whose work for Kenya no rule stands. Call it within a unit of work."""
    given = {"state": "UY", "nationalities": ("UY",), "employer": "University of Salto"}
    return make_profile(**{**given, **changes})

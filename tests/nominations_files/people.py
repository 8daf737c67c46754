"""People for the forms: invented ones of the demonstration, and one whose answers try everything."""

from datetime import date
from functools import cache

from roster.core.multilingual import MultilingualText
from roster.demo.command import reference
from roster.demo.conversion import profile_input
from roster.demo.generator import generate_experts
from roster.experts.inputs import AbsenceInput, ExpertiseInput, LanguageInput, ProfileInput, ReviewInput

TODAY = date(2026, 11, 21)

ODD = ProfileInput(
    family_name="=SUM(A1:A9)",
    given_name="'O'Neill",
    latin_family_name="+Neill _x0041_ <b>&amp;",
    latin_given_name="José-María",
    title="السيد",
    gender="other",
    nationalities=("KR", "IR", "NA"),
    email="odd@example.example",
    phone="+254 20 555 0101",
    city="'=1+1",
    country="CI",
    time_zone="Africa/Nairobi",
    is_relay_only=True,
    category="trainer",
    employer="A; B, C — “D” {{q:post}}",
    post="@post",
    organisation_type="audit",
    employed_since=1999,
    earlier_posts="first\n\n- second\n=third; مدير · 0123\n'fourth",
    expertise=(
        ExpertiseInput(17, "asset-recovery", None, "lead", 0, "10% — كل شيء", 1950),
        ExpertiseInput(article_no=None, topic_id="public-procurement", years=60),
        *(ExpertiseInput(article_no=number) for number in range(1, 9)),
    ),
    legal_system="mixed",
    countries_worked=("FR", "CI", "CD", "VE", "GB"),
    reviews=(ReviewInput("uncac-irm-1", 2015, "KE"),),
    languages=(LanguageInput("en", "A1", None, "C2", True), LanguageInput("sw"), LanguageInput("zh", None, "B1")),
    notice_days=0,
    days_per_year=366,
    mode="both",
    absences=(
        AbsenceInput(date(2027, 2, 28), date(2027, 3, 1)),
        AbsenceInput(date(2026, 12, 31), date(2026, 12, 31)),
    ),
    regions_excluded=("weog", "grulac"),
    employer_release="by-letter",
    brief_profile=MultilingualText(
        {
            "ar": "نبذة موجزة عن الخبير (2019–2024)، رقم 12.\nسطر ثانٍ.",
            "en": "Two lines.\nAnd an odd end: =1+1",
            "zh": "专家简介，第二行。\n第三行。",
        },
        "ar",
    ),
    publications="1. One\n2. Two\n\n3. Three",
    education="LL.M., 1998",
    certificates="+1\n-2\n@3",
    referees="'quoted'",
)  # fmt: skip


@cache
def invented(count: int) -> tuple[ProfileInput, ...]:
    """People of the demonstration, the same each time."""
    return tuple(map(profile_input, generate_experts(count, seed=3, reference=reference(), today=TODAY)))

"""The invented roster as a whole: repeatable, in proportion, complete."""

import os
import subprocess
import sys
from collections import Counter
from itertools import islice

import pytest

from roster.demo.banks import bank
from roster.demo.generator import generate_experts
from roster.demo.invented import InventedExpert
from roster.demo.reference import Reference
from tests.demo.conftest import TODAY, VOCABULARY

SHARES = {"en": 60, "fr": 15, "es": 12, "ru": 5, "ar": 4, "zh": 4}
LEVELS = {"A1", "A2", "B1", "B2", "C1", "C2"}


def test_the_same_seed_gives_the_same_people(reference: Reference, people: list[InventedExpert]) -> None:
    again = generate_experts(60, seed=1, reference=reference, today=TODAY)
    assert list(again) == people[:60]


def test_another_seed_gives_other_people(reference: Reference, people: list[InventedExpert]) -> None:
    others = islice(generate_experts(60, seed=2, reference=reference, today=TODAY), 60)
    assert not {expert.email for expert in others} >= {expert.email for expert in people[:60]}


def test_hash_order_changes_nothing() -> None:
    script = (
        "from datetime import date; from pathlib import Path;"
        "from roster.demo.generator import generate_experts;"
        "from roster.demo.reference import reference_from_csv;"
        f"reference = reference_from_csv(Path({str(VOCABULARY)!r}));"
        "print(list(generate_experts(40, seed=5, reference=reference, today=date(2026, 11, 21))))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_languages_stand_in_the_proportions_wanted(people: list[InventedExpert]) -> None:
    counted = Counter(expert.profile_language for expert in people)
    for language, share in SHARES.items():
        assert abs(100 * counted[language] / len(people) - share) <= 2, language


def test_every_state_that_may_nominate_does(reference: Reference, people: list[InventedExpert]) -> None:
    eligible = {state.iso2 for state in reference.states if state.eligible}
    assert {expert.nominating_state for expert in people} == eligible
    assert "EU" not in eligible
    assert "AD" not in eligible


def test_every_state_of_the_vocabulary_has_a_place(reference: Reference) -> None:
    assert {state.iso2 for state in reference.states if state.iso2 != "EU"} <= bank("places").keys()


def test_every_topic_but_the_collective_one_belongs_to_a_line_of_work(reference: Reference) -> None:
    grouped = [topic for theme in bank("themes").values() for topic in theme["topics"].split()]
    assert len(grouped) == len(set(grouped))
    assert {topic.id for topic in reference.topics} - set(grouped) == {"cross-cutting"}


def test_freshness_spreads_as_on_a_living_roster(people: list[InventedExpert]) -> None:
    ages = [(TODAY - expert.confirmed_on).days for expert in people]
    assert sum(age <= 365 for age in ages) / len(ages) == pytest.approx(0.80, abs=0.04)
    assert sum(365 < age <= 455 for age in ages) / len(ages) == pytest.approx(0.12, abs=0.03)
    assert sum(age > 455 for age in ages) / len(ages) == pytest.approx(0.08, abs=0.03)


def test_few_are_public_and_most_are_published(people: list[InventedExpert]) -> None:
    assert sum(expert.is_public for expert in people) / len(people) == pytest.approx(0.25, abs=0.05)
    stages = Counter(expert.stage for expert in people)
    assert stages["published"] > 1000
    assert set(stages) == {"published", "unpublished", "suspended", "archived", "imported"}


def test_women_and_men_are_nearly_even(people: list[InventedExpert]) -> None:
    counted = Counter(expert.gender for expert in people)
    assert 0.38 < counted["female"] / len(people) < 0.52
    assert 0 < counted[None] < 100


def test_addresses_are_unique_and_reach_nobody(people: list[InventedExpert]) -> None:
    addresses = [expert.email for expert in people]
    assert len(set(addresses)) == len(addresses)
    for address in addresses:
        assert address.isascii()
        assert address.endswith(".example")
        local = address.partition("@")[0]
        assert local.strip(".") == local != ""


def test_codes_belong_to_the_vocabularies(reference: Reference, people: list[InventedExpert]) -> None:
    states = {state.iso2 for state in reference.states}
    articles = {article.number for article in reference.articles}
    topics = {topic.id for topic in reference.topics}
    types = {kind.id for kind in reference.assistance_types}
    for expert in people:
        assert {expert.country, *expert.nationalities, *expert.countries_worked} <= states
        assert expert.nominating_state not in expert.countries_worked
        assert {review.mechanism_id for review in expert.review_experience} <= set(
            reference.review_mechanism_ids
        )
        assert all(review.state_reviewed != expert.nominating_state for review in expert.review_experience)
        assert 1 <= len(expert.expertise) <= 10
        for line in expert.expertise:
            assert line.article_no in articles | {None}
            assert line.topic_id in topics | {None}
            assert line.article_no is not None or line.topic_id is not None
            assert line.assistance_type_id in types
            assert line.level in {"assist", "lead", "authority"}


def test_working_lives_run_forward(people: list[InventedExpert]) -> None:
    for expert in people:
        assert expert.earlier_posts
        assert expert.earlier_posts[0].years.endswith(str(expert.employed_since))
        for post in expert.earlier_posts:
            start, _, end = post.years.partition("–")
            assert int(start) <= int(end) <= TODAY.year
        assert expert.term_starts_on <= TODAY
        assert all(span.starts <= span.ends for span in expert.blackout_dates)


def test_people_write_the_language_of_their_profile(people: list[InventedExpert]) -> None:
    for expert in people:
        levels = {skill.code: skill.writing for skill in expert.languages}
        assert levels[expert.profile_language] in {"C1", "C2"}
        assert set(levels.values()) <= LEVELS

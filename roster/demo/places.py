"""Which States the invented people come from, in which language they write, and where they live."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from roster.demo.banks import bank, weights
from roster.demo.reference import LANGUAGES, Reference

ROUND = 1200
UNKNOWN_PLACE = (1, "english", "UTC", "Capital City")


@dataclass(frozen=True)
class Place:
    """What the generator knows of a State beyond the vocabularies."""

    weight: int
    areas: tuple[str, ...]
    area_weights: tuple[int, ...]
    time_zone: str
    cities: tuple[str, ...]


@cache
def place_of(iso2: str) -> Place:
    """The place data of one State."""
    weight, areas, time_zone, cities = bank("places").get(iso2, UNKNOWN_PLACE)
    choices, area_weights = weights(areas)
    return Place(weight, choices, area_weights, time_zone, tuple(cities.split(", ")))


def one_round(reference: Reference) -> list[tuple[str, str]]:
    """State and language of 1,200 profiles in the proportions wanted, before shuffling; every State occurs."""
    plan = bank("profile_languages")
    eligible = [state.iso2 for state in reference.states if state.eligible]
    pairs: list[tuple[str, str]] = []
    for language in LANGUAGES:
        shares = _shares(language, eligible, plan)
        for iso2, slots in _allocate(shares, plan["slots"][language]).items():
            pairs.extend([(iso2, language)] * slots)
    return pairs


def rounds(reference: Reference, rng: Random) -> list[tuple[str, str]]:
    """A shuffled round; ask again for the next."""
    pairs = one_round(reference)
    rng.shuffle(pairs)
    return pairs


def _shares(language: str, eligible: list[str], plan: dict[str, Any]) -> dict[str, float]:
    if language != "en":
        return {iso2: float(plan[language][iso2]) for iso2 in eligible if iso2 in plan[language]}
    elsewhere = {iso2 for other in LANGUAGES if other != "en" for iso2 in plan[other]}
    return {
        iso2: place_of(iso2).weight * (plan["english_share"] if iso2 in elsewhere else 1.0)
        for iso2 in eligible
    }


def _allocate(shares: dict[str, float], slots: int) -> dict[str, int]:
    """Largest remainders; nobody is left out as long as the slots suffice."""
    total = sum(shares.values())
    exact = {iso2: slots * share / total for iso2, share in shares.items()}
    given = {iso2: max(1, int(value)) for iso2, value in exact.items()}
    spare = slots - sum(given.values())
    order = sorted(exact, key=lambda iso2: (given[iso2] - exact[iso2], iso2))
    for step in range(abs(spare)):
        if spare > 0:
            given[order[step % len(order)]] += 1
        else:
            given[max(given, key=lambda iso2: (given[iso2], iso2))] -= 1
    return given

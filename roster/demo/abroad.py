"""Invents work beyond the own State: countries worked in, reviews carried out, languages spoken."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from roster.demo.banks import bank
from roster.demo.invented import LanguageSkill, ReviewExperience
from roster.demo.reference import LANGUAGES, Reference, StateFacts

WORKED_ABROAD, REVIEWED = 0.62, 0.38
REGIONAL_SHARE = 0.75
ADVANCED = ("C1", "C2")


class World:
    """The States among which somebody may have worked."""

    def __init__(self, reference: Reference) -> None:
        self._states = tuple(state for state in reference.states if state.eligible)
        self._by_group: dict[str, list[StateFacts]] = {}
        for state in self._states:
            self._by_group.setdefault(state.regional_group, []).append(state)
        facts: Mapping[str, list[object]] = {
            name: entry for name, entry in bank("reviews").items() if isinstance(entry, list)
        }
        self._mechanisms = {name: facts[name] for name in reference.review_mechanism_ids if name in facts}

    def countries(self, home: StateFacts, rng: Random) -> tuple[str, ...]:
        """States worked in, mostly of the own region."""
        if rng.random() >= WORKED_ABROAD:
            return ()
        found: list[str] = []
        for _ in range(rng.choice((1, 2, 2, 3, 3, 4))):
            state = self._somewhere(home, rng)
            if state.iso2 not in (home.iso2, *found):
                found.append(state.iso2)
        return tuple(found)

    def reviews(
        self, home: StateFacts, rng: Random, *, first_year: int, this_year: int
    ) -> tuple[ReviewExperience, ...]:
        """One or two reviews within the years of practice, under mechanisms the State takes part in."""
        if rng.random() >= REVIEWED:
            return ()
        group = home.regional_group.replace(" ", "-")
        extra = bank("reviews")["weights"]
        open_to = [
            name
            for name, entry in self._mechanisms.items()
            if _int(entry[1]) > first_year and (entry[3] == "*" or group in str(entry[3]).split())
        ]
        found: list[ReviewExperience] = []
        for _ in range(rng.choice((1, 1, 1, 2))):
            name = rng.choices(open_to, [extra.get(name, 1) for name in open_to])[0]
            entry = self._mechanisms[name]
            last = min(_int(entry[1]), this_year)
            year = rng.randint(min(max(_int(entry[0]), first_year), last), last)
            state = self._reviewed(home, str(entry[3]), rng)
            if state.iso2 != home.iso2 and state.iso2 not in {review.state_reviewed for review in found}:
                found.append(ReviewExperience(name, year, state.iso2))
        return tuple(found)

    def _reviewed(self, home: StateFacts, groups: str, rng: Random) -> StateFacts:
        return (
            self._somewhere(home, rng) if groups == "*" else rng.choice(self._by_group[home.regional_group])
        )

    def _somewhere(self, home: StateFacts, rng: Random) -> StateFacts:
        near = self._by_group[home.regional_group]
        return rng.choice(near if rng.random() < REGIONAL_SHARE else self._states)


def languages(home: StateFacts, profile_language: str, rng: Random) -> tuple[LanguageSkill, ...]:
    """The official languages of the State, the language of the profile, and what one learns for such work."""
    own = _codes(home)
    skills = {own[0]: _native(own[0], rng)} if own else {}
    for code in own[1:3]:
        if rng.random() < 0.75:
            skills[code] = _learnt(code, "C1", rng)
    if profile_language not in skills:
        skills[profile_language] = _learnt(profile_language, rng.choice(ADVANCED), rng)
    for code, share in (("en", 0.8), ("fr", 0.16), ("es", 0.09), ("ru", 0.03), ("ar", 0.03), ("zh", 0.01)):
        if code not in skills and rng.random() < share:
            skills[code] = _learnt(code, rng.choice(("A2", "B1", "B2", "B2", "C1")), rng)
    return tuple(skills.values())


def working_languages(skills: tuple[LanguageSkill, ...]) -> tuple[str, ...]:
    """Those of the six languages in which somebody can be asked to write."""
    return tuple(skill.code for skill in skills if skill.writing in ADVANCED and skill.code in LANGUAGES)


def _codes(home: StateFacts) -> list[str]:
    found: list[str] = []
    for tag in home.official_languages:
        code = tag.partition("-")[0]
        if code not in found and code not in ("gsw", "nb", "nn"):
            found.append(code)
    return found


def _native(code: str, rng: Random) -> LanguageSkill:
    return LanguageSkill(code, "C2", "C2", "C2", rng.random() < 0.6)


def _learnt(code: str, level: str, rng: Random) -> LanguageSkill:
    ladder = ("A1", "A2", "B1", "B2", "C1", "C2")
    place = ladder.index(level)
    reading = ladder[min(place + rng.choice((0, 0, 1)), 5)]
    return LanguageSkill(code, level, reading, level, level in ADVANCED and rng.random() < 0.35)


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value

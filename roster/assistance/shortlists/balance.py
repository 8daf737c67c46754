"""How a group of people is balanced: gender, regional groups, legal systems, counted and in words."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from roster.experts.presentation import ProfileView
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Gender, LegalSystem
from roster.web.locale import count_phrase, show_number


@dataclass(frozen=True)
class BalanceLine:
    """One aspect, with a short sentence for each share that is not empty."""

    label: str
    shares: tuple[str, ...]


def balance_of(people: Sequence[ProfileView], *, language: str) -> tuple[BalanceLine, ...]:
    """Three lines for these people. Whoever disclosed no gender is counted as such, never guessed (R6)."""
    lines = (
        BalanceLine(gettext("Gender"), _genders(people)),
        BalanceLine(gettext("Regional groups"), _groups(people, language)),
        BalanceLine(gettext("Legal systems"), _systems(people)),
    )
    return lines if people else ()


def region_of(person: ProfileView) -> str | None:
    """The regional group of the nominating State; five States are in none."""
    state = vocabulary.current().states.get(person.state.code) if person.state else None
    return state.regional_group if state else None


def _genders(people: Iterable[ProfileView]) -> tuple[str, ...]:
    counts = Counter(
        person.restricted.gender.code if person.restricted and person.restricted.gender else ""
        for person in people
    )
    shares = (
        (Gender.FEMALE, count_phrase("%(num)s woman", "%(num)s women", counts[Gender.FEMALE])),
        (Gender.MALE, count_phrase("%(num)s man", "%(num)s men", counts[Gender.MALE])),
        (
            Gender.OTHER,
            count_phrase(
                "%(num)s person of another gender", "%(num)s people of another gender", counts[Gender.OTHER]
            ),
        ),
        ("", count_phrase("%(num)s not disclosed", "%(num)s not disclosed", counts[""])),
    )
    return tuple(words for code, words in shares if counts[code])


def _groups(people: Iterable[ProfileView], language: str) -> tuple[str, ...]:
    groups = vocabulary.current().regional_groups
    counts = Counter(region_of(person) or "" for person in people)
    return _shares(counts, groups, lambda code: groups.get_label(code, language), gettext("In no group"))


def _systems(people: Iterable[ProfileView]) -> tuple[str, ...]:
    counts = Counter(person.legal_system.code if person.legal_system else "" for person in people)
    return _shares(counts, LegalSystem, lambda code: str(LegalSystem(code).label), gettext("Not stated"))


def _shares(
    counts: Counter[str], codes: Iterable[str], label: Callable[[str], str], without: str
) -> tuple[str, ...]:
    found = [(label(code), counts[code]) for code in codes if counts[code]]
    if counts[""]:
        found.append((without, counts[""]))
    return tuple(gettext("%(name)s: %(count)s", name=name, count=show_number(count)) for name, count in found)

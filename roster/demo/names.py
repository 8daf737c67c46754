"""Composes names as they are carried where a person comes from, in the own script and in Latin letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random

from roster.demo.banks import name_banks

ATTEMPTS = 40
LATIN = "Latin"
JOINED_SINGLE_SHARE = 0.15
PATRONYMIC_SHARE = 0.6
DOUBLE_SHARE = 0.85


@dataclass(frozen=True)
class Part:
    """One piece of a name in both scripts."""

    own: str
    latin: str


@dataclass(frozen=True)
class PersonName:
    """A whole name; the given name is empty where people carry one name only."""

    family: Part
    given: Part
    script: str


@dataclass(frozen=True)
class NameBank:
    """The pieces that one area's names are made of, already inflected for one gender."""

    script: str
    pattern: str
    family: tuple[Part, ...]
    given: tuple[Part, ...]
    extra: tuple[Part, ...]
    affix: str


@cache
def load_bank(area: str, female: bool) -> NameBank:
    """The bank of one area for one gender."""
    raw = name_banks()[area]
    pattern = raw.get("pattern", "plain")
    gendered = "female" if female else "male"
    given = raw[f"only_{gendered}" if pattern == "only" else gendered]
    return NameBank(
        script=raw.get("script", LATIN),
        pattern=pattern,
        family=_parts(raw.get("family", ""), female),
        given=_parts(given, female),
        extra=_parts(raw.get("patronymic", raw.get("father", "")), female),
        affix=_of_gender(raw.get("suffix", raw.get("prefix", "")), female),
    )


class NameMaker:
    """Makes names and remembers them, so that a full name seldom comes twice."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._taken: set[tuple[str, str]] = set()

    def name(self, area: str, *, female: bool) -> PersonName:
        """A name of this area; not used before, unless the bank is nearly exhausted."""
        bank = load_bank(area, female)
        for _ in range(ATTEMPTS):
            family, given = PATTERNS[bank.pattern](bank, self._rng)
            if (family.own, given.own) not in self._taken:
                break
        self._taken.add((family.own, given.own))
        return PersonName(family=family, given=given, script=bank.script)


def _of_gender(text: str, female: bool) -> str:
    masculine, _, feminine = text.partition("/")
    return feminine if female and feminine else masculine


def _parts(text: str, female: bool) -> tuple[Part, ...]:
    found = []
    for token in text.split():
        own, _, latin = token.replace("_", " ").partition("=")
        found.append(Part(_of_gender(own, female), _of_gender(latin or own, female)))
    return tuple(found)


def _spaced(*parts: Part) -> Part:
    return Part(" ".join(part.own for part in parts), " ".join(part.latin for part in parts))


def _plain(bank: NameBank, rng: Random) -> tuple[Part, Part]:
    return rng.choice(bank.family), rng.choice(bank.given)


def _double(bank: NameBank, rng: Random) -> tuple[Part, Part]:
    family, given = _plain(bank, rng)
    if rng.random() < DOUBLE_SHARE:
        family = _spaced(family, rng.choice([part for part in bank.family if part != family]))
    return family, given


def _double_given(bank: NameBank, rng: Random) -> tuple[Part, Part]:
    family, given = _plain(bank, rng)
    middle = rng.choice(bank.family)
    if middle != family:
        given = _spaced(given, Part(f"{middle.own[0]}.", f"{middle.latin[0]}."))
    return family, given


def _patronymic(bank: NameBank, rng: Random) -> tuple[Part, Part]:
    family, given = _plain(bank, rng)
    if rng.random() < PATRONYMIC_SHARE:
        given = _spaced(given, rng.choice(bank.extra))
    return family, given


def _father(bank: NameBank, rng: Random) -> tuple[Part, Part]:
    """Icelandic fuses the father's name with the word for child; Malay sets that word before it."""
    father = rng.choice(bank.extra)
    own = f"{father.own}{bank.affix}" if bank.affix in ("son", "dóttir") else f"{bank.affix} {father.own}"
    return Part(own, own), rng.choice(bank.given)


def _joined(bank: NameBank, rng: Random) -> tuple[Part, Part]:
    family = rng.choice(bank.family)
    first, second = rng.sample(bank.given, 2)
    if rng.random() < JOINED_SINGLE_SHARE:
        return family, Part(first.own, first.latin.capitalize())
    mark = "'" if second.latin[0] in "aeo" else ""
    return family, Part(first.own + second.own, f"{first.latin}{mark}{second.latin}".capitalize())


def _only(bank: NameBank, rng: Random) -> tuple[Part, Part]:
    words = rng.sample(bank.given, rng.choice((2, 3, 3)))
    return _spaced(*words), Part("", "")


PATTERNS: dict[str, Callable[[NameBank, Random], tuple[Part, Part]]] = {
    "plain": _plain,
    "double": _double,
    "double-given": _double_given,
    "patronymic": _patronymic,
    "father": _father,
    "joined": _joined,
    "only": _only,
}

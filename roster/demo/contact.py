"""Invents addresses that reach nobody: `.example` mail (RFC 2606) and telephone numbers that no plan assigns."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from random import Random

from anyascii import anyascii
from phonenumbers import country_code_for_region, is_possible_number, is_valid_number, parse

from roster.demo.names import PersonName

NOT_LETTERS = re.compile(r"[^a-z]+")
NORTH_AMERICA = 1
AREAS = {
    "US": 202,
    "CA": 613,
    "AG": 268,
    "BB": 246,
    "BS": 242,
    "DM": 767,
    "DO": 809,
    "GD": 473,
    "JM": 876,
    "KN": 869,
}
OTHER_AREAS = {"LC": 758, "TT": 868, "VC": 784}
LENGTHS = (9, 8, 10, 7, 11, 6, 5)
BLOCKS = ("00", "000", "01", "11", "10", "99")
FILLER = "55501010"
# Ranges set aside by national regulators for drama and fiction; elsewhere a block that no plan assigns.
FICTION = {
    "AU": "+61 2 5550 1{:03d}",
    "FR": "+33 1 99 00 1{:03d}",
    "GB": "+44 20 7946 0{:03d}",
    "IE": "+353 20 910 0{:03d}",
}
DOMAINS = {
    "ministry": "ministry",
    "prosecution": "prosecution",
    "court": "courts",
    "anti-corruption-body": "integrity",
    "police": "police",
    "financial-intelligence-unit": "fiu",
    "audit": "audit",
    "central-authority": "justice",
    "university": "university",
    "civil-society": "society",
    "international-organisation": "regional",
    "private-sector": "company",
    "parliament": "parliament",
    "independent": "practice",
}


class Addresses:
    """Hands out e-mail addresses, each once."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def email(self, name: PersonName, *, organisation_type: str, iso2: str) -> str:
        """A unique address made of the Latin name."""
        family = name.family.latin.split(" ")
        words = [name.given.latin.split(" ")[0], family[0]] if name.given.latin else family
        local = ".".join(filter(None, (_letters(word) for word in words)))
        domain = f"{DOMAINS[organisation_type]}.{iso2.lower()}.example"
        number = self._next.get(f"{local}@{domain}", 1)
        self._next[f"{local}@{domain}"] = number + 1
        return f"{local}@{domain}" if number == 1 else f"{local}.{number}@{domain}"


def phone(iso2: str, rng: Random) -> str:
    """A telephone number in a range that is reserved for fiction or cannot exist."""
    number = rng.randint(0, 999)
    if iso2 in FICTION:
        return FICTION[iso2].format(number)
    code = country_code_for_region(iso2)
    if code == NORTH_AMERICA:
        return f"+1 {(AREAS | OTHER_AREAS)[iso2]} 555 01{number % 100:02d}"
    return f"+{code} {_unassigned(iso2)}{number:03d}"


@cache
def _unassigned(iso2: str) -> str:
    """The beginning of a national number of a length the plan allows, in a block that it leaves empty."""
    code = country_code_for_region(iso2)
    for length, block in product(LENGTHS, BLOCKS):
        start = f"{block}{FILLER[: length - len(block) - 3]}"
        ends = [parse(f"+{code}{start}{number:03d}") for number in range(0, 1000, 37)]
        if all(is_possible_number(end) and not is_valid_number(end) for end in ends):
            return f"{start[:2]} {start[2:]}"
    return f"00 {FILLER[:4]}"


def _letters(word: str) -> str:
    return NOT_LETTERS.sub("", anyascii(word).lower())

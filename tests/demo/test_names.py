"""Names of invented people: in the script of the place, with a Latin form, inflected, seldom twice."""

import unicodedata
from random import Random

import pytest

from roster.demo.banks import bank, name_banks, weights
from roster.demo.generator import generate_experts
from roster.demo.invented import InventedExpert
from roster.demo.names import NameMaker, load_bank
from roster.demo.reference import Reference
from tests.demo.conftest import TODAY

SCRIPT_PREFIX = {
    "Han": ("CJK UNIFIED",),
    "Bengali": ("BENGALI",),
    "Latin": ("LATIN", "MODIFIER LETTER TURNED COMMA"),
}
JOINERS = {" ", "-", "'", "’", ".", "\u200c", "\u200d", "·"}


def _letters(text: str) -> set[str]:
    return {
        unicodedata.name(letter)
        for letter in unicodedata.normalize("NFC", text)
        if letter not in JOINERS and not unicodedata.combining(letter)
    }


@pytest.mark.parametrize("area", sorted(name_banks()))
@pytest.mark.parametrize("female", [True, False])
def test_every_bank_keeps_to_its_script(area: str, female: bool) -> None:
    loaded = load_bank(area, female)
    prefixes = SCRIPT_PREFIX.get(loaded.script, (loaded.script.upper(),))
    assert loaded.given
    for part in (*loaded.family, *loaded.given, *loaded.extra):
        assert all(name.startswith(prefixes) for name in _letters(part.own)), part
        assert all(name.startswith(SCRIPT_PREFIX["Latin"]) for name in _letters(part.latin)), part
        assert not set(part.own + part.latin) & set("/=_{}[]|"), part


def test_every_place_names_banks_that_exist() -> None:
    for iso2, (_, areas, _, _) in bank("places").items():
        assert set(weights(areas)[0]) <= name_banks().keys(), iso2


def test_a_latin_name_is_its_own_latin_form(people: list[InventedExpert]) -> None:
    for expert in people:
        same = (expert.family_name, expert.given_name) == (expert.latin_family_name, expert.latin_given_name)
        assert same == (expert.name_script == "Latin"), expert


def test_family_names_follow_the_gender_where_the_language_asks() -> None:
    women = {part.own for part in load_bank("russian", True).family}
    men = {part.own for part in load_bank("russian", False).family}
    assert "Воронцова" in women - men
    assert "Воронцов" in men - women
    assert "Kalniņa" in {part.own for part in load_bank("latvian", True).family}


def test_patronymics_of_iceland_and_malaysia_tell_daughters_from_sons() -> None:
    maker = NameMaker(Random(3))
    assert maker.name("icelandic", female=True).family.own.endswith("dóttir")
    assert maker.name("icelandic", female=False).family.own.endswith("son")
    assert maker.name("malay", female=True).family.own.startswith("binti ")
    assert maker.name("malay", female=False).family.own.startswith("bin ")


def test_burmese_names_are_not_cut_in_two() -> None:
    name = NameMaker(Random(3)).name("burmese", female=True)
    assert name.given.own == ""
    assert " " in name.family.latin


def test_full_names_seldom_come_twice(reference: Reference) -> None:
    crowd = [
        (expert.family_name, expert.given_name)
        for expert in generate_experts(4000, seed=9, reference=reference, today=TODAY)
    ]
    assert len(set(crowd)) / len(crowd) > 0.97

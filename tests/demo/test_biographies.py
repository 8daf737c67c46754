"""Biographies: long enough, short enough, no two alike, nothing left unfilled, grammar kept."""

import re

import pytest

from roster.demo.banks import bank
from roster.demo.grammar import days, listed, of, word_count, years
from roster.demo.invented import InventedExpert
from roster.demo.phrases import GENDERED, fill, phrases_of
from roster.demo.reference import LANGUAGES, Reference

POSITIONS = ("openings", "careers", "missions", "reviews", "closings")
CYRILLIC, ARABIC, HAN = (
    re.compile(r"[а-яё]", re.I),
    re.compile(r"[\u0600-\u06ff]"),
    re.compile(r"[\u4e00-\u9fff]"),
)
LATIN = re.compile(r"[A-Za-z]")
ROMAN_NUMERAL = re.compile(r"\b[IVX]+\b")


def test_no_two_are_alike(people: list[InventedExpert]) -> None:
    assert len({expert.brief_profile for expert in people}) == len(people)


def test_they_keep_within_the_limit(people: list[InventedExpert]) -> None:
    for expert in people:
        assert 60 <= word_count(expert.brief_profile) <= 140, expert.brief_profile


def test_nothing_is_left_unfilled(people: list[InventedExpert]) -> None:
    for expert in people:
        texts = [
            expert.brief_profile,
            expert.employer,
            expert.post,
            expert.highest_education,
            expert.title or "",
            *expert.publications,
            *expert.certificates,
            *(line.evidence for line in expert.expertise),
            *(f"{post.post} {post.employer}" for post in expert.earlier_posts),
        ]
        assert not set("".join(texts)) & set("{}[]|~"), texts
        assert "  " not in expert.brief_profile


def test_each_is_written_in_the_script_of_its_language(people: list[InventedExpert]) -> None:
    scripts = {"ru": CYRILLIC, "ar": ARABIC, "zh": HAN}
    for expert in people:
        script = scripts.get(expert.profile_language, LATIN)
        others = [other for other in (CYRILLIC, ARABIC, HAN, LATIN) if other is not script]
        assert script.search(expert.brief_profile)
        text = ROMAN_NUMERAL.sub("", expert.brief_profile)
        assert not any(other.search(text) for other in others), text
        assert all(script.search(line.evidence) for line in expert.expertise)
        assert script.search(expert.post)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("position", POSITIONS)
def test_each_position_has_a_dozen_patterns(language: str, position: str) -> None:
    patterns = phrases_of(language).biography[position]
    assert len(set(patterns)) >= 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_work_has_its_texts(language: str) -> None:
    texts = phrases_of(language).themes
    assert texts.keys() == bank("themes").keys()
    assert all(len(theme["deeds"]) >= 4 and len(theme["evidence"]) >= 3 for theme in texts.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_brackets_for_gender_are_complete(language: str) -> None:
    for part in (phrases_of(language).work, phrases_of(language).biography, phrases_of(language).themes):
        for text in _texts(part):
            rest = GENDERED.sub("", text).replace(" | ", " ")
            assert not set(rest) & set("[]|"), text


def _texts(node: object) -> list[str]:
    if isinstance(node, str):
        return [node]
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    return [text for child in children for text in _texts(child)]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_topics_in_a_sentence_belong_to_the_vocabulary(language: str, reference: Reference) -> None:
    known = {topic.id for topic in reference.topics}
    for forms in phrases_of(language).topics.values():
        assert forms.keys() <= known
    if language == "ru":
        assert phrases_of("ru").topics["genitive"].keys() == known


def test_gender_agrees_in_the_biography(people: list[InventedExpert]) -> None:
    feminine = {"fr": r"\b(?:elle|Elle)\b", "en": r"\b(?:she|She|her|Her)\b"}
    masculine = {"fr": r"\b(?:il|Il)\b", "en": r"\b(?:he|He|his|His|him)\b"}
    for expert in people:
        language = expert.profile_language
        if language in feminine and expert.gender:
            wrong = masculine if expert.gender == "female" else feminine
            assert not re.search(wrong[language], expert.brief_profile), expert.brief_profile


@pytest.mark.parametrize(
    ("pattern", "language", "position", "female", "expected"),
    [
        ("fr", "themes", "recovery", True, "Elle a travaillé"),
        ("fr", "themes", "recovery", False, "Il a travaillé"),
        ("ru", "themes", "recovery", True, "Работала над возвращением"),
        ("ru", "themes", "recovery", False, "Работал над возвращением"),
        ("ar", "themes", "recovery", True, "عملت على استرداد"),
        ("ar", "themes", "recovery", False, "عمل على استرداد"),
    ],
)
def test_deeds_are_told_in_the_right_gender(
    pattern: str, language: str, position: str, female: bool, expected: str
) -> None:
    deeds = getattr(phrases_of(pattern), language)[position]["deeds"]
    assert fill(deeds[0], {"s": "5", "n": "40", "year": "2020"}, female=female).startswith(expected)


def test_posts_agree_with_the_person_in_french_and_spanish() -> None:
    french = {
        fill(post, {"unit": "l'Unité"}, female=True) for post in phrases_of("fr").work["prosecution"]["posts"]
    }
    spanish = {
        fill(post, {"unit": "la Unidad"}, female=True) for post in phrases_of("es").work["court"]["posts"]
    }
    assert "Cheffe de l'Unité" in french
    assert "Jueza penal" in spanish


def test_numbers_take_their_noun() -> None:
    assert [years(number, "ru") for number in (1, 3, 11, 14, 17, 22)] == [
        "1 год",
        "3 года",
        "11 лет",
        "14 лет",
        "17 лет",
        "22 года",
    ]
    assert [years(number, "ar") for number in (8, 17)] == ["8 سنوات", "17 سنة"]
    assert [days(number, "ru") for number in (21, 30)] == ["21 день", "30 дней"]


def test_lists_and_elision_follow_the_language() -> None:
    assert listed(["Chile", "Perú", "Indonesia"], "es") == "Chile, Perú e Indonesia"
    assert listed(["Malta", "Fiji"], "en") == "Malta and Fiji"
    assert of("entraide judiciaire", "fr") == "d'entraide judiciaire"
    assert of("recuperación", "es") == "de recuperación"


def test_two_han_characters_count_as_a_word() -> None:
    assert word_count("资产追回，2020年") == 4
    assert word_count("Don't count twice-told words twice") == 5


def test_they_can_be_found_by_the_words_of_the_trade(people: list[InventedExpert]) -> None:
    told = {
        language: " ".join(e.brief_profile for e in people if e.profile_language == language).lower()
        for language in LANGUAGES
    }
    for language, phrase in (
        ("en", "asset recovery"),
        ("en", "mutual legal assistance"),
        ("en", "beneficial ownership"),
        ("en", "public procurement"),
        ("fr", "entraide judiciaire"),
        ("es", "recuperación de activos"),
        ("ru", "возвращени"),
        ("ar", "استرداد الموجودات"),
        ("zh", "司法协助"),
    ):
        assert phrase in told[language], phrase

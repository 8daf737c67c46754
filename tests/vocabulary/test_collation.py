"""Names stand where a reader of each language looks for them."""

import pytest

from roster.vocabulary.collation import sort_key
from roster.vocabulary.entries import LANGUAGES, Vocabulary, sorted_by_name


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        (
            "en",
            ["Álvarez", "Andersson", "Ångström", "Côte d'Ivoire", "Cuba", "Łukasz", "Mbeki", "Østergaard"],
        ),
        ("fr", ["Égypte", "Équateur", "Érythrée", "Espagne", "États-Unis", "Éthiopie"]),
        ("es", ["nube", "nzambi", "ñame", "oca"]),
        ("es", ["Muñiz", "Muñoz", "Muqtada"]),
        ("ru", ["Ежов", "Ёлкин", "Еремин", "Жуков", "Иванов", "Йорданов", "Котов", "Яшин"]),
        ("ar", ["الأردن", "إسبانيا", "ألبانيا", "البحرين", "تونس", "مصر", "اليمن"]),
        ("zh", ["阿富汗", "巴西", "中国"]),
        ("zh", ["西安", "先生"]),
        ("zh", ["杨明", "曾文", "张伟"]),
    ],
)
def test_names_are_in_order(language: str, in_order: list[str]) -> None:
    backwards = in_order[::-1]
    assert sorted(backwards, key=lambda name: sort_key(name, language)) == in_order


@pytest.mark.parametrize(
    ("language", "own", "other"),
    [("ru", "Яшин", "Adams"), ("ar", "يوسف", "Adams"), ("zh", "张伟", "Adams"), ("en", "Zoe", "张伟")],
)
def test_the_readers_own_script_comes_first(language: str, own: str, other: str) -> None:
    assert sort_key(own, language) < sort_key(other, language)


def test_vowel_signs_hamza_and_the_article_do_not_matter_in_arabic() -> None:
    assert sort_key("مُحَمَّد", "ar") == sort_key("محمد", "ar")
    assert sort_key("أحمد", "ar") == sort_key("احمد", "ar")
    assert sort_key("المغرب", "ar") == sort_key("مغرب", "ar")
    assert sort_key("ألمانيا", "ar") != sort_key("مانيا", "ar"), "this is no article"


@pytest.mark.parametrize("text", ["", " ", "-", "…", "١٢", "\x00", "😀"])
def test_odd_text_has_a_key(text: str) -> None:
    for language in LANGUAGES:
        assert isinstance(sort_key(text, language), str)


def test_states_are_sorted_by_the_readers_language(vocabulary: Vocabulary) -> None:
    states = list(vocabulary.states.values())
    firsts = {language: sorted_by_name(states, language)[0].name(language) for language in LANGUAGES}
    assert firsts["en"] == "Afghanistan"
    assert firsts["ru"] == "Австралия"
    assert firsts["zh"] == "阿尔巴尼亚"
    assert [state.name("fr") for state in sorted_by_name(states, "fr")].index("Égypte") < 70

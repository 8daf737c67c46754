"""Text from outside (R23): what is refused, what is made equal, how words are counted."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.core.text import TextProblem, problem_in, strip_bidi, tidy_line, tidy_lines, word_count

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("sign", [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))])
def test_control_characters_are_refused_but_tab_and_line_break_in_text(sign: str) -> None:
    text = f"a{sign}b"
    allowed = sign in "\t\n\r"
    assert problem_in(text, is_name=False) is (None if allowed else TextProblem.CONTROL)
    if sign not in "\n\r":
        assert problem_in(text, is_name=True) is TextProblem.CONTROL


@pytest.mark.parametrize("sign", BIDI)
def test_direction_controls_are_refused_in_names_and_kept_in_text(sign: str) -> None:
    assert problem_in(f"Atieno{sign}Wanjala", is_name=True) is TextProblem.BIDI
    assert problem_in(f"a text{sign} with", is_name=False) is None


@pytest.mark.parametrize("code", [0xD800, 0xDBFF, 0xDC00, 0xDFFF])
def test_half_a_character_is_refused_everywhere(code: int) -> None:
    assert problem_in(chr(code), is_name=False) is TextProblem.SURROGATE
    assert problem_in(chr(code), is_name=True) is TextProblem.SURROGATE


def test_names_of_all_scripts_are_accepted() -> None:
    for name in ("Wanjiru", "محمد الأمين", "Ольга", "李小龙", "Ng'ang'a", "Nguyễn Thị Ánh", "עברי", "नमिता"):
        assert problem_in(name, is_name=True) is None


def test_equal_names_become_equal() -> None:
    assert tidy_line(" Ange\u0301lique \u00a0 Diop\ufeff ") == "Angélique Diop"
    assert tidy_line("Ana\u200bMaria") == "AnaMaria"


def test_line_breaks_become_one_kind_and_empty_lines_few() -> None:
    assert (
        tidy_lines("one\r\ntwo\rthree\u2028four\n\n\n\nfive  six \n") == "one\ntwo\nthree\nfour\n\nfive six"
    )


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    for tidy in (tidy_line, tidy_lines):
        once = tidy(text)
        assert tidy(once) == once
        assert unicodedata.is_normalized("NFC", once)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text_gets_an_answer(text: str) -> None:
    problem_in(text, is_name=True)
    problem_in(text, is_name=False)
    assert word_count(text) >= 0
    assert not set(strip_bidi(text)) & set(BIDI)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("two words", 2),
        ("Ng'ang'a's well-known U.N. list", 4),
        ("反腐败公约", 3),
        ("反腐 anti 败", 3),
        ("تتبع الأصول واستردادها", 3),
        ("2019–2024", 2),
        ("— … !", 0),
    ],
)
def test_two_han_characters_are_one_word(text: str, count: int) -> None:
    assert word_count(text) == count

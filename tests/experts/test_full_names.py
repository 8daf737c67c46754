"""Names in one cell, as lists of experts from everywhere write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.experts.importing.full_names import FullName, looks_like_title, parse_full_name


@pytest.mark.parametrize(
    ("text", "title", "given_name", "family"),
    [
        ("LINDQVIST, Åsa", "", "Åsa", "LINDQVIST"),
        ("Åsa LINDQVIST", "", "Åsa", "LINDQVIST"),
        ("LINDQVIST Åsa", "", "Åsa", "LINDQVIST"),
        ("Åsa Lindqvist", "", "Åsa", "Lindqvist"),
        ("JOANA PIRES", "", "JOANA", "PIRES"),
        ("JOANA F PIRES", "", "JOANA F", "PIRES"),
        ("Juan PÉREZ ROBLES", "", "Juan", "PÉREZ ROBLES"),
        ("Jan van der WEIJDE", "", "Jan", "van der WEIJDE"),
        ("van der WEIJDE Jan", "", "Jan", "van der WEIJDE"),
        ("DE LA ROSA Marisol", "", "Marisol", "DE LA ROSA"),
        ("Jan van der Weijde", "", "Jan", "van der Weijde"),
        ("van Weijde", "", "", "van Weijde"),
        ("Ahmed Al-Karawi", "", "Ahmed", "Al-Karawi"),
        ("Ali Ould Brahim", "", "Ali", "Ould Brahim"),
        ("Mr. X", "Mr.", "", "X"),
        ("Mr Peter Okello", "Mr", "Peter", "Okello"),
        ("H.E. Ms. Amina Otieno", "H.E. Ms.", "Amina", "Otieno"),
        ("Otieno, Dr. Amina", "Dr.", "Amina", "Otieno"),
        ("Dr. Amina Otieno, PhD", "Dr. PhD", "Amina", "Otieno"),
        ("Peter Okello, Jr.", "", "Peter", "Okello Jr."),
        ("M. Jean Morel", "M.", "Jean", "Morel"),
        ("M. Morel", "", "M.", "Morel"),
        ("Sra. Ana María Robles", "Sra.", "Ana María", "Robles"),
        ("J.-P. Morel", "", "J.-P.", "Morel"),
        ("Morel J.-P.", "", "J.-P.", "Morel"),
        ("H.J. Oakes", "", "H.J.", "Oakes"),
        ("王小明", "", "小明", "王"),
        ("王 小明", "", "小明", "王"),
        ("欧阳小明", "", "小明", "欧阳"),
        ("王小明博士", "博士", "小明", "王"),
        ("安娜·林德奎斯特", "", "安娜", "林德奎斯特"),
        ("김민수", "", "민수", "김"),
        ("محمد بن كرم", "", "محمد", "بن كرم"),
        ("السيد محمد عبد الكريم", "السيد", "محمد", "عبد الكريم"),
        ("د. فاطمة الزهراء العلي", "د.", "فاطمة الزهراء", "العلي"),
        ("الحسن، محمد", "", "محمد", "الحسن"),
        ("Отунбаев Айбек Маратович", "", "Айбек Маратович", "Отунбаев"),
        ("Айбек Маратович Отунбаев", "", "Айбек Маратович", "Отунбаев"),
        ("г-жа Ольга Сергеева", "г-жа", "Ольга", "Сергеева"),
        ("  Åsa \t Lindqvist ", "", "Åsa", "Lindqvist"),
        ("Suharti", "", "", "Suharti"),
        ("", "", "", ""),
        ("Mr.", "", "", "Mr."),
    ],
)
def test_a_name_is_taken_apart(text: str, title: str, given_name: str, family: str) -> None:
    assert parse_full_name(text) == FullName(title=title, given=given_name, family=family)


@given(st.text(max_size=60))
def test_any_text_is_a_name_and_no_letter_of_it_is_lost(text: str) -> None:
    name = parse_full_name(text)
    kept = f"{name.title}{name.given}{name.family}"
    assert sorted(sign for sign in text if sign.isalnum()) == sorted(sign for sign in kept if sign.isalnum())


def test_forms_of_address_are_told_from_jobs() -> None:
    assert all(map(looks_like_title, ("Mr", "HE Mrs", "Srta", "M.", "السيد", "г-н")))
    assert not any(map(looks_like_title, ("Chief of Section", "", "Juge d'instruction")))

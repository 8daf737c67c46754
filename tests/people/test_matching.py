"""Names of one person recognised across scripts and spellings, and names of two kept apart."""

import csv
from pathlib import Path

import pytest

from roster.people.matching import is_likely, keys_of, likeness

SAME = [
    ("Aleksey Sergeevich Ivanov", "Алексей Сергеевич Иванов"),
    ("Mohammed Abd al-Latif", "محمد عبد اللطيف"),
    ("Abdellatif Zein", "Abdel Latif El Zein"),
    ("Kim Tae-ho", "김태호"),
    ("Wang Xiaoming", "王晓明"),
    ("Georgios Papadakis", "Γιώργος Παπαδάκης"),
    ("Ram Bahadur Thapa", "राम बहादुर थापा"),
    ("Íñigo Núñez", "Inigo NUNEZ"),
    ("Núñez, Íñigo", "Íñigo Núñez"),
    ("Schukow Georgi", "Georgy Zhukov"),
    ("John Smith", "Jonh Smith"),
    ("J. Smithers", "Jane Smithers"),
]
DIFFERENT = [
    ("Atieno Wanjala", "Atieno Barasa"),
    ("Анна Иванова", "Анна Петрова"),
    ("محمد عبد اللطيف", "محمد حسن الشامي"),
    ("Kim Tae-ho", "Park Chan-sik"),
    ("Wanjala", "Wanjala Barasa"),
    ("王晓明", "李小龙"),
    ("", "Anybody"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_person_is_recognised_and_brought_together_by_a_key(one: str, other: str) -> None:
    assert is_likely([one], [other]), likeness([one], [other])
    assert is_likely([other], [one])
    assert keys_of([one]) & keys_of([other])


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_people_are_kept_apart(one: str, other: str) -> None:
    assert not is_likely([one], [other]), likeness([one], [other])


def test_the_best_of_the_forms_counts() -> None:
    assert likeness(["Анна Иванова", "Anna Ivanova"], ["Anna Ivanova"]) == 1


@pytest.mark.parametrize("name", ["", " ", "-", "123", "َُِ", "'", "𝒜", "a" * 400, "ا", "・"])
def test_whatever_stands_for_a_name_has_keys_that_fit(name: str) -> None:
    assert all(0 < len(key) <= 8 for key in keys_of([name]))
    assert 0 <= likeness([name], [name]) <= 1


@pytest.mark.real_data
def test_labelled_pairs_are_judged_as_measured(real_data: Path) -> None:
    path = real_data / "name_pairs" / "name_bench_cases.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["schema"] == "Person"]
    said = [(row["is_match"] == "true", is_likely([row["name1"]], [row["name2"]])) for row in rows]
    hits = sum(true and found for true, found in said)
    assert hits / sum(true for true, _found in said) > 0.82
    assert hits / sum(found for _true, found in said) > 0.80

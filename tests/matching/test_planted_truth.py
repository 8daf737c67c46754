"""Matching against planted truth, small: quality that collapses is noticed here, figures are those of the benchmark."""

from statistics import fmean

import pytest

from benchmarks.matching import field_of
from benchmarks.matching_measures import Truth
from benchmarks.matching_requests import needs
from benchmarks.matching_systems import Systems
from benchmarks.matching_truth import experts
from roster.demo.reference import LANGUAGES

PEOPLE, NEEDS = 500, 30
WAYS = ("words", "+ hard rules", "+ thesaurus", "full")


@pytest.fixture(scope="module")
def earned(tmp_path_factory):
    """What each way earned for each need; the needs are written in the six languages in turn."""
    folder = tmp_path_factory.mktemp("planted")
    with field_of(folder) as field:
        people = list(experts(PEOPLE, seed=11, field=field))
        systems, truth = Systems(people, field.vocabulary, folder / "index"), Truth(people, field)
        marks = {way: [] for way in WAYS}
        for at, need in enumerate(needs(NEEDS, seed=12, field=field)):
            ideal = truth.ideal(need)
            for way, rows in systems.rankings(need, LANGUAGES[at % len(LANGUAGES)]).items() if ideal else ():
                marks[way].append(truth.marks(need, ideal, rows))
    return marks


def quality(marks):
    return fmean(one.ndcg for one in marks)


def test_each_step_adds_to_the_one_before(earned):
    figures = [quality(earned[way]) for way in WAYS]
    assert figures == sorted(figures)
    assert figures[-1] > 0.5
    assert figures[-1] > figures[0] + 0.4
    assert figures[-1] > figures[-2] + 0.1


def test_nobody_is_proposed_against_a_hard_rule(earned):
    assert sum(one.broken for way in WAYS[1:] for one in earned[way]) == 0
    assert sum(one.broken for one in earned["words"]) > 0


def test_most_of_those_who_are_really_of_use_are_among_the_first_fifty(earned):
    assert fmean(one.recall for one in earned["full"] if one.recall is not None) > 0.85

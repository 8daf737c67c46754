"""The finder over the whole world of the demonstration: every pair of States, every need; each State's page."""

from collections.abc import Callable, Iterator
from itertools import cycle, permutations
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.authorities.finder import Answers, Finding, Outcome, find, next_question
from roster.authorities.finder_entries import Entry, entry_of
from roster.authorities.finder_needs import RULES, Matter, Need
from roster.authorities.models import Authority
from roster.authorities.policy import Part
from roster.core import clock
from roster.core.db import db
from roster.core.multilingual import LANGUAGES
from roster.core.unit_of_work import unit_of_work
from roster.demo.authorities import make_authorities
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import UncacStatus
from roster.vocabulary.entries import State
from tests.conftest import IN_FULL
from tests.connections import connected
from tests.databases import Databases
from tests.factories.accounts import World, make_world
from tests.visitor import Visitor

FIND = "authorities/find"


@pytest.fixture(scope="module")
def _inhabited(_whole: tuple[Flask, str], databases: Databases) -> Iterator[tuple[str, World]]:
    """A database with the authorities of the demonstration, made once: these tests only read."""
    app, template = _whole
    address = databases.new(like=template)
    with app.app_context(), connected(app, address):
        with unit_of_work():
            world = make_world()
        make_authorities(seed=1)
        db.session.remove()
        yield address, world
    databases.drop(address)


@pytest.fixture
def app(_whole: tuple[Flask, str], _inhabited: tuple[str, World]) -> Iterator[Flask]:
    app, _template = _whole
    address, _world = _inhabited
    with app.app_context(), connected(app, address):
        yield app


@pytest.fixture
def world(_inhabited: tuple[str, World]) -> World:
    return _inhabited[1]


@pytest.fixture
def parties(app: Flask) -> list[State]:
    """The States Parties, each with an authority at least."""
    known = vocabulary.current().states.values()
    return [state for state in known if state.uncac_status is UncacStatus.PARTY]


def entries_by_state() -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for authority in db.session.scalars(sa.select(Authority).order_by(Authority.id)):
        found.setdefault(authority.state, []).append(entry_of(authority, frozenset(Part)))
    return found


def answered(need: Need, state: State, own: State, matter: Matter, days: int) -> Answers:
    """Questions are answered as they are asked; more than four would be too many."""
    answers = Answers(requesting=own)
    given: dict[str, Any] = {"need": need, "state": state, "matter": matter, "days": days}
    for _number in range(4):
        question = next_question(answers)
        if question is None:
            break
        value = given[question.value]
        if question.value == "matter" and matter not in RULES[need].matters:
            value = RULES[need].matters[0]
        known = {name: getattr(answers, name) for name in ("need", "state", "matter", "days", "requesting")}
        answers = Answers(**{**known, question.value: value})
    assert next_question(answers) is None
    return answers


def is_an_answer(finding: Finding) -> bool:
    """An authority with a way to begin, or the plain word that there is none, with what can be done instead."""
    if finding.first is not None:
        return finding.outcome in (Outcome.DESIGNATED, Outcome.NEAREST) and bool(finding.first.start.step)
    return finding.outcome in (Outcome.NONE_DESIGNATED, Outcome.NONE_LISTED) and bool(finding.other_ways)


def cases() -> Iterator[tuple[Matter, int]]:
    return cycle([(matter, days) for matter in Matter for days in (1, 7, 0)])


def test_every_pair_of_states_has_an_answer_in_four_questions_at_most(parties: list[State]) -> None:
    entries, at, case, turn = entries_by_state(), clock.now(), cases(), cycle(Need)
    asked = 0
    for own, state in permutations(parties, 2):
        # In the short form each pair has one need by turns: all needs come with each State many times.
        for need in Need if IN_FULL else (next(turn),):
            finding = find(answered(need, state, own, *next(case)), entries[state.iso2], at=at)
            assert is_an_answer(finding), (own.iso2, state.iso2, need)
            asked += 1
    assert asked == 191 * 190 * (len(Need) if IN_FULL else 1)


def test_each_state_and_language_has_a_page(
    parties: list[State], world: World, visitor: Callable[..., Visitor]
) -> None:
    searcher, needs = visitor(world.searcher), cycle(Need)
    others = cycle(code for code in LANGUAGES if code != "ar")
    for state in parties:
        for language in LANGUAGES if IN_FULL else (next(others),):
            question = f"need={next(needs)}&state={state.iso2}&matter=trial&days=1&requesting=UY"
            answer = searcher.get(f"/{language}/{FIND}?{question}")
            assert answer.status_code == 200
            assert state.name(language) in answer.text.replace("&#39;", "'")
            assert "/authorities/AUT-" in answer.text or state.iso2 == "UY", question
    assert 'dir="rtl"' in searcher.get(f"/ar/{FIND}?need=evidence&state=KE&matter=before&days=1").text

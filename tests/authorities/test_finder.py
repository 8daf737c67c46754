"""The finder as a pure function: at most four questions, an authority or an honest no, and what to do first."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import Any

import pytest
from flask import Flask

from roster.authorities.calendar import Schedule, Span
from roster.authorities.finder import (
    Answers,
    Finding,
    Informal,
    Limit,
    OtherWay,
    Outcome,
    find,
    next_question,
)
from roster.authorities.finder_entries import Duty, Entry
from roster.authorities.finder_links import NetworkLink
from roster.authorities.finder_needs import RULES, Matter, Need, Question
from roster.authorities.finder_picks import Doubt, Step, Why
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.entries import State, Vocabulary
from roster.vocabulary.request_elements import Measure

NIGHT = datetime(2026, 11, 25, 22, tzinfo=UTC)  # a Wednesday, one o'clock in Nairobi
NOON = datetime(2026, 11, 25, 9, tzinfo=UTC)
OFFICE = Schedule(
    "Africa/Nairobi", dict.fromkeys(range(5), (Span(time(8), time(17)),)), frozenset({5, 6}), {}
)
CENTRAL = Entry(
    ref="AUT-KE0001",
    state="KE",
    name="Central Authority",
    duties=(Duty("uncac-mla"), Duty("uncac-extradition")),
    confirmed_on=date(2026, 10, 1),
    schedule=OFFICE,
    mailbox="central@authority.example",
    phone="+254 20 555 0101",
    duty_line="+254 20 555 0199",
    languages=(("en", "always"), ("sw", "always"), ("fr", "if-urgent")),
    channels=("direct", "advance-email"),
    urgent_procedure="at-all-hours",
    uncac_basis=("art-46",),
    dual_criminality="coercive",
    usual_time_days=60,
)
POLICE = replace(CENTRAL, ref="AUT-KE0002", name="Police", duties=(Duty("uncac-law-enforcement"),))


@pytest.fixture(scope="module")
def known(_whole: tuple[Flask, str]) -> Vocabulary:
    """The vocabularies, read once: nothing here needs a database of its own."""
    app, _template = _whole
    with app.app_context():
        return vocabulary.current()


@pytest.fixture(scope="module")
def states(known: Vocabulary) -> dict[str, State]:
    return dict(known.states)


def ask(states: dict[str, State], entries: tuple[Entry, ...] = (CENTRAL,), **given: Any) -> Finding:
    at, networks = given.pop("at", NIGHT), given.pop("networks", ())
    known = {"need": Need.EVIDENCE, "state": states["KE"], "matter": Matter.TRIAL, "days": 1}
    answers = Answers(**{**known, "requesting": states["UY"], **given})
    return find(answers, entries, at=at, networks=networks)


def test_no_need_asks_more_than_four_questions_and_needless_ones_are_skipped(
    states: dict[str, State],
) -> None:
    asked: dict[Need, list[Question]] = {}
    for need in Need:
        answers, seen = Answers(), list[Question]()
        given: dict[str, Any] = {"need": need, "state": states["KE"], "days": 7}
        while (question := next_question(answers)) is not None:
            seen.append(question)
            matters = RULES[need].matters
            value: Any = matters[0] if question is Question.MATTER else given[question.value]
            answers = replace(answers, **{question.value: value})
        asked[need] = seen
    assert max(len(seen) for seen in asked.values()) == 4
    assert asked[Need.EVIDENCE] == list(Question)
    assert asked[Need.PREVENTION] == [Question.NEED, Question.STATE]
    assert Question.MATTER not in asked[Need.SENTENCED]
    assert next_question(Answers(need=Need.EVIDENCE, state=states["KE"]), is_settled=True) is None
    own = Answers(need=Need.EVIDENCE, state=states["KE"], requesting=states["KE"])
    assert next_question(own) is None


def test_by_night_an_urgent_matter_begins_on_the_duty_line(states: dict[str, State]) -> None:
    first = ask(states).first
    assert first is not None
    assert (first.start.step, first.start.value) == (Step.CALL_DUTY, CENTRAL.duty_line)
    assert first.now.is_open is False
    assert [other.step for other in first.others] == [Step.WRITE, Step.CALL, Step.DIPLOMATIC]


@pytest.mark.parametrize(
    ("entry", "given", "step"),
    [
        (CENTRAL, {"at": NOON}, Step.CALL),
        (CENTRAL, {"days": 0}, Step.WRITE),
        (CENTRAL, {"days": 30, "at": NOON}, Step.WRITE),
        (replace(CENTRAL, duty_line=""), {}, Step.WRITE),
        (replace(CENTRAL, phone="", duty_line="", hides_phones=True), {"at": NOON}, Step.WRITE),
        (replace(CENTRAL, mailbox="", duty_line=""), {}, Step.CALL),
        (replace(CENTRAL, mailbox="", phone="", duty_line="", address="1 Street"), {}, Step.POST),
        (replace(CENTRAL, mailbox="", phone="", duty_line=""), {}, Step.DIPLOMATIC),
    ],
)
def test_one_thing_comes_first(
    states: dict[str, State], entry: Entry, given: dict[str, Any], step: Step
) -> None:
    first = ask(states, (entry,), **given).first
    assert first is not None
    assert first.start.step is step


def test_early_on_an_informal_contact_comes_first(states: dict[str, State]) -> None:
    shared = (NetworkLink("GlobE", "/en/networks/globe"),)
    early = ask(states, (CENTRAL, POLICE), matter=Matter.BEFORE, networks=shared)
    assert early.informal is Informal.FIRST
    assert early.first is not None
    assert (early.first.entry.ref, early.first.why) == (POLICE.ref, Why.INFORMAL)
    assert [pick.entry.ref for pick in early.picks] == [CENTRAL.ref]
    assert early.networks == shared
    assert {OtherWay.SPONTANEOUS, OtherWay.POLICE} <= set(early.other_ways)
    beside = ask(states, (CENTRAL, POLICE), matter=Matter.INVESTIGATION)
    assert beside.informal is Informal.BESIDE
    assert beside.first is not None
    assert beside.first.entry.ref == CENTRAL.ref
    late = ask(states, (CENTRAL, POLICE), matter=Matter.TRIAL)
    assert late.informal is Informal.NO
    assert [pick.entry.ref for pick in late.deputies] == [POLICE.ref]


def test_several_with_the_function_are_all_named_the_whole_one_and_the_confirmed_one_first(
    states: dict[str, State],
) -> None:
    part = replace(CENTRAL, ref="AUT-KE0003", name="A", duties=(Duty("uncac-mla", "Mombasa only"),))
    stale = replace(CENTRAL, ref="AUT-KE0004", name="B", confirmed_on=date(2020, 1, 1))
    finding = ask(states, (part, stale, CENTRAL))
    assert [pick.entry.ref for pick in finding.picks] == [CENTRAL.ref, stale.ref, part.ref]
    assert finding.is_shared_out
    assert finding.deputies == ()


@pytest.mark.parametrize(
    ("functions", "outcome", "why"),
    [
        (("uncac-mla", "untoc-mla"), Outcome.DESIGNATED, Why.DESIGNATED),
        (("untoc-mla",), Outcome.NEAREST, Why.OTHER_TREATY),
        (("uncac-confiscation",), Outcome.NEAREST, Why.NEAREST),
        (("uncac-prevention",), Outcome.NONE_DESIGNATED, None),
        ((), Outcome.NONE_DESIGNATED, None),
    ],
)
def test_what_is_not_designated_is_said(
    states: dict[str, State], functions: tuple[str, ...], outcome: Outcome, why: Why | None
) -> None:
    finding = ask(states, (replace(CENTRAL, duties=tuple(Duty(name) for name in functions)),))
    assert finding.outcome is outcome
    assert (finding.first.why if finding.first else None) is why
    assert len(finding.picks) + len(finding.deputies) == 1
    assert OtherWay.DIPLOMATIC in finding.other_ways


def test_without_any_authority_what_can_be_done_is_still_there(states: dict[str, State]) -> None:
    finding = ask(states, ())
    assert (finding.outcome, finding.first) == (Outcome.NONE_LISTED, None)
    assert {OtherWay.DIRECT, OtherWay.INTERPOL, OtherWay.DIPLOMATIC} <= set(finding.other_ways)
    assert finding.elements
    own = ask(states, (CENTRAL,), requesting=states["KE"])
    assert own.outcome is Outcome.OWN_STATE


def test_languages_of_both_states_are_compared(states: dict[str, State]) -> None:
    shared = ask(states, requesting=states["RW"], days=30).first
    assert shared is not None
    assert set(shared.languages.shared) == set(states["RW"].official_languages) & {"en", "sw"}
    french = ask(states, requesting=states["FR"], days=30).first
    assert french is not None
    assert (french.languages.write_in, french.languages.shared) == (("en", "sw"), ())
    urgent = ask(states, requesting=states["FR"], days=1).first
    assert urgent is not None
    assert urgent.languages.write_in == ("fr",)
    unknown = ask(states, (replace(CENTRAL, languages=()),)).first
    assert unknown is not None
    assert Doubt.LANGUAGES in unknown.doubts


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        ({"confirmed_on": None}, Doubt.NOT_CONFIRMED),
        ({"confirmed_on": date(2024, 1, 1)}, Doubt.NOT_CONFIRMED),
        ({"confirmed_on": date(2025, 11, 1)}, Doubt.DUE),
        ({"is_disputed": True}, Doubt.DISPUTED),
        ({"was_reached": False}, Doubt.NOT_REACHED),
        ({"mailbox": "", "phone": "", "duty_line": ""}, Doubt.NO_CONTACT),
        ({"phone": "", "duty_line": "", "hides_phones": True}, Doubt.PHONES_HIDDEN),
        ({"channels": ()}, Doubt.CHANNELS),
        ({"schedule": replace(OFFICE, time_zone="")}, Doubt.HOURS),
        ({"schedule": replace(OFFICE, hours={})}, Doubt.HOURS),
        ({"schedule": replace(OFFICE, time_zone="Mars/Olympus")}, Doubt.ZONE),
        ({"urgent_procedure": None}, Doubt.URGENT),
        ({"uncac_basis": ()}, Doubt.BASIS),
        ({"dual_criminality": None}, Doubt.DUAL),
        ({"usual_time_days": 60}, Doubt.TOO_SLOW),
    ],
)
def test_what_is_not_certain_is_said(states: dict[str, State], change: dict[str, Any], doubt: Doubt) -> None:
    sure = replace(CENTRAL, usual_time_days=1)
    assert [pick.doubts for pick in ask(states, (sure,)).picks] == [()]
    assert [pick.doubts for pick in ask(states, (replace(sure, **change),)).picks] == [(doubt,)]


def test_the_request_holds_the_elements_of_paragraph_15_for_its_measures(states: dict[str, State]) -> None:
    def ids(**given: Any) -> set[str]:
        return {item.id for group in ask(states, **given).elements for item in group.elements}

    six = {
        "requesting-authority",
        "subject-matter",
        "facts",
        "assistance-sought",
        "person-details",
        "purpose",
    }
    assert six | {"bank-account", "dual-criminality", "urgency"} <= ids()
    assert "urgency" not in ids(days=0)
    assert six - {"facts"} <= ids(need=Need.SERVICE)
    assert "facts" not in ids(need=Need.SERVICE)
    assert "confiscation-order" in ids(need=Need.RECOVERY, matter=Matter.JUDGMENT)
    assert "confiscation-order" not in ids(need=Need.RECOVERY, matter=Matter.TRIAL)
    measured = {measure for rule in RULES.values() for measure in rule.measures}
    assert measured == set(Measure)


def test_a_state_that_is_no_party_is_said(states: dict[str, State]) -> None:
    assert ask(states, state=states["ER"]).limits == (Limit.REQUESTED_NOT_PARTY,)
    assert ask(states, requesting=states["SY"]).limits == (Limit.REQUESTING_NOT_PARTY,)
    assert ask(states).limits == ()


def test_every_function_of_the_rules_is_one_of_the_vocabulary(known: Vocabulary) -> None:
    choosable = {name for name, function in known.authority_functions.items() if function.is_choosable}
    named = {
        name
        for rule in RULES.values()
        for names in (rule.designated, rule.treaties, rule.nearest, rule.informal, rule.helpers)
        for name in names
    }
    assert named <= choosable
    assert set(RULES) == set(Need)


def test_no_combination_of_little_and_much_makes_it_fail(states: dict[str, State]) -> None:
    bare = Entry(ref="AUT-KE0009", state="KE", name="")
    worlds: tuple[tuple[Entry, ...], ...] = ((), (bare,), (CENTRAL, POLICE), (bare, CENTRAL, POLICE))
    for need, entries, matter, days, own in product(
        Need, worlds, (None, *Matter), (None, 0, 1, 3_650), (None, states["FR"])
    ):
        finding = ask(states, entries, need=need, matter=matter, days=days, requesting=own)
        named = [pick.entry.ref for pick in (*finding.picks, *finding.informal_picks, *finding.deputies)]
        assert set(named) == {entry.ref for entry in entries}
        assert (finding.first is None) == (not finding.picks and not _asks_first(finding))


def _asks_first(finding: Finding) -> bool:
    return finding.informal is Informal.FIRST and bool(finding.informal_picks)


def test_it_needs_a_need_and_a_state(states: dict[str, State]) -> None:
    with pytest.raises(ValueError, match="needs"):
        find(Answers(need=Need.EVIDENCE), (), at=NIGHT + timedelta(0))

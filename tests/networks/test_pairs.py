"""Which way is quickest: pure functions over what two entries say, and when both are open."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from roster.authorities.calendar import WEEKEND, Schedule, Span
from roster.networks.hours import shared_hours
from roster.networks.pair_words import sentence
from roster.networks.pairs import (
    CommonNetwork,
    Entry,
    Fact,
    Need,
    Said,
    Standing,
    Way,
    WayFound,
    serving,
    ways,
)

OWN = Entry("AUT-KE0001", frozenset({"uncac-mla"}), frozenset({"direct", "diplomatic"}))
THEIRS = Entry(
    "AUT-0Y0001",
    frozenset({"uncac-mla"}),
    frozenset({"direct", "interpol", "advance-email"}),
    urgent="at-all-hours",
    has_duty_line=True,
    is_open=False,
    usual_days=60,
)
GLOBE = CommonNetwork("GlobE", points=2)
OPEN, UNKNOWN, CLOSED = Standing.OPEN, Standing.UNKNOWN, Standing.CLOSED


def found(theirs: Entry | None, *networks: CommonNetwork, own: Entry | None = OWN) -> list[WayFound]:
    return ways([own] if own else [], [theirs] if theirs else [], networks=networks)


def standings(theirs: Entry | None, *networks: CommonNetwork) -> list[tuple[Way, Standing]]:
    return [(way.way, way.standing) for way in found(theirs, *networks)]


def said(theirs: Entry | None, way: Way, *networks: CommonNetwork, own: Entry | None = OWN) -> set[Fact]:
    one = next(item for item in found(theirs, *networks, own=own) if item.way is way)
    return {item.fact for item in (*one.reasons, *one.unknowns)}


def test_a_duty_line_is_before_a_colleague_and_the_colleague_before_paper() -> None:
    assert standings(THEIRS, GLOBE) == [
        (Way.URGENT, OPEN),
        (Way.INFORMAL, OPEN),
        (Way.DIRECT, OPEN),
        (Way.INTERPOL, OPEN),
        (Way.DIPLOMATIC, OPEN),
    ]


def test_an_urgent_procedure_that_sleeps_waits_behind_the_colleague() -> None:
    asleep = replace(THEIRS, urgent="office-hours", is_open=False)
    assert [way for way, _standing in standings(asleep, GLOBE)][:3] == [Way.INFORMAL, Way.URGENT, Way.DIRECT]
    awake = replace(asleep, is_open=True)
    assert standings(awake, GLOBE)[0] == (Way.URGENT, OPEN)


def test_a_network_without_a_named_contact_point_is_behind_the_direct_way() -> None:
    order = [way for way, _standing in standings(THEIRS, replace(GLOBE, points=0))]
    assert order[1:4] == [Way.DIRECT, Way.INTERPOL, Way.INFORMAL]


@pytest.mark.parametrize(
    ("theirs", "way", "standing"),
    [
        (replace(THEIRS, urgent="none"), Way.URGENT, CLOSED),
        (replace(THEIRS, urgent=None), Way.URGENT, UNKNOWN),
        (replace(THEIRS, channels=frozenset({"diplomatic"})), Way.DIRECT, CLOSED),
        (replace(THEIRS, channels=frozenset({"platform"})), Way.DIRECT, OPEN),
        (replace(THEIRS, channels=frozenset()), Way.DIRECT, UNKNOWN),
        (replace(THEIRS, channels=frozenset({"direct"})), Way.INTERPOL, UNKNOWN),
        (THEIRS, Way.INFORMAL, CLOSED),
        (None, Way.DIRECT, UNKNOWN),
        (None, Way.URGENT, UNKNOWN),
        (None, Way.DIPLOMATIC, OPEN),
    ],
)
def test_what_nobody_says_is_not_known_and_what_is_denied_is_closed(
    theirs: Entry | None, way: Way, standing: Standing
) -> None:
    given = standings(theirs)
    assert (way, standing) in given
    order = [list(Standing).index(item) for _way, item in given]
    assert order == sorted(order)
    assert len(given) == len(Way)


def test_each_way_says_why_and_what_is_not_known() -> None:
    assert said(THEIRS, Way.URGENT) == {Fact.AT_ALL_HOURS, Fact.DUTY_LINE}
    assert said(replace(THEIRS, has_duty_line=None), Way.URGENT) == {Fact.AT_ALL_HOURS, Fact.DUTY_LINE_HIDDEN}
    assert said(THEIRS, Way.DIRECT) == {Fact.BOTH_DIRECT, Fact.ADVANCE_COPY, Fact.USUAL_TIME}
    doubtful = replace(THEIRS, usual_days=None, is_confirmed=False, is_disputed=True)
    assert said(doubtful, Way.DIRECT, own=None) == {
        Fact.THEY_TAKE_DIRECT,
        Fact.ADVANCE_COPY,
        Fact.NO_USUAL_TIME,
        Fact.NOT_CONFIRMED,
        Fact.DISPUTED,
        Fact.NO_OWN_AUTHORITY,
    }
    assert said(THEIRS, Way.INFORMAL, replace(GLOBE, is_dormant=True)) == {Fact.DORMANT}


def test_the_authority_with_the_function_itself_answers_first() -> None:
    office = replace(THEIRS, ref="AUT-0FF1CE", functions=frozenset({"uncac-asset-recovery"}))
    disputed = replace(office, ref="AUT-D1SPUT", is_disputed=True)
    refs = [entry.ref for entry in serving([OWN, disputed, office], Need.ASSETS)]
    assert refs == ["AUT-0FF1CE", "AUT-D1SPUT", "AUT-KE0001"]
    assert [entry.ref for entry in serving([office, OWN], Need.ASSISTANCE)] == ["AUT-KE0001"]
    assert serving([office, OWN], Need.EXTRADITION) == []


def test_every_fact_has_a_sentence(app: object) -> None:
    with app.test_request_context("/en/"):  # type: ignore[attr-defined]
        for fact in Fact:
            words = sentence(Said(fact, ("GlobE",), 2))
            assert words.endswith("."), fact


NAIROBI = Schedule("Africa/Nairobi", dict.fromkeys(range(5), (Span(time(8), time(17)),)), WEEKEND, {})
MONTEVIDEO = replace(NAIROBI, time_zone="America/Montevideo")
MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def test_hours_that_both_are_open_are_those_of_today_or_the_next() -> None:
    shared = shared_hours(NAIROBI, MONTEVIDEO, MONDAY)
    assert (shared.is_known, shared.is_today, shared.ahead) == (True, True, timedelta(hours=-6))
    assert shared.stretches == (
        (datetime(2026, 11, 23, 11, tzinfo=UTC), datetime(2026, 11, 23, 14, tzinfo=UTC)),
    )
    running = shared_hours(NAIROBI, MONTEVIDEO, MONDAY + timedelta(hours=7))
    assert running.stretches[0][0] == MONDAY + timedelta(hours=7)
    evening = shared_hours(NAIROBI, MONTEVIDEO, MONDAY + timedelta(hours=9))
    assert not evening.is_today
    assert evening.stretches[0][0] == datetime(2026, 11, 24, 11, tzinfo=UTC)


def test_a_holiday_of_either_side_and_clocks_that_never_meet_leave_none() -> None:
    off = replace(MONTEVIDEO, holidays={date(2026, 11, 23): "A holiday"})
    assert not shared_hours(NAIROBI, off, MONDAY).is_today
    auckland = replace(NAIROBI, time_zone="Pacific/Auckland")
    assert shared_hours(auckland, NAIROBI, MONDAY).stretches == ()
    assert not shared_hours(NAIROBI, replace(MONTEVIDEO, time_zone=""), MONDAY).is_known
    assert not shared_hours(NAIROBI, replace(MONTEVIDEO, time_zone="Mars/Olympus"), MONDAY).is_known
    assert not shared_hours(replace(NAIROBI, hours={}), MONTEVIDEO, MONDAY).is_known

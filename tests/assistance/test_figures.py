"""The page of figures: a funnel of people, the secretariat sees each count, everybody else the same safe ones."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from roster.assistance.figures.anonymity import Figure
from roster.assistance.figures.demand import demand_in
from roster.assistance.figures.funnel import Step, reached
from roster.assistance.figures.outcomes import History, Outcome, outcome_of
from roster.assistance.figures.periods import span_of, years_of
from roster.assistance.figures.picture import picture_of
from roster.assistance.figures.request_queries import Asked
from roster.assistance.figures.wording import days_words
from roster.assistance.requests.states import Stage
from roster.core import clock
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.assistance.lists import a_list, some_people
from tests.factories.accounts import World
from tests.factories.assistance import make_engagement, make_request
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
PAGE = "/en/assistance/figures"


def test_whoever_came_to_a_step_counts_at_those_before_it() -> None:
    found = reached(
        shown={1}, shortlisted={2}, contacted={3: {"KE"}}, accepting={}, deployed={4: {"KE", "UY"}}
    )
    assert [len(found.by_step[step]) for step in Step] == [4, 3, 2, 1, 1]
    assert found.known_to[4] == {"KE", "UY"}
    assert 3 not in found.known_to  # the State does not learn whom the secretariat asks


def test_what_others_are_told_ends_with_the_last_month_that_is_over() -> None:
    span = span_of(date(2026, 11, 22), openly=False)
    assert (span.begins.date(), span.ends.date()) == (date(2025, 11, 1), date(2026, 11, 1))
    assert span_of(date(2026, 11, 22), openly=True).ends.date() == date(2026, 11, 23)


def test_a_year_is_chosen_and_others_choose_only_those_that_are_over() -> None:
    today = date(2026, 11, 22)
    assert (years_of(today, openly=True)[0], years_of(today, openly=False)[0]) == (2026, 2025)
    span = span_of(today, openly=False, year=2024)
    assert (span.begins.date(), span.ends.date(), span.until.date()) == (
        date(2024, 1, 1),
        date(2025, 1, 1),
        date(2026, 11, 1),
    )
    for year in (2026, 1066, 0):  # what cannot be chosen is not asked for
        assert span_of(today, openly=False, year=year) == span_of(today, openly=False)


def asked(
    state: str, *, subject: str = "mla", days: float | None = 2.0, outcome: Outcome = Outcome.LAPSED
) -> Asked:
    return Asked(state, subject, ("en",), outcome, days_to_answer=days)


NOW = clock.now()
MOVED = {"moved_at": NOW - timedelta(days=3), "ends_on": NOW.date() + timedelta(days=60)}


@pytest.mark.parametrize(
    ("stage", "facts", "expected"),
    [
        (Stage.DECLINED, {"decline_reason": "no-experts"}, Outcome.NO_EXPERTS),
        (Stage.DECLINED, {"decline_reason": "outside-convention"}, Outcome.OTHER),
        (Stage.WITHDRAWN, {"was_matched": True}, Outcome.WITHDRAWN),
        (Stage.WITHDRAWN, {}, Outcome.OTHER),
        (Stage.WITHDRAWN, {"was_matched": True, "has_engagement": True}, Outcome.MET),
        (Stage.SHORTLISTED, {"ends_on": NOW.date() - timedelta(days=1)}, Outcome.LAPSED),
        (Stage.ACCEPTED, {"moved_at": NOW - timedelta(days=31)}, Outcome.STALLED),
        (Stage.MATCHING, {"fitting": 2}, Outcome.TOO_FEW),
        (Stage.MATCHING, {"fitting": 3}, Outcome.WAITING),
        (Stage.SUBMITTED, {}, Outcome.WAITING),
        (Stage.AGREED, {"fitting": 1}, Outcome.MET),
    ],
)
def test_what_became_of_a_request(stage: Stage, facts: dict[str, Any], expected: Outcome) -> None:
    assert outcome_of(History(stage, **{**MOVED, **facts}), until=NOW) is expected


def test_few_requests_with_another_outcome_hide_what_remained_unmet() -> None:
    """Else whoever knows how many there are takes the unmet ones away, and three are left."""
    states = ("KE", "UY", "FR", "GH", "SN", "JO")
    unmet = [asked(state) for state in states for _ in range(3)]
    few = [asked(state, outcome=Outcome.MET) for state in states[:3]]
    told = demand_in([*unmet, *few], openly=False)
    assert (told.submitted.count, told.unmet.count, told.by_topic, told.by_outcome) == (21, None, {}, {})
    told = demand_in([*unmet, *few], openly=True)
    assert (told.unmet.count, told.by_topic["mla"].count) == (18, 18)
    assert told.by_outcome == {Outcome.MET: Figure(3), Outcome.LAPSED: Figure(18)}
    told = demand_in([*unmet, *few, *few, *few], openly=False)
    assert (told.submitted.count, told.unmet.count, told.met.count) == (27, 18, 9)


def test_requests_of_one_state_do_not_hide_those_of_another() -> None:
    """Whoever knows the own six would know that two others stand beside them."""
    requests = [asked("KE")] * 6 + [asked("UY"), asked("FR")]
    told = demand_in(requests, openly=False)
    assert (told.unmet.count, told.days_to_answer, told.by_topic) == (None, None, {})
    assert demand_in(requests, openly=True).by_topic["mla"] == Figure(8)
    assert demand_in([*requests, *map(asked, ("GH", "SN", "JO"))], openly=False).unmet == Figure(11)


def test_the_first_answer_is_the_median() -> None:
    found = demand_in([asked("KE", days=days) for days in (1, 2, 40)], openly=True)
    assert found.days_to_answer == 2


@pytest.mark.parametrize(
    ("days", "words"), [(0.2, "less than a day"), (1.1, "1 day"), (2.4, "2.5 days"), (12.4, "12 days")]
)
def test_days_in_words(app: Flask, days: float, words: str) -> None:
    with app.test_request_context("/en/"):
        assert days_words(days) == words


def test_the_secretariat_sees_each_count_and_everybody_else_the_same(world: World, visitor: Visit) -> None:
    with clock.use(clock.now() - timedelta(days=60)):
        a_list(world.manager, some_people(7, state="GH"))
        a_list(world.manager, some_people(2, state="UY"))
        with unit_of_work():
            make_engagement()
            make_request(stage=Stage.ACCEPTED)  # nothing moves from here on
            make_request(stage=Stage.ACCEPTED)
        with unit_of_work():
            make_request(stage=Stage.WITHDRAWN)  # before anybody was looked for; never submitted either
    db.session.remove()
    openly = picture_of(clock.today(), openly=True)
    assert {line.code: line.counts[Step.SHORTLISTED].count for line in openly.states} == {"GH": 7, "UY": 3}
    assert openly.total[Step.DEPLOYED].count == 1
    assert openly.demand.by_outcome == {Outcome.MET: Figure(1), Outcome.STALLED: Figure(2)}
    assert openly.demand.by_topic == {"asset-recovery": Figure(2)}
    year = (clock.now() - timedelta(days=60)).year
    assert picture_of(clock.today(), openly=True, year=year).demand.unmet.count == 2
    assert picture_of(clock.today(), openly=True, year=year - 1).demand.submitted.count == 0
    pages = {name: visitor(who).get(PAGE).text for name, who in world.everybody.items()}
    pages["nobody"] = visitor().get(PAGE).text
    of_manager = pages.pop("manager")
    assert "went to work" in of_manager
    assert pages.pop("searcher").count("<tr>") == of_manager.count("<tr>")
    bodies = {text.partition('id="summary"')[2].partition("</main>")[0] for text in pages.values()}
    assert len(bodies) == 1  # no two readers can compare what they are told
    assert (
        bodies.pop()
        == visitor(world.manager)
        .get(f"{PAGE}?as=others")
        .text.partition('id="summary"')[2]
        .partition("</main>")[0]
    )
    assert "Uruguay" not in pages["focal_ke"].partition('id="summary"')[2]
    assert "not told" in pages["focal_ke"]

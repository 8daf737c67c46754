"""How often experts are seen, and what is asked for: counted once, by members only, written without loss or doubles."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core import clock
from roster.core.actor import SYSTEM_SCOPE, Actor, Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.exposure.flushing import flush, forget_old
from roster.experts.exposure.models import DemandCount, ExposureCount
from roster.experts.exposure.queries import LEAST_ASKED, demand_since
from roster.experts.exposure.summary import exposure_for, first_month
from roster.experts.exposure.tally import COUNTED_FILTERS, TALLY, Tally
from roster.experts.finding import FACETS
from roster.experts.models import Profile
from roster.rooms import keep_up
from tests.factories.accounts import World, make_account
from tests.factories.experts import make_profile
from tests.parallel import at_once
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
MEMBER = Actor(user_id=1, assignments=frozenset({Assignment(Role.SEARCHER, SYSTEM_SCOPE)}))


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    TALLY.take()
    yield
    TALLY.take()


@pytest.fixture
def ref(world: World, work: Callable[[], int]) -> str:
    with unit_of_work():
        ref = make_profile(is_public=True).ref
    work()
    db.session.remove()
    return ref


def counted() -> dict[str, int]:
    """What stands in the database after writing, by kind."""
    flush()
    db.session.rollback()
    rows = db.session.execute(
        sa.select(ExposureCount.kind, sa.func.sum(ExposureCount.times)).group_by(ExposureCount.kind)
    )
    return {row[0]: int(row[1]) for row in rows}


def asked() -> dict[tuple[str, str], int]:
    flush()
    db.session.rollback()
    return {(row.name, row.value): row.times for row in db.session.scalars(sa.select(DemandCount))}


def test_a_whole_page_of_results_counts_once_and_an_opened_profile_too(
    world: World, visitor: Visit, ref: str
) -> None:
    searcher = visitor(world.searcher)
    searcher.get("/en/experts?language=en&topic=asset-recovery")
    searcher.get(f"/en/experts/{ref}")
    assert counted() == {"shown": 1, "opened": 1}
    assert asked() == {("language", "en"): 1, ("topic", "asset-recovery"): 1}


def test_what_is_asked_while_typing_or_fetched_ahead_does_not_count(
    world: World, visitor: Visit, ref: str
) -> None:
    searcher = visitor(world.searcher)
    for headers in ({"X-Requested-With": "fetch"}, {"Sec-Purpose": "prefetch;prerender"}):
        searcher.get("/en/experts?language=en", headers=headers)
        searcher.get(f"/en/experts/{ref}", headers=headers)
    searcher.client.head("/en/experts?language=en")
    assert counted() == {}
    assert asked() == {}


def test_the_public_an_expert_and_the_expert_in_question_do_not_count(
    world: World, visitor: Visit, ref: str
) -> None:
    with unit_of_work():
        own = Assignment(Role.EXPERT, f"self:{ref}")
        expert = make_account(own)
        drafter_too = make_account(own, Assignment(Role.DRAFTER, "state:KE"))
    db.session.remove()
    for account in (None, expert, drafter_too):
        somebody = visitor(account) if account else visitor()
        somebody.get("/en/experts?language=en")
        somebody.get(f"/en/experts/{ref}")
    assert counted() == {}
    assert asked() == {("language", "en"): 1}  # the drafter searches as a member, of others


def test_a_second_page_of_one_search_shows_others_and_asks_for_nothing_more() -> None:
    tally = Tally()
    tally.add_results(MEMBER, ["EXP-1"], filters={"mode": {"remote"}}, is_first=True)
    tally.add_results(MEMBER, ["EXP-2"], filters={"mode": {"remote"}}, is_first=False)
    counts = tally.take()
    assert sorted(ref for ref, _month, _kind in counts.exposure) == ["EXP-1", "EXP-2"]
    assert list(counts.demand.values()) == [1]


def test_neither_words_nor_restricted_filters_are_kept(world: World, visitor: Visit, ref: str) -> None:
    visitor(world.manager).get("/en/experts?q=secretword&gender=female&fresh=due&available_from=2026-12-01")
    assert asked() == {}
    assert {facet.name for facet in FACETS} > COUNTED_FILTERS
    assert not COUNTED_FILTERS & {facet.name for facet in FACETS if facet.is_restricted}


def test_writing_again_adds_and_writing_twice_does_not_double(app: Flask, ref: str) -> None:
    for _time in range(2):
        TALLY.add_opened(MEMBER, ref)
        flush()
        flush()
    keep_up()
    assert counted() == {"opened": 2}


def test_many_threads_lose_nothing() -> None:
    tally = Tally()
    taken = []

    def count() -> None:
        for number in range(2_000):
            tally.add_opened(MEMBER, f"EXP-{number % 7}")
            if number % 100 == 0:
                taken.append(tally.take())

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken.append(tally.take())
    assert sum(sum(counts.exposure.values()) for counts in taken) == 8_000


def test_two_processes_writing_at_once_add_up(app: Flask, ref: str) -> None:
    def one() -> None:
        for _time in range(5):
            TALLY.add_opened(MEMBER, ref)
            flush()

    assert at_once(app, one, one) == [None, None]
    assert counted() == {"opened": 10}


def test_a_profile_that_is_gone_takes_its_counts_along_and_stops_none_of_the_others(
    app: Flask, ref: str
) -> None:
    TALLY.add_opened(MEMBER, ref)
    TALLY.add_opened(MEMBER, "EXP-GONE00")
    assert counted() == {"opened": 1}
    with unit_of_work():
        db.session.execute(sa.text("DELETE FROM profile"))
    assert counted() == {}


def test_what_may_have_been_written_is_dropped_and_what_was_not_waits(app: Flask, ref: str) -> None:
    TALLY.add_opened(MEMBER, ref)
    with unit_of_work(), pytest.raises(RuntimeError):
        flush()  # it fails in the middle, for whatever reason
    assert counted() == {}
    TALLY.add_opened(MEMBER, ref)
    TALLY.put_back(TALLY.take())
    assert counted() == {"opened": 1}


def test_a_criterion_is_told_from_five_searches_on(app: Flask) -> None:
    tally_month = first_month(clock.today())
    for times in range(1, LEAST_ASKED + 1):
        TALLY.add_results(MEMBER, [], filters={"language": {"fr"}}, is_first=True)
        flush()
        db.session.rollback()
        told = demand_since(tally_month)
        assert [item.times for item in told] == ([LEAST_ASKED] if times == LEAST_ASKED else [])


def test_twelve_months_are_told_and_two_years_are_kept(app: Flask, ref: str) -> None:
    with clock.use(lambda: clock_at(2024, 10)):
        TALLY.add_opened(MEMBER, ref)
        flush()
    with clock.use(lambda: clock_at(2025, 11)):
        TALLY.add_opened(MEMBER, ref)
        flush()
    profile = db.session.scalars(sa.select(Profile)).one()
    told = exposure_for(profile, today=date(2026, 10, 31))
    assert (told.months[0].month, told.months[-1].month) == (date(2025, 11, 1), date(2026, 10, 1))
    assert (told.shown, told.opened, told.most) == (0, 1, 1)
    db.session.rollback()
    with unit_of_work():
        assert forget_old(date(2026, 11, 1), date(2026, 11, 2)) == 1
    assert counted() == {"opened": 1}


def clock_at(year: int, month: int) -> datetime:
    return datetime(year, month, 15, tzinfo=UTC)

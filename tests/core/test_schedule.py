"""The clock's jobs: once a day each, none missed, none doubled; freshness over five simulated years."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster import rooms
from roster.core import clock
from roster.core.db import db
from roster.core.outbox import Kind, OutboxRow
from roster.core.schedule import ClockJob, is_due, run_due
from roster.core.unit_of_work import unit_of_work
from roster.experts.freshness import changes_on, freshness_of
from roster.experts.models import Profile
from roster.experts.search import document
from roster.vocabulary.codes import Freshness
from tests.factories.experts import make_profile
from tests.parallel import at_once

DAY_ONE = datetime(2027, 3, 1, 8, tzinfo=UTC)


class _Diary:
    def __init__(self) -> None:
        self.spans: list[tuple[date, date]] = []

    def __call__(self, since: date, today: date) -> int:
        self.spans.append((since, today))
        return 1


def test_a_job_runs_once_a_day(app: Flask) -> None:
    diary = _Diary()
    jobs = [ClockJob("diary", diary)]
    with clock.use(DAY_ONE):
        assert is_due(jobs)
        assert run_due(jobs) == {"diary": 1}
        assert run_due(jobs) == {}
        assert not is_due(jobs)
    assert diary.spans == [(date(2027, 2, 28), date(2027, 3, 1))]


def test_days_on_which_nothing_ran_are_dealt_with_later(app: Flask) -> None:
    diary = _Diary()
    for after in (0, 1, 12, 13):
        with clock.use(DAY_ONE + timedelta(days=after)):
            run_due([ClockJob("diary", diary)])
    covered = [
        first + timedelta(days=n) for first, last in diary.spans for n in range(1, (last - first).days + 1)
    ]
    assert covered == [date(2027, 3, 1) + timedelta(days=n) for n in range(14)]


def test_a_job_that_fails_is_not_marked_done_and_the_others_are(app: Flask) -> None:
    diary = _Diary()

    def fail(_since: date, _today: date) -> int:
        raise ZeroDivisionError

    with clock.use(DAY_ONE):
        with pytest.raises(ZeroDivisionError):
            run_due([ClockJob("diary", diary), ClockJob("broken", fail)])
        assert not is_due([ClockJob("diary", diary)])
        assert is_due([ClockJob("broken", fail)])


def test_two_processes_at_once_do_the_day_once(app: Flask) -> None:
    diary = _Diary()
    with clock.use(DAY_ONE):
        run_due([ClockJob("diary", diary)])
    with clock.use(DAY_ONE + timedelta(days=1)):
        outcomes = at_once(app, *[lambda: run_due([ClockJob("diary", diary)])] * 3)
    assert sorted(outcomes, key=len) == [{}, {}, {"diary": 1}], outcomes
    assert len(diary.spans) == 2


def test_a_clock_that_goes_back_does_nothing(app: Flask) -> None:
    diary = _Diary()
    with clock.use(DAY_ONE):
        run_due([ClockJob("diary", diary)])
    with clock.use(DAY_ONE - timedelta(days=3)):
        assert run_due([ClockJob("diary", diary)]) == {}


def test_over_five_years_search_hears_of_every_change_of_freshness(app: Flask) -> None:
    """Whenever the clock comes round, the queue then holds all whose filter is another one."""
    with clock.use(DAY_ONE):
        with unit_of_work():
            for days in (0, 100, 300, 364, 365, 366, 450, 455, 456, 460, 700):
                make_profile(confirmed_on=DAY_ONE.date() - timedelta(days=days))
            make_profile(stage="imported")
            make_profile(stage="archived", confirmed_on=DAY_ONE.date())
            db.session.execute(sa.delete(OutboxRow))
        run_due(rooms.clock_jobs())
    profiles = db.session.scalars(sa.select(Profile)).all()
    known = {profile.id: freshness_of(profile, DAY_ONE.date()).state for profile in profiles}
    seen: set[Freshness] = set(known.values())
    for day in _days_around_each_change(profiles):
        with clock.use(datetime.combine(day, time(3), UTC)):
            now = {profile.id: freshness_of(profile, day).state for profile in profiles}
            changed = {id_ for id_, state in now.items() if state is not known[id_]}
            run_due(rooms.clock_jobs())
            assert changed <= {row.payload["id"] for row in _index_rows()}, day
            if changed:
                with unit_of_work():
                    db.session.execute(sa.delete(OutboxRow))
            known = now
            seen |= set(now.values())
    assert seen == set(Freshness)


def _days_around_each_change(profiles: Iterable[Profile]) -> list[date]:
    """The day on which a freshness changes and the one before it, and some days without any change."""
    first, last = DAY_ONE.date(), DAY_ONE.date() + timedelta(days=5 * 366)
    days = {first + timedelta(days=step) for step in range(50, 5 * 366, 97)}
    for profile in profiles:
        day = changes_on(profile, first)
        while day is not None and day <= last:
            days |= {day - timedelta(days=1), day}
            day = changes_on(profile, day)
    return sorted(day for day in days if day > first)


def test_the_filter_of_search_is_the_freshness_of_the_day(app: Flask) -> None:
    with clock.use(DAY_ONE), unit_of_work():
        profile = make_profile(confirmed_on=DAY_ONE.date())
    for days, word in (
        (0, "confirmed"),
        (365, "confirmed"),
        (366, "due"),
        (455, "due"),
        (456, "not-confirmed"),
    ):
        with clock.use(DAY_ONE + timedelta(days=days)):
            assert document(profile).codes["fresh"] == {word}, days


def _index_rows() -> list[OutboxRow]:
    return list(db.session.scalars(sa.select(OutboxRow).where(OutboxRow.kind == Kind.INDEX)))

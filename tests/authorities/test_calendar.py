"""Open or closed: by the authority's own zone, days of rest, holidays, summer time, and spans over midnight."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from roster.authorities.calendar import Schedule, Span, standing_now, working_days_after

OFFICE = (Span(time(9), time(12)), Span(time(13), time(17)))
WEEK = dict.fromkeys(range(5), OFFICE)


def schedule(
    zone: str = "UTC",
    hours: dict[int, tuple[Span, ...]] | None = None,
    rest: frozenset[int] = frozenset({5, 6}),
    holidays: dict[date, str] | None = None,
) -> Schedule:
    return Schedule(zone, WEEK if hours is None else hours, rest, holidays or {})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "is_open", "changes_at"),
    [
        ("2026-11-23 08:59", False, "2026-11-23 09:00"),
        ("2026-11-23 09:00", True, "2026-11-23 12:00"),
        ("2026-11-23 12:00", False, "2026-11-23 13:00"),
        ("2026-11-23 16:59", True, "2026-11-23 17:00"),
        ("2026-11-23 17:00", False, "2026-11-24 09:00"),
        ("2026-11-27 17:00", False, "2026-11-30 09:00"),
    ],
)
def test_open_from_the_first_minute_to_before_the_last(moment: str, is_open: bool, changes_at: str) -> None:
    now = standing_now(schedule(), at(moment))
    assert (now.is_open, now.changes_at) == (is_open, at(changes_at))


@pytest.mark.parametrize(
    ("zone", "is_open"),
    [
        ("Africa/Nairobi", True),
        ("America/Montevideo", False),
        ("Asia/Tokyo", False),
        ("Asia/Kathmandu", True),
    ],
)
def test_it_is_the_authoritys_own_clock_that_counts(zone: str, is_open: bool) -> None:
    now = standing_now(schedule(zone), at("2026-11-23 10:30"))
    assert now.is_open is is_open
    assert now.local is not None
    assert now.local == at("2026-11-23 10:30")


def test_the_same_hour_of_the_day_is_another_moment_after_the_clocks_change() -> None:
    vienna = schedule("Europe/Vienna")
    assert standing_now(vienna, at("2026-03-27 08:00")).is_open
    assert not standing_now(vienna, at("2026-03-27 07:30")).is_open
    assert standing_now(vienna, at("2026-03-30 07:30")).is_open


def test_an_hour_that_summer_time_skips_is_none_and_one_that_it_doubles_lasts() -> None:
    skipped = schedule("Europe/Vienna", {6: (Span(time(2, 5), time(2, 55)),)}, rest=frozenset())
    night = [standing_now(skipped, at("2026-03-29 00:00") + timedelta(minutes=n)).is_open for n in range(180)]
    assert sum(bool(is_open) for is_open in night) <= 60
    doubled = schedule("Europe/Vienna", {6: (Span(time(1), time(4)),)}, rest=frozenset())
    minutes = [at("2026-10-24 22:00") + timedelta(minutes=n) for n in range(0, 360, 10)]
    assert sum(bool(standing_now(doubled, moment).is_open) for moment in minutes) == 24  # four hours


def test_days_of_rest_may_be_friday_and_saturday() -> None:
    hours: dict[int, tuple[Span, ...]] = dict.fromkeys((6, 0, 1, 2, 3), OFFICE)
    cairo = schedule("Africa/Cairo", hours, frozenset({4, 5}))
    assert not standing_now(cairo, at("2026-11-27 09:00")).is_open
    sunday = standing_now(cairo, at("2026-11-29 09:00"))
    assert sunday.is_open
    thursday = standing_now(cairo, at("2026-11-26 16:00"))
    assert thursday.changes_at == datetime.fromisoformat("2026-11-29T09:00+02:00")


def test_a_span_over_midnight_reaches_into_the_next_day_and_not_from_a_holiday() -> None:
    night = schedule("UTC", {0: (Span(time(22), time(6)),)})
    assert standing_now(night, at("2026-11-23 23:00")).changes_at == at("2026-11-24 06:00")
    assert standing_now(night, at("2026-11-24 05:59")).is_open
    assert not standing_now(night, at("2026-11-24 06:00")).is_open
    off = schedule("UTC", {0: (Span(time(22), time(6)),)}, holidays={date(2026, 11, 23): "A day"})
    assert not standing_now(off, at("2026-11-24 05:59")).is_open


def test_around_the_clock_is_open_without_an_end() -> None:
    always = schedule("UTC", dict.fromkeys(range(7), (Span(time(0), time(0)),)), frozenset())
    now = standing_now(always, at("2026-11-23 00:00"))
    assert now.is_open
    assert now.changes_at is None or now.changes_at > at("2027-01-15 00:00")


def test_holidays_close_it_and_the_next_one_is_named() -> None:
    days = {date(2026, 11, 23): "Today", date(2026, 12, 25): "Later", date(2026, 12, 1): "Next"}
    now = standing_now(schedule(holidays=days), at("2026-11-23 10:00"))
    assert not now.is_open
    assert now.holiday_today is not None
    assert now.holiday_today.label == "Today"
    assert now.next_holiday is not None
    assert now.next_holiday.label == "Next"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd"])
def test_a_zone_that_nobody_knows_says_neither(zone: str) -> None:
    now = standing_now(schedule(zone), at("2026-11-23 10:00"))
    assert (now.is_open, now.local) == (None, None)


def test_no_hours_say_neither_but_what_time_it_is() -> None:
    now = standing_now(schedule("Asia/Tokyo", {}), at("2026-11-23 20:00"))
    assert now.is_open is None
    assert now.local is not None
    assert now.local.date() == date(2026, 11, 24)


def test_working_days_leave_out_rest_and_holidays_by_the_own_date() -> None:
    friday_late = at("2026-11-27 22:00")
    assert working_days_after(schedule(), friday_late, count=10) == date(2026, 12, 11)
    assert working_days_after(schedule("Asia/Tokyo"), friday_late, count=1) == date(2026, 11, 30)
    off = schedule(holidays={date(2026, 11, 30): "A day"})
    assert working_days_after(off, friday_late, count=1) == date(2026, 12, 1)
    assert working_days_after(schedule(rest=frozenset(range(7))), friday_late, count=5) == date(2026, 12, 4)

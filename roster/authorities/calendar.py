"""When an authority is open, by its own clock and days of rest: pure functions of a schedule and a moment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

DAYS_AHEAD = 60
WEEKEND = frozenset({5, 6})
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Open from one time to another; an end that is not after the beginning lies on the next day."""

    begins: time
    ends: time


@dataclass(frozen=True)
class Schedule:
    """Opening hours by weekday (0 is Monday), weekly days of rest, holidays by day."""

    time_zone: str
    hours: Mapping[int, tuple[Span, ...]]
    rest_days: frozenset[int]
    holidays: Mapping[date, str]

    @property
    def zone(self) -> ZoneInfo | None:
        """The time zone; None where there is none by this name (any more)."""
        return _zone_named(self.time_zone)

    def is_working_day(self, day: date) -> bool:
        """Whether this is neither a weekly day of rest nor a holiday."""
        return day.weekday() not in self.rest_days and day not in self.holidays


@dataclass(frozen=True)
class Holiday:
    """A day on which the authority is closed, with its name."""

    day: date
    label: str


@dataclass(frozen=True)
class Now:
    """How it stands at a moment. `is_open` is None where the entry does not say enough.

    `local` is the moment by the authority's clock; `changes_at` when it opens or closes next, by the same.
    """

    is_open: bool | None
    local: datetime | None
    changes_at: datetime | None
    holiday_today: Holiday | None
    next_holiday: Holiday | None


@cache
def known_zones() -> frozenset[str]:
    """The names of the time zone database; looking them all up takes a while."""
    return frozenset(available_timezones())


@lru_cache(maxsize=1_000)
def _zone_named(name: str) -> ZoneInfo | None:
    """The library itself keeps eight of them; a list of authorities has more."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def standing_now(schedule: Schedule, at: datetime) -> Now:
    """Open or closed at this moment, until when, and the next holiday."""
    zone = schedule.zone
    local = at.astimezone(zone) if zone else None
    today = (local or at.astimezone(UTC)).date()
    today_off = schedule.holidays.get(today)
    coming = min((day for day in schedule.holidays if day > today), default=None)
    is_open, changes_at = _open_until(schedule, at, zone) if zone and schedule.hours else (None, None)
    return Now(
        is_open,
        local,
        changes_at,
        None if today_off is None else Holiday(today, today_off),
        None if coming is None else Holiday(coming, schedule.holidays[coming]),
    )


def _open_until(schedule: Schedule, at: datetime, zone: ZoneInfo) -> tuple[bool, datetime | None]:
    """Whether it is open, and the next moment at which that changes."""
    is_open, until = False, at
    for begins, ends in stretches(schedule, at, zone):
        if ends <= until:
            continue
        if begins > until:
            return (True, until.astimezone(zone)) if is_open else (False, begins.astimezone(zone))
        is_open, until = True, ends
    return is_open, None  # it never closes, or nobody says when it opens again


def stretches(schedule: Schedule, at: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """What it is open, in order of beginning, from the day before on: a night shift may reach into this one."""
    today = at.astimezone(zone).date()
    for number in range(-1, DAYS_AHEAD):
        day = today + number * _ONE_DAY
        if not schedule.is_working_day(day):
            continue
        for span in sorted(schedule.hours.get(day.weekday(), ()), key=lambda item: item.begins):
            last = day if span.ends > span.begins else day + _ONE_DAY
            begins = datetime.combine(day, span.begins, zone).astimezone(UTC)
            ends = datetime.combine(last, span.ends, zone).astimezone(UTC)
            if ends > begins:  # an hour that the change to summer time skips is none
                yield begins, ends


def working_days_after(schedule: Schedule, at: datetime, *, count: int) -> date:
    """The day on which so many working days of the authority have passed since this moment."""
    day = at.astimezone(schedule.zone or UTC).date()
    if len(schedule.rest_days) > 6:  # nothing would ever fall due
        schedule = Schedule(schedule.time_zone, schedule.hours, WEEKEND, schedule.holidays)
    while count:
        day += _ONE_DAY
        count -= schedule.is_working_day(day)
    return day

"""When two authorities are open at the same time: a pure function of their schedules and a moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from roster.authorities.calendar import Schedule, stretches

MOST_SHOWN = 3
DAYS_AHEAD = 7


@dataclass(frozen=True)
class SharedHours:
    """What is left of today's shared hours, or else the next ones. `is_known` is false where an entry says too little.

    Today is the day of the first schedule. Moments are in UTC; `ahead` is how far the clock of the second is
    ahead of that of the first.
    """

    is_known: bool
    is_today: bool = False
    stretches: tuple[tuple[datetime, datetime], ...] = ()
    ahead: timedelta | None = None


def shared_hours(own: Schedule, theirs: Schedule, at: datetime) -> SharedHours:
    """When both are open, from this moment on and a week ahead."""
    here, there = own.zone, theirs.zone
    if here is None or there is None:
        return SharedHours(is_known=False)
    ahead = (at.astimezone(there).utcoffset() or timedelta()) - (
        at.astimezone(here).utcoffset() or timedelta()
    )
    if not own.hours or not theirs.hours:
        return SharedHours(is_known=False, ahead=ahead)
    found = list(_shared(own, theirs, at))
    day = at.astimezone(here).date()
    today = tuple(item for item in found if item[0].astimezone(here).date() == day)
    return SharedHours(True, bool(today), today or tuple(found[:1]), ahead)


def _shared(own: Schedule, theirs: Schedule, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Shared stretches in their order. The moment itself begins one that runs already."""
    one, other = _coming(own, at), _coming(theirs, at)
    found = (
        (max(begins, others_begins, at.astimezone(UTC)), min(ends, others_ends))
        for begins, ends in one
        for others_begins, others_ends in other
    )
    return islice(sorted(item for item in found if item[1] > item[0]), MOST_SHOWN)


def _coming(schedule: Schedule, at: datetime) -> list[tuple[datetime, datetime]]:
    zone, end = schedule.zone, at + timedelta(days=DAYS_AHEAD)
    found = []
    for begins, ends in stretches(schedule, at, zone) if zone else ():
        if begins > end:
            break
        if ends > at:
            found.append((begins, ends))
    return found

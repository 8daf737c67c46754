"""Over which days figures are counted, and up to when what became of a request counts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

YEARS = 5  # that can be chosen, whatever happened in them


@dataclass(frozen=True)
class Span:
    """From one moment up to another, which is not in it. What happens after `until` is not known yet."""

    begins: datetime
    ends: datetime
    until: datetime

    @property
    def months(self) -> tuple[date, date]:
        """The first months of both."""
        return self.begins.date().replace(day=1), self.ends.date()


def span_of(today: date, *, openly: bool, year: int | None = None) -> Span:
    """A year, or twelve months: up to today, or up to the end of last month, so that no change is seen happening."""
    until = today + timedelta(days=1) if openly else today.replace(day=1)
    if year in years_of(today, openly=openly):
        begins, ends = date(year, 1, 1), min(date(year + 1, 1, 1), until)
    else:
        first = today.replace(day=1)
        begins, ends = date(first.year - 1, first.month, 1), until
    return Span(_midnight(begins), _midnight(ends), _midnight(until))


def years_of(today: date, *, openly: bool) -> list[int]:
    """The years that can be chosen; for all but the secretariat those that are over.

    Twelve months that begin in January were told to everybody when they ended: a year that is over says no more.
    """
    last = today.year if openly else today.year - 1
    return list(range(last, last - YEARS, -1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)

"""Opening hours, days of rest and holidays between rows and the values that the calendar counts with."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from roster.authorities.calendar import Schedule, Span
from roster.authorities.models import Authority


def schedule_of(authority: Authority) -> Schedule:
    """When this authority is open."""
    return Schedule(
        authority.time_zone,
        {int(day): _spans(pairs) for day, pairs in authority.opening_hours.items()},
        frozenset(int(day) for day in authority.rest_days),
        holidays_of(authority),
    )


def holidays_of(authority: Authority) -> dict[date, str]:
    """Its holidays in their order."""
    return {date.fromisoformat(day): label for day, label in sorted(authority.holidays.items())}


def stored_hours(hours: Mapping[int, tuple[Span, ...]]) -> dict[str, Any]:
    """Opening hours as they are stored; days without any are left out."""
    return {
        str(day): [[_written(span.begins), _written(span.ends)] for span in spans]
        for day, spans in sorted(hours.items())
        if spans
    }


def stored_holidays(holidays: Mapping[date, str]) -> dict[str, str]:
    """Holidays as they are stored."""
    return {day.isoformat(): label for day, label in sorted(holidays.items())}


def _spans(pairs: list[list[str]]) -> tuple[Span, ...]:
    return tuple(Span(time.fromisoformat(begins), time.fromisoformat(ends)) for begins, ends in pairs)


def _written(at: time) -> str:
    return at.isoformat("minutes")

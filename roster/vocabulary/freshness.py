"""How long a confirmation holds, of people and authorities alike: pure functions of days (docs/life-cycles.md)."""

from datetime import date

from roster.vocabulary.codes import Freshness

CONFIRMED_DAYS = 365
GRACE_DAYS = 90


def freshness_after(days: int | None) -> Freshness:
    """How fresh a record is so many days after its last confirmation; None where there was none."""
    if days is None or days > CONFIRMED_DAYS + GRACE_DAYS:
        return Freshness.NOT_CONFIRMED
    return Freshness.CONFIRMED if days <= CONFIRMED_DAYS else Freshness.DUE


def days_since(confirmed_on: date | None, today: date) -> int | None:
    """How many days ago that was; None for never."""
    return None if confirmed_on is None else (today - confirmed_on).days

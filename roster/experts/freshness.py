"""How fresh a profile is: computed from dates and the clock, never stored (docs/life-cycles.md)."""

from dataclasses import dataclass
from datetime import date, timedelta

from roster.experts.models import Profile
from roster.experts.states import Stage
from roster.vocabulary import freshness as confirmation
from roster.vocabulary.codes import Freshness

CONFIRMED_DAYS, GRACE_DAYS = confirmation.CONFIRMED_DAYS, confirmation.GRACE_DAYS
TERM_YEARS = 4
SHOWN_BY_DEFAULT = frozenset({Freshness.CONFIRMED, Freshness.DUE, Freshness.NOT_NOMINATED})


@dataclass(frozen=True)
class FreshnessNow:
    """The state of freshness on a day; `days` since the last confirmation, None where there was none."""

    state: Freshness
    days: int | None
    confirmed_on: date | None
    by_role: str | None


def freshness_of(profile: Profile, today: date) -> FreshnessNow:
    """How fresh the profile is on this day.

    A confirmation holds for 12 months; then it is due, with 90 days' grace; then not confirmed. A term
    that has ended comes before all. What was never nominated is none of these.
    """
    confirmed_on = profile.confirmed_at.date() if profile.confirmed_at else None
    days = confirmation.days_since(confirmed_on, today)
    return FreshnessNow(_state(profile, today, days), days, confirmed_on, profile.confirmed_by_role)


def _state(profile: Profile, today: date, days: int | None) -> Freshness:
    if profile.stage in (Stage.IMPORTED, Stage.UNPUBLISHED):
        return Freshness.NOT_NOMINATED
    if profile.term_ends_on is not None and profile.term_ends_on < today:
        return Freshness.TERM_ENDED
    return confirmation.freshness_after(days)


def changes_on(profile: Profile, today: date) -> date | None:
    """The next day on which the freshness changes by itself; None where it never does."""
    days: list[date] = []
    if profile.confirmed_at:
        confirmed_on = profile.confirmed_at.date()
        days += [confirmed_on + timedelta(days=CONFIRMED_DAYS + 1)]
        days += [confirmed_on + timedelta(days=CONFIRMED_DAYS + GRACE_DAYS + 1)]
    if profile.term_ends_on:
        days.append(profile.term_ends_on + timedelta(days=1))
    return min((day for day in days if day > today), default=None)


def term_end(starts_on: date) -> date:
    """The last day of a term of four years."""
    try:
        return starts_on.replace(year=starts_on.year + TERM_YEARS) - timedelta(days=1)
    except ValueError:  # begun on 29 February
        return starts_on.replace(year=starts_on.year + TERM_YEARS, day=28)

"""Invents where an expert stands on the roster: availability, release, stage, term and freshness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from roster.demo.invented import DateRange

STAGES = ("published", "unpublished", "suspended", "archived", "imported")
STAGE_WEIGHTS = (91, 3, 2, 2, 2)
CATEGORIES = ("assistance-expert", "review-expert", "trainer")
CATEGORY_WEIGHTS = (62, 22, 16)
MODES = ("both", "on-site", "remote")
RELEASES = ("not-asked", "in-principle", "by-letter", "case-by-case")
CONFIRMED_DAYS, GRACE_DAYS, TERM_DAYS = 365, 90, 4 * 365


@dataclass(frozen=True)
class Standing:
    """Everything about an expert that the roster, rather than the person, would know."""

    notice_days: int
    days_per_year: int
    mode: str
    blackout_dates: tuple[DateRange, ...]
    regions_excluded: tuple[str, ...]
    employer_release: str
    category: str
    is_public: bool
    confirmed_on: date
    term_starts_on: date
    stage: str


def standing(rng: Random, *, today: date, regions: tuple[str, ...], reviewed: bool) -> Standing:
    """Availability and stage in the proportions of a roster that is looked after."""
    confirmed_on = today - timedelta(days=_age(rng))
    oldest = max((today - confirmed_on).days, 30)
    term_starts_on = today - timedelta(days=rng.randint(min(oldest, TERM_DAYS - 1), TERM_DAYS - 1))
    weights = (*CATEGORY_WEIGHTS[:1], CATEGORY_WEIGHTS[1] if reviewed else 6, *CATEGORY_WEIGHTS[2:])
    return Standing(
        notice_days=rng.choice((7, 10, 14, 14, 21, 30, 30, 45, 60)),
        days_per_year=rng.choice((10, 15, 20, 20, 25, 30, 40, 60)),
        mode=rng.choices(MODES, (60, 20, 20))[0],
        blackout_dates=_blackouts(rng, today),
        regions_excluded=(rng.choice(regions),) if regions and rng.random() < 0.08 else (),
        employer_release=rng.choices(RELEASES, (25, 35, 15, 25))[0],
        category=rng.choices(CATEGORIES, weights)[0],
        is_public=rng.random() < 0.25,
        confirmed_on=confirmed_on,
        term_starts_on=term_starts_on,
        stage=rng.choices(STAGES, STAGE_WEIGHTS)[0],
    )


def _age(rng: Random) -> int:
    """Days since the last confirmation: 80 per cent in time, 12 due, 8 not confirmed."""
    draw = rng.random()
    if draw < 0.80:
        return rng.randint(2, CONFIRMED_DAYS - 5)
    if draw < 0.92:
        return rng.randint(CONFIRMED_DAYS + 2, CONFIRMED_DAYS + GRACE_DAYS - 2)
    return rng.randint(CONFIRMED_DAYS + GRACE_DAYS + 5, 800)


def _blackouts(rng: Random, today: date) -> tuple[DateRange, ...]:
    ranges = []
    starts = today
    for _ in range(rng.choices((0, 1, 2), (65, 25, 10))[0]):
        starts += timedelta(days=rng.randint(10, 120))
        ends = starts + timedelta(days=rng.randint(4, 35))
        ranges.append(DateRange(starts, ends))
        starts = ends
    return tuple(ranges)

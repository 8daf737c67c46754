"""Which candidates break which hard rule: one pure boolean column for each rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from roster.matching.criteria import Criteria, LanguageWanted
from roster.matching.pool import Booleans, Integers, Pool, employer_key, mode_bits
from roster.matching.rules import Rule
from roster.vocabulary.codes import Mode
from roster.vocabulary.freshness import CONFIRMED_DAYS, GRACE_DAYS


def broken(criteria: Criteria, pool: Pool) -> dict[Rule, Booleans]:
    """For each rule, who breaks it."""
    return {rule: column(criteria, pool) for rule, column in _COLUMNS.items()}


def days_needed(criteria: Criteria) -> int:
    """How many days in a row must be free: those wanted, at most the window; the whole window where none are said."""
    if criteria.window is None:
        return 0
    wanted = criteria.days_wanted
    return criteria.window.days if wanted is None else min(max(wanted, 1), criteria.window.days)


def required(criteria: Criteria) -> list[LanguageWanted]:
    """The languages without which nobody is matched."""
    return [wanted for wanted in criteria.languages if wanted.is_required]


def employer_keys(names: Iterable[str]) -> set[str]:
    """Names of organisations as the pool compares them; empty ones mean nobody."""
    return {key for name in names if (key := employer_key(name))}


def stakes(criteria: Criteria) -> set[str]:
    """The State and the organisations in which an interest is a conflict."""
    state = {employer_key(criteria.requesting_state)} if criteria.requesting_state else set()
    return state | employer_keys(criteria.interested_organisations)


def _nobody(pool: Pool) -> Booleans:
    return np.zeros(len(pool), dtype=bool)


def _term(criteria: Criteria, pool: Pool) -> Booleans:
    last = max(criteria.today, criteria.window.last) if criteria.window else criteria.today
    return pool.term_end < last.toordinal()


def _freshness(criteria: Criteria, pool: Pool) -> Booleans:
    return criteria.today.toordinal() - pool.confirmed > CONFIRMED_DAYS + GRACE_DAYS


def _excluded(criteria: Criteria, pool: Pool) -> Booleans:
    answer = pool.states.mask(criteria.excluded_states, len(pool))
    answer |= pool.employers.mask(employer_keys(criteria.excluded_employers), len(pool))
    rows = [pool.row_of[ref] for ref in criteria.excluded_experts if ref in pool.row_of]
    answer[rows] = True
    return answer


def _own_state(criteria: Criteria, pool: Pool) -> Booleans:
    if criteria.requesting_state is None or criteria.allow_own_state:
        return _nobody(pool)
    return pool.states.mask([criteria.requesting_state], len(pool))


def _reviewer(criteria: Criteria, pool: Pool) -> Booleans:
    answer = _nobody(pool)
    found = pool.reviewed.get(criteria.requesting_state or "")
    if found is not None:
        rows, years = found
        answer[rows[years > criteria.today.year - criteria.review_conflict_years]] = True
    return answer


def _employer(criteria: Criteria, pool: Pool) -> Booleans:
    return pool.employers.mask(employer_keys(criteria.interested_organisations), len(pool))


def _interest(criteria: Criteria, pool: Pool) -> Booleans:
    return pool.interests.mask(stakes(criteria), len(pool))


def _mode(criteria: Criteria, pool: Pool) -> Booleans:
    if criteria.mode is None:
        return _nobody(pool)
    wanted = mode_bits(criteria.mode)
    return (pool.mode & wanted) != wanted


def _region(criteria: Criteria, pool: Pool) -> Booleans:
    if criteria.requesting_region is None or criteria.mode is Mode.REMOTE:
        return _nobody(pool)
    return pool.regions_excluded.mask([criteria.requesting_region], len(pool))


def _earliest(criteria: Criteria, pool: Pool) -> Integers:
    return criteria.today.toordinal() + pool.notice


def _notice(criteria: Criteria, pool: Pool) -> Booleans:
    if criteria.window is None:
        return _nobody(pool)
    first = np.maximum(_earliest(criteria, pool), criteria.window.first.toordinal())
    return criteria.window.last.toordinal() - first + 1 < max(1, days_needed(criteria))


def _absence(criteria: Criteria, pool: Pool) -> Booleans:
    """Too few days in a row between absences; after the notice, unless that alone is too long already."""
    if criteria.window is None or not len(pool):
        return _nobody(pool)
    first = np.full(len(pool), criteria.window.first.toordinal(), dtype=np.int64)
    first = np.where(_notice(criteria, pool), first, np.maximum(first, _earliest(criteria, pool)))
    return pool.absences.longest_run(first, criteria.window.last.toordinal()) < days_needed(criteria)


def _days(criteria: Criteria, pool: Pool) -> Booleans:
    return pool.days_per_year < max(0, criteria.days_wanted or 0)


def _language(criteria: Criteria, pool: Pool) -> Booleans:
    answer = _nobody(pool)
    for wanted in required(criteria):
        answer |= pool.level(wanted.code, wanted.skill) < wanted.level.rank
    return answer


_COLUMNS: Mapping[Rule, Callable[[Criteria, Pool], Booleans]] = {
    Rule.CONSENT: lambda _criteria, pool: ~pool.consented,
    Rule.PUBLISHED: lambda _criteria, pool: ~pool.published,
    Rule.TERM: _term,
    Rule.FRESHNESS: _freshness,
    Rule.EXCLUDED: _excluded,
    Rule.OWN_STATE: _own_state,
    Rule.REVIEWER: _reviewer,
    Rule.EMPLOYER: _employer,
    Rule.INTEREST: _interest,
    Rule.MODE: _mode,
    Rule.REGION: _region,
    Rule.NOTICE: _notice,
    Rule.ABSENCE: _absence,
    Rule.DAYS: _days,
    Rule.LANGUAGE: _language,
}

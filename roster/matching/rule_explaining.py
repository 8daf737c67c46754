"""What a hard rule found: for one person and one rule, the facts that broke it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from roster.matching.candidate import Candidate
from roster.matching.criteria import Criteria
from roster.matching.explaining import language_values, level_of
from roster.matching.hard_rules import employer_keys, required, stakes
from roster.matching.pool import employer_key
from roster.matching.reasons import Reason, ReasonKind, Value
from roster.matching.rules import FieldGroup, Rule

Found = Iterator[tuple[ReasonKind, dict[str, Value]]]


def rule_reasons(rule: Rule, criteria: Criteria, person: Candidate) -> tuple[Reason, ...]:
    """The facts for which this rule excludes this person."""
    return tuple(
        Reason(kind=kind, part=rule, group=_GROUPS.get(kind, rule.group), values=values)
        for kind, values in _FACTS[rule](criteria, person)
    )


# Who nominated somebody and whom somebody works for every member reads; nationalities are not.
_GROUPS = {
    ReasonKind.EXCLUDED_PERSON: FieldGroup.REQUEST,
    ReasonKind.EXCLUDED_EMPLOYER: FieldGroup.PROFILE,
}


def _term(_criteria: Criteria, person: Candidate) -> Found:
    if person.term_ends_on is not None:
        yield ReasonKind.TERM_ENDS, {"date": person.term_ends_on.isoformat()}


def _freshness(_criteria: Criteria, person: Candidate) -> Found:
    if person.confirmed_on is None:
        yield ReasonKind.NEVER_CONFIRMED, {}
    else:
        yield ReasonKind.CONFIRMED_LONG_AGO, {"date": person.confirmed_on.isoformat()}


def _excluded(criteria: Criteria, person: Candidate) -> Found:
    if person.ref in criteria.excluded_experts:
        yield ReasonKind.EXCLUDED_PERSON, {}
    for state in sorted(_states(person) & criteria.excluded_states):
        yield ReasonKind.EXCLUDED_STATE, {"state": state}
    if employer_key(person.employer) in employer_keys(criteria.excluded_employers):
        yield ReasonKind.EXCLUDED_EMPLOYER, {"employer": person.employer}


def _states(person: Candidate) -> frozenset[str]:
    own = frozenset({person.nominating_state}) if person.nominating_state else frozenset()
    return person.nationalities | own


def _own_state(criteria: Criteria, _person: Candidate) -> Found:
    yield ReasonKind.OWN_STATE, {"state": criteria.requesting_state or ""}


def _reviewer(criteria: Criteria, person: Candidate) -> Found:
    since = criteria.today.year - criteria.review_conflict_years
    for review in person.reviews:
        if review.state != criteria.requesting_state:
            continue
        if review.year is None:
            yield ReasonKind.REVIEWED_STATE_UNDATED, {"state": review.state or ""}
        elif review.year > since:
            yield ReasonKind.REVIEWED_STATE, {"state": review.state or "", "year": review.year}


def _employer(_criteria: Criteria, person: Candidate) -> Found:
    yield ReasonKind.SAME_EMPLOYER, {"employer": person.employer}


def _interest(criteria: Criteria, person: Candidate) -> Found:
    for interest in sorted(person.interests):
        if employer_key(interest) in stakes(criteria):
            yield ReasonKind.DECLARED_INTEREST, {"interest": interest}


def _mode(criteria: Criteria, person: Candidate) -> Found:
    yield ReasonKind.MODE, {"mode": str(person.mode), "wanted": str(criteria.mode)}


def _region(criteria: Criteria, _person: Candidate) -> Found:
    yield ReasonKind.REGION_EXCLUDED, {"region": criteria.requesting_region or ""}


def _notice(_criteria: Criteria, person: Candidate) -> Found:
    yield ReasonKind.NOTICE, {"days": person.notice_days or 0}


def _absence(criteria: Criteria, person: Candidate) -> Found:
    for span in sorted(person.absences):
        window = criteria.window
        if window is not None and span.days and span.first <= window.last and span.last >= window.first:
            yield ReasonKind.ABSENT, {"first": span.first.isoformat(), "last": span.last.isoformat()}


def _days(criteria: Criteria, person: Candidate) -> Found:
    yield ReasonKind.FEW_DAYS, {"days": person.days_per_year or 0, "wanted": criteria.days_wanted or 0}


def _language(criteria: Criteria, person: Candidate) -> Found:
    for wanted in required(criteria):
        level = level_of(person, wanted.code, wanted.skill)
        values = language_values(wanted, wanted.level)
        if level is None:
            yield ReasonKind.LANGUAGE_MISSING, values
        elif level.rank < wanted.level.rank:
            yield ReasonKind.LANGUAGE_BELOW, values | {"has": str(level)}


def _only(kind: ReasonKind) -> Callable[[Criteria, Candidate], Found]:
    return lambda _criteria, _person: iter([(kind, {})])


_FACTS: dict[Rule, Callable[[Criteria, Candidate], Found]] = {
    Rule.CONSENT: _only(ReasonKind.NO_CONSENT),
    Rule.PUBLISHED: _only(ReasonKind.NOT_PUBLISHED),
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

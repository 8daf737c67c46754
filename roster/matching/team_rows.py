"""The rules of a team as rows of numbers: each says between which limits the people of a set may be in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from roster.matching.team import TeamCandidate, TeamRole, TeamRule, TeamRuleKind, TeamRules
from roster.vocabulary.codes import Gender

Floats = NDArray[np.float64]
Test = Callable[[TeamCandidate], bool]
Group = Callable[[TeamCandidate], str | None]


@dataclass(frozen=True, eq=False)
class Rows:
    """Row by row: `low` <= how many of the marked are in the team <= `high`. A row falls with any rule that
    owns it; who owns none always stands."""

    marks: Floats
    low: Floats
    high: Floats
    owners: tuple[frozenset[TeamRule], ...]

    def without(self, rule: TeamRule) -> Rows:
        """The rows that stay when this rule is given up."""
        kept = [at for at, owners in enumerate(self.owners) if rule not in owners]
        return Rows(self.marks[kept], self.low[kept], self.high[kept], tuple(self.owners[at] for at in kept))


@dataclass(frozen=True, eq=False)
class Problem:
    """Candidates in their stable order, what each is worth, the rules, and all rows of these."""

    people: tuple[TeamCandidate, ...]
    size: int
    worth: Floats
    rules: tuple[TeamRule, ...]
    rows: Rows

    def fit(self, places: Iterable[int]) -> int:
        """The total fit of these people."""
        return sum(self.people[place].fit for place in places)


@dataclass(frozen=True)
class _Limit:
    test: Test
    low: int
    high: int
    owners: frozenset[TeamRule]


def problem_of(candidates: Iterable[TeamCandidate], rules: TeamRules) -> Problem:
    """The same problem in whichever order the candidates come. ValueError where somebody comes twice."""
    people = tuple(sorted(candidates, key=lambda one: (-one.fit, one.order, one.ref)))
    if len({one.ref for one in people}) != len(people):
        raise ValueError("somebody is on the shortlist twice")
    listed = rules.listed()
    limits = [_Limit(lambda _: True, rules.size, rules.size, frozenset())]
    limits += [limit for rule in listed for limit in _limits(rule, people, rules.size)]
    limits += _role_limits([rule for rule in listed if rule.kind is TeamRuleKind.ROLE], rules.size)
    marks = [[limit.test(one) for one in people] for limit in limits]
    rows = Rows(
        marks=np.array(marks, dtype=np.float64).reshape(len(limits), len(people)),
        low=np.array([limit.low for limit in limits], dtype=np.float64),
        high=np.array([limit.high for limit in limits], dtype=np.float64),
        owners=tuple(limit.owners for limit in limits),
    )
    return Problem(people, rules.size, _worth(people, rules.size), listed, rows)


def _worth(people: Sequence[TeamCandidate], size: int) -> Floats:
    """The fit, and for a place further up less than one tenth of a point in a whole team."""
    places = np.arange(len(people), 0, -1) / (len(people) * size + 1)
    return np.array([one.fit for one in people], dtype=np.float64) + places


def _limits(rule: TeamRule, people: Sequence[TeamCandidate], size: int) -> Iterator[_Limit]:
    number, owners = rule.number, frozenset((rule,))
    match rule.kind:
        case TeamRuleKind.ROLE:
            return  # roles depend on one another: below
        case TeamRuleKind.EACH_GENDER:
            yield _Limit(lambda one: one.gender is Gender.FEMALE, number, size, owners)
            yield _Limit(lambda one: one.gender is Gender.MALE, number, size, owners)
        case TeamRuleKind.MIXED_GENDER | TeamRuleKind.REGIONS | TeamRuleKind.LEGAL_SYSTEMS:
            tests = _different(
                people, _GROUPS[rule.kind], 2 if rule.kind is TeamRuleKind.MIXED_GENDER else number
            )
            yield from (_Limit(test, 1, size, owners) for test in tests)
        case TeamRuleKind.ONE_REGION | TeamRuleKind.ONE_STATE | TeamRuleKind.ONE_EMPLOYER:
            tests = _crowded(people, _GROUPS[rule.kind], number)
            yield from (_Limit(test, 0, number, owners) for test in tests)
        case TeamRuleKind.REGION_MOST:
            yield _Limit(lambda one: one.region == rule.value, 0, number, owners)
        case _:
            yield _Limit(_plain_test(rule), number, size, owners)


_GROUPS: dict[TeamRuleKind, Group] = {
    TeamRuleKind.MIXED_GENDER: lambda one: one.gender,
    TeamRuleKind.REGIONS: lambda one: one.region,
    TeamRuleKind.ONE_REGION: lambda one: one.region,
    TeamRuleKind.LEGAL_SYSTEMS: lambda one: one.legal_system,
    TeamRuleKind.ONE_STATE: lambda one: one.state,
    TeamRuleKind.ONE_EMPLOYER: lambda one: one.employer,
}


def _plain_test(rule: TeamRule) -> Test:
    value = rule.value
    match rule.kind:
        case TeamRuleKind.CHOSEN:
            return lambda one: one.ref == value
        case TeamRuleKind.TOPIC:
            return lambda one: value in one.topics
        case TeamRuleKind.ARTICLE:
            return lambda one: int(value) in one.articles
        case TeamRuleKind.LANGUAGE:
            return lambda one: value in one.languages
        case TeamRuleKind.REGION_LEAST:
            return lambda one: one.region == value
        case _:
            return lambda one: one.legal_system == value


def _role_limits(rules: Sequence[TeamRule], size: int) -> Iterator[_Limit]:
    """By Hall's theorem each role finds a person of its own exactly when every set of roles finds enough
    people who can take one of them."""
    for count in range(1, len(rules) + 1):
        for some in combinations(rules, count):
            yield _Limit(_takes({TeamRole(rule.value) for rule in some}), sum(rule.number for rule in some),
                         size, frozenset(some))  # fmt: skip


def _takes(roles: set[TeamRole]) -> Test:
    return lambda one: bool(one.roles & roles)


def _different(people: Sequence[TeamCandidate], group: Group, number: int) -> Iterator[Test]:
    """There are `number` different groups exactly when any fewer of them leave somebody over."""
    groups = sorted({name for one in people if (name := group(one)) is not None})
    for few in combinations(groups, min(number - 1, len(groups))):
        yield _beyond(group, {None, *few})


def _beyond(group: Group, few: set[str | None]) -> Test:
    return lambda one: group(one) not in few


def _crowded(people: Sequence[TeamCandidate], group: Group, number: int) -> Iterator[Test]:
    counts = Counter(name for one in people if (name := group(one)) is not None)
    for name, count in sorted(counts.items()):
        if count > number:
            yield _within(group, name)


def _within(group: Group, name: str) -> Test:
    return lambda one: group(one) == name

"""Proposes a team from a shortlist, with the price of each rule; or says which rule to give up."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from roster.matching.team import (
    NoTeam,
    Price,
    Relaxation,
    Team,
    TeamCandidate,
    TeamRole,
    TeamRule,
    TeamRuleKind,
    TeamRules,
)
from roster.matching.team_rows import Problem, problem_of
from roster.matching.team_solving import Found, Places, Search, fewest_to_give_up, search


def propose_team(
    candidates: Iterable[TeamCandidate], rules: TeamRules, *, find: Search = search
) -> Team | NoTeam:
    """The team of the greatest total fit that keeps every rule. The same candidates and rules give the same
    team, in whichever order they come; ties of fit go to who stands further up."""
    problem = problem_of(candidates, rules)
    if len(problem.people) < problem.size:
        return NoTeam(is_too_few=True)
    found = find(problem, problem.rows)
    if found.places is None:
        return _no_team(problem, found, find)
    fit = problem.fit(found.places)
    return Team(
        members=_ids(problem, found.places),
        fit=fit,
        roles=_role_holders(problem, found.places, rules.roles),
        prices=_prices(problem, found, find),
        gap=_gap(problem, found),
    )


def _prices(problem: Problem, found: Found, find: Search) -> tuple[Price, ...]:
    """A team of the best people has no price to pay; else each rule in turn is left out."""
    fit, best = problem.fit(found.places or ()), problem.fit(range(problem.size))
    prices = []
    for rule in problem.rules:
        if fit >= best:
            prices.append(Price(rule, 0))
            continue
        other = find(problem, problem.rows.without(rule))
        gained = problem.fit(other.places) - fit if other.places is not None else 0
        prices.append(Price(rule, max(gained, 0), found.is_proven and other.is_proven))
    return tuple(prices)


def _no_team(problem: Problem, found: Found, find: Search) -> NoTeam:
    relaxations = []
    for rule in problem.rules:
        other = find(problem, problem.rows.without(rule))
        if other.places is not None:
            relaxations.append(Relaxation(rule, problem.fit(other.places), _ids(problem, other.places)))
    relaxations.sort(key=lambda one: -one.fit)
    together = () if relaxations else fewest_to_give_up(problem)
    return NoTeam(tuple(relaxations), together, is_proven=found.is_proven)


def _gap(problem: Problem, found: Found) -> float:
    if found.is_proven or found.places is None:
        return 0.0
    worth = float(problem.worth[list(found.places)].sum())
    return max(found.bound - worth, 0.0) / abs(worth) if worth else 1.0


def _ids(problem: Problem, places: Places) -> tuple[str, ...]:
    return tuple(problem.people[place].ref for place in sorted(places))


def _role_holders(
    problem: Problem, places: Places, roles: tuple[TeamRole, ...]
) -> tuple[tuple[TeamRole, str], ...]:
    """Who takes which role: of all ways that work, the one in which the best take the first roles."""
    wanted = sorted(roles, key=list(TeamRole).index)
    people = [problem.people[place] for place in sorted(places)]
    for some in permutations(people, len(wanted)):
        if all(role in one.roles for role, one in zip(wanted, some, strict=True)):
            return tuple((role, one.ref) for role, one in zip(wanted, some, strict=True))
    return ()


def covered_by(
    candidates: Iterable[TeamCandidate], rules: TeamRules, members: Iterable[str]
) -> tuple[tuple[TeamRule, tuple[str, ...]], ...]:
    """For each topic, article and language that is asked for: who of these people covers it."""
    chosen = set(members)
    people = [one for one in candidates if one.ref in chosen]
    what = {
        TeamRuleKind.TOPIC: lambda one, value: value in one.topics,
        TeamRuleKind.ARTICLE: lambda one, value: int(value) in one.articles,
        TeamRuleKind.LANGUAGE: lambda one, value: value in one.languages,
    }
    return tuple(
        (rule, tuple(one.ref for one in people if what[rule.kind](one, rule.value)))
        for rule in rules.listed()
        if rule.kind in what
    )

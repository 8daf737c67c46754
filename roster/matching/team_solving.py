"""Finds the best set of people that keeps the rows: exactly by mixed-integer programming, or greedily.

The solver is loaded when the first team is built: loading it takes a third of a second that no start of the
application shall wait for.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from roster.matching.team import TeamRule
from roster.matching.team_rows import Floats, Problem, Rows

MOST_NODES = (
    20_000  # a stop that falls at the same place on every machine; the seconds are only for the worst
)
SECONDS = 2.0
BEGINNINGS = 12
MOST_SWAPS = 50
Places = tuple[int, ...]


@dataclass(frozen=True)
class Found:
    """What a search came to: places in the order of the candidates, or None where it found no team.

    `bound` is what no team can be worth more than; `is_proven` says that there is no better, or no team.
    """

    places: Places | None
    bound: float
    is_proven: bool


Search = Callable[[Problem, Rows], Found]


def solver() -> Any:
    """The optimiser, or None where it is not installed."""
    try:
        return importlib.import_module("scipy.optimize")
    except ImportError:
        return None


def search(problem: Problem, rows: Rows) -> Found:
    """The best team; where the solver is missing or gives up, the best that was found by either way."""
    exact = search_exactly(problem, rows)
    if exact is not None and exact.is_proven:
        return exact
    greedy = search_greedily(problem, rows)
    if exact is None:
        return greedy
    found = [places for places in (exact.places, greedy.places) if places is not None]
    best = max(found, key=lambda places: _worth(problem, places), default=None)
    return Found(best, min(exact.bound, greedy.bound), False)


def search_exactly(problem: Problem, rows: Rows, *, seconds: float = SECONDS) -> Found | None:
    """The optimum by HiGHS; None without the solver."""
    optimize = solver()
    if optimize is None:
        return None
    count = len(problem.people)
    answer = optimize.milp(
        -problem.worth,
        integrality=np.ones(count),
        bounds=optimize.Bounds(0, 1),
        constraints=optimize.LinearConstraint(rows.marks, rows.low, rows.high),
        options={"mip_rel_gap": 0.0, "node_limit": MOST_NODES, "time_limit": seconds},
    )
    places = None if answer.x is None else tuple(np.flatnonzero(answer.x > 0.5).tolist())
    if places is not None and _missed(rows, places):
        places = None
    is_proven = (answer.status == 0 and places is not None) or answer.status == 2
    bound = getattr(answer, "mip_dual_bound", None)
    return Found(places, _loose_bound(problem) if bound is None else -float(bound), is_proven)


def fewest_to_give_up(problem: Problem) -> tuple[TeamRule, ...]:
    """A smallest set of rules without which there is a team; nothing without the solver."""
    optimize = solver()
    if optimize is None or not problem.rules:
        return ()
    people, rules, rows = len(problem.people), len(problem.rules), problem.rows
    given_up = np.array([[rule in owners for rule in problem.rules] for owners in rows.owners], dtype=float)
    slack = given_up * (problem.size + rows.high.max())
    shares = problem.worth / (np.abs(problem.worth).max() * (problem.size + 1) * 2)
    answer = optimize.milp(
        np.concatenate([-shares, np.ones(rules)]),
        integrality=np.ones(people + rules),
        bounds=optimize.Bounds(0, 1),
        constraints=[
            optimize.LinearConstraint(np.hstack([rows.marks, slack]), rows.low, np.inf),
            optimize.LinearConstraint(np.hstack([rows.marks, -slack]), -np.inf, rows.high),
        ],
        options={"node_limit": MOST_NODES, "time_limit": SECONDS},
    )
    if answer.x is None:
        return ()
    return tuple(rule for rule, gone in zip(problem.rules, answer.x[people:], strict=True) if gone > 0.5)


def search_greedily(problem: Problem, rows: Rows) -> Found:
    """From several beginnings: always whoever brings most of what is missing, then the swaps that help."""
    bound = _loose_bound(problem)
    best: Places | None = None
    for beginning in (None, *range(min(BEGINNINGS, len(problem.people)))):
        places = _swapped(problem, rows, _built(problem, rows, beginning))
        if _missed(rows, places):
            continue
        if best is None or _worth(problem, places) > _worth(problem, best):
            best = places
    return Found(best, bound, best is not None and _worth(problem, best) >= bound)


def _built(problem: Problem, rows: Rows, beginning: int | None) -> list[int]:
    team = [] if beginning is None else [beginning]
    while len(team) < problem.size:
        sums = rows.marks[:, team].sum(axis=1)
        team.append(_first_best(_misses(rows, sums[:, None] + rows.marks), problem.worth, team))
    return team


def _swapped(problem: Problem, rows: Rows, team: list[int]) -> Places:
    for _ in range(MOST_SWAPS if len(problem.people) > len(team) else 0):  # else nobody is left to come
        sums = rows.marks[:, team].sum(axis=1)
        now = (float(_misses(rows, sums[:, None])[0]), -_worth(problem, tuple(team)))
        options = []
        for at, leaves in enumerate(team):
            misses = _misses(rows, (sums - rows.marks[:, leaves])[:, None] + rows.marks)
            comes = _first_best(misses, problem.worth, team)
            changed = (*team[:at], comes, *team[at + 1 :])
            options.append(((float(misses[comes]), -_worth(problem, changed)), changed))
        best, changed = min(options)
        if best >= now:
            break
        team = list(changed)
    return tuple(sorted(team))


def _first_best(misses: Floats, worth: Floats, team: list[int]) -> int:
    misses = misses.copy()
    misses[team] = np.inf
    return int(np.lexsort((-worth, misses))[0])


def _misses(rows: Rows, sums: Floats) -> NDArray[np.float64]:
    """By how many people each column of sums lies outside the limits."""
    below = np.maximum(rows.low[:, None] - sums, 0)
    above = np.maximum(sums - rows.high[:, None], 0)
    return (below + above).sum(axis=0)


def _missed(rows: Rows, places: Places) -> bool:
    return bool(_misses(rows, rows.marks[:, list(places)].sum(axis=1)[:, None])[0])


def _worth(problem: Problem, places: Places) -> float:
    return float(problem.worth[sorted(places)].sum())


def _loose_bound(problem: Problem) -> float:
    """The worth of the best people without a rule: no team is worth more."""
    return float(np.sort(problem.worth)[::-1][: problem.size].sum())

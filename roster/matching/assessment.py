"""One request against one pool: everybody's points, the rules each breaks, and the order of those who break none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

import numpy as np

from roster.matching.criteria import Criteria
from roster.matching.hard_rules import broken
from roster.matching.pool import Booleans, Integers, Pool
from roster.matching.relations import Relations
from roster.matching.rules import Rule
from roster.matching.scoring import Scores, score
from roster.matching.text_found import TextFound
from roster.matching.weights import Weights

# Of equals who waited longest since being shown or asked comes first; then a draw that each request makes anew.
Place = tuple[int, int, bytes]


@dataclass(frozen=True, eq=False)
class Assessment:
    """What matching knows before anything is explained."""

    criteria: Criteria
    pool: Pool
    relations: Relations
    weights: Weights
    text: TextFound
    scores: Scores
    broken: Mapping[Rule, Booleans]
    _known_places: dict[int, list[Place]] = field(default_factory=dict)

    @cached_property
    def broken_count(self) -> Integers:
        """How many rules each breaks."""
        total = np.zeros(len(self.pool), dtype=np.int64)
        for mask in self.broken.values():
            total += mask
        return total

    @cached_property
    def eligible(self) -> Integers:
        """The rows of those who break no rule."""
        return np.flatnonzero(self.broken_count == 0)

    @cached_property
    def _sorted_points(self) -> Integers:
        return np.sort(self.scores.points[self.eligible])

    def place(self, row: int, points: int | None = None) -> Place:
        """What orders the candidates: points, turn, draw. The smallest comes first."""
        own = int(self.scores.points[row]) if points is None else points
        drawn = f"{self.criteria.request}\0{self.pool.candidates[row].ref}".encode()
        return -own, int(self.pool.last_turn[row]), sha256(drawn).digest()

    def first(self, rows: Integers, limit: int) -> list[int]:
        """The first so many of these rows, in order."""
        if limit <= 0 or not len(rows):
            return []
        points = self.scores.points[rows]
        if len(rows) > limit:
            least = np.partition(points, len(points) - limit)[len(points) - limit]
            rows = rows[points >= least]
        return sorted((int(row) for row in rows), key=self.place)[:limit]

    def rank(self, row: int, points: int | None = None) -> int:
        """The rank among the eligible that this row has, or would have with these points."""
        place = self.place(row, points)
        own = -place[0]
        above = len(self._sorted_points) - int(np.searchsorted(self._sorted_points, own, side="right"))
        if self.broken_count[row] == 0 and self.scores.points[row] > own:
            above -= 1
        return 1 + above + bisect_left(self._places(own), place)

    def _places(self, points: int) -> list[Place]:
        """The places of all eligible with exactly these points, in order."""
        if points not in self._known_places:
            equals = self.eligible[self.scores.points[self.eligible] == points]
            self._known_places[points] = sorted(self.place(int(row)) for row in equals)
        return self._known_places[points]

    def rules_of(self, row: int) -> tuple[Rule, ...]:
        """The rules that this row breaks."""
        return tuple(rule for rule, mask in self.broken.items() if mask[row])


def assess(
    criteria: Criteria,
    pool: Pool,
    relations: Relations,
    *,
    weights: Weights,
    text: TextFound,
) -> Assessment:
    """Score everybody and ask every rule."""
    scores = score(criteria, pool, relations, weights=weights, text=text)
    return Assessment(criteria, pool, relations, weights, text, scores, broken(criteria, pool))

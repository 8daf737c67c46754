"""What matching answers: who fits with how many points and why, who just does not, and what would change that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from roster.matching.criteria import Criteria, Subject
from roster.matching.problems import Problem
from roster.matching.reasons import Change, Reason
from roster.matching.rules import Rule
from roster.matching.weights import Part, Weights


@dataclass(frozen=True, kw_only=True)
class PartScore:
    """What one part gave, in tenths of a point, and the most it could give."""

    part: Part
    points: int
    maximum: int


@dataclass(frozen=True, kw_only=True)
class Match:
    """Somebody whom no rule excludes, or of whom it is asked what the score would be.

    `points` are tenths of a point (0–1000) and exactly the sum of those of the parts. `covers` says for each of the
    result's subjects how far it is covered, in thousandths. `rank` begins with 1; for somebody excluded it is the
    rank that the points would give.
    """

    ref: str
    rank: int
    points: int
    parts: tuple[PartScore, ...]
    covers: tuple[int, ...]
    why: tuple[Reason, ...] = ()
    missing: tuple[Reason, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def score(self) -> float:
        """The score from 0 to 100, with one decimal."""
        return self.points / 10


@dataclass(frozen=True, kw_only=True)
class WhyNot:
    """Somebody whom rules exclude: which, what each found, and the match that there would be without them."""

    match: Match
    rules: tuple[Rule, ...]
    reasons: tuple[Reason, ...]
    changes: tuple[Change, ...] = ()

    @property
    def ref(self) -> str:
        """Whom it is about."""
        return self.match.ref


@dataclass(frozen=True, kw_only=True)
class MatchResult:
    """The answer to one request.

    `considered` counts the pool, `eligible` those whom no rule excludes, `excluded` by rule those whom it excludes
    (one person may break several). `near_misses` are people whom one rule alone excludes, the best first, by rule.
    """

    criteria: Criteria
    weights: Weights
    subjects: tuple[Subject, ...]
    maxima: Mapping[Part, int]
    considered: int
    eligible: int
    matches: tuple[Match, ...]
    excluded: Mapping[Rule, int] = field(default_factory=lambda: MappingProxyType({}))
    near_misses: Mapping[Rule, tuple[WhyNot, ...]] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()

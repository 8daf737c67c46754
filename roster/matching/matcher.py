"""Who fits a request: the one entry to matching. A pure function of what is handed in."""

from __future__ import annotations

import numpy as np

from roster.matching.assessment import Assessment, assess
from roster.matching.changes import changes_of
from roster.matching.criteria import Criteria
from roster.matching.explaining import missing, why
from roster.matching.pool import Pool
from roster.matching.problem_finding import problems_in
from roster.matching.reasons import Change
from roster.matching.relations import Relations
from roster.matching.result import Match, MatchResult, PartScore, WhyNot
from roster.matching.rule_explaining import rule_reasons
from roster.matching.rules import Rule
from roster.matching.text_found import NO_TEXT, TextFound
from roster.matching.weights import Part, Weights


def match(
    criteria: Criteria,
    pool: Pool,
    relations: Relations,
    *,
    weights: Weights | None = None,
    text: TextFound = NO_TEXT,
    limit: int = 50,
    explained: int = 20,
    near_limit: int = 5,
) -> MatchResult:
    """The best of the pool with their reasons, and those whom one rule alone excludes.

    `text` is what search found in the texts of profiles.
    Everybody in the answer has reasons; the first `explained` and the near misses also what would change their rank.
    """
    found = assess(criteria, pool, relations, weights=weights or Weights(), text=text)
    rows = found.first(found.eligible, limit)
    near = _near_misses(found, near_limit)
    changes = changes_of(found, [*rows[:explained], *(row for own in near.values() for row in own)])
    return MatchResult(
        criteria=criteria,
        weights=found.weights,
        subjects=found.scores.subjects,
        maxima=found.scores.maxima,
        considered=len(pool),
        eligible=len(found.eligible),
        matches=tuple(
            _match(found, row, rank=rank, changes=changes.get(row, ()))
            for rank, row in enumerate(rows, start=1)
        ),
        excluded={rule: int(mask.sum()) for rule, mask in found.broken.items() if mask.any()},
        near_misses={
            rule: tuple(_why_not(found, row, changes=changes.get(row, ())) for row in own)
            for rule, own in near.items()
        },
        problems=problems_in(criteria, pool, relations.vocabulary, weights=found.weights),
    )


def match_one(
    criteria: Criteria,
    pool: Pool,
    relations: Relations,
    *,
    ref: str,
    weights: Weights | None = None,
    text: TextFound = NO_TEXT,
) -> Match | WhyNot | None:
    """What the answer says of one person, however far down or excluded; None for somebody who is not in the pool."""
    row = pool.row_of.get(ref)
    if row is None:
        return None
    found = assess(criteria, pool, relations, weights=weights or Weights(), text=text)
    changes = changes_of(found, [row]).get(row, ())
    if found.broken_count[row]:
        return _why_not(found, row, changes=changes)
    return _match(found, row, rank=found.rank(row), changes=changes)


def _near_misses(found: Assessment, limit: int) -> dict[Rule, list[int]]:
    alone = found.broken_count == 1
    rows = {rule: found.first(np.flatnonzero(mask & alone), limit) for rule, mask in found.broken.items()}
    return {rule: own for rule, own in rows.items() if own}


def _match(found: Assessment, row: int, *, rank: int, changes: tuple[Change, ...] = ()) -> Match:
    scores = found.scores
    return Match(
        ref=found.pool.candidates[row].ref,
        rank=rank,
        points=int(scores.points[row]),
        parts=tuple(
            PartScore(part=part, points=int(scores.parts[part][row]), maximum=scores.maxima[part])
            for part in Part
        ),
        covers=tuple(int(value * 1000) for value in scores.covers[:, row]),
        why=why(found, row),
        missing=missing(found, row),
        changes=changes,
    )


def _why_not(found: Assessment, row: int, *, changes: tuple[Change, ...] = ()) -> WhyNot:
    rules = found.rules_of(row)
    reasons = tuple(
        reason for rule in rules for reason in rule_reasons(rule, found.criteria, found.pool.candidates[row])
    )
    return WhyNot(
        match=_match(found, row, rank=found.rank(row)), rules=rules, reasons=reasons, changes=changes
    )

"""What a match says of the people on a shortlist, as plain values: as a selection record keeps it, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from roster.matching.reasons import Reason, ReasonKind
from roster.matching.result import Match, WhyNot
from roster.matching.rules import FieldGroup, Rule
from roster.matching.weights import Part


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One person: rank and points with their parts, why, what is missing, and what hard rules found against."""

    rank: int
    points: int
    parts: tuple[dict[str, Any], ...]
    why: tuple[Reason, ...] = ()
    missing: tuple[Reason, ...] = ()
    against: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """One match as far as a decision needs it. `people` by reference of the profile; `fitting` the best, in order."""

    criteria: Mapping[str, Any]
    weights: Mapping[str, int]
    pool_size: int
    eligible: int
    excluded: Mapping[str, int]
    people: Mapping[str, Judged] = field(default_factory=dict)
    fitting: tuple[str, ...] = ()


def judged(found: Match | WhyNot) -> Judged:
    """What was found of one person; for somebody excluded the match that there would be, and the rules."""
    match = found.match if isinstance(found, WhyNot) else found
    return Judged(
        rank=match.rank,
        points=match.points,
        parts=tuple(
            {"part": item.part.value, "points": item.points, "maximum": item.maximum} for item in match.parts
        ),
        why=match.why,
        missing=match.missing,
        against=found.reasons if isinstance(found, WhyNot) else (),
    )


def reason_data(reason: Reason) -> dict[str, Any]:
    """A reason as JSON."""
    return {
        "kind": reason.kind.value,
        "part": reason.part.value,
        "is_rule": isinstance(reason.part, Rule),
        "group": reason.group.value,
        "values": dict(reason.values),
    }


def reasons_in(data: Iterable[Mapping[str, Any]]) -> tuple[Reason, ...]:
    """The reasons that were kept as JSON."""
    return tuple(
        Reason(
            kind=ReasonKind(item["kind"]),
            part=Rule(item["part"]) if item["is_rule"] else Part(item["part"]),
            group=FieldGroup(item["group"]),
            values=item["values"],
        )
        for item in data
    )

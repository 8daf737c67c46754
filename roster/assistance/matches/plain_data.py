"""A match for other programs of the secretariat: what the page shows, by stable names."""

from __future__ import annotations

from typing import Any

from roster.assistance.matches.presentation import MatchView, PersonMatch
from roster.assistance.matches.services import Matched
from roster.matching.weights import Part


def match_json(ref: str, found: Matched, view: MatchView) -> dict[str, Any]:
    """Points are tenths: the parts add up to them exactly."""
    return {
        "request": ref,
        "asked_on": found.result.criteria.today.isoformat(),
        "days_wanted": found.result.criteria.days_wanted,
        "weights": {part.value: found.weights.of(part) for part in Part},
        "considered": view.considered,
        "eligible": view.eligible,
        "excluded": {rule.value: count for rule, count in found.result.excluded.items()},
        "problems": list(view.problems),
        "texts_searched": view.reads_texts,
        "matches": [
            _person(item, found_item.parts)
            for item, found_item in zip(view.people, found.result.matches, strict=True)
        ],
        "near_misses": {
            group.rule: [
                {**_about(item), "excluded_because": list(item.excluded_because)} for item in group.people
            ]
            for group in view.near
        },
    }


def _person(item: PersonMatch, parts: Any) -> dict[str, Any]:
    return {
        **_about(item),
        "parts": {part.part.value: {"points": part.points, "maximum": part.maximum} for part in parts},
        "why": list(item.why),
        "missing": list(item.missing),
    }


def _about(item: PersonMatch) -> dict[str, Any]:
    return {
        "expert": item.person.ref,
        "name": item.person.name.own,
        "rank": item.rank,
        "points": item.points,
        "changes": list(item.changes),
    }

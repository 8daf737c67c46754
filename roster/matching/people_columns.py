"""From people to the columns of a pool in which a row may hold several items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from roster.matching.candidate import Candidate, ExpertiseLine, LanguageSkill
from roster.matching.columns import FOREVER, NEVER, Absences, Groups, Lines
from roster.matching.criteria import Skill, Span
from roster.vocabulary.codes import ExpertiseLevel

SKILLS = tuple(Skill)
_RANK: dict[ExpertiseLevel | None, int] = {None: 0, **{level: level.rank for level in ExpertiseLevel}}
_Found = dict[str, tuple[list[int], list[Any]]]


def not_below_zero(value: int | None, unknown: int) -> int:
    """A number of days as a column holds it."""
    return unknown if value is None else min(max(value, 0), FOREVER)


def lines_of(people: Sequence[Candidate]) -> Lines:
    """The lines of expertise, row after row."""
    kinds: dict[tuple[int | None, str | None], int] = {}
    types: dict[str | None, int] = {}
    columns: list[tuple[int, int, int, int, int]] = []
    starts, rows = [], []
    for row, person in enumerate(people):
        if person.expertise:
            starts.append(len(columns))
            rows.append(row)
        for line in person.expertise:
            kind = kinds.setdefault((line.article, line.topic), len(kinds))
            type_ = types.setdefault(line.assistance_type, len(types))
            columns.append((kind, type_, *_figures(line)))
    table = np.array(columns, dtype=np.int64).reshape(-1, 5)
    return Lines(
        kinds=tuple(kinds),
        types=tuple(types),
        kind=table[:, 0],
        type=table[:, 1],
        level=table[:, 2].astype(np.int16),
        years=table[:, 3].astype(np.int16),
        last_used=table[:, 4].astype(np.int16),
        starts=np.array(starts, dtype=np.int64),
        rows=np.array(rows, dtype=np.int64),
    )


def _figures(line: ExpertiseLine) -> tuple[int, int, int]:
    return (
        _RANK[line.level],
        min(not_below_zero(line.years, 0), 100),
        min(not_below_zero(line.last_used, 0), 9999),
    )


def absences_of(people: Sequence[Candidate]) -> Absences:
    """The gaps between the absences of each."""
    before: list[int] = []
    after: list[int] = []
    starts: list[int] = []
    for person in people:
        starts.append(len(before))
        last = NEVER - FOREVER
        for span in _merged(person.absences):
            before.append(last)
            after.append(span.first.toordinal())
            last = span.last.toordinal()
        before.append(last)
        after.append(FOREVER)
    return Absences(*(np.array(column, dtype=np.int64) for column in (before, after, starts)))


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap made one; those without a day left out."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if span.days):
        if merged and span.first <= merged[-1].last:
            merged[-1] = Span(merged[-1].first, max(merged[-1].last, span.last))
        else:
            merged.append(span)
    return merged


def languages_of(people: Sequence[Candidate]) -> Groups:
    """By language: the rows of those who speak it, with the level in each skill."""
    found: _Found = {}
    for row, person in enumerate(people):
        for language in person.languages:
            _put(found, language.code, row, _levels(language))
    return _grouped(found, np.int16)


@lru_cache(maxsize=20_000)
def _levels(language: LanguageSkill) -> tuple[int, ...]:
    ranks = (language.level(skill) for skill in SKILLS)
    return tuple(level.rank if level else 0 for level in ranks)


def engaged_of(people: Sequence[Candidate]) -> Groups:
    """By type of assistance: the rows of those engaged for it, once for each engagement, and whether it went well."""
    found: _Found = {}
    for row, person in enumerate(people):
        for item in person.engagements:
            _put(found, item.assistance_type or "", row, item.went_well is True)
    return _grouped(found, np.bool_)


def reviewed_of(people: Sequence[Candidate]) -> Groups:
    """By State under review: the rows of its reviewers and the years; an unknown year counts as now."""
    found: _Found = {}
    for row, person in enumerate(people):
        for review in person.reviews:
            if review.state:
                _put(found, review.state, row, FOREVER if review.year is None else review.year)
    return _grouped(found, np.int64)


def _put(found: _Found, key: str, row: int, said: Any) -> None:
    rows, values = found.setdefault(key, ([], []))
    rows.append(row)
    values.append(said)


def _grouped(found: _Found, kind: DTypeLike) -> Groups:
    return {
        key: (np.array(rows, dtype=np.int64), np.array(values, dtype=kind))
        for key, (rows, values) in sorted(found.items())
    }

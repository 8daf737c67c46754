"""Everybody who may be matched, in columns: one request is one walk over arrays, not over people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roster.matching.candidate import Candidate, ExpertiseLine
from roster.matching.criteria import Skill, Span
from roster.vocabulary.codes import Mode

Booleans = NDArray[np.bool_]
Integers = NDArray[np.int64]
Small = NDArray[np.int16]

NEVER, FOREVER = 0, 10_000_000  # days as ordinals: before and after every date
SKILLS = tuple(Skill)
_MODES = {None: 3, Mode.REMOTE: 1, Mode.ON_SITE: 2, Mode.BOTH: 3}


def employer_key(name: str) -> str:
    """What two spellings of an employer share."""
    return " ".join(name.casefold().split())


def mode_bits(mode: Mode | None) -> int:
    """1 for remote, 2 for on site; where nothing is known, both."""
    return _MODES[mode]


@dataclass(frozen=True, eq=False)
class Pairs:
    """Which rows carry which value: for lists of any length."""

    rows_of: Mapping[str, Integers]

    @classmethod
    def of(cls, values: Sequence[Iterable[str]]) -> Pairs:
        """From the values of each row."""
        found: dict[str, list[int]] = {}
        for row, own in enumerate(values):
            for value in own:
                found.setdefault(value, []).append(row)
        return cls({value: np.array(rows, dtype=np.int64) for value, rows in found.items()})

    def mask(self, wanted: Iterable[str], size: int) -> Booleans:
        """The rows that carry any of the values."""
        answer = np.zeros(size, dtype=bool)
        for value in wanted:
            rows = self.rows_of.get(value)
            if rows is not None:
                answer[rows] = True
        return answer


@dataclass(frozen=True, eq=False)
class Lines:
    """The lines of expertise of everybody, row after row. `kinds` are the different pairs of article and topic."""

    kinds: tuple[tuple[int | None, str | None], ...]
    types: tuple[str | None, ...]
    kind: Integers
    type: Integers
    level: Small
    years: Small
    last_used: Small
    starts: Integers
    rows: Integers

    def best(self, value: NDArray[np.float64], size: int) -> NDArray[np.float64]:
        """The largest value among the lines of each row; 0 for who has none."""
        answer = np.zeros(size)
        if len(self.starts):
            answer[self.rows] = np.maximum.reduceat(value, self.starts)
        return answer

    def sum(self, value: NDArray[np.float64], size: int) -> NDArray[np.float64]:
        """The sum over the lines of each row."""
        answer = np.zeros(size)
        if len(self.starts):
            answer[self.rows] = np.add.reduceat(value, self.starts)
        return answer


@dataclass(frozen=True, eq=False)
class Absences:
    """The gaps between the absences of everybody: `before` is the last absent day before a gap, `after` the next."""

    before: Integers
    after: Integers
    starts: Integers

    def longest_run(self, first: Integers, last: int) -> Integers:
        """The most days in a row on which each is free, from the own first day to the last."""
        counts = np.diff(np.append(self.starts, len(self.before)))
        begin = np.maximum(self.before + 1, np.repeat(first, counts))
        run = np.minimum(self.after - 1, last) - begin + 1
        return np.maximum(np.maximum.reduceat(run, self.starts), 0) if len(self.starts) else run


@dataclass(frozen=True, eq=False)
class Pool:
    """The candidates and their columns; made by `Pool.of`."""

    candidates: tuple[Candidate, ...]
    row_of: Mapping[str, int]
    published: Booleans
    consented: Booleans
    term_end: Integers
    confirmed: Integers
    mode: Small
    notice: Integers
    days_per_year: Integers
    absences: Absences
    lines: Lines
    states: Pairs
    nominating: Pairs
    employers: Pairs
    interests: Pairs
    regions_excluded: Pairs
    region: Pairs
    legal_system: Pairs
    worked_in: Pairs
    languages: Mapping[str, tuple[Integers, Small]]
    review_count: Integers
    reviewed: Mapping[str, tuple[Integers, Integers]]
    engaged: Mapping[str, tuple[Integers, Booleans]]
    last_ended: Integers
    last_turn: Integers

    def __len__(self) -> int:
        return len(self.candidates)

    @classmethod
    def of(cls, candidates: Iterable[Candidate]) -> Pool:
        """The pool of these candidates. Of two with one reference the first stands."""
        people = tuple({person.ref: person for person in reversed(list(candidates))}.values())[::-1]

        def whole(value: Callable[[Candidate], int]) -> Integers:
            return np.fromiter((value(person) for person in people), dtype=np.int64, count=len(people))

        def flags(value: Callable[[Candidate], bool]) -> Booleans:
            return np.fromiter((value(person) for person in people), dtype=bool, count=len(people))

        def pairs(values: Callable[[Candidate], Iterable[str | None]]) -> Pairs:
            return Pairs.of([{value for value in values(person) if value} for person in people])

        return cls(
            candidates=people,
            row_of={person.ref: row for row, person in enumerate(people)},
            published=flags(lambda person: person.is_published),
            consented=flags(lambda person: person.has_consented),
            term_end=whole(
                lambda person: person.term_ends_on.toordinal() if person.term_ends_on else FOREVER
            ),
            confirmed=whole(lambda person: person.confirmed_on.toordinal() if person.confirmed_on else NEVER),
            mode=whole(lambda person: mode_bits(person.mode)).astype(np.int16),
            notice=whole(lambda person: _not_below_zero(person.notice_days, 0)),
            days_per_year=whole(lambda person: _not_below_zero(person.days_per_year, FOREVER)),
            absences=_absences(people),
            lines=_lines(people),
            states=pairs(lambda person: (person.nominating_state, *person.nationalities)),
            nominating=pairs(lambda person: (person.nominating_state,)),
            employers=pairs(lambda person: (employer_key(person.employer),)),
            interests=pairs(lambda person: map(employer_key, person.interests)),
            regions_excluded=pairs(lambda person: person.regions_excluded),
            region=pairs(lambda person: (person.region,)),
            legal_system=pairs(lambda person: (person.legal_system,)),
            worked_in=pairs(lambda person: person.countries_worked),
            languages=_languages(people),
            review_count=whole(lambda person: len(set(person.reviews))),
            reviewed=_reviewed(people),
            engaged=_engaged(people),
            last_ended=whole(
                lambda person: max(
                    (item.ended_on.toordinal() for item in person.engagements if item.ended_on), default=NEVER
                )
            ),
            last_turn=whole(lambda person: person.last_turn_on.toordinal() if person.last_turn_on else NEVER),
        )

    def level(self, code: str, skill: Skill) -> Small:
        """The level of everybody in one skill of a language: 1 for A1 to 6 for C2, 0 for none."""
        answer = np.zeros(len(self), dtype=np.int16)
        if code in self.languages:
            rows, levels = self.languages[code]
            np.maximum.at(answer, rows, levels[:, SKILLS.index(skill)])
        return answer


def _not_below_zero(value: int | None, unknown: int) -> int:
    return unknown if value is None else min(max(value, 0), FOREVER)


def _lines(people: Sequence[Candidate]) -> Lines:
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
    level = line.level.rank if line.level else 0
    return level, min(_not_below_zero(line.years, 0), 100), min(_not_below_zero(line.last_used, 0), 9999)


def _absences(people: Sequence[Candidate]) -> Absences:
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


def _languages(people: Sequence[Candidate]) -> dict[str, tuple[Integers, Small]]:
    found: dict[str, tuple[list[int], list[list[int]]]] = {}
    for row, person in enumerate(people):
        for language in person.languages:
            rows, levels = found.setdefault(language.code, ([], []))
            rows.append(row)
            ranks = (language.level(skill) for skill in SKILLS)
            levels.append([level.rank if level else 0 for level in ranks])
    return {
        code: (np.array(rows, dtype=np.int64), np.array(levels, dtype=np.int16))
        for code, (rows, levels) in found.items()
    }


def _engaged(people: Sequence[Candidate]) -> dict[str, tuple[Integers, Booleans]]:
    """By type of assistance: the rows of those engaged for it, once for each engagement, and whether it went well."""
    found: dict[str, tuple[list[int], list[bool]]] = {}
    for row, person in enumerate(people):
        for item in person.engagements:
            rows, well = found.setdefault(item.assistance_type or "", ([], []))
            rows.append(row)
            well.append(item.went_well is True)
    return {
        type_: (np.array(rows, dtype=np.int64), np.array(well, dtype=bool))
        for type_, (rows, well) in found.items()
    }


def _reviewed(people: Sequence[Candidate]) -> dict[str, tuple[Integers, Integers]]:
    """By State under review: the rows of its reviewers and the years; an unknown year counts as now."""
    found: dict[str, tuple[list[int], list[int]]] = {}
    for row, person in enumerate(people):
        for review in person.reviews:
            if review.state:
                rows, years = found.setdefault(review.state, ([], []))
                rows.append(row)
                years.append(FOREVER if review.year is None else review.year)
    return {
        state: (np.array(rows, dtype=np.int64), np.array(years, dtype=np.int64))
        for state, (rows, years) in found.items()
    }

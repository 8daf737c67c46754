"""Everybody who may be matched, in columns: one request is one walk over arrays, not over people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import numpy as np

from roster.matching.candidate import Candidate
from roster.matching.columns import (
    FOREVER,
    NEVER,
    Absences,
    Booleans,
    Groups,
    Integers,
    Lines,
    Pairs,
    Small,
    Take,
)
from roster.matching.criteria import Skill
from roster.matching.people_columns import (
    SKILLS,
    absences_of,
    engaged_of,
    languages_of,
    lines_of,
    not_below_zero,
    reviewed_of,
)
from roster.vocabulary.codes import Mode

__all__ = ["FOREVER", "NEVER", "SKILLS", "Booleans", "Integers", "Pool", "Small", "employer_key", "mode_bits"]

_MODES = {None: 3, Mode.REMOTE: 1, Mode.ON_SITE: 2, Mode.BOTH: 3}


def employer_key(name: str) -> str:
    """What two spellings of an employer share."""
    return " ".join(name.casefold().split())


def mode_bits(mode: Mode | None) -> int:
    """1 for remote, 2 for on site; where nothing is known, both."""
    return _MODES[mode]


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
    languages: Groups
    review_count: Integers
    reviewed: Groups
    engaged: Groups
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
            return Pairs.of([sorted({value for value in values(person) if value}) for person in people])

        return cls(
            candidates=people,
            row_of=_row_of(people),
            published=flags(lambda person: person.is_published),
            consented=flags(lambda person: person.has_consented),
            term_end=whole(
                lambda person: person.term_ends_on.toordinal() if person.term_ends_on else FOREVER
            ),
            confirmed=whole(lambda person: person.confirmed_on.toordinal() if person.confirmed_on else NEVER),
            mode=whole(lambda person: mode_bits(person.mode)).astype(np.int16),
            notice=whole(lambda person: not_below_zero(person.notice_days, 0)),
            days_per_year=whole(lambda person: not_below_zero(person.days_per_year, FOREVER)),
            absences=absences_of(people),
            lines=lines_of(people),
            states=pairs(lambda person: (person.nominating_state, *person.nationalities)),
            nominating=pairs(lambda person: (person.nominating_state,)),
            employers=pairs(lambda person: (employer_key(person.employer),)),
            interests=pairs(lambda person: map(employer_key, person.interests)),
            regions_excluded=pairs(lambda person: person.regions_excluded),
            region=pairs(lambda person: (person.region,)),
            legal_system=pairs(lambda person: (person.legal_system,)),
            worked_in=pairs(lambda person: person.countries_worked),
            languages=languages_of(people),
            review_count=whole(lambda person: len(set(person.reviews))),
            reviewed=reviewed_of(people),
            engaged=engaged_of(people),
            last_ended=whole(
                lambda person: max(
                    (item.ended_on.toordinal() for item in person.engagements if item.ended_on), default=NEVER
                )
            ),
            last_turn=whole(lambda person: person.last_turn_on.toordinal() if person.last_turn_on else NEVER),
        )

    def joined(self, other: Pool, rows: Integers) -> Pool:
        """The pool of some people of this one and of another, in any order: what `of` would make of them anew.

        `rows` are numbers into the rows of this pool and, behind them, of the other; each stands there once at most.
        Raises ValueError where two of those taken have one reference.
        """
        take = Take(rows, len(self), len(other))
        both = (*self.candidates, *other.candidates)
        people = tuple(map(both.__getitem__, rows.tolist()))
        row_of = self.row_of if self._keeps_references(people, rows) else _row_of(people)
        columns: dict[str, Any] = {}
        for name in _FLAT:
            columns[name] = take.flat(getattr(self, name), getattr(other, name))
        for name in _BY_ROW:
            columns[name] = getattr(self, name).joined(getattr(other, name), take)
        for name in _GROUPS:
            columns[name] = take.groups(getattr(self, name), getattr(other, name))
        return Pool(candidates=people, row_of=row_of, **columns)

    def _keeps_references(self, people: Sequence[Candidate], rows: Integers) -> bool:
        """Whether each reference stands where it stood, so that the numbers of the rows need not be made anew."""
        if len(rows) != len(self):
            return False
        others = np.flatnonzero(rows != np.arange(len(rows))).tolist()
        return all(self.row_of.get(people[row].ref) == row for row in others)

    def level(self, code: str, skill: Skill) -> Small:
        """The level of everybody in one skill of a language: 1 for A1 to 6 for C2, 0 for none."""
        answer = np.zeros(len(self), dtype=np.int16)
        if code in self.languages:
            rows, levels = self.languages[code]
            np.maximum.at(answer, rows, levels[:, SKILLS.index(skill)])
        return answer


def _row_of(people: Sequence[Candidate]) -> Mapping[str, int]:
    answer = dict(zip(map(attrgetter("ref"), people), range(len(people)), strict=True))
    if len(answer) != len(people):
        raise ValueError("two of one reference")
    return answer


_FLAT = (
    "published",
    "consented",
    "term_end",
    "confirmed",
    "mode",
    "notice",
    "days_per_year",
    "review_count",
    "last_ended",
    "last_turn",
)
_BY_ROW = (
    "absences",
    "lines",
    "states",
    "nominating",
    "employers",
    "interests",
    "regions_excluded",
    "region",
    "legal_system",
    "worked_in",
)
_GROUPS = ("languages", "reviewed", "engaged")

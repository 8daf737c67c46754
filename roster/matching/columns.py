"""Columns of a pool in which a row may hold several items, made from values and put together from two by rows.

What is put together is the same as what is made anew from the same people: codes stand in the order in which their
values are met first, and a value that nobody has any more is nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Booleans = NDArray[np.bool_]
Integers = NDArray[np.int64]
Small = NDArray[np.int16]
# By key: the rows in rising order, a row once for each of its items, and what is said of each item.
Groups = Mapping[str, tuple[Integers, NDArray[Any]]]

NEVER, FOREVER = 0, 10_000_000  # days as ordinals: before and after every date


@dataclass(frozen=True, eq=False)
class Take:
    """Which rows stand in a new pool: numbers into those of one pool, `before` many, and of another behind them."""

    rows: Integers
    before: int
    behind: int

    @cached_property
    def place(self) -> Integers:
        """For each row of both where it stands now; -1 for one that is not taken."""
        answer = np.full(self.before + self.behind, -1, dtype=np.int64)
        answer[self.rows] = np.arange(len(self.rows))
        return answer

    def flat(self, one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
        """A column with one value a row."""
        return np.concatenate((one, other))[self.rows]

    def items(self, one: Integers, other: Integers) -> tuple[Integers, Integers]:
        """Which items are taken, from how many each row has; and how many each row has now."""
        counts = np.concatenate((one, other))
        starts = np.cumsum(counts) - counts
        taken = counts[self.rows]
        shift = starts[self.rows] - (np.cumsum(taken) - taken)
        return np.arange(taken.sum()) + np.repeat(shift, taken), taken

    def groups(self, one: Groups, other: Groups) -> Groups:
        """Values by key."""
        answer = {}
        for key in sorted(one.keys() | other.keys()):
            parts = [(own[key], first) for own, first in ((one, 0), (other, self.before)) if key in own]
            places = self.place[np.concatenate([rows + first for (rows, _), first in parts])]
            order = np.argsort(places, kind="stable")
            order = order[np.searchsorted(places[order], 0) :]
            if len(order):
                answer[key] = places[order], np.concatenate([said for (_, said), _ in parts])[order]
        return answer


def counts_of(rows: Integers, size: int) -> Integers:
    """How many items each row has, from the row of each item."""
    return np.bincount(rows, minlength=size).astype(np.int64)


def _codes_taken(
    one: tuple[Any, ...], other: tuple[Any, ...], codes: tuple[Integers, Integers], items: Integers
) -> tuple[tuple[Any, ...], Integers]:
    """Values in the order in which they are met first, and the code of each item taken."""
    number = dict(zip(one, range(len(one)), strict=True))
    again = np.array([number.setdefault(value, len(number)) for value in other], dtype=np.int64)
    code = np.concatenate((codes[0], again[codes[1]]))[items]
    first = np.full(len(number), len(code), dtype=np.int64)
    first[code[::-1]] = np.arange(len(code))[::-1]  # of several assignments to one place the last one stays
    order = np.argsort(first, kind="stable")[: np.count_nonzero(first < len(code))]
    values = tuple(number)
    if len(order) == len(values) and np.array_equal(order, np.arange(len(order))):
        return values, code
    new = np.zeros(len(values), dtype=np.int64)
    new[order] = np.arange(len(order))
    return tuple(values[at] for at in order.tolist()), new[code]


@dataclass(frozen=True, eq=False)
class Pairs:
    """Which rows carry which value: for lists of any length. Items stand row after row."""

    values: tuple[str, ...]
    code: Integers
    rows: Integers

    @classmethod
    def of(cls, values: Sequence[Iterable[str]]) -> Pairs:
        """From the values of each row."""
        number: dict[str, int] = {}
        code: list[int] = []
        rows: list[int] = []
        for row, own in enumerate(values):
            for value in own:
                code.append(number.setdefault(value, len(number)))
                rows.append(row)
        return cls(tuple(number), np.array(code, dtype=np.int64), np.array(rows, dtype=np.int64))

    @cached_property
    def _code_of(self) -> Mapping[str, int]:
        return dict(zip(self.values, range(len(self.values)), strict=True))

    def mask(self, wanted: Iterable[str], size: int) -> Booleans:
        """The rows that carry any of the values."""
        answer = np.zeros(size, dtype=bool)
        codes = [self._code_of[value] for value in wanted if value in self._code_of]
        if codes:
            is_wanted = np.zeros(len(self.values), dtype=bool)
            is_wanted[codes] = True
            answer[self.rows[is_wanted[self.code]]] = True
        return answer

    def joined(self, other: Pairs, take: Take) -> Pairs:
        """Of these rows and those of the other, the ones taken."""
        items, counts = take.items(counts_of(self.rows, take.before), counts_of(other.rows, take.behind))
        values, code = _codes_taken(self.values, other.values, (self.code, other.code), items)
        return Pairs(values, code, np.repeat(np.arange(len(counts)), counts))


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

    def joined(self, other: Lines, take: Take) -> Lines:
        """Of these rows and those of the other, the ones taken."""
        items, counts = take.items(self._counts(take.before), other._counts(take.behind))
        kinds, kind = _codes_taken(self.kinds, other.kinds, (self.kind, other.kind), items)
        types, type_ = _codes_taken(self.types, other.types, (self.type, other.type), items)
        rows = np.flatnonzero(counts)
        return Lines(
            kinds=kinds,
            types=types,
            kind=kind,
            type=type_,
            level=np.concatenate((self.level, other.level))[items],
            years=np.concatenate((self.years, other.years))[items],
            last_used=np.concatenate((self.last_used, other.last_used))[items],
            starts=(np.cumsum(counts) - counts)[rows],
            rows=rows,
        )

    def _counts(self, size: int) -> Integers:
        answer = np.zeros(size, dtype=np.int64)
        answer[self.rows] = np.diff(np.append(self.starts, len(self.kind)))
        return answer


@dataclass(frozen=True, eq=False)
class Absences:
    """The gaps between the absences of everybody: `before` is the last absent day before a gap, `after` the next."""

    before: Integers
    after: Integers
    starts: Integers

    def longest_run(self, first: Integers, last: int) -> Integers:
        """The most days in a row on which each is free, from the own first day to the last."""
        counts = self._counts()
        begin = np.maximum(self.before + 1, np.repeat(first, counts))
        run = np.minimum(self.after - 1, last) - begin + 1
        return np.maximum(np.maximum.reduceat(run, self.starts), 0) if len(self.starts) else run

    def joined(self, other: Absences, take: Take) -> Absences:
        """Of these rows and those of the other, the ones taken."""
        items, counts = take.items(self._counts(), other._counts())
        return Absences(
            before=np.concatenate((self.before, other.before))[items],
            after=np.concatenate((self.after, other.after))[items],
            starts=np.cumsum(counts) - counts,
        )

    def _counts(self) -> Integers:
        return np.diff(np.append(self.starts, len(self.before)))

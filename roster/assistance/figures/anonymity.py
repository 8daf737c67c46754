"""Which counts of people may be told to whoever wants to know, so that no small one can be worked out.

A count below five is hidden, and one from which somebody who knows a part of it could take that part away. What
is told besides must not give a hidden count back: sums of regions and of everybody are told with their parts, so
where too little hides behind a sum, more is hidden. A row hidden for the sake of others is hidden at every step,
since each step holds those of the next. Pure functions; docs/figures.md says the same in words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

K: Final = 5
_WIDTH: Final = K - 1  # a hidden count could be any of at least five numbers
TOTAL: Final = "*"


class Shade(StrEnum):
    """How a count is told."""

    SHOWN = "shown"
    FEW = "few"  # fewer than five
    WITHHELD = "withheld"  # hidden so that another cannot be worked out


@dataclass(frozen=True)
class Cell:
    """A count, and the most of it that any one reader outside the secretariat may know from elsewhere."""

    count: int
    known: int = 0

    @property
    def is_sensitive(self) -> bool:
        """Whether the count says too much of too few, to everybody or to whoever knows a part of it."""
        return self.count - self.known < K


@dataclass(frozen=True)
class Figure:
    """A count as it is told: None where it is not."""

    count: int | None
    shade: Shade = Shade.SHOWN


@dataclass(frozen=True)
class Column:
    """Counts of the same people: by leaf within each branch, by branch, and by other ways to divide them.

    Each way to divide adds up to the same total; the names of rows differ between branches and ways.
    """

    branches: Mapping[str, Mapping[str, Cell]]
    ways: Sequence[Mapping[str, Cell]] = field(default=())

    @property
    def tops(self) -> dict[str, Cell]:
        """The sum of each branch."""
        return {name: _sum(leaves.values()) for name, leaves in self.branches.items()}

    @property
    def total(self) -> Cell:
        """The sum of all."""
        return _sum(self.tops.values())

    def cells(self) -> dict[str, Cell]:
        """Every count by the name of its row."""
        found = {TOTAL: self.total, **self.tops}
        for part in (*self.branches.values(), *self.ways):
            found |= part
        return found


def told_openly(column: Column) -> dict[str, Figure]:
    """Every count as it is: for the secretariat."""
    return {name: Figure(cell.count) for name, cell in column.cells().items()}


def protected(columns: Sequence[Column]) -> list[dict[str, Figure]]:
    """What everybody may be told of steps that follow each other: each holds the people of the next."""
    sacrificed: frozenset[str] = frozenset()
    while True:
        hidden = [_hidden_in(column, sacrificed) for column in columns]
        pairs = zip(columns, hidden, strict=True)
        # Where not even the sum is told, nothing hides behind it.
        more = frozenset(
            name for column, names in pairs if TOTAL not in names for name in names - _sensitive_in(column)
        )
        if more <= sacrificed:
            break
        sacrificed |= more
    return [_told(column, names) for column, names in zip(columns, hidden, strict=True)]


def _hidden_in(column: Column, sacrificed: frozenset[str]) -> frozenset[str]:
    """The rows of one column that are hidden; `sacrificed` are hidden in another for the sake of others."""
    everything = frozenset(column.cells())
    if column.total.is_sensitive or TOTAL in sacrificed:
        return everything
    hidden: set[str] = set()
    closed = set()
    for name, leaves in column.branches.items():
        found = _hidden_among(leaves, sacrificed)
        hidden |= frozenset(leaves) if found is None else found
        closed |= {name} if found is None else set()
    tops = _hidden_among(column.tops, sacrificed, also=closed)
    if tops is None:
        return everything
    hidden |= tops
    for name in tops:
        hidden |= frozenset(column.branches[name])  # or its sum could be added up
    for way in column.ways:
        found = _hidden_among(way, sacrificed, is_known_by_row=False)
        if found is None:
            return everything
        hidden |= found
    return frozenset(hidden)


def _sensitive_in(column: Column) -> frozenset[str]:
    return frozenset(name for name, cell in column.cells().items() if cell.is_sensitive)


def _hidden_among(
    cells: Mapping[str, Cell],
    sacrificed: Iterable[str],
    also: Iterable[str] = (),
    *,
    is_known_by_row: bool = True,
) -> frozenset[str] | None:
    """Of rows whose sum is told: which are hidden, so that none can be worked out. None where all are not enough.

    With `is_known_by_row` there may be somebody who knows one of the rows from elsewhere: a State its own.
    """
    delicate = {name for name, cell in cells.items() if cell.is_sensitive} | set(also)
    hidden = delicate | (set(sacrificed) & set(cells))
    others = sorted(
        (name for name in cells if name not in hidden),
        key=lambda name: (cells[name].count < K + _WIDTH, cells[name].count, name),
    )
    while not _holds(cells, hidden, delicate or hidden, is_known_by_row=is_known_by_row):
        if not others:
            return None
        hidden.add(others.pop(0))
    return frozenset(hidden)


def _holds(cells: Mapping[str, Cell], hidden: set[str], delicate: set[str], *, is_known_by_row: bool) -> bool:
    """Whether no delicate row can be worked out from the sum of the hidden, even by who knows one of them."""
    for known in (None, *(hidden if is_known_by_row else ())):
        rest = hidden - {known}
        if not rest.isdisjoint(delicate) and not _is_vague([cells[name].count for name in rest]):
            return False
    return True


def _is_vague(counts: Sequence[int]) -> bool:
    """Whether each of these, told to be few or not few, could be any of five numbers when their sum is known."""
    few = [count for count in counts if count < K]
    total, many = sum(counts), len(counts) - len(few)
    if many:
        return len(counts) > 1 and total - K * many >= _WIDTH
    return _WIDTH <= total <= _WIDTH * (len(few) - 1)


def _told(column: Column, hidden: frozenset[str]) -> dict[str, Figure]:
    """A hidden count is told to be few only where all that are hidden beside it are few.

    Else each step would bound those of the next, and a sum that is hidden would bound its parts.
    """
    few: set[str] = set()
    for rows in (*column.branches.values(), *column.ways):
        beside = [name for name in rows if name in hidden]
        few |= set(beside) if all(rows[name].count < K for name in beside) else set()
    told = {}
    for name, cell in column.cells().items():
        shade = Shade.FEW if name in few else Shade.WITHHELD
        told[name] = Figure(None, shade) if name in hidden else Figure(cell.count)
    return told


def _sum(cells: Iterable[Cell]) -> Cell:
    found = list(cells)
    return Cell(sum(cell.count for cell in found), max((cell.known for cell in found), default=0))

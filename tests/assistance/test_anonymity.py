"""No small count can be worked out from what is told: an attacker with a solver, and one who knows a row, try it."""

from collections.abc import Mapping, Sequence
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog  # type: ignore[import-untyped]

from roster.assistance.figures.anonymity import TOTAL, Cell, Column, Figure, K, Shade, protected

BRANCHES = {
    "region:a": ("state:a1", "state:a2", "state:a3"),
    "region:b": ("state:b1", "state:b2"),
    "region:c": ("state:c1",),
}
WAY = ("gender:f", "gender:m", "gender:x")
LEAVES = tuple(leaf for leaves in BRANCHES.values() for leaf in leaves)
ATOMS = tuple((leaf, gender) for leaf in LEAVES for gender in WAY)
MANY = 90.0


def some_columns(random: Random, steps: int) -> list[Column]:
    """People by State and gender, fewer at each step."""
    counts = {atom: random.choice((0, 0, 1, 2, 3, 5, 9, 14)) for atom in ATOMS}
    made = []
    for _step in range(steps):
        branches = {
            name: {leaf: Cell(sum(counts[leaf, gender] for gender in WAY)) for leaf in leaves}
            for name, leaves in BRANCHES.items()
        }
        made.append(
            Column(
                branches, ({gender: Cell(sum(counts[leaf, gender] for leaf in LEAVES)) for gender in WAY},)
            )
        )
        counts = {atom: random.randint(count // 2, count) for atom, count in counts.items()}
    return made


def rows_of(name: str) -> list[int]:
    """The atoms that a row adds up."""
    return [
        place
        for place, (leaf, gender) in enumerate(ATOMS)
        if name in (TOTAL, leaf, gender) or leaf in BRANCHES.get(name, ())
    ]


def widest(
    columns: Sequence[Column], told: Sequence[Mapping[str, Figure]], step: int, row: str, known: str = ""
) -> tuple[float, float]:
    """Between which bounds an attacker who solves everything that is told finds one count."""
    size = len(ATOMS)
    equal, equals, upper, uppers = [], [], [], []
    for number, figures in enumerate(told):
        for name, figure in figures.items():
            line = np.zeros(size * len(told))
            line[[number * size + place for place in rows_of(name)]] = 1
            if figure.count is not None or name == known:
                equal.append(line)
                equals.append(columns[number].cells()[name].count)
            elif figure.shade is Shade.FEW:
                upper.append(line)
                uppers.append(K - 1)
        if number:
            for place in range(size):  # whoever comes to a step came to the one before
                line = np.zeros(size * len(told))
                line[number * size + place], line[(number - 1) * size + place] = 1, -1
                upper.append(line)
                uppers.append(0)
    aim = np.zeros(size * len(told))
    aim[[step * size + place for place in rows_of(row)]] = 1
    found = []
    for sign in (1, -1):
        solved = linprog(sign * aim, upper or None, uppers or None, equal or None, equals or None, (0, MANY))
        assert solved.status == 0, solved.message
        found.append(sign * solved.fun)
    return found[0], found[1]


@pytest.mark.parametrize("seed", range(60))
def test_who_solves_all_that_is_told_still_has_five_numbers_for_each_small_one(seed: int) -> None:
    random = Random(seed)
    columns = some_columns(random, steps=2)
    told = protected(columns)
    for step, column in enumerate(columns):
        for name, cell in column.cells().items():
            if cell.is_sensitive:
                assert told[step][name].count is None
                low, high = widest(columns, told, step, name)
                assert high - low >= K - 1 - 1e-6, (name, cell, low, high)


@pytest.mark.parametrize("seed", range(15))
def test_a_state_that_knows_its_own_row_learns_no_other(seed: int) -> None:
    column = some_columns(Random(100 + seed), steps=1)
    told = protected(column)
    for own in LEAVES:
        for name, cell in column[0].cells().items():
            if cell.is_sensitive and name in LEAVES and name != own:
                low, high = widest(column, told, 0, name, known=own)
                assert high - low >= K - 1 - 1e-6, (own, name, cell, low, high)


def test_one_small_row_takes_another_with_it() -> None:
    column = Column(
        {"region:a": {"state:a1": Cell(3), "state:a2": Cell(20), "state:a3": Cell(9), "state:a4": Cell(30)}}
    )
    told = protected([column])[0]
    assert [name for name, figure in told.items() if figure.shade is Shade.WITHHELD] == [
        "state:a1",
        "state:a2",
        "state:a3",
    ]
    assert told["state:a4"].count == 30
    assert told["region:a"].count == 62


def test_what_somebody_knows_a_part_of_is_judged_by_the_rest() -> None:
    rows = {f"state:{name}": Cell(30) for name in "abc"}
    told = protected([Column({"region:a": {**rows, "state:d": Cell(9, known=7)}})])[0]
    assert told["state:d"] == Figure(None, Shade.WITHHELD)


def test_what_is_large_enough_is_told() -> None:
    told = protected([Column({"region:a": {"state:a1": Cell(5), "state:a2": Cell(50)}})])[0]
    assert [figure.count for figure in told.values()] == [55, 55, 5, 50]

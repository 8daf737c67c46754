"""A table as it was read from a file, its limits, and how rows of cells become one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from roster.core.tables.problems import TableError, TableProblem
from roster.core.tables.quoting import unquote_cell

_EMAIL: Final = re.compile(r"\S+@\S+\.\w+\Z")
_NUMBER: Final = re.compile(r"[-+]?\d[\d.,]*\Z")
_ROWS_SEARCHED_FOR_HEADER: Final = 20
# Blank rows are skipped, but not without end.
_BLANK_ROWS_PER_ROW: Final = 10


@dataclass(frozen=True, kw_only=True)
class TableLimits:
    """How much of an uploaded table is read at most; sizes in bytes, `cell` in characters."""

    file_size: int = 10 * 1024 * 1024
    unpacked_size: int = 50 * 1024 * 1024
    parts: int = 1_000
    rows: int = 20_000
    columns: int = 100
    ratio: int = 100
    cell: int = 32_767

    @property
    def rows_walked(self) -> int:
        """How many rows are looked at, blank ones included."""
        return self.rows * _BLANK_ROWS_PER_ROW + _ROWS_SEARCHED_FOR_HEADER


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows of text under unique column names; `row_numbers` are those a person sees in the file."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_numbers: tuple[int, ...]
    header_row_number: int
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    sheet_names: tuple[str, ...] = ()

    @property
    def first_row_number(self) -> int:
        """The number of the first row below the header, as a person sees it in the file."""
        return self.row_numbers[0]


@dataclass(frozen=True, kw_only=True)
class Shape:
    """Header and rows found among the rows of a file."""

    header: tuple[str, ...]
    header_row_number: int
    rows: tuple[tuple[str, ...], ...]
    row_numbers: tuple[int, ...]


def column_letter(index: int) -> str:
    """The name of a column (counted from 0) as spreadsheet programs show it: A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def shape_of(records: Iterable[Sequence[str]], *, limits: TableLimits) -> Shape:
    """Finds header and rows; blank rows are skipped, short ones filled up.

    Raises TableError where a limit is passed, no header or no row is found, or a row is longer than the
    header.
    """
    numbered = _filled_rows(records, limits=limits)
    if not numbered:
        raise TableError(TableProblem.EMPTY)
    at = _header_position([cells for _, cells in numbered[:_ROWS_SEARCHED_FOR_HEADER]])
    header_number, header_cells = numbered[at]
    body = numbered[at + 1 :]
    if _looks_like_data(header_cells):
        raise TableError(TableProblem.NO_HEADER)
    if not body:
        raise TableError(TableProblem.NO_ROWS)
    if len(body) > limits.rows:
        raise TableError(TableProblem.TOO_MANY_ROWS, limit=limits.rows)
    width = _filled_width(header_cells)
    for number, cells in body:
        if _filled_width(cells) > width:
            raise TableError(
                TableProblem.ROW_TOO_LONG, row=number, found=_filled_width(cells), expected=width
            )
    return Shape(
        header=_unique(header_cells[:width]),
        header_row_number=header_number,
        rows=tuple(tuple(cells[:width]) + ("",) * (width - len(cells)) for _, cells in body),
        row_numbers=tuple(number for number, _ in body),
    )


def _filled_rows(records: Iterable[Sequence[str]], *, limits: TableLimits) -> list[tuple[int, list[str]]]:
    found: list[tuple[int, list[str]]] = []
    for number, record in enumerate(records, start=1):
        if number > limits.rows_walked or len(found) > limits.rows + _ROWS_SEARCHED_FOR_HEADER:
            raise TableError(TableProblem.TOO_MANY_ROWS, limit=limits.rows)
        width = _filled_width(record)
        if not width:
            continue
        if width > limits.columns:
            raise TableError(TableProblem.TOO_MANY_COLUMNS, row=number, limit=limits.columns)
        cells = record[: limits.columns]
        for index, cell in enumerate(cells):
            if len(cell) > limits.cell:
                raise TableError(
                    TableProblem.CELL_TOO_LONG, row=number, column=column_letter(index), limit=limits.cell
                )
        found.append((number, [unquote_cell(cell) for cell in cells]))
    return found


def _filled_width(cells: Sequence[str]) -> int:
    """How many cells the row has up to the last one with something to see in it."""
    return next((at for at in range(len(cells), 0, -1) if cells[at - 1].strip()), 0)


def _header_position(rows: Sequence[Sequence[str]]) -> int:
    """Titles and remarks above the header are rows with one cell; the header is the first row after them."""
    filled = [sum(1 for cell in row if cell.strip()) for row in rows]
    if max(filled) < 2:
        return next((at for at, row in enumerate(rows) if not row[0].startswith("#")), 0)
    return next(at for at, count in enumerate(filled) if count >= 2)


def _looks_like_data(cells: Sequence[str]) -> bool:
    named = [cell.strip() for cell in cells if cell.strip()]
    return any(_EMAIL.match(cell) for cell in named) or all(_NUMBER.match(cell) for cell in named)


def _unique(cells: Sequence[str]) -> tuple[str, ...]:
    names: list[str] = []
    taken: set[str] = set()
    for index, cell in enumerate(cells):
        base = " ".join(cell.split()) or f"[{column_letter(index)}]"
        name, copy = base, 1
        while name.casefold() in taken:
            copy += 1
            name = f"{base} ({copy})"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)

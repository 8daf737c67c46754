"""Tables as files for spreadsheet programs, with nothing in them that would be taken for a formula (R28)."""

import csv
import io
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import xlsxwriter

from roster.core.tables.problems import TableError, TableProblem
from roster.core.tables.quoting import protect_quotes, quote_cell
from roster.core.tables.table import column_letter

# What a cell of a workbook holds at most, in UTF-16 units; the same for each program that reads it.
_CELL_UNITS: Final = 32_767
_MARK: Final = "\ufeff"
_NOT_IN_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_NOT_IN_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_SHEET_NAME_LENGTH: Final = 31
_NARROWEST, _WIDEST = 8, 60
_ROWS_MEASURED: Final = 200
_FOOT_LENGTH: Final = 200


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]], *, lead: Sequence[str] = ()) -> bytes:
    """What `save_csv` writes, as bytes."""
    buffer = io.BytesIO()
    save_csv(buffer, header, rows=rows, lead=lead)
    return buffer.getvalue()


def save_csv(
    file: IO[bytes], header: Sequence[str], *, rows: Iterable[Sequence[str]], lead: Sequence[str] = ()
) -> None:
    """Write CSV in UTF-8 with byte order mark, so that spreadsheet programs show every script right.

    Lines of `lead` (purpose, user, time) stand above the header as remarks after `#`, which `read_table`
    skips. Every cell stands in quotation marks, so nothing in a cell can be taken for a separator. Rows are
    taken one by one.
    """
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="", write_through=True)
    try:
        text.write(_MARK)
        writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        for line in lead:
            writer.writerow([f"# {' '.join(line.split())}"])
        for row in itertools.chain((header,), rows):
            writer.writerow([quote_cell(cell) for cell in row])
    finally:
        text.detach()  # the file stays open: it is the caller's


def write_xlsx(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    sheet_name: str,
    right_to_left: bool = False,
    notes: Sequence[tuple[str, str]] = (),
    notes_name: str = "",
) -> bytes:
    """What `save_xlsx` writes, as bytes."""
    buffer = io.BytesIO()
    about = SheetNotes(notes, notes_name)
    save_xlsx(buffer, header, rows=rows, sheet_name=sheet_name, right_to_left=right_to_left, notes=about)
    return buffer.getvalue()


@dataclass(frozen=True)
class SheetNotes:
    """What a workbook says of itself on a second sheet: pairs of words, and at the foot of printed pages."""

    rows: Sequence[tuple[str, str]] = ()
    name: str = ""
    foot: str = ""


def save_xlsx(
    file: IO[bytes],
    header: Sequence[str],
    *,
    rows: Iterable[Sequence[str]],
    sheet_name: str,
    right_to_left: bool = False,
    notes: SheetNotes = SheetNotes(),
    folder: Path | None = None,
) -> None:
    """Write a workbook with a sheet of text and, when there are `notes`, a second for them.

    Rows are taken one by one and wait in temporary files (in `folder`), not in memory. Raises TableError
    (`CELL_TOO_LONG`) for a text that a cell of a workbook cannot hold: nothing is cut silently.
    """
    options = {
        "constant_memory": True,
        "tmpdir": None if folder is None else str(folder),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    name = _sheet_name(sheet_name, fallback="Table")
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        plain = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(name)
        if notes.foot:
            sheet.set_footer(f"&L{notes.foot.replace('&', '&&')[:_FOOT_LENGTH]}")
        _fill(sheet, itertools.chain((header,), rows), first=bold, other=plain, right_to_left=right_to_left)
        if notes.rows:
            second = _sheet_name(notes.name, fallback="Notes" if name != "Notes" else "Notes 2")
            further = book.add_worksheet(second)
            _fill(further, notes.rows, first=plain, other=plain, right_to_left=right_to_left)


def _fill(
    sheet: xlsxwriter.worksheet.Worksheet,
    rows: Iterable[Sequence[str]],
    *,
    first: xlsxwriter.format.Format,
    other: xlsxwriter.format.Format,
    right_to_left: bool,
) -> None:
    if right_to_left:
        sheet.right_to_left()
    if first is not other:
        sheet.freeze_panes(1, 0)
    measured: list[Sequence[str]] = []
    for number, row in enumerate(rows):
        if number < _ROWS_MEASURED:
            measured.append(row)
        for index, cell in enumerate(row):
            text = _NOT_IN_XML.sub("\ufffd", protect_quotes(cell))
            if text and sheet.write_string(number, index, text, other if number else first):
                raise TableError(
                    TableProblem.CELL_TOO_LONG, row=number + 1, column=column_letter(index), limit=_CELL_UNITS
                )
    for index, width in enumerate(_widths(measured)):
        sheet.set_column(index, index, width)


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    columns = max(map(len, rows), default=0)
    longest = [0] * columns
    for row in rows:
        for index, cell in enumerate(row):
            longest[index] = max(longest[index], sum(2 if sign >= "\u2e80" else 1 for sign in cell[:_WIDEST]))
    return [min(max(length + 2, _NARROWEST), _WIDEST) for length in longest]


def _sheet_name(wanted: str, *, fallback: str) -> str:
    return _NOT_IN_SHEET_NAME.sub(" ", wanted)[:_SHEET_NAME_LENGTH].strip() or fallback

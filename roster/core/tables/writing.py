"""Tables as files for spreadsheet programs, with nothing in them that would be taken for a formula (R28)."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

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


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]], *, lead: Sequence[str] = ()) -> bytes:
    """A CSV file in UTF-8 with byte order mark, so that spreadsheet programs show every script right.

    Lines of `lead` (purpose, user, time) stand above the header as remarks after `#`, which `read_table`
    skips. Every cell stands in quotation marks, so nothing in a cell can be taken for a separator.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for line in lead:
        writer.writerow([f"# {' '.join(line.split())}"])
    for row in (header, *rows):
        writer.writerow([quote_cell(cell) for cell in row])
    return (_MARK + buffer.getvalue()).encode("utf-8", "replace")


def write_xlsx(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    sheet_name: str,
    right_to_left: bool = False,
    notes: Sequence[tuple[str, str]] = (),
    notes_name: str = "",
) -> bytes:
    """A workbook with a sheet of text and, when there are `notes` (purpose, user, time), a second for them.

    Raises TableError (`CELL_TOO_LONG`) for a text that a cell of a workbook cannot hold: nothing is cut
    silently.
    """
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    name = _sheet_name(sheet_name, fallback="Table")
    with xlsxwriter.Workbook(buffer, options) as book:
        bold = book.add_format({"bold": True})
        plain = book.add_format({"num_format": "@"})
        _fill(book.add_worksheet(name), [header, *rows], first=bold, other=plain, right_to_left=right_to_left)
        if notes:
            second = _sheet_name(notes_name, fallback="Notes" if name != "Notes" else "Notes 2")
            _fill(book.add_worksheet(second), notes, first=plain, other=plain, right_to_left=right_to_left)
    return buffer.getvalue()


def _fill(
    sheet: xlsxwriter.worksheet.Worksheet,
    rows: Sequence[Sequence[str]],
    *,
    first: xlsxwriter.format.Format,
    other: xlsxwriter.format.Format,
    right_to_left: bool,
) -> None:
    if right_to_left:
        sheet.right_to_left()
    if first is not other:
        sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows):
        for index, cell in enumerate(row):
            text = _NOT_IN_XML.sub("\ufffd", protect_quotes(cell))
            if text and sheet.write_string(number, index, text, other if number else first):
                raise TableError(
                    TableProblem.CELL_TOO_LONG, row=number + 1, column=column_letter(index), limit=_CELL_UNITS
                )
    for index, width in enumerate(_widths(rows[:_ROWS_MEASURED])):
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

"""A filled workbook back as answers by question: by what its hidden column says, never by its words."""

from collections.abc import Sequence
from typing import Final

from roster.core.tables.kinds import TableKind
from roster.core.tables.problems import TableError, TableProblem
from roster.core.tables.quoting import unquote_cell
from roster.core.tables.table import TableLimits
from roster.core.tables.workbook import read_workbook
from roster.nominations.files.filled import FORM_NAME, FORM_VERSION, Filled, FormFileError, FormProblem
from roster.nominations.files.workbook import COLUMNS, OURS, QUESTION, ROW

LIMITS: Final = TableLimits(
    file_size=5 * 1024 * 1024, unpacked_size=20 * 1024 * 1024, rows=2_000, columns=60, parts=200
)
_SHEETS_LOOKED_AT: Final = 4
_ANSWER: Final = 2


def read_form_workbook(content: bytes, *, kind: TableKind) -> Filled:
    """What stands in the workbook. Raises TableError where it cannot be read, FormFileError where it is not ours."""
    records = _form_sheet(content, kind=kind)
    _form_name, version, language, ref = (*records[0], "", "", "", "")[:4]
    if version.strip() != FORM_VERSION:
        raise FormFileError(FormProblem.OTHER_VERSION)
    answers: dict[str, str] = {}
    rows: dict[str, list[dict[str, str]]] = {}
    columns: list[str] = []
    table = ""
    for record in records[1:]:
        cells = [unquote_cell(cell) for cell in record]
        what, _colon, name = (cells[0] if cells else "").partition(":")
        if what == QUESTION:
            table = ""
            answers[name] = _answer(cells)
        elif what == COLUMNS:
            table, columns = name, cells[1:]
            rows[table] = []
        elif what == OURS:
            table = ""
        elif table and what in (ROW, ""):
            # A row that somebody put in has no mark.
            row = {column: cell for column, cell in zip(columns, cells[1:], strict=False) if column}
            if any(cell.strip() for cell in row.values()):
                rows[table].append(row)
    return Filled(language=language.strip(), ref=ref.strip(), answers=answers, rows=rows)


def _form_sheet(content: bytes, *, kind: TableKind) -> Sequence[Sequence[str]]:
    """The sheet of ours, wherever it stands by now."""
    for at in range(_SHEETS_LOOKED_AT):
        try:
            sheet = read_workbook(content, kind=kind, sheet=at, limits=LIMITS)
        except TableError as error:
            if error.code is TableProblem.NO_SUCH_SHEET:
                break
            raise
        if sheet.records and sheet.records[0] and sheet.records[0][0].strip() == FORM_NAME:
            return sheet.records
    raise FormFileError(FormProblem.NOT_OUR_FORM)


def _answer(cells: Sequence[str]) -> str:
    """The answer stands in the merged cells beside the label; a careless hand may have parted them."""
    return next((cell for cell in cells[_ANSWER : _ANSWER + 3] if cell.strip()), "")

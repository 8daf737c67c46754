"""The one way in for uploaded tables: bytes and a name go in, a `Table` or a `TableError` comes out."""

from roster.core.tables.decoding import decode
from roster.core.tables.kinds import TableKind, kind_of
from roster.core.tables.problems import TableError, TableProblem
from roster.core.tables.separated import split_text
from roster.core.tables.table import Table, TableLimits, shape_of
from roster.core.tables.workbook import read_workbook

_DEFAULT_LIMITS = TableLimits()
_MEGABYTE = 1024 * 1024


def read_table(
    content: bytes,
    *,
    file_name: str,
    limits: TableLimits = _DEFAULT_LIMITS,
    encoding: str | None = None,
    separator: str | None = None,
    sheet: int | str | None = None,
) -> Table:
    """Reads CSV and its kin, XLSX, ODS and XLS; every cell becomes text, control characters too.

    `encoding` and `separator` are the sender's word for text files (guessed when None), `sheet` a name or a
    position from 0 among the visible sheets of a workbook. Raises TableError for all that is wrong.
    """
    if len(content) > limits.file_size:
        raise TableError(TableProblem.FILE_TOO_LARGE, limit=limits.file_size // _MEGABYTE)
    if not content.strip():
        raise TableError(TableProblem.EMPTY)
    kind = kind_of(content, file_name=file_name)
    if kind is TableKind.SEPARATED:
        return _read_text(content, encoding=encoding, separator=separator, limits=limits)
    return _read_workbook(content, kind=kind, sheet=sheet, limits=limits)


def _read_text(content: bytes, *, encoding: str | None, separator: str | None, limits: TableLimits) -> Table:
    text, found_encoding = decode(content, encoding=encoding)
    found_separator, records = split_text(text, separator=separator, limits=limits)
    shape = shape_of(records, limits=limits)
    return Table(
        header=shape.header,
        rows=shape.rows,
        row_numbers=shape.row_numbers,
        header_row_number=shape.header_row_number,
        encoding=found_encoding,
        separator=found_separator,
    )


def _read_workbook(content: bytes, *, kind: TableKind, sheet: int | str | None, limits: TableLimits) -> Table:
    found = read_workbook(content, kind=kind, sheet=sheet, limits=limits)
    shape = shape_of(found.records, limits=limits)
    return Table(
        header=shape.header,
        rows=shape.rows,
        row_numbers=shape.row_numbers,
        header_row_number=shape.header_row_number,
        sheet=found.name,
        sheet_names=found.names,
    )

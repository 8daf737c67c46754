"""What can be wrong with an uploaded table as a whole, and how it is said to the person who sent it.

A dirty cell is no problem of the table: it is read as it stands and judged by whoever knows its meaning.
"""

from enum import StrEnum
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from roster.core.errors import DomainError


class TableProblem(StrEnum):
    """Why a file was refused; stable, so that tests and callers need not compare sentences."""

    FILE_TOO_LARGE = "file-too-large"
    EMPTY = "empty"
    UNKNOWN_TYPE = "unknown-type"
    TYPE_MISMATCH = "type-mismatch"
    NOT_A_TABLE = "not-a-table"
    HAS_MACROS = "has-macros"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    UNSAFE_PART = "unsafe-part"
    TOO_MANY_PARTS = "too-many-parts"
    UNPACKED_TOO_LARGE = "unpacked-too-large"
    RATIO_TOO_HIGH = "ratio-too-high"
    SPREAD_TOO_WIDE = "spread-too-wide"
    TOO_SLOW = "too-slow"
    NO_SUCH_SHEET = "no-such-sheet"
    TOO_MANY_ROWS = "too-many-rows"
    TOO_MANY_COLUMNS = "too-many-columns"
    CELL_TOO_LONG = "cell-too-long"
    NO_HEADER = "no-header"
    NO_ROWS = "no-rows"
    ROW_TOO_LONG = "row-too-long"
    UNCLOSED_QUOTE = "unclosed-quote"
    MISPLACED_QUOTE = "misplaced-quote"
    WRONG_ENCODING = "wrong-encoding"
    UNKNOWN_ENCODING = "unknown-encoding"
    UNKNOWN_SEPARATOR = "unknown-separator"
    TRUNCATED = "truncated"


MESSAGES: Final = {
    TableProblem.FILE_TOO_LARGE: lazy_gettext(
        "The file is larger than %(limit)s MB. Split it into several files and import them one "
        "after the other."
    ),
    TableProblem.EMPTY: lazy_gettext(
        "The file is empty. Choose a file with a header row and at least one row."
    ),
    TableProblem.UNKNOWN_TYPE: lazy_gettext(
        "Files of the type “%(extension)s” cannot be read. Send a CSV, XLSX, ODS or XLS file."
    ),
    TableProblem.TYPE_MISMATCH: lazy_gettext(
        "The name of the file ends in “%(extension)s”, but its content is of another type. Save it "
        "again as CSV or XLSX."
    ),
    TableProblem.NOT_A_TABLE: lazy_gettext(
        "The file holds no text in rows and columns. Save the table as CSV or XLSX and send that."
    ),
    TableProblem.HAS_MACROS: lazy_gettext(
        "The workbook contains macros, which are not accepted. Save it as XLSX without macros."
    ),
    TableProblem.ENCRYPTED: lazy_gettext(
        "The workbook is protected by a password. Save it without a password and send it again."
    ),
    TableProblem.DAMAGED: lazy_gettext(
        "The workbook is damaged or was cut off on its way. Open it, save it again as XLSX and send that."
    ),
    TableProblem.UNSAFE_PART: lazy_gettext(
        "The workbook has a part that is not accepted (%(part)s). Open it, save it again as XLSX "
        "and send that."
    ),
    TableProblem.TOO_MANY_PARTS: lazy_gettext(
        "The workbook has more than %(limit)s parts. Copy the table into a new workbook and send that."
    ),
    TableProblem.UNPACKED_TOO_LARGE: lazy_gettext(
        "The workbook is larger than %(limit)s MB when unpacked. Copy the table into a new workbook "
        "and send that."
    ),
    TableProblem.RATIO_TOO_HIGH: lazy_gettext(
        "The workbook grows more than %(limit)s times when unpacked. Copy the table into a new "
        "workbook and send that."
    ),
    TableProblem.SPREAD_TOO_WIDE: lazy_gettext(
        "The sheet needs too much memory: perhaps a single cell stands far away from the others. "
        "Copy the table into a new workbook and send that."
    ),
    TableProblem.TOO_SLOW: lazy_gettext(
        "Reading the workbook took too long. Copy the table into a new workbook or save it as CSV."
    ),
    TableProblem.NO_SUCH_SHEET: lazy_gettext("The workbook has no sheet “%(sheet)s”. It has: %(sheets)s"),
    TableProblem.TOO_MANY_ROWS: lazy_gettext(
        "The table has more than %(limit)s rows. Split it into several files and import them one "
        "after the other."
    ),
    TableProblem.TOO_MANY_COLUMNS: lazy_gettext(
        "Row %(row)s has more than %(limit)s columns. Remove the columns that are not needed."
    ),
    TableProblem.CELL_TOO_LONG: lazy_gettext(
        "The cell in row %(row)s, column %(column)s is longer than %(limit)s characters. "
        "Shorten it, or look whether a quotation mark is missing."
    ),
    TableProblem.NO_HEADER: lazy_gettext(
        "The first row does not name the columns. Add a header row above the data and send the file again."
    ),
    TableProblem.NO_ROWS: lazy_gettext("There is no row below the header row, so there is nothing to read."),
    TableProblem.ROW_TOO_LONG: lazy_gettext(
        "Row %(row)s has %(found)s cells, but the header has only %(expected)s. "
        "Check the separator and the quotation marks in this row."
    ),
    TableProblem.UNCLOSED_QUOTE: lazy_gettext(
        "The quotation mark opened in row %(row)s (line %(line)s) is never closed. The file may "
        "have been cut off."
    ),
    TableProblem.MISPLACED_QUOTE: lazy_gettext(
        "In row %(row)s (line %(line)s) text follows a closing quotation mark. Double the quotation "
        "marks inside a cell."
    ),
    TableProblem.WRONG_ENCODING: lazy_gettext(
        "The file should be in the encoding %(encoding)s, but line %(line)s is not. "
        "Save it again as CSV UTF-8, or choose the encoding it was saved in."
    ),
    TableProblem.UNKNOWN_ENCODING: lazy_gettext(
        "The encoding of the text could not be found out. Save the file again as CSV UTF-8 or as XLSX."
    ),
    TableProblem.UNKNOWN_SEPARATOR: lazy_gettext(
        "The separator is not known. Choose comma, semicolon, tabulator or vertical bar."
    ),
    TableProblem.TRUNCATED: lazy_gettext(
        "The file ends in the middle of a character (line %(line)s), so it was cut off. Send it again."
    ),
}


def _sentence(code: TableProblem, params: dict[str, str | int]) -> str:
    return str(MESSAGES[code]) % params


class TableError(DomainError):
    """A file that cannot be read as a table; `code` says why, `params` fill the sentence of `message`."""

    def __init__(self, code: TableProblem, **params: str | int) -> None:
        super().__init__(LazyString(_sentence, code, params))
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return f"{self.code} {self.params}"

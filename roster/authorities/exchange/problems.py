"""What is wrong with one cell of a file of authorities, or was not taken over from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext

from roster.core.tables.writing import write_csv
from roster.core.text import strip_bidi, tidy_line

_SHOWN: Final = 80


@dataclass(frozen=True)
class RowProblem:
    """A sentence with its place: the row as a person sees it in the file, and the heading of the column."""

    row_number: int
    column: str
    sentence: str
    value: str = ""
    is_error: bool = True


def shown(value: str) -> str:
    """What stands in a cell as it may be said in a sentence: one line, not too long, nothing invisible."""
    line = "".join(sign for sign in strip_bidi(tidy_line(value)) if sign.isprintable())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def problems_file(problems: Iterable[RowProblem]) -> bytes:
    """All of them as a list, for the person who corrects the file."""
    header = (
        gettext("Row"),
        gettext("Column"),
        gettext("Kind"),
        gettext("In the file"),
        gettext("What is to be done"),
    )
    error, warning = gettext("Error"), gettext("Not taken over")
    rows = (
        (str(item.row_number), item.column, error if item.is_error else warning, item.value, item.sentence)
        for item in problems
    )
    return write_csv(header, rows)

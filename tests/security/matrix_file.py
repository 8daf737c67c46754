"""Reads and writes `matrix.csv`: a row for each cell, a column for each role."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from tests.security.walk import ROLES, Cell

PATH = Path(__file__).with_name("matrix.csv")
HEAD = ("endpoint", "method", "record")


def read() -> dict[Cell, dict[str, str]]:
    """What each role shall be answered, by cell."""
    rows = csv.DictReader(io.StringIO(PATH.read_text(encoding="utf-8")))
    assert tuple(rows.fieldnames or ()) == (*HEAD, *ROLES), "the columns are the roles of walk.py"
    return {
        Cell(row["endpoint"], row["method"], row["record"]): {role: row[role] for role in ROLES}
        for row in rows
    }


def write(answers: Mapping[Cell, Mapping[str, str]]) -> None:
    """Write all cells in order."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow((*HEAD, *ROLES))
    for cell, by_role in sorted(answers.items()):
        writer.writerow((cell.endpoint, cell.method, cell.record, *(by_role[role] for role in ROLES)))
    PATH.write_text(buffer.getvalue(), encoding="utf-8")

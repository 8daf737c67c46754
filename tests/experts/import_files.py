"""Files of experts for the tests of the import: invented ones, and a flat one made from public data."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from roster.core.tables.table import Table
from roster.core.tables.writing import write_xlsx
from roster.experts.importing.options import ImportOptions, proposed_columns
from roster.experts.importing.reading import ReadImport, read_people

Row = Sequence[str]
AUTHOR_HEADER = ("family name", "given name", "country", "institution", "role")


def csv_bytes(header: Row, rows: Iterable[Row]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([header, *rows])
    return buffer.getvalue().encode()


def xlsx_bytes(header: Row, rows: Iterable[Row]) -> bytes:
    return write_xlsx(header, rows, sheet_name="Experts")


def table_of(header: Row, *rows: Row) -> Table:
    return ImportOptions().read(csv_bytes(header, rows), file_name="list.csv")


def read(header: Row, *rows: Row) -> ReadImport:
    """What the import understands of these rows, by the columns it proposes."""
    table = table_of(header, *rows)
    return read_people(table, proposed_columns(table))


def author_rows(real_data: Path) -> list[Row]:
    """One row a person: names with initials, country, institution, and the first role held."""
    folder = real_data / "ipcc_authors"
    authors, works, parts, roles = (
        list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8-sig"), newline="")))
        for name in ("authors.csv", "author_institutions.csv", "participations.csv", "lookup_roles.csv")
    )
    role_names = {role["symbol"]: role["name"] for role in roles}
    work: dict[str, tuple[str, str]] = {}
    role_of: dict[str, str] = {}
    for part in parts:
        role_of.setdefault(part["author_id"], role_names[part["role"]])
    places = [
        *((row["author_id"], row["Coutry (INFO)"], row["Institution (INFO)"]) for row in works),
        *((row["author_id"], row["Country (INFO)"], row["Institution (INFO)"]) for row in parts),
    ]
    for author, country, institution in places:
        if author not in work or work[author][0] == "N/A":
            work[author] = (country, institution)
    return [
        (row["last_name"], row["first_name"], *work.get(row["id"], ("", "")), role_of.get(row["id"], ""))
        for row in authors
    ]

"""Real public files, not part of the repository: each is read or refused with a message that helps."""

import os
from pathlib import Path

import pytest

from roster.core.tables.problems import TableError, TableProblem
from roster.core.tables.reading import read_table
from roster.core.tables.table import Table

FOLDER = Path(os.environ.get("ROSTER_REAL_DATA", "../shared/data/real"))

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no real data at {FOLDER}; set ROSTER_REAL_DATA"),
]


def read(path: str) -> Table:
    return read_table((FOLDER / path).read_bytes(), file_name=path.rpartition("/")[2])


@pytest.mark.parametrize(
    ("name", "columns", "rows", "encoding", "separator"),
    [
        ("blank_line.ods", 3, 3, None, None),
        ("characters.csv", 18, 382, "big5hkscs", ","),
        ("mixedGLB.csv", 19, 133, "utf-8", ","),
        ("simple.psv", 6, 28, "utf-8", "|"),
        ("simple.ssv", 3, 6, "utf-8", ";"),
        ("simple.xls", 3, 6, None, None),
        ("simple.xlsx", 3, 6, None, None),
        ("spanish_chars.csv", 8, 115, "cp1252", ","),
        ("utf-16le_encoded.csv", None, 327, "utf-16-le", ","),
    ],
)
def test_nasty_tables_are_read(
    name: str, columns: int | None, rows: int, encoding: str | None, separator: str | None
) -> None:
    table = read(f"nasty_tables/{name}")
    assert (len(table.rows), table.encoding, table.separator) == (rows, encoding, separator)
    assert columns in {None, len(table.header)}


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("sample-arabic.txt", "utf-8"),
        ("sample-chinese.txt", "big5hkscs"),
        ("sample-russian.txt", "mac-cyrillic"),
        ("sample-turkish.txt", "cp1254"),
    ],
)
def test_texts_in_legacy_encodings_are_read_as_what_they_are(name: str, encoding: str) -> None:
    assert read(f"encodings/{name}").encoding == encoding


@pytest.mark.parametrize("name", ["sample-english.bom.txt", "sample-french.txt", "sample-spanish.txt"])
def test_prose_is_refused_with_the_row_that_does_not_fit(name: str) -> None:
    with pytest.raises(TableError) as caught:
        read(f"encodings/{name}")
    assert caught.value.code is TableProblem.ROW_TOO_LONG
    assert str(caught.value.params["row"]) in str(caught.value.message)


def test_lists_of_people_are_read_whole() -> None:
    assert len(read("ipcc_authors/authors.csv").rows) == 2443
    for name in ("precops.cleaned.1991.csv", "precops.cleaned.translated.1991.csv"):
        assert len(read(f"unfccc_delegates/{name}").rows) == 2312
    for path in sorted((FOLDER / "ipcc_authors").glob("*.csv")):
        assert read(f"ipcc_authors/{path.name}").encoding == "utf-8"

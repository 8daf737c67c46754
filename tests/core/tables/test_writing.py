"""What is written can be opened by a spreadsheet program without harm, and read back unchanged."""

import csv
import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roster.core.tables.problems import TableError, TableProblem
from roster.core.tables.reading import read_table
from roster.core.tables.writing import write_csv, write_xlsx

HEADER = ("a", "b;c", "d,e")
NASTY = (
    ("=1+1", "'=x", "''+y"),
    ("\tTab", "\rcr", "\nlf"),
    ("＝1", "@sum", "-5"),
    ("a\r\nb", "a\rb", "a\nb"),
    ("\x00\x01\x1f", "_x0041_", "_x000D_"),
    ('"q"', 'q"x', '"'),
    (" lead", "trail ", "  "),
    ("007", "1e5", "2015-01-01"),
    ("مرحبا", "中文😀", "\u202eabc"),
    ("'", "'a", "''"),
    ("x", "\x7f\x85", "\u2028z"),
    ("#x", "https://example.org", "{=1}"),
    ("TRUE", "<b>&amp;", "]]>"),
)
FORMULA = re.compile("[=+\\-@\t\r\n＝＋－＠]")


def test_nasty_texts_come_back_from_csv_unchanged() -> None:
    table = read_table(write_csv(HEADER, NASTY, lead=["Purpose: test, 2026", ""]), file_name="a.csv")
    assert (table.header, table.rows, table.encoding) == (HEADER, NASTY, "utf-8")


def test_nasty_texts_come_back_from_a_workbook_unchanged() -> None:
    table = read_table(write_xlsx(HEADER, NASTY, sheet_name="People"), file_name="a.xlsx")
    assert (table.header, table.rows) == (HEADER, NASTY)


def test_no_cell_of_a_csv_file_looks_like_a_formula() -> None:
    content = write_csv([*HEADER, "=cmd"], [(*row, "x") for row in NASTY], lead=["=1", "x\n=2"])
    assert content.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]
    assert cells
    assert not [cell for cell in cells if FORMULA.match(cell)]


def test_a_workbook_holds_no_formula_and_no_link() -> None:
    content = write_xlsx(HEADER, NASTY, sheet_name="x", notes=[("=1", "https://example.org")])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist() if "worksheets" in name)
    assert b"<f>" not in text
    assert b"hyperlink" not in text.lower()


def test_the_sheet_runs_from_right_to_left_where_the_language_does_and_its_header_stays_in_sight() -> None:
    def sheet(*, right_to_left: bool) -> str:
        content = write_xlsx(HEADER, NASTY, sheet_name="خبراء", right_to_left=right_to_left)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.read("xl/worksheets/sheet1.xml").decode()

    assert 'rightToLeft="1"' in sheet(right_to_left=True)
    assert 'rightToLeft="1"' not in sheet(right_to_left=False)
    assert 'state="frozen"' in sheet(right_to_left=True)


@pytest.mark.parametrize("name", ["", "a/b:c*?[x]\\", "x" * 99, "'quoted'", "Notes", "History\0"])
def test_any_name_of_a_sheet_is_made_fit(name: str) -> None:
    table = read_table(write_xlsx(["a"], [["1x"]], sheet_name=name, notes=[("p", "q")]), file_name="a.xlsx")
    assert len(table.sheet_names) == 2
    assert table.header == ("a",)


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut() -> None:
    with pytest.raises(TableError) as caught:
        write_xlsx(["a", "b"], [["x", "y" * 32_768]], sheet_name="x")
    assert caught.value.code is TableProblem.CELL_TOO_LONG
    assert caught.value.params == {"row": 2, "column": "B", "limit": 32_767}


def test_signs_that_no_file_can_hold_do_not_stop_the_writing() -> None:
    rows = [["\ud800x", "\ufffe"]]
    assert read_table(write_csv(["a", "b"], rows), file_name="a.csv").rows
    assert read_table(write_xlsx(["a", "b"], rows, sheet_name="x"), file_name="a.xlsx").rows


CELLS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(CELLS, CELLS, CELLS).filter(lambda row: any(map(str.strip, row))), min_size=1, max_size=5
    )
)
def test_whatever_is_written_as_csv_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    table = read_table(write_csv(HEADER, rows), file_name="a.csv")
    assert table.rows == tuple(rows)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(CELLS, CELLS, CELLS)
        .filter(lambda row: any(map(str.strip, row)))
        .filter(lambda row: not any("\ufffe" <= sign <= "\uffff" for cell in row for sign in cell)),
        min_size=1,
        max_size=20,
    )
)
def test_whatever_is_written_as_a_workbook_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    table = read_table(write_xlsx(HEADER, rows, sheet_name="x"), file_name="a.xlsx")
    assert table.rows == tuple(rows)

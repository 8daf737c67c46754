"""CSV and its kin: what is read, and what is refused with which words."""

import pytest

from roster.core.tables.problems import TableError, TableProblem
from roster.core.tables.reading import read_table
from roster.core.tables.table import Table, TableLimits


def read(text: str | bytes, **wishes: str) -> Table:
    content = text if isinstance(text, bytes) else text.encode()
    return read_table(content, file_name="people.csv", **wishes)


def refusal(content: str | bytes, *, file_name: str = "people.csv", **wishes: object) -> TableError:
    with pytest.raises(TableError) as caught:
        read_table(content if isinstance(content, bytes) else content.encode(), file_name=file_name, **wishes)
    assert str(caught.value.message)
    return caught.value


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_separator_and_the_line_end_are_found(separator: str, line_end: str) -> None:
    lines = [["name", "born, where", "note"], ["Ann", "Oslo", "a;b"], ["Bo", "Bergen", 'says "hi"']]
    text = line_end.join(
        separator.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines
    )
    table = read(text)
    assert table.separator == separator
    assert [list(table.header), *map(list, table.rows)] == lines


def test_decimal_commas_do_not_win_over_semicolons() -> None:
    assert read("year;value\n2011;1,5\n2012;2,5\n").rows == (("2011", "1,5"), ("2012", "2,5"))


def test_the_line_that_names_the_separator_is_obeyed_and_counted() -> None:
    table = read("sep=;\na;b\n1,1;x\n")
    assert (table.header, table.rows, table.first_row_number) == (("a", "b"), (("1,1", "x"),), 3)


def test_a_stated_separator_is_obeyed() -> None:
    assert read("a|b,c\n1|2,3\n", separator="|").rows == (("1", "2,3"),)
    assert refusal("a|b\n1|2\n", separator="x").code is TableProblem.UNKNOWN_SEPARATOR


def test_blank_lines_are_skipped_and_row_numbers_stay_those_of_the_file() -> None:
    table = read("\n\na,b\n\n1,2\n,\n3,4\n\n")
    assert table.rows == (("1", "2"), ("3", "4"))
    assert (table.header_row_number, table.first_row_number, table.row_numbers) == (3, 5, (5, 7))


def test_titles_and_remarks_above_the_header_are_skipped() -> None:
    assert read("List of experts,,\n# made today,,\na,b,c\n1,2,3\n").header == ("a", "b", "c")


def test_short_rows_are_filled_up_and_empty_ends_are_cut() -> None:
    table = read("a,b,c,,\n1\n1,2,3,,,,\n")
    assert table.rows == (("1", "", ""), ("1", "2", "3"))


def test_a_row_longer_than_the_header_is_refused_with_its_number() -> None:
    error = refusal("a,b\n1,2\n\n1,2,3\n")
    assert (error.code, error.params) == (TableProblem.ROW_TOO_LONG, {"row": 4, "found": 3, "expected": 2})


def test_header_names_become_unique_and_nameless_columns_get_their_letter() -> None:
    assert read("Name,name,,Name (2),Name\n1,2,3,4,5\n").header == (
        "Name",
        "name (2)",
        "[C]",
        "Name (2) (2)",
        "Name (3)",
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", TableProblem.EMPTY),
        (b" \r\n\r\n ", TableProblem.EMPTY),
        (b",,\n,,\n", TableProblem.EMPTY),
        (b"\xef\xbb\xbf", TableProblem.EMPTY),
        (b"\xff\xfe", TableProblem.EMPTY),
        (b"a,b\n", TableProblem.NO_ROWS),
        (b"ann@example.org,Kenya\nbo@example.org,Peru\n", TableProblem.NO_HEADER),
        (b"1,2\n3,4\n", TableProblem.NO_HEADER),
        (b'a,b\n1,"2\n3,4\n', TableProblem.UNCLOSED_QUOTE),
        (b'a,b\n1,"2" x\n', TableProblem.MISPLACED_QUOTE),
        (b"%PDF-1.7\na,b\n1,2\n", TableProblem.TYPE_MISMATCH),
        (b"<!doctype html><table><tr><td>a</td></tr></table>", TableProblem.TYPE_MISMATCH),
        (b"PK\x03\x04rest", TableProblem.TYPE_MISMATCH),
        (b"a,b\n" + b"x,y\n" * 20_001, TableProblem.TOO_MANY_ROWS),
        (b"a,b\n" + b"\n" * 400_000, TableProblem.TOO_MANY_ROWS),
        (b"a,b\n" + b"x," * 101 + b"x\n", TableProblem.TOO_MANY_COLUMNS),
        (b"a,b\n" + b"," * 5_000_000, TableProblem.TOO_MANY_COLUMNS),
        (b"a,b\n1," + b"x" * 40_000 + b"\n", TableProblem.CELL_TOO_LONG),
        (b"a,b\n1," + b"x" * 9_000_000 + b"\n", TableProblem.CELL_TOO_LONG),
        (b'a,b\n1,"' + b"x\n" * 4_500_000, TableProblem.CELL_TOO_LONG),
        (b"x" * (10 * 1024 * 1024 + 1), TableProblem.FILE_TOO_LARGE),
    ],
)
def test_what_is_no_table_is_refused_by_its_reason(content: bytes, code: TableProblem) -> None:
    assert refusal(content).code is code


def test_an_unclosed_quotation_mark_is_reported_where_it_opens() -> None:
    error = refusal('a,b\n"x\ny",2\n1,"2\n3,4\n5,6\n')
    assert error.params == {"row": 3, "line": 4}


@pytest.mark.parametrize(
    "name", ["people.exe", "people", "people.csv.php", "../../etc/passwd", "people.html", ".csv\0.exe"]
)
def test_other_names_are_refused(name: str) -> None:
    assert refusal("a,b\n1,2\n", file_name=name).code is TableProblem.UNKNOWN_TYPE


def test_twenty_thousand_rows_and_a_hundred_columns_are_read() -> None:
    line = ",".join(f"c{number}" for number in range(100))
    table = read_table(f"{line}\n{line}\n".encode(), file_name="wide.CSV")
    assert len(table.header) == 100
    assert len(read("a,b\n" + "x,y\n" * 20_000).rows) == 20_000


def test_smaller_limits_are_obeyed() -> None:
    limits = TableLimits(rows=2)
    assert refusal("a,b\n1,1\n2,2\n3,3\n", limits=limits).code is TableProblem.TOO_MANY_ROWS


def test_dirty_cells_are_kept_for_whoever_judges_them() -> None:
    assert read("a,b\nx\0y,\x07\u202e\n").rows == (("x\0y", "\x07\u202e"),)


def test_one_apostrophe_before_what_looks_like_a_formula_is_taken_off() -> None:
    table = read("a,b,c,d\n'=1+1,'+49 30,''@x,'tis\n")
    assert table.rows == (("=1+1", "+49 30", "'@x", "'tis"),)

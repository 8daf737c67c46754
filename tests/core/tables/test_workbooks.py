"""XLSX and ODS files as office programs save them: every value becomes what a person would have typed."""

import datetime as dt
import io

import pytest
import xlsxwriter

from roster.core.tables.problems import TableError, TableProblem
from roster.core.tables.reading import read_table
from tests.core.tables.workbooks import HEADER, ROWS, a_workbook, an_ods, ods_row, with_sheet


def test_xlsx_and_ods_give_the_same_table() -> None:
    for content, name in ((a_workbook(), "people.xlsx"), (an_ods(), "People.ODS")):
        table = read_table(content, file_name=name)
        assert (table.header, table.rows) == (HEADER, ROWS)
        assert (table.sheet, table.sheet_names, table.first_row_number) == ("People", ("People",), 2)
        assert table.encoding is None


def test_values_become_what_a_person_would_have_typed() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, ["year", "share", "sum", "phone", "on", "at", "yes", "formula", "text"])
        sheet.write_row(1, 0, [2015.0, 0.1 + 0.2, 1e20, 41791234567])
        sheet.write_datetime(1, 4, dt.datetime(2015, 3, 9, tzinfo=None), date)  # noqa: DTZ001 - no zone in a sheet
        sheet.write_datetime(1, 5, dt.datetime(2015, 3, 9, 14, 30, tzinfo=None), moment)  # noqa: DTZ001
        sheet.write_boolean(1, 6, True)
        sheet.write_formula(1, 7, '=HYPERLINK("http://example.org","x")', value="x")
        sheet.write_string(1, 8, "007")
    row = read_table(buffer.getvalue(), file_name="a.xlsx").rows[0]
    assert row == (
        "2015",
        "0.3",
        "1e+20",
        "41791234567",
        "2015-03-09",
        "2015-03-09T14:30:00",
        "TRUE",
        "x",
        "007",
    )


def two_sheets() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("Empty")
        for name in ("Hidden", "First", "Второй"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["name", "of"])
            sheet.write_row(1, 0, [name, "x"])
            if name == "Hidden":
                sheet.hide()
    return buffer.getvalue()


def test_the_first_visible_sheet_with_content_is_read_or_the_one_asked_for() -> None:
    def first_cell(sheet: int | str | None) -> str:
        return read_table(two_sheets(), file_name="a.xlsx", sheet=sheet).rows[0][0]

    assert first_cell(None) == "First"
    assert first_cell(2) == first_cell("Второй") == "Второй"
    assert read_table(two_sheets(), file_name="a.xlsx").sheet_names == ("Empty", "First", "Второй")


@pytest.mark.parametrize("sheet", [3, -1, 2**70, "Hidden", "nope\0", "\ud800"])
def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(sheet: int | str) -> None:
    with pytest.raises(TableError) as caught:
        read_table(two_sheets(), file_name="a.xlsx", sheet=sheet)
    assert caught.value.code is TableProblem.NO_SUCH_SHEET
    assert caught.value.params["sheets"] == "Empty, First, Второй"


def test_an_empty_sheet_is_called_empty() -> None:
    with pytest.raises(TableError) as caught:
        read_table(two_sheets(), file_name="a.xlsx", sheet="Empty")
    assert caught.value.code is TableProblem.EMPTY


def test_rows_below_and_beside_the_corner_keep_their_numbers() -> None:
    def cell(at: str, text: str) -> str:
        return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'

    data = f'<row r="5">{cell("C5", "a")}{cell("D5", "b")}</row><row r="8">{cell("D8", "2")}</row>'
    table = read_table(with_sheet(data), file_name="a.xlsx")
    assert (table.header, table.rows) == (("[A]", "[B]", "a", "b"), (("", "", "", "2"),))
    assert (table.header_row_number, table.first_row_number) == (5, 8)


def test_blank_rows_and_columns_before_an_ods_table_are_counted() -> None:
    blank = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    table = read_table(an_ods(blank + ods_row("", "a", "b") + ods_row("", "1", "2")), file_name="a.ods")
    assert (table.header, table.rows) == (("[A]", "a", "b"), (("", "1", "2"),))
    assert (table.header_row_number, table.first_row_number) == (4, 5)


def test_long_blank_stretches_of_an_ods_sheet_cost_nothing() -> None:
    blank = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    table = read_table(an_ods(ods_row("a", "b") + ods_row("1", "2") + blank), file_name="a.ods")
    assert table.rows == (("1", "2"),)


def test_twenty_thousand_rows_of_a_workbook_are_read() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>name {n}</v></c></row>' for n in range(1, 20_002))
    assert len(read_table(with_sheet(rows), file_name="a.xlsx").rows) == 20_000

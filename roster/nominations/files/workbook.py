"""The nomination form as a workbook that can be filled in without network: labels locked, answers open.

Column A is hidden and says which row is which question; so it is read back whatever language it was filled in,
and whatever a spreadsheet program made of it meanwhile.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import xlsxwriter
from flask_babel import gettext
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from roster.core.documents.direction import fit_for_xml, is_rtl
from roster.core.tables.quoting import protect_quotes
from roster.core.tables.table import column_letter
from roster.experts.inputs import ProfileInput
from roster.nominations.files.filled import FORM_NAME, FORM_VERSION
from roster.nominations.files.questions import (
    ROWS,
    SPARE_ROWS,
    Kind,
    Question,
    RowsQuestion,
    Subject,
    is_one_list,
    subjects,
)
from roster.nominations.files.shown import shown_in_file
from roster.nominations.files.typed import Typed, cell_name, row_count, typed_of
from roster.web.locale import in_language

# What the hidden column says: a question, the columns of rows, their header, a row, and words of ours.
QUESTION, COLUMNS, HEADER, ROW, OURS = "q", "c", "h", "r", "-"
_WIDTHS: Final = (32, 30, 28, 19, 13, 13, 42)
_LABEL, _ANSWER, _ANSWER_END, _HINT, _END = 1, 2, 4, 5, 7
_LINE_HEIGHT: Final = 15.5
_TEXT_HEIGHT: Final = 96
_TALLEST: Final = 400
_MARK: Final = "*"
_NUMBER_FORMATS: Final = {Kind.NUMBER: "0", Kind.DAY: "yyyy-mm-dd"}
_ANSWER_FORMAT: Final[dict[str, Any]] = {
    "text_wrap": True,
    "valign": "vcenter",
    "align": "left",
    "indent": 1,
    "bg_color": "#FFFDF2",
    "border": 1,
    "border_color": "#AEB9C9",
    "locked": False,
}
_FORMATS: Final[dict[str, dict[str, Any]]] = {
    "title": {"font_size": 20, "bold": True, "font_color": "#1B2A41", "valign": "vcenter"},
    "about": {"font_color": "#555F6E", "text_wrap": True, "valign": "top"},
    "subject": {
        "font_size": 13,
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": "#1B2A41",
        "valign": "vcenter",
        "indent": 1,
    },
    "label": {"text_wrap": True, "valign": "vcenter", "bold": True, "indent": 1},
    "text label": {"text_wrap": True, "valign": "top", "bold": True, "indent": 1},
    "hint": {"text_wrap": True, "valign": "vcenter", "font_color": "#555F6E", "font_size": 9.5, "indent": 1},
    "head": {
        "text_wrap": True,
        "valign": "vcenter",
        "bold": True,
        "bg_color": "#E3E9F1",
        "border": 1,
        "border_color": "#AEB9C9",
    },
    "mark": {"font_color": "#B3261E", "bold": True},
    "answer": _ANSWER_FORMAT,
    "text": {**_ANSWER_FORMAT, "valign": "top"},
}


def form_workbook(language: str, given: ProfileInput, *, ref: str = "") -> bytes:
    """The form in this language, filled with the draft; `ref` ties it to a nomination."""
    with in_language(language):
        asked = subjects()
        typed = typed_of(given)
        buffer = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(buffer, options) as book:
            _Writer(book, language, typed=typed).write(asked, ref=ref)
        return buffer.getvalue()


class _Writer:
    """One workbook under way, from the top of its first sheet downwards."""

    def __init__(self, book: xlsxwriter.Workbook, language: str, *, typed: Typed) -> None:
        self._book = book
        self._rtl = is_rtl(language)
        self._language = language
        self._typed = typed
        self._sheet: Worksheet = book.add_worksheet(_sheet_name(gettext("Nomination form")))
        self._lists: Worksheet = book.add_worksheet(_sheet_name(gettext("Lists to choose from")))
        self._sources: dict[tuple[tuple[str, str], ...], str] = {}
        self._formats: dict[tuple[str, str, str], Format] = {}
        self._row = 0

    def write(self, asked: Sequence[Subject], *, ref: str) -> None:
        self._set_up()
        self._identify(ref)
        self._begin()
        for subject in asked:
            self._write_subject(subject)
        self._sheet.print_area(0, _LABEL, self._row, _END)

    def _set_up(self) -> None:
        sheet = self._sheet
        for page in (sheet, self._lists):
            if self._rtl:
                page.right_to_left()
            page.hide_gridlines(2)
            page.set_paper(9)
        sheet.set_column(0, 0, 4, None, {"hidden": True})
        for at, width in enumerate(_WIDTHS, start=_LABEL):
            sheet.set_column(at, at, width)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&C&P / &N")
        sheet.protect("", {"format_rows": True, "format_columns": True, "format_cells": True})
        self._lists.protect("")
        self._book.set_properties({"title": gettext("Nomination form")})

    def _identify(self, ref: str) -> None:
        for at, word in enumerate((FORM_NAME, FORM_VERSION, self._language, ref)):
            self._sheet.write_string(0, at, word)
        self._sheet.set_row(0, None, None, {"hidden": True})
        self._row = 1

    def _begin(self) -> None:
        self._line(gettext("Nomination form"), "title", height=34)
        about = (
            gettext("Write into the light fields. Everything may stay empty for now and be added later."),
            gettext("Fields marked with * are needed before the expert is asked for consent."),
            gettext("Where a list opens, choose from it. Words of any of the six languages are understood."),
            gettext(
                "Once online again, upload this file. What cannot be read is kept and shown at its field."
            ),
        )
        for text in about:
            self._line(text, "about", height=_LINE_HEIGHT + 2)

    def _write_subject(self, subject: Subject) -> None:
        self._row += 1
        mark = f" {_MARK}" if is_one_list(subject) else ""
        self._line(f"{subject.label}{mark}", "subject", height=25)
        if subject.hint:
            self._line(subject.hint, "hint", height=_height(subject.hint, sum(_WIDTHS)))
        for question in subject.questions:
            if isinstance(question, RowsQuestion):
                if not is_one_list(subject):
                    self._row += 1
                    self._line(question.label, "label", height=_LINE_HEIGHT + 4)
                self._write_rows(question)
            else:
                self._write_question(question)

    def _write_question(self, question: Question) -> None:
        row, sheet = self._row, self._sheet
        sheet.write_string(row, 0, f"{QUESTION}:{question.name}")
        name = "text label" if question.kind is Kind.TEXT else "label"
        self._write_label(row, _LABEL, question.label, is_required=question.is_required, name=name)
        shown = shown_in_file(question, self._typed.get(question.name, []))
        sheet.merge_range(row, _ANSWER, row, _ANSWER_END, "", self._answer_format(question))
        self._write_answer(row, _ANSWER, question, shown)
        if question.hint:
            sheet.merge_range(row, _HINT, row, _END, "", self._format("hint"))
            sheet.write_string(row, _HINT, question.hint, self._format("hint"))
        least = _TEXT_HEIGHT if question.kind is Kind.TEXT else 0
        needed = (
            _height(f"{question.label} {_MARK}", _WIDTHS[0]),
            _height(str(shown), sum(_WIDTHS[1:4])),
            _height(question.hint, sum(_WIDTHS[4:]) + 4),
        )
        sheet.set_row(row, min(_TALLEST, max(least, *needed)))
        self._row += 1

    def _write_rows(self, question: RowsQuestion) -> None:
        if question.hint:
            self._line(question.hint, "hint", height=_height(question.hint, sum(_WIDTHS)))
        self._sheet.write_string(self._row, 0, f"{COLUMNS}:{question.name}")
        for at, column in enumerate(question.columns, start=_LABEL):
            self._sheet.write_string(self._row, at, column.name)
        self._sheet.set_row(self._row, None, None, {"hidden": True})
        self._row += 1
        self._sheet.write_string(self._row, 0, HEADER)
        for at, column in enumerate(question.columns, start=_LABEL):
            self._sheet.write_string(self._row, at, column.label, self._format("head"))
        tallest = max(
            _height(item.label, width) for item, width in zip(question.columns, _WIDTHS, strict=False)
        )
        self._sheet.set_row(self._row, tallest + 3)
        self._row += 1
        for number in range(row_count(question, self._typed, least=ROWS[question.name], spare=SPARE_ROWS)):
            self._write_row(question, number)
        self._row += 1

    def _write_row(self, question: RowsQuestion, number: int) -> None:
        self._sheet.write_string(self._row, 0, f"{ROW}:{question.name}")
        tallest = _LINE_HEIGHT + 4
        for at, (column, width) in enumerate(zip(question.columns, _WIDTHS, strict=False), start=_LABEL):
            typed = self._typed.get(cell_name(question.name, number, column.name), [])
            shown = shown_in_file(column, typed)
            self._write_answer(self._row, at, column, shown)
            tallest = max(tallest, _height(str(shown), width))
        self._sheet.set_row(self._row, min(_TALLEST, tallest))
        self._row += 1

    def _write_answer(self, row: int, at: int, question: Question, shown: str | int | date) -> None:
        style, sheet = self._answer_format(question), self._sheet
        match shown:
            case int():
                sheet.write_number(row, at, shown, style)
            case date():
                sheet.write_datetime(row, at, shown, style)
            case "":
                sheet.write_blank(row, at, None, style)
            case _:
                sheet.write_string(row, at, protect_quotes(fit_for_xml(shown)), style)
        rule = self._rule(question)
        if rule:
            sheet.data_validation(row, at, row, at, rule)

    def _rule(self, question: Question) -> Mapping[str, Any]:
        """What a spreadsheet program offers or asks at the cell. It warns only: codes are understood too."""
        warning: dict[str, Any] = {
            "error_type": "warning",
            "error_title": question.label[:32],
            "error_message": gettext("This is not on the list."),
        }
        match question.kind:
            case Kind.CODE | Kind.YES_NO:
                return {**warning, "validate": "list", "source": self._source(question)}
            case Kind.NUMBER:
                message = gettext("Write a whole number in digits.")
                return {
                    **warning,
                    "validate": "integer",
                    "criteria": ">=",
                    "value": 0,
                    "error_message": message,
                }
            case Kind.DAY:
                message = gettext("Write the day as year-month-day, such as 2027-03-15.")
                first = date(1950, 1, 1)
                return {
                    **warning,
                    "validate": "date",
                    "criteria": ">=",
                    "value": first,
                    "error_message": message,
                }
            case _:
                return {}

    def _source(self, question: Question) -> str:
        """Where the words to choose from stand on the second sheet; the same list stands there once."""
        if question.options not in self._sources:
            column = len(self._sources) * 2
            self._lists.set_column(column, column, 44)
            self._lists.set_column(column + 1, column + 1, 18)
            self._lists.write_string(0, column, question.label, self._format("head"))
            self._lists.write_string(0, column + 1, gettext("Code"), self._format("head"))
            for row, (code, label) in enumerate(question.options, start=1):
                self._lists.write_string(row, column, label)
                self._lists.write_string(row, column + 1, code)
            letter, name = column_letter(column), self._lists.get_name().replace("'", "''")
            last = len(question.options) + 1
            self._sources[question.options] = f"='{name}'!${letter}$2:${letter}${last}"
        return self._sources[question.options]

    def _write_label(self, row: int, at: int, text: str, *, is_required: bool, name: str) -> None:
        style = self._format(name)
        if is_required:
            mark = self._book_format("mark")
            self._sheet.write_rich_string(row, at, self._book_format("label"), text + " ", mark, _MARK, style)
        else:
            self._sheet.write_string(row, at, text, style)

    def _line(self, text: str, name: str, *, height: float) -> None:
        self._sheet.write_string(self._row, 0, OURS)
        self._sheet.merge_range(self._row, _LABEL, self._row, _END, text, self._format(name))
        self._sheet.set_row(self._row, height)
        self._row += 1

    def _answer_format(self, question: Question) -> Format:
        number = _NUMBER_FORMATS.get(question.kind, "@")
        own = question.language or ("en" if question.is_ltr else self._language)
        name = "text" if question.kind is Kind.TEXT else "answer"
        return self._format(name, number=number, order="rtl" if is_rtl(own) else "ltr")

    def _book_format(self, name: str) -> Format:
        return self._format(name, number="General", order="")

    def _format(self, name: str, *, number: str = "General", order: str | None = None) -> Format:
        wanted = ("rtl" if self._rtl else "ltr") if order is None else order
        key = (name, number, wanted)
        if key not in self._formats:
            more: dict[str, Any] = {"font_name": "Arial", "num_format": number}
            if wanted:
                more["reading_order"] = 2 if wanted == "rtl" else 1
            base = {"font_size": 11, **_FORMATS[name]}
            if wanted == "rtl":
                base["align"] = "right"
            self._formats[key] = self._book.add_format({**base, **more})
        return self._formats[key]


def _height(text: str, width: float) -> float:
    """How high a row must be for this text in a column of this width; Han signs are twice as wide."""
    lines = 0
    for line in text.split("\n"):
        length = sum(2 if sign >= "\u2e80" else 1 for sign in line) * 1.08
        lines += max(1, -(-int(length) // max(1, int(width))))
    return lines * _LINE_HEIGHT + 4


def _sheet_name(label: str) -> str:
    return "".join(sign for sign in label if sign not in "[]:*?/\\'")[:31].strip()

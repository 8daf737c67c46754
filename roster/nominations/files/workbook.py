"""The nomination form as a workbook that can be filled in without network: labels locked, answers open.

Column A is hidden and says which row is which question; so it is read back whatever language it was filled in,
and whatever a spreadsheet program made of it meanwhile.
"""

import io
from collections.abc import Sequence
from datetime import date
from typing import Final

import xlsxwriter
from flask_babel import gettext
from xlsxwriter.worksheet import Worksheet

from roster.core.documents.direction import fit_for_xml, is_rtl
from roster.core.tables.quoting import protect_quotes
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
from roster.nominations.files.workbook_lists import Lists
from roster.nominations.files.workbook_styles import LINE_HEIGHT, Styles, height
from roster.web.locale import in_language

# What the hidden column says: a question, the columns of rows, their header, a row, and words of ours.
QUESTION, COLUMNS, HEADER, ROW, OURS = "q", "c", "h", "r", "-"
_WIDTHS: Final = (32, 30, 28, 19, 13, 13, 42)
_LABEL, _ANSWER, _ANSWER_END, _HINT, _END = 1, 2, 4, 5, 7
_TEXT_HEIGHT: Final = 96
_TALLEST: Final = 400
_MARK: Final = "*"


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
        self._styles = Styles(book, language)
        self._choices = Lists(self._lists, self._styles)
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
            self._line(text, "about", height=LINE_HEIGHT + 2)

    def _write_subject(self, subject: Subject) -> None:
        self._row += 1
        mark = f" {_MARK}" if is_one_list(subject) else ""
        self._line(f"{subject.label}{mark}", "subject", height=25)
        if subject.hint:
            self._line(subject.hint, "hint", height=height(subject.hint, sum(_WIDTHS)))
        for question in subject.questions:
            if isinstance(question, RowsQuestion):
                if not is_one_list(subject):
                    self._row += 1
                    self._line(question.label, "label", height=LINE_HEIGHT + 4)
                self._write_rows(question)
            else:
                self._write_question(question)

    def _write_question(self, question: Question) -> None:
        row, sheet = self._row, self._sheet
        sheet.write_string(row, 0, f"{QUESTION}:{question.name}")
        name = "text label" if question.kind is Kind.TEXT else "label"
        self._write_label(row, _LABEL, question.label, is_required=question.is_required, name=name)
        shown = shown_in_file(question, self._typed.get(question.name, []))
        sheet.merge_range(row, _ANSWER, row, _ANSWER_END, "", self._styles.answer(question))
        self._write_answer(row, _ANSWER, question, shown)
        if question.hint:
            sheet.merge_range(row, _HINT, row, _END, "", self._styles.named("hint"))
            sheet.write_string(row, _HINT, question.hint, self._styles.named("hint"))
        least = _TEXT_HEIGHT if question.kind is Kind.TEXT else 0
        needed = (
            height(f"{question.label} {_MARK}", _WIDTHS[0]),
            height(str(shown), sum(_WIDTHS[1:4])),
            height(question.hint, sum(_WIDTHS[4:]) + 4),
        )
        sheet.set_row(row, min(_TALLEST, max(least, *needed)))
        self._row += 1

    def _write_rows(self, question: RowsQuestion) -> None:
        if question.hint:
            self._line(question.hint, "hint", height=height(question.hint, sum(_WIDTHS)))
        self._sheet.write_string(self._row, 0, f"{COLUMNS}:{question.name}")
        for at, column in enumerate(question.columns, start=_LABEL):
            self._sheet.write_string(self._row, at, column.name)
        self._sheet.set_row(self._row, None, None, {"hidden": True})
        self._row += 1
        self._sheet.write_string(self._row, 0, HEADER)
        for at, column in enumerate(question.columns, start=_LABEL):
            self._sheet.write_string(self._row, at, column.label, self._styles.named("head"))
        tallest = max(
            height(item.label, width) for item, width in zip(question.columns, _WIDTHS, strict=False)
        )
        self._sheet.set_row(self._row, tallest + 3)
        self._row += 1
        for number in range(row_count(question, self._typed, least=ROWS[question.name], spare=SPARE_ROWS)):
            self._write_row(question, number)
        self._row += 1

    def _write_row(self, question: RowsQuestion, number: int) -> None:
        self._sheet.write_string(self._row, 0, f"{ROW}:{question.name}")
        tallest = LINE_HEIGHT + 4
        for at, (column, width) in enumerate(zip(question.columns, _WIDTHS, strict=False), start=_LABEL):
            typed = self._typed.get(cell_name(question.name, number, column.name), [])
            shown = shown_in_file(column, typed)
            self._write_answer(self._row, at, column, shown)
            tallest = max(tallest, height(str(shown), width))
        self._sheet.set_row(self._row, min(_TALLEST, tallest))
        self._row += 1

    def _write_answer(self, row: int, at: int, question: Question, shown: str | int | date) -> None:
        style, sheet = self._styles.answer(question), self._sheet
        match shown:
            case int():
                sheet.write_number(row, at, shown, style)
            case date():
                sheet.write_datetime(row, at, shown, style)
            case "":
                sheet.write_blank(row, at, None, style)
            case _:
                sheet.write_string(row, at, protect_quotes(fit_for_xml(shown)), style)
        rule = self._choices.rule(question)
        if rule:
            sheet.data_validation(row, at, row, at, rule)

    def _write_label(self, row: int, at: int, text: str, *, is_required: bool, name: str) -> None:
        style = self._styles.named(name)
        if is_required:
            mark = self._styles.in_line("mark")
            self._sheet.write_rich_string(
                row, at, self._styles.in_line("label"), text + " ", mark, _MARK, style
            )
        else:
            self._sheet.write_string(row, at, text, style)

    def _line(self, text: str, name: str, *, height: float) -> None:
        self._sheet.write_string(self._row, 0, OURS)
        self._sheet.merge_range(self._row, _LABEL, self._row, _END, text, self._styles.named(name))
        self._sheet.set_row(self._row, height)
        self._row += 1


def _sheet_name(label: str) -> str:
    return "".join(sign for sign in label if sign not in "[]:*?/\\'")[:31].strip()

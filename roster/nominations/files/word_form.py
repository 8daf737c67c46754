"""The nomination form as a Word file: labels beside answers, with lists that open, right to left where the language is.

Hidden words beside the labels say which row is which question; the fields carry the same names as tags. So it is
read back whatever language it was filled in, and also where an office program threw the fields away.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from docx.shared import Cm
from docx.table import _Cell
from flask_babel import gettext

from roster.core import clock
from roster.core.documents import word_parts as parts
from roster.core.documents.direction import fit_for_xml, is_rtl
from roster.experts.inputs import ProfileInput
from roster.nominations.files.filled import FORM_NAME, FORM_VERSION
from roster.nominations.files.placeholders import choose_here, day_here, write_here
from roster.nominations.files.questions import (
    SPARE_ROWS,
    Kind,
    Question,
    RowsQuestion,
    Subject,
    is_one_list,
    questions_of,
    subjects,
)
from roster.nominations.files.shown import shown_in_file
from roster.nominations.files.typed import Typed, cell_name, row_count, typed_of
from roster.nominations.files.word_fields import content_control
from roster.nominations.files.word_pen import QUIET, Pen, set_close
from roster.web.locale import in_language

_LINE: Final = 26.1
_LABEL: Final = 7.5
_TEXT_HEIGHT: Final = 1.8
_WIDTHS: Final = {
    7: (5.4, 4.8, 4.3, 2.9, 2.1, 2.1, 4.5),
    5: (7.5, 4.9, 4.9, 4.9, 3.9),
    3: (11.1, 5.0, 10.0),
    2: (8.0, 8.0),
}
_ROWS: Final = {"expertise": 5, "languages": 5, "reviews": 4, "absences": 3}
_LONGEST_LIST_IN_ANNEX: Final = 120


def form_document(language: str, given: ProfileInput, *, ref: str = "") -> bytes:
    """The form in this language, filled with the draft; `ref` ties it to a nomination."""
    with in_language(language):
        writer = _Writer(language, typed=typed_of(given))
        return writer.written(subjects(), ref=ref, made_at=clock.now())


class _Writer:
    """One file under way."""

    def __init__(self, language: str, *, typed: Typed) -> None:
        self._language = language
        self._rtl = is_rtl(language)
        self._typed = typed
        self._pen = Pen(language)

    def written(self, asked: Sequence[Subject], *, ref: str, made_at: datetime) -> bytes:
        self._pen.set_up(made_at)
        title = self._pen.paragraph(gettext("Nomination form"), style="Title")
        self._pen.hide(title, "|".join((FORM_NAME, FORM_VERSION, self._language, ref)))
        for text in (
            gettext("Write beside the labels. Everything may stay empty for now and be added later."),
            gettext("Fields marked with * are needed before the expert is asked for consent."),
            gettext("Where a list opens, choose from it. Words of any of the six languages are understood."),
            gettext(
                "Once online again, upload this file. What cannot be read is kept and shown at its field."
            ),
        ):
            self._pen.paragraph(text, is_quiet=True)
        for subject in asked:
            self._write_subject(subject)
        self._write_annex(asked)
        buffer = io.BytesIO()
        self._pen.file.save(buffer)
        return buffer.getvalue()

    def _write_subject(self, subject: Subject) -> None:
        heading = self._pen.paragraph(subject.label, style="Heading 1", is_needed=is_one_list(subject))
        heading.paragraph_format.keep_with_next = True
        if subject.hint:
            self._pen.paragraph(subject.hint, is_quiet=True).paragraph_format.keep_with_next = True
        waiting: list[Question] = []
        for question in subject.questions:
            if isinstance(question, Question):
                waiting.append(question)
                continue
            self._write_questions(waiting)
            waiting = []
            if not is_one_list(subject):
                self._pen.paragraph(question.label, style="Heading 2").paragraph_format.keep_with_next = True
            self._write_rows(question)
        self._write_questions(waiting)

    def _write_questions(self, questions: Sequence[Question]) -> None:
        if not questions:
            return
        table = self._pen.file.add_table(rows=len(questions), cols=2)
        parts.set_table(table, rtl=self._rtl)
        for row, question in zip(table.rows, questions, strict=True):
            parts.set_whole_row(row)
            label, answer = row.cells
            label.width, answer.width = Cm(_LABEL), Cm(_LINE - _LABEL)
            parts.set_shading(label)
            if question.kind is Kind.TEXT:
                row.height = Cm(_TEXT_HEIGHT)
            self._write_label(label, question, hidden=f"q:{question.name}")
            self._write_answer(answer, question, question.name)
        for column, width in zip(table.columns, (_LABEL, _LINE - _LABEL), strict=True):
            column.width = Cm(width)
        self._pen.part()

    def _write_rows(self, question: RowsQuestion) -> None:
        if question.hint:
            self._pen.paragraph(question.hint, is_quiet=True).paragraph_format.keep_with_next = True
        count = row_count(question, self._typed, least=_ROWS[question.name], spare=SPARE_ROWS)
        widths = _WIDTHS[len(question.columns)]
        table = self._pen.file.add_table(rows=count + 1, cols=len(question.columns))
        parts.set_table(table, rtl=self._rtl)
        # Each look at the cells of a row walks through the row again: take them once.
        head, *body = (tuple(row.cells) for row in table.rows)
        parts.set_header_row(table.rows[0])
        for cell, column, width in zip(head, question.columns, widths, strict=True):
            cell.width = Cm(width)
            self._write_label(cell, column, hidden=f"c:{question.name}.{column.name}")
        for number, cells in enumerate(body):
            for cell, column, width in zip(cells, question.columns, widths, strict=True):
                cell.width = Cm(width)
                self._write_answer(cell, column, cell_name(question.name, number, column.name))
        for made, width in zip(table.columns, widths, strict=True):
            made.width = Cm(width)
        self._pen.part()

    def _write_label(self, cell: _Cell, question: Question, *, hidden: str) -> None:
        paragraph = cell.paragraphs[0]
        set_close(paragraph)
        self._pen.say(paragraph, question.label, is_bold=True)
        self._pen.hide(paragraph, hidden)
        if question.is_required:
            self._pen.mark(paragraph)
        if question.hint:
            hint = cell.add_paragraph()
            set_close(hint)
            self._pen.say(hint, question.hint, is_quiet=True)

    def _write_answer(self, cell: _Cell, question: Question, name: str) -> None:
        text = fit_for_xml(str(shown_in_file(question, self._typed.get(name, [])))).replace("\t", " ")
        own = question.language or ("en" if question.is_ltr else self._language)
        if question.kind is Kind.TEXT:
            # Running text stands in the open cell: some programs lose line breaks within a field.
            for at, line in enumerate(text.split("\n")):
                paragraph = cell.add_paragraph() if at else cell.paragraphs[0]
                self._pen.turn(paragraph, own)
                self._pen.write_run(paragraph, line, own)
            return
        paragraph = cell.paragraphs[0]
        self._pen.turn(paragraph, own)
        run = self._pen.write_run(paragraph, text or _placeholder(question), own if text else self._language)
        if not text:
            run.font.color.rgb = QUIET
        paragraph._p.append(content_control(question, name, run=run._r, is_empty=not text))

    def _write_annex(self, asked: Sequence[Subject]) -> None:
        heading = self._pen.paragraph(gettext("Lists to choose from"), style="Heading 1")
        heading.paragraph_format.page_break_before = True
        told: set[tuple[tuple[str, str], ...]] = set()
        for question in questions_of(asked):
            for item in question.columns if isinstance(question, RowsQuestion) else (question,):
                is_list = item.kind in (Kind.CODE, Kind.CODES) and item.options not in told
                if is_list and len(item.options) <= _LONGEST_LIST_IN_ANNEX:
                    told.add(item.options)
                    self._pen.paragraph(item.label, style="Heading 2").paragraph_format.keep_with_next = True
                    self._pen.paragraph(" · ".join(label for _code, label in item.options), is_small=True)


def _placeholder(question: Question) -> str:
    match question.kind:
        case Kind.CODE | Kind.YES_NO:
            return choose_here()
        case Kind.DAY:
            return day_here()
        case _:
            return write_here()

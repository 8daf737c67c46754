"""The nomination form as a Word file: labels beside answers, with lists that open, right to left where the language is.

Hidden words beside the labels say which row is which question; the fields carry the same names as tags. So it is
read back whatever language it was filled in, and also where an office program threw the fields away.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from flask_babel import gettext

from roster.core import clock
from roster.core.documents import word_parts as parts
from roster.core.documents.direction import fit_for_xml, is_rtl, spans
from roster.core.text import strip_bidi
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
from roster.web.locale import in_language

_PAGE: Final = (29.7, 21.0)
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
_INK, _QUIET, _NEEDED = RGBColor(0x1B, 0x2A, 0x41), RGBColor(0x55, 0x5F, 0x6E), RGBColor(0xB3, 0x26, 0x1E)
_SIZES: Final = {"Normal": 10.5, "Title": 22.0, "Heading 1": 14.0, "Heading 2": 11.5}


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
        self._file = docx.Document()

    def written(self, asked: Sequence[Subject], *, ref: str, made_at: datetime) -> bytes:
        self._set_up(made_at)
        title = self._paragraph(gettext("Nomination form"), style="Title")
        self._hide(title, "|".join((FORM_NAME, FORM_VERSION, self._language, ref)))
        for text in (
            gettext("Write beside the labels. Everything may stay empty for now and be added later."),
            gettext("Fields marked with * are needed before the expert is asked for consent."),
            gettext("Where a list opens, choose from it. Words of any of the six languages are understood."),
            gettext(
                "Once online again, upload this file. What cannot be read is kept and shown at its field."
            ),
        ):
            self._paragraph(text, is_quiet=True)
        for subject in asked:
            self._write_subject(subject)
        self._write_annex(asked)
        buffer = io.BytesIO()
        self._file.save(buffer)
        return buffer.getvalue()

    def _set_up(self, made_at: datetime) -> None:
        section = self._file.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(_PAGE[0]), Cm(_PAGE[1])
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.8)
        if self._rtl:
            parts.set_sections_rtl(self._file)
        parts.set_fonts(self._file, self._language)
        for name, size in _SIZES.items():
            _set_style(self._file.styles[name], size)
        about = self._file.core_properties
        about.title, about.language = gettext("Nomination form"), self._language
        about.author = about.last_modified_by = about.comments = about.subject = ""
        about.created = about.modified = made_at.astimezone(UTC).replace(tzinfo=None)

    def _write_subject(self, subject: Subject) -> None:
        heading = self._paragraph(subject.label, style="Heading 1", is_needed=is_one_list(subject))
        heading.paragraph_format.keep_with_next = True
        if subject.hint:
            self._paragraph(subject.hint, is_quiet=True).paragraph_format.keep_with_next = True
        waiting: list[Question] = []
        for question in subject.questions:
            if isinstance(question, Question):
                waiting.append(question)
                continue
            self._write_questions(waiting)
            waiting = []
            if not is_one_list(subject):
                self._paragraph(question.label, style="Heading 2").paragraph_format.keep_with_next = True
            self._write_rows(question)
        self._write_questions(waiting)

    def _write_questions(self, questions: Sequence[Question]) -> None:
        if not questions:
            return
        table = self._file.add_table(rows=len(questions), cols=2)
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
        self._part()

    def _write_rows(self, question: RowsQuestion) -> None:
        if question.hint:
            self._paragraph(question.hint, is_quiet=True).paragraph_format.keep_with_next = True
        count = row_count(question, self._typed, least=_ROWS[question.name], spare=SPARE_ROWS)
        widths = _WIDTHS[len(question.columns)]
        table = self._file.add_table(rows=count + 1, cols=len(question.columns))
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
        self._part()

    def _write_label(self, cell: _Cell, question: Question, *, hidden: str) -> None:
        paragraph = cell.paragraphs[0]
        _set_close(paragraph)
        self._say(paragraph, question.label, is_bold=True)
        self._hide(paragraph, hidden)
        if question.is_required:
            self._mark(paragraph)
        if question.hint:
            hint = cell.add_paragraph()
            _set_close(hint)
            self._say(hint, question.hint, is_quiet=True)

    def _write_answer(self, cell: _Cell, question: Question, name: str) -> None:
        text = fit_for_xml(str(shown_in_file(question, self._typed.get(name, [])))).replace("\t", " ")
        own = question.language or ("en" if question.is_ltr else self._language)
        if question.kind is Kind.TEXT:
            # Running text stands in the open cell: some programs lose line breaks within a field.
            for at, line in enumerate(text.split("\n")):
                paragraph = cell.add_paragraph() if at else cell.paragraphs[0]
                self._turn(paragraph, own)
                self._write_run(paragraph, line, own)
            return
        paragraph = cell.paragraphs[0]
        self._turn(paragraph, own)
        run = self._write_run(paragraph, text or _placeholder(question), own if text else self._language)
        if not text:
            run.font.color.rgb = _QUIET
        paragraph._p.append(content_control(question, name, run=run._r, is_empty=not text))

    def _turn(self, paragraph: Paragraph, language: str) -> None:
        _set_close(paragraph)
        if is_rtl(language):
            parts.set_paragraph_rtl(paragraph)
        elif self._rtl:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT

    def _write_run(self, paragraph: Paragraph, text: str, language: str) -> Run:
        """One run, whatever scripts it mixes: some programs shuffle the runs within a field."""
        first = spans(text, rtl=is_rtl(language))[:1]
        rtl = first[0][1] if first else is_rtl(language)
        run = paragraph.add_run(text)
        parts.set_run_direction(run, rtl=rtl, language=_tongue(language, rtl=rtl))
        return run

    def _write_annex(self, asked: Sequence[Subject]) -> None:
        heading = self._paragraph(gettext("Lists to choose from"), style="Heading 1")
        heading.paragraph_format.page_break_before = True
        told: set[tuple[tuple[str, str], ...]] = set()
        for question in questions_of(asked):
            for item in question.columns if isinstance(question, RowsQuestion) else (question,):
                is_list = item.kind in (Kind.CODE, Kind.CODES) and item.options not in told
                if is_list and len(item.options) <= _LONGEST_LIST_IN_ANNEX:
                    told.add(item.options)
                    self._paragraph(item.label, style="Heading 2").paragraph_format.keep_with_next = True
                    self._paragraph(" · ".join(label for _code, label in item.options), is_small=True)

    def _paragraph(
        self,
        text: str,
        *,
        style: str = "Normal",
        is_quiet: bool = False,
        is_small: bool = False,
        is_needed: bool = False,
    ) -> Paragraph:
        paragraph = self._file.add_paragraph(style=style)
        self._say(paragraph, text, is_quiet=is_quiet, is_small=is_small)
        if is_needed:
            self._mark(paragraph)
        if style == "Normal":
            paragraph.paragraph_format.space_after = Pt(3)
        return paragraph

    def _say(
        self,
        paragraph: Paragraph,
        text: str,
        *,
        is_bold: bool = False,
        is_quiet: bool = False,
        is_small: bool = False,
    ) -> None:
        if self._rtl:
            parts.set_paragraph_rtl(paragraph)
        for piece, rtl in spans(strip_bidi(fit_for_xml(text)), rtl=self._rtl):
            run = paragraph.add_run(piece)
            parts.set_run_direction(run, rtl=rtl, language=_tongue(self._language, rtl=rtl))
            if is_bold:
                parts.set_run_bold(run)
            if is_quiet:
                run.font.color.rgb = _QUIET
            if is_quiet or is_small:
                run.font.size = Pt(9)

    def _mark(self, paragraph: Paragraph) -> None:
        run = paragraph.add_run(" *")
        parts.set_run_direction(run, rtl=self._rtl, language=self._language)
        parts.set_run_bold(run)
        run.font.color.rgb = _NEEDED

    def _hide(self, paragraph: Paragraph, words: str) -> None:
        run = paragraph.add_run("{{" + words + "}}")
        run.font.hidden = True
        run.font.size = Pt(1)

    def _part(self) -> None:
        """Two tables without a paragraph between them would become one."""
        between = self._file.add_paragraph()
        between.paragraph_format.space_after = Pt(0)
        between.paragraph_format.line_spacing = Pt(6)


def _placeholder(question: Question) -> str:
    match question.kind:
        case Kind.CODE | Kind.YES_NO:
            return choose_here()
        case Kind.DAY:
            return day_here()
        case _:
            return write_here()


def _set_close(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)


def _tongue(language: str, *, rtl: bool) -> str:
    if is_rtl(language) == rtl:
        return language
    return "ar" if rtl else ""


def _set_style(style: Any, size: float) -> None:
    style.font.size = Pt(size)
    properties = style.element.get_or_add_rPr()
    for name in ("w:szCs", "w:spacing", "w:kern", "w:i", "w:iCs"):
        for found in properties.findall(qn(name)):
            properties.remove(found)
    properties.find(qn("w:sz")).addnext(parts.element("w:szCs", val=str(int(size * 2))))
    if style.name != "Normal":
        style.font.color.rgb = _INK
    if style.name == "Title":
        for found in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
            found.getparent().remove(found)

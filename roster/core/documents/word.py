"""Documents as Word files (DOCX), right to left where the language is; read by any office program."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph

from roster.core.documents import word_parts as parts
from roster.core.documents.blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    Grid,
    Group,
    Heading,
    Index,
    Inline,
    Lines,
    PageBreak,
    Paragraph,
    Piece,
    pieces_of,
)
from roster.core.documents.direction import fit_for_xml, is_rtl, spans
from roster.core.text import strip_bidi

LINE_CM = 17.0
LABEL_SHARE = 0.3
LONG = 60
LEFT_TO_RIGHT_MARK = "\u200e"
_SIZES = {
    "Normal": 10.5,
    "Title": 20.0,
    "Subtitle": 12.0,
    "Heading 1": 14.0,
    "Heading 2": 12.0,
    "Heading 3": 11.0,
}
_INK, _QUIET = RGBColor(0x1B, 0x2A, 0x41), RGBColor(0x55, 0x5F, 0x6E)


def write_docx(document: Document, *, made_at: datetime) -> bytes:
    """The document as the bytes of a DOCX file. `made_at` goes into its properties, in UTC."""
    return _Writer(document).written(made_at)


class _Writer:
    """One file under way."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._rtl = is_rtl(document.language)
        self._file: WordFile = docx.Document()

    def written(self, made_at: datetime) -> bytes:
        self._set_up(made_at)
        document = self._document
        self._fill(self._file.add_paragraph(style="Title"), document.heading or document.title)
        if pieces_of(document.subtitle):
            self._fill(self._file.add_paragraph(style="Subtitle"), document.subtitle)
        for block in document.blocks:
            self._write(block)
        self._write_foot(document.foot)
        buffer = io.BytesIO()
        self._file.save(buffer)
        return buffer.getvalue()

    def _set_up(self, made_at: datetime) -> None:
        file, document = self._file, self._document
        section = file.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.0)
        if self._rtl:
            parts.set_sections_rtl(file)
        parts.set_fonts(file, document.language)
        for name, size in _SIZES.items():
            style = file.styles[name]
            if isinstance(style, ParagraphStyle):
                _set_style(style, size)
        about = file.core_properties
        about.title, about.language = fit_for_xml(document.title)[:255], document.language
        about.author = about.last_modified_by = about.comments = about.subject = ""
        about.created = about.modified = made_at.astimezone(UTC).replace(tzinfo=None)

    def _write(self, block: Block) -> None:
        match block:
            case Heading(text, level):
                self._fill(self._file.add_paragraph(style=f"Heading {level}"), text)
            case Paragraph(text, is_quiet):
                self._fill(self._file.add_paragraph(), text, is_quiet=is_quiet)
            case Bullets(items):
                for item in items:
                    self._fill(self._file.add_paragraph(style="List Bullet"), item)
            case Facts(rows) | Lines(rows):
                labels = [(Piece(text=label, is_bold=True), content) for label, content in rows]
                self._write_table(labels, widths=(LABEL_SHARE, 1 - LABEL_SHARE))
            case Grid(header, rows, widths):
                head = [Piece(text=label, is_bold=True) for label in header]
                self._write_table([head, *rows], widths=widths, has_header=True)
            case Group(blocks):
                for inner in blocks:
                    self._write(inner)
            case PageBreak():
                self._file.add_paragraph().paragraph_format.page_break_before = True
            case Index(rows):  # an office program numbers its pages itself
                for content, _anchors in rows:
                    self._fill(self._file.add_paragraph(style="List Bullet"), content)

    def _write_table(
        self, rows: Sequence[Sequence[Inline]], *, widths: Sequence[float], has_header: bool = False
    ) -> None:
        if not rows:
            return
        count = len(rows[0])
        shares = widths or (1 / count,) * count
        table = self._file.add_table(rows=len(rows), cols=count)
        parts.set_table(table, rtl=self._rtl)
        for at, content in enumerate(rows):
            row = table.rows[at]
            if has_header and not at:
                parts.set_header_row(row)
            else:
                parts.set_whole_row(row)
            for cell, text, share in zip(row.cells, content, shares, strict=True):
                cell.width = Cm(LINE_CM * share)
                self._fill(cell.paragraphs[0], text)
                cell.paragraphs[0].paragraph_format.space_before = Pt(3)
        _set_columns(table, shares)
        # Two tables without a paragraph between them would become one.
        between = self._file.add_paragraph()
        between.paragraph_format.space_after = Pt(0)
        between.paragraph_format.line_spacing = Pt(4)

    def _write_foot(self, lines: Sequence[str]) -> None:
        footer = self._file.sections[0].footer
        for at, line in enumerate(lines):
            paragraph = footer.add_paragraph(style="Footer") if at else footer.paragraphs[0]
            self._fill(paragraph, line, is_quiet=True)

    def _fill(self, paragraph: WordParagraph, content: Inline, *, is_quiet: bool = False) -> None:
        """Write the pieces, each stretch of one direction as a run of its own."""
        rtl = self._runs_rtl(pieces_of(content))
        if rtl:
            parts.set_paragraph_rtl(paragraph)
        elif self._rtl:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        if paragraph.style is not None and paragraph.style.name == "Normal":
            paragraph.paragraph_format.space_after = Pt(3)
        for piece in pieces_of(content):
            for text, rtl in self._stretches(piece):
                run = paragraph.add_run(text)
                language = piece.language or self._document.language
                parts.set_run_direction(run, rtl=rtl, language=_tongue(language, rtl=rtl))
                if piece.is_bold:
                    parts.set_run_bold(run)
                if is_quiet:
                    run.font.color.rgb = _QUIET
                    run.font.size = Pt(8.5)

    def _runs_rtl(self, pieces: Sequence[Piece]) -> bool:
        """A text of another language stands as that language is written, unless it is one cell or word of many."""
        tongues = {piece.language for piece in pieces}
        own = tongues.pop() if len(tongues) == 1 else ""
        is_text = any("\n" in piece.text or len(piece.text) > LONG for piece in pieces)
        return is_rtl(own) if own and is_text else self._rtl

    def _stretches(self, piece: Piece) -> list[tuple[str, bool]]:
        text = strip_bidi(fit_for_xml(piece.text))
        if not piece.is_code:
            return spans(text, rtl=self._rtl if not piece.language else is_rtl(piece.language))
        # Office programs order a telephone number by the line, whatever the run says: the marks hold it.
        mark = LEFT_TO_RIGHT_MARK if self._rtl else ""
        return [(f"{mark}{text}{mark}", False)]


def _tongue(language: str, *, rtl: bool) -> str:
    """The language to note at a run: none where its letters cannot be of the language it stands in."""
    if is_rtl(language) == rtl:
        return language
    return "ar" if rtl else ""


def _set_style(style: ParagraphStyle, size: float) -> None:
    style.font.size = Pt(size)
    properties: Any = style.element.get_or_add_rPr()
    for twin in properties.findall(qn("w:szCs")):
        properties.remove(twin)
    properties.find(qn("w:sz")).addnext(parts.element("w:szCs", val=str(int(size * 2))))
    if style.name != "Normal":
        style.font.color.rgb = _INK
        # Spaced letters fall apart where a script joins them, and slanting is foreign to most.
        _remove(properties, "w:spacing", "w:kern", "w:i", "w:iCs")
    if style.name == "Title":
        _remove(style.element.get_or_add_pPr(), "w:pBdr")
        style.paragraph_format.space_after = Pt(2)


def _remove(properties: Any, *names: str) -> None:
    for name in names:
        for found in properties.findall(qn(name)):
            properties.remove(found)


def _set_columns(table: Table, shares: Sequence[float]) -> None:
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(LINE_CM * share)

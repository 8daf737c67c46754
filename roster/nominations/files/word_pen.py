"""What writes into the Word file of the form: paragraphs and runs in the direction of their words."""

from datetime import UTC, datetime
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from flask_babel import gettext

from roster.core.documents import word_parts as parts
from roster.core.documents.direction import fit_for_xml, is_rtl, spans
from roster.core.text import strip_bidi

_PAGE: Final = (29.7, 21.0)
_INK, QUIET, _NEEDED = RGBColor(0x1B, 0x2A, 0x41), RGBColor(0x55, 0x5F, 0x6E), RGBColor(0xB3, 0x26, 0x1E)
_SIZES: Final = {"Normal": 10.5, "Title": 22.0, "Heading 1": 14.0, "Heading 2": 11.5}


class Pen:
    """One file under way, in one language."""

    def __init__(self, language: str) -> None:
        """The file is empty."""
        self.file = docx.Document()
        self._language = language
        self._rtl = is_rtl(language)

    def set_up(self, made_at: datetime) -> None:
        """Page, fonts and properties of the file."""
        section = self.file.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(_PAGE[0]), Cm(_PAGE[1])
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.8)
        if self._rtl:
            parts.set_sections_rtl(self.file)
        parts.set_fonts(self.file, self._language)
        for name, size in _SIZES.items():
            _set_style(self.file.styles[name], size)
        about = self.file.core_properties
        about.title, about.language = gettext("Nomination form"), self._language
        about.author = about.last_modified_by = about.comments = about.subject = ""
        about.created = about.modified = made_at.astimezone(UTC).replace(tzinfo=None)

    def turn(self, paragraph: Paragraph, language: str) -> None:
        """Give a paragraph the direction of what stands in it."""
        set_close(paragraph)
        if is_rtl(language):
            parts.set_paragraph_rtl(paragraph)
        elif self._rtl:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT

    def write_run(self, paragraph: Paragraph, text: str, language: str) -> Run:
        """One run, whatever scripts it mixes: some programs shuffle the runs within a field."""
        first = spans(text, rtl=is_rtl(language))[:1]
        rtl = first[0][1] if first else is_rtl(language)
        run = paragraph.add_run(text)
        parts.set_run_direction(run, rtl=rtl, language=_tongue(language, rtl=rtl))
        return run

    def paragraph(
        self,
        text: str,
        *,
        style: str = "Normal",
        is_quiet: bool = False,
        is_small: bool = False,
        is_needed: bool = False,
    ) -> Paragraph:
        """A paragraph of ours at the end of the file."""
        paragraph = self.file.add_paragraph(style=style)
        self.say(paragraph, text, is_quiet=is_quiet, is_small=is_small)
        if is_needed:
            self.mark(paragraph)
        if style == "Normal":
            paragraph.paragraph_format.space_after = Pt(3)
        return paragraph

    def say(
        self,
        paragraph: Paragraph,
        text: str,
        *,
        is_bold: bool = False,
        is_quiet: bool = False,
        is_small: bool = False,
    ) -> None:
        """Words of ours, each piece in its own direction."""
        if self._rtl:
            parts.set_paragraph_rtl(paragraph)
        for piece, rtl in spans(strip_bidi(fit_for_xml(text)), rtl=self._rtl):
            run = paragraph.add_run(piece)
            parts.set_run_direction(run, rtl=rtl, language=_tongue(self._language, rtl=rtl))
            if is_bold:
                parts.set_run_bold(run)
            if is_quiet:
                run.font.color.rgb = QUIET
            if is_quiet or is_small:
                run.font.size = Pt(9)

    def mark(self, paragraph: Paragraph) -> None:
        """The sign that an answer is needed."""
        run = paragraph.add_run(" *")
        parts.set_run_direction(run, rtl=self._rtl, language=self._language)
        parts.set_run_bold(run)
        run.font.color.rgb = _NEEDED

    def hide(self, paragraph: Paragraph, words: str) -> None:
        """Words that the reading finds and nobody sees."""
        run = paragraph.add_run("{{" + words + "}}")
        run.font.hidden = True
        run.font.size = Pt(1)

    def part(self) -> None:
        """Two tables without a paragraph between them would become one."""
        between = self.file.add_paragraph()
        between.paragraph_format.space_after = Pt(0)
        between.paragraph_format.line_spacing = Pt(6)


def set_close(paragraph: Paragraph) -> None:
    """Little room above and below."""
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

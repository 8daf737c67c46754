"""Word documents in any of the six languages, right-to-left ones included. Knows words, not what they mean.

A document from right to left says so four times: in each paragraph, in its section, in each table, and in each
run of letters of such a script; runs of other letters stay left-to-right, or references would be reversed.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ASCII_WORD = re.compile(r"[A-Za-z](?:[!-~]*[A-Za-z0-9])?")
_FONT, _FONT_EAST = "Arial", "Microsoft YaHei"
# What may stand before `w:bidi` among the properties of our paragraphs, by the schema of the format.
_BEFORE_BIDI = (
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:widowControl",
    "w:numPr",
    "w:pBdr",
    "w:shd",
    "w:tabs",
)
_SOFT = RGBColor(0x4A, 0x58, 0x64)
_INK = RGBColor(0x00, 0x39, 0x5A)
_WORD_LANGUAGES = {"ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "zh": "zh-CN"}


@dataclass(frozen=True)
class WordProperties:
    """What the file says about itself."""

    title: str
    author: str
    language: str
    made_at: datetime


class WordDocument:
    """A document that is written from top to bottom."""

    def __init__(self, properties: WordProperties, *, right_to_left: bool) -> None:
        self._right_to_left = right_to_left
        self._document = Document()
        self._set_up(properties)

    def heading(self, text: str, *, level: int = 1, beside: str = "") -> None:
        """A heading; `beside` follows it in plain letters, such as the Latin form of a name."""
        paragraph = self._paragraph(self._document.add_heading(level=level))
        self._write(paragraph, text)
        if beside:
            self._write(paragraph, f"  {beside}", is_bold=False, colour=_SOFT)

    def paragraph(self, text: str, *, is_soft: bool = False) -> None:
        """A paragraph for each line of the text, each in the direction of its own first letter."""
        for line in text.split("\n"):
            direction = _first_direction(line)
            right_to_left = direction == "R" if direction else self._right_to_left
            paragraph = self._paragraph(self._document.add_paragraph(), right_to_left=right_to_left)
            self._write(
                paragraph, line, colour=_SOFT if is_soft else None, base="R" if right_to_left else "L"
            )

    def facts(self, rows: Sequence[tuple[str, Sequence[str]]]) -> None:
        """A table of two columns: what is asked, and the answers with a line each."""
        table = self._document.add_table(rows=0, cols=2, style="Table Grid")
        table.autofit = False
        if self._right_to_left:
            _insert(table._tbl.tblPr, "w:bidiVisual", after=("w:tblStyle",))
        for label, lines in rows:
            cells = table.add_row().cells
            for cell, width in zip(cells, (Cm(4.2), Cm(12.6)), strict=True):
                cell.width = width
            self._write(self._paragraph(cells[0].paragraphs[0]), label, colour=_SOFT)
            for number, line in enumerate(lines or ("–",)):
                inner = cells[1].add_paragraph() if number else cells[1].paragraphs[0]
                self._write(self._paragraph(inner), line)

    def footer(self, text: str) -> None:
        """A line at the foot of every page."""
        paragraph = self._paragraph(self._document.sections[0].footer.paragraphs[0])
        self._write(paragraph, text, colour=_SOFT)

    def content(self) -> bytes:
        """The finished file."""
        buffer = BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def _set_up(self, properties: WordProperties) -> None:
        about = self._document.core_properties
        about.title, about.author = _clean(properties.title)[:255], _clean(properties.author)[:255]
        about.last_modified_by, about.comments = about.author, ""
        about.language = _WORD_LANGUAGES[properties.language]
        about.created = about.modified = properties.made_at.astimezone(UTC).replace(tzinfo=None)
        for name, size in (("Normal", 10.5), ("Heading 1", 18), ("Heading 2", 13), ("Heading 3", 11)):
            self._set_style(name, size, properties.language)
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
        if self._right_to_left:
            _insert(section._sectPr, "w:bidi", after=("w:pgSz", "w:pgMar", "w:cols", "w:titlePg"))

    def _set_style(self, name: str, size: float, language: str) -> None:
        style: Any = self._document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        if name != "Normal":
            style.font.color.rgb = _INK
        marks = style.element.get_or_add_rPr()
        fonts = marks.get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        for kind, font in (("ascii", _FONT), ("hAnsi", _FONT), ("cs", _FONT), ("eastAsia", _FONT_EAST)):
            fonts.set(qn(f"w:{kind}"), font)
        size_of_script = OxmlElement("w:szCs")
        size_of_script.set(qn("w:val"), str(round(size * 2)))
        for old in marks.findall(qn("w:szCs")) + marks.findall(qn("w:lang")):
            marks.remove(old)
        marks.find(qn("w:sz")).addnext(size_of_script)
        spoken = OxmlElement("w:lang")
        is_own = {"ar": "bidi", "zh": "eastAsia"}.get(language, "val")
        spoken.set(qn(f"w:{is_own}"), _WORD_LANGUAGES[language])
        marks.append(spoken)

    def _paragraph(self, paragraph: Paragraph, *, right_to_left: bool | None = None) -> Paragraph:
        """Give the paragraph its direction; text from left to right in an Arabic document still stands at
        the side where its readers begin."""
        is_reversed = self._right_to_left if right_to_left is None else right_to_left
        if is_reversed:
            _insert(paragraph._p.get_or_add_pPr(), "w:bidi", after=_BEFORE_BIDI)
        elif self._right_to_left:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        return paragraph

    def _write(
        self,
        paragraph: Paragraph,
        text: str,
        *,
        is_bold: bool | None = None,
        colour: RGBColor | None = None,
        base: str = "",
    ) -> None:
        base = base or ("R" if self._right_to_left else "L")
        for part, is_reversed in _runs(_clean(text), base=base):
            run = paragraph.add_run(part)
            run.bold = is_bold
            if is_bold is not None:
                run.font.cs_bold = is_bold
            if colour is not None:
                run.font.color.rgb = colour
            if is_reversed:
                run.font.rtl = True
                spoken = OxmlElement("w:lang")
                spoken.set(qn("w:bidi"), _WORD_LANGUAGES["ar"])
                run._r.get_or_add_rPr().append(spoken)


def _insert(parent: Any, tag: str, *, after: Sequence[str]) -> None:
    """Add an empty element behind those that the format wants before it."""
    before = {qn(name) for name in after}
    place = max((index + 1 for index, child in enumerate(parent) if child.tag in before), default=0)
    parent.insert(place, OxmlElement(tag))


def _runs(text: str, *, base: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces of one direction each, and whether that is from right to left.

    What has no direction goes with its neighbours where both agree, else with the document. A word of ASCII
    signs goes from left to right as a whole, so that `EXP-7K2M9Q` and `C2` are not taken apart.
    """
    kinds = [_direction(sign) for sign in text]
    for word in _ASCII_WORD.finditer(text):
        kinds[word.start() : word.end()] = "L" * (word.end() - word.start())
    before, behind = _last_seen(kinds), _last_seen(kinds[::-1])[::-1]
    resolved = [one if one and one == other else base for one, other in zip(before, behind, strict=True)]
    start = 0
    for kind, group in groupby(resolved):
        end = start + sum(1 for _ in group)
        yield text[start:end], kind == "R"
        start = end


def _last_seen(kinds: Sequence[str]) -> list[str]:
    """For each place the last direction up to and with it."""
    seen, found = "", []
    for kind in kinds:
        seen = kind or seen
        found.append(seen)
    return found


def _direction(sign: str) -> str:
    kind = unicodedata.bidirectional(sign)
    if kind in ("R", "AL", "AN"):
        return "R"
    return "L" if kind == "L" else ""


def _first_direction(text: str) -> str:
    return next((kind for sign in text if (kind := _direction(sign)) in ("L", "R")), "")


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)

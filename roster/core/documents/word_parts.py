"""The elements that the Word library has no words for: direction, languages, fonts, table properties.

Right to left needs four of them: `w:bidi` in each paragraph and in the section, `w:bidiVisual` in each table,
`w:rtl` in each run, and the language and font of complex scripts.
"""

from typing import Any

from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

LANGUAGE_TAGS = {"ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "zh": "zh-CN"}
LATIN_FONT, COMPLEX_FONT, HAN_FONT = "Arial", "Arial", "Microsoft YaHei"
LINE_COLOUR, HEAD_COLOUR = "C3CAD5", "EEF2F7"
_AFTER_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:outlineLvl",
    "w:rPr",
)
_AFTER_BIDI_VISUAL = (
    "w:tblW",
    "w:jc",
    "w:tblInd",
    "w:tblBorders",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
)
_AFTER_BORDERS = ("w:tblLayout", "w:tblCellMar", "w:tblLook")


def element(name: str, **attributes: str) -> Any:
    """An element of the main vocabulary with attributes of it: `element("w:lang", bidi="ar-SA")`."""
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def set_paragraph_rtl(paragraph: Paragraph) -> None:
    """Lay the paragraph out from right to left."""
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(element("w:bidi"), *_AFTER_BIDI)


def set_sections_rtl(file: WordFile) -> None:
    """Lay out pages from right to left: columns, and the side on which they are bound."""
    for section in file.sections:
        properties: Any = section._sectPr
        properties.insert_element_before(element("w:bidi"), "w:rtlGutter", "w:docGrid")


def set_run_direction(run: Run, *, rtl: bool, language: str) -> None:
    """Say of a run which way it goes and, for spelling and fonts, in which language it is."""
    if rtl:
        run.font.rtl = True
    tag = LANGUAGE_TAGS.get(language, language)
    properties: Any = run._r.get_or_add_rPr()
    if rtl:
        properties.append(element("w:lang", bidi=tag))
    elif language.startswith("zh"):
        run.font.name = LATIN_FONT  # makes the element that carries the hint
        properties.find(qn("w:rFonts")).set(qn("w:hint"), "eastAsia")
        properties.find(qn("w:rFonts")).set(qn("w:eastAsia"), HAN_FONT)
        properties.append(element("w:lang", eastAsia=tag))
    elif tag:
        properties.append(element("w:lang", val=tag))


def set_run_bold(run: Run) -> None:
    """Bold in every script: complex ones have a switch of their own."""
    run.font.bold = True
    run.font.cs_bold = True


def set_fonts(file: WordFile, language: str) -> None:
    """One face for Latin, Arabic and Chinese in all styles instead of the theme's, and the main language."""
    styles: Any = file.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for slot, name in (
            ("ascii", LATIN_FONT),
            ("hAnsi", LATIN_FONT),
            ("cs", COMPLEX_FONT),
            ("eastAsia", HAN_FONT),
        ):
            fonts.set(qn(f"w:{slot}"), name)
    main = "en" if language in {"ar", "zh"} else language
    for tongue in styles.iter(qn("w:lang")):
        tongue.set(qn("w:val"), LANGUAGE_TAGS[main])
        tongue.set(qn("w:eastAsia"), LANGUAGE_TAGS["zh"])
        tongue.set(qn("w:bidi"), LANGUAGE_TAGS["ar"])


def set_table(table: Table, *, rtl: bool) -> None:
    """Thin lines between rows; the first column on the right where lines begin there."""
    properties: Any = table._tbl.tblPr
    if rtl:
        properties.insert_element_before(element("w:bidiVisual"), *_AFTER_BIDI_VISUAL)
    borders = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color=LINE_COLOUR))
    properties.insert_element_before(borders, *_AFTER_BORDERS)


def set_header_row(row: _Row) -> None:
    """The row is repeated on each page, and read aloud as the header."""
    properties: Any = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    properties.append(element("w:tblHeader"))
    for cell in row.cells:
        set_shading(cell)


def set_whole_row(row: _Row) -> None:
    """The row is not divided between two pages."""
    properties: Any = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))


def set_shading(cell: _Cell) -> None:
    """A light ground behind a cell."""
    properties: Any = cell._tc.get_or_add_tcPr()
    properties.append(element("w:shd", val="clear", color="auto", fill=HEAD_COLOUR))

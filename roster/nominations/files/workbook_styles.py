"""How the workbook of the form looks: its formats, each made once, and how high a row must be."""

from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format

from roster.core.documents.direction import is_rtl
from roster.nominations.files.questions import Kind, Question

LINE_HEIGHT: Final = 15.5
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


class Styles:
    """The formats of one workbook, in the direction of its language."""

    def __init__(self, book: xlsxwriter.Workbook, language: str) -> None:
        """`language` is that of the labels; an answer may have its own."""
        self._book = book
        self._language = language
        self._formats: dict[tuple[str, str, str], Format] = {}

    def named(self, name: str) -> Format:
        """A format for words of ours."""
        return self._format(name, order=_order(self._language))

    def in_line(self, name: str) -> Format:
        """The same for a part of a cell's words, where the cell says the direction."""
        return self._format(name, order="")

    def answer(self, question: Question) -> Format:
        """The format of the cell in which this question is answered."""
        own = question.language or ("en" if question.is_ltr else self._language)
        name = "text" if question.kind is Kind.TEXT else "answer"
        return self._format(name, number=_NUMBER_FORMATS.get(question.kind, "@"), order=_order(own))

    def _format(self, name: str, *, number: str = "General", order: str) -> Format:
        key = (name, number, order)
        if key not in self._formats:
            more: dict[str, Any] = {"font_name": "Arial", "num_format": number}
            if order:
                more["reading_order"] = 2 if order == "rtl" else 1
            base = {"font_size": 11, **_FORMATS[name]}
            if order == "rtl":
                base["align"] = "right"
            self._formats[key] = self._book.add_format({**base, **more})
        return self._formats[key]


def height(text: str, width: float) -> float:
    """How high a row must be for this text in a column of this width; Han signs are twice as wide."""
    lines = 0
    for line in text.split("\n"):
        length = sum(2 if sign >= "\u2e80" else 1 for sign in line) * 1.08
        lines += max(1, -(-int(length) // max(1, int(width))))
    return lines * LINE_HEIGHT + 4


def _order(language: str) -> str:
    return "rtl" if is_rtl(language) else "ltr"

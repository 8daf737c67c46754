"""What a spreadsheet program offers or asks at the cells of the form, and the second sheet with the lists."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from xlsxwriter.worksheet import Worksheet

from roster.core.tables.table import column_letter
from roster.nominations.files.questions import Kind, Question
from roster.nominations.files.workbook_styles import Styles


class Lists:
    """The sheet with the words to choose from, as far as it is written."""

    def __init__(self, sheet: Worksheet, styles: Styles) -> None:
        """`sheet` is empty."""
        self._sheet = sheet
        self._styles = styles
        self._sources: dict[tuple[tuple[str, str], ...], str] = {}

    def rule(self, question: Question) -> Mapping[str, Any]:
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
            self._sheet.set_column(column, column, 44)
            self._sheet.set_column(column + 1, column + 1, 18)
            self._sheet.write_string(0, column, question.label, self._styles.named("head"))
            self._sheet.write_string(0, column + 1, gettext("Code"), self._styles.named("head"))
            for row, (code, label) in enumerate(question.options, start=1):
                self._sheet.write_string(row, column, label)
                self._sheet.write_string(row, column + 1, code)
            letter, name = column_letter(column), self._sheet.get_name().replace("'", "''")
            last = len(question.options) + 1
            self._sources[question.options] = f"='{name}'!${letter}$2:${letter}${last}"
        return self._sources[question.options]

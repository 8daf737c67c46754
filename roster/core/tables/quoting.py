"""The apostrophe that keeps a spreadsheet program from taking a text for a formula, put on and taken off.

Both ways are exact opposites: a text that already has apostrophes before such a character gets one more.
"""

import re
from typing import Final

# Full-width forms are taken for formulas by spreadsheet programs with an East Asian input method.
_FORMULA: Final = "=+\\-@\t\r\n＝＋－＠"
_STARTS_LIKE_FORMULA: Final = re.compile(f"'*[{_FORMULA}]")
_QUOTED: Final = re.compile(f"'+[{_FORMULA}]")


def quote_cell(text: str) -> str:
    """The text as it may stand in a CSV file that somebody opens in a spreadsheet program."""
    return f"'{text}" if _STARTS_LIKE_FORMULA.match(text) else text


def protect_quotes(text: str) -> str:
    """The text for a workbook, where strings are strings: doubles only what `unquote_cell` takes off."""
    return f"'{text}" if _QUOTED.match(text) else text


def unquote_cell(text: str) -> str:
    """The text without the one apostrophe that `quote_cell` or a careful person put before it."""
    return text[1:] if text.startswith("'") and _QUOTED.match(text) else text

"""Days as people write them, where there is no doubt which one is meant."""

import re
from datetime import date
from typing import Final

from roster.core.text import strip_bidi
from roster.web.validation import any_digits

_YEAR_FIRST: Final = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ]00:00(?::00)?)?\.?"
)
_YEAR_LAST: Final = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})\.?")
_MONTHS: Final = 12


def iso_day(text: str) -> str:
    """The day as year-month-day; what may mean two days, or none, stays as it was written."""
    plain = any_digits(strip_bidi(text)).strip()
    if found := _YEAR_FIRST.fullmatch(plain):
        return _written(int(found[1]), int(found[2]), int(found[3])) or text
    if found := _YEAR_LAST.fullmatch(plain):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        # With dots the day always stands first; with other signs only where the second cannot be a month.
        if found[2] == "." or first > _MONTHS or first == second:
            return _written(year, second, first) or text
        if second > _MONTHS:
            return _written(year, first, second) or text
    return text


def _written(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""

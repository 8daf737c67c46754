"""Opening hours, holidays and telephone numbers as people type them, and back: pure functions over text."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time

from flask_babel import gettext

from roster.authorities.calendar import Span
from roster.web.validation import any_digits

_SPAN = re.compile(r"(\d{1,2})[:.h](\d{2})\s*[-–—]\s*(\d{1,2})[:.h](\d{2})")
_PHONE = re.compile(r"\+?[\d ()/.\-]{3,}(?:\s*(?:ext\.?|x)\s*\d{1,6})?")
_HOLIDAY = re.compile(r"(\d{4}-\d{2}-\d{2})[\s,;:]*(.*)")


class UnreadableError(ValueError):
    """What was typed is none of these; the message is a sentence for the reader."""


def read_hours(text: str) -> tuple[Span, ...]:
    """Hours such as “09:00–12:30, 13:30–17:00”; 24:00 is the midnight that ends a day. Raises UnreadableError."""
    spans = []
    for part in re.split(r"[,;،؛、]", any_digits(text)):
        if not part.strip():
            continue
        found = _SPAN.fullmatch(part.strip())
        if found is None:
            raise UnreadableError(gettext("Write hours like 09:00–12:30, 13:30–17:00."))
        numbers = [int(number) for number in found.groups()]
        spans.append(Span(_time(*numbers[:2]), _time(*numbers[2:])))
    return tuple(spans)


def write_hours(spans: Iterable[Span]) -> str:
    """The same hours as they would be typed."""
    return ", ".join(f"{span.begins:%H:%M}–{span.ends:%H:%M}" for span in spans)


def read_holidays(text: str) -> dict[date, str]:
    """A day with its name on each line. Raises UnreadableError."""
    days: dict[date, str] = {}
    for line in any_digits(text).splitlines():
        if not line.strip():
            continue
        found = _HOLIDAY.fullmatch(line.strip())
        try:
            if found is None:
                raise ValueError(line)
            days[date.fromisoformat(found.group(1))] = found.group(2).strip()
        except ValueError as error:
            raise UnreadableError(
                gettext(
                    "Write one holiday on each line, such as 2027-01-01 New Year. This line is not: %(line)s",
                    line=line[:60],
                )
            ) from error
    return days


def write_holidays(holidays: Mapping[date, str]) -> str:
    """The same days as they would be typed."""
    return "\n".join(f"{day.isoformat()} {label}".strip() for day, label in sorted(holidays.items()))


def read_phone(text: str) -> str:
    """A telephone number in the digits 0 to 9, whatever digits it was typed in. Raises UnreadableError."""
    number = any_digits(text).replace("٫", ".").replace("‎", "").strip()
    number = number.replace("＋", "+")
    if number and not _PHONE.fullmatch(number):
        raise UnreadableError(
            gettext("Write a telephone number with its country code, such as +254 20 555 0100.")
        )
    return number


def _time(hour: int, minute: int) -> time:
    try:
        return time(0 if (hour, minute) == (24, 0) else hour, minute)
    except ValueError as error:
        raise UnreadableError(gettext("Hours go from 00:00 to 24:00.")) from error

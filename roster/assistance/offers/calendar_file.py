"""A mission as a calendar file (RFC 5545): whole days, so that no time zone can shift them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

LONGEST_LINE: Final = 75  # octets, without the end of the line
_END: Final = "\r\n"


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """What stands in the calendar. `uid` stays the same when it is taken again, and `sequence` grows."""

    uid: str
    sequence: int
    changed_at: datetime
    starts_on: date
    ends_on: date
    title: str
    place: str = ""
    text: str = ""
    url: str = ""


def calendar_file(entry: CalendarEntry) -> bytes:
    """The file with this one entry."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Expert roster//Engagements//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{entry.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{entry.starts_on:%Y%m%d}",
        # The end is the first day that no longer belongs to it.
        f"DTEND;VALUE=DATE:{entry.ends_on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(entry.title)}",
        *([f"LOCATION:{_escaped(entry.place)}"] if entry.place else []),
        *([f"DESCRIPTION:{_escaped(entry.text)}"] if entry.text else []),
        *([f"URL:{entry.url}"] if entry.url else []),
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) + _END for line in lines).encode()


def _escaped(text: str) -> str:
    """Signs that mean something in the format, as text."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets; a character is never cut in two."""
    pieces, piece, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LONGEST_LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    return _END.join([*pieces, piece])

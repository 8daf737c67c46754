"""From the text of cells to the typed input of an authority, with what is wrong by column."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext

from roster.authorities.calendar import Span, known_zones
from roster.authorities.exchange.cell_text import KINDS
from roster.authorities.exchange.columns import LENGTHS, NAMES, SEVERAL_LINES, Column
from roster.authorities.exchange.problems import RowProblem, shown
from roster.authorities.exchange.words import Words
from roster.authorities.form_text import UnreadableError, read_holidays, read_hours, read_phone
from roster.authorities.inputs import DutyInput
from roster.authorities.states import Acceptance
from roster.core.multilingual import LANGUAGES, MultilingualText
from roster.core.text import problem_in, strip_bidi, tidy_line, tidy_lines
from roster.web.validation import any_digits

MOST_LISTED: Final = 24
TEXT_LENGTH: Final = 8_000
_PARTS: Final = re.compile(r"[;；،,、\n]")
_LINES: Final = re.compile(r"[;；\n]")
_BLOCK: Final = re.compile(rf"^\[({'|'.join(LANGUAGES)})\] ?", re.MULTILINE)
_DAY_AND_HOURS: Final = re.compile(r"\s*([^\d]+?)[\s:.]*(\d.*)")
_RANGE: Final = re.compile(r"\s*[-–—]\s*")
_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_ONE_OF: Final = frozenset(
    {Column.SIGNATURE, Column.ENCRYPTION, Column.URGENT_PROCEDURE, Column.DUAL_CRIMINALITY}
)


@dataclass
class Cells:
    """The cells of one row. Reading them notes what is wrong; `is_lenient` makes of errors values left out."""

    number: int
    values: Mapping[Column, str]
    headers: Mapping[Column, str]
    words: Words
    is_lenient: bool = False
    problems: list[RowProblem] = field(default_factory=list)

    def text(self, column: Column) -> str:
        """The cell, tidied; empty where there is none or it was refused."""
        raw = self.values.get(column, "")
        if not raw.strip():
            return ""
        # Invisible signs of direction would let one name pass for another; beside a number they are harmless.
        is_line, is_name = column not in SEVERAL_LINES, column in NAMES
        if is_line and not is_name:
            raw = strip_bidi(raw)
        if problem_in(re.sub(r"\s", " ", raw), is_name=is_name) is not None:
            self.note(column, gettext("The cell contains signs that cannot be stored. Type it again."), raw)
            return ""
        tidied = tidy_line(raw) if is_line else tidy_lines(raw)
        limit = LENGTHS.get(column, TEXT_LENGTH)
        if len(tidied) > limit:
            sentence = gettext("The text is longer than %(limit)s characters. Shorten it.", limit=limit)
            self.note(column, sentence, raw)
            return ""
        return tidied

    def note(self, column: Column, sentence: str, value: str = "", *, is_error: bool = True) -> None:
        """Remember what is wrong with this cell."""
        header = self.headers.get(column, column.value)
        is_hard = is_error and not self.is_lenient
        self.problems.append(RowProblem(self.number, header, sentence, shown(value), is_hard))

    def reach(self) -> dict[str, Any]:
        """The fields of reaching that the row gives; a blank cell says nothing."""
        found: dict[str, Any] = {}
        for column, read in _READERS.items():
            text = self.text(column)
            if text and (value := read(self, column, text)) is not None:
                found[column.value] = value
        return found

    def duties(self) -> tuple[DutyInput, ...]:
        """The functions, each with what part of it."""
        found: list[DutyInput] = []
        for part in filter(str.strip, self.text(Column.FUNCTIONS).split("\n")):
            words, _bar, scope = part.partition("|")
            id_ = self.words.function(words)
            if id_ is None:
                sentence = gettext(
                    "This is not one of the functions on the list. Write it as the list of authorities does."
                )
                self.note(Column.FUNCTIONS, sentence, part)
            elif len(found) < MOST_LISTED:
                found.append(DutyInput(id_, scope.strip()[:200]))
        return tuple(found)

    def multilingual(self, column: Column, language: str) -> MultilingualText | None:
        """A text with its languages in brackets; without any it is in the language of the name."""
        text = self.text(column)
        if not text:
            return None
        lead, *rest = _BLOCK.split(text)
        texts = {code: said.strip() for code, said in zip(rest[::2], rest[1::2], strict=True) if said.strip()}
        if lead.strip():
            texts = {language: lead.strip(), **texts}
        return MultilingualText(texts, next(iter(texts))) if texts else None

    def day(self, column: Column) -> date | None:
        """A day of the calendar."""
        text = any_digits(self.text(column))
        if not text:
            return None
        found = _DAY.match(text)
        try:
            return date(*map(int, found.groups())) if found else _refuse_day()
        except ValueError:
            self.note(column, gettext("Write the day as year-month-day, such as 2026-11-22."), text)
            return None


def _refuse_day() -> date:
    raise ValueError


def _email(cells: Cells, column: Column, text: str) -> str | None:
    try:
        return str(validate_email(text.removeprefix("mailto:"), check_deliverability=False).normalized)
    except EmailNotValidError:
        cells.note(column, gettext("This is not an e-mail address."), text)
        return None


def _typed(read: Callable[[str], Any]) -> Callable[[Cells, Column, str], Any]:
    def reader(cells: Cells, column: Column, text: str) -> Any:
        try:
            return read(text)
        except UnreadableError as error:
            cells.note(column, str(error), text)
            return None

    return reader


def _zone(cells: Cells, column: Column, text: str) -> str | None:
    found = text.replace(" ", "_")
    if found in known_zones():
        return found
    cells.note(column, gettext("There is no time zone of this name. Write it like Africa/Nairobi."), text)
    return None


def _plain(_cells: Cells, _column: Column, text: str) -> str:
    return text


def _code(cells: Cells, column: Column, text: str) -> str | tuple[str, ...] | None:
    kind = KINDS[column]
    parts = [text] if column in _ONE_OF else [part for part in _LINES.split(text) if part.strip()]
    codes = {part: cells.words.code(kind, part) for part in parts}
    for part, code in codes.items():
        if code is None:
            listed = "; ".join(str(item.label) for item in kind)
            cells.note(column, gettext("Write one of: %(values)s", values=listed), part)
    known = tuple(dict.fromkeys(code for code in codes.values() if code))
    if not known:
        return None
    return known[0] if column in _ONE_OF else known


def _hours(cells: Cells, column: Column, text: str) -> dict[int, tuple[Span, ...]] | None:
    found: dict[int, tuple[Span, ...]] = {}
    for line in filter(str.strip, _LINES.split(any_digits(text))):
        parted = _DAY_AND_HOURS.fullmatch(line)
        days = _days(cells, parted[1]) if parted else ()
        try:
            spans = read_hours(parted[2]) if parted and days else ()
        except UnreadableError:
            spans = ()
        if not spans:
            sentence = gettext(
                "Write a day and its hours on each line, such as Monday 09:00–12:30, 13:30–17:00."
            )
            cells.note(column, sentence, line)
        found |= dict.fromkeys(days, spans) if spans else {}
    return found or None


def _days(cells: Cells, text: str) -> tuple[int, ...]:
    """One weekday, or a range of them such as Mon–Fri."""
    ends = [cells.words.day(part) for part in _RANGE.split(text.strip(), maxsplit=1)]
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        return ()
    first, last = known[0], known[-1]
    return tuple((first + step) % 7 for step in range((last - first) % 7 + 1))


def _rest_days(cells: Cells, column: Column, text: str) -> frozenset[int] | None:
    if cells.words.is_none(text):
        return frozenset()
    found = set()
    for part in filter(str.strip, _PARTS.split(text)):
        day = cells.words.day(part)
        if day is None:
            cells.note(column, gettext("This is not a day of the week."), part)
        else:
            found.add(day)
    return frozenset(found) or None


def _languages(cells: Cells, column: Column, text: str) -> dict[str, str] | None:
    found: dict[str, str] = {}
    for part in filter(str.strip, _PARTS.split(text)):
        name, bracket, remark = part.partition("(")
        code = cells.words.language(name)
        if code is None:
            cells.note(column, gettext("This is not recognised as a language."), part)
            continue
        is_urgent_only = bool(bracket) and cells.words.is_urgent(remark)
        found[code] = (Acceptance.IF_URGENT if is_urgent_only else Acceptance.ALWAYS).value
    return found or None


def _number(cells: Cells, column: Column, text: str) -> int | None:
    digits = any_digits(text).strip()
    if digits.isascii() and digits.isdigit() and 0 < int(digits[:6]) <= 2_000:
        return int(digits[:6])
    cells.note(column, gettext("Write a whole number of days from 1 to 2000."), text)
    return None


def _links(cells: Cells, column: Column, text: str) -> tuple[str, ...] | None:
    found = []
    for line in text.split():
        if line.startswith(("https://", "http://")):
            found.append(line)
        else:
            cells.note(column, gettext("Each link begins with https:// or http://."), line)
    return tuple(dict.fromkeys(found)) or None


_READERS: Final[Mapping[Column, Callable[[Cells, Column, str], Any]]] = {
    Column.MAILBOX: _email,
    Column.SECURE_EMAIL: _email,
    Column.PHONE: _typed(read_phone),
    Column.DUTY_LINE: _typed(read_phone),
    Column.ADDRESS: _plain,
    Column.TIME_ZONE: _zone,
    Column.OPENING_HOURS: _hours,
    Column.REST_DAYS: _rest_days,
    Column.HOLIDAYS: _typed(read_holidays),
    Column.REQUEST_LANGUAGES: _languages,
    **dict.fromkeys(KINDS, _code),
    Column.URGENT_NOTE: _plain,
    Column.LIMITS_ON_USE: _plain,
    Column.ATTACHMENTS: _plain,
    Column.USUAL_TIME: _number,
    Column.LINKS: _links,
}

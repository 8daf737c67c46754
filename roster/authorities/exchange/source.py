"""A file that came in as rows of cells: lists (CSV, XLSX, ODS, XLS) and cards (vCard, jCard, xCard) alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext

from roster.authorities.exchange.cards.cells import (
    CardPerson,
    cells_in,
    headers_of,
    left_out,
    person_in,
    uid_in,
)
from roster.authorities.exchange.cards.reading import CARD_EXTENSIONS, Card, is_card_file, read_cards
from roster.authorities.exchange.columns import TOLD_ONLY, Column
from roster.authorities.exchange.problems import RowProblem, shown
from roster.authorities.exchange.words import Words
from roster.core.tables.kinds import ACCEPTED_EXTENSIONS
from roster.core.tables.problems import TableError, TableProblem
from roster.core.tables.reading import read_table
from roster.core.tables.table import Table, TableLimits

ACCEPTED: Final = tuple(dict.fromkeys((*ACCEPTED_EXTENSIONS, *CARD_EXTENSIONS)))
# An entry is written with its functions, hours and holidays: that many are written in five seconds.
LIMITS: Final = TableLimits(rows=1_000)


@dataclass(frozen=True)
class SourceRow:
    """One row as it came; `headers` says where each column stands in the file."""

    number: int
    cells: Mapping[Column, str]
    headers: Mapping[Column, str]
    uid: str = ""
    person: CardPerson | None = None
    names_nobody: bool = False


@dataclass(frozen=True)
class Source:
    """The rows of a file, what of it was left out, and the words that its cells are read with."""

    rows: tuple[SourceRow, ...]
    left_out: tuple[RowProblem, ...]
    words: Words
    is_cards: bool


def read_source(content: bytes, *, file_name: str) -> Source:
    """The rows of a file. Raises TableError or CardError, each with a sentence for the sender."""
    if len(content) > LIMITS.file_size:
        raise TableError(TableProblem.FILE_TOO_LARGE, limit=LIMITS.file_size // (1024 * 1024))
    words = Words()
    if is_card_file(file_name):
        return _from_cards(read_cards(content, file_name=file_name, most=LIMITS.rows), words)
    return _from_table(read_table(content, file_name=file_name, limits=LIMITS), words)


def _from_cards(cards: tuple[Card, ...], words: Words) -> Source:
    rows: list[SourceRow] = []
    problems: list[RowProblem] = []
    for card in cards:
        person, cells = person_in(card), cells_in(card)
        rows.append(
            SourceRow(
                card.number,
                {} if person else cells,
                headers_of(card),
                uid_in(card),
                person,
                names_nobody=person is None and not cells.get(Column.NAME),
            )
        )
        problems += left_out(card, number=card.number)
    return Source(tuple(rows), tuple(problems), words, is_cards=True)


def _from_table(table: Table, words: Words) -> Source:
    places: dict[Column, int] = {}
    problems: list[RowProblem] = []
    for at, heading in enumerate(table.header):
        column = words.column(heading)
        if column is None or column in places:
            sentence = (
                gettext("No column of the directory is called so. It is left out.")
                if column is None
                else gettext("Another column of the file means the same. This one is left out.")
            )
            problems.append(RowProblem(table.header_row_number, shown(heading), sentence, is_error=False))
        elif column not in TOLD_ONLY:
            places[column] = at
    headers = {column: table.header[at] for column, at in places.items()}
    rows = (
        SourceRow(number, {column: cells[at] for column, at in places.items() if cells[at].strip()}, headers)
        for number, cells in zip(table.row_numbers, table.rows, strict=True)
    )
    return Source(tuple(rows), tuple(problems), words, is_cards=False)

"""From the rows of a table to people: pure over the vocabularies, so that preview and import read alike."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from email_validator import EmailNotValidError, validate_email

from roster.core.tables.table import Table
from roster.core.text import tidy_lines
from roster.experts.importing.brief import read_brief_profile
from roster.experts.importing.cells import NOTES_LENGTH, RowCells, fault_in, mostly_codes
from roster.experts.importing.column_words import ImportColumn
from roster.experts.importing.names import read_name
from roster.experts.importing.problems import CellFault, CellProblem
from roster.experts.importing.words import recognise_gender, recognise_organisation_type
from roster.experts.inputs import (
    LARGEST_EXPERTISE,
    ExpertiseInput,
    ImportedRow,
    LanguageInput,
    ProfileInput,
)
from roster.vocabulary import queries as vocabularies
from roster.vocabulary.entries import Vocabulary
from roster.vocabulary.recognition import (
    recognise_articles,
    recognise_languages,
    recognise_state,
    recognise_states,
    recognise_topics,
)

LARGEST_LANGUAGES: Final = 20
_SEPARATORS: Final = re.compile(r"\s*[;；|/\n,،，、+]\s*")
_LEVEL: Final = re.compile(r"(?<!\w)[ABC][12](?!\w)", re.IGNORECASE)
_WITHOUT_PLACE: Final = frozenset({ImportColumn.NOTES, ImportColumn.IGNORE})
_ADDRESSES: Final = re.compile(r"[\s;,،<>]+")


@dataclass(frozen=True)
class ReadImport:
    """What a file says: the people in it, what keeps it from being imported, and what deserves a look."""

    rows: tuple[ImportedRow, ...]
    errors: tuple[CellProblem, ...]
    warnings: tuple[CellProblem, ...]


def read_people(
    table: Table,
    columns: Sequence[ImportColumn],
    *,
    vocabulary: Vocabulary | None = None,
    progress: Callable[[int], None] = lambda _count: None,
) -> ReadImport:
    """Read every row by the meaning of its columns; `progress` hears how many rows are read so far.

    A row with an error is not among `rows`.
    """
    reader = _Reader(table, columns, vocabulary or vocabularies.current())
    rows: list[ImportedRow] = []
    problems: list[CellProblem] = []
    for count, (number, values) in enumerate(zip(table.row_numbers, table.rows, strict=True), start=1):
        row, cells = reader.person(number, values)
        problems += cells.problems
        if not cells.has_errors:
            rows.append(row)
        progress(count)
    return ReadImport(
        rows=tuple(rows),
        errors=tuple(problem for problem in problems if problem.fault.is_error),
        warnings=tuple(problem for problem in problems if not problem.fault.is_error),
    )


class _Reader:
    def __init__(self, table: Table, columns: Sequence[ImportColumn], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._places = {column: at for at, column in enumerate(columns) if column not in _WITHOUT_PLACE}
        self._headers = {column: table.header[at] for column, at in self._places.items()}
        self._notes = [
            (at, table.header[at]) for at, column in enumerate(columns) if column is ImportColumn.NOTES
        ]
        state_at = self._places.get(ImportColumn.STATE)
        self._keeps_na = state_at is not None and mostly_codes([row[state_at] for row in table.rows])

    def person(self, number: int, values: Sequence[str]) -> tuple[ImportedRow, RowCells]:
        """The person in the row. Notes come last: they hold what the other cells could not place."""
        by_column = {column: values[at] for column, at in self._places.items()}
        cells = RowCells(number, self._headers, by_column, keeps_na=self._keeps_na)
        name = read_name(cells)
        state = self._state(cells)
        profile = ProfileInput(
            family_name=name.family,
            given_name=name.given,
            latin_family_name=name.latin_family,
            latin_given_name=name.latin_given,
            title=name.title,
            gender=_code(cells, ImportColumn.GENDER, recognise_gender, CellFault.UNKNOWN_GENDER),
            email=_email(cells),
            phone=cells.text(ImportColumn.PHONE),
            city=cells.text(ImportColumn.CITY),
            employer=cells.text(ImportColumn.EMPLOYER),
            post=cells.text(ImportColumn.POST),
            organisation_type=_code(
                cells,
                ImportColumn.ORGANISATION_TYPE,
                recognise_organisation_type,
                CellFault.UNKNOWN_ORGANISATION_TYPE,
            ),
            expertise=self._expertise(cells),
            languages=self._languages(cells),
            brief_profile=read_brief_profile(cells),
        )
        notes = _staff_notes(cells, [(header, values[at]) for at, header in self._notes])
        return ImportedRow(number, replace(profile, staff_notes=notes), state), cells

    def _state(self, cells: RowCells) -> str | None:
        if ImportColumn.STATE not in cells.headers:
            return None
        text = cells.text(ImportColumn.STATE)
        if not text:
            cells.note(ImportColumn.STATE, CellFault.NO_STATE)
            return None
        first = recognise_state(text, self._vocabulary)
        if first is None:
            cells.set_aside(ImportColumn.STATE, CellFault.UNKNOWN_STATE, text)
        elif len(recognise_states(text, self._vocabulary)) > 1:
            cells.note(ImportColumn.STATE, CellFault.SEVERAL_STATES, text)
        return first

    def _languages(self, cells: RowCells) -> tuple[LanguageInput, ...]:
        text = cells.text(ImportColumn.LANGUAGES)
        if not text:
            return ()
        found = recognise_languages(text, self._vocabulary)
        unknown = _unknown(text, len(found), lambda part: bool(recognise_languages(part, self._vocabulary)))
        if unknown:
            cells.note(ImportColumn.LANGUAGES, CellFault.UNKNOWN_LANGUAGE, unknown)
            cells.keep(ImportColumn.LANGUAGES, text)
        return tuple(
            LanguageInput(mention.code, mention.level, mention.level, mention.level)
            for mention in found[:LARGEST_LANGUAGES]
        )

    def _expertise(self, cells: RowCells) -> tuple[ExpertiseInput, ...]:
        topics = self._topics(cells)
        articles = self._articles(cells)
        lines = [
            *(ExpertiseInput(topic_id=topic) for topic in topics),
            *(ExpertiseInput(article_no=number) for number in articles),
        ]
        if len(lines) > LARGEST_EXPERTISE:
            at = ImportColumn.ARTICLES if articles else ImportColumn.TOPICS
            cells.note(at, CellFault.TOO_MANY_LINES, limit=LARGEST_EXPERTISE)
            for column in (ImportColumn.TOPICS, ImportColumn.ARTICLES):
                if column in cells.headers and (text := cells.text(column)):
                    cells.keep(column, text)
        return tuple(lines[:LARGEST_EXPERTISE])

    def _topics(self, cells: RowCells) -> tuple[str, ...]:
        text = cells.text(ImportColumn.TOPICS)
        found = recognise_topics(text, self._vocabulary) if text else ()
        unknown = _unknown(text, len(found), lambda part: bool(recognise_topics(part, self._vocabulary)))
        if unknown:
            cells.note(ImportColumn.TOPICS, CellFault.UNKNOWN_TOPIC, unknown)
            cells.keep(ImportColumn.TOPICS, text)
        return found

    def _articles(self, cells: RowCells) -> tuple[int, ...]:
        text = cells.text(ImportColumn.ARTICLES)
        found = recognise_articles(text, self._vocabulary) if text else ()
        if text and not found:
            cells.set_aside(ImportColumn.ARTICLES, CellFault.UNKNOWN_ARTICLE, text)
        return found


def _unknown(text: str, found_count: int, is_known: Callable[[str], bool]) -> str:
    """The first part of a list that is not recognised; empty where all are."""
    parts = [part for part in _SEPARATORS.split(text) if part.strip()]
    if found_count >= len(parts):
        return ""
    return next((part for part in parts if not is_known(part) and not _LEVEL.search(part)), "")


def _code(
    cells: RowCells, column: ImportColumn, recognise: Callable[[str], str | None], fault: CellFault
) -> str | None:
    text = cells.text(column)
    code = recognise(text) if text else None
    if text and code is None:
        cells.set_aside(column, fault, text)
    return code


def _email(cells: RowCells) -> str:
    """The first address in the cell; where there are more, or none, the cell is kept in the notes."""
    text = cells.text(ImportColumn.EMAIL)
    if not text:
        return ""
    address = next((part for part in _ADDRESSES.split(text) if "@" in part), "").removeprefix("mailto:")
    try:
        normal: str = validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        cells.set_aside(ImportColumn.EMAIL, CellFault.NO_EMAIL, text)
        return ""
    if address != text:
        cells.keep(ImportColumn.EMAIL, text)
    return normal


def _staff_notes(cells: RowCells, columns: Sequence[tuple[str, str]]) -> str:
    for header, raw in columns:
        text = tidy_lines(raw)
        if not text:
            continue
        if (fault := fault_in(raw, is_name=False)) is not None:
            cells.problems.append(CellProblem(cells.number, header, fault))
            continue
        cells.rest.append(f"{header}: {text}")
        if sum(map(len, cells.rest)) + len(cells.rest) > NOTES_LENGTH:
            cells.problems.append(CellProblem(cells.number, header, CellFault.TOO_LONG, limit=NOTES_LENGTH))
    return "\n".join(cells.rest)[:NOTES_LENGTH]

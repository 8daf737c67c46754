"""The name of an imported person: taken apart where it stands in one cell, with a form in Latin letters."""

from dataclasses import dataclass

from anyascii import anyascii

from roster.experts.importing.cells import NAME_LENGTH, TITLE_LENGTH, RowCells
from roster.experts.importing.column_words import ImportColumn
from roster.experts.importing.full_names import parse_full_name
from roster.experts.importing.problems import CellFault
from roster.people.names import is_latin


@dataclass(frozen=True)
class ReadName:
    """All that says what a person is called."""

    family: str
    given: str
    latin_family: str
    latin_given: str
    title: str


def read_name(cells: RowCells) -> ReadName:
    """The name in the row; what is missing or impossible about it becomes an error of its cell."""
    family, given, title = _own_parts(cells)
    at = ImportColumn.FAMILY_NAME if ImportColumn.FAMILY_NAME in cells.headers else ImportColumn.FULL_NAME
    if not family and given and not cells.has_errors:
        cells.note(at, CellFault.ONLY_NAME, given)
        family, given = given, ""
    latin_family = cells.text(ImportColumn.LATIN_FAMILY_NAME)
    latin_given = cells.text(ImportColumn.LATIN_GIVEN_NAME)
    if not family:
        if not cells.has_errors:
            cells.note(at, CellFault.NO_NAME)
    elif not any(sign.isalpha() for sign in family + given):
        cells.note(at, CellFault.NO_LETTERS, family)
    else:
        latin_family, latin_given = _latin(cells, at, (family, given), (latin_family, latin_given))
    return ReadName(family, given, latin_family, latin_given, title)


def _own_parts(cells: RowCells) -> tuple[str, str, str]:
    family = cells.text(ImportColumn.FAMILY_NAME)
    given = cells.text(ImportColumn.GIVEN_NAME)
    title = cells.text(ImportColumn.TITLE)
    whole = cells.text(ImportColumn.FULL_NAME)
    if family or not whole:
        return family, given, title
    parts = parse_full_name(whole)
    return parts.family, given or parts.given, title or parts.title[:TITLE_LENGTH]


def _latin(
    cells: RowCells, at: ImportColumn, own: tuple[str, str], stated: tuple[str, str]
) -> tuple[str, str]:
    """The Latin form: as stated, else the name itself, else a hint that somebody should look at."""
    if stated[0]:
        return stated
    if is_latin(own[0]) and is_latin(own[1]):
        return own
    family, given = (part if is_latin(part) else latin_hint(part) for part in own)
    if not family:
        cells.note(at, CellFault.NO_LATIN_FORM, own[0])
    else:
        cells.note(at, CellFault.LATIN_DERIVED, " ".join(filter(None, (given, family))))
    return family, given


def latin_hint(text: str) -> str:
    """The text in Latin letters, sign by sign: readable, not a spelling that its bearer would use."""
    words = (word.strip("'`’\"-") for word in anyascii(text).split())
    return " ".join(word[:1].upper() + word[1:].lower() for word in words if word)[:NAME_LENGTH]

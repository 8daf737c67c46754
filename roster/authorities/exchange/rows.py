"""From the rows of a file to authorities as typed input: pure over the vocabularies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext

from roster.authorities.exchange.cards.cells import CardPerson
from roster.authorities.exchange.cell_reading import Cells
from roster.authorities.exchange.columns import Column
from roster.authorities.exchange.problems import RowProblem
from roster.authorities.exchange.source import Source, SourceRow
from roster.authorities.inputs import IdentityInput
from roster.core.multilingual import LANGUAGES, MultilingualText
from roster.people.names import language_of_script
from roster.vocabulary.recognition import recognise_state


@dataclass(frozen=True)
class ReadRow:
    """One row as understood. `reach` holds the fields that it gives: a blank cell changes nothing."""

    number: int
    ref: str = ""
    uid: str = ""
    state: str = ""
    identity: IdentityInput | None = None
    reach: Mapping[str, Any] = field(default_factory=dict)
    person: CardPerson | None = None
    problems: tuple[RowProblem, ...] = ()


def read_rows(source: Source, *, own_state: str = "") -> tuple[ReadRow, ...]:
    """Every row of a file. `own_state` is that of rows that name none."""
    return tuple(_read(row, source, own_state) for row in source.rows)


def _read(row: SourceRow, source: Source, own_state: str) -> ReadRow:
    if row.person is not None:
        return ReadRow(row.number, uid=row.uid, person=row.person)
    cells = Cells(row.number, row.cells, row.headers, source.words, is_lenient=source.is_cards)
    if row.names_nobody:
        sentence = gettext("The card names neither an organization nor a person, so it is left out.")
        cells.note(Column.NAME, sentence, is_error=False)
        return ReadRow(row.number, problems=tuple(cells.problems))
    ref = cells.text(Column.REFERENCE)
    identity = _identity(cells, is_known=bool(ref))
    state = _state(cells, own_state, is_known=bool(ref))
    reach = cells.reach()
    return ReadRow(row.number, ref, row.uid, state, identity, reach, problems=tuple(cells.problems))


def _identity(cells: Cells, *, is_known: bool) -> IdentityInput | None:
    """Name and functions; a row with a reference may do without."""
    name, english = cells.text(Column.NAME), cells.text(Column.ENGLISH_NAME)
    language = _six(cells, name)
    if not (name or english):
        if not is_known:
            cells.note(Column.NAME, gettext("The name is missing. Write it, or remove the row."))
        return None
    others = cells.multilingual(Column.OTHER_NAMES, language)
    texts = {**(others.texts if others else {}), language: name or english}
    return IdentityInput(
        name=MultilingualText(texts, language),
        english_name=english or texts.get("en", ""),
        acronym=cells.text(Column.ACRONYM),
        scope_note=cells.multilingual(Column.SCOPE_NOTE, language),
        designation_reference=cells.text(Column.DESIGNATION),
        designated_on=cells.day(Column.DESIGNATED_ON),
        duties=cells.duties(),
    )


def _six(cells: Cells, name: str) -> str:
    """The language of the official name: one of the six, by its script where the file says nothing."""
    text = cells.text(Column.NAME_LANGUAGE)
    code = cells.words.language(text) if text and name else (language_of_script(name) or "en")
    if code in LANGUAGES:
        return code
    cells.note(
        Column.NAME_LANGUAGE,
        gettext("The official name is kept in one of the six languages. Name one of them."),
        text,
    )
    return "en"


def _state(cells: Cells, own_state: str, *, is_known: bool) -> str:
    text = cells.text(Column.STATE)
    if not text:
        if not own_state and not is_known:
            cells.note(Column.STATE, gettext("Say which State the authority is of."))
        return own_state
    code = recognise_state(text)
    if code is None:
        cells.note(Column.STATE, gettext("This is not recognised as a State."), text)
    return code or ""

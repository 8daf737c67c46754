"""A list of authorities as a file in one of four formats, with what this reader may see of each entry."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from roster.authorities.exchange.cards.writing import write_cards
from roster.authorities.exchange.cell_text import texts_of
from roster.authorities.exchange.columns import LABELS, PHONES, Column
from roster.authorities.exchange.formats import ListFormat
from roster.authorities.exchange.record import record_of
from roster.authorities.exchange.words import Voice
from roster.authorities.models import Authority
from roster.authorities.plain_data import authority_json
from roster.authorities.presentation import authority_view
from roster.core.actor import Actor
from roster.core.tables.writing import write_csv, write_xlsx
from roster.web.imprint import Imprint
from roster.web.locale import current_language


@dataclass(frozen=True)
class OutgoingList:
    """Who takes which entries along, in their order, and what the file says of itself."""

    actor: Actor
    entries: Sequence[Authority]
    imprint: Imprint


def write_list(kind: ListFormat, given: OutgoingList) -> bytes:
    """The file. Raises TableError for a text that no cell holds."""
    return _WRITERS[kind](given)


def _csv(given: OutgoingList) -> bytes:
    columns, rows = _table(given)
    lead = [f"{name}: {value}" for name, value in given.imprint.lines]
    return write_csv([str(LABELS[column]) for column in columns], rows, lead=lead)


def _xlsx(given: OutgoingList) -> bytes:
    columns, rows = _table(given)
    return write_xlsx(
        [str(LABELS[column]) for column in columns],
        rows,
        sheet_name=gettext("Authorities"),
        right_to_left=current_language().direction == "rtl",
        notes=given.imprint.lines,
        notes_name=gettext("About this list"),
    )


def _table(given: OutgoingList) -> tuple[list[Column], list[list[str]]]:
    """A column that this reader sees of no entry is absent as a whole."""
    records = [record_of(given.actor, entry) for entry in given.entries]
    shows_phones = any(record.shows_phones for record in records)
    columns = [column for column in Column if shows_phones or column not in PHONES]
    texts = (texts_of(record, Voice.WORDS) for record in records)
    return columns, [[cells[column] for column in columns] for cells in texts]


def _vcf(given: OutgoingList) -> bytes:
    return write_cards(record_of(given.actor, entry) for entry in given.entries)


def _json(given: OutgoingList) -> bytes:
    """Each as the address of the entry with .json gives it."""
    at = given.imprint.at
    whole: dict[str, Any] = {
        "about": {
            "purpose": given.imprint.purpose,
            "exported_by": given.imprint.user,
            "exported_at": at.isoformat(timespec="seconds"),
            "language": current_language().code,
            "use": given.imprint.lines[-1][1],
        },
        "authorities": [authority_json(authority_view(given.actor, entry, at=at)) for entry in given.entries],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "replace")


_WRITERS: dict[ListFormat, Callable[[OutgoingList], bytes]] = {
    ListFormat.CSV: _csv,
    ListFormat.XLSX: _xlsx,
    ListFormat.VCF: _vcf,
    ListFormat.JSON: _json,
}

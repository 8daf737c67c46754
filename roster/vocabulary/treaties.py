"""Where States stood towards the Conventions in 2014: facts that ship with the package, read by name of State.

Nothing after that year is in these tables; pages that show them say so. What is known of the Convention against
Corruption since then stands with the State itself (`State.uncac_status`), with a source of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from roster.vocabulary import queries
from roster.vocabulary.codes import ConsentType, Instrument, UncacStatus
from roster.vocabulary.data_files import records
from roster.vocabulary.entries import Vocabulary
from roster.vocabulary.recognition import recognise_state

AS_OF_YEAR = 2014
SOURCE = "UN Treaty Collection"
FILES = {Instrument.UNCAC: "uncac_status_2014", Instrument.UNTOC: "untoc_status_2014"}

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ACTS = {
    "": ConsentType.RATIFICATION,
    "A": ConsentType.ACCEPTANCE,
    "AA": ConsentType.APPROVAL,
    "a": ConsentType.ACCESSION,
    "d": ConsentType.SUCCESSION,
}


@dataclass(frozen=True)
class Participation:
    """One row of a table: what a participant had done by then. Dates are None where it had not."""

    participant: str
    signed_on: date | None
    bound_on: date | None
    act: ConsentType | None

    @property
    def status(self) -> UncacStatus:
        """Party, signatory or neither, by these acts."""
        if self.bound_on:
            return UncacStatus.PARTY
        return UncacStatus.SIGNATORY if self.signed_on else UncacStatus.NONE


@dataclass(frozen=True)
class TreatyStanding:
    """A State's rows in both tables; None where a table does not name it."""

    uncac: Participation | None
    untoc: Participation | None


_held: WeakKeyDictionary[Vocabulary, dict[Instrument, dict[str, Participation]]] = WeakKeyDictionary()


def treaty_standing(iso2: str, vocabulary: Vocabulary | None = None) -> TreatyStanding:
    """What the tables of 2014 say of the State with this code."""
    tables = _tables(queries.current() if vocabulary is None else vocabulary)
    return TreatyStanding(tables[Instrument.UNCAC].get(iso2), tables[Instrument.UNTOC].get(iso2))


def participations(instrument: Instrument) -> Iterator[Participation]:
    """The rows of one table in its order."""
    for record in records(FILES[instrument]):
        participant, signed, consent = record.values()
        bound_on, act = _consent(consent)
        yield Participation(participant, _day(signed.split()) if signed else None, bound_on, act)


def _tables(vocabulary: Vocabulary) -> dict[Instrument, dict[str, Participation]]:
    held = _held.get(vocabulary)
    if held is None:
        held = _held[vocabulary] = {
            instrument: {
                iso2: row
                for row in participations(instrument)
                if (iso2 := recognise_state(row.participant, vocabulary))
            }
            for instrument in FILES
        }
    return held


def _consent(cell: str) -> tuple[date | None, ConsentType | None]:
    words = cell.split()
    return (_day(words[:3]), _ACTS["".join(words[3:])]) if words else (None, None)


def _day(words: list[str]) -> date:
    day, month, year = words
    return date(int(year), _MONTHS.index(month) + 1, int(day))

"""What the tables of 2014 say: every row is some State's, and dates agree with what stands with the State."""

from datetime import date

import pytest

from roster.vocabulary.codes import ConsentType, Instrument, UncacStatus
from roster.vocabulary.entries import Vocabulary
from roster.vocabulary.recognition import recognise_state
from roster.vocabulary.treaties import FILES, participations, treaty_standing

# Participants that are no State of the list (any more), by their names in the tables.
NO_STATE: set[str] = set()


@pytest.mark.parametrize("instrument", list(FILES))
def test_every_row_is_some_states_and_each_state_has_one(
    instrument: Instrument, vocabulary: Vocabulary
) -> None:
    rows = list(participations(instrument))
    found = [recognise_state(row.participant, vocabulary) for row in rows]
    lost = {row.participant for row, iso2 in zip(rows, found, strict=True) if iso2 is None}
    assert lost == NO_STATE
    known = [iso2 for iso2 in found if iso2]
    assert len(known) == len(set(known)) > 170


@pytest.mark.parametrize(
    ("iso2", "signed", "bound", "act"),
    [
        ("KE", None, date(2004, 6, 16), ConsentType.ACCESSION),
        ("UY", date(2000, 12, 13), date(2005, 3, 4), ConsentType.RATIFICATION),
        ("EU", date(2000, 12, 12), date(2004, 5, 21), ConsentType.APPROVAL),
    ],
)
def test_signature_and_act_are_read(
    iso2: str, signed: date | None, bound: date, act: ConsentType, vocabulary: Vocabulary
) -> None:
    row = treaty_standing(iso2, vocabulary).untoc
    assert row is not None
    assert (row.signed_on, row.bound_on, row.act) == (signed, bound, act)
    assert row.status is UncacStatus.PARTY


def test_who_only_signed_is_a_signatory_and_who_did_nothing_is_not_there(vocabulary: Vocabulary) -> None:
    japan = treaty_standing("JP", vocabulary)
    assert japan.untoc is not None
    assert japan.untoc.status is UncacStatus.SIGNATORY
    assert treaty_standing("ZZ", vocabulary).untoc is None


def test_dates_of_2014_agree_with_those_that_stand_with_the_state(vocabulary: Vocabulary) -> None:
    differ = []
    for iso2, state in vocabulary.states.items():
        row = treaty_standing(iso2, vocabulary).uncac
        if row is not None and row.bound_on and row.bound_on != state.uncac_consent_on:
            differ.append((iso2, row.bound_on, state.uncac_consent_on))
    assert differ == []

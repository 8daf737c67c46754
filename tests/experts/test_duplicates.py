"""Likely duplicates, shown to the roster manager: on a profile, and before an import."""

import time
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core.actor import SYSTEM
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.importing import services as import_services
from roster.experts.importing.bulk_services import prepare_profiles
from roster.experts.inputs import ImportedRow, ProfileInput
from roster.experts.merging.likeness import ROWS_COMPARED, Reason, likely_duplicates, rows_on_roster
from roster.experts.models import Profile
from roster.experts.services import edit_profile
from roster.experts.states import Stage
from roster.people.models import NameKey, Person
from tests.conftest import IN_FULL
from tests.experts.import_files import csv_bytes
from tests.experts.test_import_pages import ready
from tests.factories.accounts import World
from tests.factories.experts import make_profile
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
RUSSIAN = {
    "family_name": "Кузнецова",
    "given_name": "Марина",
    "latin_family_name": "Kuznetsova",
    "latin_given_name": "Marina",
    "email": "m.k@people.example",
}


def people(*changes: dict[str, str]) -> list[str]:
    with unit_of_work():
        refs = [make_profile(**change).ref for change in changes]  # type: ignore[arg-type]
    db.session.remove()
    return refs


def likely_of(ref: str) -> list[tuple[str, tuple[Reason, ...]]]:
    db.session.remove()
    profile = db.session.scalars(sa.select(Profile).where(Profile.ref == ref)).one()
    return [(item.profile.ref, item.reasons) for item in likely_duplicates(SYSTEM, profile)]


def test_the_same_person_in_another_script_is_likely(app: Flask) -> None:
    one, other, _third = people(
        RUSSIAN,
        {
            "family_name": "Kuznetzova",
            "given_name": "Marina",
            "email": "other@people.example",
            "employer": "B",
        },
        {"family_name": "Petrova", "given_name": "Marina", "email": "third@people.example"},
    )
    assert likely_of(one) == [(other, (Reason.OTHER_SCRIPT,))]
    assert likely_of(other) == [(one, (Reason.OTHER_SCRIPT,))]


def test_the_same_address_makes_likely_whatever_the_name(app: Flask) -> None:
    one, other = people({}, {"family_name": "Married", "email": "ATIENO.wanjala@people.example"})
    assert likely_of(one) == [(other, (Reason.SAME_EMAIL, Reason.SAME_EMPLOYER))]


def test_the_nearest_come_first_and_five_at_most(app: Flask) -> None:
    refs = people(
        {}, *({"email": f"a{number}@people.example", "employer": f"E{number}"} for number in range(6)), {}
    )
    found = likely_of(refs[0])
    assert len(found) == 5
    assert found[0] == (refs[-1], (Reason.SAME_EMAIL, Reason.SAME_NAME, Reason.SAME_EMPLOYER))


def test_a_changed_name_is_found_under_its_new_keys(app: Flask) -> None:
    one, other = people({}, RUSSIAN)
    assert likely_of(one) == []
    with unit_of_work():
        profile = db.session.scalars(sa.select(Profile).where(Profile.ref == other)).one()
        profile.stage = Stage.IMPORTED
        edit_profile(SYSTEM, profile, given=ProfileInput(family_name="Wanjala", given_name="Atieno"))
    assert [ref for ref, _reasons in likely_of(one)] == [other]
    with unit_of_work():
        db.session.delete(db.session.scalars(sa.select(Profile).where(Profile.ref == other)).one())
    left = sa.select(sa.func.count(NameKey.person_id.distinct()))
    assert db.session.scalar(left) == db.session.scalar(sa.select(sa.func.count(Person.id))) == 1


def test_only_the_manager_sees_them_on_the_profile(world: World, visitor: Visit) -> None:
    one, other = people({}, {"email": "second@people.example"})
    page = visitor(world.manager).get(f"/en/experts/{one}").text
    assert "Likely the same person" in page
    assert other in page
    for name in ("searcher", "focal_ke", "officer_ke", "observer"):
        assert "Likely the same person" not in visitor(world.everybody[name]).get(f"/en/experts/{one}").text


def test_the_preview_of_an_import_names_who_is_there_already(world: World, visitor: Visit) -> None:
    (ref,) = people(RUSSIAN)
    manager = visitor(world.manager)
    rows = [("Kuznetsova", "Marina", "Uruguay"), ("Wanjala", "Atieno", "Kenya")]
    page = manager.get(ready(manager, csv_bytes(("Surname", "First name", "Country"), rows))).text
    assert "1 row looks like somebody who is on the roster already" in page
    assert f"/en/experts/{ref}" in page
    assert "Same name in another script" in page


@pytest.mark.parametrize("count", [20_000 if IN_FULL else 2_000])
def test_200_rows_against_20000_people_are_compared_by_key(app: Flask, count: int) -> None:
    rows = tuple(
        ImportedRow(
            number, ProfileInput(family_name=f"{_invented(number)}", given_name=_invented(number * 7))
        )
        for number in range(count)
    )
    with unit_of_work():
        import_services.import_at_once(SYSTEM, file_name="list.csv", prepared=prepare_profiles(rows))
    start = time.process_time()
    found = rows_on_roster(SYSTEM, rows)
    assert time.process_time() - start < 6
    assert len(found) == ROWS_COMPARED


def _invented(number: int) -> str:
    syllables = ("ba", "do", "ki", "lu", "me", "na", "ro", "su", "ti", "vo", "ga", "fe")
    text = ""
    for _place in range(4):
        number, rest = divmod(number, len(syllables))
        text += syllables[rest]
    return text.title()

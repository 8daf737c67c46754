"""The finder's page: one question at a time, what the reader may not see, and addresses that are wrong."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.authorities.models import Authority
from roster.authorities.states import Stage
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World
from tests.factories.authorities import DUTY, IDENTITY, MAILBOX, PERSON, PHONE, make_authority
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
FIND = "/en/authorities/find"
REF = "AUT-KE0001"
NOW = f"{FIND}?need=evidence&state=KE&matter=trial&days=1"


@pytest.fixture
def entry(world: World) -> str:
    with unit_of_work():
        make_authority(ref=REF)
    db.session.remove()
    return REF


def href(page: str, words: str) -> str:
    """Where the link with these words leads."""
    found = re.search(rf'<a href="([^"]+)">{re.escape(words)}', page)
    assert found, words
    return found[1].replace("&amp;", "&")


def test_four_answers_lead_to_the_authority_and_each_is_in_the_address(
    world: World, visitor: Visit, entry: str
) -> None:
    officer = visitor(world.focal_uy)
    first = officer.get(FIND).text
    assert "Question 1 of at most 4" in first
    second = officer.get(href(first, "Evidence: statements, documents, bank records, a search")).text
    assert "From which State?" in second
    assert '<option value="KE">Kenya</option>' in second
    assert '<option value="UY">' not in second
    third = officer.get(f"{FIND}?need=evidence&state=KE").text
    fourth = officer.get(href(third, "Prosecution or trial")).text
    last = href(fourth, "Within 24 hours")
    assert last == NOW
    result = officer.get(last).text
    assert f"tel:{DUTY.replace(' ', '')}" in result
    assert "Central Authority (invented)" in result
    assert "46(15)(a)" in result
    assert "Do this first" in result
    again = officer.get(f"{FIND}?need=evidence&matter=trial&days=1").text
    assert '<input type="hidden" name="matter" value="trial">' in again


def test_a_need_without_stage_or_deadline_is_not_asked_for_them(
    world: World, visitor: Visit, entry: str
) -> None:
    searcher = visitor(world.searcher)
    assert "Question 2 of at most 2" in searcher.get(f"{FIND}?need=prevention").text
    assert "has named no authority here for this" in searcher.get(f"{FIND}?need=prevention&state=KE").text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("need=nothing", "a need that is not on the list"),
        ("need=evidence&state=XX", "a State that is not on the list"),
        ("need=evidence&state=%00", "a State that is not on the list"),
        ("need=evidence&state=KE&matter=later", "a stage that is not on the list"),
        ("need=evidence&state=KE&matter=trial&days=soon", "a number of days that cannot be"),
        ("need=evidence&state=KE&matter=trial&days=99999999999", "a number of days that cannot be"),
        ("need=evidence&state=KE&matter=trial&days=-1", "a number of days that cannot be"),
        ("need=evidence&state=NR", "No authority of Nauru is listed here."),
        ("need=evidence&state=NR", "through diplomatic channels"),
        ("need=evidence&state=NR", "Nobody was told that you asked here."),
        ("need=evidence&state=UY", "Uruguay is the State for which you ask."),
        ("need=evidence&state=ke&matter=trial&days=٧", "Central Authority (invented)"),
        ("need=evidence&state=ER", "is not a party to the Convention"),
    ],
)
def test_what_cannot_be_and_what_is_not_there_is_said(
    world: World, visitor: Visit, entry: str, address: str, said: str
) -> None:
    answer = visitor(world.focal_uy).get(f"{FIND}?{address}")
    assert answer.status_code == 200
    assert said in answer.text


@pytest.mark.parametrize("name", ["provider", "observer"])
def test_who_may_not_read_numbers_is_shown_none_and_told_so(
    world: World, visitor: Visit, entry: str, name: str
) -> None:
    text = visitor(getattr(world, name)).get(f"{NOW}&requesting=FR").text
    assert MAILBOX in text
    assert "Telephone numbers are not shown to you" in text
    for hidden in (DUTY, PHONE, PERSON, "tel:"):
        assert hidden not in text


def test_only_listed_entries_are_an_answer(world: World, visitor: Visit) -> None:
    with unit_of_work():
        make_authority(ref=REF, stage=Stage.SUBMITTED)
    db.session.remove()
    for reader in (world.manager, world.searcher):
        assert "No authority of Kenya is listed here." in visitor(reader).get(NOW).text


def test_the_readers_own_state_gives_the_languages_that_match(
    world: World, visitor: Visit, entry: str
) -> None:
    searcher = visitor(world.searcher)
    assert "It is not said for which State you ask" in searcher.get(NOW).text
    assert "An official language of Ireland too." in searcher.get(f"{NOW}&requesting=IE").text
    spanish = visitor(world.focal_uy).get(f"{NOW}&requesting=IE").text
    assert "No official language of Uruguay is among them" in spanish


def test_an_entry_that_lost_its_time_zone_and_its_contacts_still_answers(
    world: World, visitor: Visit, entry: str
) -> None:
    with unit_of_work():
        found = db.session.scalars(sa.select(Authority)).one()
        found.time_zone, found.mailbox, found.phone, found.duty_line = "Mars/Olympus", "", "", ""
    db.session.remove()
    text = visitor(world.searcher).get(NOW).text
    assert "Go through diplomatic channels" in text
    assert "There is no time zone Mars/Olympus any more" in text
    assert "The entry names no way to reach them." in text


def test_list_entry_state_and_first_page_lead_to_it(world: World, visitor: Visit, entry: str) -> None:
    searcher = visitor(world.searcher)
    for page in ("/en/", "/en/authorities", f"/en/authorities/{REF}", "/en/states/KE"):
        assert "/en/authorities/find" in searcher.get(page).text, page


def test_it_costs_eight_queries_at_most_however_many_authorities_there_are(
    app: Flask, world: World, visitor: Visit, entry: str
) -> None:
    reader = visitor(world.officer_ke)
    address = NOW.replace("KE", "UY")
    with unit_of_work():
        make_authority(state="UY")
    db.session.remove()
    reader.get(address)
    statements: list[str] = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))

    def cost() -> int:
        statements.clear()
        assert "Do this first" in reader.get(address).text
        return len([text for text in statements if text.startswith("SELECT")])

    few = cost()
    with unit_of_work():
        for number in range(12):
            identity = {} if number % 2 else {"duties": IDENTITY.duties[1:]}
            make_authority(state=("UY", "NR")[number % 3 == 0], identity=identity)
    db.session.remove()
    assert cost() == few
    assert few <= 8, statements

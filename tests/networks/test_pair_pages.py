"""The page of two States for each reader, the choice of them, the map and the matrix; what it costs."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.networks.states import Branch
from roster.vocabulary import queries as vocabulary
from roster.web.room import Place
from tests.factories.accounts import World
from tests.factories.authorities import DUTY, PHONE, make_authority
from tests.factories.networks import (
    POINT_EMAIL,
    POINT_NAME,
    POINT_PHONE,
    make_membership,
    make_person,
    make_point,
)
from tests.statements import counted
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
PAIR = "/en/networks/pairs/KE/UY"
LONG_AGO = date(2022, 1, 1)
MOST_QUERIES = 8
SECRETS = (POINT_NAME, POINT_EMAIL, POINT_PHONE)


@pytest.fixture
def linked(world: World) -> None:
    """Kenya and Uruguay with an authority each, both in GlobE and GFPN; Uruguay sleeps in the second."""
    with unit_of_work():
        kenya = make_authority(ref="AUT-KE0001")
        uruguay = make_authority(
            state="UY",
            identity={"acronym": "ACU"},
            reach={"request_languages": {"es": "always", "en": "if-urgent"}, "usual_time_days": 45},
        )
        make_membership(authority=kenya)
        theirs = make_membership(authority=uruguay)
        make_point(theirs, branch=Branch.JUDICIAL, post="Head of the desk")
        make_membership(slug="gfpn", authority=kenya)
        make_membership(slug="gfpn", authority=uruguay, from_on=LONG_AGO)
        make_membership(slug="iberred", authority=uruguay)
        make_membership(slug="gpen", person=make_person(), state="UY")
    db.session.remove()


def words(text: str) -> str:
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", text.partition("<main")[2]).split())


def test_an_officer_reads_whom_in_which_language_and_which_way_is_quickest(
    linked: None, world: World, visitor: Visit
) -> None:
    text = visitor(world.officer_ke).get(PAIR).text
    said = words(text)
    assert said.index("Quickest way") < said.index("Their urgent procedure") < said.index("All ways")
    for sentence in (
        "They take urgent requests at all hours. There is a duty line: call it first.",
        "Both States belong to GlobE Network. They have named 1 contact point.",
        "They usually answer within 45 days.",
        "No translation is needed in an urgent case: Uruguay then takes English.",
        "Otherwise the request must be translated into Spanish.",
        "Both States are parties to the Convention against Corruption",
        "as of 2014",
        "Dormant: not confirmed for two years",
        "Only Uruguay belongs to IberRed",
        "Channels that both sides name: Directly, authority to authority · Through INTERPOL",
    ):
        assert sentence in said, sentence
    assert "Head of the desk" in said
    assert f"tel:{DUTY.replace(' ', '')}" in text
    assert "GPEN" not in said  # a prosecutor's own membership is not the State's
    assert not any(secret in text for secret in SECRETS)
    assert "/reveal" in text


def test_the_order_matters_and_each_subject_has_its_own_authority(
    linked: None, world: World, visitor: Visit
) -> None:
    officer = visitor(world.officer_ke)
    back = words(officer.get("/en/networks/pairs/UY/KE").text)
    assert "No translation is needed in an urgent case: Kenya" not in back
    assert "The request must be translated into English" in back
    extradition = words(officer.get(f"{PAIR}?for=extradition").text)
    assert "No authority of Uruguay is listed for this." in extradition
    assert "Shared hours are not known" in extradition
    assert "Freezing of assets only" in visitor(world.searcher).get("/en/authorities/AUT-KE0001").text
    assert "CAI" in officer.get(f"{PAIR}?for=assets").text
    assert officer.get(f"{PAIR}?for=nonsense").status_code == 200


def test_who_does_not_read_telephone_numbers_does_not_read_them_here(
    linked: None, world: World, visitor: Visit
) -> None:
    for account in (world.provider, world.observer):
        text = visitor(account).get(PAIR).text
        assert PHONE not in text
        assert DUTY not in text
        assert "There is a duty line" not in text
        assert "Head of the desk" not in text
        assert "/reveal" not in text
    for account in (world.dpo, world.observer_ke):
        assert visitor(account).get(PAIR).status_code in (403, 404)
    assert visitor().get(PAIR).status_code in (302, 303)


@pytest.mark.parametrize(
    "asked",
    [
        ("/en/networks/pairs", 200, "Requesting State"),
        ("/en/networks/pairs?from=KE&to=", 200, "Choose both States."),
        ("/en/networks/pairs?from=KE&to=UY", 303, ""),
        ("/en/networks/pairs/ke/uy", 303, ""),
        ("/en/networks/pairs/KE/ke", 422, "Both States are the same"),
        ("/en/networks/pairs/KE/ZZ", 404, "There is no State with the code ZZ."),
        ("/en/networks/pairs?from=KE&to=%00%F0%9F%92%A9", 404, "There is no State with the code"),
        ("/en/networks/pairs/KE/PW", 200, "No network on this list has members in both States."),
        ("/en/networks/pairs/KP/ER", 200, "Neither State is a party"),
        ("/en/networks/coverage", 200, "2 States have members in at least one"),
        ("/en/networks/coverage?network=globe", 200, "2 States have members in the network GlobE"),
        ("/en/networks/coverage?network=nothing", 404, ""),
        ("/en/networks/matrix?group=grulac", 200, "IberRed"),
        ("/en/networks/matrix?group=nothing", 200, "Kenya"),
    ],
)
def test_whatever_is_asked_the_answer_is_clear(
    linked: None, world: World, visitor: Visit, asked: tuple[str, int, str]
) -> None:
    address, status, said = asked
    answer = visitor(world.focal_uy).get(address)
    assert answer.status_code == status
    assert said in words(answer.text)


def test_of_one_group_the_matrix_shows_the_networks_that_reach_it(
    linked: None, world: World, visitor: Visit
) -> None:
    said = words(visitor(world.searcher).get("/en/networks/matrix?group=african").text)
    assert "GlobE Network" in said
    assert "IberRed" not in said
    assert "Uruguay" not in said


def test_the_page_costs_the_same_queries_whatever_it_shows(
    linked: None, world: World, visitor: Visit
) -> None:
    officer = visitor(world.officer_ke)
    officer.get(PAIR)
    with unit_of_work():
        for slug in ("iaaca", "ncpa", "macolin"):
            for state in ("KE", "UY"):
                made = make_membership(slug=slug, state=state)
                make_point(made)
                make_point(made, person=make_person(family_name="Another"))
    db.session.remove()
    vocabulary.current()
    with counted() as statements:
        assert "Both States belong to" in officer.get(PAIR).text
    selects = [text for text in statements if text.startswith("SELECT")]
    assert len(selects) < MOST_QUERIES, (
        selects
    )  # once in five seconds the vocabularies are asked for their version


def test_the_finder_is_told_of_networks_that_may_answer(
    linked: None, app: Flask, world: World, visitor: Visit
) -> None:
    panels = app.extensions["roster_panels"]
    with app.test_request_context("/en/"):
        (panel,) = panels(Place.FINDER, world.officer_ke.actor, "KE-UY")
        assert [link.name for link in panel.content["links"]] == ["GlobE Network"]
        assert panels(Place.FINDER, world.officer_ke.actor, "-UY") == []
        assert panels(Place.FINDER, world.dpo.actor, "KE-UY") == []


def test_the_own_state_asks_and_the_page_of_another_leads_here(
    linked: None, world: World, visitor: Visit
) -> None:
    for account in (world.officer_ke, world.drafter_ke):
        reader = visitor(account)
        assert "/en/networks/pairs?to=UY" in reader.get("/en/states/UY").text
        page = reader.get("/en/networks/pairs?to=UY").text
        assert 'value="KE" selected' in page
        assert 'value="UY" selected' in page
        assert "Choose both States." not in page
    assert "networks/pairs" not in visitor().get("/en/states/UY").text

"""The pages: what anybody reads, applying and deciding, contact points on request, a person changed once."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.authorities.inputs import DutyInput
from roster.core import clock
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.networks.models import ContactPoint, Membership, Network
from roster.networks.states import Status
from tests.factories.accounts import World
from tests.factories.authorities import make_authority
from tests.factories.networks import (
    POINT_EMAIL,
    POINT_NAME,
    POINT_PHONE,
    make_membership,
    make_person,
    make_point,
    network_of,
)
from tests.forms import values_of
from tests.statements import counted
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
LIST = "/en/networks"
GLOBE = f"{LIST}/globe"
SECRETS = (POINT_NAME, POINT_EMAIL, POINT_PHONE)


@pytest.fixture
def point(world: World) -> str:
    """The address of a membership of Kenya's authority with one contact point; gives the point's."""
    with unit_of_work():
        member = make_membership(authority=make_authority(ref="AUT-KE0001"))
        made = make_point(member, post="Head of the desk")
        address = f"{GLOBE}/members/{member.ref}/contacts/{made.ref}"
    db.session.remove()
    return address


def stored(ref: str) -> Membership:
    db.session.remove()
    return db.session.scalars(sa.select(Membership).where(Membership.ref == ref)).one()


def send(who: Visitor, page: str, step: str, **values: str) -> int:
    """One of the steps of a membership's page, with the version that it shows."""
    version = str(stored(page.rpartition("/")[2]).version)
    return who.post(f"{page}/{step}", {"version": version, **values}).status_code


def test_anybody_reads_what_networks_are_for_and_nobody_signed_out_sees_a_member(
    world: World, visitor: Visit, point: str
) -> None:
    out = visitor()
    page = out.get(GLOBE).text
    assert "219 authorities from 121 countries" in page
    assert "as of September 2024" in page
    assert "High confidence" in page
    assert "Central Authority (invented)" not in page
    facts = json.loads(out.get(f"{GLOBE}.json").text)
    assert facts["acronym"] == "GlobE Network"
    assert "members" not in facts
    assert "members" in json.loads(visitor(world.provider).get(f"{GLOBE}.json").text)
    assert out.get(f"{GLOBE}/members/{point.split('/')[-3]}").status_code == 302
    assert out.get(f"{LIST}/none").status_code == 302


@pytest.mark.parametrize(
    ("question", "expected", "unwanted"),
    [
        ("q=globe", "GlobE", "EPAC"),
        ("q=operacional+mundial", "", "GlobE"),
        ("q=red+operativa+mundial", "GlobE", "EPAC"),
        ("q=全球反腐败", "GlobE", "EPAC"),
        ("q=RESEAU+operationnel", "GlobE", "EPAC"),
        ("scope=regional&region=african", "ARINSA", "EPAC"),
        ("kind=units", "Egmont", "EPAC"),
        ("state=KE", "ARINSA", "ARO Platform"),
        ("q=%00&state=XX&kind=none&scope=", "EPAC", "AAACA ·"),
    ],
)
def test_the_list_answers_in_six_languages_and_by_filter(
    world: World, visitor: Visit, question: str, expected: str, unwanted: str
) -> None:
    page = visitor().get(f"{LIST}?{question}").text.partition('<ol class="entries">')[2]
    assert expected in page
    assert unwanted not in page


def test_an_officer_applies_and_the_coordinator_admits_with_letters_to_both(
    app: Flask, world: World, visitor: Visit, work: Callable[[], int]
) -> None:
    with unit_of_work():
        make_authority(ref="AUT-KE0001")
    officer, keeper = visitor(world.officer_ke), visitor(world.coordinator)
    form = values_of(officer.get(f"{GLOBE}/apply").text)
    answer = officer.post(f"{GLOBE}/apply", form | {"reason": "We trace assets every day."})
    assert answer.status_code == 303
    page = answer.location
    ref = page.rpartition("/")[2]
    assert officer.post(f"{GLOBE}/apply", form).location == page  # sent twice, made once
    for account, status in ((world.manager, 200), (world.drafter_ke, 200), (world.focal_uy, 404)):
        assert visitor(account).get(page).status_code == status
    assert "We trace assets" in keeper.get(page).text
    assert "1 application to a network waits" in keeper.get("/en/").text
    assert send(officer, page, "verify") == 403
    assert send(keeper, page, "verify") == 303
    assert stored(ref).status is Status.ACTIVE
    assert work() >= 2
    assert "Central Authority (invented)" in visitor(world.searcher).get(GLOBE).text
    assert send(keeper, page, "verify") == 403


def test_a_declined_application_says_why_and_can_be_sent_again(world: World, visitor: Visit) -> None:
    with unit_of_work():
        make_authority(ref="AUT-KE0001")
    focal, keeper = visitor(world.focal_ke), visitor(world.coordinator)
    form = values_of(focal.get(f"{GLOBE}/apply").text) | {"member": "authority:AUT-KE0001"}
    page = focal.post(f"{GLOBE}/apply", form).location
    assert send(keeper, page, "decline") == 422
    assert send(keeper, page, "decline", decision="Your founding law is missing.") == 303
    assert "Your founding law is missing." in focal.get(page).text
    assert visitor(world.searcher).get(page).status_code == 404
    again = values_of(focal.get(f"{GLOBE}/apply").text) | {"member": "authority:AUT-KE0001"}
    page = focal.post(f"{GLOBE}/apply", again).location
    assert send(focal, page, "withdraw") == 303
    assert stored(page.rpartition("/")[2]).status is Status.WITHDRAWN


def test_what_the_network_does_not_take_is_said_at_the_field(world: World, visitor: Visit) -> None:
    with unit_of_work():
        make_authority(ref="AUT-KE0001")
    officer = visitor(world.officer_ke)
    aro = f"{LIST}/aro-platform/apply"
    answer = officer.post(aro, values_of(officer.get(aro).text) | {"member": "authority:AUT-KE0001"})
    assert answer.status_code == 422
    assert "This network is not open to this State." in answer.text
    assert "takes none of the members" in officer.get(f"{LIST}/acn/apply").text


def test_a_full_network_says_so_and_the_application_stays(world: World, visitor: Visit) -> None:
    with unit_of_work():
        network_of().cap_per_state = 1
        waiting = make_membership(status=Status.APPLIED)
        make_membership()
        page = f"{GLOBE}/members/{waiting.ref}"
    keeper = visitor(world.coordinator)
    assert "No place of this State is left." in keeper.get(page).text
    answer = keeper.post(f"{page}/verify", {"version": str(stored(page.rpartition("/")[2]).version)})
    assert answer.status_code == 409
    assert "No place of this State in the network is left" in answer.text
    assert stored(page.rpartition("/")[2]).status is Status.APPLIED


def test_who_answers_is_shown_on_request_alone_and_the_coordinator_sees_to_whom(
    world: World, visitor: Visit, point: str
) -> None:
    page = point.partition("/contacts/")[0]
    for account in world.everybody.values():
        who = visitor(account)
        for address in (GLOBE, f"{GLOBE}.json", page, "/en/states/KE", "/en/authorities/AUT-KE0001"):
            text = who.get(address).text
            assert not any(secret in text for secret in SECRETS), address
    for account in (world.provider, world.drafter_ke, world.observer):
        assert visitor(account).post(f"{point}/reveal").status_code == 403
    for account in (world.officer_ke, world.focal_uy, world.searcher, world.coordinator):
        shown = visitor(account).post(f"{point}/reveal")
        assert all(secret in shown.text for secret in SECRETS)
        assert shown.headers["Cache-Control"] == "no-store"
    assert visitor(world.admin).post(f"{point}/reveal").status_code == 404
    seen = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "networks:contact:reveal"))
    assert len(list(seen)) == 4
    assert "Who was shown a contact point" in visitor(world.coordinator).get(GLOBE).text
    assert "Who was shown a contact point" not in visitor(world.focal_ke).get(page).text


def test_a_person_changed_once_is_changed_in_every_network(world: World, visitor: Visit) -> None:
    with unit_of_work():
        person = make_person()
        one, other = make_membership(), make_membership(slug="gfpn", state="UY")
        first = f"{GLOBE}/members/{one.ref}/contacts/{make_point(one, person=person).ref}"
        second = f"{LIST}/gfpn/members/{other.ref}/contacts/{make_point(other, person=person).ref}"
    db.session.remove()
    keeper, searcher = visitor(world.coordinator), visitor(world.searcher)
    assert keeper.get(f"{second}/edit").status_code == 403
    form = values_of(keeper.get(f"{first}/edit").text)
    changed = form | {"email": "new.address@network.example", "phone": "+٢٥٤ ٢٠ ٥٥٥ ٠١٨٨"}
    assert keeper.post(f"{first}/edit", changed).status_code == 303
    for address in (first, second):
        shown = searcher.post(f"{address}/reveal").text
        assert "new.address@network.example" in shown
        assert "+254 20 555 0188" in shown
        assert POINT_EMAIL not in shown
    assert keeper.post(f"{first}/edit", form).status_code == 409  # from a page that is no longer true


def test_the_coordinator_enters_a_member_and_lets_somebody_of_the_own_networks_answer(
    world: World, visitor: Visit
) -> None:
    with unit_of_work():
        make_authority(ref="AUT-KE0001")
        known = make_person()
        make_point(make_membership(state="UY"), person=known)
        known_ref = known.ref
    keeper = visitor(world.coordinator)
    assert visitor(world.focal_ke).get(f"{GLOBE}/members/new").status_code == 403
    form = values_of(keeper.get(f"{GLOBE}/members/new").text)
    wrong = keeper.post(f"{GLOBE}/members/new", form | {"authority": "AUT-KE0001", "state": "KE"})
    assert wrong.status_code == 422
    page = keeper.post(f"{GLOBE}/members/new", form | {"authority": "aut-ke0001"}).location
    point = values_of(keeper.get(f"{page}/contacts/new").text)
    assert keeper.post(f"{page}/contacts/new", point).status_code == 422  # nobody
    assert keeper.post(f"{page}/contacts/new", point | {"person": known_ref}).status_code == 303
    twice = values_of(keeper.get(f"{page}/contacts/new").text) | {"person": known_ref}
    assert keeper.post(f"{page}/contacts/new", twice).status_code == 422
    new = values_of(keeper.get(f"{page}/contacts/new").text)
    new |= {
        "family_name": "Vornitsa",
        "email": "v@network.example",
        "role": "alternate",
        "branch": "judicial",
    }
    assert keeper.post(f"{page}/contacts/new", new).status_code == 303
    assert "Alternate contact point · Judicial" in keeper.get(page).text
    points = [item.ref for item in stored(page.rpartition("/")[2]).points]
    db.session.remove()
    version = db.session.scalar(sa.select(ContactPoint.version).where(ContactPoint.ref == points[1]))
    removed = keeper.post(f"{page}/contacts/{points[1]}/remove", {"version": str(version)})
    assert removed.status_code == 303
    assert [item.ref for item in stored(page.rpartition("/")[2]).points] == points[:1]


def test_a_membership_is_confirmed_by_its_holder_changed_and_ended_by_the_coordinator(
    world: World, visitor: Visit
) -> None:
    with unit_of_work():
        member = make_membership(
            authority=make_authority(ref="AUT-KE0001"), from_on=clock.today() - timedelta(days=900)
        )
        page = f"{GLOBE}/members/{member.ref}"
    keeper, officer = visitor(world.coordinator), visitor(world.officer_ke)
    assert "Dormant" in visitor(world.searcher).get(GLOBE).text
    assert "1 membership of a network waits for your confirmation" in officer.get("/en/").text
    assert send(keeper, page, "confirm") == 403
    assert send(officer, page, "confirm") == 303
    assert "Dormant" not in visitor(world.searcher).get(GLOBE).text
    form = values_of(keeper.get(f"{page}/edit").text)
    assert keeper.post(f"{page}/edit", form | {"kind": "observer"}).status_code == 303
    assert stored(page.rpartition("/")[2]).kind.value == "observer"
    later = (clock.today() + timedelta(days=3)).isoformat()
    assert send(keeper, page, "end", to_on=later) == 422
    assert send(officer, page, "end") == 403
    assert send(keeper, page, "end") == 303
    assert officer.get(page).status_code == 200
    assert visitor(world.searcher).get(page).status_code == 404


def test_the_facts_are_changed_by_the_coordinator_and_outlast_the_next_load(
    world: World, visitor: Visit
) -> None:
    keeper = visitor(world.coordinator)
    assert visitor(world.focal_ke).get(f"{GLOBE}/edit").status_code == 403
    assert keeper.get(f"{LIST}/gfpn/edit").status_code == 403
    form = values_of(keeper.get(f"{GLOBE}/edit").text)
    bad = keeper.post(f"{GLOBE}/edit", form | {"official_languages": [], "website": "javascript:alert(1)"})
    assert bad.status_code == 422
    answer = keeper.post(f"{GLOBE}/edit", form | {"cap_per_state": "٣", "states": "Kenya; Uruguay"})
    assert answer.status_code == 303
    db.session.remove()
    network = db.session.scalars(sa.select(Network).where(Network.slug == "globe")).one()
    assert (network.cap_per_state, network.states) == (3, ["KE", "UY"])
    assert network.purpose.startswith("Direct and informal exchange")


def test_two_hundred_members_stand_by_state_over_pages_with_a_filter(world: World, visitor: Visit) -> None:
    with unit_of_work():
        authorities = [make_authority(state=state) for state in ("KE", "UY", "AT") for _number in range(21)]
        for authority in authorities:
            make_membership(authority=authority)
        make_point(make_membership(state="KE"), branch=None)
    who = visitor(world.searcher)
    page = who.get(GLOBE).text
    assert "64 members" in page
    assert page.index(">Austria<") < page.index(">Kenya<")
    rest = who.get(f"{GLOBE}?page=2").text.partition('<div class="member-states">')[2]
    assert (">Uruguay<" in rest, ">Kenya<" in rest) == (True, False)
    assert "21 members found" in who.get(f"{GLOBE}?state=AT").text
    assert "No member found" in who.get(f"{GLOBE}?branch=judicial").text


@pytest.mark.parametrize("path", [GLOBE, f"{GLOBE}.json", "/en/states/KE", "/en/authorities/AUT-KE0001"])
def test_many_members_cost_no_more_queries_than_two(world: World, visitor: Visit, path: str) -> None:
    slugs = ("globe", "gfpn", "egmont", "arinsa", "iaaca", "aaacaca", "eaaaca")
    with unit_of_work():
        own = make_authority(
            ref="AUT-KE0001", identity={"duties": (DutyInput("uncac-fiu"), DutyInput("uncac-mla"))}
        )
        for slug in slugs[:2]:
            make_point(make_membership(authority=own, slug=slug))
    who, counts = visitor(world.focal_ke), []
    who.get(path)
    for more in ((), slugs[2:]):
        with unit_of_work():
            for slug in more:
                make_point(make_membership(authority=own, slug=slug))
                make_point(make_membership(state="KE"))
        with counted() as statements:
            assert who.get(path).status_code == 200
        counts.append(len(statements))
    # Every five seconds one question more asks whether the vocabularies are still those in memory.
    assert counts[1] <= counts[0] + 1 < 30

"""A list of memberships by page: looked at, entered whole or not at all, and taken back."""

import io
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.networks.models import Membership
from roster.networks.services import confirm_membership
from tests.factories.accounts import World
from tests.factories.authorities import make_authority
from tests.factories.networks import network_of
from tests.visitor import Visitor

REF, OTHER = "AUT-KE0001", "AUT-KE0002"
START = "/en/networks/import"


@pytest.fixture(autouse=True)
def entries(world: World) -> None:
    with unit_of_work():
        make_authority(ref=REF)
        make_authority(ref=OTHER)
    db.session.remove()


def send(visitor: Visitor, *rows: str, name: str = "list.csv") -> str:
    content = "\n".join(("Network,Member,Kind of membership,From,To", *rows)).encode()
    once = visitor.get(START).text.split('name="once" type="hidden" value="')[1].split('"')[0]
    answer = visitor.post(START, {"once": once, "file": (io.BytesIO(content), name)})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def version_at(visitor: Visitor, address: str) -> str:
    return visitor.get(address).text.split('name="version"')[1].split('value="')[1].split('"')[0]


def stored() -> list[Membership]:
    db.session.remove()
    return list(db.session.scalars(sa.select(Membership).order_by(Membership.id)))


def test_a_list_is_looked_at_entered_and_taken_back_but_for_what_was_touched(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    coordinator = visitor(world.coordinator)
    address = send(coordinator, f"globe,{REF},,2025-01-01,", f"globe,{OTHER},,2025-01-01,")
    assert "2 memberships can be imported" in coordinator.get(address).text
    assert stored() == []
    coordinator.post(f"{address}/apply", {"version": version_at(coordinator, address)}, page=address)
    _first, second = stored()
    coordinator.post(f"{address}/apply", {"version": "1"}, page=address)
    assert len(stored()) == 2
    with unit_of_work():
        confirm_membership(world.focal_ke.actor, db.session.get_one(Membership, second.id))
    coordinator.post(f"{address}/undo", {"version": version_at(coordinator, address)}, page=address)
    assert [item.id for item in stored()] == [second.id]
    assert "1 membership stays" in coordinator.get(address).text


def test_with_one_fault_nothing_is_entered_and_it_is_said_where(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    manager = visitor(world.manager)
    address = send(manager, f"globe,{REF},,,", "globe,Atlantis,,,", "nowhere,Kenya,,,")
    page = manager.get(address).text
    assert "2 errors" in page
    assert "There is no network of this name." in page
    again = manager.post(f"{address}/apply", {"version": version_at(manager, address)}, page=address)
    assert again.status_code == 422
    assert stored() == []


def test_a_coordinator_enters_members_of_the_own_network_only(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    coordinator = visitor(world.coordinator)
    other = network_of("carin").slug
    address = send(coordinator, f"{other},{REF},,,")
    assert "You do not keep the members of this network." in coordinator.get(address).text


def test_a_file_that_is_no_table_is_refused_at_its_field(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    manager = visitor(world.manager)
    once = manager.get(START).text.split('name="once" type="hidden" value="')[1].split('"')[0]
    answer = manager.post(START, {"once": once, "file": (io.BytesIO(b"\0\1\2"), "list.xlsx")})
    assert answer.status_code == 422


def test_lists_are_read_by_who_sent_them_and_the_manager(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    address = send(visitor(world.manager), f"globe,{REF},,,")
    assert visitor(world.coordinator).get(address).status_code == 404
    assert visitor(world.focal_ke).get(START).status_code == 403

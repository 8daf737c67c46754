"""Who sees and does what: the rule in Python and in SQL are one, over a grid."""

from datetime import timedelta

import sqlalchemy as sa
from flask import Flask

from roster.core import clock
from roster.core.actor import NOBODY, SYSTEM, Actor, Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.networks import policy, queries
from roster.networks.models import Membership
from roster.networks.states import Status
from tests.factories.accounts import World, make_account
from tests.factories.authorities import make_authority
from tests.factories.networks import make_membership, make_person

OWN_REF = "AUT-KE0001"


def _actors(world: World) -> dict[str, Actor]:
    with unit_of_work():
        more = {
            "observer_globe": make_account(Assignment(Role.OBSERVER, "network:globe")),
            "observer_own": make_account(Assignment(Role.OBSERVER, f"authority:{OWN_REF}")),
            "coordinator_gfpn": make_account(Assignment(Role.COORDINATOR, "network:gfpn")),
            "no_role": make_account(),
            "expert": make_account(Assignment(Role.EXPERT, "self:EXP-000000")),
            "both": make_account(
                Assignment(Role.OFFICER, f"authority:{OWN_REF}"), Assignment(Role.OBSERVER, "state:UY")
            ),
        }
    everybody = {name: item.actor for name, item in (world.everybody | more).items()}
    return everybody | {"nobody": NOBODY, "system": SYSTEM}


def _grid() -> list[Membership]:
    """Of each kind of member, in networks and States of two sides, at each status."""
    made = []
    with unit_of_work():
        own = make_authority(ref=OWN_REF)
        for status in Status:
            kinds = (
                {"authority": own},
                {"state": "UY"},
                {"slug": "gfpn", "state": "KE"},
                {"slug": "acn", "of_state": True, "state": "UY"},
                {"slug": "iap", "person": make_person(), "state": "KE"},
            )
            for kind in kinds:
                made.append(make_membership(**kind))
                made[-1].status = Status.ENDED  # while the same member comes again at the next status
            for item in made[-len(kinds) :]:
                item.reason = status.value
        for item in made:
            item.status, item.reason = Status(item.reason), ""
    return made


def test_can_view_and_its_twin_in_sql_agree(app: Flask, world: World) -> None:
    grid = _grid()
    assert {item.status for item in grid} == set(Status)
    for name, actor in _actors(world).items():
        seen = set(db.session.scalars(sa.select(Membership.ref).where(policy.visible_to(actor))))
        assert seen == {item.ref for item in grid if policy.can_view_membership(actor, item)}, name


def test_an_application_is_read_by_its_state_its_holder_and_who_keeps_the_network(
    app: Flask, world: World
) -> None:
    with unit_of_work():
        item = make_membership(authority=make_authority(ref=OWN_REF), status=Status.APPLIED)
    actors = _actors(world)
    seen = {name for name, actor in actors.items() if policy.can_view_membership(actor, item)}
    assert seen == {"manager", "focal_ke", "drafter_ke", "officer_ke", "coordinator", "both", "system"}
    deciding = {name for name, actor in actors.items() if policy.can_decide(actor, item)}
    assert deciding == {"manager", "coordinator"}
    withdrawing = {name for name, actor in actors.items() if policy.can_withdraw(actor, item)}
    assert withdrawing == {"focal_ke", "officer_ke", "both"}


def test_people_who_answer_are_for_officers_focal_points_secretariat_and_this_coordinator(
    app: Flask, world: World
) -> None:
    with unit_of_work():
        item = make_membership(state="UY")
    actors = _actors(world)
    seen = {name for name, actor in actors.items() if policy.can_reveal(actor, item)}
    people = {"manager", "searcher", "focal_ke", "focal_uy", "officer_ke", "coordinator", "both", "system"}
    assert seen == people
    confirming = {name for name, actor in actors.items() if policy.can_confirm(actor, item)}
    assert confirming == {"focal_uy", "system"}


def test_an_observer_reads_what_was_granted(app: Flask, world: World) -> None:
    with unit_of_work():
        here, there = make_membership(state="UY"), make_membership(slug="gfpn", state="UY")
    actor = _actors(world)["observer_globe"]
    assert policy.can_list_members(actor, here.network)
    assert not policy.can_list_members(actor, there.network)
    found, total = queries.memberships_of(actor, here.network, offset=0, limit=10)
    assert ([item.ref for item in found], total) == ([here.ref], 1)
    assert queries.memberships_of(actor, there.network, offset=0, limit=10) == ([], 0)


def test_a_reference_that_is_none_is_nobodys(app: Flask, world: World) -> None:
    with unit_of_work():
        item = make_membership()
    actor = world.manager.actor
    assert queries.membership_by_ref(actor, "globe", item.ref) is not None
    for slug, ref in (("gfpn", item.ref), ("globe", "MEM-000000"), ("globe", "' or 1=1"), ("", "")):
        assert queries.membership_by_ref(actor, slug, ref) is None


def test_what_days_before_showed_can_still_be_asked(app: Flask) -> None:
    today = clock.today()
    with unit_of_work():
        ended = make_membership(from_on=today - timedelta(days=100))
        ended.status, ended.to_on = Status.ENDED, today - timedelta(days=10)
        make_membership(slug="gfpn", from_on=today + timedelta(days=10), status=Status.VERIFIED)
    days = {"then": today - timedelta(days=50), "now": today, "later": today + timedelta(days=20)}
    pairs = {name: queries.state_network_pairs(day) for name, day in days.items()}
    assert pairs == {"then": {("KE", "globe")}, "now": set(), "later": {("KE", "gfpn")}}
    assert [item.ref for item in queries.active_memberships(days["then"], states=["KE"])] == [ended.ref]

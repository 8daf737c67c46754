"""The rules and the life of a membership: eligibility, the last place, dormancy, letters, loading, erasure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core import clock
from roster.core.actor import SYSTEM
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.unit_of_work import unit_of_work
from roster.networks import clock_jobs, network_services, point_services, queries, rules, services
from roster.networks.inputs import MemberInput, MembershipInput, PersonInput
from roster.networks.models import ContactPoint, Membership
from roster.networks.room import faults
from roster.networks.states import MembershipKind, MemberType, Status
from roster.people.models import Person
from roster.rooms import erase_expert
from tests.factories.accounts import World
from tests.factories.authorities import make_authority
from tests.factories.experts import make_profile
from tests.factories.networks import PERSON, make_membership, make_person, make_point, network_of
from tests.parallel import at_once

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("slug", "member", "sentence"),
    [
        ("globe", rules.Member(MemberType.AUTHORITY, "KE"), ""),
        ("globe", rules.Member(MemberType.STATE, "KE"), "kind of member"),
        ("aro-platform", rules.Member(MemberType.AUTHORITY, "KE"), "not open to this State"),
        ("aro-platform", rules.Member(MemberType.AUTHORITY, "AT"), "none of the functions"),
        ("aro-platform", rules.Member(MemberType.AUTHORITY, "AT", frozenset({"uncac-asset-recovery"})), ""),
        ("iap", rules.Member(MemberType.PERSON, None), ""),
    ],
)
def test_who_may_belong(app: Flask, slug: str, member: rules.Member, sentence: str) -> None:
    said = str(rules.eligibility(network_of(slug), member).get("member", ""))
    assert sentence in said
    assert bool(said) == bool(sentence)


@pytest.mark.parametrize(
    ("confirmed", "started", "missed", "is_due", "is_dormant"),
    [
        (None, 0, 0, False, False),
        (None, 365, 0, False, False),
        (None, 366, 0, True, False),
        (None, 455, 0, True, False),
        (None, 456, 1, True, False),
        (None, 820, 1, True, False),
        (None, 821, 2, True, True),
        (10, 3_000, 0, False, False),
        (900, 3_000, 2, True, True),
        (400, 30, 0, False, False),  # confirmed before it began anew
    ],
)
def test_two_missed_confirmations_make_it_dormant(
    confirmed: int | None, started: int, missed: int, is_due: bool, is_dormant: bool
) -> None:
    confirmed_on = TODAY - timedelta(days=confirmed) if confirmed is not None else None
    found = rules.dormancy(confirmed_on, TODAY - timedelta(days=started), TODAY)
    assert (found.missed, found.is_due, found.is_dormant) == (missed, is_due, is_dormant)


def test_the_last_day_there_is_can_be_a_beginning() -> None:
    assert rules.dormancy(None, date.max, TODAY).due_on == date.max


def test_of_two_applications_for_the_last_place_one_wins(app: Flask, world: World) -> None:
    with unit_of_work():
        network_of().cap_per_state = 2
        make_membership(state="KE")
        make_membership(state="KE", kind=MembershipKind.OBSERVER)  # takes no place
        refs = [make_membership(state="KE", status=Status.ENDED).ref for _number in range(2)]
        for item in db.session.scalars(sa.select(Membership).where(Membership.ref.in_(refs))):
            item.status = Status.APPLIED
    db.session.remove()
    actor = world.coordinator.actor

    def admits(ref: str) -> str:
        try:
            with unit_of_work():
                found = queries.membership_by_ref(actor, "globe", ref)
                assert found is not None
                services.verify_membership(actor, found)
        except InvalidError as error:
            return str(error.problems["member"])
        return "admitted"

    outcomes = at_once(app, *(partial(admits, ref) for ref in refs))
    full = "No place of this State in the network is left. Places in all: 2."
    assert sorted(map(str, outcomes)) == [full, "admitted"]
    db.session.remove()
    standing = db.session.scalars(sa.select(Membership.status).where(Membership.ref.in_(refs))).all()
    assert sorted(standing) == [Status.ACTIVE, Status.APPLIED]


def test_the_same_member_is_there_once(app: Flask, world: World) -> None:
    with unit_of_work():
        authority = make_authority()
        make_membership(authority=authority)
        with pytest.raises(InvalidError):
            make_membership(authority=authority)
        make_membership(slug="gfpn", authority=authority)
        make_membership(slug="acn", of_state=True)
        with pytest.raises(InvalidError):
            make_membership(slug="acn", of_state=True)
    with unit_of_work(), pytest.raises(InvalidError):
        services.create_membership(SYSTEM, network_of(), member=MemberInput(), given=MembershipInput())


def test_nobody_applies_for_others_and_no_step_is_taken_twice(app: Flask, world: World) -> None:
    with unit_of_work():
        foreign = make_authority(state="UY")
        waiting = make_membership(state="KE", status=Status.APPLIED)
    for account in (world.officer_ke, world.focal_ke, world.coordinator, world.manager):
        with unit_of_work(), pytest.raises(ForbiddenError):
            services.apply(account.actor, network_of(), member=MemberInput(authority=foreign))
    with unit_of_work():
        found = queries.membership_by_ref(SYSTEM, "globe", waiting.ref)
        assert found is not None
        services.decline_membership(world.coordinator.actor, found, decision="Not yet.")
        with pytest.raises(StaleError):
            services.verify_membership(world.coordinator.actor, found)


def test_days_begin_end_and_ask(app: Flask, world: World, work: Callable[[], int]) -> None:
    today = clock.today()
    with unit_of_work():
        own = make_authority(ref="AUT-KE0001")
        make_membership(authority=own, from_on=today - timedelta(days=366))
        later = make_membership(slug="gfpn", from_on=today + timedelta(days=2), status=Status.VERIFIED)
        over = make_membership(slug="gfpn", state="UY", from_on=today - timedelta(days=20))
        over.to_on = today + timedelta(days=1)
    with unit_of_work():
        assert clock_jobs.begin_and_end(today, today) == 0
        assert clock_jobs.begin_and_end(today, today + timedelta(days=2)) == 2
        assert (later.status, over.status) == (Status.ACTIVE, Status.ENDED)
        asked = [
            clock_jobs.ask_to_confirm(today + timedelta(days=number - 1), today + timedelta(days=number))
            for number in range(70)
        ]
    assert [number for number, count in enumerate(asked) if count] == [0, 30, 60]
    assert work() >= 3


def test_a_person_with_a_profile_keeps_its_name_and_goes_with_it(app: Flask, world: World) -> None:
    with unit_of_work():
        profile = make_profile()
        member = make_membership()
        point = make_point(member, person=profile.person)
        point_services.edit_person(
            SYSTEM, profile.person, given=replace(PERSON, family_name="Other", email="desk@network.example")
        )
        assert profile.person.family_name != "Other"
        assert profile.person.contact.email != "desk@network.example"
        assert point.person.network_contact is not None
    with unit_of_work():
        erase_expert(SYSTEM, db.session.merge(profile), basis="request")
    db.session.remove()
    assert db.session.scalar(sa.select(sa.func.count(ContactPoint.id))) == 0


def test_who_serves_nowhere_any_more_is_forgotten(app: Flask, world: World) -> None:
    with unit_of_work():
        person = make_person()
        one, two = make_membership(), make_membership(slug="gfpn")
        points = [make_point(item, person=person) for item in (one, two)]
        ref = person.ref
        point_services.remove_point(SYSTEM, points[0])
        assert db.session.scalar(sa.select(Person.id).where(Person.ref == ref)) is not None
        point_services.remove_point(SYSTEM, points[1])
        assert db.session.scalar(sa.select(Person.id).where(Person.ref == ref)) is None
        with pytest.raises(InvalidError):
            point_services.add_person(SYSTEM, given=PersonInput(family_name="Nobody can reach me"))


def test_loading_again_writes_nothing_and_leaves_low_confidence_out(app: Flask) -> None:
    assert len(queries.networks(SYSTEM)) >= 50
    assert queries.network_by_slug(SYSTEM, "aaaca") is None
    with unit_of_work():
        assert network_services.load_networks(SYSTEM) == 0
        network_of("egmont").purpose = "Changed by nobody"
        db.session.flush()
        assert network_services.load_networks(SYSTEM) == 1
        assert network_of("egmont").purpose != "Changed by nobody"


def test_the_check_finds_a_coordinator_of_nothing_and_a_member_of_another_state(
    app: Flask, world: World
) -> None:
    with unit_of_work():
        member = make_membership(state="KE")
    assert list(faults()) == []
    with unit_of_work() as session:
        session.execute(sa.update(Membership).where(Membership.id == member.id).values(state="UY"))
        session.execute(sa.text("update network set slug = 'gone' where slug = 'globe'"))
    db.session.remove()
    assert len(list(faults())) == 2

"""Invented memberships and contact points in the real networks, made through the services."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from roster.authorities.models import Authority
from roster.core.actor import SYSTEM
from roster.core.db import db
from roster.networks import point_services, services
from roster.networks.inputs import MemberInput, MembershipInput, PersonInput, PointInput
from roster.networks.models import ContactPoint, Membership, Network
from roster.networks.queries import network_by_slug
from roster.networks.states import MembershipKind, Status
from roster.people.models import Person
from tests.factories.authorities import make_authority

POINT_NAME, POINT_EMAIL, POINT_PHONE = "Qxwendolin", "qxwendolin@network.example", "+254 20 555 0177"
PERSON = PersonInput(
    family_name=POINT_NAME,
    given_name="Amara",
    email=POINT_EMAIL,
    phone=POINT_PHONE,
    languages=("en", "fr"),
)


def network_of(slug: str = "globe") -> Network:
    """A network of the data files."""
    network = network_by_slug(SYSTEM, slug)
    assert network is not None
    return network


def make_membership(
    *,
    slug: str = "globe",
    authority: Authority | None = None,
    person: Person | None = None,
    state: str = "KE",
    of_state: bool = False,
    kind: MembershipKind = MembershipKind.MEMBER,
    status: Status = Status.ACTIVE,
    from_on: date | None = None,
    confirmed_at: datetime | None = None,
    ref: str = "",
) -> Membership:
    """A membership of the authority or person given, of the State, or else of a new authority of the State.

    Call it within a unit of work.
    """
    network = network_of(slug)
    if authority is None and person is None and not of_state:
        authority = make_authority(state=state)
    member = MemberInput(authority=authority, person=person, state=None if authority else state)
    given = MembershipInput(kind=kind, from_on=from_on)
    made = services.create_membership(SYSTEM, network, member=member, given=given, ref=ref)
    made.status, made.confirmed_at = status, confirmed_at
    db.session.flush()
    return made


def make_person(**details: Any) -> Person:
    """Somebody who serves in networks. Call it within a unit of work."""
    return point_services.add_person(SYSTEM, given=replace(PERSON, **details))


def make_point(
    membership: Membership, *, person: Person | None = None, ref: str = "", **details: Any
) -> ContactPoint:
    """A contact point of a membership. Call it within a unit of work."""
    return point_services.add_point(
        SYSTEM, membership, person=person or make_person(), given=PointInput(**details), ref=ref
    )

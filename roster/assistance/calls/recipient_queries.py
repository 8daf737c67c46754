"""Whom a call reaches beside experts of the roster: people who answer in networks, focal points of States."""

from collections.abc import Collection, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from roster.accounts.models import RoleAssignment, User
from roster.core.actor import Role
from roster.core.db import db
from roster.networks.models import ContactPoint, Membership, Network
from roster.networks.states import SHOWN
from roster.people.models import Person


def networks_with_people(*, today: date) -> frozenset[str]:
    """The slugs of the networks in which somebody answers for a member today: the others a call reaches in nobody."""
    found = _serving(today).join(Network, Network.id == Membership.network_id).with_only_columns(Network.slug)
    return frozenset(db.session.scalars(found.distinct()))


def people_of_networks(slugs: Collection[str], *, today: date) -> Sequence[Person]:
    """Who answers for members of these networks today, each once."""
    serving = (
        _serving(today).join(Network, Network.id == Membership.network_id).where(Network.slug.in_(slugs))
    )
    found = sa.select(Person).where(Person.id.in_(serving)).order_by(Person.id)
    return db.session.scalars(found.options(joinedload(Person.network_contact))).all()


def person_in_network(person_id: int) -> Person | None:
    """The person with this number, with the contact for networks: for letters."""
    found = sa.select(Person).where(Person.id == person_id)
    return db.session.scalar(found.options(joinedload(Person.network_contact)))


def state_of_person(person_id: int) -> str | None:
    """The State of a member for which this person answers."""
    found = (
        sa.select(Membership.state)
        .join(ContactPoint, ContactPoint.membership_id == Membership.id)
        .where(ContactPoint.person_id == person_id, Membership.state.is_not(None))
    )
    return db.session.scalar(found.order_by(ContactPoint.id).limit(1))


def focal_points(states: Collection[str] | None, *, besides: str) -> Sequence[User]:
    """Focal points of these States, or of all, but not of the one besides; each account once."""
    which = [
        RoleAssignment.role == Role.FOCAL_POINT,
        RoleAssignment.ended_at.is_(None),
        RoleAssignment.scope != f"state:{besides}",
    ]
    if states is not None:
        which.append(RoleAssignment.scope.in_([f"state:{iso2}" for iso2 in states]))
    holders = sa.select(RoleAssignment.user_id).where(*which)
    found = sa.select(User).where(User.active, User.id.in_(holders))
    return db.session.scalars(found.order_by(User.id)).all()


def _serving(today: date) -> sa.Select[int]:
    """The numbers of those who answer for a member whose membership stands on this day."""
    return (
        sa.select(ContactPoint.person_id)
        .join(Membership, Membership.id == ContactPoint.membership_id)
        .where(
            Membership.status.in_(SHOWN),
            sa.or_(Membership.from_on.is_(None), Membership.from_on <= today),
            sa.or_(Membership.to_on.is_(None), Membership.to_on > today),
        )
    )

"""Selects on who answers: the people, where they serve, and who asked for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from roster.accounts.models import User
from roster.core.actor import Actor, Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.reference import is_reference
from roster.networks import policy
from roster.networks.models import ContactPoint, Membership, Network
from roster.people.models import Person

PERSON_PREFIX = "PER"
REVEALED = "networks:contact:reveal"
NOTHING = ""


@dataclass(frozen=True)
class Reveal:
    """Who asked for a contact point, and when."""

    at: datetime
    name: str
    point_ref: str


def person_by_ref(actor: Actor, ref: str) -> Person | None:
    """A person whom this actor may choose as contact point: one who serves in a network of the own."""
    ref = ref if is_reference(ref, PERSON_PREFIX) else NOTHING
    found = sa.select(Person).where(Person.ref == ref, Person.id.in_(_known_to(actor)))
    return db.session.scalar(found.options(joinedload(Person.network_contact)))


def people_known_to(actor: Actor) -> Sequence[Person]:
    """The people who serve in networks that this actor keeps, by name."""
    found = sa.select(Person).where(Person.id.in_(_known_to(actor)))
    found = found.order_by(Person.latin_family_name, Person.family_name, Person.id)
    return db.session.scalars(found.options(joinedload(Person.network_contact))).all()


def points_of_person(person_id: int) -> Sequence[ContactPoint]:
    """Everywhere that this person serves."""
    found = sa.select(ContactPoint).where(ContactPoint.person_id == person_id).order_by(ContactPoint.id)
    return db.session.scalars(found).all()


def memberships_of_person(person_id: int) -> Sequence[Membership]:
    """Where this person is a member."""
    found = sa.select(Membership).where(Membership.person_id == person_id).order_by(Membership.id)
    return db.session.scalars(found).all()


def reveals_of(network: Network, *, limit: int) -> Sequence[Reveal]:
    """Who asked for contact points of this network, the latest first."""
    refs = sa.select(Membership.ref).where(Membership.network_id == network.id).scalar_subquery()
    return _reveals(AuditEntry.subject.in_(refs), limit)


def reveals_of_membership(membership: Membership, *, limit: int) -> Sequence[Reveal]:
    """Who asked for contact points of this member, the latest first."""
    return _reveals(AuditEntry.subject == membership.ref, limit)


def _reveals(which: sa.ColumnElement[bool], limit: int) -> Sequence[Reveal]:
    found = (
        sa.select(AuditEntry.at, AuditEntry.fields, User.name)
        .join(User, User.id == AuditEntry.user_id)
        .where(AuditEntry.action == REVEALED, which)
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    )
    return [Reveal(at, name, (fields or [NOTHING])[0]) for at, fields, name in db.session.execute(found)]


def _known_to(actor: Actor) -> sa.ScalarSelect[int]:
    """Who serves in a network that this actor keeps."""
    found = sa.select(ContactPoint.person_id).join(Membership, Membership.id == ContactPoint.membership_id)
    slugs = sorted(actor.scopes(Role.COORDINATOR))
    if not policy.keeps_all(actor):
        found = found.join(Network, Network.id == Membership.network_id).where(Network.slug.in_(slugs))
    return found.scalar_subquery()

"""Profiles that may be the same person's as another: by name keys and by e-mail address."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from roster.core.actor import Actor, Role
from roster.core.db import db
from roster.experts.inputs import ProfileInput
from roster.experts.models import Profile
from roster.experts.policy import visible_to
from roster.people.models import Contact, Person
from roster.people.queries import people_sharing_keys

COMPARED = 60


@dataclass(frozen=True)
class Nearby:
    """As much of a profile as is compared."""

    id: int
    given: ProfileInput


def profiles_near(actor: Actor, *, keys: Collection[str], email: str) -> Sequence[Nearby]:
    """Those that share most of these keys, and those with this address, of those that exist for this actor.

    By its address a profile is near only to whoever reads the address: with a name a little wrong, that it is
    among the likely ones would tell the address.
    """
    ways: list[sa.ColumnElement[bool]] = [Profile.person_id.in_(people_sharing_keys(keys, limit=COMPARED))]
    if email:
        with_email = sa.select(Contact.person_id).where(sa.func.lower(Contact.email) == email.lower())
        ways.append(sa.and_(Profile.person_id.in_(with_email), _address_is_read_by(actor)))
    columns = (
        Person.family_name,
        Person.given_name,
        Person.latin_family_name,
        Person.latin_given_name,
        Contact.email,
        Profile.employer,
    )
    rows = db.session.execute(
        sa.select(Profile.id, *columns)
        .join(Person, Person.id == Profile.person_id)
        .join(Contact, Contact.person_id == Person.id)
        .where(sa.or_(*ways), visible_to(actor))
        .order_by(Profile.id)
    )
    return [
        Nearby(
            row.id,
            ProfileInput(
                family_name=row.family_name,
                given_name=row.given_name,
                latin_family_name=row.latin_family_name,
                latin_given_name=row.latin_given_name,
                email=row.email,
                employer=row.employer,
            ),
        )
        for row in rows
    ]


def _address_is_read_by(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_read_restricted` as a condition on profiles that are visible."""
    if actor.is_secretariat:
        return sa.true()
    return sa.or_(Profile.nominating_state.in_(actor.states), Profile.ref.in_(actor.scopes(Role.EXPERT)))

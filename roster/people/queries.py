"""People by their names: whom keys bring together; organisations by reference."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from roster.core.actor import Actor
from roster.core.db import db
from roster.core.reference import is_reference
from roster.core.unit_of_work import is_open
from roster.people.models import NameKey, Organisation, Person

ORGANISATION_PREFIX = "ORG"
NOTHING = ""  # asked for all the same: an impossible reference costs one query too


def people_sharing_keys(keys: Collection[str], *, limit: int) -> Sequence[int]:
    """The keys of the people who share most of these name keys, the nearest first."""
    if not keys:
        return []
    return db.session.scalars(
        sa.select(NameKey.person_id)
        .where(NameKey.key.in_(sorted(keys)))
        .group_by(NameKey.person_id)
        .order_by(sa.func.count().desc(), NameKey.person_id)
        .limit(limit)
    ).all()


def is_reference_taken(ref: str) -> bool:
    """Whether a person has this reference."""
    return db.session.scalar(sa.select(Person.id).where(Person.ref == ref)) is not None


def organisation_by_ref(_actor: Actor, ref: str) -> Organisation | None:
    """The organisation with this reference. Within a change its row is locked first."""
    ref = ref if is_reference(ref, ORGANISATION_PREFIX) else NOTHING
    found = sa.select(Organisation).where(Organisation.ref == ref)
    if is_open():
        found = found.with_for_update(of=Organisation).execution_options(populate_existing=True)
    return db.session.scalar(found)


def organisations() -> Sequence[Organisation]:
    """All organisations in the order of their references."""
    return db.session.scalars(sa.select(Organisation).order_by(Organisation.ref)).all()


def organisations_by_refs(refs: Collection[str]) -> Sequence[Organisation]:
    """The organisations with these references, as far as they are there."""
    if not refs:
        return []
    found = sa.select(Organisation).where(Organisation.ref.in_(sorted(refs)))
    return db.session.scalars(found.order_by(Organisation.ref)).all()

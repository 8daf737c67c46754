"""The selects of the page of two States: light rows of all their memberships, and the few that are shown in full."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, lazyload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from roster.authorities.models import Authority
from roster.authorities.policy import visible_to as authorities_visible_to
from roster.authorities.states import SHOWN as LISTED
from roster.core.actor import Actor
from roster.core.db import db
from roster.networks.models import ContactPoint, Membership, Network
from roster.networks.policy import visible_to
from roster.networks.states import SHOWN, MemberType


@dataclass(frozen=True)
class Seat:
    """One membership as the choice of the way needs it: `points` is how many contact points it has."""

    id: int
    state: str
    slug: str
    acronym: str
    authority_id: int | None
    from_on: date | None
    confirmed_at: datetime | None
    points: int


def authorities_between(actor: Actor, codes: Collection[str]) -> Sequence[Authority]:
    """The listed authorities of these States by name, without contact persons: the page has none."""
    found = (
        sa.select(Authority)
        .where(Authority.state.in_(sorted(codes)), Authority.stage.in_(LISTED), authorities_visible_to(actor))
        .order_by(Authority.english_name, Authority.id)
    )
    authorities = db.session.scalars(found.options(lazyload(Authority.contacts))).all()
    for authority in authorities:
        set_committed_value(authority, "contacts", [])
    return authorities


def seats_of(actor: Actor, at: date, *, states: Collection[str]) -> list[Seat]:
    """What authorities of these States, and the States themselves, hold in networks on this day and this actor sees.

    A person's membership is not the State's.
    """
    points = (
        sa.select(sa.func.count())
        .where(ContactPoint.membership_id == Membership.id)
        .correlate(Membership)
        .scalar_subquery()
    )
    found = (
        sa.select(
            Membership.id,
            Membership.state,
            Network.slug,
            Network.acronym,
            Membership.authority_id,
            Membership.from_on,
            Membership.confirmed_at,
            points,
        )
        .join(Network, Network.id == Membership.network_id)
        .where(
            Membership.status.in_(SHOWN),
            Membership.from_on <= at,
            sa.or_(Membership.to_on.is_(None), Membership.to_on > at),
            Membership.state.in_(sorted(states)),
            Membership.member_type != MemberType.PERSON,
            visible_to(actor),
        )
        .order_by(Membership.id)
    )
    return [Seat(*row) for row in db.session.execute(found)]


def memberships_in_full(actor: Actor, ids: Collection[int]) -> Sequence[Membership]:
    """These memberships with network and contact points; their authorities are those that are loaded already."""
    found = sa.select(Membership).where(Membership.id.in_(sorted(ids)), visible_to(actor))
    named = joinedload(Membership.network, innerjoin=True)
    return db.session.scalars(
        found.options(
            named.load_only(Network.slug, Network.acronym, Network.name), selectinload(Membership.points)
        )
    ).all()

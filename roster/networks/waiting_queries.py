"""Selects on what the passing of days brings to memberships, and on what `roster check` verifies."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from roster.authorities.models import Authority
from roster.core.actor import Actor, Role
from roster.core.db import db
from roster.networks.models import Membership
from roster.networks.queries import locked, with_authority
from roster.networks.states import SHOWN, Status
from roster.vocabulary.freshness import CONFIRMED_DAYS


def to_confirm(actor: Actor, today: date) -> Sequence[Membership]:
    """Active memberships that this actor speaks for and that nobody confirmed for a year."""
    last = datetime.combine(today - timedelta(days=CONFIRMED_DAYS), time(), UTC)
    found = (
        sa.select(Membership)
        .outerjoin(Authority, Authority.id == Membership.authority_id)
        .where(
            Membership.status == Status.ACTIVE,
            Membership.from_on < last.date(),
            sa.or_(Membership.confirmed_at.is_(None), Membership.confirmed_at < last),
            sa.or_(
                Membership.state.in_(sorted(actor.scopes(Role.FOCAL_POINT))),
                Authority.ref.in_(sorted(actor.scopes(Role.OFFICER))),
            ),
        )
        .order_by(Membership.from_on, Membership.id)
    )
    return db.session.scalars(found).all()


def last_confirmed_between(first: date, end: date) -> Sequence[Membership]:
    """Active memberships that were last confirmed, or begun, within these days (end left out)."""
    begin, stop = (datetime.combine(day, time(), UTC) for day in (first, end))
    confirmed = sa.and_(Membership.confirmed_at >= begin, Membership.confirmed_at < stop)
    begun = sa.and_(Membership.confirmed_at.is_(None), Membership.from_on >= first, Membership.from_on < end)
    found = sa.select(Membership).where(Membership.status == Status.ACTIVE, sa.or_(confirmed, begun))
    return db.session.scalars(found.order_by(Membership.id).options(with_authority())).all()


def over_by(today: date) -> Sequence[Membership]:
    """Memberships whose last day has come."""
    found = sa.select(Membership).where(Membership.status.in_(SHOWN), Membership.to_on <= today)
    return db.session.scalars(locked(found.order_by(Membership.id), Membership)).all()


def beginning_by(today: date) -> Sequence[Membership]:
    """Verified memberships whose first day has come."""
    found = sa.select(Membership).where(Membership.status == Status.VERIFIED, Membership.from_on <= today)
    return db.session.scalars(locked(found.order_by(Membership.id), Membership)).all()


def faulty_memberships() -> Sequence[str]:
    """References of memberships that name not exactly one member, or another State than their authority's."""
    named = sa.case((Membership.authority_id.is_not(None), 1), else_=0) + sa.case(
        (Membership.person_id.is_not(None), 1), else_=0
    )
    found = (
        sa.select(Membership.ref)
        .outerjoin(Authority, Authority.id == Membership.authority_id)
        .where(
            sa.or_(
                named > 1,
                sa.and_(named == 0, Membership.state.is_(None)),
                sa.and_(Authority.id.is_not(None), Authority.state != Membership.state),
            )
        )
    )
    return db.session.scalars(found.order_by(Membership.ref)).all()

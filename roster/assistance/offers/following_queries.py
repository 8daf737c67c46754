"""Selects about what follows a person from one profile to another."""

from collections.abc import Collection, Sequence
from typing import TypeVar

import sqlalchemy as sa

from roster.assistance.engagements.models import Engagement
from roster.assistance.offers.models import AvailabilityQuestion, ExpertOffer
from roster.assistance.offers.states import LIVE, EndReason, OfferStage
from roster.core.db import db
from roster.experts.models import Profile

Row = TypeVar("Row", ExpertOffer, AvailabilityQuestion, Engagement)


def family_of(profile_id: int) -> set[int]:
    """This profile and those that became part of it, near and far."""
    found, new = {profile_id}, {profile_id}
    while new:
        new = set(db.session.scalars(sa.select(Profile.id).where(Profile.merged_into_id.in_(new)))) - found
        found |= new
    return found


def offers_of(profile_ids: Collection[int]) -> Sequence[ExpertOffer]:
    """Offers to these profiles, or that were made to them first."""
    which = sa.or_(ExpertOffer.profile_id.in_(profile_ids), ExpertOffer.first_profile_id.in_(profile_ids))
    found = sa.select(ExpertOffer).where(which, ExpertOffer.profile_id.is_not(None))
    return db.session.scalars(_locked(found, ExpertOffer).order_by(ExpertOffer.id)).all()


def questions_of(profile_ids: Collection[int]) -> Sequence[AvailabilityQuestion]:
    """Questions to these profiles, or that were asked of them first."""
    asked = AvailabilityQuestion
    which = sa.or_(asked.profile_id.in_(profile_ids), asked.first_profile_id.in_(profile_ids))
    found = sa.select(asked).where(which, asked.profile_id.is_not(None))
    return db.session.scalars(_locked(found, asked).order_by(asked.id)).all()


def engagements_of(profile_ids: Collection[int]) -> Sequence[Engagement]:
    """Engagements of these profiles, or that began with them."""
    which = sa.or_(Engagement.profile_id.in_(profile_ids), Engagement.first_profile_id.in_(profile_ids))
    found = sa.select(Engagement).where(which, Engagement.profile_id.is_not(None))
    return db.session.scalars(_locked(found, Engagement).order_by(Engagement.id)).all()


def has_engagement(request_id: int, profile_id: int) -> bool:
    """Whether this profile has an engagement for this request."""
    found = sa.exists().where(Engagement.request_id == request_id, Engagement.profile_id == profile_id)
    return bool(db.session.scalar(sa.select(found)))


def live_offers(request_id: int, profile_id: int) -> Sequence[ExpertOffer]:
    """The offers of a request to this profile that have not ended."""
    found = sa.select(ExpertOffer).where(
        ExpertOffer.request_id == request_id,
        ExpertOffer.profile_id == profile_id,
        ExpertOffer.stage.in_(LIVE),
    )
    return db.session.scalars(found.order_by(ExpertOffer.id)).all()


def ended_by_merges(request_id: int, profile_id: int) -> Sequence[ExpertOffer]:
    """Offers of a request to this profile that ended because the person held another one."""
    found = sa.select(ExpertOffer).where(
        ExpertOffer.request_id == request_id,
        ExpertOffer.profile_id == profile_id,
        ExpertOffer.stage == OfferStage.CANCELLED,
        ExpertOffer.ended_because == EndReason.MERGED.value,
        ExpertOffer.ended_at_stage.is_not(None),
    )
    return db.session.scalars(found.order_by(ExpertOffer.id)).all()


def _locked(found: sa.Select[Row], model: type[Row]) -> sa.Select[Row]:
    return found.with_for_update(of=model).execution_options(populate_existing=True)

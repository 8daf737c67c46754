"""Selects on the standing of profiles: whose confirmation is due, whose term is over."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import sqlalchemy as sa

from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.experts.models import Profile
from roster.experts.states import Stage

UNCONFIRMED_DAYS: Final = 730
_SHOWN = (Stage.PUBLISHED, Stage.SUSPENDED)


def profile_by_id(profile_id: int) -> Profile | None:
    """The profile with this number, for the worker."""
    return db.session.get(Profile, profile_id)


def is_withdrawn_since(profile: Profile, moment: datetime) -> bool:
    """Whether the consent to this profile was withdrawn after that moment."""
    return _is_noted_since(profile, "experts:profile:withdraw", moment)


def is_suspended_since(profile: Profile, moment: datetime) -> bool:
    """Whether somebody hid this profile after that moment, and nobody has shown it again."""
    is_hidden = profile.stage is Stage.SUSPENDED
    return is_hidden and _is_noted_since(profile, "experts:profile:suspend", moment)


def is_publicity_changed_since(profile: Profile, moment: datetime) -> bool:
    """Whether the expert decided anew, after that moment, if the public sees the profile."""
    return _is_noted_since(profile, "experts:profile:change_publicity", moment)


def _is_noted_since(profile: Profile, action: str, moment: datetime) -> bool:
    found = sa.select(AuditEntry.id).where(
        AuditEntry.subject == profile.ref, AuditEntry.action == action, AuditEntry.at > moment
    )
    return db.session.scalar(found.limit(1)) is not None


def published_confirmed_between(first: datetime, end: datetime, *, today: date) -> Sequence[Profile]:
    """Published profiles within their term that were last confirmed within this span (end left out)."""
    found = sa.select(Profile).where(
        Profile.stage == Stage.PUBLISHED,
        Profile.merged_into_id.is_(None),
        Profile.confirmed_at >= first,
        Profile.confirmed_at < end,
        sa.or_(Profile.term_ends_on.is_(None), Profile.term_ends_on >= today),
    )
    return db.session.scalars(found.order_by(Profile.id)).all()


def profiles_over(today: date) -> Sequence[Profile]:
    """Published or suspended profiles whose term is over, or that nobody has confirmed for 24 months."""
    return db.session.scalars(sa.select(Profile).where(*_over(today)).order_by(Profile.id)).all()


def profiles_over_count(today: date) -> int:
    """How many of them there are."""
    return db.session.scalar(sa.select(sa.func.count(Profile.id)).where(*_over(today))) or 0


def _over(today: date) -> tuple[sa.ColumnElement[bool], ...]:
    last = datetime.combine(today - timedelta(days=UNCONFIRMED_DAYS), time(), UTC)
    is_over = sa.or_(Profile.term_ends_on < today, Profile.confirmed_at < last)
    return Profile.stage.in_(_SHOWN), Profile.merged_into_id.is_(None), is_over


def over_since(profile: Profile) -> date:
    """The day on which it was first to be archived."""
    days = []
    if profile.term_ends_on:
        days.append(profile.term_ends_on + timedelta(days=1))
    if profile.confirmed_at:
        days.append(profile.confirmed_at.date() + timedelta(days=UNCONFIRMED_DAYS + 1))
    return min(days)

"""Every select on profiles: scoped to the actor, ordered, with what is loaded chosen here."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from roster.core.actor import Actor
from roster.core.db import db
from roster.core.reference import is_reference
from roster.experts.cv.models import CvFile
from roster.experts.models import Profile
from roster.experts.policy import visible_to
from roster.experts.states import Stage

REFERENCE_PREFIX = "EXP"
BATCH = 500


def expert_by_ref(actor: Actor, ref: str) -> Profile | None:
    """The profile with this reference, where it exists for this actor."""
    if not is_reference(ref, REFERENCE_PREFIX):
        ref = ""  # asked all the same: a hidden, a missing and an impossible reference cost one query each
    return db.session.scalar(sa.select(Profile).where(Profile.ref == ref, visible_to(actor)))


def experts_by_ids(actor: Actor, ids: Sequence[int]) -> dict[int, Profile]:
    """The profiles with these ids that exist for this actor: the second asking after a search."""
    if not ids:
        return {}
    found = db.session.scalars(sa.select(Profile).where(Profile.id.in_(ids), visible_to(actor)))
    return {profile.id: profile for profile in found}


def profiles_to_index(ids: Sequence[int]) -> Sequence[Profile]:
    """Profiles for the index, whoever reads them: the document itself names its audiences."""
    return db.session.scalars(_to_index().where(Profile.id.in_(ids)).order_by(Profile.id)).all()


def all_profiles_to_index() -> Iterator[Profile]:
    """Every profile in order, a batch at a time, so that memory stays level."""
    last = 0
    while rows := db.session.scalars(
        _to_index().where(Profile.id > last).order_by(Profile.id).limit(BATCH)
    ).all():
        yield from rows
        last = rows[-1].id
        db.session.expunge_all()


def _to_index() -> sa.Select[Profile]:
    """Without those merged into another: search knows nothing of them."""
    every = sa.select(Profile).where(Profile.merged_into_id.is_(None))
    return every.options(selectinload(Profile.cv).undefer(CvFile.text))


def expert_count(actor: Actor) -> int:
    """How many profiles exist for this actor."""
    return db.session.scalar(sa.select(sa.func.count(Profile.id)).where(visible_to(actor))) or 0


def own_profiles(refs: Sequence[str]) -> Sequence[Profile]:
    """The profiles with these references, for those whose own they are."""
    return db.session.scalars(sa.select(Profile).where(Profile.ref.in_(refs)).order_by(Profile.ref)).all()


def recently_changed(actor: Actor, limit: int) -> Sequence[Profile]:
    """The profiles that changed last, of those that exist for this actor."""
    return db.session.scalars(
        sa.select(Profile)
        .where(visible_to(actor))
        .order_by(Profile.changed_at.desc(), Profile.id)
        .limit(limit)
    ).all()


def profile_ids_between(
    *, confirmed: Sequence[tuple[datetime, datetime]], term_ended: tuple[date, date]
) -> Sequence[int]:
    """Profiles confirmed within one of these spans (end left out), or whose term ended after the first of
    these days and up to the second."""
    spans = [sa.and_(Profile.confirmed_at >= first, Profile.confirmed_at < end) for first, end in confirmed]
    ended = sa.and_(Profile.term_ends_on > term_ended[0], Profile.term_ends_on <= term_ended[1])
    return db.session.scalars(sa.select(Profile.id).where(sa.or_(*spans, ended)).order_by(Profile.id)).all()


def first_published(state: str) -> Profile | None:
    """The first published profile of this State, of any other where it has none."""
    return db.session.scalars(
        sa.select(Profile)
        .where(Profile.stage == Stage.PUBLISHED)
        .order_by((Profile.nominating_state == state).desc(), Profile.id)
        .limit(1)
    ).first()


def is_reference_taken(ref: str) -> bool:
    """Whether a profile has this reference, at whatever stage and whoever asks."""
    return db.session.scalar(sa.select(Profile.id).where(Profile.ref == ref)) is not None

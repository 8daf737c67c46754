"""Every select of this room, scoped to the actor where somebody asks."""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from roster.core.actor import Actor
from roster.core.db import db
from roster.core.reference import is_reference
from roster.experts.models import Profile
from roster.experts.states import Stage as ProfileStage
from roster.nominations.models import Nomination, NominationComment, NominationFile, NominationStep
from roster.nominations.policy import can_see_vetting, visible_to
from roster.nominations.states import OPEN, Stage
from roster.people.models import Person

REFERENCE_PREFIX = "NOM"


def nomination_by_ref(actor: Actor, ref: str) -> Nomination | None:
    """The nomination with this reference, where it exists for this actor."""
    if not is_reference(ref, REFERENCE_PREFIX):
        ref = ""  # asked all the same: a hidden, a missing and an impossible reference cost one query each
    return db.session.scalar(sa.select(Nomination).where(Nomination.ref == ref, visible_to(actor)))


def nomination_by_id(nomination_id: int) -> Nomination | None:
    """The nomination with this number, for the worker and for whoever holds its link."""
    return db.session.get(Nomination, nomination_id)


def nominations_at(
    actor: Actor,
    *,
    stages: Collection[Stage] = (),
    state: str | None = None,
    limit: int = 200,
    offset: int = 0,
) -> Sequence[Nomination]:
    """Nominations that exist for this actor, those that wait longest first."""
    found = _listed(actor, stages=stages, state=state).order_by(Nomination.stage_since, Nomination.id)
    return db.session.scalars(found.limit(limit).offset(offset)).all()


def counts_by_stage(actor: Actor, *, state: str | None = None) -> dict[Stage, int]:
    """How many nominations stand at each stage, of those that exist for this actor."""
    found = _listed(actor, stages=(), state=state).with_only_columns(
        Nomination.stage, sa.func.count(Nomination.id)
    )
    return {row[0]: row[1] for row in db.session.execute(found.group_by(Nomination.stage))}


def _listed(actor: Actor, *, stages: Collection[Stage], state: str | None) -> sa.Select[Nomination]:
    found = sa.select(Nomination).where(visible_to(actor))
    if stages:
        found = found.where(Nomination.stage.in_(stages))
    return found.where(Nomination.state == state) if state else found


def vetting_queue(
    actor: Actor,
    *,
    assigned_to: int | None = None,
    unassigned: bool = False,
    state: str | None = None,
    stages: Collection[Stage] = (Stage.UNDER_CHECK,),
) -> Sequence[Nomination]:
    """What waits for the secretariat, oldest first: all, those of one manager, or those of nobody."""
    found = _listed(actor, stages=stages, state=state)
    if unassigned:
        found = found.where(Nomination.assigned_to.is_(None))
    elif assigned_to is not None:
        found = found.where(Nomination.assigned_to == assigned_to)
    return db.session.scalars(found.order_by(Nomination.stage_since, Nomination.id)).all()


def timeline_of(nomination: Nomination) -> Sequence[NominationStep]:
    """What happened to it, oldest first."""
    steps = sa.select(NominationStep).where(NominationStep.nomination_id == nomination.id)
    return db.session.scalars(steps.order_by(NominationStep.id)).all()


def comments_for(actor: Actor, nomination: Nomination) -> Sequence[NominationComment]:
    """The remarks that this actor reads: the secretariat all of them, others those that were sent back."""
    found = sa.select(NominationComment).where(NominationComment.nomination_id == nomination.id)
    if not can_see_vetting(actor, nomination):
        found = found.where(NominationComment.sent_at.is_not(None))
    return db.session.scalars(found.order_by(NominationComment.id)).all()


def comment_by_id(nomination: Nomination, comment_id: int) -> NominationComment | None:
    """One remark of this nomination."""
    found = db.session.get(NominationComment, comment_id)
    return found if found is not None and found.nomination_id == nomination.id else None


def open_nomination_of(profile_id: int) -> Nomination | None:
    """The nomination under way that would publish this profile again."""
    found = sa.select(Nomination).where(Nomination.profile_id == profile_id, Nomination.stage.in_(OPEN))
    return db.session.scalars(found.order_by(Nomination.id.desc()).limit(1)).first()


def approved_nomination_of(profile_id: int) -> Nomination | None:
    """The nomination by which this profile was last published."""
    found = sa.select(Nomination).where(
        Nomination.profile_id == profile_id, Nomination.stage == Stage.APPROVED
    )
    return db.session.scalars(found.order_by(Nomination.id.desc()).limit(1)).first()


def nominations_of(profile_id: int) -> Sequence[Nomination]:
    """Every nomination that led to a profile or begins from it, the first one first."""
    found = sa.select(Nomination).where(Nomination.profile_id == profile_id).order_by(Nomination.id)
    return db.session.scalars(found).all()


def open_nominations_drafted_by(user_id: int, *, state: str) -> Sequence[Nomination]:
    """What somebody drafted for a State and has not come to an end."""
    found = sa.select(Nomination).where(
        Nomination.drafted_by == user_id, Nomination.state == state, Nomination.stage.in_(OPEN)
    )
    return db.session.scalars(found.order_by(Nomination.id)).all()


def invited_between(first: datetime, end: datetime) -> Sequence[Nomination]:
    """Those with the expert, asked within this span (end left out)."""
    return _between(Nomination.invited_at, first, end, (Stage.WITH_EXPERT,))


def nominations_with_secretariat() -> Sequence[Nomination]:
    """Those cleared or under check, whoever asks: for the clock."""
    found = sa.select(Nomination).where(Nomination.stage.in_((Stage.CLEARED, Stage.UNDER_CHECK)))
    return db.session.scalars(found.order_by(Nomination.id)).all()


def untouched_between(first: datetime, end: datetime, *, stage: Stage) -> Sequence[Nomination]:
    """Those at this stage that nobody has changed since a moment within this span (end left out)."""
    return _between(Nomination.changed_at, first, end, (stage,))


def _between(
    column: sa.orm.InstrumentedAttribute[datetime] | sa.orm.InstrumentedAttribute[datetime | None],
    first: datetime,
    end: datetime,
    stages: Collection[Stage],
) -> Sequence[Nomination]:
    found = sa.select(Nomination).where(Nomination.stage.in_(stages), column >= first, column < end)
    return db.session.scalars(found.order_by(Nomination.id)).all()


def nominations_to_empty(before: datetime, *, stages: Collection[Stage]) -> Sequence[Nomination]:
    """Those that ended before this moment and still hold what was said about the person."""
    found = sa.select(Nomination).where(
        Nomination.stage.in_(stages), Nomination.stage_since < before, Nomination.emptied_at.is_(None)
    )
    loaded = found.options(selectinload(Nomination.comments), selectinload(Nomination.typing))
    return db.session.scalars(loaded.order_by(Nomination.id)).all()


def stored_nomination_files() -> Sequence[tuple[str, str]]:
    """Reference of the nomination and name in the store of every file."""
    rows = db.session.execute(
        sa.select(Nomination.ref, NominationFile.stored_name)
        .join(NominationFile, NominationFile.nomination_id == Nomination.id)
        .order_by(NominationFile.id)
    )
    return [(row.ref, row.stored_name) for row in rows]


def is_reference_taken(ref: str) -> bool:
    """Whether a nomination has this reference."""
    return db.session.scalar(sa.select(Nomination.id).where(Nomination.ref == ref)) is not None


def profiles_to_nominate(actor: Actor, *, limit: int = 50) -> Sequence[Profile]:
    """Profiles of the actor's States that are not on the roster and not being nominated: imported, gone, withdrawn."""
    under_way = sa.select(Nomination.profile_id).where(
        Nomination.profile_id.is_not(None), Nomination.stage.in_(OPEN)
    )
    found = (
        sa.select(Profile)
        .join(Person, Person.id == Profile.person_id)
        .where(
            Profile.nominating_state.in_(actor.states),
            Profile.stage.in_((ProfileStage.IMPORTED, ProfileStage.UNPUBLISHED, ProfileStage.ARCHIVED)),
            Profile.merged_into_id.is_(None),
            Profile.id.not_in(under_way),
        )
        .order_by(Person.latin_family_name, Profile.id)
    )
    return db.session.scalars(found.limit(limit)).all()

"""Every select on calls, whom they went to and who answered: scoped to the actor, ordered, locked within a change."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from roster.assistance.calls.models import CallAnswer, CallInvitation, ExpertCall
from roster.assistance.calls.policy import answers_visible_to, can_view, states_asked, visible_to
from roster.assistance.calls.states import CallStage, StatesCalled
from roster.assistance.offers.following_queries import family_of
from roster.assistance.requests.models import AssistanceRequest
from roster.core.actor import Actor, Role
from roster.core.db import db
from roster.core.reference import is_reference
from roster.core.unit_of_work import is_open
from roster.experts.models import Profile
from roster.experts.states import Stage as ProfileStage

PREFIX, ANSWER_PREFIX = "CAL", "CAN"
NOTHING = ""  # asked for all the same: a hidden, a missing and an impossible reference cost one query each


def call_by_ref(actor: Actor, ref: str) -> ExpertCall | None:
    """The call with this reference, where it exists for this actor."""
    ref = ref if is_reference(ref, PREFIX) else NOTHING
    call = db.session.scalar(_locked(sa.select(ExpertCall).where(ExpertCall.ref == ref, visible_to(actor))))
    return call if call is not None and can_view(actor, call) else None


def call_for_secretariat(actor: Actor, ref: str) -> ExpertCall | None:
    """The call, for pages that are the secretariat's alone: to others they cost the same whether it is there."""
    return call_by_ref(actor, ref if actor.is_system or actor.is_secretariat else NOTHING)


def call_by_id(call_id: int) -> ExpertCall | None:
    """The call with this number: for letters and links."""
    return db.session.scalar(_locked(sa.select(ExpertCall).where(ExpertCall.id == call_id)))


def calls(
    actor: Actor, *, with_closed: bool, today: date, offset: int, limit: int
) -> tuple[Sequence[ExpertCall], int]:
    """A page of the calls that this actor may read, what ends first before the others; and how many in all."""
    which = [visible_to(actor)]
    if not with_closed:
        is_on = sa.and_(ExpertCall.stage == CallStage.OPEN, ExpertCall.answer_by >= today)
        which.append(sa.or_(is_on, ExpertCall.stage == CallStage.DRAFT))
    total = db.session.scalar(sa.select(sa.func.count(ExpertCall.id)).where(*which)) or 0
    found = sa.select(ExpertCall).where(*which)
    ordered = found.order_by(
        (ExpertCall.stage == CallStage.CLOSED), ExpertCall.answer_by, ExpertCall.id.desc()
    )
    return db.session.scalars(ordered.offset(offset).limit(limit)).all(), total


def calls_of(actor: Actor, request: AssistanceRequest) -> Sequence[ExpertCall]:
    """The calls for a request that this actor may read, the latest first."""
    found = sa.select(ExpertCall).where(ExpertCall.request_id == request.id, visible_to(actor))
    return db.session.scalars(found.order_by(ExpertCall.id.desc())).all()


def unfinished_of(request_id: int) -> Sequence[ExpertCall]:
    """Calls for a request that end with it."""
    found = sa.select(ExpertCall).where(
        ExpertCall.request_id == request_id, ExpertCall.stage != CallStage.CLOSED
    )
    return db.session.scalars(_locked(found).order_by(ExpertCall.id)).all()


def over(today: date) -> Sequence[ExpertCall]:
    """Open calls whose last day has passed."""
    found = sa.select(ExpertCall).where(ExpertCall.stage == CallStage.OPEN, ExpertCall.answer_by < today)
    return db.session.scalars(_locked(found).order_by(ExpertCall.id)).all()


def answers_of(actor: Actor, call: ExpertCall) -> Sequence[CallAnswer]:
    """The answers to a call that this actor may read, in order; what was taken back is none."""
    found = sa.select(CallAnswer).where(
        CallAnswer.call_id == call.id, CallAnswer.withdrawn_at.is_(None), answers_visible_to(actor)
    )
    return db.session.scalars(_with_person(found).order_by(CallAnswer.answered_at, CallAnswer.id)).all()


def answer_counts(call_ids: Sequence[int]) -> dict[int, int]:
    """How many answers stand at each of these calls: for the secretariat."""
    found = (
        sa.select(CallAnswer.call_id, sa.func.count())
        .where(CallAnswer.call_id.in_(call_ids), CallAnswer.withdrawn_at.is_(None))
        .group_by(CallAnswer.call_id)
    )
    return {row[0]: row[1] for row in db.session.execute(found)}


def answer_of_profile(call: ExpertCall, profile: Profile) -> CallAnswer | None:
    """What this expert answered, taken back or not; also by a profile that became part of this one."""
    found = sa.select(CallAnswer).where(
        CallAnswer.call_id == call.id, CallAnswer.profile_id.in_(family_of(profile.id))
    )
    latest = found.order_by(CallAnswer.withdrawn_at.is_not(None), CallAnswer.answered_at.desc())
    return db.session.scalar(latest.limit(1))


def answers_of_states(call: ExpertCall, states: Sequence[str]) -> Sequence[CallAnswer]:
    """What these States answered, taken back or not."""
    found = sa.select(CallAnswer).where(CallAnswer.call_id == call.id, CallAnswer.state.in_(states))
    return db.session.scalars(found.order_by(CallAnswer.state)).all()


def own_profile(actor: Actor) -> Profile | None:
    """The expert's own profile that is on the roster now."""
    found = sa.select(Profile).where(
        Profile.ref.in_(actor.scopes(Role.EXPERT)),
        Profile.stage == ProfileStage.PUBLISHED,
        Profile.merged_into_id.is_(None),
    )
    return db.session.scalar(found.order_by(Profile.id).limit(1))


def standing_profile(profile: Profile) -> Profile:
    """The profile that stands for this one now."""
    while profile.merged_into_id is not None:
        profile = db.session.get_one(Profile, profile.merged_into_id)
    return profile


def own_answers(profile_ref: str) -> Sequence[CallAnswer]:
    """What the expert with this reference answered, the latest first."""
    found = sa.select(CallAnswer).where(CallAnswer.profile_id.in_(_numbers([profile_ref])))
    return db.session.scalars(found.options(joinedload(CallAnswer.call)).order_by(CallAnswer.id.desc())).all()


def own_invitations(profile_ref: str) -> Sequence[ExpertCall]:
    """The calls, once open, that went to the expert with this reference, the latest first."""
    called = ExpertCall.invitations.any(CallInvitation.profile_id.in_(_numbers([profile_ref])))
    found = sa.select(ExpertCall).where(called, ExpertCall.stage != CallStage.DRAFT)
    return db.session.scalars(found.order_by(ExpertCall.id.desc())).all()


def unanswered_by(actor: Actor, *, today: date) -> Sequence[str]:
    """References of the open calls that went to this expert and were never answered, what ends first before others."""
    own = _numbers(actor.scopes(Role.EXPERT))
    answered = sa.exists().where(CallAnswer.call_id == ExpertCall.id, CallAnswer.profile_id.in_(own))
    found = sa.select(ExpertCall.ref).where(
        ExpertCall.stage == CallStage.OPEN,
        ExpertCall.answer_by >= today,
        ExpertCall.invitations.any(CallInvitation.profile_id.in_(own)),
        ~answered,
    )
    return db.session.scalars(found.order_by(ExpertCall.answer_by, ExpertCall.id)).all()


def unanswered_by_state(actor: Actor, *, today: date) -> Sequence[str]:
    """References of the open calls that a State of this focal point was asked by and never answered."""
    found = sa.select(ExpertCall).where(
        ExpertCall.stage == CallStage.OPEN,
        ExpertCall.answer_by >= today,
        ExpertCall.states_called != StatesCalled.NONE,
    )
    asked = db.session.scalars(found.order_by(ExpertCall.answer_by, ExpertCall.id)).all()
    of_states = sa.select(CallAnswer.call_id, CallAnswer.state).where(
        CallAnswer.call_id.in_([call.id for call in asked]), CallAnswer.state.is_not(None)
    )
    answered = {(row[0], row[1]) for row in db.session.execute(of_states)}
    return [
        call.ref
        for call in asked
        if any((call.id, state) not in answered for state in states_asked(actor, call))
    ]


def answer_by_id(answer_id: int) -> CallAnswer | None:
    """The answer with this number: for letters."""
    return db.session.get(CallAnswer, answer_id)


def invitation_by_id(invitation_id: int) -> CallInvitation | None:
    """The invitation with this number, with the expert: for letters and links."""
    found = sa.select(CallInvitation).where(CallInvitation.id == invitation_id)
    return db.session.scalar(found.options(joinedload(CallInvitation.profile).joinedload(Profile.person)))


def invitations_of(call: ExpertCall) -> Sequence[CallInvitation]:
    """The experts to whom a call goes, with what a letter needs of them."""
    found = sa.select(CallInvitation).where(CallInvitation.call_id == call.id).order_by(CallInvitation.id)
    return db.session.scalars(
        found.options(joinedload(CallInvitation.profile).joinedload(Profile.person))
    ).all()


def answers_about(profile_id: int) -> Sequence[CallAnswer]:
    """All answers of one person, whoever asks: for erasure."""
    found = sa.select(CallAnswer).where(CallAnswer.profile_id.in_(family_of(profile_id)))
    return db.session.scalars(found.order_by(CallAnswer.id)).all()


def invitations_about(profile_id: int) -> Sequence[CallInvitation]:
    """All invitations of one person, whoever asks: for erasure."""
    found = sa.select(CallInvitation).where(CallInvitation.profile_id.in_(family_of(profile_id)))
    return db.session.scalars(found.order_by(CallInvitation.id)).all()


def noted_calls() -> Sequence[ExpertCall]:
    """Calls about which the secretariat noted something for itself, whoever asks: for erasure."""
    found = sa.select(ExpertCall).where(sa.or_(ExpertCall.note != "", ExpertCall.close_note != ""))
    return db.session.scalars(_locked(found).order_by(ExpertCall.id)).all()


def worded_answers_of_states() -> Sequence[CallAnswer]:
    """What States wrote whom they would nominate, whoever asks: for erasure."""
    found = sa.select(CallAnswer).where(CallAnswer.state.is_not(None), CallAnswer.text != "")
    return db.session.scalars(found.order_by(CallAnswer.id)).all()


def worded_answers_before(end: datetime) -> Sequence[CallAnswer]:
    """Answers that still hold words, to calls that were closed before this moment."""
    found = (
        sa.select(CallAnswer)
        .join(ExpertCall, ExpertCall.id == CallAnswer.call_id)
        .where(ExpertCall.closed_at < end, CallAnswer.text != "")
    )
    return db.session.scalars(found.order_by(CallAnswer.id)).all()


def _numbers(refs: Iterable[str]) -> set[int]:
    """The numbers of these profiles, and of those that became part of them."""
    found = db.session.scalars(sa.select(Profile.id).where(Profile.ref.in_(list(refs)))).all()
    return set().union(*(family_of(number) for number in found))


def _with_person(found: sa.Select[CallAnswer]) -> sa.Select[CallAnswer]:
    return found.options(joinedload(CallAnswer.profile).joinedload(Profile.person))


def _locked(found: sa.Select[ExpertCall]) -> sa.Select[ExpertCall]:
    if not is_open():
        return found
    return found.with_for_update(of=ExpertCall).execution_options(populate_existing=True)

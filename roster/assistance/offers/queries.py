"""Every select on offers and questions: scoped to the actor, ordered. Within a change the row is locked first."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from roster.assistance.offers import policy
from roster.assistance.offers.models import AvailabilityQuestion, ExpertOffer
from roster.assistance.offers.states import ENDABLE, KNOWN_TO_STATE, LIVE, OfferStage
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.states import Stage
from roster.core.actor import Actor, Role
from roster.core.db import db
from roster.core.reference import is_reference
from roster.core.unit_of_work import is_open
from roster.experts.models import Profile

OFFER_PREFIX, QUESTION_PREFIX = "OFF", "AVQ"
NOTHING = ""
Asked = TypeVar("Asked", ExpertOffer, AvailabilityQuestion)


def offer_by_ref(actor: Actor, ref: str) -> ExpertOffer | None:
    """The offer with this reference, where it exists for this actor."""
    ref = ref if is_reference(ref, OFFER_PREFIX) else NOTHING
    found = sa.select(ExpertOffer).where(ExpertOffer.ref == ref, policy.visible_to(actor))
    offer = db.session.scalar(_locked(_with_person(found, ExpertOffer.profile), ExpertOffer))
    return offer if offer is not None and policy.can_view(actor, offer) else None


def question_by_ref(actor: Actor, ref: str) -> AvailabilityQuestion | None:
    """The question with this reference, where it exists for this actor."""
    ref = ref if is_reference(ref, QUESTION_PREFIX) else NOTHING
    found = sa.select(AvailabilityQuestion).where(
        AvailabilityQuestion.ref == ref, policy.question_visible_to(actor)
    )
    question = db.session.scalar(
        _locked(_with_person(found, AvailabilityQuestion.profile), AvailabilityQuestion)
    )
    return question if question is not None and policy.can_view_question(actor, question) else None


def offer_by_id(offer_id: int) -> ExpertOffer | None:
    """The offer with this number: for letters and links."""
    found = sa.select(ExpertOffer).where(ExpertOffer.id == offer_id)
    return db.session.scalar(_locked(_with_person(found, ExpertOffer.profile), ExpertOffer))


def question_by_id(question_id: int) -> AvailabilityQuestion | None:
    """The question with this number: for letters and links."""
    found = sa.select(AvailabilityQuestion).where(AvailabilityQuestion.id == question_id)
    return db.session.scalar(_locked(_with_person(found, AvailabilityQuestion.profile), AvailabilityQuestion))


def offers_of(actor: Actor, request: AssistanceRequest) -> Sequence[ExpertOffer]:
    """The offers of a request that this actor may know of, in the order in which people are asked."""
    found = sa.select(ExpertOffer).where(ExpertOffer.request_id == request.id, policy.visible_to(actor))
    ordered = found.order_by(ExpertOffer.position, ExpertOffer.id).options(
        selectinload(ExpertOffer.engagement)
    )
    return db.session.scalars(_with_person(ordered, ExpertOffer.profile)).all()


def questions_of(actor: Actor, request: AssistanceRequest) -> Sequence[AvailabilityQuestion]:
    """The questions of a request that this actor may know of, in the order in which they were asked."""
    found = sa.select(AvailabilityQuestion).where(
        AvailabilityQuestion.request_id == request.id, policy.question_visible_to(actor)
    )
    ordered = found.order_by(AvailabilityQuestion.id)
    return db.session.scalars(_with_person(ordered, AvailabilityQuestion.profile)).all()


def own_offers(ref: str) -> Sequence[ExpertOffer]:
    """What the expert with this reference was asked to do, the latest first."""
    found = sa.select(ExpertOffer).where(
        ExpertOffer.sent_at.is_not(None), ExpertOffer.profile.has(Profile.ref == ref)
    )
    found = found.options(selectinload(ExpertOffer.engagement))
    return db.session.scalars(found.order_by(ExpertOffer.id.desc())).all()


def own_questions(ref: str) -> Sequence[AvailabilityQuestion]:
    """When the expert with this reference was asked to be free, the latest first."""
    found = sa.select(AvailabilityQuestion).where(AvailabilityQuestion.profile.has(Profile.ref == ref))
    return db.session.scalars(found.order_by(AvailabilityQuestion.id.desc())).all()


def offers_to_agree(actor: Actor) -> Sequence[ExpertOffer]:
    """Experts who are ready and wait for the word of this focal point's State, the earliest first."""
    own = AssistanceRequest.state.in_(actor.scopes(Role.FOCAL_POINT))
    found = sa.select(ExpertOffer).where(
        ExpertOffer.stage == OfferStage.ACCEPTED,
        ExpertOffer.request.has(sa.and_(own, AssistanceRequest.stage.in_(policy.ANSWERING))),
    )
    return db.session.scalars(found.order_by(ExpertOffer.answered_at, ExpertOffer.id)).all()


def requests_without_anybody(owner_id: int) -> Sequence[str]:
    """Requests in this manager's charge in which experts were asked, and nobody is left; by reference."""
    waits = sa.exists().where(ExpertOffer.request_id == AssistanceRequest.id, ExpertOffer.stage.in_(LIVE))
    found = sa.select(AssistanceRequest.ref).where(
        AssistanceRequest.owner_id == owner_id,
        AssistanceRequest.stage.in_((Stage.OFFERED, Stage.AGREED)),
        ~waits,
    )
    return db.session.scalars(found.order_by(AssistanceRequest.id)).all()


def endable_of_request(request_id: int) -> Sequence[ExpertOffer]:
    """Offers of a request that end with it."""
    return _endable(ExpertOffer.request_id == request_id)


def endable_of_profile(profile_id: int) -> Sequence[ExpertOffer]:
    """Offers to a profile that end with it."""
    return _endable(ExpertOffer.profile_id == profile_id)


def unclosed_questions(
    *, request_id: int | None = None, profile_id: int | None = None
) -> Sequence[AvailabilityQuestion]:
    """Questions of this request or to this profile that nobody has closed."""
    found = sa.select(AvailabilityQuestion).where(AvailabilityQuestion.closed_at.is_(None))
    if request_id is not None:
        found = found.where(AvailabilityQuestion.request_id == request_id)
    if profile_id is not None:
        found = found.where(AvailabilityQuestion.profile_id == profile_id)
    return db.session.scalars(found.order_by(AvailabilityQuestion.id)).all()


def overdue(today: date) -> Sequence[ExpertOffer]:
    """Offers whose last day has passed without an answer."""
    found = sa.select(ExpertOffer).where(ExpertOffer.stage == OfferStage.OPEN, ExpertOffer.due_on < today)
    return db.session.scalars(_locked(found, ExpertOffer).order_by(ExpertOffer.id)).all()


def beginning(today: date) -> Sequence[ExpertOffer]:
    """Agreed offers whose first day has come."""
    found = sa.select(ExpertOffer).where(
        ExpertOffer.stage == OfferStage.AGREED, ExpertOffer.starts_on <= today
    )
    return db.session.scalars(_locked(found, ExpertOffer).order_by(ExpertOffer.id)).all()


def agreed_in_vain() -> Sequence[ExpertOffer]:
    """Agreed offers of requests for which nobody begins any more."""
    stands = AssistanceRequest.stage.in_(policy.ANSWERING)
    found = sa.select(ExpertOffer).where(
        ExpertOffer.stage == OfferStage.AGREED, ~ExpertOffer.request.has(stands)
    )
    return db.session.scalars(_locked(found, ExpertOffer).order_by(ExpertOffer.id)).all()


def is_somebody_to_come(request_id: int) -> bool:
    """Whether the State has agreed to somebody who has not begun."""
    found = sa.exists().where(ExpertOffer.request_id == request_id, ExpertOffer.stage == OfferStage.AGREED)
    return bool(db.session.scalar(sa.select(found)))


def next_in_line(request_id: int) -> ExpertOffer | None:
    """Who is asked next."""
    found = sa.select(ExpertOffer).where(
        ExpertOffer.request_id == request_id, ExpertOffer.stage == OfferStage.QUEUED
    )
    return db.session.scalar(found.order_by(ExpertOffer.position, ExpertOffer.id).limit(1))


def asked_profiles(request_id: int) -> set[int]:
    """Whose answer is out, or who comes: not asked a second time."""
    found = sa.select(ExpertOffer.profile_id).where(
        ExpertOffer.request_id == request_id,
        ExpertOffer.stage.in_(LIVE),
        ExpertOffer.profile_id.is_not(None),
    )
    return {number for number in db.session.scalars(found) if number is not None}


def last_position(request_id: int) -> int:
    """The place of the last in line."""
    found = sa.select(sa.func.max(ExpertOffer.position)).where(ExpertOffer.request_id == request_id)
    return db.session.scalar(found) or 0


def offers_of_profile(profile_id: int) -> Sequence[ExpertOffer]:
    """All offers to one profile, whoever asks: for erasure."""
    found = sa.select(ExpertOffer).where(ExpertOffer.profile_id == profile_id)
    return db.session.scalars(found.order_by(ExpertOffer.id)).all()


def questions_of_profile(profile_id: int) -> Sequence[AvailabilityQuestion]:
    """All questions to one profile, whoever asks: for erasure."""
    found = sa.select(AvailabilityQuestion).where(AvailabilityQuestion.profile_id == profile_id)
    return db.session.scalars(found.order_by(AvailabilityQuestion.id)).all()


def known_to_state(request_id: int) -> Sequence[ExpertOffer]:
    """Those of a request who said yes, in order."""
    found = sa.select(ExpertOffer).where(
        ExpertOffer.request_id == request_id, ExpertOffer.stage.in_(KNOWN_TO_STATE)
    )
    return db.session.scalars(
        _with_person(found, ExpertOffer.profile).order_by(ExpertOffer.position, ExpertOffer.id)
    ).all()


def _endable(which: sa.ColumnElement[bool]) -> Sequence[ExpertOffer]:
    found = sa.select(ExpertOffer).where(which, ExpertOffer.stage.in_(ENDABLE))
    return db.session.scalars(_locked(found, ExpertOffer).order_by(ExpertOffer.id)).all()


def _with_person(found: sa.Select[Asked], profile: InstrumentedAttribute[Profile | None]) -> sa.Select[Asked]:
    return found.options(joinedload(profile).joinedload(Profile.person))


def _locked(found: sa.Select[Asked], model: type[Asked]) -> sa.Select[Asked]:
    if not is_open():
        return found
    return found.with_for_update(of=model).execution_options(populate_existing=True)

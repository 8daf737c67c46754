"""Who asks experts, who sees an offer, who answers and agrees.

The secretariat sees all of a request; an expert the own offers once they are sent; the requesting State those who
said yes. Nobody but the secretariat learns who else was asked. `visible_to` is `can_view` in SQL.
"""

from datetime import date

import sqlalchemy as sa

from roster.assistance.engagements.states import EngagementStage
from roster.assistance.offers.models import AvailabilityQuestion, ExpertOffer
from roster.assistance.offers.states import DATED, KNOWN_TO_STATE, OfferStage
from roster.assistance.requests import policy as requests
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.states import Move, Stage
from roster.core import clock
from roster.core.actor import Actor, Role
from roster.experts.models import Profile
from roster.experts.states import Stage as ProfileStage

OFFERING = frozenset({Stage.SHORTLISTED, Stage.OFFERED, Stage.AGREED, Stage.RUNNING})
ASKING = OFFERING | {Stage.ACCEPTED, Stage.MATCHING}
ANSWERING = OFFERING - {Stage.SHORTLISTED}
STARTING = frozenset({Stage.AGREED, Stage.RUNNING})


def can_open_link(_actor: Actor) -> bool:
    """Everybody may try a letter's link: its token decides."""
    return True


def can_list(actor: Actor, request: AssistanceRequest) -> bool:
    """Who was asked for a request, and what they answered: the secretariat alone."""
    return actor.is_secretariat and requests.can_view(actor, request)


def may_ask(actor: Actor, request: AssistanceRequest) -> bool:
    """The roster manager asks experts, though not for the own State's request."""
    return requests.may_take(actor, request)


def can_ask(actor: Actor, request: AssistanceRequest) -> bool:
    """Whether experts may be asked whether they are free, where the request stands now."""
    return may_ask(actor, request) and request.stage in ASKING


def can_offer(actor: Actor, request: AssistanceRequest) -> bool:
    """Whether experts may be asked to do it, where the request stands now."""
    return may_ask(actor, request) and request.stage in OFFERING


def can_be_asked(profile: Profile | None) -> bool:
    """Only whoever is on the roster now is asked, and answers."""
    return profile is not None and profile.merged_into_id is None and profile.stage is ProfileStage.PUBLISHED


def is_expert(actor: Actor, asked: ExpertOffer | AvailabilityQuestion) -> bool:
    """Whether the actor is the expert who is asked: by account, or by the link of this one letter."""
    own = actor.scopes(Role.EXPERT)
    return asked.ref in own or (asked.profile is not None and asked.profile.ref in own)


def can_view(actor: Actor, offer: ExpertOffer) -> bool:
    """Whether the offer exists for this actor."""
    if can_list(actor, offer.request):
        return True
    if offer.request.state in actor.states and offer.stage in KNOWN_TO_STATE:
        return True
    return offer.sent_at is not None and is_expert(actor, offer)


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_view` as a condition on offers."""
    if actor.is_system:
        return sa.true()
    own = sa.or_(
        ExpertOffer.ref.in_(actor.scopes(Role.EXPERT)),
        ExpertOffer.profile.has(Profile.ref.in_(actor.scopes(Role.EXPERT))),
    )
    of_state = ExpertOffer.request.has(AssistanceRequest.state.in_(actor.states))
    ways: list[sa.ColumnElement[bool]] = [
        sa.and_(ExpertOffer.stage.in_(KNOWN_TO_STATE), of_state),
        sa.and_(ExpertOffer.sent_at.is_not(None), own),
    ]
    if actor.is_secretariat:
        ways.append(ExpertOffer.request.has(requests.visible_to(actor)))
    return sa.or_(*ways)


def is_open(offer: ExpertOffer) -> bool:
    """Whether the offer can be answered, but for its day: the expert is on the roster and the request stands."""
    return offer.stage is OfferStage.OPEN and can_be_asked(offer.profile) and offer.request.stage in ANSWERING


def may_answer(actor: Actor, offer: ExpertOffer) -> bool:
    """Whose answer it is, whenever it comes: who comes too late is told so."""
    return actor.is_system or (offer.sent_at is not None and is_expert(actor, offer))


def may_agree(actor: Actor, offer: ExpertOffer) -> bool:
    """A focal point of the requesting State agrees to an expert, or asks for another."""
    is_known = offer.stage in KNOWN_TO_STATE
    return actor.is_system or (is_known and offer.request.state in actor.scopes(Role.FOCAL_POINT))


def can_agree(actor: Actor, offer: ExpertOffer) -> bool:
    """Whether the State's word is wanted now."""
    stands = offer.stage is OfferStage.ACCEPTED and offer.request.stage in ANSWERING
    return stands and can_be_asked(offer.profile) and may_agree(actor, offer)


def may_manage(actor: Actor, offer: ExpertOffer) -> bool:
    """The roster manager takes an offer back."""
    return may_ask(actor, offer.request)


def may_start(actor: Actor, offer: ExpertOffer) -> bool:
    """Roster manager and focal point of the State say that the work begins, the latter from its first day on."""
    is_known = can_view(actor, offer)
    return is_known and (may_ask(actor, offer.request) or requests.may_move(actor, offer.request, Move.START))


def is_at_work(offer: ExpertOffer) -> bool:
    """Whether the work has begun and is not done."""
    engagement = offer.engagement
    return (
        offer.stage is OfferStage.STARTED
        and engagement is not None
        and engagement.stage is EngagementStage.RUNNING
    )


def is_current(offer: ExpertOffer, today: date) -> bool:
    """Whether the expert is still to answer, to come or to work: as long as that, a letter's link shows the work."""
    if offer.stage is OfferStage.OPEN:
        return is_open(offer) and offer.due_on is not None and today <= offer.due_on
    if offer.stage is OfferStage.STARTED:
        return is_at_work(offer)
    return offer.stage in (OfferStage.ACCEPTED, OfferStage.AGREED) and offer.request.stage in ANSWERING


def is_startable(offer: ExpertOffer) -> bool:
    """Whether the work can begin, but for its day: the State agreed and the expert is on the roster."""
    stands = offer.stage is OfferStage.AGREED and offer.request.stage in STARTING
    return stands and can_be_asked(offer.profile)


def is_too_early_for(actor: Actor, offer: ExpertOffer) -> bool:
    """Whether its first day has not come: until then only the roster manager may let the work begin."""
    return clock.today() < offer.starts_on and not may_manage(actor, offer)


def can_start(actor: Actor, offer: ExpertOffer) -> bool:
    """Whether the work can begin now, by this actor."""
    return is_startable(offer) and may_start(actor, offer) and not is_too_early_for(actor, offer)


def can_take_date(actor: Actor, offer: ExpertOffer) -> bool:
    """Whether there is a mission for this reader's calendar."""
    return offer.stage in DATED and can_view(actor, offer)


def can_read_words(actor: Actor) -> bool:
    """What expert and State write to the secretariat is read by the roster manager, and by who wrote it."""
    return actor.is_system or actor.has(Role.MANAGER)


def can_view_question(actor: Actor, question: AvailabilityQuestion) -> bool:
    """Whether the question exists for this actor: the secretariat's list shows it, the expert answers it."""
    return can_list(actor, question.request) or is_expert(actor, question)


def may_answer_question(actor: Actor, question: AvailabilityQuestion) -> bool:
    """Whose answer it is."""
    return actor.is_system or is_expert(actor, question)


def is_question_open(question: AvailabilityQuestion) -> bool:
    """Whether somebody waits for the answer, but for its day; a first answer may be changed."""
    stands = question.closed_at is None and question.request.stage in ASKING
    return stands and can_be_asked(question.profile)


def question_visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_view_question` as a condition on questions."""
    if actor.is_system:
        return sa.true()
    ways: list[sa.ColumnElement[bool]] = [
        AvailabilityQuestion.ref.in_(actor.scopes(Role.EXPERT)),
        AvailabilityQuestion.profile.has(Profile.ref.in_(actor.scopes(Role.EXPERT))),
    ]
    if actor.is_secretariat:
        ways.append(AvailabilityQuestion.request.has(requests.visible_to(actor)))
    return sa.or_(*ways)

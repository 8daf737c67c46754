"""The State's word on an expert who is ready: it agrees, or asks for another.

Whoever calls has the offer from `queries` within a unit of work: its row is locked.
"""

from flask_babel import gettext

from roster.assistance.offers import policy
from roster.assistance.offers.asking import ask_next, end_offer, touch
from roster.assistance.offers.hard_rules import is_barred
from roster.assistance.offers.models import NOTE_LENGTH, ExpertOffer
from roster.assistance.offers.notices import Notice, tell_expert, tell_managers, tell_state
from roster.assistance.offers.states import EndReason, OfferStage
from roster.assistance.requests.moving_services import make_move
from roster.assistance.requests.recording import touch as touch_request
from roster.assistance.requests.states import Move, Stage
from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.errors import ForbiddenError, InvalidError, StaleError


def agree(actor: Actor, offer: ExpertOffer) -> bool:
    """The State agrees to an expert who is ready; the first one moves the request on.

    False where meanwhile a rule stands against the expert that nobody may overrule: the offer ends, the next in line
    is asked, and the manager is told. Raises ForbiddenError, and StaleError where nobody waits for the State's word
    any more.
    """
    _refuse_decision(actor, offer)
    if is_barred(offer):
        end_offer(actor, offer, stage=OfferStage.CANCELLED, because=EndReason.RULES)
        touch_request(actor, offer.request)
        tell_expert(offer, Notice.CANCELLED)
        ask_next(actor, offer.request)
        tell_managers(offer, Notice.MANAGER_BARRED)
        tell_state(offer, Notice.STATE_GONE, besides=actor)
        return False
    _decide(actor, offer)
    offer.stage = OfferStage.AGREED
    audit.record(actor, "assistance:offer:agree", subject=offer.ref)
    if offer.request.stage is Stage.OFFERED:
        make_move(actor, offer.request, move=Move.AGREE)
    tell_expert(offer, Notice.AGREED)
    tell_managers(offer, Notice.MANAGER_AGREED)
    return True


def ask_for_another(actor: Actor, offer: ExpertOffer, *, reason: str) -> None:
    """The State would like somebody else; the expert is thanked, and the next in line is asked.

    Raises ForbiddenError, StaleError as `agree`, and InvalidError without a reason.
    """
    _refuse_decision(actor, offer)
    _decide(actor, offer)
    if not reason:
        raise InvalidError({"reason": gettext("Say what the next expert should bring.")})
    if len(reason) > NOTE_LENGTH:
        raise InvalidError({"reason": gettext("This is too long.")})
    offer.reason = reason
    end_offer(actor, offer, stage=OfferStage.REPLACED)
    tell_expert(offer, Notice.CANCELLED)
    ask_next(actor, offer.request)
    tell_managers(offer, Notice.MANAGER_ANOTHER)


def _refuse_decision(actor: Actor, offer: ExpertOffer) -> None:
    if not policy.may_agree(actor, offer):
        raise ForbiddenError
    if not policy.can_agree(actor, offer):
        raise StaleError


def _decide(actor: Actor, offer: ExpertOffer) -> None:
    offer.decided_at, offer.decided_by = clock.now(), actor.user_id
    touch(actor, offer)
    touch_request(actor, offer.request)

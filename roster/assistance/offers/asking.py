"""How somebody in line is asked, and how offers end without an answer: withdrawn, taken back, left, too late.

Stands below the moves of requests, which call it when a request is withdrawn.
"""

import secrets
from datetime import timedelta
from typing import Final

from roster.assistance.offers import policy, queries
from roster.assistance.offers.hard_rules import is_barred
from roster.assistance.offers.models import AvailabilityQuestion, ExpertOffer
from roster.assistance.offers.notices import Notice, tell_asked, tell_expert, tell_managers, tell_state
from roster.assistance.offers.states import EndReason, OfferStage
from roster.assistance.requests.models import AssistanceRequest
from roster.core import audit, clock
from roster.core.actor import Actor

ANSWER_DAYS: Final = 7


def ask_expert(actor: Actor, offer: ExpertOffer) -> None:
    """Send the offer of somebody in line: from today it can be answered for seven days."""
    offer.stage = OfferStage.OPEN
    offer.sent_at = clock.now()
    offer.due_on = clock.today() + timedelta(days=ANSWER_DAYS)
    offer.nonce = secrets.token_hex(16)
    touch(actor, offer)
    audit.record(actor, "assistance:offer:send", subject=offer.ref)
    tell_expert(offer, Notice.ASKED)


def ask_next(actor: Actor, request: AssistanceRequest) -> ExpertOffer | None:
    """Ask whoever is next in line, past those who can no longer be asked; None where nobody is left."""
    if request.stage not in policy.ANSWERING:
        return None
    while (offer := queries.next_in_line(request.id)) is not None:
        if not policy.can_be_asked(offer.profile):
            end_offer(actor, offer, stage=OfferStage.CANCELLED)
        elif is_barred(offer):
            end_offer(actor, offer, stage=OfferStage.CANCELLED, because=EndReason.RULES)
            tell_managers(offer, Notice.MANAGER_BARRED)
        else:
            ask_expert(actor, offer)
            return offer
    return None


def end_offer(
    actor: Actor, offer: ExpertOffer, *, stage: OfferStage, because: EndReason | None = None
) -> None:
    """Note how an offer ended; what it still opens ends with it."""
    offer.stage = stage
    offer.ended_because = because.value if because else None
    touch(actor, offer)
    audit.record(actor, "assistance:offer:end", subject=offer.ref, fields=(stage.value,))


def end_with_request(actor: Actor, request: AssistanceRequest) -> None:
    """The request is over or its work done: whoever was asked is told so, whoever waited in line never knew."""
    for offer in queries.endable_of_request(request.id):
        end_offer(actor, offer, stage=OfferStage.CANCELLED, because=EndReason.OVER)
        tell_expert(offer, Notice.CANCELLED)
    for question in queries.unclosed_questions(request_id=request.id):
        close_question(actor, question)


def end_with_profile(actor: Actor, profile_id: int) -> int:
    """Somebody is no longer on the roster: the own offers end, managers are told, the next in line is asked."""
    found = queries.endable_of_profile(profile_id)
    for offer in found:
        before = offer.stage
        end_offer(actor, offer, stage=OfferStage.CANCELLED)
        if before is OfferStage.QUEUED:
            continue
        tell_expert(offer, Notice.CANCELLED)
        ask_next(actor, offer.request)
        tell_managers(offer, Notice.MANAGER_GONE)
        if before is not OfferStage.OPEN:
            tell_state(offer, Notice.STATE_GONE)
    for question in queries.unclosed_questions(profile_id=profile_id):
        close_question(actor, question, is_told=False)
    return len(found)


def end_overdue(actor: Actor, offer: ExpertOffer) -> None:
    """Seven days without an answer: no harm to the expert, and the next in line is asked."""
    end_offer(actor, offer, stage=OfferStage.LAPSED)
    tell_expert(offer, Notice.LAPSED)
    ask_next(actor, offer.request)
    tell_managers(offer, Notice.MANAGER_LAPSED)


def close_question(actor: Actor, question: AvailabilityQuestion, *, is_told: bool = True) -> None:
    """Nobody waits for this answer any more; who has not answered is told so."""
    question.closed_at = clock.now()
    touch(actor, question)
    if is_told and question.answer is None:
        tell_asked(question, Notice.FREE_OVER)


def touch(actor: Actor, asked: ExpertOffer | AvailabilityQuestion) -> None:
    """Mark who changed it and when."""
    asked.changed_at, asked.changed_by = clock.now(), actor.user_id

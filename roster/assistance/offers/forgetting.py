"""What goes of offers and questions when somebody is erased."""

from roster.assistance.offers import queries
from roster.assistance.offers.asking import ask_next, end_offer
from roster.assistance.offers.notices import Notice, tell_managers, tell_state
from roster.assistance.offers.states import ENDABLE, OfferStage
from roster.core import audit, clock
from roster.core.actor import Actor


def forget_offers(actor: Actor, *, profile_id: int) -> int:
    """Empty what was written by and to somebody who is erased; what is open ends. Returns how many.

    Whoever erases has been asked who may.
    """
    offers = queries.offers_of_profile(profile_id)
    for offer in offers:
        was_waited_for = offer.stage in ENDABLE - {OfferStage.QUEUED}
        was_ready = offer.stage in (OfferStage.ACCEPTED, OfferStage.AGREED)
        if offer.stage in ENDABLE:
            end_offer(actor, offer, stage=OfferStage.CANCELLED)
        offer.text = offer.note = offer.reason = offer.overruled_because = ""
        offer.overruled = []
        offer.profile = offer.first_profile_id = None
        audit.record(
            actor,
            "assistance:offer:forget",
            subject=offer.ref,
            fields=("note", "overruled", "reason", "text"),
        )
        if was_waited_for:
            ask_next(actor, offer.request)
            tell_managers(offer, Notice.MANAGER_GONE)
        if was_ready:
            tell_state(offer, Notice.STATE_GONE)
    questions = queries.questions_of_profile(profile_id)
    for question in questions:
        question.text = question.note = ""
        question.profile = question.first_profile_id = None
        question.closed_at = question.closed_at or clock.now()
        audit.record(actor, "assistance:availability:forget", subject=question.ref, fields=("note", "text"))
    return len(offers) + len(questions)

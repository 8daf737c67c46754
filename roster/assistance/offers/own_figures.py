"""What goes of offers and questions into the file with everything kept about an expert."""

from typing import Any

from roster.assistance.offers.models import AvailabilityQuestion, ExpertOffer
from roster.assistance.offers.queries import own_offers, own_questions
from roster.core.actor import Actor
from roster.experts.policy import has_own_profile


def own_data(actor: Actor, ref: str) -> dict[str, Any]:
    """Whatever the expert was asked and answered; nothing of others, and nothing that was never sent."""
    if not has_own_profile(actor, ref):
        return {}
    return {
        "offers": [_offer(item) for item in own_offers(ref)],
        "availability": [_question(item) for item in own_questions(ref)],
    }


def _offer(offer: ExpertOffer) -> dict[str, Any]:
    return {
        "reference": offer.ref,
        "state": offer.request.state,
        "asked": offer.sent_at.isoformat() if offer.sent_at else None,
        "from": offer.starts_on.isoformat(),
        "until": offer.ends_on.isoformat(),
        "days": offer.days,
        "stage": offer.stage.value,
        "words": offer.text,
        "answered": offer.answered_at.isoformat() if offer.answered_at else None,
        "note": offer.note,
    }


def _question(question: AvailabilityQuestion) -> dict[str, Any]:
    return {
        "reference": question.ref,
        "asked": question.created_at.isoformat(),
        "from": question.starts_on.isoformat(),
        "until": question.ends_on.isoformat(),
        "days": question.days,
        "words": question.text,
        "answer": question.answer,
        "note": question.note,
    }

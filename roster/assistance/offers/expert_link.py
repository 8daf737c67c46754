"""The links by which experts answer without an account: whom they make, and what they lead to.

A link is known for longer than it can be answered, so that an old one still says what became of it. Opening uses
nothing up; it dies with the address that it went to, and with each newer letter (R21).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from roster.assistance.offers.models import AvailabilityQuestion, ExpertOffer
from roster.assistance.offers.queries import offer_by_id, question_by_id
from roster.core import clock
from roster.core.actor import Actor, Assignment, Role
from roster.web.tokens import make_token, read_token

OFFER: Final = "offer"
AVAILABILITY: Final = "availability"
KNOWN_FOR: Final = timedelta(days=400)
ORIGIN: Final = "offer link"


@dataclass(frozen=True)
class OfferLink:
    """A link that is ours, with the offer to which it leads."""

    offer: ExpertOffer
    actor: Actor


@dataclass(frozen=True)
class QuestionLink:
    """A link that is ours, with the question to which it leads."""

    question: AvailabilityQuestion
    actor: Actor


def offer_token(offer: ExpertOffer) -> str:
    """The token of the link to this offer. Made when the letter is written, kept nowhere."""
    return make_token(OFFER, offer.id, state=_state(offer), expires_at=_end(offer.sent_at))


def question_token(question: AvailabilityQuestion) -> str:
    """The token of the link to this question."""
    return make_token(AVAILABILITY, question.id, state=_state(question), expires_at=_end(question.created_at))


def read_offer_link(token: str) -> OfferLink | None:
    """The offer to which this link leads; None where it is not ours, replaced or long gone."""
    claim = read_token(OFFER, token)
    offer = offer_by_id(claim.subject) if claim is not None else None
    if claim is None or offer is None or offer.sent_at is None or not claim.holds_for(_state(offer)):
        return None
    return OfferLink(offer, _expert(offer))


def read_question_link(token: str) -> QuestionLink | None:
    """The question to which this link leads; None where it is not ours or long gone."""
    claim = read_token(AVAILABILITY, token)
    question = question_by_id(claim.subject) if claim is not None else None
    if claim is None or question is None or not claim.holds_for(_state(question)):
        return None
    return QuestionLink(question, _expert(question))


def _expert(asked: ExpertOffer | AvailabilityQuestion) -> Actor:
    """The expert, without an account, for this one letter alone; the audit trail says so."""
    own = Assignment(Role.EXPERT, f"self:{asked.ref}")
    return Actor(assignments=frozenset({own}), origin=ORIGIN)


def _end(sent_at: datetime | None) -> datetime:
    return (sent_at or clock.now()) + KNOWN_FOR


def _state(asked: ExpertOffer | AvailabilityQuestion) -> str:
    """Another nonce with each letter; another address ends the link, and so does the end of the profile."""
    address = asked.profile.person.contact.email if asked.profile is not None else ""
    return f"{asked.nonce}:{address}"

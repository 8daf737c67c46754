"""What offers add to other pages: to a request for secretariat and State, to the own page of an expert."""

from roster.assistance.offers import policy, queries
from roster.assistance.offers.availability_services import is_answerable as is_question_answerable
from roster.assistance.offers.presentation import offer_view, question_view
from roster.assistance.offers.states import OfferStage
from roster.assistance.requests.queries import request_by_ref
from roster.core import clock
from roster.core.actor import Actor
from roster.experts.policy import has_own_profile
from roster.web.room import Panel

_ENDED = frozenset({OfferStage.DECLINED, OfferStage.LAPSED, OfferStage.CANCELLED, OfferStage.REPLACED})


def of_request(actor: Actor, ref: str) -> Panel | None:
    """To the secretariat who was asked; to the State who said yes."""
    request = request_by_ref(actor, ref)
    if request is None:
        return None
    if policy.can_list(actor, request):
        content = {
            "ref": ref,
            "offers": [
                offer_view(actor, item, in_full=False)
                for item in queries.offers_of(actor, request)
                if item.stage not in _ENDED
            ],
            "questions": queries.questions_of(actor, request),
            "can_offer": policy.can_offer(actor, request),
            "can_ask": policy.can_ask(actor, request),
        }
        has_any = content["offers"] or content["questions"]
        is_wanted = has_any or content["can_offer"] or content["can_ask"]
        return Panel("assistance/offers/request_panel.html", content) if is_wanted else None
    found = [item for item in queries.offers_of(actor, request) if item.stage not in _ENDED]
    if request.state not in actor.states or not found:
        return None
    ready = [
        {"view": offer_view(actor, item, in_full=False), "can_agree": policy.can_agree(actor, item)}
        for item in found
    ]
    return Panel("assistance/offers/state_panel.html", {"people": ready})


def of_own_page(actor: Actor, ref: str) -> Panel | None:
    """What the expert is asked, and the missions to come."""
    if not has_own_profile(actor, ref):
        return None
    offers = [
        offer_view(actor, item, in_full=False)
        for item in queries.own_offers(ref)
        if policy.is_current(item, clock.today())
    ]
    questions = [
        question_view(actor, item) for item in queries.own_questions(ref) if is_question_answerable(item)
    ]
    if not offers and not questions:
        return None
    return Panel("assistance/offers/own_panel.html", {"offers": offers, "questions": questions})

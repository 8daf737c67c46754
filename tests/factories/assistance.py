"""Invented requests for assistance, made through the services."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from roster.assistance.engagements import services as engagements
from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.states import EngagementStage
from roster.assistance.provider_offers.inputs import OfferInput
from roster.assistance.provider_offers.models import AssistanceOffer
from roster.assistance.provider_offers.services import create_offer
from roster.assistance.requests import moving_services, services
from roster.assistance.requests.inputs import LanguageWish, RequestInput, paired
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.states import Move, Stage
from roster.core import clock
from roster.core.actor import SYSTEM, Actor
from roster.core.db import db
from roster.core.multilingual import MultilingualText
from roster.people.models import Organisation
from roster.people.queries import organisations_by_refs
from roster.people.services import OrganisationInput, create_organisation
from tests.factories.experts import make_profile

CONTACT, EMAIL, PHONE = "Zqwambui Kariuki", "zqwambui@requests.example", "+254 20 555 0190"
_WAY = (Move.MATCH, Move.SHORTLIST, Move.OFFER, Move.AGREE, Move.START, Move.FINISH, Move.CLOSE)


def request_input(**changes: Any) -> RequestInput:
    """A complete request with these fields changed; articles and topics stand for the subjects that they make."""
    today = clock.today()
    complete = RequestInput(
        title="Tracing of assets held abroad",
        modality="workshop",
        assistance_type_id="capacity-building",
        subjects=paired((52, 57), ("asset-recovery",)),
        outcome="Twenty investigators can trace and freeze assets held in other States.",
        languages=(LanguageWish("en", "C1"),),
        starts_on=today + timedelta(days=60),
        ends_on=today + timedelta(days=90),
        place="Nairobi",
        authority_name="Office of Asset Tracing",
        contact_name=CONTACT,
        contact_email=EMAIL,
        contact_phone=PHONE,
    )
    if "articles" in changes or "topics" in changes:
        lists = {name: changes.pop(name, getattr(complete, name)) for name in ("articles", "topics")}
        changes["subjects"] = paired(**lists)
    return replace(complete, **changes)


def make_request(
    *, state: str = "KE", stage: Stage = Stage.DRAFT, actor: Actor = SYSTEM, ref: str = "", **changes: Any
) -> AssistanceRequest:
    """A request at this stage. Call it within a unit of work."""
    request = services.begin_request(actor, state, given=request_input(**changes), ref=ref)
    if stage is Stage.DRAFT:
        return request
    if stage is Stage.WITHDRAWN:
        moving_services.withdraw_request(SYSTEM, request)
        return request
    moving_services.submit_request(SYSTEM, request)
    if stage is Stage.CLARIFYING:
        moving_services.ask_state(SYSTEM, request, question="How many officials would take part?")
    elif stage is Stage.DECLINED:
        moving_services.decline_request(SYSTEM, request, reason="no-means")
    elif stage is not Stage.SUBMITTED:
        moving_services.accept_request(SYSTEM, request)
        for move in _WAY:
            if request.stage is not stage:
                moving_services.make_move(SYSTEM, request, move=move)
    db.session.flush()
    return request


def make_organisation(*, ref: str = "ORG-DEM001", name: str = "Centre for Integrity Studies") -> Organisation:
    """A provider, made once. Call it within a unit of work."""
    there = organisations_by_refs((ref,))
    given = OrganisationInput(name=MultilingualText({"en": name}, "en"), kind="university")
    return there[0] if there else create_organisation(SYSTEM, given, ref=ref)


def make_offer(*, organisation: str = "ORG-DEM001", **changes: Any) -> AssistanceOffer:
    """An open offer of assistance. Call it within a unit of work."""
    given = OfferInput(
        title=MultilingualText({"en": "Help with tracing assets"}, "en"),
        types=("capacity-building",),
        articles=(52,),
        topics=("asset-recovery",),
        modalities=("workshop",),
        languages=("en",),
        starts_on=clock.today(),
    )
    return create_offer(SYSTEM, make_organisation(ref=organisation), given=replace(given, **changes))


def make_engagement(
    *,
    state: str = "KE",
    stage: EngagementStage = EngagementStage.RUNNING,
    days: int = 5,
    length: int = 4,
) -> Engagement:
    """An expert of Uruguay at work for a request. Call it within a unit of work."""
    today = clock.today()
    made = engagements.start_engagement(
        SYSTEM,
        make_request(state=state, stage=Stage.AGREED),
        profile=make_profile(state="UY"),
        starts_on=today,
        ends_on=today + timedelta(days=length),
        days=days,
    )
    if stage is not EngagementStage.RUNNING:
        engagements.finish_engagement(SYSTEM, made)
    if stage is EngagementStage.CLOSED:
        engagements.close_engagement(SYSTEM, made)
    db.session.flush()
    return made

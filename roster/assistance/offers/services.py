"""The only writer of offers to experts: ask one or several, answer, take back, begin. The State's word: `agreeing`.

Whoever calls has request and offer from `queries` within a unit of work: their rows are locked.
"""

import secrets
from collections.abc import Sequence

from flask_babel import gettext

from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.services import start_engagement
from roster.assistance.offers import policy, queries
from roster.assistance.offers.asking import ask_expert, ask_next, end_offer, touch
from roster.assistance.offers.hard_rules import Against, Window, against
from roster.assistance.offers.models import NOTE_LENGTH, ExpertOffer
from roster.assistance.offers.notices import Notice, tell_expert, tell_managers, tell_state
from roster.assistance.offers.rules import (
    OfferInput,
    days_problems,
    given_problems,
    refusal_of,
    rule_problems,
)
from roster.assistance.offers.states import ENDABLE, OfferStage
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.moving_services import make_move
from roster.assistance.requests.recording import touch as touch_request
from roster.assistance.requests.states import Move, Stage
from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.reference import new_reference
from roster.experts.models import Profile

OFFER_DAYS = 5  # of work, where nobody says how many


def make_offer(actor: Actor, request: AssistanceRequest, *, profile: Profile, text: str) -> ExpertOffer:
    """Ask one expert for the whole window of the request. Raises as `make_offers`."""
    starts_on, ends_on = request.starts_on or clock.today(), request.ends_on or clock.today()
    days = min(OFFER_DAYS, max(1, (ends_on - starts_on).days + 1))
    given = OfferInput(starts_on=starts_on, ends_on=ends_on, days=days, text=text)
    (offer,) = make_offers(actor, request, profiles=(profile,), given=given)
    return offer


def make_offers(
    actor: Actor, request: AssistanceRequest, *, profiles: Sequence[Profile], given: OfferInput
) -> list[ExpertOffer]:
    """Ask experts in this order: as many as there are places now, the others as places become free again.

    The first offer moves the request on. Raises ForbiddenError, StaleError where the request does not stand where
    experts are asked, and InvalidError where one cannot be asked or the days contradict one another.
    """
    _demand(policy.may_ask(actor, request))
    if request.stage not in policy.OFFERING:
        raise StaleError
    problems = days_problems(given.starts_on, given.ends_on, given.days) | given_problems(given)
    profiles = list({profile.id: profile for profile in profiles}.values())
    refusal = refusal_of(actor, request, profiles)
    if refusal or problems:
        raise InvalidError({**problems, **({"experts": refusal} if refusal else {})})
    window = Window(starts_on=given.starts_on, ends_on=given.ends_on, days=given.days)
    overruled = {item.ref: item for item in against(request, profiles, window=window)}
    problems = rule_problems(list(overruled.values()), given.overruled_because)
    if problems:
        raise InvalidError({**problems})
    if request.stage is Stage.SHORTLISTED:
        make_move(actor, request, move=Move.OFFER)
    else:
        touch_request(actor, request)
    start = queries.last_position(request.id) + 1
    made = [
        _new(actor, request, profile, position, given) for position, profile in enumerate(profiles, start)
    ]
    db.session.add_all(made)
    db.session.flush()
    audit.record(actor, "assistance:offer:make", subject=request.ref)
    audit.record_many(actor, "assistance:expert:offer", subjects=[profile.ref for profile in profiles])
    for offer, profile in zip(made, profiles, strict=True):
        if profile.ref in overruled:
            _overrule(actor, offer, overruled[profile.ref], because=given.overruled_because)
    for offer in made[: given.places]:
        ask_expert(actor, offer)
    return made


def answer(actor: Actor, offer: ExpertOffer, *, accepts: bool, note: str = "") -> None:
    """The expert says yes or no. With a no the next in line is asked; a yes waits for the State.

    Raises ForbiddenError, and StaleError where it is too late.
    """
    _demand(policy.may_answer(actor, offer))
    if not is_answerable(offer):
        raise StaleError
    _refuse_long(note=note)
    offer.stage = OfferStage.ACCEPTED if accepts else OfferStage.DECLINED
    offer.answered_at, offer.note = clock.now(), note
    touch(actor, offer)
    touch_request(actor, offer.request)
    audit.record(actor, "assistance:offer:answer", subject=offer.ref, fields=(offer.stage.value,))
    if accepts:
        tell_state(offer, Notice.STATE_READY)
        tell_managers(offer, Notice.MANAGER_ACCEPTED)
    else:
        ask_next(actor, offer.request)
        tell_managers(offer, Notice.MANAGER_DECLINED)


def is_answerable(offer: ExpertOffer) -> bool:
    """Whether the expert can answer today."""
    return offer.stage is OfferStage.OPEN and policy.is_current(offer, clock.today())


def cancel_offer(actor: Actor, offer: ExpertOffer) -> None:
    """The roster manager takes an offer back; who was asked is told. Raises ForbiddenError, StaleError."""
    _demand(policy.may_manage(actor, offer))
    if offer.stage not in ENDABLE:
        raise StaleError
    before = offer.stage
    end_offer(actor, offer, stage=OfferStage.CANCELLED)
    touch_request(actor, offer.request)
    tell_expert(offer, Notice.CANCELLED)
    if before is not OfferStage.QUEUED:
        ask_next(actor, offer.request)
    if before in (OfferStage.ACCEPTED, OfferStage.AGREED):
        tell_state(offer, Notice.STATE_GONE)


def start_work(actor: Actor, offer: ExpertOffer) -> Engagement:
    """The work begins: an engagement is made, and with the first one the request runs.

    Raises ForbiddenError, StaleError.
    """
    _demand(policy.may_start(actor, offer) or actor.is_system)
    if not policy.is_startable(offer) or offer.profile is None:
        raise StaleError
    if policy.is_too_early_for(actor, offer):
        raise ForbiddenError(gettext("Your State has agreed. The work begins on its first day."))
    engagement = start_engagement(
        actor,
        offer.request,
        profile=offer.profile,
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        days=offer.days,
    )
    offer.stage, offer.engagement = OfferStage.STARTED, engagement
    touch(actor, offer)
    audit.record(actor, "assistance:offer:start", subject=offer.ref)
    return engagement


def _new(
    actor: Actor, request: AssistanceRequest, profile: Profile, position: int, given: OfferInput
) -> ExpertOffer:
    now = clock.now()
    return ExpertOffer(
        ref=new_reference(queries.OFFER_PREFIX),
        request=request,
        profile=profile,
        position=position,
        stage=OfferStage.QUEUED,
        starts_on=given.starts_on,
        ends_on=given.ends_on,
        days=given.days,
        text=given.text,
        nonce=secrets.token_hex(16),
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
    )


def _overrule(actor: Actor, offer: ExpertOffer, found: Against, *, because: str) -> None:
    offer.overruled = [rule.value for rule in found.rules]
    offer.overruled_because = because
    audit.record(actor, "assistance:offer:overrule", subject=offer.ref, fields=tuple(offer.overruled))


def _refuse_long(**texts: str) -> None:
    problems = {name: gettext("This is too long.") for name, text in texts.items() if len(text) > NOTE_LENGTH}
    if problems:
        raise InvalidError({**problems})


def _demand(allowed: bool) -> None:
    if not allowed:
        raise ForbiddenError

"""What is asked of a person follows to the profile that stands for the own one now, and comes back with the undo.

Offers, questions and engagements move, and remember whose profile was asked first (`first_profile_id`). Where both
profiles hold an offer of one request, the one that has come further stays.
"""

import secrets
from collections.abc import Iterable
from typing import Final

from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.notices import ask_expert
from roster.assistance.offers import following_queries as queries
from roster.assistance.offers import policy
from roster.assistance.offers.asking import ask_next, end_offer, touch
from roster.assistance.offers.models import AvailabilityQuestion, ExpertOffer
from roster.assistance.offers.notices import Notice, tell_asked, tell_expert, tell_state
from roster.assistance.offers.states import ENDABLE, EndReason, OfferStage
from roster.assistance.shortlists.queries import profiles_that_stand
from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.experts.models import Profile

# The order in which offers come further; who is at work, stays at work.
_WAY: Final = (
    OfferStage.QUEUED,
    OfferStage.OPEN,
    OfferStage.ACCEPTED,
    OfferStage.AGREED,
    OfferStage.STARTED,
)
_STILL_SAID: Final = {OfferStage.OPEN: Notice.ASKED, OfferStage.AGREED: Notice.AGREED}
Following = ExpertOffer | AvailabilityQuestion | Engagement
Place = tuple[int, int]  # a request and a profile, by number


def follow_person(actor: Actor, profile: Profile) -> set[int]:
    """Bring whatever began with this profile, or with one that is part of it, to the one that stands for it now.

    Gives the numbers of the profiles to which something came.
    """
    family = queries.family_of(profile.id)
    rows: list[Following] = [*queries.offers_of(family), *queries.questions_of(family)]
    rows += queries.engagements_of(family)
    standing = profiles_that_stand([*(_origin(row) for row in rows), *(row.profile_id for row in rows)])
    reached, returned, joined = set[int](), set[Place](), set[Place]()
    for row in rows:
        before, to = row.profile_id or 0, standing[_origin(row) or 0]
        if before == to:
            continue
        _move(actor, row, to=to)
        reached.add(to)
        if isinstance(row, ExpertOffer):
            joined.add((row.request_id, to))
            if standing[before] != to:  # the undo of a merge: the profile that it leaves stands by itself
                returned |= {(row.request_id, before), (row.request_id, to)}
    db.session.flush()
    for place in sorted(returned):
        _bring_back(actor, place)
    for request_id, number in sorted(joined - returned):
        _leave_one(actor, queries.live_offers(request_id, number))
    return reached


def _origin(row: Following) -> int | None:
    return row.first_profile_id or row.profile_id


def _move(actor: Actor, row: Following, *, to: int) -> None:
    if isinstance(row, Engagement) and queries.has_engagement(row.request_id, to):
        return  # of one person's two engagements for one request each stays where it is
    origin, before = _origin(row), _address(row.profile)
    row.first_profile_id = None if origin == to else origin
    row.profile = db.session.get(Profile, to)
    if isinstance(row, Engagement):
        audit.record(actor, "assistance:engagement:follow", subject=row.ref)
        if _address(row.profile) != before:
            ask_expert(row)
        return
    audit.record(actor, "assistance:offer:follow", subject=row.ref)
    touch(actor, row)
    if _address(row.profile) != before:
        _write_again(row)


def _address(profile: Profile | None) -> str:
    return profile.person.contact.email if profile is not None else ""


def _write_again(row: ExpertOffer | AvailabilityQuestion) -> None:
    """The link of the letter died with the address to which it went: what can still be answered is sent again."""
    if isinstance(row, AvailabilityQuestion):
        if row.answer is None and policy.is_question_open(row) and clock.today() <= row.due_on:
            row.nonce = secrets.token_hex(16)
            tell_asked(row, Notice.FREE_ASKED)
    elif row.stage in _STILL_SAID and policy.is_current(row, clock.today()):
        row.nonce = secrets.token_hex(16)
        tell_expert(row, _STILL_SAID[row.stage])


def _leave_one(actor: Actor, offers: Iterable[ExpertOffer]) -> None:
    """Of several offers of one request to one person the one that has come furthest stays; the earlier of two equal."""
    ordered = sorted(offers, key=lambda offer: (-_WAY.index(offer.stage), offer.position, offer.id))
    for offer in ordered[1:]:
        if offer.stage not in ENDABLE:
            continue
        before = offer.stage
        end_offer(actor, offer, stage=OfferStage.CANCELLED, because=EndReason.MERGED)
        offer.ended_at_stage = before.value
        if before is not OfferStage.QUEUED:
            ask_next(actor, offer.request)
        if before in (OfferStage.ACCEPTED, OfferStage.AGREED):
            tell_state(offer, Notice.STATE_GONE)


def _bring_back(actor: Actor, place: Place) -> None:
    """An offer that ended because the person held another one, which went back to the other profile."""
    request_id, profile_id = place
    for offer in queries.ended_by_merges(request_id, profile_id):
        stage = OfferStage(offer.ended_at_stage or "")
        if offer.request.stage in policy.OFFERING and not queries.live_offers(request_id, profile_id):
            offer.stage, offer.ended_because, offer.ended_at_stage = stage, None, None
            touch(actor, offer)
            audit.record(actor, "assistance:offer:reopen", subject=offer.ref, fields=(stage.value,))

"""The only writer of offers of assistance."""

from dataclasses import fields

from flask_babel import gettext

from roster.assistance.codes import Modality
from roster.assistance.provider_offers import policy
from roster.assistance.provider_offers.inputs import MOST_ARTICLES, MOST_STATES, MOST_TOPICS, OfferInput
from roster.assistance.provider_offers.models import TITLE_LENGTH, AssistanceOffer
from roster.assistance.provider_offers.queries import PREFIX
from roster.core import audit, clock
from roster.core.actor import Actor, Role
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.reference import new_reference
from roster.people.models import Organisation
from roster.vocabulary import queries as vocabulary
from roster.web.locale import show_number

_NAMES = tuple(item.name for item in fields(OfferInput))


def create_offer(actor: Actor, organisation: Organisation, *, given: OfferInput) -> AssistanceOffer:
    """Make an offer known to everybody. Raises ForbiddenError, InvalidError."""
    if not (actor.is_system or organisation.ref in actor.scopes(Role.PROVIDER)):
        raise ForbiddenError
    _refuse_wrong(given)
    now = clock.now()
    offer = AssistanceOffer(
        ref=new_reference(PREFIX),
        organisation=organisation,
        is_closed=False,
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
    )
    _put(offer, given)
    db.session.add(offer)
    db.session.flush()
    audit.record(actor, "assistance:offer:create", subject=offer.ref)
    return offer


def edit_offer(actor: Actor, offer: AssistanceOffer, *, given: OfferInput) -> tuple[str, ...]:
    """Change an open offer; returns the names of the fields that changed. Raises as `create_offer`, StaleError."""
    _refuse_closed(actor, offer)
    _refuse_wrong(given)
    before = {name: getattr(offer, name) for name in _NAMES}
    _put(offer, given)
    changed = tuple(name for name in _NAMES if getattr(offer, name) != before[name])
    if changed:
        offer.changed_at, offer.changed_by = clock.now(), actor.user_id
        audit.record(actor, "assistance:offer:edit", subject=offer.ref, fields=changed)
    return changed


def close_offer(actor: Actor, offer: AssistanceOffer) -> None:
    """Take it from the list of what is offered. Raises ForbiddenError, StaleError."""
    _refuse_closed(actor, offer)
    offer.is_closed = True
    offer.changed_at, offer.changed_by = clock.now(), actor.user_id
    audit.record(actor, "assistance:offer:close", subject=offer.ref)


def offer_problems(given: OfferInput) -> dict[str, object]:
    """What no offer may say, a sentence by field."""
    known = vocabulary.current()
    choose = gettext("Choose one of the values on the list.")
    found: dict[str, object] = {}
    if not given.title.original:
        found["title"] = gettext("This is needed.")
    elif len(given.title.original) > TITLE_LENGTH:
        found["title"] = gettext("Use at most %(limit)s characters.", limit=show_number(TITLE_LENGTH))
    lists = (
        ("types", given.types, known.assistance_types),
        ("articles", given.articles, known.articles),
        ("topics", given.topics, known.topics),
        ("modalities", given.modalities, set(Modality)),
        ("languages", given.languages, known.languages),
        ("states", given.states, known.states),
        ("regions", given.regions, known.regional_groups),
    )
    for name, values, allowed in lists:
        if any(value not in allowed for value in values):
            found[name] = choose
    for name, limit in (("articles", MOST_ARTICLES), ("topics", MOST_TOPICS), ("states", MOST_STATES)):
        count = len(getattr(given, name))
        if count > limit:
            found[name] = gettext(
                "Choose at most %(limit)s. There are %(count)s now.",
                limit=show_number(limit),
                count=show_number(count),
            )
    if not given.types:
        found["types"] = gettext("Choose at least one type of assistance.")
    if given.ends_on is not None and given.ends_on < given.starts_on:
        found["ends_on"] = gettext("The end lies before the beginning.")
    return found


def _refuse_wrong(given: OfferInput) -> None:
    problems = offer_problems(given)
    if problems:
        raise InvalidError(problems)


def _refuse_closed(actor: Actor, offer: AssistanceOffer) -> None:
    if not policy.can_edit(actor, offer):
        raise ForbiddenError
    if offer.is_closed:
        raise StaleError(gettext("This offer is closed."))


def _put(offer: AssistanceOffer, given: OfferInput) -> None:
    for name in _NAMES:
        value = getattr(given, name)
        setattr(offer, name, list(value) if isinstance(value, tuple) else value)

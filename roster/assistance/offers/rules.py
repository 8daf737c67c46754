"""What offers and questions must say, and who can be asked: in words, before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext

from roster.assistance.offers import policy, queries
from roster.assistance.offers.hard_rules import Against
from roster.assistance.offers.models import NOTE_LENGTH, TEXT_LENGTH
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.rules import YEARS_AHEAD
from roster.core import clock
from roster.core.actor import Actor
from roster.experts import policy as experts
from roster.experts.models import Profile
from roster.messages.queries import is_reachable

MOST_ASKED = 20
MOST_PLACES = 6


@dataclass(frozen=True, kw_only=True)
class OfferInput:
    """What experts are asked to do, and how many of them at once: the others wait in line."""

    starts_on: date
    ends_on: date
    days: int
    text: str = ""
    places: int = 1
    overruled_because: str = ""  # why somebody is asked against whom a hard rule stands


@dataclass(frozen=True, kw_only=True)
class QuestionInput:
    """For which days experts are asked whether they are free."""

    starts_on: date
    ends_on: date
    days: int
    text: str = ""


def given_problems(given: OfferInput) -> dict[str, str]:
    """What else is wrong with an offer, by field."""
    found = {}
    if not 1 <= given.places <= MOST_PLACES:
        found["places"] = gettext("Ask from one to six experts at once.")
    if len(given.text) > TEXT_LENGTH:
        found["text"] = gettext("This is too long.")
    if len(given.overruled_because) > NOTE_LENGTH:
        found["overruled_because"] = gettext("This is too long.")
    return found


def rule_problems(found: Sequence[Against], because: str) -> dict[str, str]:
    """What hard rules of matching forbid, by field; what a human may overrule wants a reason."""
    for item in found:
        if item.is_final:
            words = gettext(
                "%(ref)s cannot be asked: a rule stands against it that nobody may overrule.", ref=item.ref
            )
            return {"experts": words}
    if found and not because:
        return {"overruled_because": gettext("Say why they are asked all the same.")}
    return {}


def refusal_of(actor: Actor, request: AssistanceRequest, profiles: Sequence[Profile]) -> str:
    """Why one of these cannot be asked, in words; empty where all can."""
    refusal = reach_refusal(actor, profiles)
    if refusal:
        return refusal
    asked = queries.asked_profiles(request.id)
    for profile in profiles:
        if profile.ref in request.excluded_experts:
            return gettext("The State has said that it does not want %(ref)s.", ref=profile.ref)
        if profile.id in asked:
            return gettext("%(ref)s is asked for this request already.", ref=profile.ref)
    return ""


def reach_refusal(actor: Actor, profiles: Sequence[Profile]) -> str:
    """Why one of these cannot be asked anything; empty where a letter reaches all."""
    if not profiles:
        return gettext("Choose at least one expert.")
    if len(profiles) > MOST_ASKED:
        return gettext("Choose at most 20 experts.")
    for profile in profiles:
        if not experts.can_view(actor, profile) or not policy.can_be_asked(profile):
            return gettext("%(ref)s is not on the roster now and cannot be asked.", ref=profile.ref)
        if not is_reachable(profile):
            return gettext("No letter can reach %(ref)s: the profile has no e-mail address.", ref=profile.ref)
    return ""


def days_problems(starts_on: date, ends_on: date, days: int) -> dict[str, str]:
    """What contradicts itself in the days, by field."""
    if starts_on < clock.today():
        return {"starts_on": gettext("This day has passed.")}
    if ends_on < starts_on:
        return {"ends_on": gettext("The end lies before the beginning.")}
    if ends_on > clock.today() + timedelta(days=366 * YEARS_AHEAD):
        return {"ends_on": gettext("Give a day within the next five years.")}
    if not 1 <= days <= (ends_on - starts_on).days + 1:
        return {"days": gettext("These are more days than lie between the two dates.")}
    return {}

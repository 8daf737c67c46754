"""Who fits a request: the page, the same as plain data, a match that is kept, people put on the shortlist."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, flash, jsonify, request
from flask_babel import gettext

from roster.assistance.calls.policy import can_call
from roster.assistance.matches import policy, services
from roster.assistance.matches.asking import ALL, DAYS, MOST_DAYS, PREFIX, Asked, asked_in
from roster.assistance.matches.plain_data import match_json
from roster.assistance.matches.presentation import match_view
from roster.assistance.matches.queries import newest_run
from roster.assistance.matches.roster_pool import current_roster
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.queries import request_for_secretariat
from roster.assistance.requests.states import OVER
from roster.assistance.selections import policy as selections
from roster.assistance.selections.queries import shortlist_of
from roster.assistance.selections.services import put_on_shortlist
from roster.assistance.shortlists.models import Shortlist
from roster.assistance.shortlists.queries import entries_of, profiles_by_ids
from roster.assistance.shortlists.telling import added_words
from roster.assistance.shortlists.views import FEWEST_COMPARED
from roster.core import clock
from roster.core.errors import InvalidError
from roster.core.unit_of_work import unit_of_work
from roster.experts.wording import freshness_words
from roster.matching.weights import DEFAULT_WEIGHTS, MOST, Part
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page, see
from roster.web.throttle import bounded_matches

blueprint = Blueprint("matches", __name__, url_prefix="/<lang:lang>/assistance/<ref>")
SHOWN = 20
MOST_TICKED = services.MOST_MATCHES


@blueprint.get("/match")
@bounded_matches
@guard(policy.can_read_match, load=request_for_secretariat)
def show(assistance_request: AssistanceRequest) -> Answer:
    """Who fits, why, who just does not, and what would change that; for a request that is over nobody is matched."""
    if assistance_request.stage in OVER:
        flash(gettext("The request is over. Nobody is matched for it any more."), "error")
        return see("assistance.show", ref=assistance_request.ref)
    actor, asked, today = current_actor(), asked_in(request.args), clock.today()
    found = _shown(assistance_request, asked, today)
    shortlist = shortlist_of(assistance_request.id)
    listed = _listed(shortlist)
    answer = page(
        "assistance/matches/show.html",
        assistance_request=assistance_request,
        match=match_view(actor, found, language=current_language().code, today=today, listed=listed),
        asked=asked,
        weights=_weight_fields(asked),
        days_name=DAYS,
        all_name=ALL,
        most_weight=MOST,
        most_days=MOST_DAYS,
        shown=None if asked.shows_all else SHOWN,
        can_keep=policy.can_keep_match(actor, assistance_request),
        can_choose=selections.can_choose(actor, assistance_request),
        can_call=can_call(actor, assistance_request),
        kept=newest_run(assistance_request.id),
        shortlist=shortlist,
        is_comparable=len(listed) >= FEWEST_COMPARED,
        freshness_words=freshness_words,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/match.json")
@bounded_matches
@guard(policy.can_read_match, load=request_for_secretariat)
def as_json(assistance_request: AssistanceRequest) -> Response:
    """The same for other programs of the secretariat."""
    actor, asked, today = current_actor(), asked_in(request.args), clock.today()
    found = _shown(assistance_request, asked, today)
    view = match_view(actor, found, language=current_language().code, today=today)
    answer = jsonify(match_json(assistance_request.ref, found, view))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _make_ready() -> None:
    """The slow work before the change: where profiles changed since, the pool is built anew."""
    if current_actor().is_secretariat:
        current_roster()


@blueprint.post("/match/keep")
@bounded_matches
@guard(
    policy.may_keep_match, load=request_for_secretariat, visible=policy.can_read_match, prepare=_make_ready
)
def keep(assistance_request: AssistanceRequest) -> Answer:
    """Keep the match with these weights; the first one begins the search for experts."""
    asked = asked_in(request.form)
    found = _match_now(assistance_request, asked, clock.today())
    services.keep_match(current_actor(), assistance_request, found=found)
    flash(gettext("The match is kept, with its weights and the reasons for each."), "success")
    return see("matches.show", ref=assistance_request.ref, **asked.values)


@blueprint.post("/match/shortlist")
@bounded_matches
@guard(
    selections.may_choose, load=request_for_secretariat, visible=policy.can_read_match, prepare=_make_ready
)
def choose(assistance_request: AssistanceRequest) -> Answer:
    """Put those who are ticked on the request's shortlist; the match they come from is kept with it."""
    actor, asked = current_actor(), asked_in(request.form)
    people = request.form.getlist("expert")[:MOST_TICKED]
    found = _match_now(assistance_request, asked, clock.today())
    try:
        added = put_on_shortlist(actor, assistance_request, profile_refs=people)
    except InvalidError as error:
        flash(" ".join(str(sentence) for sentence in error.problems.values()), "error")
        return see("matches.show", ref=assistance_request.ref, **asked.values)
    services.keep_match(actor, assistance_request, found=found)
    for sentence, kind in added_words(added):
        flash(sentence, kind)
    return see("matches.show", ref=assistance_request.ref, **asked.values)


def _shown(assistance_request: AssistanceRequest, asked: Asked, today: date) -> services.Matched:
    """The match as it is shown; that it is, stands on record before anything of it is read."""
    with unit_of_work():
        services.record_reading(current_actor(), assistance_request)
    return _match_now(assistance_request, asked, today)


def _match_now(assistance_request: AssistanceRequest, asked: Asked, today: date) -> services.Matched:
    return services.matched(
        current_actor(), assistance_request, weights=asked.weights, today=today, days=asked.days
    )


def _listed(shortlist: Shortlist | None) -> frozenset[str]:
    entries = entries_of(shortlist) if shortlist else []
    people = profiles_by_ids(current_actor(), (entry.profile_id for entry in entries))
    return frozenset(profile.ref for profile in people.values())


def _weight_fields(asked: Asked) -> list[dict[str, Any]]:
    return [
        {
            "name": PREFIX + part.value,
            "label": str(part.label),
            "hint": str(part.hint),
            "value": asked.weights.by_part[part],
            "usual": DEFAULT_WEIGHTS[part],
            "is_unread": part in asked.unread,
        }
        for part in Part
    ]

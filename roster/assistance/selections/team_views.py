"""A team for a request: proposed from those who fit best or from its shortlist, and put on the shortlist."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, request

from roster.assistance.matches.services import record_reading
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.queries import request_for_secretariat
from roster.assistance.selections import policy, queries, services
from roster.assistance.selections.deciding import listed_people
from roster.assistance.selections.judgement import judged
from roster.assistance.selections.judging import Judging, judge
from roster.assistance.selections.presentation import judged_view, names_now
from roster.assistance.selections.team_presentation import TeamView, team_view
from roster.assistance.selections.team_wish import FROM_LIST, NUMBERS, TeamWish, wish_in
from roster.assistance.selections.views import blueprint
from roster.assistance.shortlists.queries import profiles_by_refs
from roster.assistance.shortlists.telling import added_words
from roster.core import clock
from roster.core.unit_of_work import unit_of_work
from roster.experts.models import Profile
from roster.experts.presentation import ProfileView, view_for
from roster.matching.team import TeamCandidate, TeamRole
from roster.matching.team_candidates import team_candidates
from roster.matching.team_proposal import propose_team
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page, see
from roster.web.throttle import bounded_matches

__all__ = ["blueprint"]  # whole only once these pages are on it


@dataclass(frozen=True)
class _Field:
    """Whom a team may be made of."""

    candidates: tuple[TeamCandidate, ...]
    people: Mapping[str, ProfileView]
    judging: Judging


@blueprint.get("/team")
@bounded_matches
@guard(policy.can_view, load=request_for_secretariat)
def team(assistance_request: AssistanceRequest) -> Answer:
    """The team that fits best and keeps the rules that are chosen in the form."""
    actor = current_actor()
    with unit_of_work():
        record_reading(actor, assistance_request)
    shortlist = queries.shortlist_of(assistance_request.id)
    on_list = listed_people(actor, assistance_request)
    wish = wish_in(request.args, on_list=[profile.ref for profile in on_list])
    answer = page(
        "assistance/selections/team.html",
        assistance_request=assistance_request,
        shortlist=shortlist,
        on_list=[
            view_for(actor, one, language=current_language().code, today=clock.today()) for one in on_list
        ],
        wish=wish,
        numbers=NUMBERS,
        roles=list(TeamRole),
        team=_proposed(assistance_request, wish, on_list),
        can_choose=policy.can_choose(actor, assistance_request),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/shortlist")
@guard(policy.may_choose, load=request_for_secretariat, visible=policy.can_view)
def put(assistance_request: AssistanceRequest) -> Answer:
    """Put the people who were named onto the request's shortlist, and lead there."""
    added = services.put_on_shortlist(
        current_actor(), assistance_request, profile_refs=request.form.getlist("expert")
    )
    shortlist = services.shortlist_for(current_actor(), assistance_request)
    for sentence, kind in added_words(added):
        flash(sentence, kind)
    return see("shortlists.show", ref=shortlist.ref)


def _proposed(assistance_request: AssistanceRequest, wish: TeamWish, on_list: Sequence[Profile]) -> TeamView:
    field = _field(assistance_request, on_list)
    refs = {profile.ref for profile in on_list}
    candidates = [one for one in field.candidates if wish.source != FROM_LIST or one.ref in refs]
    rules = wish.rules(field.judging.result.criteria)
    answer = propose_team(candidates, rules)
    names = names_now()
    found = {item.ref: judged_view(judged(item), names) for item in field.judging.eligible.matches}
    return team_view(answer, rules, candidates=candidates, people=field.people, judged=found)


def _field(assistance_request: AssistanceRequest, on_list: Sequence[Profile]) -> _Field:
    """Those who fit best, as far as they exist for this reader now."""
    actor, today, language = current_actor(), clock.today(), current_language().code
    judging = judge(assistance_request, [profile.ref for profile in on_list], today=today)
    profiles = profiles_by_refs(actor, [item.ref for item in judging.result.matches])
    people = {
        profile.ref: view_for(actor, profile, language=language, today=today)
        for profile in [*profiles, *on_list]
    }
    found = team_candidates(judging.eligible, judging.pool, judging.relations)
    return _Field(tuple(one for one in found if one.ref in people), people, judging)

"""What the assistance room offers to the house: requests, offers of providers, engagements, shortlists."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from roster.assistance.calls import clock_jobs as call_clock
from roster.assistance.calls import desk_views as call_desk_views
from roster.assistance.calls import forgetting as call_forgetting
from roster.assistance.calls import letters as call_letters
from roster.assistance.calls import link_views as call_link_views
from roster.assistance.calls import own_figures as call_figures
from roster.assistance.calls import panels as call_panels
from roster.assistance.calls import views as call_views
from roster.assistance.calls import waiting as call_waiting
from roster.assistance.engagements import letters as engagement_letters
from roster.assistance.engagements import link_views as engagement_link_views
from roster.assistance.engagements import own_figures as engagement_figures
from roster.assistance.engagements import services as engagements
from roster.assistance.engagements import views as engagement_views
from roster.assistance.figures import views as figure_views
from roster.assistance.fitting import panels as fitting_panels
from roster.assistance.matches import panels as match_panels
from roster.assistance.matches import services as matches
from roster.assistance.matches import views as match_views
from roster.assistance.notes import clock_jobs as note_clock
from roster.assistance.notes import panels as note_panels
from roster.assistance.notes import services as notes
from roster.assistance.notes import views as note_views
from roster.assistance.offers import clock_jobs as offer_clock
from roster.assistance.offers import letters as offer_letters
from roster.assistance.offers import link_views as offer_link_views
from roster.assistance.offers import own_figures as offer_figures
from roster.assistance.offers import panels as offer_panels
from roster.assistance.offers import question_views as offer_views
from roster.assistance.offers import waiting as offer_waiting
from roster.assistance.offers.following import follow_person
from roster.assistance.offers.forgetting import forget_offers
from roster.assistance.offers.job import LEFT_JOB
from roster.assistance.provider_offers import views as provider_offer_views
from roster.assistance.requests import checks, letter_views, letters, organisation_panel
from roster.assistance.requests import clock_jobs as request_clock
from roster.assistance.requests import panels as request_panels
from roster.assistance.requests import policy as requests
from roster.assistance.requests import services as request_services
from roster.assistance.requests.waiting import Waiting, waiting_for
from roster.assistance.selections import own_figures as selection_figures
from roster.assistance.selections import panels as selection_panels
from roster.assistance.selections import services as selections
from roster.assistance.selections import team_views
from roster.assistance.shortlists import clock_jobs, entry_views, own_figures, panels, policy, services
from roster.core.actor import Actor
from roster.core.schedule import ClockJob
from roster.experts.standing.queries import profile_by_id
from roster.web.room import Check, NavigationItem, Place, Room, Task


def tasks(actor: Actor) -> Sequence[Task]:
    """What waits for this reader: requests to move on, reports to write."""
    found = [
        Task(item.sentence, _address(item), item.count, is_urgent=item.is_urgent)
        for item in waiting_for(actor)
    ]
    for item in engagement_figures.wanted_reports(actor):
        found.append(Task(item.sentence, url_for("engagements.report", ref=item.ref), item.count))
    for asked in offer_waiting.waiting_for(actor):
        found.append(
            Task(asked.sentence, url_for(asked.endpoint, ref=asked.ref), asked.count, is_urgent=True)
        )
    for call in call_waiting.waiting_for(actor):
        found.append(Task(call.sentence, url_for("calls.show", ref=call.ref), call.count))
    return found


def own_data(actor: Actor, ref: str) -> dict[str, Any]:
    """What this room holds about an expert, for that expert."""
    return {
        **own_figures.own_data(actor, ref),
        **selection_figures.own_data(actor, ref),
        **offer_figures.own_data(actor, ref),
        **engagement_figures.own_data(actor, ref),
        **call_figures.own_data(actor, ref),
    }


def forget_person(actor: Actor, *, ref: str, profile_id: int) -> int:
    """Forget what this room holds about an expert who is erased; gives how many records that was."""
    profile = profile_by_id(profile_id)
    if profile is not None:
        follow_person(actor, profile)  # what a merge or its undo has yet to bring to whom it belongs
    engaged = engagements.forget_engagements(actor, ref=ref, profile_id=profile_id)
    engaged += forget_offers(actor, profile_id=profile_id)
    engaged += notes.forget_person(actor, profile_id=profile_id)
    engaged += call_forgetting.forget_person(actor, profile_id=profile_id)
    matched = matches.forget_person(actor, ref=ref) + request_services.forget_exclusions(actor, ref=ref)
    chosen = selections.forget_person(actor, ref=ref, profile_id=profile_id)
    return engaged + matched + chosen + services.forget_person(actor, ref=ref, profile_id=profile_id)


def _address(item: Waiting) -> str:
    if item.ref:
        return url_for("assistance.show", ref=item.ref)
    return url_for(
        "assistance.index",
        stage=item.stage or None,
        owner=item.owner or None,
        stalled=item.stalled or None,
    )


ROOM = Room(
    name="assistance",
    # Each of the pages of requests adds to the one blueprint.
    blueprints=(
        letter_views.blueprint,
        provider_offer_views.blueprint,
        match_views.blueprint,
        team_views.blueprint,
        engagement_views.blueprint,
        engagement_link_views.blueprint,
        offer_views.blueprint,
        offer_link_views.blueprint,
        entry_views.blueprint,
        figure_views.blueprint,
        note_views.blueprint,
        call_views.blueprint,
        call_desk_views.blueprint,
        call_link_views.blueprint,
    ),
    navigation=(
        NavigationItem(_l("Assistance"), "assistance.index", requests.can_see_list, 25),
        NavigationItem(_l("Shortlists"), "shortlists.index", policy.can_use_shortlists, 20),
    ),
    tasks=tasks,
    jobs=(LEFT_JOB,),
    clock_jobs=(
        ClockJob("assistance.notes", clock_jobs.forget_notes),
        ClockJob("assistance.offers", offer_clock.pass_on_unanswered),
        ClockJob("assistance.begin", offer_clock.begin_agreed),
        ClockJob("assistance.call-notes", note_clock.forget_notes),
        ClockJob("assistance.stalled", request_clock.tell_of_stalled),
        ClockJob("assistance.unacknowledged", request_clock.tell_of_unacknowledged),
        ClockJob("assistance.calls", call_clock.close_over),
        ClockJob("assistance.call-answers", call_clock.empty_answers),
    ),
    letters={
        **letters.WRITERS,
        **offer_letters.WRITERS,
        **call_letters.WRITERS,
        **engagement_letters.WRITERS,
    },
    checks=(
        Check("providers", checks.unknown_organisations),
        Check("mandate letters", checks.missing_letters),
    ),
    stored_files=checks.stored_names,
    panels={
        Place.EXPERTS: panels.add_from_results,
        Place.EXPERT: (panels.add_from_profile, note_panels.of_expert),
        Place.OWN_EXPERT: own_figures.own_panel,
        Place.OWN_EXPERT_WORK: (
            offer_panels.of_own_page,
            call_panels.of_own_page,
            fitting_panels.for_expert,
        ),
        Place.OUR_EXPERTS: fitting_panels.for_state,
        Place.STATE: request_panels.of_state,
        Place.ORGANISATION: organisation_panel.of_organisation,
        Place.REQUEST: (
            match_panels.of_request,
            call_panels.of_request,
            selection_panels.of_request,
            offer_panels.of_request,
            note_panels.of_request,
        ),
    },
    own_data=own_data,
    erase=forget_person,
)

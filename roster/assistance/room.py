"""What the assistance room offers to the house: requests, offers of providers, engagements, shortlists."""

from flask_babel import lazy_gettext as _l

from roster.assistance.engagements import queries as engagements
from roster.assistance.provider_offers import queries as provider_offers
from roster.assistance.requests import checks
from roster.assistance.shortlists import clock_jobs, entry_views, own_figures, panels, policy, services
from roster.core.schedule import ClockJob
from roster.web.room import Check, NavigationItem, Place, Room

__all__ = ["ROOM", "engagements", "provider_offers"]

ROOM = Room(
    name="assistance",
    blueprints=(entry_views.blueprint,),
    navigation=(NavigationItem(_l("Shortlists"), "shortlists.index", policy.can_use_shortlists, 20),),
    clock_jobs=(ClockJob("assistance.notes", clock_jobs.forget_notes),),
    checks=(Check("providers", checks.unknown_organisations),),
    stored_files=checks.stored_names,
    panels={
        Place.EXPERTS: panels.add_from_results,
        Place.EXPERT: panels.add_from_profile,
        Place.OWN_EXPERT: own_figures.own_panel,
    },
    own_data=own_figures.own_data,
    erase=services.forget_person,
)

"""Where an organisation is used: requests whose State names it, work for them, and what it offers itself."""

from roster.assistance.engagements.presentation import engagement_view
from roster.assistance.engagements.queries import engagements_naming
from roster.assistance.provider_offers.presentation import offer_view
from roster.assistance.provider_offers.queries import Wanted as WantedOffers
from roster.assistance.provider_offers.queries import offers
from roster.assistance.requests.presentation import request_view
from roster.assistance.requests.queries import requests_naming
from roster.core import clock
from roster.core.actor import Actor
from roster.web.room import Panel

SHOWN = 10


def of_organisation(actor: Actor, ref: str) -> Panel | None:
    """The latest of each, for the secretariat."""
    if not actor.is_secretariat:
        return None
    today = clock.today()
    requests, most = requests_naming(actor, ref, limit=SHOWN)
    made, total = offers(
        WantedOffers(organisations=(ref,), with_closed=True), today=today, offset=0, limit=SHOWN
    )
    work = engagements_naming(actor, ref, limit=SHOWN)
    content = {
        "requests": [request_view(actor, item, today=today, names={}) for item in requests],
        "requests_more": most - len(requests),
        "offers": [offer_view(item, today=today) for item in made],
        "offers_more": total - len(made),
        "engagements": [engagement_view(actor, item, shows_request=True) for item in work],
    }
    return Panel("assistance/requests/organisation_panel.html", content)

"""What two States share, for the finder of authorities: the networks through which an informal contact can be made."""

from flask import url_for
from flask_babel import gettext

from roster.authorities.finder_links import LINKS, NetworkLink
from roster.core import clock
from roster.core.actor import Actor
from roster.networks.pair_members import SharedNetwork, shared_networks
from roster.networks.pair_policy import can_compare
from roster.networks.pair_queries import seats_of
from roster.web.locale import count_phrase
from roster.web.room import Panel


def of_finder(actor: Actor, subject: str) -> Panel | None:
    """The networks common to the requesting and the requested State, `AA-BB`; those that answer stand first."""
    own, _dash, other = subject.partition("-")
    if not own or not other or own == other or not can_compare(actor):
        return None
    today = clock.today()
    seats = seats_of(actor, today, states={own, other})
    found = shared_networks(seats, own=own, other=other, today=today)
    common = [item for item in found if item.is_common and not item.is_asleep]
    if not common:
        return None
    page = url_for("pairs.show", own=own, other=other)
    links = [
        NetworkLink(item.short, url_for("networks.show", slug=item.slug), _note(item)) for item in common
    ]
    return Panel("networks/finder_panel.html", {LINKS: links, "page": page})


def _note(network: SharedNetwork) -> str:
    if not network.points:
        return str(gettext("No contact point is named."))
    return count_phrase("%(num)s contact point", "%(num)s contact points", network.points)

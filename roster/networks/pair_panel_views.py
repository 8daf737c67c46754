"""What two States share, for the finder of authorities: the networks through which an informal contact can be made."""

from flask import url_for
from flask_babel import gettext

from roster.authorities.finder_links import LINKS, NetworkLink
from roster.core import clock
from roster.core.actor import Actor
from roster.networks.pair_members import NetworkView, network_views
from roster.networks.pair_policy import can_compare
from roster.networks.queries import active_memberships
from roster.web.locale import count_phrase, current_language
from roster.web.room import Panel


def of_finder(actor: Actor, subject: str) -> Panel | None:
    """The networks common to the requesting and the requested State, `AA-BB`; those that answer stand first."""
    own, _dash, other = subject.partition("-")
    if not own or not other or own == other or not can_compare(actor):
        return None
    today = clock.today()
    views = network_views(
        actor,
        active_memberships(today, states={own, other}),
        own=own,
        other=other,
        today=today,
        language=current_language().code,
    )
    awake = (view for view in views if view.own and any(not member.is_dormant for member in view.theirs))
    common = sorted(awake, key=_points_first)
    if not common:
        return None
    page = url_for("pairs.show", own=own, other=other)
    links = [
        NetworkLink(view.short, url_for("networks.show", slug=view.slug), _note(view)) for view in common
    ]
    return Panel("networks/finder_panel.html", {LINKS: links, "own": own, "other": other, "page": page})


def _points_first(view: NetworkView) -> tuple[bool, str]:
    return not _points(view), view.short.casefold()


def _points(view: NetworkView) -> int:
    return sum(len(member.points) for member in view.theirs if not member.is_dormant)


def _note(view: NetworkView) -> str:
    count = _points(view)
    if not count:
        return str(gettext("No contact point is named."))
    return count_phrase("%(num)s contact point", "%(num)s contact points", count)

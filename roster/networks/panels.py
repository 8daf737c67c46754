"""What this room adds to pages of others: the networks of a State and of an authority."""

from roster.authorities.policy import can_browse as can_browse_authorities
from roster.authorities.queries import authority_by_ref
from roster.core import clock
from roster.core.actor import Actor
from roster.networks import policy, queries
from roster.networks.presentation import member_view
from roster.web.room import Panel

_TEMPLATE = "networks/memberships_panel.html"


def of_state(actor: Actor, iso2: str) -> Panel | None:
    """The memberships of this State and of its authorities; nothing for readers who may not know of members."""
    if not can_browse_authorities(actor):
        return None
    today = clock.today()
    found = [member_view(actor, item, today=today) for item in queries.networks_of_state(actor, iso2)]
    can_apply = iso2 in policy.states_to_apply_for(actor)
    pair_to = "" if iso2 in actor.states else iso2  # nobody asks the way to the own State
    return Panel(
        _TEMPLATE, {"members": found, "can_apply": can_apply, "names_member": True, "pair_to": pair_to}
    )


def of_authority(actor: Actor, ref: str) -> Panel | None:
    """The memberships of this authority."""
    authority = authority_by_ref(actor, ref)
    if authority is None:
        return None
    today = clock.today()
    found = [
        member_view(actor, item, today=today) for item in queries.networks_of_authority(actor, authority.id)
    ]
    can_apply = policy.may_apply_for_authority(actor, authority)
    if not found and not can_apply:
        return None
    return Panel(_TEMPLATE, {"members": found, "can_apply": can_apply, "names_member": False, "pair_to": ""})

"""Who sees and changes what of networks (docs/roles.md, who reads what).

That a network exists, and its facts, anybody may read. The list of its members is for members of the roster; the
people who answer for them are shown on request. `visible_to` is `can_view_membership` in SQL; a test over a grid
shows them equal.
"""

import sqlalchemy as sa

from roster.authorities.models import Authority
from roster.authorities.states import SHOWN as LISTED
from roster.core.actor import MEMBER, Actor, Role
from roster.networks.models import Membership, Network
from roster.networks.states import MEMBERSHIP_WORKFLOW, SHOWN, Status

_SEES_PEOPLE = (Role.MANAGER, Role.SEARCHER, Role.FOCAL_POINT, Role.OFFICER)


def can_browse(_actor: Actor) -> bool:
    """Anybody."""
    return True


def can_view(_actor: Actor, _network: Network) -> bool:
    """Its existence and its facts are public."""
    return True


def can_list_members(actor: Actor, network: Network) -> bool:
    """Members, and who observes this network."""
    return actor.is_member or f"{MEMBER}@network:{network.slug}" in actor.audiences


def is_keeper(actor: Actor, network: Network) -> bool:
    """Whether this actor keeps memberships and contact points: its coordinator, the manager."""
    return keeps_all(actor) or network.slug in actor.scopes(Role.COORDINATOR)


def can_edit(actor: Actor, network: Network) -> bool:
    """Its coordinator and the manager change the facts."""
    return is_keeper(actor, network)


def can_apply(actor: Actor) -> bool:
    """An officer for the own authority, a focal point for the State and any of its authorities."""
    return actor.has(Role.OFFICER, Role.FOCAL_POINT)


def can_apply_to(actor: Actor, _network: Network) -> bool:
    """The same, for a network that is there; whether it takes the member is a rule, not a right."""
    return can_apply(actor)


def states_to_apply_for(actor: Actor) -> frozenset[str]:
    """The States for which this actor may ask for a membership."""
    return actor.scopes(Role.FOCAL_POINT)


def may_apply_for_authority(actor: Actor, authority: Authority) -> bool:
    """Its officer and its State's focal point, once the entry is listed."""
    is_own = authority.ref in actor.scopes(Role.OFFICER) or authority.state in states_to_apply_for(actor)
    return is_own and is_listed(authority)


def is_listed(authority: Authority) -> bool:
    """Whether the entry is there for all members."""
    return authority.stage in LISTED


def holds(actor: Actor, membership: Membership) -> bool:
    """Whether the member is this actor's to speak for: the own authority's officer, the State's focal point."""
    if membership.state is not None and membership.state in actor.scopes(Role.FOCAL_POINT):
        return True
    return membership.authority is not None and membership.authority.ref in actor.scopes(Role.OFFICER)


def can_view_membership(actor: Actor, membership: Membership) -> bool:
    """Shown ones: members and who observes network, State or authority. Others: their State, holder and keeper."""
    if membership.status in SHOWN and (actor.is_member or _observes(actor, membership)):
        return True
    if membership.state is not None and membership.state in actor.states:
        return True
    return holds(actor, membership) or is_keeper(actor, membership.network)


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_view_membership` as a condition on memberships."""
    if keeps_all(actor):
        return sa.true()
    is_shown = Membership.status.in_(SHOWN)
    own: list[sa.ColumnElement[bool]] = [Membership.state.in_(sorted(actor.states))]
    if refs := actor.scopes(Role.OFFICER):
        own.append(Membership.authority.has(Authority.ref.in_(sorted(refs))))
    if slugs := actor.scopes(Role.COORDINATOR):
        own.append(Membership.network.has(Network.slug.in_(sorted(slugs))))
    if actor.is_member:
        return sa.or_(is_shown, *own)
    return sa.or_(sa.false(), *own, *(sa.and_(is_shown, seen) for seen in _observed(actor)))


def roles_towards(actor: Actor, membership: Membership) -> frozenset[Role]:
    """The roles that count towards this membership: of its network, of its member, and the manager's."""
    roles = {Role.MANAGER} if actor.has(Role.MANAGER) else set()
    if membership.network.slug in actor.scopes(Role.COORDINATOR):
        roles.add(Role.COORDINATOR)
    if membership.state is not None and membership.state in actor.scopes(Role.FOCAL_POINT):
        roles.add(Role.FOCAL_POINT)
    if membership.authority is not None and membership.authority.ref in actor.scopes(Role.OFFICER):
        roles.add(Role.OFFICER)
    return frozenset(roles)


def can_decide(actor: Actor, membership: Membership) -> bool:
    """The coordinator of the network and the manager verify or decline an application."""
    return _can_step(actor, membership, "verify")


def can_withdraw(actor: Actor, membership: Membership) -> bool:
    """Who could have applied for this member takes the application back."""
    return _can_step(actor, membership, "withdraw")


def can_end(actor: Actor, membership: Membership) -> bool:
    """The coordinator and the manager end a membership."""
    return _can_step(actor, membership, "end")


def can_keep(actor: Actor, membership: Membership) -> bool:
    """Coordinator and manager change a membership that stands, and its contact points."""
    return membership.status in SHOWN and is_keeper(actor, membership.network)


def can_enter_people(actor: Actor) -> bool:
    """Coordinators and the manager enter the people who answer."""
    return keeps_all(actor) or actor.has(Role.COORDINATOR)


def can_confirm(actor: Actor, membership: Membership) -> bool:
    """Its holder says once a year that it still holds; for a person without State the coordinator does."""
    if membership.status is not Status.ACTIVE:
        return False
    has_no_holder = membership.state is None and is_keeper(actor, membership.network)
    return actor.is_system or holds(actor, membership) or has_no_holder


def can_reveal(actor: Actor, membership: Membership) -> bool:
    """Officers, focal points, secretariat and this network's coordinator see who answers, where it is shown."""
    if membership.status not in SHOWN or not can_view_membership(actor, membership):
        return False
    return actor.has(*_SEES_PEOPLE) or is_keeper(actor, membership.network)


def can_see_reveals(actor: Actor, network: Network) -> bool:
    """Coordinator and manager see who asked for contact points."""
    return is_keeper(actor, network)


def _observes(actor: Actor, membership: Membership) -> bool:
    observed = {f"{MEMBER}@network:{membership.network.slug}", f"{MEMBER}@state:{membership.state}"}
    if membership.authority is not None:
        observed.add(f"{MEMBER}@authority:{membership.authority.ref}")
    return not actor.audiences.isdisjoint(observed)


def _observed(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """Where an observer reads as a member, as conditions."""
    scopes = [held.scope.partition(":") for held in actor.assignments if held.role is Role.OBSERVER]
    by_kind = {
        kind: [value for held, _colon, value in scopes if held == kind]
        for kind in ("network", "state", "authority")
    }
    found: list[sa.ColumnElement[bool]] = []
    if by_kind["network"]:
        found.append(Membership.network.has(Network.slug.in_(by_kind["network"])))
    if by_kind["state"]:
        found.append(Membership.state.in_(by_kind["state"]))
    if by_kind["authority"]:
        found.append(Membership.authority.has(Authority.ref.in_(by_kind["authority"])))
    return found


def _can_step(actor: Actor, membership: Membership, name: str) -> bool:
    return name in MEMBERSHIP_WORKFLOW.open_to(
        stage=membership.status, roles=roles_towards(actor, membership)
    )


def keeps_all(actor: Actor) -> bool:
    """Whether every network is this actor's to keep: the manager, the system."""
    return actor.is_system or actor.has(Role.MANAGER)

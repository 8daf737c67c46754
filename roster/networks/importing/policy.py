"""Who brings in lists of memberships: whoever keeps the members of a network, and only of that one."""

import sqlalchemy as sa

from roster.core.actor import Actor, Role
from roster.networks.importing.models import MembershipImport
from roster.networks.policy import keeps_all


def can_import(actor: Actor) -> bool:
    """Coordinators, and the manager for every network. Each row is asked once more of its network."""
    return keeps_all(actor) or actor.has(Role.COORDINATOR)


def can_open(actor: Actor, given: MembershipImport) -> bool:
    """One's own lists; the manager all of them."""
    own = actor.signed_in and given.created_by == actor.user_id
    return can_import(actor) and (own or keeps_all(actor))


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_open` as a condition."""
    if keeps_all(actor):
        return sa.true()
    return MembershipImport.created_by == actor.user_id if can_import(actor) else sa.false()

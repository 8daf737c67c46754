"""Who hands over the role of a focal point: its holder, or the roster manager on the State's word."""

from roster.accounts.models import RoleAssignment
from roster.core.actor import Actor, Role


def can_hand_over_somewhere(actor: Actor) -> bool:
    """Focal points the own role, roster managers anybody's."""
    return actor.has(Role.FOCAL_POINT, Role.MANAGER)


def can_hand_over(actor: Actor, role: RoleAssignment) -> bool:
    """Whether this role is the actor's to hand over."""
    is_own = actor.user_id is not None and actor.user_id == role.user_id
    return actor.is_system or actor.has(Role.MANAGER) or (is_own and actor.has(Role.FOCAL_POINT))


def can_leave_open(actor: Actor) -> bool:
    """Only the roster manager leaves a State without a focal point, when the State says so."""
    return actor.is_system or actor.has(Role.MANAGER)

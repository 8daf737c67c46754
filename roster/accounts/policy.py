"""Who may do what with accounts, roles and invitations (docs/roles.md)."""

from roster.core.actor import Actor, Assignment, Role

_BY_ADMINISTRATOR = frozenset(
    {Role.ADMINISTRATOR, Role.MANAGER, Role.SEARCHER, Role.DATA_PROTECTION, Role.OBSERVER}
)
_BY_MANAGER = frozenset({Role.FOCAL_POINT, Role.PROVIDER, Role.COORDINATOR})
_BY_FOCAL_POINT = frozenset({Role.FOCAL_POINT, Role.DRAFTER})


def can_sign_in(_actor: Actor) -> bool:
    """Everybody may try, also with a link from a letter."""
    return True


def can_see_own_account(actor: Actor) -> bool:
    """Whoever is signed in sees and changes the own account."""
    return actor.signed_in


def can_manage_users(actor: Actor) -> bool:
    """Who makes accounts directly and disables them."""
    return actor.is_system or actor.has(Role.ADMINISTRATOR)


def can_change_roles_of(actor: Actor, user_id: int) -> bool:
    """Who gives and takes roles: never one's own (R8)."""
    return can_manage_users(actor) and actor.user_id != user_id


def can_invite(actor: Actor, assignment: Assignment) -> bool:
    """Who may offer this role: administrators the secretariat, managers others, focal points their State.

    Officers and experts are invited by their own rooms, which know the State of an authority or a nominee.
    """
    if actor.is_system:
        return True
    if actor.has(Role.ADMINISTRATOR) and assignment.role in _BY_ADMINISTRATOR:
        return True
    if actor.has(Role.MANAGER) and assignment.role in _BY_MANAGER:
        return True
    own = {f"state:{iso2}" for iso2 in actor.scopes(Role.FOCAL_POINT)}
    return assignment.role in _BY_FOCAL_POINT and assignment.scope in own

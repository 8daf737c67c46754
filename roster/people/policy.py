"""Who reads and writes organisations: the secretariat reads them, the roster manager keeps them."""

from roster.core.actor import Actor, Role
from roster.people.models import Organisation


def can_browse(actor: Actor) -> bool:
    """The secretariat: with an organisation stands whom to reach there."""
    return actor.is_secretariat


def can_view(actor: Actor, _organisation: Organisation) -> bool:
    """The same for one of them."""
    return can_browse(actor)


def can_create(actor: Actor) -> bool:
    """The roster manager."""
    return actor.is_system or actor.has(Role.MANAGER)


def can_edit(actor: Actor, _organisation: Organisation) -> bool:
    """The same for one of them."""
    return can_create(actor)

"""Who oversees: the data-protection officer acts on requests, and reads no record."""

from roster.core.actor import Actor, Role


def can_erase(actor: Actor) -> bool:
    """The data-protection officer erases on a written request."""
    return actor.has(Role.DATA_PROTECTION)

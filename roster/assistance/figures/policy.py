"""Who reads the figures: everybody, as nobody can work out a small count; the secretariat sees each as it is."""

from roster.core.actor import Actor


def can_read(_actor: Actor) -> bool:
    """Figures are public (docs/roles.md)."""
    return True


def can_read_openly(actor: Actor) -> bool:
    """Small counts too: who reads each request and each profile."""
    return actor.is_secretariat

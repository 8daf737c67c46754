"""Who looks at two States side by side, and at who belongs to which network: members of this system."""

from roster.core.actor import Actor


def can_compare(actor: Actor) -> bool:
    """Members: what the page shows of single entries is decided entry by entry."""
    return actor.is_member

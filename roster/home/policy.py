"""Who sees which part of the first page."""

from roster.core.actor import Actor, Role

_ACCOUNTS_ONLY = frozenset({Role.ADMINISTRATOR, Role.DATA_PROTECTION})


def can_open_first_page(_actor: Actor) -> bool:
    """Everybody; what it shows depends on the roles."""
    return True


def can_open_subject(_actor: Actor) -> bool:
    """Everybody: the facts of a State or an article are public, and each room shows there what is the reader's."""
    return True


def can_follow_changes(actor: Actor) -> bool:
    """Whoever reads more of the roster than the public and the own record."""
    return actor.is_member or actor.has(Role.OBSERVER)


def reads_no_records(actor: Actor) -> bool:
    """Whether every role held is about accounts and settings, none about records."""
    return bool(actor.roles) and actor.roles <= _ACCOUNTS_ONLY

"""What every service of the room does: demand a right, refuse what breaks a rule, say who changed a record."""

from roster.core import clock
from roster.core.actor import Actor
from roster.core.db import Recorded
from roster.core.errors import ForbiddenError, InvalidError
from roster.networks.rules import Problems


def demand(allowed: bool) -> None:
    """Go on only where this is allowed. Raises ForbiddenError."""
    if not allowed:
        raise ForbiddenError


def refuse(problems: Problems) -> None:
    """Go on only where nothing is wrong. Raises InvalidError."""
    if problems:
        raise InvalidError(dict(problems))


def touch(actor: Actor, record: Recorded) -> None:
    """Say who changed a record and when: it becomes another version."""
    record.changed_at, record.changed_by = clock.now(), actor.user_id

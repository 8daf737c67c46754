"""Notes who opened a file of a nomination: it is restricted, so each reading leaves a line (R59)."""

from roster.core import audit
from roster.core.actor import Actor
from roster.core.errors import NotFoundError
from roster.nominations import policy
from roster.nominations.models import Nomination


def note_file_read(actor: Actor, nomination: Nomination, *, purpose: str) -> None:
    """Keep who opened which file. Raises NotFoundError where the nomination does not exist for the actor."""
    if not policy.can_view(actor, nomination):
        raise NotFoundError
    audit.record(actor, "nominations:file:read", subject=nomination.ref, fields=(purpose,))

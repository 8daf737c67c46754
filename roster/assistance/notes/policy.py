"""Who reads and writes notes of calls: the roster manager alone, and not of requests of the own State."""

import sqlalchemy as sa

from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.policy import may_take
from roster.core.actor import Actor, Role


def can_keep(actor: Actor, request: AssistanceRequest) -> bool:
    """Whoever may take charge of the request."""
    return may_take(actor, request)


def keeps_any(actor: Actor) -> bool:
    """Whether there are requests of which this actor reads notes."""
    return actor.is_system or actor.has(Role.MANAGER)


def read_by(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_keep` as a condition on requests that a manager may see."""
    if not keeps_any(actor):
        return sa.false()
    own = actor.nationalities | actor.states
    return AssistanceRequest.state.not_in(own) if own else sa.true()

"""Who reads and makes a selection: the secretariat reads, a roster manager decides, though not for the own State.

To everybody else there is no such page, not even for the requesting State: what is said of the people who were
not chosen is theirs alone.
"""

from roster.assistance.requests import policy as requests
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.states import Move, Stage
from roster.core.actor import Actor

CHOOSING = frozenset({Stage.ACCEPTED, Stage.MATCHING})


def can_view(actor: Actor, request: AssistanceRequest) -> bool:
    """Whether shortlist, teams and record of this request exist for this actor."""
    return (actor.is_system or actor.is_secretariat) and requests.can_view(actor, request)


def may_choose(actor: Actor, request: AssistanceRequest) -> bool:
    """Whether choosing is this actor's, wherever the request stands: who comes too late is told so."""
    return can_view(actor, request) and requests.may_move(actor, request, Move.SHORTLIST)


def can_choose(actor: Actor, request: AssistanceRequest) -> bool:
    """Whether this actor may put people on the request's shortlist now."""
    return may_choose(actor, request) and request.stage in CHOOSING


def can_freeze(actor: Actor, request: AssistanceRequest) -> bool:
    """Whether this actor may freeze the choice now."""
    return may_choose(actor, request) and requests.can_move(actor, request, Move.SHORTLIST)

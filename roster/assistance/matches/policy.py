"""Who is told which experts fit a request: the secretariat alone. What is kept is the roster manager's."""

from roster.assistance.requests import policy as requests
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.states import Stage
from roster.core.actor import Actor, Role

# Where a match is kept and people are put on the shortlist: until the choice is frozen.
OPEN_STAGES = frozenset({Stage.ACCEPTED, Stage.MATCHING})


def can_read_match(actor: Actor, request: AssistanceRequest) -> bool:
    """Whether there is a match of this request for this actor: scores and reasons are for the secretariat."""
    return actor.is_secretariat and requests.can_view(actor, request)


def may_keep_match(actor: Actor, request: AssistanceRequest) -> bool:
    """The roster manager keeps a match, of whatever State the request is: nothing is decided by it."""
    is_manager = actor.is_system or actor.has(Role.MANAGER)
    return is_manager and can_read_match(actor, request)


def can_keep_match(actor: Actor, request: AssistanceRequest) -> bool:
    """Whether a match may be kept now."""
    return may_keep_match(actor, request) and request.stage in OPEN_STAGES

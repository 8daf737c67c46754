"""How a call ends: on its last day, by hand, or with its request.

Stands below the moves of requests, which call it at each move.
"""

from roster.assistance.calls import queries
from roster.assistance.calls.models import CallAnswer, ExpertCall
from roster.assistance.calls.notices import tell_answerers, tell_managers
from roster.assistance.calls.states import ENDING, CallStage, CloseReason
from roster.assistance.requests.models import AssistanceRequest
from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db


def end_call(actor: Actor, call: ExpertCall, *, reason: CloseReason, note: str = "") -> None:
    """Close an open call. Whoever answered is told where it ends before its day, the manager where it is over."""
    call.stage, call.closed_at = CallStage.CLOSED, clock.now()
    call.close_reason, call.close_note = reason, note
    touch(actor, call)
    audit.record(actor, "assistance:call:close", subject=call.ref, fields=(reason.value,))
    if reason is CloseReason.TIME:
        tell_managers(call)
    else:
        tell_answerers(call)


def end_with_request(actor: Actor, request: AssistanceRequest) -> None:
    """Nobody is looked for any more where the request stands now: open calls end, drafts go."""
    if request.stage not in ENDING:
        return
    for call in queries.unfinished_of(request.id):
        if call.stage is CallStage.OPEN:
            end_call(actor, call, reason=CloseReason.REQUEST)
        else:
            audit.record(actor, "assistance:call:discard", subject=call.ref)
            db.session.delete(call)


def touch(actor: Actor, record: ExpertCall | CallAnswer) -> None:
    """Mark who changed it and when."""
    record.changed_at, record.changed_by = clock.now(), actor.user_id

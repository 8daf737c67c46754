"""How a request moves: the rules asked, the stage changed, the timeline and the audit trail written, people told."""

from collections.abc import Callable

from flask_babel import gettext

from roster.assistance.calls.closing import end_with_request as end_calls
from roster.assistance.codes import DeclineReason
from roster.assistance.offers.asking import end_with_request
from roster.assistance.requests import policy, queries
from roster.assistance.requests.inputs import input_of
from roster.assistance.requests.models import AssistanceRequest, RequestMessage
from roster.assistance.requests.notices import Notice, tell_managers, tell_state
from roster.assistance.requests.recording import note_event
from roster.assistance.requests.rules import problems_in
from roster.assistance.requests.states import (
    EDITABLE,
    OVER,
    REQUEST_WORKFLOW,
    UNANSWERED,
    Happening,
    Move,
    Stage,
)
from roster.authorities.calendar import Schedule, working_days_after
from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, NotFoundError, StaleError

ACKNOWLEDGE_DAYS = 3
_SECRETARIAT = Schedule("UTC", {}, frozenset({5, 6}), {})
_BY = {item.name: item.by for item in REQUEST_WORKFLOW.transitions}

# What ends with a request that is withdrawn, declined or done: each cancels what is open for it and tells whom it
# concerns.
ENDS = OVER | {Stage.DONE}
ENDING_WITH_IT: tuple[Callable[[Actor, AssistanceRequest], None], ...] = (end_with_request,)


def refuse_move(actor: Actor, request: AssistanceRequest, *, move: Move) -> None:
    """Raise, with the reason, where this actor may not make this move now.

    NotFoundError where the request does not exist for the actor, ForbiddenError where it is not the actor's to
    do, StaleError where it no longer stands where the move begins.
    """
    if not policy.can_view(actor, request):
        raise NotFoundError
    reason = policy.role_refusal(actor, request, move)
    if reason is not None:
        raise ForbiddenError(str(reason))
    reason = policy.stage_refusal(request, move)
    if reason is not None:
        raise StaleError(str(reason))


def make_move(actor: Actor, request: AssistanceRequest, *, move: Move, **values: str) -> None:
    """Move the request, with a line in its timeline and one in the audit trail. Raises as `refuse_move`."""
    refuse_move(actor, request, move=move)
    before = request.stage
    roles = policy.roles_towards(actor, request)
    request.stage = REQUEST_WORKFLOW.step(move, stage=before, roles=roles, is_system=actor.is_system)
    request.stage_since = clock.now()
    note_event(actor, request, kind=move, before=before, by=_BY[move], **values)
    audit.record(actor, "assistance:request:move", subject=request.ref, fields=(move.value,))
    if request.stage not in EDITABLE | UNANSWERED:  # nobody changes it any more: what was only typed goes
        request.typing.clear()
    if request.stage in ENDS:
        for end in ENDING_WITH_IT:
            end(actor, request)
    end_calls(actor, request)


def submit_request(actor: Actor, request: AssistanceRequest) -> None:
    """Send a draft to the secretariat, which acknowledges it within three working days.

    A focal point alone does this, whoever drafted it. Raises as `refuse_move`, and InvalidError with a sentence
    at each field where the request is not complete.
    """
    refuse_move(actor, request, move=Move.SUBMIT)
    _refuse_incomplete(request)
    make_move(actor, request, move=Move.SUBMIT)
    now = clock.now()
    request.submitted_at, request.submitted_by = now, actor.user_id
    request.acknowledge_by = working_days_after(_SECRETARIAT, now, count=ACKNOWLEDGE_DAYS)
    tell_managers(request, Notice.SUBMITTED, besides=actor)


def take_request(actor: Actor, request: AssistanceRequest) -> bool:
    """Take charge of a request, which acknowledges it; False where it is this manager's already.

    Raises ForbiddenError.
    """
    if not policy.may_take(actor, request):
        raise ForbiddenError
    if not policy.can_take(actor, request):
        return False
    is_first = request.acknowledged_at is None
    _own(actor, request)
    note_event(actor, request, kind=Happening.TAKE)
    audit.record(actor, "assistance:request:take", subject=request.ref, fields=("owner_id",))
    if is_first:
        tell_state(request, Notice.ACKNOWLEDGED)
    return True


def ask_state(actor: Actor, request: AssistanceRequest, *, question: str) -> RequestMessage:
    """Ask the State a question; until it is answered the State may change the request. Raises as `refuse_move`."""
    if not question:
        raise InvalidError({"text": gettext("Write the question.")})
    make_move(actor, request, move=Move.ASK)
    _own(actor, request)
    message = RequestMessage(
        request_id=request.id, question=question, asked_at=clock.now(), asked_by=actor.user_id
    )
    db.session.add(message)
    tell_state(request, Notice.QUESTION)
    return message


def answer_question(actor: Actor, request: AssistanceRequest, *, answer: str) -> None:
    """Answer what was asked; the request goes back to the secretariat. Raises as `refuse_move`, and InvalidError."""
    refuse_move(actor, request, move=Move.ANSWER)
    if not answer:
        raise InvalidError({"text": gettext("Write the answer.")})
    _refuse_incomplete(request)
    message = queries.open_message_of(request)
    if message is not None:
        message.answer, message.answered_at, message.answered_by = answer, clock.now(), actor.user_id
    make_move(actor, request, move=Move.ANSWER)
    tell_managers(request, Notice.ANSWER)


def accept_request(actor: Actor, request: AssistanceRequest) -> None:
    """Say that the secretariat looks for experts. Raises as `refuse_move`."""
    make_move(actor, request, move=Move.ACCEPT)
    _own(actor, request)
    tell_state(request, Notice.ACCEPTED)


def decline_request(actor: Actor, request: AssistanceRequest, *, reason: str, text: str = "") -> None:
    """Decline with a reason, which the State reads. Raises as `refuse_move`, and InvalidError without a reason."""
    refuse_move(actor, request, move=Move.DECLINE)
    if DeclineReason.of(reason) is None:
        raise InvalidError({"reason": gettext("Choose a reason.")})
    if reason == DeclineReason.OTHER and not text:
        raise InvalidError({"text": gettext("Say which reason.")})
    make_move(actor, request, move=Move.DECLINE, reason=reason)
    _own(actor, request)
    request.decline_reason, request.decision_text = reason, text
    tell_state(request, Notice.DECLINED)


def withdraw_request(actor: Actor, request: AssistanceRequest) -> None:
    """End the request for its State; what is open for it is cancelled and told. Raises as `refuse_move`."""
    was_sent = request.submitted_at is not None
    make_move(actor, request, move=Move.WITHDRAW)
    if was_sent:
        tell_managers(request, Notice.WITHDRAWN)
    tell_state(request, Notice.WITHDRAWN, besides=actor)


def _own(actor: Actor, request: AssistanceRequest) -> None:
    request.acknowledged_at = request.acknowledged_at or clock.now()
    if actor.user_id is not None:
        request.owner_id = actor.user_id


def _refuse_incomplete(request: AssistanceRequest) -> None:
    problems = problems_in(input_of(request), today=clock.today())
    if request.stage is Stage.CLARIFYING:  # a window may pass while questions are open
        problems = {name: text for name, text in problems.items() if name not in ("starts_on", "ends_on")}
    if problems:
        raise InvalidError(problems)

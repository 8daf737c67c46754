"""The only writer of answers to calls: of experts, of States; taken back, and forgotten."""

from datetime import datetime

from flask_babel import gettext

from roster.assistance.calls import policy, queries
from roster.assistance.calls.closing import touch
from roster.assistance.calls.models import CallAnswer, ExpertCall
from roster.assistance.calls.rules import answer_problems
from roster.assistance.calls.states import CallStage
from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.reference import new_reference
from roster.experts.models import Profile


def is_answerable(call: ExpertCall) -> bool:
    """Whether answers are taken today."""
    return call.stage is CallStage.OPEN and clock.today() <= call.answer_by


def answer_call(actor: Actor, call: ExpertCall, *, profile: Profile, text: str) -> CallAnswer:
    """An expert is interested; a second answer replaces the words of the first.

    Raises ForbiddenError, StaleError where the call has ended or the expert is not on the roster now, InvalidError.
    """
    if not (actor.is_system or policy.speaks_for(actor, profile)):
        raise ForbiddenError
    if not policy.can_be_called(profile):
        raise StaleError(
            gettext("Your profile is not on the roster now. Only who is on it can answer a call.")
        )
    answer = queries.answer_of_profile(call, profile)
    return _answered(actor, call, answer or CallAnswer(call=call, profile=profile), text)


def propose(actor: Actor, call: ExpertCall, *, state: str, text: str) -> CallAnswer:
    """A focal point says whom the State will nominate; a second answer replaces the words of the first.

    Raises ForbiddenError, StaleError where the call has ended, InvalidError.
    """
    if not (actor.is_system or state in policy.states_answering(actor, call)):
        raise ForbiddenError
    there = next(iter(queries.answers_of_states(call, [state])), None)
    return _answered(actor, call, there or CallAnswer(call=call, state=state), text)


def withdraw_answer(actor: Actor, answer: CallAnswer) -> None:
    """Take an answer back; its words go. Raises ForbiddenError, StaleError where the call has ended."""
    expert = queries.standing_profile(answer.profile) if answer.profile is not None else None
    own = expert is not None and policy.speaks_for(actor, expert)
    of_state = answer.state is not None and answer.state in policy.states_answering(actor, answer.call)
    if not (actor.is_system or own or of_state):
        raise ForbiddenError
    _refuse_ended(answer.call)
    answer.text, answer.withdrawn_at = "", clock.now()
    touch(actor, answer)
    audit.record(actor, "assistance:call:withdraw", subject=answer.ref)


def empty_old_answers(actor: Actor, *, end: datetime) -> int:
    """Empty answers to calls that were closed before this moment; that somebody answered stays. The system's act."""
    if not actor.is_system:
        raise ForbiddenError
    found = queries.worded_answers_before(end)
    for answer in found:
        answer.text = ""
        touch(actor, answer)
        audit.record(actor, "assistance:call:empty", subject=answer.ref, fields=("text",))
    return len(found)


def _answered(actor: Actor, call: ExpertCall, answer: CallAnswer, text: str) -> CallAnswer:
    _refuse_ended(call)
    problems = answer_problems(text)
    if problems:
        raise InvalidError(problems)
    now = clock.now()
    if not answer.ref:
        answer.ref = new_reference(queries.ANSWER_PREFIX)
        answer.created_at, answer.created_by = now, actor.user_id
    answer.text, answer.withdrawn_at = text, None
    answer.answered_at, answer.answered_by = now, actor.user_id
    touch(actor, answer)
    db.session.add(answer)
    db.session.flush()
    audit.record(actor, "assistance:call:answer", subject=answer.ref)
    return answer


def _refuse_ended(call: ExpertCall) -> None:
    if not is_answerable(call):
        raise StaleError(gettext("This call is closed. No answers are taken any more."))

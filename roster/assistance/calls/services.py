"""The only writer of calls: written, changed while nobody has read them, opened, closed, thrown away.

Whoever calls has request and call from `queries` within a unit of work: their rows are locked, so of two managers
one comes second and is told so.
"""

import secrets

from flask_babel import gettext

from roster.assistance.calls import policy, queries
from roster.assistance.calls.closing import end_call, touch
from roster.assistance.calls.inputs import CallInput
from roster.assistance.calls.models import NOTE_LENGTH, CallInvitation, ExpertCall
from roster.assistance.calls.notices import call_everybody
from roster.assistance.calls.rules import call_problems
from roster.assistance.calls.states import Audience, CallStage, CloseReason, StatesCalled
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.recording import note_event
from roster.assistance.requests.states import Happening
from roster.assistance.shortlists.queries import profiles_by_refs
from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.reference import new_reference
from roster.experts.models import Profile
from roster.web.locale import show_number


def begin_call(actor: Actor, request: AssistanceRequest, *, given: CallInput) -> ExpertCall:
    """Write a call, which nobody else reads until it is opened.

    Raises ForbiddenError, StaleError where nobody is called for where the request stands, InvalidError.
    """
    _demand(policy.may_call(actor, request))
    if not policy.can_call(actor, request):
        raise StaleError(_too_late())
    people, now = _judged(actor, request, given), clock.now()
    call = ExpertCall(
        ref=new_reference(queries.PREFIX),
        request=request,
        stage=CallStage.DRAFT,
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
    )
    _put(call, given, people)
    db.session.add(call)
    db.session.flush()
    audit.record(actor, "assistance:call:begin", subject=call.ref)
    return call


def edit_call(actor: Actor, call: ExpertCall, *, given: CallInput) -> None:
    """Change a draft. Raises ForbiddenError, StaleError where it is open already, InvalidError."""
    _demand(policy.may_manage(actor, call))
    if not policy.can_change(actor, call):
        raise StaleError(gettext("The call is open already. Its words can no longer be changed."))
    _put(call, given, _judged(actor, call.request, given))
    touch(actor, call)
    audit.record(actor, "assistance:call:edit", subject=call.ref)


def open_call(actor: Actor, call: ExpertCall) -> int:
    """Let others read it and write to those who are called; returns to how many.

    The requesting State reads in its timeline that experts were called for. Raises ForbiddenError, StaleError where
    it is no draft or the request has moved on, InvalidError where its last day has passed meanwhile.
    """
    _demand(policy.may_manage(actor, call))
    if call.stage is not CallStage.DRAFT:
        raise StaleError(gettext("The call is open already. Nothing was changed."))
    if not policy.can_open(actor, call):
        raise StaleError(_too_late())
    problems = call_problems(call.request, input_of(call), today=clock.today())
    if problems:
        raise InvalidError(problems)
    call.stage, call.opened_at = CallStage.OPEN, clock.now()
    call.letter_count = call_everybody(call)
    touch(actor, call)
    note_event(actor, call.request, kind=Happening.CALL, call=call.ref)
    audit.record(actor, "assistance:call:open", subject=call.ref)
    called = [item.profile.ref for item in queries.invitations_of(call)]
    audit.record_many(actor, "assistance:expert:call", subjects=called)
    return call.letter_count


def close_call(actor: Actor, call: ExpertCall, *, note: str) -> None:
    """Close it before its day, with a reason that the secretariat reads; whoever answered is told that it ended.

    Raises ForbiddenError, StaleError where it is not open, InvalidError without a reason.
    """
    _demand(policy.may_manage(actor, call))
    if call.stage is not CallStage.OPEN:
        raise StaleError(gettext("The call is no longer open. Nothing was changed."))
    if not note:
        raise InvalidError({"note": gettext("This is needed.")})
    if len(note) > NOTE_LENGTH:
        limit = show_number(NOTE_LENGTH)
        raise InvalidError({"note": gettext("Use at most %(limit)s characters.", limit=limit)})
    end_call(actor, call, reason=CloseReason.BY_HAND, note=note)


def discard_call(actor: Actor, call: ExpertCall) -> None:
    """Throw away a draft. Raises ForbiddenError, StaleError where it was opened."""
    _demand(policy.may_manage(actor, call))
    if not policy.can_change(actor, call):
        raise StaleError(gettext("The call is open already. Close it instead."))
    audit.record(actor, "assistance:call:discard", subject=call.ref)
    db.session.delete(call)


def input_of(call: ExpertCall) -> CallInput:
    """What the call says now."""
    return CallInput(
        title=call.title,
        text=call.text,
        source_language=call.source_language,
        audience=call.audience.value,
        names_state=call.names_state,
        shows_region=call.shows_region,
        answer_by=call.answer_by,
        experts=tuple(item.profile.ref for item in queries.invitations_of(call)),
        networks=tuple(call.networks),
        states_called=call.states_called.value,
        states=tuple(call.states),
        note=call.note,
    )


def _judged(actor: Actor, request: AssistanceRequest, given: CallInput) -> list[Profile]:
    """The experts who are called. Raises InvalidError."""
    problems = call_problems(request, given, today=clock.today())
    people = profiles_by_refs(actor, given.experts)
    gone = set(given.experts) - {item.ref for item in people if policy.can_be_called(item)}
    if gone:
        problems["recipients"] = gettext(
            "%(ref)s is not on the roster now and cannot be called.", ref=sorted(gone)[0]
        )
    if problems:
        raise InvalidError(problems)
    return people


def _put(call: ExpertCall, given: CallInput, people: list[Profile]) -> None:
    call.title, call.text, call.source_language = given.title, given.text, given.source_language
    call.audience = Audience(given.audience)
    call.names_state, call.shows_region = given.names_state, given.shows_region
    if given.answer_by is not None:
        call.answer_by = given.answer_by
    call.networks = list(given.networks)
    call.states_called = StatesCalled(given.states_called)
    call.states = list(given.states) if call.states_called is StatesCalled.SOME else []
    call.note = given.note
    kept = {item.profile_id: item for item in call.invitations}
    call.invitations = [
        kept.get(profile.id) or CallInvitation(profile=profile, nonce=secrets.token_hex(16))
        for profile in people
    ]


def _demand(allowed: bool) -> None:
    if not allowed:
        raise ForbiddenError


def _too_late() -> str:
    return gettext("The request is no longer where it was. Look at where it stands now.")

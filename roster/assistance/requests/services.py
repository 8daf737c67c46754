"""The State's part of the writing: begin a draft, fill in its steps, add the mandate letter."""

from collections.abc import Sequence

from flask_babel import gettext

from roster.assistance.requests import policy, queries
from roster.assistance.requests.inputs import (
    FIELDS,
    NewLetter,
    RequestInput,
    input_of,
    merged,
    stored_values,
)
from roster.assistance.requests.models import AssistanceRequest, RequestLetter
from roster.assistance.requests.recording import note_event, touch
from roster.assistance.requests.rules import soundness_problems
from roster.assistance.requests.states import Happening, Stage
from roster.assistance.requests.typing_services import refuse, refuse_edit
from roster.core import audit, clock, outbox
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError
from roster.core.outbox import Kind
from roster.core.reference import new_reference
from roster.people.queries import organisations_by_refs


def begin_request(actor: Actor, state: str, *, given: RequestInput, ref: str = "") -> AssistanceRequest:
    """Begin a draft of this State. Only the system names its reference. Raises ForbiddenError, InvalidError."""
    if not policy.can_begin(actor, state):
        raise ForbiddenError(gettext("You ask for assistance for your own State only."))
    _refuse_unsound(given)
    now = clock.now()
    request = AssistanceRequest(
        ref=ref if ref and actor.is_system else new_reference(queries.PREFIX),
        state=state,
        stage=Stage.DRAFT,
        stage_since=now,
        moved_at=now,
        drafted_by=actor.user_id,
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
    )
    _put(request, given)
    db.session.add(request)
    db.session.flush()
    note_event(actor, request, kind=Happening.BEGIN)
    audit.record(actor, "assistance:request:begin", subject=request.ref)
    return request


def save_request(
    actor: Actor,
    request: AssistanceRequest,
    *,
    given: RequestInput,
    names: Sequence[str] = FIELDS,
    step: str = "",
) -> tuple[str, ...]:
    """Save these fields of `given`; returns the names of those that changed.

    What the actor merely typed at `step` is forgotten. Raises ForbiddenError, StaleError where the request is no
    longer the State's to change, and InvalidError where these fields contradict themselves.
    """
    refuse_edit(actor, request)
    before = input_of(request)
    after = merged(before, given, tuple(names))
    _refuse_unsound(after, names=names)
    request.typing = [row for row in request.typing if row.step != step or row.by_user != actor.user_id]
    changed = tuple(name for name in FIELDS if getattr(before, name) != getattr(after, name))
    if changed:
        _put(request, after)
        touch(actor, request)
        audit.record(actor, "assistance:request:edit", subject=request.ref, fields=changed)
    return changed


def attach_letter(actor: Actor, request: AssistanceRequest, *, given: NewLetter) -> None:
    """Make this the mandate letter; the file that it replaces goes. Raises ForbiddenError, StaleError."""
    if not policy.can_change_letter(actor, request):
        refuse(is_own_state=policy.may_write(actor, request))
    if request.letter is None:
        request.letter = RequestLetter()
    else:
        outbox.enqueue(Kind.IMPORT, {"remove": request.letter.stored_name})
    letter = request.letter
    letter.stored_name, letter.file_name = given.stored_name, given.file_name
    letter.size, letter.sha256 = given.size, given.sha256
    letter.uploaded_at, letter.uploaded_by = clock.now(), actor.user_id
    touch(actor, request)
    audit.record(actor, "assistance:letter:attach", subject=request.ref, fields=("letter",))


def remove_letter(actor: Actor, request: AssistanceRequest) -> None:
    """Take the mandate letter away. Raises ForbiddenError, StaleError."""
    refuse_edit(actor, request)
    if request.letter is not None:
        outbox.enqueue(Kind.IMPORT, {"remove": request.letter.stored_name})
        request.letter = None
        touch(actor, request)
        audit.record(actor, "assistance:letter:remove", subject=request.ref, fields=("letter",))


def note_letter_read(actor: Actor, request: AssistanceRequest) -> None:
    """Note who opened the mandate letter (R59)."""
    audit.record(actor, "assistance:letter:read", subject=request.ref)


def discard_request(actor: Actor, request: AssistanceRequest) -> None:
    """Throw a draft away that was never sent. Raises ForbiddenError, StaleError."""
    if not policy.can_discard(actor, request):
        refuse(is_own_state=policy.may_write(actor, request))
    if request.letter is not None:
        outbox.enqueue(Kind.IMPORT, {"remove": request.letter.stored_name})
    audit.record(actor, "assistance:request:discard", subject=request.ref)
    db.session.delete(request)


def forget_exclusions(actor: Actor, *, ref: str) -> int:
    """Forget which requests were not to have somebody who is erased; nothing moves by it. Returns how many.

    Whoever erases has been asked who may.
    """
    found = queries.requests_excluding(ref)
    for request in found:
        request.excluded_experts = [other for other in request.excluded_experts if other != ref]
        for row in request.typing:
            row.forget(ref)
        audit.record(actor, "assistance:request:forget", subject=request.ref, fields=("excluded_experts",))
    return len(found)


def _put(request: AssistanceRequest, given: RequestInput) -> None:
    for name, value in stored_values(given).items():
        setattr(request, name, value)
    wanted = list(dict.fromkeys(given.providers))
    found = {item.ref: item for item in organisations_by_refs(wanted)}
    if any(ref not in found for ref in wanted):
        raise InvalidError({"providers": gettext("Choose each provider from the list.")})
    request.named_providers = [found[ref] for ref in wanted]


def _refuse_unsound(given: RequestInput, *, names: Sequence[str] = FIELDS) -> None:
    """What other steps contradict is not this one's matter."""
    problems = {name: text for name, text in soundness_problems(given).items() if name in names}
    if problems:
        raise InvalidError(problems)

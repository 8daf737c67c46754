"""What people type into a step before it is saved: kept for each of them, sound or not. It moves no version."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext

from roster.assistance.requests import policy
from roster.assistance.requests.form_steps import FormStep
from roster.assistance.requests.models import AssistanceRequest, RequestTyping
from roster.assistance.requests.step_marks import mark_of
from roster.core.actor import Actor
from roster.core.errors import ForbiddenError, StaleError
from roster.core.unsaved import put_typed


def keep_typed(
    actor: Actor,
    request: AssistanceRequest,
    *,
    step: str,
    typed: Mapping[str, Sequence[str]],
    mark: str | None = None,
) -> None:
    """Keep what stands in somebody's form of a step as it was typed; what others typed there stays beside it.

    `mark` is the mark of what the step said on that screen. Raises ForbiddenError, StaleError, and InvalidError
    where it is more than a step can hold.
    """
    refuse_edit(actor, request)
    row = request.typed_by(actor.user_id, step)
    kept = row or RequestTyping(step=str(step), by_user=actor.user_id)
    put_typed(kept, typed, mark=mark, now=mark_of(request, FormStep(step)))
    if row is None:
        request.typing.append(kept)


def forget_typed(actor: Actor, request: AssistanceRequest, *, row: RequestTyping) -> None:
    """Let go of typed text that says nothing which is not saved. Raises ForbiddenError, StaleError."""
    refuse_edit(actor, request)
    if row in request.typing:
        request.typing.remove(row)


def refuse_edit(actor: Actor, request: AssistanceRequest) -> None:
    """Raise, with the reason, where this actor does not write this request where it stands."""
    if not policy.can_edit(actor, request):
        refuse(is_own_state=policy.may_write(actor, request))


def refuse(*, is_own_state: bool) -> None:
    """Raise the reason: another State's, or not where it stands now."""
    if not is_own_state:
        raise ForbiddenError(gettext("Only the requesting State changes a request."))
    raise StaleError(gettext("The request cannot be changed where it stands now."))

"""What people type into a step before it is saved: kept for each of them, sound or not. It moves no version."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext

from roster.core.actor import Actor
from roster.core.errors import ForbiddenError, StaleError
from roster.core.unsaved import put_typed
from roster.nominations import policy
from roster.nominations.answers import mark_of
from roster.nominations.form_steps import FormStep
from roster.nominations.models import Nomination, NominationTyping


def keep_typed(
    actor: Actor,
    nomination: Nomination,
    *,
    step: FormStep,
    typed: Mapping[str, Sequence[str]],
    mark: str | None = None,
) -> None:
    """Keep what stands in somebody's form of a step as it was typed; what others typed there stays beside it.

    `mark` is the mark of what the step said on that screen. Where it says something else by now, the text stays
    marked as older until it is saved, so that both texts are shown.
    """
    refuse_edit(actor, nomination)
    row = nomination.typed_by(actor.user_id, step)
    kept = row or NominationTyping(step=step.value, by_user=actor.user_id)
    put_typed(kept, typed, mark=mark, now=mark_of(nomination, step))
    if row is None:
        nomination.typing.append(kept)


def forget_typed(actor: Actor, nomination: Nomination, *, row: NominationTyping) -> None:
    """Let go of typed text that says nothing which is not saved."""
    refuse_edit(actor, nomination)
    if row in nomination.typing:
        nomination.typing.remove(row)


def refuse_edit(actor: Actor, nomination: Nomination) -> None:
    """Raise, with the reason, where this actor does not write this nomination where it stands."""
    if not policy.can_edit(actor, nomination):
        refuse(is_own_state=policy.can_begin(actor, nomination.state))


def refuse(*, is_own_state: bool) -> None:
    """Raise the reason: another State's, or not where it stands now."""
    if not is_own_state:
        raise ForbiddenError(gettext("Only the nominating State changes a nomination."))
    raise StaleError(
        gettext("The nomination cannot be changed where it stands now. Take it back to its draft first.")
    )

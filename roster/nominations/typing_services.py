"""What people type into a step before it is saved: kept for each of them, sound or not. It moves no version."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from flask_babel import gettext

from roster.core import clock
from roster.core.actor import Actor
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.nominations import policy
from roster.nominations.answers import mark_of
from roster.nominations.form_steps import FormStep
from roster.nominations.models import Nomination, NominationTyping

MOST_TYPED: Final = 60_000


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
    values = {name: list(lines) for name, lines in typed.items()}
    if len(json.dumps(values)) > MOST_TYPED:
        raise InvalidError({"typed": gettext("This is more than a step can hold.")})
    row = nomination.typed_by(actor.user_id, step)
    if row is None:
        row = NominationTyping(step=step.value, by_user=actor.user_id)
        nomination.typing.append(row)
    if row.mark is None or row.mark == mark_of(nomination, step):
        row.mark = mark
    row.typed, row.at = values, clock.now()


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

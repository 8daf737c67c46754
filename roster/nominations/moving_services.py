"""How a nomination moves: the rules asked, the stage changed, the timeline and the audit trail written."""

from sqlalchemy.orm.attributes import flag_modified

from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError, NotFoundError, StaleError
from roster.nominations import policy
from roster.nominations.models import Nomination, NominationStep
from roster.nominations.queries import open_nominations_drafted_by
from roster.nominations.states import NOMINATION_WORKFLOW, Move

_BY = {item.name: item.by for item in NOMINATION_WORKFLOW.transitions}


def refuse_move(actor: Actor, nomination: Nomination, *, move: Move) -> None:
    """Raise, with the reason, where this actor may not make this move now.

    NotFoundError where the nomination does not exist for the actor, ForbiddenError where it is not the
    actor's to do, StaleError where it no longer stands where the move begins.
    """
    if not policy.can_view(actor, nomination):
        raise NotFoundError
    reason = policy.role_refusal(actor, nomination, move)
    if reason is not None:
        raise ForbiddenError(str(reason))
    reason = policy.stage_refusal(nomination, move)
    if reason is not None:
        raise StaleError(str(reason))


def make_move(actor: Actor, nomination: Nomination, *, move: Move, reason: str = "", note: str = "") -> None:
    """Move the nomination, with a line in its timeline and one in the audit trail. Raises as `refuse_move`."""
    refuse_move(actor, nomination, move=move)
    before = nomination.stage
    roles = policy.roles_towards(actor, nomination)
    nomination.stage = NOMINATION_WORKFLOW.step(move, stage=before, roles=roles, is_system=actor.is_system)
    nomination.stage_since = clock.now()
    db.session.add(
        NominationStep(
            nomination_id=nomination.id,
            at=clock.now(),
            by_user=actor.user_id,
            by_role=policy.role_towards(actor, nomination, _BY[move]),
            name=move.value,
            before=before.value,
            after=nomination.stage.value,
            reason=reason,
            note=note,
        )
    )
    touch(actor, nomination)
    audit.record(actor, "nominations:nomination:move", subject=nomination.ref, fields=(move.value,))


def take_over(actor: Actor, *, state: str, leaving: int, successor: int) -> None:
    """Let open nominations that somebody drafted be the successor's. Who wrote them stays known (four eyes)."""
    for nomination in open_nominations_drafted_by(leaving, state=state):
        if leaving not in nomination.editors:
            nomination.editors = [*nomination.editors, leaving]
        nomination.drafted_by = successor
        touch(actor, nomination)
        audit.record(actor, "nominations:nomination:pass", subject=nomination.ref)


def touch(actor: Actor, nomination: Nomination) -> None:
    """Mark who and when; this also moves the version, though only a row beside it may have changed."""
    nomination.changed_at = clock.now()
    nomination.changed_by = actor.user_id
    flag_modified(nomination, "changed_at")

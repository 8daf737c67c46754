"""Selects on the roles of focal points and their handovers."""

from collections.abc import Sequence

import sqlalchemy as sa

from roster.accounts.handover.models import Handover
from roster.accounts.handover.policy import can_hand_over
from roster.accounts.models import RoleAssignment, User
from roster.accounts.queries import users_holding
from roster.core.actor import Actor, Role
from roster.core.db import db


def role_to_hand_over(actor: Actor, number: str) -> RoleAssignment | None:
    """The role of a focal point that is held now, where it is the actor's to hand over."""
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    found = db.session.scalar(_open_roles().where(RoleAssignment.id == (int(number) if is_number else 0)))
    return found if found is not None and can_hand_over(actor, found) else None


def roles_to_hand_over(actor: Actor) -> Sequence[tuple[RoleAssignment, User]]:
    """The roles of focal points that this actor may hand over, by State."""
    found = _open_roles().join(User, User.id == RoleAssignment.user_id).add_columns(User)
    if not actor.has(Role.MANAGER):
        found = found.where(RoleAssignment.user_id == actor.user_id)
    return [(row[0], row[1]) for row in db.session.execute(found.order_by(RoleAssignment.scope, User.id))]


def successors_for(role: RoleAssignment) -> Sequence[User]:
    """The other focal points of the State, then its drafters."""
    people = [
        *users_holding(Role.FOCAL_POINT, scope=role.scope),
        *users_holding(Role.DRAFTER, scope=role.scope),
    ]
    return [user for user in {user.id: user for user in people}.values() if user.id != role.user_id]


def open_handover_of(role: RoleAssignment) -> Handover | None:
    """The handover of this role that waits for an answer to an invitation."""
    return db.session.scalar(
        _open().where(
            Handover.leaving_id == role.user_id, Handover.state == role.scope.removeprefix("state:")
        )
    )


def open_handover_by_invitation(invitation_id: int) -> Handover | None:
    """The handover that waits for this invitation."""
    return db.session.scalar(_open().where(Handover.invitation_id == invitation_id))


def handover_by_id(handover_id: int) -> Handover | None:
    """The handover with this number, for the worker."""
    return db.session.get(Handover, handover_id)


def _open() -> sa.Select[Handover]:
    found = sa.select(Handover).where(Handover.done_at.is_(None), Handover.called_off_at.is_(None))
    return found.order_by(Handover.id.desc()).limit(1)


def _open_roles() -> sa.Select[RoleAssignment]:
    return sa.select(RoleAssignment).where(
        RoleAssignment.role == Role.FOCAL_POINT, RoleAssignment.ended_at.is_(None)
    )

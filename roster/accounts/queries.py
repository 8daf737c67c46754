"""Every select of the accounts room."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from email_validator import EmailNotValidError, validate_email
from sqlalchemy.orm import joinedload, selectinload

from roster.accounts.models import Invitation, RoleAssignment, User
from roster.core.actor import Actor, Assignment, Role
from roster.core.db import db


def normalised_email(text: str) -> str | None:
    """The one form in which an address is stored and compared; None where it is no address."""
    try:
        return validate_email(text, check_deliverability=False).normalized.casefold()
    except EmailNotValidError:
        return None


def user_by_id(user_id: int) -> User | None:
    """The account with this number, with its roles."""
    return db.session.scalar(_with_roles().where(User.id == user_id))


def user_by_email(email: str) -> User | None:
    """The account with this address, in any way of writing it."""
    return db.session.scalar(_with_roles().where(User.email == (normalised_email(email) or "")))


def user_by_uniquifier(uniquifier: str) -> User | None:
    """The account that a session names: one query with its roles, for every request (R7)."""
    found = sa.select(User).options(joinedload(User.open_roles)).where(User.fs_uniquifier == uniquifier)
    return db.session.scalars(found).unique().one_or_none()


def users() -> Sequence[User]:
    """All accounts by address."""
    return db.session.scalars(_with_roles().order_by(User.email, User.id)).all()


def open_assignment(user_id: int, assignment: Assignment) -> RoleAssignment | None:
    """The row of a role that is held now."""
    return db.session.scalar(
        sa.select(RoleAssignment).where(
            RoleAssignment.user_id == user_id,
            RoleAssignment.role == assignment.role,
            RoleAssignment.scope == assignment.scope,
            RoleAssignment.ended_at.is_(None),
        )
    )


def open_assignments() -> Sequence[RoleAssignment]:
    """All roles that are held now."""
    return db.session.scalars(
        sa.select(RoleAssignment).where(RoleAssignment.ended_at.is_(None)).order_by(RoleAssignment.id)
    ).all()


def users_holding(role: Role, *, scope: str) -> Sequence[User]:
    """The active accounts that hold this role within this scope, oldest first."""
    return db.session.scalars(
        _with_roles()
        .where(
            User.active,
            User.id.in_(
                sa.select(RoleAssignment.user_id).where(
                    RoleAssignment.role == role,
                    RoleAssignment.scope == scope,
                    RoleAssignment.ended_at.is_(None),
                )
            ),
        )
        .order_by(User.id)
    ).all()


def invitation_by_id(invitation_id: int) -> Invitation | None:
    """The invitation with this number."""
    return db.session.get(Invitation, invitation_id)


def actor_of(user: User, *, request_id: str = "", origin: str = "") -> Actor:
    """The frozen picture of an account that policies ask."""
    return Actor(
        user_id=user.id,
        name=user.name,
        language=user.language,
        assignments=user.assignments,
        nationalities=frozenset(user.nationalities),
        request_id=request_id,
        origin=origin,
    )


def _with_roles() -> sa.Select[User]:
    return sa.select(User).options(selectinload(User.open_roles))


def names_of(user_ids: Collection[int]) -> dict[int, str]:
    """The names of these accounts, as far as they still exist."""
    if not user_ids:
        return {}
    rows = db.session.execute(sa.select(User.id, User.name).where(User.id.in_(user_ids)))
    return {row.id: row.name for row in rows}


def invitations_to(assignment: Assignment) -> Sequence[Invitation]:
    """Every invitation to this role within this scope, used or not."""
    found = sa.select(Invitation).where(
        Invitation.role == assignment.role, Invitation.scope == assignment.scope
    )
    return db.session.scalars(found.order_by(Invitation.id)).all()

"""Accounts, the roles they hold within a scope, and the invitations from which they come."""

from datetime import datetime
from typing import ClassVar

import sqlalchemy as sa
from flask_security import UserMixin
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.core.actor import Assignment, Role
from roster.core.db import Base


class User(Base, UserMixin):
    """An account. `email` is in its one form; `fs_uniquifier` names it in sessions, a new one ends them."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    password: Mapped[str | None] = mapped_column(sa.String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(sa.String(64), unique=True)
    language: Mapped[str] = mapped_column(sa.String(2))
    nationalities: Mapped[list[str]] = mapped_column(default=list)
    created_at: Mapped[datetime]

    open_roles: Mapped[list["RoleAssignment"]] = relationship(
        primaryjoin="and_(User.id == RoleAssignment.user_id, RoleAssignment.ended_at.is_(None))",
        order_by="RoleAssignment.id",
        viewonly=True,
    )
    roles: ClassVar[tuple[()]] = ()  # the library's own roles are not used: ours have a scope

    @property
    def subject(self) -> str:
        """How audit entries, log lines and mail rows name this account."""
        return f"user:{self.id}"

    @property
    def assignments(self) -> frozenset[Assignment]:
        """The roles held now; a word that is no role of this version gives nothing."""
        return frozenset(row.assignment for row in self.open_roles if row.role in set(Role))


class RoleAssignment(Base):
    """One role within one scope, from when to when, and who gave it."""

    __tablename__ = "role_assignment"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    role: Mapped[str] = mapped_column(sa.String(30))
    scope: Mapped[str] = mapped_column(sa.String(80))
    granted_by: Mapped[int | None]
    granted_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        sa.Index(
            "uq_role_assignment_open",
            "user_id",
            "role",
            "scope",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    @property
    def assignment(self) -> Assignment:
        """The same as a value."""
        return Assignment(Role(self.role), self.scope)


class Invitation(Base):
    """A role offered to an address. The link in its letter is signed, bound to `nonce` and kept nowhere."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(254), index=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    role: Mapped[str] = mapped_column(sa.String(30))
    scope: Mapped[str] = mapped_column(sa.String(80))
    language: Mapped[str] = mapped_column(sa.String(2))
    reference: Mapped[str] = mapped_column(sa.String(200), default="")
    nonce: Mapped[str] = mapped_column(sa.String(32))
    invited_by: Mapped[int | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    @property
    def subject(self) -> str:
        """How audit entries, log lines and mail rows name this invitation."""
        return f"invitation:{self.id}"

    @property
    def assignment(self) -> Assignment:
        """The role that is offered."""
        return Assignment(Role(self.role), self.scope)

"""The only writer of passwords, and of what ends all sessions of an account."""

import secrets

from roster.accounts import queries
from roster.accounts.models import User
from roster.core import audit, mail
from roster.core.actor import Actor
from roster.core.errors import ForbiddenError


def ask_reset(actor: Actor, *, email: str) -> None:
    """Queue the letter for a new password. An unknown address makes the same rows, for nobody (R14)."""
    user = queries.user_by_email(email)
    user_id = user.id if user is not None and user.active else 0
    mail.post("password_reset", recipient=f"user:{user_id}")
    audit.record(actor, "accounts:password:ask", subject=f"user:{user_id}")


def reset_password(actor: Actor, user: User, *, password_hash: str) -> None:
    """Set the password by a letter's link. All sessions and the link itself end, and a notice goes out."""
    _set_password(user, password_hash)
    audit.record(actor, "accounts:password:reset", subject=user.subject, fields=("password",))


def change_password(actor: Actor, user: User, *, password_hash: str) -> None:
    """Set one's own password. All other sessions end, and a notice goes out."""
    if actor.user_id != user.id:
        raise ForbiddenError
    _set_password(user, password_hash)
    audit.record(actor, "accounts:password:change", subject=user.subject, fields=("password",))


def new_uniquifier() -> str:
    """What every session of an account names: another one ends them all."""
    return secrets.token_hex(32)


def _set_password(user: User, password_hash: str) -> None:
    user.password = password_hash
    user.fs_uniquifier = new_uniquifier()
    mail.post("password_changed", recipient=user.subject)

"""The letters of this room. Links are made here, when a letter is sent, and kept nowhere (R21, R50)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _

from roster.accounts import labels, queries
from roster.accounts.models import Invitation, User
from roster.core import clock
from roster.core.mail import Letter
from roster.web.letters import link, write
from roster.web.tokens import Claim, make_token, read_token

RESET_MINUTES = 60
RESET = "password-reset"
INVITATION = "invitation"


def write_password_reset(payload: Mapping[str, Any]) -> Letter | None:
    """The link by which a forgotten password is replaced."""
    user = _recipient(payload)
    if user is None:
        return None
    expires_at = clock.now() + timedelta(minutes=RESET_MINUTES)
    token = make_token(RESET, user.id, state=reset_state(user), expires_at=expires_at)
    return write(
        "password_reset",
        to=user.email,
        language=user.language,
        subject=_("Set a new password"),
        name=user.name,
        url=link("accounts.reset", user.language, token=token),
        minutes=RESET_MINUTES,
    )


def write_password_changed(payload: Mapping[str, Any]) -> Letter | None:
    """The notice that the password is another one now."""
    user = _recipient(payload)
    if user is None:
        return None
    return write(
        "password_changed",
        to=user.email,
        language=user.language,
        subject=_("Your password was changed"),
        name=user.name,
        url=link("accounts.request_reset", user.language),
    )


def write_invitation(payload: Mapping[str, Any]) -> Letter | None:
    """The link by which an invited person makes the account."""
    invitation = queries.invitation_by_id(int(payload["invitation"]))
    if invitation is None or not is_open(invitation):
        return None
    token = make_token(INVITATION, invitation.id, state=invitation.nonce, expires_at=invitation.expires_at)
    return write(
        "invitation",
        to=invitation.email,
        language=invitation.language,
        subject=_("Your invitation to the expert roster"),
        name=invitation.name,
        url=link("accounts.invitation", invitation.language, token=token),
        expires_on=invitation.expires_at,
        role=labels.ROLE_LABELS[invitation.assignment.role],
        scope=labels.scope_label(invitation.assignment, language=invitation.language),
        reference=invitation.reference,
    )


def user_by_reset_token(token: str) -> User | None:
    """The account whose password this link may set; None where it is used, too old or not ours."""
    claim = read_token(RESET, token)
    user = queries.user_by_id(claim.subject) if claim is not None else None
    if user is None or not user.active or not _fits(claim, reset_state(user)):
        return None
    return user


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation that this link accepts; None where it is used, too old, not ours, or of no use."""
    claim = read_token(INVITATION, token)
    invitation = queries.invitation_by_id(claim.subject) if claim is not None else None
    if invitation is None or not is_open(invitation) or not _fits(claim, invitation.nonce):
        return None
    return invitation if queries.user_by_email(invitation.email) is None else None


def reset_state(user: User) -> str:
    """Changes with the password and with the sessions' name, so that a link works once."""
    return f"{user.fs_uniquifier}:{user.password or ''}"


def is_open(invitation: Invitation) -> bool:
    """Whether it can still be accepted."""
    return invitation.used_at is None and invitation.expires_at > clock.now()


def _fits(claim: Claim | None, state: str) -> bool:
    return claim is not None and claim.holds_for(state)


def _recipient(payload: Mapping[str, Any]) -> User | None:
    kind, _colon, number = str(payload["recipient"]).partition(":")
    user = queries.user_by_id(int(number)) if kind == "user" else None
    return user if user is not None and user.active else None

"""The only writer of accounts, roles and invitations; passwords have services of their own."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import lazy_gettext as _

from roster.accounts import passwords, policy, queries, rules
from roster.accounts.models import Invitation, RoleAssignment, User
from roster.accounts.password_services import new_uniquifier
from roster.core import audit, clock, mail
from roster.core.actor import SYSTEM_SCOPE, Actor, Assignment, Role
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, NotFoundError
from roster.core.text import tidy_line
from roster.core.unit_of_work import lock_for_change

INVITATION_LIFETIME = timedelta(days=7)
_ADMINISTRATORS_LOCK = 7_201


@dataclass(frozen=True)
class NewUser:
    """An account to be made at once, without an invitation: by a command or the demonstration."""

    email: str
    name: str
    password: str | None = None
    language: str = "en"
    nationalities: tuple[str, ...] = ()
    assignments: tuple[Assignment, ...] = ()


@dataclass(frozen=True)
class NewInvitation:
    """A role to be offered; `reference` is the note verbale's."""

    email: str
    name: str
    assignment: Assignment
    language: str = "en"
    reference: str = ""


def create_user(actor: Actor, new: NewUser) -> User:
    """Make an account with its roles. The password is taken as given: its rules are for people who choose.

    Raises InvalidError for an address that is none or is taken.
    """
    if not policy.can_manage_users(actor):
        raise ForbiddenError
    password_hash = passwords.hashed(new.password) if new.password else None
    user = _add_user(
        actor,
        email=new.email,
        name=new.name,
        language=new.language,
        password_hash=password_hash,
        nationalities=new.nationalities,
    )
    for assignment in new.assignments:
        grant_role(actor, user, assignment=assignment)
    return user


def grant_role(actor: Actor, user: User, *, assignment: Assignment) -> RoleAssignment:
    """Give a role; one held already stays as it is. Raises InvalidError for a scope that does not fit."""
    if not policy.can_change_roles_of(actor, user.id):
        raise ForbiddenError
    rules.refuse_bad_scope(assignment)
    return queries.open_assignment(user.id, assignment) or _add_role(actor, user, assignment)


def end_role(actor: Actor, user: User, *, assignment: Assignment) -> None:
    """Take a role away. Raises NotFoundError where it is not held, InvalidError at the last administrator."""
    if not policy.can_change_roles_of(actor, user.id):
        raise ForbiddenError
    row = queries.open_assignment(user.id, assignment)
    if row is None:
        raise NotFoundError
    if assignment.role is Role.ADMINISTRATOR:
        _refuse_last_administrator(user)
    _end(actor, user, row)


def pass_role(actor: Actor, role: RoleAssignment, *, to: User | None) -> None:
    """End a role and give it to somebody else at once; the caller has asked who may.

    Who drafted for the State before and takes it over is its drafter no longer.
    """
    leaving, assignment = queries.user_by_id(role.user_id), role.assignment
    if leaving is not None:  # the database sees to it that every role has its account
        _end(actor, leaving, role)
    if to is None:
        return
    if queries.open_assignment(to.id, assignment) is None:
        _add_role(actor, to, assignment)
    drafter = queries.open_assignment(to.id, Assignment(Role.DRAFTER, assignment.scope))
    if drafter is not None:
        _end(actor, to, drafter)


def disable_user(actor: Actor, user: User) -> None:
    """Close an account and end its sessions. Raises InvalidError for the last administrator (R8)."""
    if not policy.can_change_roles_of(actor, user.id):
        raise ForbiddenError
    _refuse_last_administrator(user)
    user.active = False
    user.fs_uniquifier = new_uniquifier()
    audit.record(actor, "accounts:user:disable", subject=user.subject, fields=("active",))


def enable_user(actor: Actor, user: User) -> None:
    """Open an account again."""
    if not policy.can_change_roles_of(actor, user.id):
        raise ForbiddenError
    user.active = True
    audit.record(actor, "accounts:user:enable", subject=user.subject, fields=("active",))


def invite(actor: Actor, new: NewInvitation) -> Invitation:
    """Offer a role by letter, for seven days. Raises InvalidError for an address that has an account."""
    if not policy.can_invite(actor, new.assignment):
        raise ForbiddenError
    rules.refuse_bad_scope(new.assignment)
    email = rules.checked_email(new.email)
    now = clock.now()
    invitation = Invitation(
        email=email,
        name=rules.checked_name(new.name) if new.name else "",
        role=new.assignment.role,
        scope=new.assignment.scope,
        language=rules.checked_language(new.language),
        reference=tidy_line(new.reference)[:200],
        nonce=secrets.token_hex(16),
        invited_by=actor.user_id,
        created_at=now,
        expires_at=now + INVITATION_LIFETIME,
    )
    db.session.add(invitation)
    db.session.flush()
    mail.post("invitation", recipient=invitation.subject, invitation=invitation.id)
    audit.record(
        actor, "accounts:invitation:send", subject=invitation.subject, fields=(_word(new.assignment),)
    )
    return invitation


def accept_invitation(
    actor: Actor,
    invitation: Invitation,
    *,
    name: str,
    password_hash: str,
    nationalities: Collection[str] = (),
) -> User:
    """Make the account that was offered, with its role.

    Raises NotFoundError where the offer is over, InvalidError where somebody of the secretariat names no
    nationality: nobody there decides on a nominee of the own State.
    """
    if invitation.used_at is not None or invitation.expires_at <= clock.now():
        raise NotFoundError
    if rules.needs_nationalities(invitation.assignment.role) and not nationalities:
        raise InvalidError({"nationalities": _("Name at least one State.")})
    invitation.used_at = clock.now()
    user = _add_user(
        actor,
        email=invitation.email,
        name=name,
        language=invitation.language,
        password_hash=password_hash,
        nationalities=tuple(nationalities),
    )
    _add_role(actor, user, invitation.assignment, granted_by=invitation.invited_by)
    audit.record(actor, "accounts:invitation:accept", subject=invitation.subject)
    return user


def forget_expert(actor: Actor, *, ref: str, profile_id: int) -> int:  # noqa: ARG001 - the offer's signature
    """Take away what accounts hold about an expert who is erased; returns how many accounts and invitations.

    An account that was for this profile alone is emptied and closed; one with other roles keeps them.
    Whoever erases has been asked who may.
    """
    own = Assignment(Role.EXPERT, f"self:{ref}")
    holders, offers = queries.users_holding(Role.EXPERT, scope=own.scope), queries.invitations_to(own)
    for user in holders:
        held = queries.open_assignment(user.id, own)
        if held is not None:
            _end(actor, user, held)
        if not user.assignments:
            user.active, user.password = False, None
            user.email, user.name = f"erased-{user.id}@erased.invalid", "–"
            user.nationalities, user.fs_uniquifier = [], new_uniquifier()
        audit.record(actor, "accounts:user:forget", subject=user.subject)
    for invitation in offers:
        invitation.email, invitation.name, invitation.used_at = "", "", invitation.used_at or clock.now()
    return len(holders) + len(offers)


def record_nationalities(actor: Actor, user: User, *, nationalities: Collection[str]) -> None:
    """Keep the nationalities of an account: its holder says them once, afterwards only an administrator.

    They serve one rule: nobody decides on a nominee of the own State (R8).
    Raises ForbiddenError, or InvalidError where none is named.
    """
    is_first = actor.user_id == user.id and not user.nationalities
    if not (is_first or policy.can_change_roles_of(actor, user.id)):
        raise ForbiddenError
    if not nationalities:
        raise InvalidError({"nationalities": _("Name at least one State.")})
    user.nationalities = sorted(set(nationalities))
    audit.record(actor, "accounts:user:nationalities", subject=user.subject, fields=("nationalities",))


def record_sign_in(actor: Actor, user: User, *, fresh_hash: str | None) -> None:
    """Note that somebody signed in, and store the password's hash at today's cost where it was weaker."""
    if fresh_hash is not None:
        user.password = fresh_hash
    audit.record(actor, "accounts:session:begin", subject=user.subject)


def record_sign_out(actor: Actor) -> None:
    """Note that somebody signed out."""
    audit.record(actor, "accounts:session:end", subject=f"user:{actor.user_id}")


def _add_user(
    actor: Actor,
    *,
    email: str,
    name: str,
    language: str,
    password_hash: str | None,
    nationalities: tuple[str, ...],
) -> User:
    user = User(
        email=rules.checked_email(email),
        name=rules.checked_name(name),
        language=rules.checked_language(language),
        password=password_hash,
        active=True,
        fs_uniquifier=new_uniquifier(),
        nationalities=sorted(set(nationalities)),
        created_at=clock.now(),
    )
    db.session.add(user)
    db.session.flush()
    audit.record(actor, "accounts:user:create", subject=user.subject, fields=("email", "language", "name"))
    return user


def _add_role(
    actor: Actor, user: User, assignment: Assignment, *, granted_by: int | None = None
) -> RoleAssignment:
    row = RoleAssignment(
        user_id=user.id,
        role=assignment.role,
        scope=assignment.scope,
        granted_by=granted_by or actor.user_id,
        granted_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    db.session.expire(user, ["open_roles"])
    audit.record(actor, "accounts:role:grant", subject=user.subject, fields=(_word(assignment),))
    return row


def _end(actor: Actor, user: User, row: RoleAssignment) -> None:
    """The one way in which a role ends."""
    row.ended_at = clock.now()
    db.session.flush()
    db.session.expire(user, ["open_roles"])
    audit.record(actor, "accounts:role:end", subject=user.subject, fields=(_word(row.assignment),))


def _refuse_last_administrator(user: User) -> None:
    lock_for_change(_ADMINISTRATORS_LOCK)
    administrators = {held.id for held in queries.users_holding(Role.ADMINISTRATOR, scope=SYSTEM_SCOPE)}
    if administrators == {user.id}:
        raise InvalidError({"role": _("This is the last administrator. Name another one first.")})


def _word(assignment: Assignment) -> str:
    return f"{assignment.role}/{assignment.scope}"

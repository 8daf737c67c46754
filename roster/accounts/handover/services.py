"""The only writer of handovers: one role ends as the other begins, in one transaction, and all are told."""

from dataclasses import dataclass

from flask_babel import gettext

from roster.accounts import queries as accounts
from roster.accounts.handover import policy, queries
from roster.accounts.handover.models import Handover
from roster.accounts.models import Invitation, RoleAssignment, User
from roster.accounts.services import NewInvitation, invite, pass_role
from roster.core import audit, clock, mail, outbox
from roster.core.actor import SYSTEM_SCOPE, Actor, Assignment, Role
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.outbox import Kind
from roster.core.text import tidy_line
from roster.core.unit_of_work import lock_for_change

LETTERS = ("handover_left", "handover_begun", "handover_told")
_LOCK = 7_203


@dataclass(frozen=True)
class Newcomer:
    """Somebody without an account who is to follow."""

    email: str
    name: str
    language: str


def hand_over_to(actor: Actor, role: RoleAssignment, *, successor_id: int, reference: str = "") -> Handover:
    """Pass the role to another focal point or a drafter of the State, at once.

    Raises ForbiddenError, StaleError where the role has ended meanwhile, InvalidError for anybody else.
    """
    _begin(actor, role)
    by_id = {user.id: user for user in queries.successors_for(role)}
    successor = by_id.get(successor_id)
    if successor is None:
        raise InvalidError({"successor": gettext("Choose somebody who works for this State.")})
    handover = _new(actor, role, reference=_paper(actor, role, reference))
    _pass_on(actor, handover, role, successor)
    return handover


def hand_over_to_newcomer(
    actor: Actor, role: RoleAssignment, *, newcomer: Newcomer, reference: str
) -> Handover:
    """Invite the successor; the role passes when the invitation is accepted, and stays until then.

    Raises as `hand_over_to`; InvalidError also where the note verbale is not named.
    """
    _begin(actor, role)
    reference = tidy_line(reference)[:200]
    if not reference:
        raise InvalidError({"reference": gettext("Name the note verbale that says who follows.")})
    if queries.open_handover_of(role) is not None:
        raise StaleError(gettext("Somebody is invited already. Call that off first."))
    invitation = invite(
        actor,
        NewInvitation(
            newcomer.email,
            newcomer.name,
            Assignment(Role.FOCAL_POINT, role.scope),
            newcomer.language,
            reference,
        ),
    )
    handover = _new(actor, role, reference=reference, invitation=invitation)
    audit.record(actor, "accounts:handover:begin", subject=handover.subject)
    return handover


def leave_open(actor: Actor, role: RoleAssignment, *, reference: str) -> Handover:
    """End the role with nobody to follow for now: the roster manager, on the State's word. Raises as above."""
    if not policy.can_leave_open(actor):
        raise ForbiddenError
    _begin(actor, role)
    handover = _new(actor, role, reference=_paper(actor, role, reference))
    _pass_on(actor, handover, role, None)
    return handover


def complete_handover(actor: Actor, invitation: Invitation, *, successor: User) -> None:
    """The invitation was accepted: if a handover waits for it, the old role ends now."""
    handover = queries.open_handover_by_invitation(invitation.id)
    if handover is None:
        return
    assignment = Assignment(Role.FOCAL_POINT, f"state:{handover.state}")
    role = accounts.open_assignment(handover.leaving_id, assignment)
    if role is not None:
        _pass_on(actor, handover, role, successor)


def call_off(actor: Actor, role: RoleAssignment) -> None:
    """Keep the role: who was invited in its place can no longer accept."""
    if not policy.can_hand_over(actor, role):
        raise ForbiddenError
    handover = queries.open_handover_of(role)
    if handover is None:
        raise StaleError(gettext("Nobody is invited in this place any more."))
    handover.called_off_at = clock.now()
    if handover.invitation is not None and handover.invitation.used_at is None:
        handover.invitation.expires_at = clock.now()
    audit.record(actor, "accounts:handover:cancel", subject=handover.subject)


def _begin(actor: Actor, role: RoleAssignment) -> None:
    lock_for_change(_LOCK)
    if not policy.can_hand_over(actor, role):
        raise ForbiddenError
    if accounts.open_assignment(role.user_id, role.assignment) is None:
        raise StaleError(gettext("This role has ended meanwhile."))


def _paper(actor: Actor, role: RoleAssignment, reference: str) -> str:
    """Whoever hands over another's role does it on the State's word."""
    paper = tidy_line(reference)[:200]
    if not paper and actor.user_id != role.user_id:
        raise InvalidError({"reference": gettext("Name the note verbale that says who follows.")})
    return paper


def _new(
    actor: Actor, role: RoleAssignment, *, reference: str, invitation: Invitation | None = None
) -> Handover:
    handover = Handover(
        state=role.scope.removeprefix("state:"),
        leaving_id=role.user_id,
        invitation_id=invitation.id if invitation else None,
        reference=reference,
        asked_by=actor.user_id,
        asked_at=clock.now(),
    )
    db.session.add(handover)
    db.session.flush()
    return handover


def _pass_on(actor: Actor, handover: Handover, role: RoleAssignment, successor: User | None) -> None:
    """The role passes now; what rooms further on keep by person follows through the worker."""
    waiting = queries.open_handover_of(role)
    if waiting is not None and waiting.id != handover.id:
        call_off(actor, role)
    pass_role(actor, role, to=successor)
    handover.successor_id = successor.id if successor else None
    handover.done_at = clock.now()
    db.session.flush()
    audit.record(actor, "accounts:handover:end", subject=handover.subject)
    if successor is not None:
        outbox.enqueue(Kind.CHECK, {"handover": handover.id})
        mail.post("handover_begun", recipient=successor.subject, handover=handover.id)
    mail.post("handover_left", recipient=f"user:{handover.leaving_id}", handover=handover.id)
    for manager in accounts.users_holding(Role.MANAGER, scope=SYSTEM_SCOPE):
        if manager.id != actor.user_id:
            mail.post("handover_told", recipient=manager.subject, handover=handover.id)

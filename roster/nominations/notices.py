"""Who is told by letter of what happens to a nomination; the letters themselves are in `letters`."""

from collections.abc import Iterable
from enum import StrEnum

from roster.accounts.models import User
from roster.accounts.queries import user_by_id, users_holding
from roster.core import mail
from roster.core.actor import SYSTEM_SCOPE, Actor, Assignment, Role
from roster.nominations.models import Nomination


class Notice(StrEnum):
    """The letters of this room, by template name."""

    INVITATION = "nomination_invitation"
    REMINDER = "nomination_reminder"
    CONSENTED = "nomination_consented"
    REFUSED = "nomination_refused"
    CLEARED = "nomination_cleared"
    RETURNED = "nomination_returned"
    DECLINED = "nomination_declined"
    APPROVED = "nomination_approved"
    WITHDRAWN = "nomination_withdrawn"
    LINK_EXPIRED = "nomination_link_expired"
    WAITING = "nomination_waiting"
    FORGOTTEN = "nomination_forgotten"
    LEFT_LYING = "nomination_left_lying"
    ENDS_SOON = "nomination_ends_soon"
    ENDED = "nomination_ended"
    EXPERT_CONSENTED = "nomination_expert_consented"
    EXPERT_DECLINED = "nomination_expert_declined"
    EXPERT_APPROVED = "nomination_expert_approved"
    EXPERT_WITHDRAWN = "nomination_expert_withdrawn"


def tell_expert(nomination: Nomination, notice: Notice, *, key: str | None = None) -> None:
    """Queue a letter to the expert, at the address that the nomination names."""
    mail.post(notice, recipient=f"nomination:{nomination.id}", key=key, nomination=nomination.id)


def tell_state(
    nomination: Nomination, notice: Notice, *, besides: Actor | None = None, key: str | None = None
) -> None:
    """Queue a letter to the focal points of the State and to whoever drafted it, but not to who acts."""
    people = list(users_holding(Role.FOCAL_POINT, scope=f"state:{nomination.state}"))
    _tell([*people, *_drafter(nomination)], nomination, notice, besides=besides, key=key)


def tell_drafter(nomination: Nomination, notice: Notice, *, key: str | None = None) -> None:
    """Queue a letter to whoever drafted it; where that person drafts no longer, to the focal points."""
    people = _drafter(nomination) or users_holding(Role.FOCAL_POINT, scope=f"state:{nomination.state}")
    _tell(people, nomination, notice, besides=None, key=key)


def tell_managers(
    nomination: Nomination, notice: Notice, *, besides: Actor | None = None, key: str | None = None
) -> None:
    """Queue a letter to the roster manager who looks at it, or to all of them."""
    people = list(users_holding(Role.MANAGER, scope=SYSTEM_SCOPE))
    assigned = [user for user in people if user.id == nomination.assigned_to]
    _tell(assigned or people, nomination, notice, besides=besides, key=key)


def _drafter(nomination: Nomination) -> list[User]:
    """Whoever drafted it, as long as that is still the person's part."""
    drafter = user_by_id(nomination.drafted_by) if nomination.drafted_by else None
    scope = f"state:{nomination.state}"
    held = {Assignment(role, scope) for role in (Role.DRAFTER, Role.FOCAL_POINT)}
    is_theirs = drafter is not None and drafter.active and not held.isdisjoint(drafter.assignments)
    return [drafter] if drafter is not None and is_theirs else []


def _tell(
    people: Iterable[User], nomination: Nomination, notice: Notice, *, besides: Actor | None, key: str | None
) -> None:
    for user in {user.id: user for user in people}.values():
        if besides is None or user.id != besides.user_id:
            mail.post(
                notice,
                recipient=user.subject,
                key=f"{key}:{user.id}" if key else None,
                nomination=nomination.id,
            )

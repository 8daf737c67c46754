"""Who is told by letter of what happens to a membership; the letters themselves are in `letters`."""

from enum import StrEnum

from roster.accounts.models import User
from roster.accounts.queries import user_by_id, users_holding
from roster.core import mail
from roster.core.actor import SYSTEM_SCOPE, Role
from roster.networks.models import Membership


class Notice(StrEnum):
    """The letters of this room, by template name."""

    APPLIED = "network_applied"
    ACCEPTED = "network_accepted"
    DECLINED = "network_declined"
    CONFIRM = "network_confirm"


def tell_keepers(membership: Membership, notice: Notice) -> None:
    """Queue a letter to the coordinators of the network; where it has none, to the roster managers."""
    slug = membership.network.slug
    keepers = users_holding(Role.COORDINATOR, scope=f"network:{slug}") or users_holding(
        Role.MANAGER, scope=SYSTEM_SCOPE
    )
    for user in keepers:
        _post(notice, user, membership)


def tell_applicant(membership: Membership, notice: Notice) -> None:
    """Queue a letter to whoever applied."""
    user = user_by_id(membership.applied_by) if membership.applied_by is not None else None
    if user is not None and user.active:
        _post(notice, user, membership)


def tell_holders(membership: Membership, notice: Notice, *, key: str) -> None:
    """Queue a letter to who speaks for the member: the authority's officers, or else the State's focal points."""
    for user in _holders(membership):
        _post(notice, user, membership, key=key)


def _holders(membership: Membership) -> list[User]:
    officers: list[User] = []
    if membership.authority is not None:
        officers = list(users_holding(Role.OFFICER, scope=f"authority:{membership.authority.ref}"))
    if officers:
        return officers
    return list(users_holding(Role.FOCAL_POINT, scope=f"state:{membership.state}"))


def _post(notice: Notice, user: User, membership: Membership, *, key: str | None = None) -> None:
    mail.post(
        notice,
        recipient=user.subject,
        key=f"{key}:{user.id}" if key else None,
        membership=membership.id,
    )

"""Who is told by letter of what becomes of a profile; the letters themselves are in `letters`."""

from collections.abc import Iterable
from enum import StrEnum

from roster.accounts.models import User
from roster.accounts.queries import users_holding
from roster.core import mail
from roster.core.actor import SYSTEM_SCOPE, Actor, Role
from roster.experts.models import Profile


class Notice(StrEnum):
    """The letters about the standing of a profile, by template name."""

    CONFIRM = "profile_confirm"
    CONFIRM_STATE = "profile_confirm_state"
    OVER = "profile_over"
    OVER_STATE = "profile_over_state"
    OVER_MANAGER = "profile_over_manager"
    SUSPENDED = "profile_suspended"
    SUSPENDED_STATE = "profile_suspended_state"
    WITHDRAWN = "profile_withdrawn"
    WITHDRAWN_STATE = "profile_withdrawn_state"


def tell_expert(
    profile: Profile, notice: Notice, *, besides: Actor | None = None, key: str | None = None
) -> None:
    """Queue a letter to the expert, at the account where there is one."""
    if besides is None or profile.ref not in besides.scopes(Role.EXPERT):
        mail.post(notice, recipient=f"profile:{profile.id}", key=key, profile=profile.id)


def tell_state(
    profile: Profile, notice: Notice, *, besides: Actor | None = None, key: str | None = None
) -> None:
    """Queue a letter to the focal points of the nominating State."""
    if profile.nominating_state:
        people = users_holding(Role.FOCAL_POINT, scope=f"state:{profile.nominating_state}")
        _tell(people, profile, notice, besides=besides, key=key)


def tell_managers(profile: Profile, notice: Notice, *, key: str | None = None) -> None:
    """Queue a letter to the roster managers."""
    _tell(users_holding(Role.MANAGER, scope=SYSTEM_SCOPE), profile, notice, besides=None, key=key)


def _tell(
    people: Iterable[User], profile: Profile, notice: Notice, *, besides: Actor | None, key: str | None
) -> None:
    for user in people:
        if besides is None or user.id != besides.user_id:
            mail.post(
                notice,
                recipient=user.subject,
                key=f"{key}:{user.id}" if key else None,
                profile=profile.id,
            )

"""Who is told by letter of what happens to an entry; the letters themselves are in `letters`."""

from enum import StrEnum

from roster.accounts.models import User
from roster.accounts.queries import user_by_id, users_holding
from roster.authorities.models import Authority, AuthorityReport
from roster.core import mail
from roster.core.actor import SYSTEM_SCOPE, Actor, Role


class Notice(StrEnum):
    """The letters of this room, by template name."""

    CONFIRM = "authority_confirm"
    REPORTED = "authority_reported"
    ANSWERED = "authority_answered"
    OVERDUE = "authority_overdue"


def tell_keepers(
    authority: Authority,
    notice: Notice,
    *,
    besides: Actor | None = None,
    report: AuthorityReport | None = None,
    key: str | None = None,
) -> None:
    """Queue a letter to the authority's officers and its State's focal points."""
    for user in _keepers(authority):
        if besides is None or user.id != besides.user_id:
            _post(notice, user, authority, report=report, key=key)


def tell_reporter(report: AuthorityReport) -> None:
    """Queue the answer to whoever reported."""
    user = user_by_id(report.user_id) if report.user_id is not None else None
    if user is not None and user.active:
        _post(Notice.ANSWERED, user, report.authority, report=report)


def tell_managers(report: AuthorityReport, *, key: str) -> None:
    """Queue a letter to the roster managers: nobody answered in time."""
    for user in users_holding(Role.MANAGER, scope=SYSTEM_SCOPE):
        _post(Notice.OVERDUE, user, report.authority, report=report, key=key)


def _keepers(authority: Authority) -> list[User]:
    """Each account once, though it may hold both roles."""
    officers = users_holding(Role.OFFICER, scope=f"authority:{authority.ref}")
    focal_points = users_holding(Role.FOCAL_POINT, scope=f"state:{authority.state}")
    return list({user.id: user for user in (*officers, *focal_points)}.values())


def _post(
    notice: Notice,
    user: User,
    authority: Authority,
    *,
    report: AuthorityReport | None = None,
    key: str | None = None,
) -> None:
    ids = {"authority": authority.id} | ({"report": report.id} if report is not None else {})
    mail.post(notice, recipient=user.subject, key=f"{key}:{user.id}" if key else None, **ids)

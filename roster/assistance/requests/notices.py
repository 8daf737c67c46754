"""Who is told by letter of what happens to a request; the letters themselves are in `letters`."""

from collections.abc import Iterable
from enum import StrEnum

from roster.accounts.models import User
from roster.accounts.queries import user_by_id, users_holding
from roster.assistance.requests.models import AssistanceRequest
from roster.core import mail
from roster.core.actor import SYSTEM_SCOPE, Actor, Assignment, Role


class Notice(StrEnum):
    """The letters about requests, by template name."""

    SUBMITTED = "request_submitted"
    ACKNOWLEDGED = "request_acknowledged"
    QUESTION = "request_question"
    ANSWER = "request_answer"
    ACCEPTED = "request_accepted"
    DECLINED = "request_declined"
    WITHDRAWN = "request_withdrawn"
    STALLED = "request_stalled"
    OVERDUE = "request_overdue"


def tell_state(request: AssistanceRequest, notice: Notice, *, besides: Actor | None = None) -> None:
    """Queue a letter to the State's focal points and to whoever drafted it, but not to who acts."""
    scope = f"state:{request.state}"
    people = list(users_holding(Role.FOCAL_POINT, scope=scope))
    drafter = user_by_id(request.drafted_by) if request.drafted_by else None
    if drafter is not None and drafter.active and Assignment(Role.DRAFTER, scope) in drafter.assignments:
        people.append(drafter)
    _tell(people, request, notice, besides=besides, key=None)


def tell_managers(
    request: AssistanceRequest, notice: Notice, *, besides: Actor | None = None, key: str | None = None
) -> None:
    """Queue a letter to the roster manager who has charge of it, or to all of them."""
    people = list(users_holding(Role.MANAGER, scope=SYSTEM_SCOPE))
    owner = [user for user in people if user.id == request.owner_id]
    _tell(owner or people, request, notice, besides=besides, key=key)


def _tell(
    people: Iterable[User],
    request: AssistanceRequest,
    notice: Notice,
    *,
    besides: Actor | None,
    key: str | None,
) -> None:
    for user in {user.id: user for user in people}.values():
        if besides is None or user.id != besides.user_id:
            one = f"{key}:{user.id}" if key else None
            mail.post(notice, recipient=user.subject, key=one, request=request.id)

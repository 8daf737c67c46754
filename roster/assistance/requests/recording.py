"""Marks that every change of a request leaves: a line of its timeline, who changed it and when."""

from sqlalchemy.orm.attributes import flag_modified

from roster.assistance.requests import policy
from roster.assistance.requests.models import AssistanceRequest, RequestEvent
from roster.assistance.requests.states import Stage
from roster.core import clock
from roster.core.actor import Actor, Role
from roster.core.db import db


def note_event(
    actor: Actor,
    request: AssistanceRequest,
    *,
    kind: str,
    before: Stage | None = None,
    by: frozenset[Role] = frozenset(Role),
    **values: str,
) -> None:
    """Add a line to the timeline: a code with values; and say that something moved."""
    db.session.add(
        RequestEvent(
            request_id=request.id,
            at=clock.now(),
            by_user=actor.user_id,
            by_role=policy.role_towards(actor, request, by),
            kind=kind,
            before=before.value if before else "",
            after=request.stage.value,
            values=values,
        )
    )
    touch(actor, request)


def touch(actor: Actor, request: AssistanceRequest) -> None:
    """Mark who and when; this also moves the version, though only a row beside it may have changed."""
    request.changed_at = request.moved_at = clock.now()
    request.changed_by = actor.user_id
    flag_modified(request, "changed_at")

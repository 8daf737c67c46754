"""Requests that were submitted in a span of time, with what had become of each by its end: for counting only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from roster.assistance.engagements.models import Engagement
from roster.assistance.figures.outcomes import History, Outcome, outcome_of
from roster.assistance.figures.periods import Span
from roster.assistance.matches.models import MatchRun
from roster.assistance.requests.models import AssistanceRequest, RequestEvent
from roster.assistance.requests.states import Move, Stage
from roster.core.db import db

ARTICLE = "article:"
_ANSWERS = (Move.ASK.value, Move.ACCEPT.value, Move.DECLINE.value)


@dataclass(frozen=True)
class Asked:
    """A request as figures count one; its main subject is a topic, or `article:` with a number."""

    state: str
    subject: str
    languages: tuple[str, ...]
    outcome: Outcome
    days_to_answer: float | None


def requests_in(span: Span) -> Sequence[Asked]:
    """Each with how long the first answer took, a question or a decision, and what had become of it."""
    course, matched = _course(span.until), _last_match(span.until)
    engaged = sa.select(Engagement.id).where(
        Engagement.request_id == AssistanceRequest.id, Engagement.created_at < span.until
    )
    rows = db.session.execute(
        sa.select(
            AssistanceRequest.state,
            AssistanceRequest.subjects,
            AssistanceRequest.languages,
            AssistanceRequest.ends_on,
            AssistanceRequest.submitted_at,
            AssistanceRequest.decline_reason,
            RequestEvent.after,
            course.c.answered_at,
            course.c.moved_at,
            course.c.was_matched,
            MatchRun.eligible,
            engaged.exists().label("is_engaged"),
        )
        .join(course, course.c.request_id == AssistanceRequest.id)
        .join(RequestEvent, RequestEvent.id == course.c.last_id)
        .outerjoin(matched, matched.c.request_id == AssistanceRequest.id)
        .outerjoin(MatchRun, MatchRun.id == matched.c.last_id)
        .where(AssistanceRequest.submitted_at >= span.begins, AssistanceRequest.submitted_at < span.ends)
        .order_by(AssistanceRequest.id)
    )
    return [_asked(row, span.until) for row in rows]


def _asked(row: sa.Row[Any], until: datetime) -> Asked:
    history = History(
        stage=Stage(row.after),
        ends_on=row.ends_on,
        moved_at=row.moved_at,
        decline_reason=row.decline_reason,
        was_matched=bool(row.was_matched),
        fitting=row.eligible,
        has_engagement=bool(row.is_engaged),
    )
    waited = row.answered_at - row.submitted_at if row.answered_at is not None else None
    return Asked(
        row.state,
        _main(row.subjects),
        tuple(item["code"] for item in row.languages),
        outcome_of(history, until=until),
        waited.total_seconds() / 86_400 if waited is not None else None,
    )


def _main(subjects: Sequence[Mapping[str, Any]]) -> str:
    """The first subject: its topic, or the article where it names none."""
    first = subjects[0] if subjects else {}
    return first.get("topic") or (f"{ARTICLE}{first['article']}" if first.get("article") else "")


def _course(until: datetime) -> sa.Subquery:
    """By request what its timeline says up to a moment: the last line, when it moved, when it was first answered."""
    is_match = sa.case((RequestEvent.kind == Move.MATCH.value, 1), else_=0)
    answered = sa.case((RequestEvent.kind.in_(_ANSWERS), RequestEvent.at))
    return (
        sa.select(
            RequestEvent.request_id,
            sa.func.max(RequestEvent.id).label("last_id"),
            sa.func.max(RequestEvent.at).label("moved_at"),
            sa.func.min(answered).label("answered_at"),
            sa.func.max(is_match).label("was_matched"),
        )
        .where(RequestEvent.at < until)
        .group_by(RequestEvent.request_id)
        .subquery()
    )


def _last_match(until: datetime) -> sa.Subquery:
    return (
        sa.select(MatchRun.request_id, sa.func.max(MatchRun.id).label("last_id"))
        .where(MatchRun.made_at < until)
        .group_by(MatchRun.request_id)
        .subquery()
    )

"""Selects for the clock: nominations that lie with the State, and approved ones that hold more than they must."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.nominations.models import Nomination, NominationTyping
from roster.nominations.states import Stage

WARNED: Final = "nominations:nomination:warn"
# Where the State, or the expert whom it asked, has the next word.
LYING: Final = (Stage.DRAFT, Stage.WITH_EXPERT, Stage.CONSENTED, Stage.RETURNED)


def untouched_since_between(first: datetime, end: datetime) -> Sequence[Nomination]:
    """Those that nobody changed or typed into since a moment within this span (end left out)."""
    return _of(_touched_at() >= first, _touched_at() < end)


def to_warn_of(untouched_since: datetime) -> Sequence[Nomination]:
    """Those that nobody touched after this moment, and of which nobody was warned since they were."""
    return _of(_touched_at() < untouched_since, ~_warned(AuditEntry.at > _touched_at()))


def to_end(warned_before: datetime) -> Sequence[Nomination]:
    """Those of which was warned before this moment, and nobody touched them since."""
    return _of(_warned(AuditEntry.at > _touched_at(), AuditEntry.at < warned_before))


def approved_before(moment: datetime) -> Sequence[Nomination]:
    """Those approved before this moment that still hold their answers."""
    found = sa.select(Nomination).where(
        Nomination.stage == Stage.APPROVED,
        Nomination.stage_since < moment,
        Nomination.reduced_at.is_(None),
        Nomination.emptied_at.is_(None),
    )
    loaded = found.options(selectinload(Nomination.comments), selectinload(Nomination.typing))
    return db.session.scalars(loaded.order_by(Nomination.id)).all()


def _of(*conditions: sa.ColumnElement[bool]) -> Sequence[Nomination]:
    found = sa.select(Nomination).where(Nomination.stage.in_(LYING), *conditions)
    return db.session.scalars(found.order_by(Nomination.id)).all()


def _touched_at() -> sa.ColumnElement[datetime]:
    """When somebody last changed it or typed into it."""
    typed = (
        sa.select(sa.func.max(NominationTyping.at))
        .where(NominationTyping.nomination_id == Nomination.id)
        .correlate(Nomination)
        .scalar_subquery()
    )
    return sa.case((typed > Nomination.changed_at, typed), else_=Nomination.changed_at)


def _warned(*conditions: sa.ColumnElement[bool]) -> sa.Exists:
    entries = sa.select(AuditEntry.id).where(
        AuditEntry.subject == Nomination.ref, AuditEntry.action == WARNED, *conditions
    )
    return entries.correlate(Nomination).exists()

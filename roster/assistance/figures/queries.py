"""Every select behind the figures: who came to which step within a span of time.

They give rows that name people and States, for counting only: nothing of them is shown as it is.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from roster.assistance.engagements.models import Engagement
from roster.assistance.figures.periods import Span
from roster.assistance.offers.models import ExpertOffer
from roster.assistance.offers.states import OfferStage
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.selections.models import SelectionEntry, SelectionRecord
from roster.assistance.shortlists.models import ShortlistEntry
from roster.core.db import db
from roster.experts.exposure.models import ExposureCount
from roster.experts.models import Profile
from roster.people.models import Person


@dataclass(frozen=True)
class Somebody:
    """An expert as figures count one: by State and gender, nothing else."""

    profile_id: int
    state: str
    gender: str


def everybody() -> Sequence[Somebody]:
    """Every expert of whom there is one profile, at whatever stage it stands."""
    rows = db.session.execute(
        sa.select(Profile.id, Profile.nominating_state, Person.gender)
        .join(Person, Person.id == Profile.person_id)
        .where(Profile.merged_into_id.is_(None))
        .order_by(Profile.id)
    )
    return [Somebody(row[0], row[1] or "", row[2] or "") for row in rows]


def shown_in(span: Span) -> set[int]:
    """Who was among the results of members."""
    first, last = span.months
    which = (ExposureCount.kind == "shown", ExposureCount.month >= first, ExposureCount.month < last)
    return _ids(sa.select(ExposureCount.profile_id).where(*which))


def shortlisted_in(span: Span) -> set[int]:
    """Who was put on a shortlist, or chosen for a request."""
    listed = sa.select(ShortlistEntry.profile_id).where(*_within(ShortlistEntry.added_at, span))
    chosen = (
        sa.select(SelectionEntry.profile_id)
        .join(SelectionRecord, SelectionRecord.id == SelectionEntry.record_id)
        .where(*_within(SelectionRecord.frozen_at, span))
    )
    return _ids(listed) | _ids(chosen)


def contacted_in(span: Span) -> dict[int, set[str]]:
    """Who was asked to do something, and for which States."""
    return _by_expert(ExpertOffer.profile_id, ExpertOffer.request_id, *_within(ExpertOffer.sent_at, span))


def accepting_in(span: Span) -> dict[int, set[str]]:
    """Who said yes, and to which States."""
    said_yes = ExpertOffer.stage != OfferStage.DECLINED
    within = _within(ExpertOffer.answered_at, span)
    return _by_expert(ExpertOffer.profile_id, ExpertOffer.request_id, said_yes, *within)


def deployed_in(span: Span) -> dict[int, set[str]]:
    """Who went to work, and for which States."""
    first, last = span.begins.date(), span.ends.date()
    within = (Engagement.starts_on >= first, Engagement.starts_on < last)
    return _by_expert(Engagement.profile_id, Engagement.request_id, *within)


def _by_expert(
    profile_id: sa.orm.InstrumentedAttribute[int | None],
    request_id: sa.orm.InstrumentedAttribute[int],
    *which: sa.ColumnElement[bool],
) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = db.session.execute(
        sa.select(profile_id, AssistanceRequest.state)
        .join(AssistanceRequest, AssistanceRequest.id == request_id)
        .where(*which)
    )
    for expert, state in rows:
        if expert is not None:
            found[expert].add(state)
    return found


def _within(
    column: sa.orm.InstrumentedAttribute[datetime] | sa.orm.InstrumentedAttribute[datetime | None], span: Span
) -> tuple[sa.ColumnElement[bool], ...]:
    return column >= span.begins, column < span.ends


def _ids(found: sa.Select[int] | sa.Select[int | None]) -> set[int]:
    return {row[0] for row in db.session.execute(found.distinct()) if row[0] is not None}

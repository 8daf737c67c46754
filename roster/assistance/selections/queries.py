"""Every select on selections: the shortlist of a request, its record, and where somebody stands in records."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.selections.models import SelectionEntry, SelectionRecord
from roster.assistance.selections.policy import can_view
from roster.assistance.shortlists.models import Shortlist
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.unit_of_work import is_open
from roster.experts.models import Profile

RECORD_PREFIX = "SEL"


def shortlist_of(request_id: int) -> Shortlist | None:
    """The shortlist of this request; within a change its row is locked."""
    found = sa.select(Shortlist).where(Shortlist.request_id == request_id)
    return db.session.scalar(found.with_for_update() if is_open() else found)


def request_of(shortlist: Shortlist) -> AssistanceRequest | None:
    """The request for which this list is."""
    return db.session.get(AssistanceRequest, shortlist.request_id) if shortlist.request_id else None


def record_of(actor: Actor, request: AssistanceRequest) -> SelectionRecord | None:
    """The selection record of this request, where it exists for this actor."""
    if not can_view(actor, request):
        return None
    return db.session.scalar(
        sa.select(SelectionRecord)
        .where(SelectionRecord.request_id == request.id)
        .options(selectinload(SelectionRecord.entries))
    )


def entries_about(profile_id: int) -> Sequence[SelectionEntry]:
    """Every place of this person in a record."""
    found = sa.select(SelectionEntry).where(SelectionEntry.profile_id == profile_id)
    return db.session.scalars(found.order_by(SelectionEntry.id)).all()


def records_excluding(profile_ref: str) -> Sequence[SelectionRecord]:
    """Every record that was made without this person because the State wished so."""
    named = sa.cast(SelectionRecord.criteria, sa.Text).contains(f'"{profile_ref}"', autoescape=True)
    return db.session.scalars(sa.select(SelectionRecord).where(named).order_by(SelectionRecord.id)).all()


def same_people(profile_id: int) -> Sequence[Profile]:
    """This profile with those that became part of it, or of which it became part: the names that are held."""
    into = sa.select(Profile.merged_into_id).where(
        Profile.id == profile_id, Profile.merged_into_id.is_not(None)
    )
    found = sa.select(Profile).where(
        sa.or_(Profile.id == profile_id, Profile.merged_into_id == profile_id, Profile.id.in_(into))
    )
    return db.session.scalars(found.options(joinedload(Profile.person)).order_by(Profile.id)).all()


def records_naming(profile_ref: str) -> int:
    """In how many records this person stands: a number for the person concerned, and no more."""
    return (
        db.session.scalar(
            sa.select(sa.func.count(SelectionEntry.id))
            .join(Profile, Profile.id == SelectionEntry.profile_id)
            .where(Profile.ref == profile_ref)
        )
        or 0
    )

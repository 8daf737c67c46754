"""Every select on notes of calls, the latest call first; and whom notes for a request may be about."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from roster.assistance.engagements.models import Engagement
from roster.assistance.notes.models import RequestNote
from roster.assistance.notes.policy import read_by
from roster.assistance.offers.models import AvailabilityQuestion, ExpertOffer
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.states import OVER
from roster.assistance.shortlists.models import Shortlist, ShortlistEntry
from roster.core.actor import Actor
from roster.core.db import db
from roster.experts.models import Profile

PREFIX = "RNO"
_LATEST = (RequestNote.called_on.desc(), RequestNote.id.desc())


def notes_of(request: AssistanceRequest) -> Sequence[RequestNote]:
    """The notes for this request."""
    found = sa.select(RequestNote).where(RequestNote.request_id == request.id)
    return db.session.scalars(_with_person(found).order_by(*_LATEST)).all()


def notes_about(actor: Actor, ref: str) -> Sequence[RequestNote]:
    """The notes about the expert with this reference, of requests whose notes this actor reads."""
    found = (
        sa.select(RequestNote)
        .join(AssistanceRequest, AssistanceRequest.id == RequestNote.request_id)
        .where(RequestNote.profile_id.in_(_same_person(ref)), read_by(actor))
    )
    return db.session.scalars(_with_person(found).order_by(*_LATEST)).all()


def notes_of_profile(profile_id: int) -> Sequence[RequestNote]:
    """All of one profile: for erasure."""
    found = sa.select(RequestNote).where(RequestNote.profile_id == profile_id)
    return db.session.scalars(found.order_by(RequestNote.id)).all()


def all_notes() -> Sequence[RequestNote]:
    """Every note, whoever asks: for erasure."""
    found = sa.select(RequestNote).order_by(RequestNote.id)
    return db.session.scalars(found.with_for_update(of=RequestNote)).all()


def notes_of_requests_over(before: datetime) -> Sequence[RequestNote]:
    """All notes of requests that were over before this moment."""
    over = sa.and_(AssistanceRequest.stage.in_(OVER), AssistanceRequest.stage_since < before)
    found = sa.select(RequestNote).where(RequestNote.request.has(over))
    return db.session.scalars(found.order_by(RequestNote.id)).all()


def people_for(request: AssistanceRequest) -> Sequence[Profile]:
    """Who is on the request's shortlist, was asked, or is at work for it."""
    listed = (
        sa.select(ShortlistEntry.profile_id)
        .join(Shortlist, Shortlist.id == ShortlistEntry.shortlist_id)
        .where(Shortlist.request_id == request.id)
    )
    asked = (
        sa.select(table.profile_id).where(table.request_id == request.id)
        for table in (ExpertOffer, AvailabilityQuestion, Engagement)
    )
    found = sa.select(Profile).where(Profile.id.in_(sa.union(listed, *asked)))
    return db.session.scalars(found.options(joinedload(Profile.person)).order_by(Profile.id)).all()


def _same_person(ref: str) -> sa.Select[int]:
    """The profile and those that became part of it."""
    kept = sa.select(Profile.id).where(Profile.ref == ref).scalar_subquery()
    return sa.select(Profile.id).where(sa.or_(Profile.id == kept, Profile.merged_into_id == kept))


def _with_person(found: sa.Select[RequestNote]) -> sa.Select[RequestNote]:
    return found.options(joinedload(RequestNote.profile).joinedload(Profile.person))

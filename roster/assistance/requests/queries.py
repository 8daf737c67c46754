"""Every select on requests: scoped to the actor, ordered. Within a change the row is locked first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from roster.assistance.requests.models import (
    AssistanceRequest,
    RequestEvent,
    RequestLetter,
    RequestMessage,
    RequestTyping,
)
from roster.assistance.requests.policy import can_view, course_visible_to, title_visible_to, visible_to
from roster.assistance.requests.states import OPEN, UNANSWERED, UNDER_WAY, Stage
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.reference import is_reference
from roster.core.unit_of_work import is_open
from roster.people.models import Organisation

PREFIX = "REQ"
NOTHING = ""  # asked for all the same: a hidden, a missing and an impossible reference cost one query each
STALLED_DAYS = 30


@dataclass(frozen=True)
class Wanted:
    """What the list is asked for; empty means any."""

    stages: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()  # "me" or "nobody"
    stalled: bool = False


def request_by_ref(actor: Actor, ref: str) -> AssistanceRequest | None:
    """The request with this reference, where it exists for this actor."""
    ref = ref if is_reference(ref, PREFIX) else NOTHING
    found = sa.select(AssistanceRequest).where(AssistanceRequest.ref == ref, visible_to(actor))
    request = db.session.scalar(_locked(found))
    return request if request is not None and can_view(actor, request) else None


def request_for_secretariat(actor: Actor, ref: str) -> AssistanceRequest | None:
    """The request, for pages that are the secretariat's alone.

    To everybody else it is looked for under no reference, so that their answer costs the same as for one that is not
    there, also where they may see the request itself.
    """
    return request_by_ref(actor, ref if actor.is_system or actor.is_secretariat else NOTHING)


def request_by_id(request_id: int) -> AssistanceRequest | None:
    """The request with this number: for letters."""
    return db.session.get(AssistanceRequest, request_id)


def requests(
    actor: Actor, wanted: Wanted, *, today: date, offset: int, limit: int
) -> tuple[Sequence[AssistanceRequest], int]:
    """A page of the requests whose title this actor may know, what moved last first; and how many in all."""
    which = [title_visible_to(actor), *_conditions(actor, wanted, today)]
    total = db.session.scalar(sa.select(sa.func.count(AssistanceRequest.id)).where(*which)) or 0
    found = sa.select(AssistanceRequest).where(*which)
    ordered = found.order_by(AssistanceRequest.moved_at.desc(), AssistanceRequest.id.desc())
    return db.session.scalars(ordered.offset(offset).limit(limit)).all(), total


def requests_of_state(actor: Actor, iso2: str, *, limit: int) -> Sequence[AssistanceRequest]:
    """A State's requests whose title this actor may know, what moved last first."""
    found = sa.select(AssistanceRequest).where(AssistanceRequest.state == iso2, title_visible_to(actor))
    ordered = found.order_by(AssistanceRequest.moved_at.desc(), AssistanceRequest.id.desc())
    return db.session.scalars(ordered.limit(limit)).all()


def requests_naming(
    actor: Actor, organisation: str, *, limit: int
) -> tuple[Sequence[AssistanceRequest], int]:
    """Requests that this organisation may read because their State names it, what moved last first; and how many."""
    names_it = AssistanceRequest.named_providers.any(Organisation.ref == organisation)
    which = (names_it, visible_to(actor))
    total = db.session.scalar(sa.select(sa.func.count(AssistanceRequest.id)).where(*which)) or 0
    found = sa.select(AssistanceRequest).where(*which)
    ordered = found.order_by(AssistanceRequest.moved_at.desc(), AssistanceRequest.id.desc())
    return db.session.scalars(ordered.limit(limit)).all(), total


def open_requests(actor: Actor) -> Sequence[AssistanceRequest]:
    """Requests for which experts are sought or may be, that this actor reads whole; the earliest window first."""
    stages = (Stage.ACCEPTED, Stage.MATCHING, Stage.SHORTLISTED, Stage.OFFERED)
    found = sa.select(AssistanceRequest).where(AssistanceRequest.stage.in_(stages), visible_to(actor))
    return db.session.scalars(found.order_by(AssistanceRequest.starts_on, AssistanceRequest.id)).all()


def timeline_of(request: AssistanceRequest) -> Sequence[RequestEvent]:
    """What happened to it, in order."""
    found = sa.select(RequestEvent).where(RequestEvent.request_id == request.id)
    return db.session.scalars(found.order_by(RequestEvent.id)).all()


def messages_of(request: AssistanceRequest) -> Sequence[RequestMessage]:
    """Questions and answers, in order."""
    found = sa.select(RequestMessage).where(RequestMessage.request_id == request.id)
    return db.session.scalars(found.order_by(RequestMessage.id)).all()


def open_message_of(request: AssistanceRequest) -> RequestMessage | None:
    """The question that waits for an answer."""
    found = sa.select(RequestMessage).where(
        RequestMessage.request_id == request.id, RequestMessage.answered_at.is_(None)
    )
    return db.session.scalar(found.order_by(RequestMessage.id.desc()).limit(1))


def counts_of_states(actor: Actor) -> dict[Stage, int]:
    """How many requests of this actor's own States stand where."""
    found = (
        sa.select(AssistanceRequest.stage, sa.func.count())
        .where(AssistanceRequest.state.in_(actor.states))
        .group_by(AssistanceRequest.stage)
    )
    return {row[0]: row[1] for row in db.session.execute(found)}


def unacknowledged(actor: Actor) -> Sequence[AssistanceRequest]:
    """Submitted requests of which nobody has taken charge, what is due first."""
    found = sa.select(AssistanceRequest).where(
        visible_to(actor),
        AssistanceRequest.stage.in_(UNANSWERED),
        AssistanceRequest.acknowledged_at.is_(None),
    )
    return db.session.scalars(found.order_by(AssistanceRequest.acknowledge_by, AssistanceRequest.id)).all()


def owned_by(user_id: int, *, today: date) -> tuple[int, int]:
    """How many open requests this manager has charge of, and how many of them are stalled."""
    mine = (AssistanceRequest.owner_id == user_id, AssistanceRequest.stage.in_(OPEN))
    count = sa.func.count(AssistanceRequest.id)
    total = db.session.scalar(sa.select(count).where(*mine)) or 0
    still = db.session.scalar(sa.select(count).where(*mine, _is_stalled(today))) or 0
    return total, still


def stalled_between(since: date, today: date) -> Sequence[AssistanceRequest]:
    """Open requests that came to thirty days without a move after `since` and up to today."""
    span = timedelta(days=STALLED_DAYS)
    found = sa.select(AssistanceRequest).where(
        AssistanceRequest.stage.in_(UNDER_WAY),
        AssistanceRequest.moved_at < _midnight(today - span),
        AssistanceRequest.moved_at >= _midnight(since - span),
    )
    return db.session.scalars(found.order_by(AssistanceRequest.id)).all()


def acknowledgement_overdue(since: date, today: date) -> Sequence[AssistanceRequest]:
    """Requests whose day of acknowledgement passed after `since` without one."""
    found = sa.select(AssistanceRequest).where(
        AssistanceRequest.stage.in_(UNANSWERED),
        AssistanceRequest.acknowledged_at.is_(None),
        AssistanceRequest.acknowledge_by >= since,
        AssistanceRequest.acknowledge_by < today,
    )
    return db.session.scalars(found.order_by(AssistanceRequest.id)).all()


def stored_letters() -> Sequence[tuple[str, str]]:
    """Reference of the request and name in the store of every mandate letter."""
    rows = db.session.execute(
        sa.select(AssistanceRequest.ref, RequestLetter.stored_name)
        .join(RequestLetter, RequestLetter.request_id == AssistanceRequest.id)
        .order_by(RequestLetter.id)
    )
    return [(row.ref, row.stored_name) for row in rows]


def requests_excluding(profile_ref: str) -> Sequence[AssistanceRequest]:
    """Requests whose State does not want this expert, or is about to say so, whoever asks: for erasure."""
    named = sa.cast(AssistanceRequest.excluded_experts, sa.Text).contains(f'"{profile_ref}"', autoescape=True)
    typed = sa.func.upper(sa.cast(RequestTyping.typed, sa.Text)).contains(profile_ref, autoescape=True)
    named = sa.or_(named, AssistanceRequest.typing.any(typed))
    return db.session.scalars(
        _locked(sa.select(AssistanceRequest).where(named)).order_by(AssistanceRequest.id)
    ).all()


def refs_taken(refs: Sequence[str]) -> set[str]:
    """Which of these references are a request's."""
    return set(db.session.scalars(sa.select(AssistanceRequest.ref).where(AssistanceRequest.ref.in_(refs))))


def _conditions(actor: Actor, wanted: Wanted, today: date) -> list[sa.ColumnElement[bool]]:
    """The filters. Nobody learns by filtering what the page would not show: each asks who may read its field."""
    found: list[sa.ColumnElement[bool]] = []
    if wanted.states:
        found.append(AssistanceRequest.state.in_(wanted.states))
    whole = _of_substance(wanted)
    if whole:
        found += [*whole, visible_to(actor)]
    course = _of_course(actor, wanted, today)
    if course:
        found += [*course, course_visible_to(actor)]
    return found


def _of_substance(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.stages:
        found.append(AssistanceRequest.stage.in_([Stage(stage) for stage in wanted.stages]))
    if wanted.types:
        found.append(AssistanceRequest.assistance_type_id.in_(wanted.types))
    if wanted.articles:
        numbers = [f" {number}," for number in wanted.articles]
        found.append(_names_any(AssistanceRequest.articles, numbers))
    if wanted.languages:
        codes = [f'"code": "{code}"' for code in wanted.languages]
        found.append(_names_any(AssistanceRequest.languages, codes))
    return found


def _of_course(actor: Actor, wanted: Wanted, today: date) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.owners:
        owners = [AssistanceRequest.owner_id == actor.user_id] if "me" in wanted.owners else []
        owners += [AssistanceRequest.owner_id.is_(None)] if "nobody" in wanted.owners else []
        found.append(sa.or_(*owners))
    if wanted.stalled:
        found.append(_is_stalled(today))
    return found


def _names_any(column: sa.orm.InstrumentedAttribute[object], parts: Sequence[str]) -> sa.ColumnElement[bool]:
    """Whether the JSON list of a column, written as ` 1, 2,`, holds one of these."""
    text = sa.cast(column, sa.Text)
    padded = sa.func.replace(sa.func.replace(text, "[", " "), "]", ",")
    return sa.or_(*(padded.contains(part, autoescape=True) for part in parts))


def _is_stalled(today: date) -> sa.ColumnElement[bool]:
    is_still = AssistanceRequest.moved_at < _midnight(today - timedelta(days=STALLED_DAYS))
    return sa.and_(AssistanceRequest.stage.in_(UNDER_WAY), is_still)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _locked(found: sa.Select[AssistanceRequest]) -> sa.Select[AssistanceRequest]:
    """Within a change: locked, and read afresh even where this session knows the row already."""
    loaded = found.options(selectinload(AssistanceRequest.named_providers))
    if not is_open():
        return loaded
    return loaded.with_for_update(of=AssistanceRequest).execution_options(populate_existing=True)

"""Every select on authorities: scoped to the actor, ordered. Within a change the row is locked first."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from roster.accounts.models import User
from roster.authorities.models import (
    Authority,
    AuthorityContact,
    AuthorityDuty,
    AuthorityReach,
)
from roster.authorities.policy import can_view, visible_to
from roster.authorities.states import SHOWN, Stage
from roster.core.actor import Actor, Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.reference import is_reference
from roster.core.unit_of_work import is_open
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Freshness
from roster.vocabulary.freshness import CONFIRMED_DAYS, GRACE_DAYS

PREFIX, CONTACT_PREFIX, REPORT_PREFIX = "AUT", "ACP", "AWR"
REVEALED = "authorities:contact:reveal"
NOTHING = ""  # asked for all the same: a hidden, a missing and an impossible reference cost one query each


@dataclass(frozen=True)
class Wanted:
    """What the list is asked for; words are folded already, empty means any."""

    words: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    urgent: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reveal:
    """Who asked for a contact person, and when."""

    at: datetime
    name: str
    contact_ref: str


def authority_by_ref(actor: Actor, ref: str) -> Authority | None:
    """The authority with this reference, where it exists for this actor."""
    ref = ref if is_reference(ref, PREFIX) else NOTHING
    authority = db.session.scalar(
        _locked(sa.select(Authority).where(Authority.ref == ref, visible_to(actor)))
    )
    return authority if authority is not None and can_view(actor, authority) else None


def authority_by_id(authority_id: int) -> Authority | None:
    """The authority with this number: for letters."""
    return db.session.get(Authority, authority_id)


def contact_by_ref(authority: Authority, ref: str) -> AuthorityContact | None:
    """One contact person of this authority."""
    return next((contact for contact in authority.contacts if contact.ref == ref), None)


def authorities(
    actor: Actor, wanted: Wanted, *, today: date, offset: int, limit: int
) -> tuple[Sequence[Authority], int]:
    """A page of the list, by State and then by reference, and how many there are in all."""
    which = [visible_to(actor), *conditions_of(wanted, today)]
    total = db.session.scalar(sa.select(sa.func.count(Authority.id)).where(*which)) or 0
    found = sa.select(Authority).where(*which).order_by(Authority.english_name, Authority.id)
    return db.session.scalars(found.offset(offset).limit(limit)).all(), total


def authorities_of_state(actor: Actor, iso2: str) -> Sequence[Authority]:
    """A State's authorities that this actor sees, by name."""
    found = sa.select(Authority).where(Authority.state == iso2, visible_to(actor))
    return db.session.scalars(found.order_by(Authority.english_name, Authority.id)).all()


def authorities_of_states(actor: Actor, codes: Collection[str]) -> Sequence[Authority]:
    """The same of several States at once."""
    found = sa.select(Authority).where(Authority.state.in_(sorted(codes)), visible_to(actor))
    return db.session.scalars(found.order_by(Authority.english_name, Authority.id)).all()


def refs_taken(refs: Iterable[str]) -> set[str]:
    """Which of these references are somebody's."""
    return set(db.session.scalars(sa.select(Authority.ref).where(Authority.ref.in_(list(refs)))))


def counts_by_stage(actor: Actor, *, kept_only: bool) -> dict[Stage, int]:
    """How many entries stand where, of those that this actor keeps or of all that are visible."""
    which = kept_by(actor) if kept_only else visible_to(actor)
    found = sa.select(Authority.stage, sa.func.count()).where(which).group_by(Authority.stage)
    return {row[0]: row[1] for row in db.session.execute(found)}


def kept_to_confirm(actor: Actor, today: date) -> Sequence[str]:
    """References of listed entries that this actor keeps and whose confirmation is due or past."""
    found = sa.select(Authority.ref).where(
        kept_by(actor), Authority.stage == Stage.LISTED, sa.not_(_fresh(Freshness.CONFIRMED, today))
    )
    return db.session.scalars(found.order_by(Authority.ref)).all()


def standings() -> Sequence[tuple[str, Stage, datetime | None]]:
    """State, stage and last confirmation of every listed entry."""
    found = sa.select(Authority.state, Authority.stage, Authority.confirmed_at).where(
        Authority.stage.in_(SHOWN)
    )
    return [(state, stage, at) for state, stage, at in db.session.execute(found.order_by(Authority.id))]


def listed_of(states: Collection[str]) -> Sequence[Authority]:
    """The listed entries of these States, by State and name."""
    found = sa.select(Authority).where(Authority.state.in_(sorted(states)), Authority.stage.in_(SHOWN))
    return db.session.scalars(found.order_by(Authority.state, Authority.english_name, Authority.id)).all()


def proposals() -> Sequence[str]:
    """References of listed entries with a change of name or functions to decide on."""
    found = sa.select(Authority.ref).where(Authority.proposal.is_not(None), Authority.stage.in_(SHOWN))
    return db.session.scalars(found.order_by(Authority.ref)).all()


def confirmed_between(first: date, end: date) -> Sequence[Authority]:
    """Listed entries that were last confirmed within these days (end left out)."""
    found = sa.select(Authority).where(
        Authority.stage.in_(SHOWN),
        Authority.confirmed_at >= _midnight(first),
        Authority.confirmed_at < _midnight(end),
    )
    return db.session.scalars(found.order_by(Authority.id)).all()


def last_reach(authority_id: int) -> AuthorityReach | None:
    """What somebody said last about being answered."""
    found = sa.select(AuthorityReach).where(AuthorityReach.authority_id == authority_id)
    return db.session.scalar(found.order_by(AuthorityReach.at.desc(), AuthorityReach.id.desc()).limit(1))


def reveals_of(authority: Authority, *, limit: int) -> Sequence[Reveal]:
    """Who asked for contact persons of this authority, the latest first."""
    found = (
        sa.select(AuditEntry.at, AuditEntry.fields, User.name)
        .join(User, User.id == AuditEntry.user_id)
        .where(AuditEntry.action == REVEALED, AuditEntry.subject == authority.ref)
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    )
    return [Reveal(at, name, (fields or [NOTHING])[0]) for at, fields, name in db.session.execute(found)]


def all_refs() -> set[str]:
    """Every reference: for the check that officers' scopes mean something."""
    return set(db.session.scalars(sa.select(Authority.ref)))


def zones() -> Sequence[tuple[str, str]]:
    """Each entry's reference and time zone."""
    found = sa.select(Authority.ref, Authority.time_zone).order_by(Authority.ref)
    return [(ref, zone) for ref, zone in db.session.execute(found)]


def states_listed() -> Sequence[str]:
    """The States of which an authority is listed."""
    return db.session.scalars(sa.select(Authority.state).where(Authority.stage.in_(SHOWN)).distinct()).all()


def conditions_of(wanted: Wanted, today: date) -> list[sa.ColumnElement[bool]]:
    """What is asked for, as conditions on authorities."""
    found = [Authority.search_words.contains(word, autoescape=True) for word in wanted.words]
    functions = set(wanted.functions)
    if wanted.instruments:
        known = vocabulary.authority_functions()
        of_instrument = {item.id for item in known if item.instrument in wanted.instruments}
        functions = functions & of_instrument if functions else of_instrument
    if wanted.functions or wanted.instruments:
        has = sa.select(AuthorityDuty.authority_id).where(AuthorityDuty.function_id.in_(sorted(functions)))
        found.append(Authority.id.in_(has))
    if wanted.states:
        found.append(Authority.state.in_(wanted.states))
    if wanted.stages:
        found.append(Authority.stage.in_([Stage(stage) for stage in wanted.stages]))
    if wanted.urgent:
        found.append(Authority.urgent_procedure.in_(wanted.urgent))
    if wanted.languages:
        found.append(_names_any(Authority.request_languages, wanted.languages))
    if wanted.channels:
        found.append(_names_any(Authority.channels, wanted.channels))
    if wanted.fresh:
        found.append(sa.or_(*(_fresh(state, today) for state in wanted.fresh)))
    return found


def _names_any(
    column: sa.orm.InstrumentedAttribute[object], codes: Collection[str]
) -> sa.ColumnElement[bool]:
    """Whether the JSON of a column names one of these codes; codes are plain letters, so their text decides."""
    text = sa.cast(column, sa.Text)
    return sa.or_(*(text.contains(f'"{code}"', autoescape=True) for code in codes))


def _fresh(state: str, today: date) -> sa.ColumnElement[bool]:
    last_confirmed = _midnight(today - timedelta(days=CONFIRMED_DAYS))
    last_due = _midnight(today - timedelta(days=CONFIRMED_DAYS + GRACE_DAYS))
    at = Authority.confirmed_at
    if state == Freshness.CONFIRMED:
        return sa.func.coalesce(at >= last_confirmed, sa.false())
    if state == Freshness.DUE:
        return sa.and_(at >= last_due, at < last_confirmed)
    if state == Freshness.NOT_CONFIRMED:
        return sa.or_(at.is_(None), at < last_due)
    return sa.false()


def kept_by(actor: Actor) -> sa.ColumnElement[bool]:
    """The entries that this actor keeps."""
    return sa.or_(
        Authority.state.in_(actor.scopes(Role.FOCAL_POINT, Role.DRAFTER)),
        Authority.ref.in_(actor.scopes(Role.OFFICER)),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _locked(found: sa.Select[Authority]) -> sa.Select[Authority]:
    """Within a change: locked, and read afresh even where this session knows the row already."""
    if not is_open():
        return found
    return found.with_for_update(of=Authority).execution_options(populate_existing=True)

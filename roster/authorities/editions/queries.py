"""Every select on editions, and the entries that one holds."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa

from roster.authorities import policy as authorities
from roster.authorities.editions.choosing import Choice
from roster.authorities.editions.models import AuthorityEdition, EditionPage
from roster.authorities.editions.policy import Bounds, visible_to
from roster.authorities.models import Authority, AuthorityDuty
from roster.authorities.states import SHOWN
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.reference import is_reference

PREFIX = "EDN"
RECENT = 10


def edition_by_ref(actor: Actor, ref: str) -> AuthorityEdition | None:
    """The edition with this reference, where it exists for this actor."""
    ref = ref if is_reference(ref, PREFIX) else ""  # a hidden, a missing and an impossible one cost the same
    return db.session.scalar(
        sa.select(AuthorityEdition).where(AuthorityEdition.ref == ref, visible_to(actor))
    )


def edition_by_id(edition_id: int) -> AuthorityEdition | None:
    """The edition with this key as it stands now, for the worker and for letters."""
    return db.session.get(AuthorityEdition, edition_id, populate_existing=True)


def own_editions(actor: Actor) -> Sequence[AuthorityEdition]:
    """The editions that this actor asked for, the newest first."""
    found = sa.select(AuthorityEdition).where(visible_to(actor))
    return db.session.scalars(found.order_by(AuthorityEdition.id.desc()).limit(RECENT)).all()


def page_by_code(code: str) -> EditionPage | None:
    """The page with this check code; whoever has the printed page may ask."""
    return db.session.scalar(sa.select(EditionPage).where(EditionPage.code == code))


def next_number() -> int:
    """The number of the edition that comes next."""
    return (db.session.scalar(sa.select(sa.func.max(AuthorityEdition.number))) or 0) + 1


def entries_of(actor: Actor, choice: Choice, bounds: Bounds) -> Sequence[Authority]:
    """The listed authorities that an edition of this actor holds, by name."""
    found = sa.select(Authority).where(*_wanted(actor, choice, bounds))
    found = found.order_by(Authority.english_name, Authority.id).limit(bounds.rows)
    return db.session.scalars(found).all()


def entry_count(actor: Actor, choice: Choice, bounds: Bounds) -> int:
    """How many authorities those are without the bound of rows."""
    return (
        db.session.scalar(sa.select(sa.func.count(Authority.id)).where(*_wanted(actor, choice, bounds))) or 0
    )


def listed_among(actor: Actor, refs: Collection[str]) -> dict[str, Authority]:
    """Those of these authorities that are listed and this actor's to see, by reference."""
    found = sa.select(Authority).where(
        Authority.ref.in_(list(refs)), Authority.stage.in_(SHOWN), authorities.visible_to(actor)
    )
    return {item.ref: item for item in db.session.scalars(found.order_by(Authority.ref))}


def with_files_before(moment: datetime) -> Sequence[AuthorityEdition]:
    """Editions with which nothing has happened since that moment and whose file or order is still there."""
    found = sa.select(AuthorityEdition).where(
        AuthorityEdition.changed_at < moment, AuthorityEdition.stored_name != ""
    )
    return db.session.scalars(found.order_by(AuthorityEdition.id)).all()


def with_purpose_before(moment: datetime) -> Sequence[AuthorityEdition]:
    """Editions from before that moment that still say what for."""
    found = sa.select(AuthorityEdition).where(
        AuthorityEdition.created_at < moment, AuthorityEdition.purpose != ""
    )
    return db.session.scalars(found.order_by(AuthorityEdition.id)).all()


def stored_names() -> Iterator[str]:
    """Every file that an edition names."""
    found = sa.select(AuthorityEdition.stored_name).where(AuthorityEdition.stored_name != "")
    yield from db.session.scalars(found.order_by(AuthorityEdition.id))


def _wanted(actor: Actor, choice: Choice, bounds: Bounds) -> list[sa.ColumnElement[bool]]:
    which = [authorities.visible_to(actor), Authority.stage.in_(SHOWN)]
    states = choice.states
    if bounds.states is not None:
        states = bounds.states if states is None else states & bounds.states
    if states is not None:
        which.append(Authority.state.in_(sorted(states)))
    if choice.function:
        has = sa.select(AuthorityDuty.authority_id).where(AuthorityDuty.function_id.in_(choice.function))
        which.append(Authority.id.in_(has))
    return which

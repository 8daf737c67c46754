"""Every select on offers of assistance, ordered. Within a change the row is locked first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from roster.assistance.provider_offers.models import AssistanceOffer
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.reference import is_reference
from roster.core.unit_of_work import is_open
from roster.people.models import Organisation

PREFIX = "AOF"
NOTHING = ""


@dataclass(frozen=True)
class Wanted:
    """What the list is asked for; empty means any. `states` finds offers to all States too."""

    articles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    with_closed: bool = False


def offer_by_ref(_actor: Actor, ref: str) -> AssistanceOffer | None:
    """The offer with this reference: everybody may know of it."""
    ref = ref if is_reference(ref, PREFIX) else NOTHING
    found = sa.select(AssistanceOffer).where(AssistanceOffer.ref == ref)
    if is_open():
        found = found.with_for_update(of=AssistanceOffer).execution_options(populate_existing=True)
    return db.session.scalar(found)


def offers(wanted: Wanted, *, today: date, offset: int, limit: int) -> tuple[Sequence[AssistanceOffer], int]:
    """A page of the offers, the newest first, and how many in all; those closed or over only where asked for."""
    which = _conditions(wanted, today)
    count = sa.select(sa.func.count(AssistanceOffer.id)).join(AssistanceOffer.organisation).where(*which)
    total = db.session.scalar(count) or 0
    found = sa.select(AssistanceOffer).join(AssistanceOffer.organisation).where(*which)
    ordered = found.order_by(AssistanceOffer.changed_at.desc(), AssistanceOffer.id.desc())
    return db.session.scalars(ordered.offset(offset).limit(limit)).all(), total


def _conditions(wanted: Wanted, today: date) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if not wanted.with_closed:
        is_over = sa.func.coalesce(AssistanceOffer.ends_on < today, sa.false())
        found += [AssistanceOffer.is_closed.is_(False), sa.not_(is_over)]
    if wanted.organisations:
        found.append(Organisation.ref.in_(wanted.organisations))
    if wanted.articles:
        found.append(_names_any(AssistanceOffer.articles, [f" {number}," for number in wanted.articles]))
    for column, values in (
        (AssistanceOffer.topics, wanted.topics),
        (AssistanceOffer.types, wanted.types),
        (AssistanceOffer.modalities, wanted.modalities),
        (AssistanceOffer.languages, wanted.languages),
    ):
        if values:
            found.append(_names_any(column, [f'"{value}"' for value in values]))
    return found


def _names_any(column: sa.orm.InstrumentedAttribute[object], parts: Sequence[str]) -> sa.ColumnElement[bool]:
    """Whether the JSON list of a column, written as ` 1, 2,`, holds one of these."""
    padded = sa.func.replace(sa.func.replace(sa.cast(column, sa.Text), "[", " "), "]", ",")
    return sa.or_(*(padded.contains(part, autoescape=True) for part in parts))

"""What the finder loads: the authorities of one State as plain data, and for whom the reader asks."""

from collections.abc import Sequence

import sqlalchemy as sa

from roster.authorities.finder_entries import Entry, entry_of
from roster.authorities.models import Authority, AuthorityReach
from roster.authorities.policy import readable_parts
from roster.authorities.queries import authorities_of_state
from roster.authorities.states import SHOWN
from roster.core.actor import Actor, Role
from roster.core.db import db


def entries_of_state(actor: Actor, iso2: str) -> Sequence[tuple[Authority, Entry]]:
    """The listed authorities of a State that this actor sees, each with what of it the actor may read."""
    found = [item for item in authorities_of_state(actor, iso2) if item.stage in SHOWN]
    tried = _last_attempts([item.id for item in found])
    entries = []
    for item in found:
        last = tried.get(item.id)
        entry = entry_of(
            item,
            readable_parts(actor, item),
            was_reached=last.is_reached if last else None,
            tried_on=last.at.date() if last else None,
        )
        entries.append((item, entry))
    return entries


def own_states(actor: Actor) -> list[str]:
    """The States for which the reader asks: those of the office, or that of the officer's authority."""
    if actor.states or not (refs := actor.scopes(Role.OFFICER)):
        return sorted(actor.states)
    found = sa.select(Authority.state).where(Authority.ref.in_(refs)).distinct()
    return sorted(db.session.scalars(found))


def _last_attempts(ids: Sequence[int]) -> dict[int, AuthorityReach]:
    """What was last told of reaching each of them."""
    last = (
        sa.select(sa.func.max(AuthorityReach.id))
        .where(AuthorityReach.authority_id.in_(ids))
        .group_by(AuthorityReach.authority_id)
    )
    found = db.session.scalars(sa.select(AuthorityReach).where(AuthorityReach.id.in_(last)))
    return {row.authority_id: row for row in found}

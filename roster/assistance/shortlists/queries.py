"""Every select on shortlists: scoped to the actor, ordered, with what is loaded chosen here.

Within a change the row of the list is locked first: two people who order at once follow one another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from roster.accounts.models import User
from roster.assistance.shortlists.models import Shortlist, ShortlistEntry
from roster.assistance.shortlists.policy import visible_to
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.reference import is_reference
from roster.core.unit_of_work import is_open
from roster.experts.models import Profile
from roster.experts.policy import visible_to as profiles_visible_to

SHORTLIST_PREFIX = "SHL"
ENTRY_PREFIX = "SLE"
PROFILE_PREFIX = "EXP"
MOST_OFFERED = 50


@dataclass(frozen=True)
class ShortlistLine:
    """One list among others."""

    shortlist: Shortlist
    owner: str
    people_count: int


def shortlist_by_ref(actor: Actor, ref: str) -> Shortlist | None:
    """The list with this reference, where it exists for this actor."""
    if not is_reference(ref, SHORTLIST_PREFIX):
        ref = ""  # asked all the same: a hidden, a missing and an impossible reference cost one query each
    found = sa.select(Shortlist).where(Shortlist.ref == ref, visible_to(actor))
    return db.session.scalar(found.with_for_update() if is_open() else found)


def entry_by_ref(actor: Actor, ref: str, entry_ref: str) -> ShortlistEntry | None:
    """The entry of this list with this reference, where the list exists for this actor."""
    shortlist = shortlist_by_ref(actor, ref)
    if not is_reference(entry_ref, ENTRY_PREFIX):
        entry_ref = ""
    return db.session.scalar(
        sa.select(ShortlistEntry).where(
            ShortlistEntry.ref == entry_ref,
            ShortlistEntry.shortlist_id == (shortlist.id if shortlist else 0),
        )
    )


def shortlists_of(actor: Actor, *, offset: int, limit: int) -> Sequence[ShortlistLine]:
    """The lists that exist for this actor: open ones first, what changed last before the others."""
    count = (
        sa.select(sa.func.count(ShortlistEntry.id))
        .where(ShortlistEntry.shortlist_id == Shortlist.id)
        .scalar_subquery()
    )
    rows = db.session.execute(
        sa.select(Shortlist, User.name, count)
        .join(User, User.id == Shortlist.owner_id)
        .where(visible_to(actor))
        .order_by(Shortlist.is_closed, Shortlist.changed_at.desc(), Shortlist.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return [ShortlistLine(shortlist, owner, people) for shortlist, owner, people in rows]


def shortlist_count(actor: Actor) -> int:
    """How many lists exist for this actor."""
    return db.session.scalar(sa.select(sa.func.count(Shortlist.id)).where(visible_to(actor))) or 0


def open_shortlists(actor: Actor) -> Sequence[Shortlist]:
    """The lists to which this actor may add people: own ones first, what changed last before the others."""
    return db.session.scalars(
        sa.select(Shortlist)
        .where(visible_to(actor), sa.not_(Shortlist.is_closed))
        .order_by(
            (Shortlist.owner_id == actor.user_id).desc(), Shortlist.changed_at.desc(), Shortlist.id.desc()
        )
        .limit(MOST_OFFERED)
    ).all()


def shortlists_with(actor: Actor, profile_ref: str) -> Sequence[Shortlist]:
    """The lists, of those that exist for this actor, on which this person stands, by whatever profile of theirs."""
    own = db.session.scalar(sa.select(Profile.id).where(Profile.ref == profile_ref))
    ids = {own} if own is not None else set()
    further = ids
    while further:
        merged = db.session.scalars(sa.select(Profile.id).where(Profile.merged_into_id.in_(further)))
        further = set(merged) - ids
        ids |= further
    return db.session.scalars(
        sa.select(Shortlist)
        .where(
            Shortlist.id.in_(
                sa.select(ShortlistEntry.shortlist_id).where(ShortlistEntry.profile_id.in_(ids))
            ),
            visible_to(actor),
        )
        .order_by(Shortlist.is_closed, Shortlist.changed_at.desc(), Shortlist.id.desc())
        .limit(MOST_OFFERED)
    ).all()


def entries_of(shortlist: Shortlist) -> list[ShortlistEntry]:
    """The entries in their order."""
    return list(
        db.session.scalars(
            sa.select(ShortlistEntry)
            .where(ShortlistEntry.shortlist_id == shortlist.id)
            .order_by(ShortlistEntry.position, ShortlistEntry.id)
        )
    )


def profiles_that_stand(ids: Iterable[int | None]) -> dict[int, int]:
    """For each of these profiles the one that stands for it now: itself or, where it was merged, its successor.

    Entries keep the profile that was chosen, so that an undone merge brings everything back.
    """
    standing = {id_: id_ for id_ in ids if id_ is not None}
    while standing:
        rows = db.session.execute(
            sa.select(Profile.id, Profile.merged_into_id).where(
                Profile.id.in_(set(standing.values())), Profile.merged_into_id.is_not(None)
            )
        )
        successors = {row.id: row.merged_into_id for row in rows}
        if not successors:
            break
        standing = {id_: successors.get(now, now) for id_, now in standing.items()}
    return standing


def profiles_by_refs(actor: Actor, refs: Iterable[str]) -> list[Profile]:
    """The profiles with these references that exist for this actor, in the order of the references."""
    wanted = [ref for ref in dict.fromkeys(refs) if is_reference(ref, PROFILE_PREFIX)]
    found = {
        profile.ref: profile
        for profile in db.session.scalars(
            sa.select(Profile).where(Profile.ref.in_(wanted), profiles_visible_to(actor))
        )
    }
    return [found[ref] for ref in wanted if ref in found]


def profiles_by_ids(actor: Actor, ids: Iterable[int | None]) -> dict[int, Profile]:
    """Who stands now behind these numbers of profiles, of those that exist for this actor: by the number now."""
    now = list(dict.fromkeys(profiles_that_stand(ids).values()))
    found = {
        profile.id: profile
        for profile in db.session.scalars(
            sa.select(Profile).where(Profile.id.in_(now), profiles_visible_to(actor))
        )
    }
    return {number: found[number] for number in now if number in found}


def user_names(ids: Iterable[int | None]) -> dict[int, str]:
    """The names of these accounts."""
    wanted = {number for number in ids if number is not None}
    rows = db.session.execute(sa.select(User.id, User.name).where(User.id.in_(wanted)))
    return {number: name for number, name in rows}  # noqa: C416 - a row is not quite a pair


def shortlists_naming(profile_ref: str, since: datetime) -> int:
    """On how many lists this person was put since then: a number for the person concerned, and no more."""
    return (
        db.session.scalar(
            sa.select(sa.func.count(sa.distinct(ShortlistEntry.shortlist_id)))
            .join(Profile, Profile.id == ShortlistEntry.profile_id)
            .where(Profile.ref == profile_ref, ShortlistEntry.added_at >= since)
        )
        or 0
    )


def places_of(profile_id: int) -> Sequence[ShortlistEntry]:
    """Every place of this person on any list, whoever keeps it."""
    found = sa.select(ShortlistEntry).where(ShortlistEntry.profile_id == profile_id)
    return db.session.scalars(found.order_by(ShortlistEntry.id)).all()

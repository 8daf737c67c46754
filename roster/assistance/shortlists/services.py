"""The only writer of shortlists: checks the rules, writes rows and audit entry together.

Whoever calls has the list from `queries` within a unit of work: its row is locked, so positions stay dense.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from flask_babel import gettext

from roster.assistance.shortlists import policy
from roster.assistance.shortlists.models import Shortlist, ShortlistEntry
from roster.assistance.shortlists.queries import (
    ENTRY_PREFIX,
    SHORTLIST_PREFIX,
    entries_of,
    places_of,
    profiles_that_stand,
)
from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError
from roster.core.reference import new_reference
from roster.experts import policy as experts
from roster.experts.models import Profile

MOST_ENTRIES = 200


class Direction(StrEnum):
    """Where an entry is moved."""

    UP = "up"
    DOWN = "down"
    TOP = "top"


@dataclass(frozen=True)
class ShortlistInput:
    """What a person says about a list."""

    title: str
    purpose: str


@dataclass(frozen=True)
class Added:
    """How many people came onto a list, and how many stood there before."""

    new: int
    known: int


def create_shortlist(actor: Actor, given: ShortlistInput) -> Shortlist:
    """Begin a list; whoever begins it owns it. Raises ForbiddenError."""
    if not policy.can_use_shortlists(actor) or actor.user_id is None:
        raise ForbiddenError
    now = clock.now()
    shortlist = Shortlist(
        ref=new_reference(SHORTLIST_PREFIX),
        title=given.title,
        purpose=given.purpose,
        owner_id=actor.user_id,
        is_closed=False,
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
    )
    db.session.add(shortlist)
    db.session.flush()
    audit.record(actor, "assistance:shortlist:create", subject=shortlist.ref)
    return shortlist


def edit_shortlist(actor: Actor, shortlist: Shortlist, *, given: ShortlistInput) -> tuple[str, ...]:
    """Change title and purpose; returns the names of the fields that changed. Raises ForbiddenError."""
    _demand(policy.can_change(actor, shortlist))
    changed = tuple(name for name in ("title", "purpose") if getattr(shortlist, name) != getattr(given, name))
    if changed:
        shortlist.title, shortlist.purpose = given.title, given.purpose
        shortlist.changed_at, shortlist.changed_by = clock.now(), actor.user_id
        audit.record(actor, "assistance:shortlist:edit", subject=shortlist.ref, fields=changed)
    return changed


def close_shortlist(actor: Actor, shortlist: Shortlist) -> None:
    """Put the list away: it is read and no longer changed. Raises ForbiddenError."""
    _demand(policy.can_change(actor, shortlist) and policy.can_manage(actor, shortlist))
    shortlist.is_closed = True
    shortlist.changed_at, shortlist.changed_by = clock.now(), actor.user_id
    audit.record(actor, "assistance:shortlist:close", subject=shortlist.ref)


def reopen_shortlist(actor: Actor, shortlist: Shortlist) -> None:
    """Take a closed list up again; nothing happens to an open one. Raises ForbiddenError."""
    _demand(policy.can_manage(actor, shortlist))
    if shortlist.is_closed:
        shortlist.is_closed = False
        shortlist.changed_at, shortlist.changed_by = clock.now(), actor.user_id
        audit.record(actor, "assistance:shortlist:reopen", subject=shortlist.ref)


def delete_shortlist(actor: Actor, shortlist: Shortlist) -> None:
    """Delete the list with its notes. Raises ForbiddenError."""
    _demand(policy.can_manage(actor, shortlist))
    audit.record(actor, "assistance:shortlist:delete", subject=shortlist.ref)
    db.session.delete(shortlist)


def add_people(actor: Actor, shortlist: Shortlist, *, profiles: Sequence[Profile]) -> Added:
    """Put people at the end of the list; who stands there already stays in place.

    Raises ForbiddenError, also where a profile does not exist for this actor, and InvalidError where the
    list would have more than 200 entries.
    """
    _demand(policy.can_change(actor, shortlist))
    _demand(all(experts.can_view(actor, profile) for profile in profiles))
    entries = entries_of(shortlist)
    there = set(profiles_that_stand(entry.profile_id for entry in entries).values())
    new = [profile for profile in profiles if profile.id not in there]
    if len(entries) + len(new) > MOST_ENTRIES:
        raise InvalidError(
            {"shortlist": gettext("A shortlist holds at most 200 people. Choose fewer, or begin another.")}
        )
    now = clock.now()
    for position, profile in enumerate(new, start=len(entries) + 1):
        db.session.add(
            ShortlistEntry(
                ref=new_reference(ENTRY_PREFIX),
                shortlist_id=shortlist.id,
                profile_id=profile.id,
                position=position,
                added_at=now,
                added_by=actor.user_id,
            )
        )
    if new:
        _touch(actor, shortlist)
        audit.record(actor, "assistance:shortlist:add", subject=shortlist.ref, fields=("entries",))
        audit.record_many(actor, "assistance:expert:shortlist", subjects=[profile.ref for profile in new])
        db.session.flush()
    return Added(len(new), len(profiles) - len(new))


def move_entry(actor: Actor, entry: ShortlistEntry, *, direction: Direction) -> int:
    """Move an entry one place, or to the top; returns its place, counted from 1. Raises ForbiddenError."""
    _demand(policy.can_change_entry(actor, entry))
    entries = entries_of(entry.shortlist)
    before = entries.index(entry)
    wanted = {Direction.UP: before - 1, Direction.DOWN: before + 1, Direction.TOP: 0}[direction]
    after = min(max(wanted, 0), len(entries) - 1)
    if after != before:
        entries.insert(after, entries.pop(before))
        _number(entries)
        _touch(actor, entry.shortlist)
        subject = entry.shortlist.ref
        audit.record(actor, "assistance:shortlist:order", subject=subject, fields=("entries",))
    return after + 1


def remove_entry(actor: Actor, entry: ShortlistEntry) -> None:
    """Take a person off the list; the others close up. Raises ForbiddenError."""
    _demand(policy.can_change_entry(actor, entry))
    shortlist = entry.shortlist
    _number([other for other in entries_of(shortlist) if other is not entry])
    db.session.delete(entry)
    _touch(actor, shortlist)
    audit.record(actor, "assistance:shortlist:remove", subject=shortlist.ref, fields=("entries",))


def write_note(actor: Actor, entry: ShortlistEntry, *, note: str) -> bool:
    """Write what there is to say about a person on this list; False where it says so already.

    Raises ForbiddenError. Nothing may be written about somebody who is no longer there.
    """
    _demand(policy.can_change_entry(actor, entry) and entry.profile_id is not None)
    if entry.note == note:
        return False
    entry.note = note
    entry.note_version += 1
    _touch(actor, entry.shortlist)
    audit.record(actor, "assistance:shortlist:note", subject=entry.shortlist.ref, fields=("note",))
    return True


def record_export(actor: Actor, shortlist: Shortlist) -> None:
    """Say in the audit trail that the list left the house as a file (R28). Raises ForbiddenError."""
    _demand(policy.can_view(actor, shortlist))
    audit.record(actor, "assistance:shortlist:export", subject=shortlist.ref)


def forget_notes_about_nobody(actor: Actor) -> int:
    """Empty the notes of entries whose person was erased; returns how many. Raises ForbiddenError."""
    _demand(actor.is_system)
    emptied = db.session.execute(
        sa.update(ShortlistEntry)
        .where(ShortlistEntry.profile_id.is_(None), ShortlistEntry.note != "")
        .values(note="")
    )
    return int(emptied.rowcount)  # type: ignore[attr-defined]


def _demand(allowed: bool) -> None:
    if not allowed:
        raise ForbiddenError


def _number(entries: Sequence[ShortlistEntry]) -> None:
    for position, entry in enumerate(entries, start=1):
        if entry.position != position:
            entry.position = position


def _touch(actor: Actor, shortlist: Shortlist) -> None:
    """Say who changed the list and when, past its version: who adds somebody makes no title stale."""
    db.session.execute(
        sa.update(Shortlist)
        .where(Shortlist.id == shortlist.id)
        .values(changed_at=clock.now(), changed_by=actor.user_id)
    )


def forget_person(actor: Actor, *, ref: str, profile_id: int) -> int:  # noqa: ARG001 - the offer's signature
    """Empty the notes about somebody who is erased; the place says only that a person is gone. Returns how many.

    Whoever erases has been asked who may.
    """
    places = places_of(profile_id)
    for entry in places:
        entry.note = ""
        entry.note_version += 1
        audit.record(actor, "assistance:entry:forget", subject=entry.ref, fields=("note",))
    return len(places)

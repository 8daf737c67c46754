"""Erases an expert: what this room holds goes, and a tombstone stays (docs/data.md, subject rights)."""

from datetime import datetime

import sqlalchemy as sa

from roster.core import audit, clock, outbox
from roster.core.actor import Actor
from roster.core.db import db, table_of
from roster.core.errors import ForbiddenError, InvalidError
from roster.core.outbox import Kind
from roster.experts import policy
from roster.experts.erasure.codes import Basis
from roster.experts.erasure.models import Tombstone
from roster.experts.erasure.queries import all_of, cv_names, kept_exports, tombstones_to_clean
from roster.experts.models import Profile
from roster.experts.services import SEARCH_KIND, request_indexing
from roster.people.models import Person
from roster.search.hiding import narrow


def erase_profile(actor: Actor, profile: Profile, *, basis: str) -> int:
    """Remove a profile, those merged into it, their persons, revisions, CVs and kept lists; returns how many.

    Nobody finds them from this transaction on. The audit trail keeps references, never names.
    Raises ForbiddenError for anybody but the expert, the data-protection officer and the system.
    """
    if not policy.can_erase(actor, profile):
        raise ForbiddenError
    if Basis.of(basis) is None:
        raise InvalidError({"basis": "unknown basis"})
    gone = all_of(profile)
    ids = [item.id for item in gone]
    for item in gone:
        request_indexing(item, is_urgent=True)
        narrow(SEARCH_KIND, item.id, readers=())
        db.session.add(
            Tombstone(
                ref=item.ref,
                profile_id=item.id,
                state=item.nominating_state,
                basis=basis,
                erased_at=clock.now(),
            )
        )
        audit.record(actor, "experts:profile:erase", subject=item.ref, fields=(basis,))
    _remove_files(ids)
    people = [item.person_id for item in gone]
    db.session.flush()
    # Whatever hangs on a profile or a person goes with it: the database sees to that.
    for model, numbers in ((Profile, ids), (Person, people)):
        table = table_of(model)
        db.session.execute(sa.delete(table).where(table.c.id.in_(numbers)))
    return len(ids)


def note_cleaned(actor: Actor, *, erased_before: datetime) -> int:
    """Note that the index was made anew and the database emptied: no byte of those erased by then is left."""
    if not actor.is_system:
        raise ForbiddenError
    waiting = tombstones_to_clean(erased_before)
    for item in waiting:
        item.cleaned_at = clock.now()
    return len(waiting)


def _remove_files(profile_ids: list[int]) -> None:
    """The worker removes the bytes after the commit. A kept list may name the person: it can be made again."""
    for name in cv_names(profile_ids):
        outbox.enqueue(Kind.IMPORT, {"remove": name})
    for job in kept_exports():
        outbox.enqueue(Kind.EXPORT, {"remove": job.stored_name})
        db.session.delete(job)

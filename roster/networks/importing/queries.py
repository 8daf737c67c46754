"""Every select on lists of memberships that came in."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from roster.core.actor import Actor
from roster.core.db import db
from roster.core.reference import is_reference
from roster.core.unit_of_work import is_open
from roster.networks.importing.models import ImportStage, MembershipImport
from roster.networks.importing.policy import can_open, visible_to
from roster.networks.models import ContactPoint, Membership

PREFIX = "MIM"
RECENT = 20
NOTHING = ""  # asked for all the same: a hidden, a missing and an impossible reference cost one query each


def import_by_ref(actor: Actor, ref: str) -> MembershipImport | None:
    """The list with this reference, where it exists for this actor; within a change it is locked."""
    ref = ref if is_reference(ref, PREFIX) else NOTHING
    found = sa.select(MembershipImport).where(MembershipImport.ref == ref, visible_to(actor))
    if is_open():
        found = found.with_for_update().execution_options(populate_existing=True)
    given = db.session.scalar(found)
    return given if given is not None and can_open(actor, given) else None


def recent_imports(actor: Actor) -> Sequence[MembershipImport]:
    """The latest lists that exist for this actor."""
    found = sa.select(MembershipImport).where(visible_to(actor))
    return db.session.scalars(found.order_by(MembershipImport.id.desc()).limit(RECENT)).all()


def memberships_with_refs(refs: Iterable[str]) -> Sequence[Membership]:
    """These memberships as they are now, locked within a change."""
    found = sa.select(Membership).where(Membership.ref.in_(sorted(refs))).order_by(Membership.id)
    if is_open():
        found = found.with_for_update(of=Membership).execution_options(populate_existing=True)
    return db.session.scalars(found).all()


def with_points(memberships: Iterable[Membership]) -> set[int]:
    """Those of these memberships for which somebody answers, by number."""
    ids = [membership.id for membership in memberships]
    found = sa.select(ContactPoint.membership_id).where(ContactPoint.membership_id.in_(ids))
    return set(db.session.scalars(found))


def left_waiting(before: datetime) -> Sequence[MembershipImport]:
    """Lists that were uploaded before that moment and never imported."""
    found = sa.select(MembershipImport).where(
        MembershipImport.stage == ImportStage.UPLOADED, MembershipImport.created_at < before
    )
    return db.session.scalars(found.order_by(MembershipImport.id)).all()

"""Every select on merges, and where the address of a profile that was merged leads."""

from collections.abc import Sequence

import sqlalchemy as sa

from roster.accounts.models import RoleAssignment
from roster.core.actor import Actor, Role
from roster.core.db import db
from roster.experts.merging.models import ProfileMerge
from roster.experts.models import Profile
from roster.experts.policy import can_compare, could_view
from roster.experts.queries import expert_by_ref


def expert_or_successor(actor: Actor, ref: str) -> Profile | None:
    """The profile with this reference or, where it was merged, the one that stays.

    A successor is shown to those who see it and could have seen the one that went: for others the old
    reference never existed.
    """
    found = expert_by_ref(actor, ref)
    if found is not None:
        return found
    merge = _merge_of(Profile.ref == ref)
    if merge is None or not could_view(actor, merge.gone, merge.gone_stage):
        return None
    while (further := _merge_of(Profile.id == merge.kept_id)) is not None:
        merge = further
    return expert_by_ref(actor, merge.kept.ref)


def open_merge(kept: Profile, gone_ref: str) -> ProfileMerge | None:
    """The merge that made this reference part of this profile."""
    merge = _merge_of(Profile.ref == gone_ref)
    return merge if merge is not None and merge.kept_id == kept.id else None


def merge_by_ref(actor: Actor, ref: str, merge_ref: str) -> ProfileMerge | None:
    """The merge with this reference into that profile, for those who may merge."""
    if not can_compare(actor):
        return None
    return db.session.scalar(
        sa.select(ProfileMerge)
        .join(Profile, Profile.id == ProfileMerge.kept_id)
        .where(ProfileMerge.ref == merge_ref, Profile.ref == ref)
    )


def merges_into(profile: Profile) -> Sequence[ProfileMerge]:
    """The merges that stand, the latest first."""
    return db.session.scalars(
        sa.select(ProfileMerge)
        .where(ProfileMerge.kept_id == profile.id, ProfileMerge.undone_at.is_(None))
        .order_by(ProfileMerge.id.desc())
    ).all()


def has_account(profile: Profile) -> bool:
    """Whether somebody signs in as this expert."""
    if profile.person.user_id is not None:
        return True
    held = sa.exists().where(
        RoleAssignment.role == Role.EXPERT,
        RoleAssignment.scope == f"self:{profile.ref}",
        RoleAssignment.ended_at.is_(None),
    )
    return bool(db.session.scalar(sa.select(held)))


def _merge_of(gone: sa.ColumnElement[bool]) -> ProfileMerge | None:
    return db.session.scalar(
        sa.select(ProfileMerge)
        .join(Profile, Profile.id == ProfileMerge.gone_id)
        .where(gone, ProfileMerge.undone_at.is_(None))
        .order_by(ProfileMerge.id.desc())
        .limit(1)
    )

"""The history of a profile, the newest change first."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from roster.core.db import db
from roster.experts.history.revisions import ProfileRevision
from roster.experts.models import Profile

MOST = 1_000


def revisions_of(profile: Profile) -> Sequence[ProfileRevision]:
    """The latest changes; the caller has asked whether the reader may know of them."""
    return db.session.scalars(
        sa.select(ProfileRevision)
        .where(ProfileRevision.profile_id == profile.id)
        .order_by(ProfileRevision.version.desc())
        .limit(MOST)
    ).all()


def revisions_since(profile: Profile, *, version: int | None, moment: datetime) -> Sequence[ProfileRevision]:
    """The changes after this version, or, where that is not known, after this moment; the newest first."""
    is_later = ProfileRevision.version > version if version is not None else ProfileRevision.at > moment
    found = sa.select(ProfileRevision).where(ProfileRevision.profile_id == profile.id, is_later)
    return db.session.scalars(found.order_by(ProfileRevision.version.desc())).all()

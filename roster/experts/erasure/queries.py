"""Selects about erasure: whom it takes, and what is left to clean."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from roster.core.db import db
from roster.core.reference import is_reference
from roster.experts.cv.models import CvFile
from roster.experts.erasure.models import Tombstone
from roster.experts.exporting.models import ExportJob
from roster.experts.models import Profile


def profile_to_erase(ref: str) -> Profile | None:
    """The profile with this reference, whoever may read it: erasing asks for no content."""
    found = ref if is_reference(ref, "EXP") else ""
    return db.session.scalar(sa.select(Profile).where(Profile.ref == found))


def all_of(profile: Profile) -> Sequence[Profile]:
    """The profile with those that were merged into it, near and far."""
    found, new = [profile], [profile]
    while new:
        ids = [item.id for item in new]
        new = list(db.session.scalars(sa.select(Profile).where(Profile.merged_into_id.in_(ids))))
        found += new
    return found


def cv_names(profile_ids: Sequence[int]) -> Sequence[str]:
    """The files of their CVs in the store."""
    return db.session.scalars(sa.select(CvFile.stored_name).where(CvFile.profile_id.in_(profile_ids))).all()


def kept_exports() -> Sequence[ExportJob]:
    """Lists that were made and lie ready: the person may be on any of them."""
    return db.session.scalars(sa.select(ExportJob).where(ExportJob.stored_name.is_not(None))).all()


def tombstones_to_clean(erased_before: datetime) -> Sequence[Tombstone]:
    """Erased people of whom bytes may still lie in the index or beside the database."""
    found = sa.select(Tombstone).where(Tombstone.cleaned_at.is_(None), Tombstone.erased_at <= erased_before)
    return db.session.scalars(found).all()

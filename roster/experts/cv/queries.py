"""Selects on CVs."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from roster.core.db import db
from roster.experts.cv.models import CvFile
from roster.experts.models import Profile


def cv_texts(profile_ids: Sequence[int]) -> dict[int, tuple[str, str | None]]:
    """Text and language of the CVs of these profiles. The caller has asked who may read them."""
    if not profile_ids:
        return {}
    rows = db.session.execute(
        sa.select(CvFile.profile_id, CvFile.text, CvFile.language).where(
            CvFile.profile_id.in_(profile_ids), CvFile.has_text
        )
    )
    return {row.profile_id: (row.text, row.language) for row in rows}


def stored_cvs() -> Iterator[tuple[str, str]]:
    """Reference of the profile and name in the store of every CV."""
    rows = db.session.execute(
        sa.select(Profile.ref, CvFile.stored_name).join(CvFile, CvFile.profile_id == Profile.id)
    )
    return ((row.ref, row.stored_name) for row in rows)

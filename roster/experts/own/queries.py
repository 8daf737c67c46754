"""What is read for the expert's own page only."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import undefer

from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.experts.cv.models import CvFile
from roster.experts.models import Profile

MOST_ENTRIES = 5_000


def log_about(subjects: Sequence[str]) -> Sequence[AuditEntry]:
    """The latest entries of the log about these subjects, the newest first."""
    return db.session.scalars(
        sa.select(AuditEntry)
        .where(AuditEntry.subject.in_(subjects))
        .order_by(AuditEntry.id.desc())
        .limit(MOST_ENTRIES)
    ).all()


def cv_with_text(profile: Profile) -> CvFile | None:
    """The CV with the text that search reads."""
    return db.session.scalar(
        sa.select(CvFile).where(CvFile.profile_id == profile.id).options(undefer(CvFile.text))
    )

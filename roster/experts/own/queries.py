"""What is read for the expert's own page only."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import undefer

from roster.core.actor import Actor, Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.experts.cv.models import CvFile
from roster.experts.models import Profile
from roster.experts.queries import expert_by_ref

MOST_ENTRIES = 5_000


def own_profile_by_ref(actor: Actor, ref: str) -> Profile | None:
    """The actor's own profile with this reference; that of anybody else is as one that is not there (R4)."""
    return expert_by_ref(actor, ref if ref in actor.scopes(Role.EXPERT) else "")


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

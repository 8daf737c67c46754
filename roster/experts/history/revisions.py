"""Revisions: what a profile said before and after each change.

Values stand here and never in the audit trail: they go with the profile when it is erased (R60).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.core import clock
from roster.core.actor import Actor
from roster.core.db import Base, db
from roster.experts.input_json import to_json
from roster.experts.inputs import ProfileInput, changed_fields
from roster.experts.models import Profile


class ProfileRevision(Base):
    """One change of one profile. `state_iso2` is the State whose profile it was then."""

    __tablename__ = "profile_revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id", ondelete="CASCADE"))
    version: Mapped[int]
    at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(index=True)
    role: Mapped[str] = mapped_column(sa.String(20))
    state_iso2: Mapped[str | None] = mapped_column(sa.String(2))
    fields: Mapped[list[str]]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]

    # Written after its profile: of two changes at once the second is found stale, not a twin of the first.
    profile: Mapped[Profile] = relationship()

    __table_args__ = (sa.UniqueConstraint("profile_id", "version"),)


def keep_revision(
    actor: Actor, profile: Profile, *, before: ProfileInput, after: ProfileInput, role: str
) -> None:
    """Keep both texts of the fields that differ, with the version that this change is going to make."""
    names = changed_fields(before, after)
    if not names:
        return
    db.session.add(
        ProfileRevision(
            profile=profile,
            version=profile.version + 1,
            at=clock.now(),
            user_id=actor.user_id,
            role="" if actor.is_system else role,
            state_iso2=profile.nominating_state,
            fields=list(names),
            before=to_json(before, names),
            after=to_json(after, names),
        )
    )

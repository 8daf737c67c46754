"""Merges of two profiles of one person: which one stays, and what is needed to undo it exactly."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.core.db import Base, Recorded
from roster.experts.models import Profile
from roster.experts.states import Stage


class ProfileMerge(Recorded, Base):
    """One merge. The versions are those that it made: where a profile has another now, somebody has worked on it.

    `kept_before` is everything that the one that stays said before; it goes when either is erased.
    """

    __tablename__ = "profile_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id", ondelete="CASCADE"), index=True)
    gone_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id", ondelete="CASCADE"), index=True)
    kept_before: Mapped[dict[str, Any]]
    kept_version: Mapped[int]
    gone_version: Mapped[int]
    gone_stage: Mapped[Stage] = mapped_column(
        sa.Enum(
            Stage, native_enum=False, length=20, values_callable=lambda kind: [item.value for item in kind]
        )
    )
    undone_at: Mapped[datetime | None]

    kept: Mapped[Profile] = relationship(foreign_keys=[kept_id])
    gone: Mapped[Profile] = relationship(foreign_keys=[gone_id])

    @property
    def can_be_undone(self) -> bool:
        """While nothing was changed in either since."""
        return (
            self.undone_at is None
            and self.kept.version == self.kept_version
            and self.gone.version == self.gone_version
        )

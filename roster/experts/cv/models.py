"""The CV of an expert: a file in the store, and as much of its text as search reads."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from roster.core.db import Base


class CvFile(Base):
    """One CV for a profile; a new one takes the place of the old. Its readers are those of the restricted part."""

    __tablename__ = "expert_cv"

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profile.id", ondelete="CASCADE"), unique=True)
    stored_name: Mapped[str] = mapped_column(sa.String(32), unique=True)
    file_name: Mapped[str] = mapped_column(sa.String(200))
    kind: Mapped[str] = mapped_column(sa.String(10))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    # Read by search only: lists and pages leave it where it is.
    text: Mapped[str] = mapped_column(sa.Text, deferred=True)
    language: Mapped[str | None] = mapped_column(sa.String(2))
    has_text: Mapped[bool]
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[int | None]

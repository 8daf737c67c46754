"""What stays of somebody who was erased: a number, a day, a basis. Counts hold, and no copy brings anybody back."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from roster.core.db import Base


class Tombstone(Base):
    """An erased profile. `cleaned_at` is when index and database file were made anew without it."""

    __tablename__ = "tombstone"

    ref: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    profile_id: Mapped[int] = mapped_column(unique=True)
    state: Mapped[str | None] = mapped_column(sa.String(2))
    basis: Mapped[str] = mapped_column(sa.String(20))
    erased_at: Mapped[datetime]
    cleaned_at: Mapped[datetime | None] = mapped_column(index=True)

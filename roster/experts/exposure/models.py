"""How often experts are shown and opened, and what members ask for: numbers by month, never by whom."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from roster.core.db import Base


class ExposureCount(Base):
    """How often one profile was shown or opened (`kind`) in one month, named by its first day."""

    __tablename__ = "exposure_count"

    profile_id: Mapped[int] = mapped_column(
        sa.ForeignKey("profile.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    month: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(10), primary_key=True)
    times: Mapped[int]


class DemandCount(Base):
    """How often a value of a filter was asked for in one month. Words that were typed are not kept anywhere."""

    __tablename__ = "demand_count"

    month: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    value: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    times: Mapped[int]

"""Matches that a roster manager kept: what was asked, of how many people, with which weights, and who fitted how."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from roster.core.db import Base


class MatchRun(Base):
    """One match as it was kept; it never changes but when somebody in it is erased. The newest counts."""

    __tablename__ = "match_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(sa.String(20), unique=True)
    request_id: Mapped[int] = mapped_column(
        sa.ForeignKey("assistance_request.id", ondelete="CASCADE"), index=True
    )
    made_at: Mapped[datetime]
    made_by: Mapped[int | None]
    weights: Mapped[dict[str, Any]]  # by part
    criteria: Mapped[dict[str, Any]]  # as it was asked
    pool_size: Mapped[int]
    eligible: Mapped[int]  # whom no hard rule excludes
    excluded: Mapped[dict[str, Any]]  # by hard rule, how many it excludes
    results: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)  # ref, rank, points, parts; the best first

"""Notes of calls: what a roster manager was told about a request, or about somebody for it, on a day."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.assistance.requests.models import AssistanceRequest
from roster.core.db import Base
from roster.experts.models import Profile

TEXT_LENGTH = 4_000


class RequestNote(Base):
    """One note. It is never changed: a wrong one is taken away and written anew."""

    __tablename__ = "request_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(sa.String(20), unique=True)
    request_id: Mapped[int] = mapped_column(
        sa.ForeignKey("assistance_request.id", ondelete="CASCADE"), index=True
    )
    # None for a note about the request as a whole.
    profile_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("profile.id", ondelete="CASCADE"), index=True
    )
    called_on: Mapped[date]
    text: Mapped[str] = mapped_column(sa.Text)
    written_at: Mapped[datetime]
    written_by: Mapped[int | None]

    request: Mapped[AssistanceRequest] = relationship(lazy="joined", innerjoin=True)
    profile: Mapped[Profile | None] = relationship()

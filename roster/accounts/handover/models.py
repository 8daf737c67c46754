"""Handovers: from which focal point to whom, on what paper, and when."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.accounts.models import Invitation, User
from roster.core.db import Base


class Handover(Base):
    """One handover of the role of a State's focal point. Open until it is done or called off.

    Without `successor_id` and `invitation_id` nobody follows for now: the roster manager's act.
    """

    __tablename__ = "handover"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(sa.ForeignKey("state.iso2"))
    leaving_id: Mapped[int] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    successor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    invitation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("invitation.id"), index=True)
    reference: Mapped[str] = mapped_column(sa.String(200))
    asked_by: Mapped[int | None]
    asked_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    called_off_at: Mapped[datetime | None]

    leaving: Mapped[User] = relationship(foreign_keys=[leaving_id])
    successor: Mapped[User | None] = relationship(foreign_keys=[successor_id])
    invitation: Mapped[Invitation | None] = relationship()

    @property
    def subject(self) -> str:
        """How audit entries name it."""
        return f"handover:{self.id}"

"""Dated editions of the directory: the register, and what stands on each of their pages.

File and purpose go with time; number, date, pages and their check codes stay, so that a printed page can be
checked for as long as it lies about.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.core.actor import Role
from roster.core.db import Base, Recorded
from roster.core.workflow import Transition, Workflow

PURPOSE_LENGTH = 200


class EditionStage(StrEnum):
    """Where an edition stands."""

    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"

    @property
    def label(self) -> object:
        """The stage in the reader's language."""
        return _STAGE_LABELS[self]


_STAGE_LABELS = {
    EditionStage.QUEUED: _l("Waiting to be made"),
    EditionStage.RUNNING: _l("Being made"),
    EditionStage.READY: _l("Ready"),
    EditionStage.FAILED: _l("Could not be made"),
}
_BY_SYSTEM: frozenset[Role] = frozenset()
_UNDER_WAY = frozenset({EditionStage.QUEUED, EditionStage.RUNNING})

EDITION_WORKFLOW: Workflow[EditionStage] = Workflow(
    (
        # A worker that was stopped in the middle has left nothing: the next one begins anew.
        Transition("run", _UNDER_WAY, EditionStage.RUNNING, _BY_SYSTEM),
        Transition("finish", frozenset({EditionStage.RUNNING}), EditionStage.READY, _BY_SYSTEM),
        Transition("fail", frozenset({EditionStage.RUNNING}), EditionStage.FAILED, _BY_SYSTEM),
    )
)


class AuthorityEdition(Recorded, Base):
    """One edition, made by the worker for `created_by`.

    `audiences` and `parts` are the rights with which it was asked for: whoever lost any of them no longer gets it.
    """

    __tablename__ = "authority_edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    stage: Mapped[EditionStage] = mapped_column(
        sa.Enum(
            EditionStage,
            native_enum=False,
            length=20,
            values_callable=lambda kind: [item.value for item in kind],
        )
    )
    purpose: Mapped[str] = mapped_column(sa.String(PURPOSE_LENGTH))
    language: Mapped[str] = mapped_column(sa.String(2))
    filters: Mapped[dict[str, Any]]  # State, region and function: the codes that were chosen
    audiences: Mapped[list[str]]
    parts: Mapped[list[str]]
    row_count: Mapped[int]
    page_count: Mapped[int] = mapped_column(default=0)
    as_of: Mapped[datetime | None]
    digest: Mapped[str] = mapped_column(sa.String(64), default="")
    stored_name: Mapped[str] = mapped_column(sa.String(32), default="")
    problem: Mapped[str | None] = mapped_column(sa.String(40))
    finished_at: Mapped[datetime | None]

    pages: Mapped[list[EditionPage]] = relationship(
        back_populates="edition", cascade="all, delete-orphan", order_by="EditionPage.number"
    )

    __table_args__ = (sa.Index("ix_authority_edition_created_by", "created_by"),)


class EditionPage(Base):
    """One page: its check code, and by reference a digest of each entry that stands on it."""

    __tablename__ = "authority_edition_page"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(
        sa.ForeignKey("authority_edition.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    entries: Mapped[dict[str, str]]

    edition: Mapped[AuthorityEdition] = relationship(back_populates="pages", lazy="joined", innerjoin=True)

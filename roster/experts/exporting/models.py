"""The register of exports: who took which list along, when, for what purpose, and how much of it.

Beside it the long lists that the worker makes, for as long as their files are kept.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column

from roster.core.actor import Role
from roster.core.db import Base, Recorded
from roster.core.workflow import Transition, Workflow

PURPOSE_LENGTH = 200


class ExportFormat(StrEnum):
    """What a list can be taken along as; the value is the ending of the file."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"

    @property
    def label(self) -> object:
        """The format in the reader's language."""
        return _LABELS[self]


_LABELS = {
    ExportFormat.XLSX: _l("Workbook (XLSX)"),
    ExportFormat.CSV: _l("Separated text (CSV)"),
    ExportFormat.JSON: _l("Data for programs (JSON)"),
}


class ExpertExport(Base):
    """One list that left the roster. The question is kept as a keyed hash: it may hold a name.

    After a year question and purpose go; who took how many rows along, and when, stays.
    """

    __tablename__ = "expert_export"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(sa.String(20), unique=True)
    at: Mapped[datetime] = mapped_column(index=True)
    user_id: Mapped[int | None] = mapped_column(index=True)
    purpose: Mapped[str] = mapped_column(sa.String(PURPOSE_LENGTH))
    row_count: Mapped[int]
    format: Mapped[str] = mapped_column(sa.String(10))
    question_hash: Mapped[str] = mapped_column(sa.String(64))


class ExportStage(StrEnum):
    """Where a long list stands."""

    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"

    @property
    def label(self) -> object:
        """The stage in the reader's language."""
        return _STAGE_LABELS[self]


_STAGE_LABELS = {
    ExportStage.QUEUED: _l("Waiting to be made"),
    ExportStage.RUNNING: _l("Being made"),
    ExportStage.READY: _l("Ready"),
    ExportStage.FAILED: _l("Could not be made"),
}
_BY_SYSTEM: frozenset[Role] = frozenset()
_UNDER_WAY = frozenset({ExportStage.QUEUED, ExportStage.RUNNING})

EXPORT_WORKFLOW: Workflow[ExportStage] = Workflow(
    (
        # A worker that was stopped in the middle has left nothing: the next one begins anew.
        Transition("run", _UNDER_WAY, ExportStage.RUNNING, _BY_SYSTEM),
        Transition("finish", frozenset({ExportStage.RUNNING}), ExportStage.READY, _BY_SYSTEM),
        Transition("fail", frozenset({ExportStage.RUNNING}), ExportStage.FAILED, _BY_SYSTEM),
    )
)


class ExportJob(Recorded, Base):
    """A list that the worker makes for `created_by`; row and file go after a week.

    `question` is what the address asked; it goes as soon as the file is made. `audiences` are the rights with
    which it was asked for, `parts` what the file holds: whoever has lost any of them no longer gets it.
    """

    __tablename__ = "expert_export_job"

    id: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[ExportStage] = mapped_column(
        sa.Enum(
            ExportStage,
            native_enum=False,
            length=20,
            values_callable=lambda kind: [item.value for item in kind],
        )
    )
    purpose: Mapped[str] = mapped_column(sa.String(PURPOSE_LENGTH))
    format: Mapped[str] = mapped_column(sa.String(10))
    language: Mapped[str] = mapped_column(sa.String(2))
    question: Mapped[dict[str, Any]]
    audiences: Mapped[list[str]]
    parts: Mapped[list[str]]
    row_count: Mapped[int]
    done_count: Mapped[int] = mapped_column(default=0)
    stored_name: Mapped[str] = mapped_column(sa.String(32), default="")
    problem: Mapped[str | None] = mapped_column(sa.String(40))
    finished_at: Mapped[datetime | None]

    __table_args__ = (sa.Index("ix_expert_export_job_created_by", "created_by"),)

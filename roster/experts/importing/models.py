"""An import of a file of experts: the file, how its columns are read, and how far it is."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column

from roster.core.actor import Role
from roster.core.db import Base, Recorded
from roster.core.workflow import Transition, Workflow


class ImportStage(StrEnum):
    """Where an import stands. *Imported* becomes *searchable* when search has followed; that is computed."""

    UPLOADED = "uploaded"
    QUEUED = "queued"
    RUNNING = "running"
    IMPORTED = "imported"
    FAILED = "failed"
    DISCARDED = "discarded"
    UNDONE = "undone"

    @property
    def label(self) -> object:
        """The stage in the reader's language."""
        return _LABELS[self]


_LABELS = {
    ImportStage.UPLOADED: _l("Uploaded, to be checked"),
    ImportStage.QUEUED: _l("Waiting to be imported"),
    ImportStage.RUNNING: _l("Being imported"),
    ImportStage.IMPORTED: _l("Imported"),
    ImportStage.FAILED: _l("Could not be imported"),
    ImportStage.DISCARDED: _l("Discarded"),
    ImportStage.UNDONE: _l("Undone"),
}

_WAITING = frozenset({ImportStage.UPLOADED, ImportStage.FAILED})
_BY = frozenset({Role.MANAGER})
_BY_SYSTEM: frozenset[Role] = frozenset()

IMPORT_WORKFLOW: Workflow[ImportStage] = Workflow(
    (
        Transition("choose", _WAITING, ImportStage.UPLOADED, _BY),
        Transition("queue", frozenset({ImportStage.UPLOADED}), ImportStage.QUEUED, _BY),
        Transition("discard", _WAITING, ImportStage.DISCARDED, _BY),
        Transition("undo", frozenset({ImportStage.IMPORTED}), ImportStage.UNDONE, _BY),
        # A worker that was stopped in the middle has written nothing: the next one begins anew.
        Transition(
            "run", frozenset({ImportStage.QUEUED, ImportStage.RUNNING}), ImportStage.RUNNING, _BY_SYSTEM
        ),
        Transition("finish", frozenset({ImportStage.RUNNING}), ImportStage.IMPORTED, _BY_SYSTEM),
        Transition("fail", frozenset({ImportStage.RUNNING}), ImportStage.FAILED, _BY_SYSTEM),
    )
)


class ExpertImport(Recorded, Base):
    """One file on its way into the roster. `done_count` is how many rows are read, afterwards how many people
    of it are on the roster: those of an import that was undone have gone."""

    __tablename__ = "expert_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[ImportStage] = mapped_column(
        sa.Enum(
            ImportStage,
            native_enum=False,
            length=20,
            values_callable=lambda kind: [item.value for item in kind],
        )
    )
    file_name: Mapped[str] = mapped_column(sa.String(200))
    stored_name: Mapped[str] = mapped_column(sa.String(32))
    options: Mapped[dict[str, Any]]
    row_count: Mapped[int] = mapped_column(default=0)
    done_count: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str | None] = mapped_column(sa.String(400))
    finished_at: Mapped[datetime | None]

"""Lists of memberships that came in, and which memberships each of them made."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column

from roster.core.actor import Role
from roster.core.db import Base, Recorded
from roster.core.tables.table import Table
from roster.core.workflow import Transition, Workflow

FILE_NAME_LENGTH = 200


class ImportStage(StrEnum):
    """Where a list stands."""

    UPLOADED = "uploaded"
    APPLIED = "applied"
    UNDONE = "undone"

    @property
    def label(self) -> object:
        """The stage in the reader's language."""
        return _LABELS[self]


_LABELS = {
    ImportStage.UPLOADED: _l("Uploaded, to be checked"),
    ImportStage.APPLIED: _l("Imported"),
    ImportStage.UNDONE: _l("Undone"),
}
_BY = frozenset({Role.MANAGER, Role.COORDINATOR})

IMPORT_WORKFLOW: Workflow[ImportStage] = Workflow(
    (
        Transition("apply", frozenset({ImportStage.UPLOADED}), ImportStage.APPLIED, _BY),
        Transition("undo", frozenset({ImportStage.APPLIED}), ImportStage.UNDONE, _BY),
    )
)


class MembershipImport(Recorded, Base):
    """One list. Its cells are kept while it waits; `made` names each membership with its version afterwards."""

    __tablename__ = "membership_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[ImportStage] = mapped_column(
        sa.Enum(
            ImportStage,
            name="membershipimportstage",
            native_enum=False,
            length=20,
            values_callable=lambda kind: [item.value for item in kind],
        )
    )
    file_name: Mapped[str] = mapped_column(sa.String(FILE_NAME_LENGTH))
    row_count: Mapped[int]
    cells: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    # What was wrong when it was looked at last: row, column, sentence; and the language of the sentences.
    problems: Mapped[list[Any]] = mapped_column(sa.JSON, default=list)
    language: Mapped[str] = mapped_column(sa.String(2), default="en")
    made: Mapped[dict[str, int]] = mapped_column(sa.JSON, default=dict)  # reference: version
    staying: Mapped[list[str]] = mapped_column(sa.JSON, default=list)  # references that an undo left alone
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    __table_args__ = (sa.Index("ix_membership_import_created_by", "created_by"),)

    @property
    def table(self) -> Table | None:
        """The list as it was read; none once it has been imported."""
        if self.cells is None:
            return None
        return Table(
            header=tuple(self.cells["header"]),
            rows=tuple(tuple(row) for row in self.cells["rows"]),
            row_numbers=tuple(self.cells["row_numbers"]),
            header_row_number=self.cells["header_row_number"],
        )

    @property
    def staying_count(self) -> int:
        """How many memberships an undo left alone."""
        return len(self.staying)

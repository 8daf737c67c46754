"""Files of authorities that came in, with what each changed; and the register of lists that left."""

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
FILE_NAME_LENGTH = 200


class ImportStage(StrEnum):
    """Where a file stands."""

    UPLOADED = "uploaded"
    APPLIED = "applied"
    DISCARDED = "discarded"
    UNDONE = "undone"

    @property
    def label(self) -> object:
        """The stage in the reader's language."""
        return _LABELS[self]


_LABELS = {
    ImportStage.UPLOADED: _l("Uploaded, to be checked"),
    ImportStage.APPLIED: _l("Imported"),
    ImportStage.DISCARDED: _l("Discarded"),
    ImportStage.UNDONE: _l("Undone"),
}
_WAITING = frozenset({ImportStage.UPLOADED})
_BY = frozenset({Role.MANAGER, Role.FOCAL_POINT})

IMPORT_WORKFLOW: Workflow[ImportStage] = Workflow(
    (
        Transition("apply", _WAITING, ImportStage.APPLIED, _BY),
        Transition("discard", _WAITING, ImportStage.DISCARDED, _BY),
        Transition("undo", frozenset({ImportStage.APPLIED}), ImportStage.UNDONE, _BY),
    )
)


class AuthorityImport(Recorded, Base):
    """One file on its way in. The file itself goes as soon as it is applied or discarded."""

    __tablename__ = "authority_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[ImportStage] = mapped_column(
        sa.Enum(
            ImportStage,
            native_enum=False,
            length=20,
            values_callable=lambda kind: [item.value for item in kind],
        )
    )
    file_name: Mapped[str] = mapped_column(sa.String(FILE_NAME_LENGTH))
    stored_name: Mapped[str] = mapped_column(sa.String(32), default="")
    state: Mapped[str] = mapped_column(sa.String(2), default="")  # of rows that name none
    row_count: Mapped[int] = mapped_column(default=0)
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    __table_args__ = (sa.Index("ix_authority_import_created_by", "created_by"),)


class AuthorityImportRow(Base):
    """What one row of a file did to one entry: made it, or changed the fields that stand in `before`.

    `version` is that of the entry after the import: where it is another, somebody has worked on it since.
    """

    __tablename__ = "authority_import_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(
        sa.ForeignKey("authority_import.id", ondelete="CASCADE"), index=True
    )
    authority_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("authority.id", ondelete="SET NULL"), index=True
    )
    authority_ref: Mapped[str] = mapped_column(sa.String(20))
    row_number: Mapped[int]
    is_new: Mapped[bool]
    is_undone: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int]
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)


class AuthorityExport(Base):
    """One list that left. The question is kept as a keyed hash: it may hold a name.

    After a year question and purpose go; who took how many rows along, and when, stays.
    """

    __tablename__ = "authority_export"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(sa.String(20), unique=True)
    at: Mapped[datetime] = mapped_column(index=True)
    user_id: Mapped[int | None] = mapped_column(index=True)
    purpose: Mapped[str] = mapped_column(sa.String(PURPOSE_LENGTH))
    row_count: Mapped[int]
    format: Mapped[str] = mapped_column(sa.String(10))
    question_hash: Mapped[str] = mapped_column(sa.String(64))

"""The register of exports: who took which list along, when, for what purpose, and how much of it."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column

from roster.core.db import Base

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
    """One list that left the roster. The question is kept as a hash: it may hold a name."""

    __tablename__ = "expert_export"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(sa.String(20), unique=True)
    at: Mapped[datetime] = mapped_column(index=True)
    user_id: Mapped[int | None] = mapped_column(index=True)
    purpose: Mapped[str] = mapped_column(sa.String(PURPOSE_LENGTH))
    row_count: Mapped[int]
    format: Mapped[str] = mapped_column(sa.String(10))
    question_hash: Mapped[str] = mapped_column(sa.String(64))

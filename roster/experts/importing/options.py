"""How a file is to be read: encoding, separator, sheet, and what each column means."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from roster.core.tables.reading import read_table
from roster.core.tables.table import Table
from roster.experts.importing.column_words import ImportColumn
from roster.experts.importing.columns import propose_mapping
from roster.vocabulary.recognition import recognise_state

SAMPLE_ROWS = 100
Columns = tuple[ImportColumn, ...]
_REPEATABLE = frozenset({ImportColumn.NOTES, ImportColumn.IGNORE})
_NAMES = frozenset({ImportColumn.FAMILY_NAME, ImportColumn.FULL_NAME})

COLUMN_LABELS = {
    ImportColumn.FAMILY_NAME: _l("Family or only name"),
    ImportColumn.GIVEN_NAME: _l("Given name"),
    ImportColumn.FULL_NAME: _l("Whole name in one column"),
    ImportColumn.LATIN_FAMILY_NAME: _l("Family or only name in Latin letters"),
    ImportColumn.LATIN_GIVEN_NAME: _l("Given name in Latin letters"),
    ImportColumn.TITLE: _l("Form of address"),
    ImportColumn.GENDER: _l("Gender"),
    ImportColumn.STATE: _l("State"),
    ImportColumn.EMPLOYER: _l("Employer"),
    ImportColumn.POST: _l("Post"),
    ImportColumn.ORGANISATION_TYPE: _l("Type of organization"),
    ImportColumn.EMAIL: _l("E-mail address"),
    ImportColumn.PHONE: _l("Telephone"),
    ImportColumn.CITY: _l("City"),
    ImportColumn.LANGUAGES: _l("Languages"),
    ImportColumn.TOPICS: _l("Topics or keywords"),
    ImportColumn.ARTICLES: _l("Articles of the Convention"),
    ImportColumn.BRIEF_PROFILE: _l("Brief profile"),
    ImportColumn.NOTES: _l("Notes"),
    ImportColumn.IGNORE: _l("Leave this column out"),
}


@dataclass(frozen=True, kw_only=True)
class ImportOptions:
    """What the sender says of the file. None means: find out."""

    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    columns: Columns | None = None

    def read(self, content: bytes, *, file_name: str) -> Table:
        """The table in the file. Raises TableError."""
        return read_table(
            content,
            file_name=file_name,
            encoding=self.encoding,
            separator=self.separator,
            sheet=self.sheet,
        )

    def fits(self, table: Table) -> bool:
        """Whether the columns were chosen, for a table with as many columns as this one."""
        return self.columns is not None and len(self.columns) == len(table.header)

    def columns_for(self, table: Table) -> Columns:
        """The columns chosen, or proposed where none are chosen that fit."""
        return self.columns if self.columns is not None and self.fits(table) else proposed_columns(table)

    def to_json(self) -> dict[str, Any]:
        """As it is stored with the import."""
        columns = None if self.columns is None else [column.value for column in self.columns]
        return {
            "encoding": self.encoding,
            "separator": self.separator,
            "sheet": self.sheet,
            "columns": columns,
        }


def options_from_json(stored: Mapping[str, Any]) -> ImportOptions:
    """What was stored with the import."""
    columns = stored.get("columns")
    return ImportOptions(
        encoding=stored.get("encoding"),
        separator=stored.get("separator"),
        sheet=stored.get("sheet"),
        columns=None if columns is None else tuple(map(ImportColumn, columns)),
    )


def proposed_columns(table: Table) -> Columns:
    """What each column seems to mean. Words that nobody recognises are kept as notes, so that nothing is
    lost; columns of mere numbers are left out.
    """
    sample = table.rows[:SAMPLE_ROWS]
    found = propose_mapping(
        table.header, sample, knows_state=lambda value: recognise_state(value) is not None
    )
    return tuple(
        target or (ImportColumn.NOTES if _has_words(sample, at) else ImportColumn.IGNORE)
        for at, target in enumerate(found)
    )


def _has_words(rows: Sequence[Sequence[str]], at: int) -> bool:
    return any(any(sign.isalpha() for sign in row[at]) for row in rows)


def has_name(columns: Iterable[ImportColumn]) -> bool:
    """Whether some column says who the person is."""
    return not _NAMES.isdisjoint(columns)


def repeated_columns(columns: Sequence[ImportColumn]) -> frozenset[ImportColumn]:
    """The meanings that more than one column has, though they can have one only."""
    counts = Counter(column for column in columns if column not in _REPEATABLE)
    return frozenset(column for column, count in counts.items() if count > 1)

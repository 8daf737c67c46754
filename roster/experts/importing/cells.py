"""One row of an imported list while it is read: cleans its cells, collects faults and what is not placed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from roster.core.text import TextProblem, problem_in, tidy_line, tidy_lines
from roster.experts.importing.column_words import ImportColumn
from roster.experts.importing.problems import CellFault, CellProblem

NAME_LENGTH: Final = 200
TITLE_LENGTH: Final = 60
NOTES_LENGTH: Final = 8_000
TEXT_LENGTH: Final = 8_000

_LENGTHS: Final = {
    ImportColumn.FAMILY_NAME: NAME_LENGTH,
    ImportColumn.GIVEN_NAME: NAME_LENGTH,
    ImportColumn.FULL_NAME: NAME_LENGTH,
    ImportColumn.LATIN_FAMILY_NAME: NAME_LENGTH,
    ImportColumn.LATIN_GIVEN_NAME: NAME_LENGTH,
    ImportColumn.TITLE: TITLE_LENGTH,
    ImportColumn.GENDER: 60,
    ImportColumn.STATE: 200,
    ImportColumn.EMPLOYER: 300,
    ImportColumn.POST: 300,
    ImportColumn.ORGANISATION_TYPE: 200,
    ImportColumn.EMAIL: 254,
    ImportColumn.PHONE: 40,
    ImportColumn.CITY: 200,
    ImportColumn.LANGUAGES: 1_000,
    ImportColumn.TOPICS: 4_000,
    ImportColumn.ARTICLES: 4_000,
}
_NAMES: Final = frozenset(
    {
        ImportColumn.FAMILY_NAME,
        ImportColumn.GIVEN_NAME,
        ImportColumn.FULL_NAME,
        ImportColumn.LATIN_FAMILY_NAME,
        ImportColumn.LATIN_GIVEN_NAME,
        ImportColumn.TITLE,
        ImportColumn.EMAIL,
        ImportColumn.PHONE,
    }
)
_SEVERAL_LINES: Final = frozenset({ImportColumn.BRIEF_PROFILE, ImportColumn.NOTES})
# Signs of an empty cell. Not among names: Null and Na are family names.
_BLANK: Final = frozenset(
    ("na", "n/a", "n.a.", "#n/a", "null", "none", "nil", "nan", "-", "--", "–", "—", "?")
)
_BLANK_NAMES: Final = frozenset(("-", "--", "–", "—", "?", "n/a", "#n/a"))
_MANY_SPACES: Final = re.compile(r"\s")


@dataclass
class RowCells:
    """The cells of one row by their meaning. Reading notes faults; `rest` gathers lines for the notes."""

    number: int
    headers: Mapping[ImportColumn, str]
    values: Mapping[ImportColumn, str]
    keeps_na: bool = False
    problems: list[CellProblem] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)

    def text(self, column: ImportColumn) -> str:
        """The cell, tidied; empty where the column is missing, blank or refused."""
        raw = self.values.get(column, "")
        if not raw:
            return ""
        tidied = tidy_lines(raw) if column in _SEVERAL_LINES else tidy_line(raw)
        if self._is_blank(column, tidied):
            return ""
        fault = fault_in(raw, is_name=column in _NAMES)
        if fault is not None:
            self.note(column, fault)
            return ""
        limit = _LENGTHS.get(column, TEXT_LENGTH)
        if len(tidied) > limit:
            self.note(column, CellFault.TOO_LONG, limit=limit)
            return ""
        return tidied

    def _is_blank(self, column: ImportColumn, text: str) -> bool:
        if column in _NAMES - {ImportColumn.EMAIL, ImportColumn.PHONE}:
            return text.casefold() in _BLANK_NAMES
        if column is ImportColumn.STATE and self.keeps_na and text.upper() == "NA":
            return False  # Namibia, where the column holds codes
        return text.casefold() in _BLANK

    def note(self, column: ImportColumn, fault: CellFault, value: str = "", *, limit: int = 0) -> None:
        """Remember what is wrong with this cell, or doubtful about it."""
        header = self.headers.get(column, "")
        self.problems.append(CellProblem(self.number, header, fault, value, limit))

    def keep(self, column: ImportColumn, text: str) -> None:
        """Put what has no place of its own into the notes, so that nothing is lost."""
        self.rest.append(f"{self.headers[column]}: {text}")

    def set_aside(self, column: ImportColumn, fault: CellFault, text: str, *, limit: int = 0) -> None:
        """Both: a warning, and the text kept in the notes."""
        self.note(column, fault, text, limit=limit)
        self.keep(column, text)

    @property
    def has_errors(self) -> bool:
        """Whether this row keeps the file from being imported."""
        return any(problem.fault.is_error for problem in self.problems)


def fault_in(raw: str, *, is_name: bool) -> CellFault | None:
    """Signs that may not be stored (R23). Tabs and line breaks within one cell count as spaces."""
    problem = problem_in(_MANY_SPACES.sub(" ", raw) if is_name else raw, is_name=is_name)
    if problem is None:
        return None
    return CellFault.DIRECTION_SIGNS if problem is TextProblem.BIDI else CellFault.CONTROL_SIGNS


def mostly_codes(values: Sequence[str]) -> bool:
    """Whether a column of States holds two-letter codes, so that NA means Namibia and not a gap."""
    filled = [value.strip() for value in values if value.strip()]
    short = sum(1 for value in filled if len(value) == 2 and value.isascii() and value.isupper())
    others = [value for value in filled if value.upper() != "NA"]
    return bool(others) and short > 0.9 * len(filled)

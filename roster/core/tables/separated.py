"""Text with separators: which separator, and the cells between."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from roster.core.tables.problems import TableError, TableProblem
from roster.core.tables.table import TableLimits

SEPARATORS: Final = (",", ";", "\t", "|")
_RECORDS_TRIED: Final = 100
_DIRECTIVE: Final = "sep="


def split_text(text: str, *, separator: str | None, limits: TableLimits) -> tuple[str, Iterator[list[str]]]:
    """The separator and the records, read as they are asked for; a line `sep=;` counts as a blank row.

    Raises TableError for a separator that is not on the list; the records raise it for quotation marks that
    do not match.
    """
    if separator is not None and separator not in SEPARATORS:
        raise TableError(TableProblem.UNKNOWN_SEPARATOR)
    directive = _directive(text)
    if directive:
        _, _, rest = text.partition("\n" if "\n" in text else "\r")
        text = f"\n{rest}"
    chosen = separator or directive or _separator_of(text, limits=limits)
    return chosen, _records(text, chosen, limits=limits)


def _directive(text: str) -> str | None:
    start = text[:8].splitlines()[:1]
    if start and start[0].lower().startswith(_DIRECTIVE) and start[0][len(_DIRECTIVE) :] in SEPARATORS:
        return start[0][len(_DIRECTIVE) :]
    return None


def _separator_of(text: str, *, limits: TableLimits) -> str:
    """The separator under which most of the first rows have the same number of cells, more than one."""
    best, best_score = SEPARATORS[0], (0.0, 0)
    for candidate in SEPARATORS:
        score = _score(text, candidate, limits=limits)
        if score > best_score:
            best, best_score = candidate, score
    return best


def _score(text: str, separator: str, *, limits: TableLimits) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    try:
        for record in islice(_records(text, separator, limits=limits), _RECORDS_TRIED):
            if record:
                widths[len(record)] += 1
    except TableError:
        return (0.0, 0)
    total = widths.total()
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return (count / total, width) if width > 1 else (0.0, 0)


def _records(text: str, separator: str, *, limits: TableLimits) -> Iterator[list[str]]:
    reader = csv.reader(
        _guarded_lines(text, separator, limits=limits),
        delimiter=separator,
        strict=True,
        skipinitialspace=False,
    )
    row, line = 1, 1
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _quote_mistake(error, row=row, line=line, limits=limits) from error
        yield record
        row, line = row + 1, reader.line_num + 1


def _guarded_lines(text: str, separator: str, *, limits: TableLimits) -> Iterable[str]:
    """Lines as any system ends them; one of separators alone would fill the memory before it is counted."""
    most = max(limits.cell, limits.columns)
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if line.count(separator) > most:
            raise TableError(TableProblem.TOO_MANY_COLUMNS, row=number, limit=limits.columns)
        yield line


def _quote_mistake(error: csv.Error, *, row: int, line: int, limits: TableLimits) -> TableError:
    reason = str(error)
    if "field larger" in reason:
        return TableError(TableProblem.CELL_TOO_LONG, row=row, column="?", limit=limits.cell)
    if "end of data" in reason:
        return TableError(TableProblem.UNCLOSED_QUOTE, row=row, line=line)
    return TableError(TableProblem.MISPLACED_QUOTE, row=row, line=line)

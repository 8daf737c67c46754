"""A list of experts as a file in one of three formats, written row by row: memory stays level.

Each file says for what purpose it was made, by whom and when; a reader of a printed page finds it at the foot.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from flask_babel import gettext

from roster.core.tables.writing import SheetNotes, save_csv, save_xlsx
from roster.experts.exporting.columns import cells_of, columns_for
from roster.experts.exporting.models import ExportFormat
from roster.experts.plain_data import as_json
from roster.experts.policy import Part
from roster.experts.presentation import ProfileView
from roster.web.imprint import Imprint
from roster.web.locale import current_language

Writer = Callable[[IO[bytes], Iterable[ProfileView], Imprint, frozenset[Part], Path], None]


def write_list(
    kind: ExportFormat,
    file: IO[bytes],
    *,
    views: Iterable[ProfileView],
    imprint: Imprint,
    parts: frozenset[Part],
    folder: Path,
) -> int:
    """Write the list and return how many rows it has. Raises TableError for a text that no cell holds."""
    counted = _Counted(views)
    _WRITERS[kind](file, counted, imprint, parts, folder)
    return counted.count


class _Counted:
    """Hands rows on and counts them."""

    def __init__(self, views: Iterable[ProfileView]) -> None:
        self._views = views
        self.count = 0

    def __iter__(self) -> Iterator[ProfileView]:
        for view in self._views:
            self.count += 1
            yield view


def _write_csv(
    file: IO[bytes], views: Iterable[ProfileView], imprint: Imprint, parts: frozenset[Part], _folder: Path
) -> None:
    columns = columns_for(parts)
    save_csv(
        file,
        [str(column.label) for column in columns],
        rows=(cells_of(view, columns) for view in views),
        lead=[f"{name}: {value}" for name, value in imprint.lines],
    )


def _write_xlsx(
    file: IO[bytes], views: Iterable[ProfileView], imprint: Imprint, parts: frozenset[Part], folder: Path
) -> None:
    columns = columns_for(parts)
    save_xlsx(
        file,
        [str(column.label) for column in columns],
        rows=(cells_of(view, columns) for view in views),
        sheet_name=gettext("Experts"),
        right_to_left=current_language().direction == "rtl",
        notes=SheetNotes(imprint.lines, gettext("About this list"), imprint.watermark),
        folder=folder,
    )


def _write_json(
    file: IO[bytes], views: Iterable[ProfileView], imprint: Imprint, _parts: frozenset[Part], _folder: Path
) -> None:
    """One expert a line, each as the address of the profile with .json gives it."""
    about = {
        "purpose": imprint.purpose,
        "exported_by": imprint.user,
        "exported_at": imprint.at.isoformat(timespec="seconds"),
        "language": current_language().code,
        "use": imprint.lines[-1][1],
    }
    file.write(b'{"about": ' + _json(about) + b',\n"experts": [')
    between = b"\n"
    for view in views:
        file.write(between + _json(as_json(view)))
        between = b",\n"
    file.write(b"\n]}\n")


def _json(value: object) -> bytes:
    # A lone surrogate, should one have come in, must not stop the list.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


_WRITERS: dict[ExportFormat, Writer] = {
    ExportFormat.CSV: _write_csv,
    ExportFormat.XLSX: _write_xlsx,
    ExportFormat.JSON: _write_json,
}

"""Style sheets and scripts as they are sent: a copy of the folder with a compressed twin beside each text."""

import gzip
import os
import shutil
from pathlib import Path

TEXTS = {".css", ".js", ".svg"}


def compressed_copy(source: Path, target: Path) -> Path:
    """Copy `source` to `target` and write a `.gz` beside each text, so that slow lines carry a quarter.

    Only files that hold nothing of any reader are compressed: pages are not (lengths of compressed pages
    can betray what stands in them).
    """
    for path in sorted(source.rglob("*")):
        place = target / path.relative_to(source)
        if path.is_dir() or _is_current(path, place):
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, place)
        if path.suffix in TEXTS:
            _write_whole(place.with_name(f"{place.name}.gz"), gzip.compress(path.read_bytes(), mtime=0))
    return target


def _is_current(path: Path, copy: Path) -> bool:
    return copy.exists() and copy.read_bytes() == path.read_bytes()


def _write_whole(place: Path, content: bytes) -> None:
    """A second process that starts meanwhile finds the old file or the new one, never half of it."""
    draft = place.with_name(f"{place.name}.{os.getpid()}.new")
    draft.write_bytes(content)
    draft.replace(place)

"""Where the index of one kind lies: folder, pointer to the version in use, lock, tables of contents."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.index import TOC, FileIndex

from roster.core import clock
from roster.search.codec import DamagedError
from roster.search.schema import make_schema, stamp

_NAME = "MAIN"
_POINTER = "CURRENT"
_STAMP = "STAMP"
_DAMAGE = "DAMAGED"
_LOCK = "LOCK"
_PAUSES = (0.01, 0.02, 0.05, 0.1, None)


class MissingError(Exception):
    """There is no index of this version for the kind."""


class BusyError(Exception):
    """Somebody else writes this index just now."""


class _SyncedStorage(FileStorage):
    """Files without memory maps (one cut short would end the process), flushed before they count."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), supports_mmap=False)

    def open_file(self, name: str, **options: Any) -> Any:
        """Tables of contents are read whole: Whoosh leaves a torn one open."""
        if name.endswith(".toc"):
            return BufferFile((Path(self.folder) / name).read_bytes(), name=name)
        return super().open_file(name, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Whoosh renames its table of contents last: flush everything before, and the folder after."""
        for path in [path for path in Path(self.folder).iterdir() if path.is_file()]:
            _flush(path)
        super().rename_file(oldname, newname, safe)
        _flush(Path(self.folder))


class KindFolder:
    """The folder of one kind. It holds pickles, so it counts as code: only this account may write there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> Path:
        """The version in use. Raises MissingError where none is, or one that today's code cannot read."""
        try:
            version = self.folder / (self.folder / _POINTER).read_text(encoding="ascii").strip()
            mark = (version / _STAMP).read_text(encoding="ascii")
        except (OSError, ValueError) as error:
            raise MissingError(self.folder.name) from error
        if mark != stamp() or version.parent != self.folder:
            raise MissingError(self.folder.name)
        return version

    def create(self) -> Path:
        """Make an empty version beside the others; nobody sees it before `switch_to`."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        last = max((int(path.name) for path in self.folder.iterdir() if path.name.isdigit()), default=0)
        # By the clock: where all was deleted, no process takes the new one for the one that it has open.
        version = self.folder / str(max(last + 1, int(clock.now().timestamp() * 1000)))
        version.mkdir(mode=0o700)
        TOC.create(_SyncedStorage(version), make_schema(), _NAME)
        (version / _STAMP).write_text(stamp(), encoding="ascii")
        return version

    def switch_to(self, version: Path) -> None:
        """Let every search from now on read this version, in one step, and remove the others."""
        fresh = self.folder / f"{_POINTER}.new"
        fresh.write_text(version.name, encoding="ascii")
        _flush(fresh)
        fresh.replace(self.folder / _POINTER)
        _flush(self.folder)
        self.sweep(keep=version)

    def sweep(self, keep: Path) -> None:
        """Remove versions that are not in use: replaced, or left by a rebuild that was killed."""
        for other in self.folder.iterdir():
            if other.is_dir() and other != keep:
                shutil.rmtree(other, ignore_errors=True)

    def note_damage(self, version: Path) -> None:
        """Tell every process that this version cannot be read: whoever works off the outbox makes it anew."""
        with suppress(OSError):  # no right, no room, or replaced meanwhile: this process knows anyway
            (version / _DAMAGE).touch(mode=0o600)

    def is_damaged(self, version: Path) -> bool:
        """Whether somebody found this version unreadable."""
        return (version / _DAMAGE).exists()

    def discard(self, version: Path) -> None:
        """Remove a version that came to nothing."""
        shutil.rmtree(version, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only one who writes or rebuilds this kind. Raises BusyError soon where somebody does; whoever only
        asks whether that is so holds the lock for less time than we are patient."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / _LOCK).open("a") as handle:
            for pause in _PAUSES:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as error:
                    if pause is None:
                        raise BusyError(self.folder.name) from error
                    time.sleep(pause)
            yield

    def is_rebuilding(self) -> bool:
        """Whether somebody makes this kind anew now: holds the lock, and a version beside the present."""
        if not self.folder.is_dir():
            return False
        present = self.folder / _POINTER
        name = present.read_text(encoding="ascii", errors="replace") if present.exists() else ""
        if not any(other.is_dir() and other.name != name for other in self.folder.iterdir()):
            return False
        with (self.folder / _LOCK).open("a") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False


def open_index(version: Path) -> FileIndex:
    """Whoosh's own handle of a version, for its writer."""
    return FileIndex(_SyncedStorage(version), indexname=_NAME)


def table_of_contents(version: Path) -> Any:
    """Segments of the newest commit. Any way in which a torn file may fail ends as DamagedError."""
    try:
        return TOC.read(_SyncedStorage(version), _NAME, schema=make_schema())
    except Exception as error:
        raise DamagedError(version.name) from error


def generation(version: Path) -> int:
    """The number of the newest commit, by the names in the folder."""
    start, end = f"_{_NAME}_", ".toc"
    names = (path.name for path in version.iterdir())
    numbers = (name[len(start) : -len(end)] for name in names if name.startswith(start))
    return max((int(number) for number in numbers if number.isdigit()), default=-1)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""The file store: uploaded bytes under random names, outside anything that is served (R31, R51)."""

import io
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from roster.core.errors import NotFoundError

_NAME = re.compile("[0-9a-f]{32}")


class FileStore:
    """Keeps bytes in one folder. The row that names a file is written after the file is safe on disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def put(self, content: bytes) -> str:
        """Store the bytes and return their name: temporary file, fsync, rename, fsync of the folder."""
        return self.put_file(io.BytesIO(content))

    def put_file(self, file: IO[bytes]) -> str:
        """The same for what stands in an open file, from its beginning, a piece at a time."""
        file.seek(0)
        name = secrets.token_hex(16)
        temporary = self._folder / f".{name}"
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            shutil.copyfileobj(file, stream)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.rename(self._folder / name)
        self._sync_folder()
        return name

    def open(self, name: str) -> IO[bytes]:
        """The bytes under this name as an open file. Raises NotFoundError where there are none."""
        if not _NAME.fullmatch(name):
            raise NotFoundError
        try:
            return (self._folder / name).open("rb")
        except FileNotFoundError as error:
            raise NotFoundError from error

    def get(self, name: str) -> bytes:
        """The bytes under this name. Raises NotFoundError where there are none."""
        with self.open(name) as file:
            return file.read()

    def has(self, name: str) -> bool:
        """Whether there are bytes under this name."""
        return bool(_NAME.fullmatch(name)) and (self._folder / name).is_file()

    def names(self, *, before: datetime) -> Iterator[str]:
        """The names of all files written before that moment; one written since may be waiting for its row."""
        for path in sorted(self._folder.iterdir()):
            if path.stat().st_mtime < before.timestamp():
                yield path.name

    def remove(self, name: str) -> None:
        """Forget the bytes; a name that is gone already is no error."""
        if _NAME.fullmatch(name):
            (self._folder / name).unlink(missing_ok=True)
            self._sync_folder()

    def _sync_folder(self) -> None:
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

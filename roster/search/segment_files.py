"""The files of one segment: its terms, with where their postings lie, and its columns of numbers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filetables import OrderedHashReader
from whoosh.filedb.structfile import BufferFile

from roster.search.codec import DamagedError, extent

_FIELD_BYTES = 2


class TermFile:
    """Terms by field. Not for several threads at once. A torn file raises whatever Whoosh makes of it."""

    def __init__(self, version: Path, segment: Any) -> None:
        data = (version / segment.make_filename(W3Codec.TERMS_EXT)).read_bytes()
        self._terms = OrderedHashReader(BufferFile(data), len(data))
        self.fields: dict[str, int] = self._terms.extras["fieldmap"]

    def extent(self, field: str, term: bytes) -> tuple[int, int] | None:
        """Offset and length of the postings of a term, None where the field does not have it."""
        key = self._key(field, term)
        packed = None if key is None else self._terms.get(key)
        return None if packed is None else extent(packed)

    def has(self, field: str, term: bytes) -> bool:
        """Whether the field has this term."""
        key = self._key(field, term)
        return key is not None and key in self._terms

    def starting(self, field: str, start: bytes) -> Iterator[bytes]:
        """Terms of a field that begin so, in order."""
        key = self._key(field, start)
        if key is None:
            return
        for found in self._terms.keys_from(key):
            if not found.startswith(key):
                return
            yield found[_FIELD_BYTES:]

    def _key(self, field: str, term: bytes) -> bytes | None:
        number = self.fields.get(field)
        return None if number is None else number.to_bytes(_FIELD_BYTES) + term


def column(version: Path, segment: Any, name: str) -> NDArray[np.int64]:
    """The numbers of one column for all documents of a segment; trailing zeros are not on disk."""
    count = segment.doc_count_all()
    numbers = np.zeros(count, dtype=np.int64)
    path = version / W3Codec.column_filename(segment, name)
    if path.exists():
        stored = np.fromfile(path, dtype=">i8")
        if len(stored) > count:
            raise DamagedError(path.name)
        numbers[: len(stored)] = stored
    return numbers

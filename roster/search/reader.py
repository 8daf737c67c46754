"""Reads one commit of one kind's index: terms to numpy arrays, safe for many threads at a time."""

import os
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec

from roster.search import folder
from roster.search.codec import DamagedError, RawPostings, decode
from roster.search.schema import VOCABULARY, text_fields
from roster.search.segment_files import TermFile, column

_TRIES = 5
_Deleted = dict["SegmentReader", NDArray[np.bool_]]


class SegmentReader:
    """One segment, whose files never change: which documents it holds, and the postings of a term."""

    def __init__(self, version: Path, segment: Any) -> None:
        self.ids = column(version, segment, "id")
        self.revs = column(version, segment, "rev")
        self._terms = TermFile(version, segment)
        self._marks = {path: _mark(path) for path in version.glob(f"{segment.segment_id()}*")}
        self._file = os.open(version / segment.make_filename(W3Codec.POSTS_EXT), os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)

    def is_intact(self) -> bool:
        """Whether its files are those that were opened: they are written once and never change."""
        return all(_mark(path) == mark for path, mark in self._marks.items())

    @property
    def fields(self) -> list[str]:
        """Text fields with at least one term."""
        return text_fields(self._terms.fields)

    def postings(self, field: str, term: bytes) -> RawPostings | None:
        """The postings of a term in a field, None where there are none."""
        place = self._terms.extent(field, term)
        if place is None:
            return None
        offset, length = place
        raw = decode(os.pread(self._file, length, offset))
        if raw.docs.size and int(raw.docs.max()) >= len(self.ids):
            raise DamagedError("postings name a document that is not there")
        return raw

    def words_from(self, start: bytes) -> Iterator[bytes]:
        """Vocabulary pairs that begin so."""
        return self._terms.starting(VOCABULARY, start)


class IndexReader:
    """All segments of one commit. Raises DamagedError where anything cannot be read."""

    def __init__(self, version: Path, before: "IndexReader | None" = None) -> None:
        self.version = version
        self._lock = threading.Lock()  # Whoosh's readers are not made for several threads at once
        known = before._by_name if before is not None and before.version == version else {}
        self.generation, by_name, self._deleted = _open(version, known)
        self._by_name: dict[str, SegmentReader] = by_name
        self.segments = list(by_name.values())
        self.fields = sorted({field for segment in self.segments for field in segment.fields})

    def is_intact(self) -> bool:
        """Whether nobody touched the files since they were opened."""
        return all(segment.is_intact() for segment in self.segments)

    def is_deleted(self, segment: SegmentReader) -> NDArray[np.bool_]:
        """Which documents of a segment this commit has deleted."""
        return self._deleted[segment]

    def postings(self, field: str, term: str) -> Iterator[tuple[SegmentReader, RawPostings]]:
        """The postings of a term in a field, segment by segment."""
        key = term.encode()
        for segment in self.segments:
            with self._lock, _damage_named():
                raw = segment.postings(field, key)
            if raw is not None:
                yield segment, raw

    def terms_of_words(self, start: str) -> tuple[str, ...]:
        """Every term that some written word with this beginning has become."""
        found: set[str] = set()
        for segment in self.segments:
            with self._lock, _damage_named():
                found.update(pair.decode().partition("\0")[2] for pair in segment.words_from(start.encode()))
        return tuple(sorted(found))


def _mark(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _open(version: Path, known: dict[str, SegmentReader]) -> tuple[int, dict[str, SegmentReader], _Deleted]:
    """A writer may remove a segment between our reading its name and opening it: look again a few times."""
    for attempt in range(_TRIES):
        before = folder.generation(version)
        try:
            with _damage_named():
                contents = folder.table_of_contents(version)
                readers, deleted = {}, {}
                for segment in contents.segments:
                    name = segment.segment_id()
                    reader = readers[name] = known.get(name) or SegmentReader(version, segment)
                    deleted[reader] = np.zeros(len(reader.ids), dtype=bool)
                    deleted[reader][list(segment.deleted_docs())] = True
                return contents.generation, readers, deleted
        except DamagedError:
            if attempt == _TRIES - 1 or folder.generation(version) == before:
                raise
    raise DamagedError(version.name)


@contextmanager
def _damage_named() -> Iterator[None]:
    """A torn file fails in many ways (struct, pickle, memory, key, unicode errors): give them one name."""
    try:
        yield
    except DamagedError:
        raise
    except Exception as error:
        raise DamagedError(str(error)) from error

"""One commit to the index of one kind: documents added, documents deleted, the vocabulary kept up."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.index import LockError

from roster.search.codec import DamagedError, RosterCodec
from roster.search.document import Document
from roster.search.folder import BusyError, open_index
from roster.search.schema import VOCABULARY, VOCABULARY_ID, field_terms
from roster.search.segment_files import TermFile, column

_MEMORY_MB = 256


class Batch:
    """One commit. Nothing counts before `commit`; a batch that fails must be cancelled."""

    def __init__(self, version: Path) -> None:
        self._new_words: set[bytes] = set()
        self._known: list[TermFile] = []
        self._writer: Any = None
        self._version = version
        try:
            self._writer = open_index(version).writer(codec=RosterCodec(), compound=False, limitmb=_MEMORY_MB)
            self._known = [TermFile(version, segment) for segment in self._writer.segments]
        except LockError as error:
            raise BusyError(version.name) from error
        except Exception as error:
            self.cancel()
            raise DamagedError(version.name) from error

    def replace(self, documents: Iterable[Document], removed: Iterable[int] = ()) -> None:
        """Delete what is there under these ids, then add the documents. Each id at most once in a batch."""
        gone = list(removed)
        for document in documents:
            gone.append(document.id)
            self.add(document)
        self._delete(gone)

    def add(self, document: Document) -> None:
        """Add a document whose id is in no earlier commit of this version."""
        terms, words = field_terms(document)
        self._writer.add_document(id=document.id, rev=document.rev, **terms)
        self._new_words.update(pair for pair in words - self._new_words if not self._is_known(pair))

    def commit(self) -> None:
        """Write everything; a writer that fails is cancelled, so that it keeps no lock."""
        try:
            if self._new_words:
                self._writer.add_document(id=VOCABULARY_ID, rev=0, **{VOCABULARY: self._new_words})
            self._writer.commit()
        except OSError:  # no room, no right: nothing wrong with what is there
            self.cancel()
            raise
        except Exception as error:
            self.cancel()
            raise DamagedError("earlier segments cannot be merged") from error

    def cancel(self) -> None:
        """Forget everything."""
        if self._writer is not None and not self._writer.is_closed:
            self._writer.cancel()

    def _is_known(self, pair: bytes) -> bool:
        try:
            return any(terms.has(VOCABULARY, pair) for terms in self._known)
        except Exception as error:
            raise DamagedError("the vocabulary cannot be read") from error

    def _delete(self, ids: Iterable[int]) -> None:
        wanted = np.array(sorted(set(ids)), dtype=np.int64)
        base = 0
        for segment in self._writer.segments:
            found = np.flatnonzero(np.isin(column(self._version, segment, "id"), wanted))
            for number in found.tolist():
                self._writer.delete_document(base + number)
            base += segment.doc_count_all()

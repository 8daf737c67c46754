"""The only writer of the index: applies batches of changes, and rebuilds beside what is in use."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from roster.core.errors import UnavailableError
from roster.core.unit_of_work import unit_of_work
from roster.search import entries
from roster.search.batch import Batch
from roster.search.codec import DamagedError
from roster.search.document import Document
from roster.search.folder import BusyError, KindFolder, MissingError

log = logging.getLogger(__name__)
_ENTRIES_A_UNIT = 2_000
Key = tuple[str, int]


class Indexer:
    """Writes the index in a folder and the entries in the database. Each kind has one writer at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def apply(self, documents: Sequence[Document], removed: Sequence[Key] = ()) -> Callable[[], None]:
        """Commit documents and removals to the index, and give back what writes the entries in the open unit
        of work. Of a record that is given twice the last counts; one that is also removed is removed.

        Raises UnavailableError while a rebuild is under way. Where the index is missing or damaged only the
        entries are written: filters stay right, and the rebuild that is needed anyway brings the text.
        """
        gone = set(removed)
        latest = {(document.kind, document.id): document for document in documents}
        kept = [document for key, document in latest.items() if key not in gone]
        for kind in sorted({kind for kind, _ in (*latest, *gone)}):
            mine = [document for document in kept if document.kind == kind]
            try:
                self._commit(kind, mine, [id_ for other, id_ in gone if other == kind])
            except BusyError as error:
                raise UnavailableError("the index is being rebuilt") from error
            except DamagedError:
                log.exception("search: the index of %s is damaged, only its entries are kept up", kind)
        return lambda: entries.write(kept, sorted(gone))

    def rebuild(self, kinds: Iterable[str], documents: Iterator[Document]) -> int:
        """Make the index of these kinds anew beside the present one and switch; returns how many documents.

        `documents` are all records of these kinds. Entries of records not among them stop being live.
        Raises UnavailableError while somebody else writes.
        """
        with ExitStack() as stack:
            rebuilds = {kind: _Rebuild(KindFolder(self._folder / kind), stack) for kind in sorted(set(kinds))}
            for document in documents:
                rebuilds[document.kind].add(document)
            for rebuild in rebuilds.values():
                rebuild.finish()
            return sum(len(rebuild.lean) for rebuild in rebuilds.values())

    def _commit(self, kind: str, documents: Sequence[Document], removed: Sequence[int]) -> None:
        folder = KindFolder(self._folder / kind)
        with folder.writing():
            try:
                version = folder.current()
            except MissingError:
                if entries.live_count(kind):
                    raise DamagedError("there is no index of this version") from None
                version = folder.create()
                folder.switch_to(version)
            batch = Batch(version)
            try:
                batch.replace(documents, removed)
            except BaseException:
                batch.cancel()
                raise
            batch.commit()


class _Rebuild:
    """One kind being made anew. Entries are kept without their text until all documents have been read:
    writing them earlier would end the transaction from which the documents come."""

    def __init__(self, folder: KindFolder, stack: ExitStack) -> None:
        try:
            stack.enter_context(folder.writing())
        except BusyError as error:
            raise UnavailableError("the index is being written") from error
        self._folder = folder
        self._version = folder.create()
        self._batch = Batch(self._version)
        stack.callback(self._give_up)
        self._is_done = False
        self.lean: dict[int, Document] = {}

    def add(self, document: Document) -> None:
        """Index one document; one that comes again replaces the first."""
        if document.id in self.lean:
            self._batch.commit()
            self._batch = Batch(self._version)
            self._batch.replace([document])
        else:
            self._batch.add(document)
        self.lean[document.id] = document.without_text()

    def finish(self) -> None:
        """Commit the index, bring the entries up to date, switch."""
        self._batch.commit()
        kind = self._folder.folder.name
        lean = list(self.lean.values())
        for start in range(0, len(lean), _ENTRIES_A_UNIT):
            with unit_of_work():
                entries.write(lean[start : start + _ENTRIES_A_UNIT], ())
        with unit_of_work():
            entries.write((), [(kind, id_) for id_ in sorted(entries.live_ids(kind) - self.lean.keys())])
        self._folder.switch_to(self._version)
        self._is_done = True

    def _give_up(self) -> None:
        if not self._is_done:
            self._batch.cancel()
            self._folder.discard(self._version)

"""How one kind stands in this process: the newest picture of it, and whether its index can be read."""

import logging
import threading
import time
from pathlib import Path

from roster.search import entries
from roster.search.codec import DamagedError
from roster.search.folder import KindFolder, MissingError, generation
from roster.search.planes import Planes
from roster.search.reader import IndexReader
from roster.search.request import State
from roster.search.view import View

log = logging.getLogger(__name__)
_LOOK_AGAIN_SECONDS = 0.2
_Place = tuple[Path, int]


class Standing:
    """Keeps the picture fresh. This process's changes show at once, others' within a fifth of a second."""

    def __init__(self, folder: Path) -> None:
        self.kind = folder.name
        self._folder = KindFolder(folder)
        self._lock = threading.Lock()
        self._view: View | None = None
        self._place: _Place | None = None
        self._damaged: _Place | None = None
        self._seen_mark = ""
        self._looked_at = 0.0

    def view(self) -> View:
        """The present picture. While one thread renews it, the others go on with the one before."""
        view = self._view
        if view is not None:
            if self._seen_mark == entries.change_mark() and not self._is_time():
                return view
            if not self._lock.acquire(blocking=False):
                return view
        else:
            self._lock.acquire()
        try:
            return self._renewed()
        finally:
            self._lock.release()

    def report_damage(self, view: View) -> None:
        """This commit cannot be read: search without text until there is another."""
        with self._lock:
            if self._view is view and view.reader is not None:
                self._damaged = (view.reader.version, view.reader.generation)
                self._view = View(view.planes, None)

    def state(self) -> State:
        """How the index of this kind is, looked at now."""
        self._looked_at = 0.0
        view = self.view()
        if view.reader is not None:
            return State.READY
        if self._folder.is_rebuilding():
            return State.REBUILDING
        if self._place is not None:
            return State.DAMAGED
        return State.MISSING if entries.live_count(self.kind) else State.READY

    def is_broken(self, *, is_idle: bool) -> bool:
        """Whether only a rebuild can make this kind whole; `is_idle` says that no change waits."""
        state = self.state()
        return state in (State.MISSING, State.DAMAGED) or (
            is_idle and state is State.READY and self.unindexed_count() > 0
        )

    def unindexed_count(self) -> int:
        """Live records whose present text is not in the index."""
        return entries.live_count(self.kind) - self.view().indexed_count

    def _is_time(self) -> bool:
        return time.monotonic() - self._looked_at > _LOOK_AGAIN_SECONDS

    def _renewed(self) -> View:
        mark = entries.change_mark()
        before = self._view
        planes = before.planes if before else Planes()
        # Entries are committed after the index: reading them first, we never see an entry without its text.
        if before is None or entries.last_seq(self.kind) > planes.seq:
            planes = planes.updated(entries.changed_since(self.kind, planes.seq))
        place = self._present_place()
        if before is None or place != self._place:
            view = View(planes, self._opened(place, before))
        elif planes is not before.planes:
            view = View(planes, before.reader)
        else:
            view = before
        self._view, self._place = view, place
        self._seen_mark, self._looked_at = mark, time.monotonic()
        return view

    def _present_place(self) -> _Place | None:
        try:
            version = self._folder.current()
            return version, generation(version)
        except (MissingError, OSError):
            return None

    def _opened(self, place: _Place | None, before: View | None) -> IndexReader | None:
        if place is None or place == self._damaged:
            return None
        try:
            return IndexReader(place[0], before.reader if before else None)
        except (DamagedError, OSError) as error:
            log.error("search: the index of %s cannot be opened: %s", self.kind, error)
            self._damaged = place
            return None

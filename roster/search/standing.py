"""How one kind stands in this process: the newest picture of it, and whether its index can be read."""

import logging
import threading
import time
from contextlib import suppress
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
_TRIES = 5
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
        """The index cannot be read: every process searches without its text until it has been made anew."""
        with self._lock:
            if self._view is view and view.reader is not None:
                self._damaged = (view.reader.version, view.reader.generation)
                self._folder.note_damage(view.reader.version)
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
        self._looked_at = 0.0
        view = self.view()
        if view.reader is not None and not view.reader.is_intact():
            log.error("search: somebody changed the files of the index of %s", self.kind)
            self.report_damage(view)
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
        if before is None or place != self._place or self._is_spoilt(place, before):
            place, reader = self._opened(place, before)
            view = View(planes, reader)
        elif planes is not before.planes:
            view = View(planes, before.reader)
        else:
            view = before
        self._view, self._place = view, place
        self._seen_mark, self._looked_at = mark, time.monotonic()
        return view

    def _present_place(self) -> _Place | None:
        for _try in range(_TRIES):
            with suppress(MissingError, OSError):  # perhaps replaced and removed just now
                version = self._folder.current()
                return version, generation(version)
        return None

    def _is_spoilt(self, place: _Place | None, before: View) -> bool:
        """Whether another process found damage in what is open here."""
        return before.reader is not None and place is not None and self._folder.is_damaged(place[0])

    def _opened(self, place: _Place | None, before: View | None) -> tuple[_Place | None, IndexReader | None]:
        """What can be read now, and where it is: a rebuild may remove a version between our looking at it and
        our opening it, which is no damage."""
        while place is not None and place != self._damaged and not self._folder.is_damaged(place[0]):
            try:
                return place, IndexReader(place[0], before.reader if before else None)
            except (DamagedError, OSError) as error:
                seen, place = place, self._present_place()
                if place == seen:
                    log.error("search: the index of %s cannot be opened: %s", self.kind, error)
                    self._damaged = place
        return place, None

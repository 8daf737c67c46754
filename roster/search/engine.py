"""Search as the rooms call it: one object for the whole process, used by many threads."""

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from roster.core import outbox
from roster.search import entries, ranking, scoring
from roster.search.bits import Bits, pack, unpack
from roster.search.codec import DamagedError
from roster.search.evidence import FieldsOnly, Weighed
from roster.search.planes import MISSING
from roster.search.query import Query, parse
from roster.search.request import MOST_HITS, RELEVANCE, Health, Hit, SearchRequest, SearchResult, State
from roster.search.scoring import Found
from roster.search.standing import Standing
from roster.search.view import View

log = logging.getLogger(__name__)
_WORST_FIRST = (State.DAMAGED, State.MISSING, State.REBUILDING, State.READY)


class SearchEngine:
    """Searches the index in a folder and the entries in the database. It never writes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._standings: dict[str, Standing] = {}
        self._lock = threading.Lock()

    def search(self, request: SearchRequest) -> SearchResult:
        """Find, count and order what this caller may see. Bad syntax or a damaged index: still an answer."""
        standing = self._standing(request.kind)
        view = standing.view()
        query = parse(request.text)
        found, is_degraded = _find(standing, view, query, request.audiences)
        answer = _Answer(view, request, found)
        return SearchResult(
            total=len(answer.slots),
            hits=answer.hits(),
            facet_counts=answer.facet_counts(),
            problem=query.problem,
            understood=query.understood,
            degraded=is_degraded,
        )

    def weigh(
        self, kind: str, query: Query, *, audiences: frozenset[str], fields: frozenset[str]
    ) -> Weighed | None:
        """How well the words of a query are found in these fields, of every record that this caller may see.

        None where the texts could not be searched.
        """
        standing = self._standing(kind)
        view = standing.view()
        if not query.groups:
            return Weighed.nothing()
        found, is_degraded = _find(standing, FieldsOnly(view, fields), query, audiences)
        if found is None:
            return None if is_degraded else Weighed.nothing()
        return Weighed(view.planes.ids[found.slots], found.scores)

    def health(self, kinds: Iterable[str] = ()) -> Health:
        """How the index is: over the kinds that have entries, and those named."""
        names = sorted({*kinds, *entries.kinds()})
        standings = [self._standing(name) for name in names]
        states = {standing.state() for standing in standings}
        return Health(
            state=next((state for state in _WORST_FIRST if state in states), State.READY),
            waiting=outbox.waiting_count(outbox.Kind.INDEX),
            documents=sum(entries.live_count(name) for name in names),
            unindexed=sum(standing.unindexed_count() for standing in standings),
        )

    def kinds_to_rebuild(self, kinds: Iterable[str]) -> tuple[str, ...]:
        """Those of these kinds whose index is missing, damaged, made by another version of the code, or lacks
        text that no waiting change will bring (as after a power cut)."""
        is_idle = not outbox.waiting_count(outbox.Kind.INDEX)
        return tuple(kind for kind in kinds if self._standing(kind).is_broken(is_idle=is_idle))

    def revisions(self, kind: str) -> Mapping[int, int]:
        """The revision of every record of this kind that can be found, by id: for `roster check`."""
        return entries.revisions(kind)

    def forget(self) -> None:
        """Read everything afresh: after the database was replaced under a running process."""
        with self._lock:
            self._standings = {}

    def _standing(self, kind: str) -> Standing:
        with self._lock:
            standing = self._standings.get(kind)
            if standing is None:
                standing = self._standings[kind] = Standing(self._folder / kind)
            return standing


def _find(
    standing: Standing, view: View, query: Query, audiences: frozenset[str]
) -> tuple[Found | None, bool]:
    """What the text finds; None for no text, or where the index could not be read (the second is true)."""
    if not query.groups and not query.without:
        return None, False
    if view.reader is None:
        return None, bool(view.planes.visible_to(audiences).any())
    try:
        return scoring.find(view, query, audiences), False
    except DamagedError as error:
        log.error("search: the index of %s is damaged: %s", standing.kind, error)
        standing.report_damage(view)
        return None, True


class _Answer:
    """One request against one picture: all is ANDed with what the caller may see before it is counted."""

    def __init__(self, view: View, request: SearchRequest, found: Found | None) -> None:
        self._view = view
        self._planes = view.planes
        self._request = request
        self._found = found
        self._masks = self._all_masks()
        self.slots, self._scores = self._slots_of(found)

    def hits(self) -> tuple[Hit, ...]:
        """The page asked for."""
        request = self._request
        offset, limit = max(0, request.offset), min(max(0, request.limit), MOST_HITS)
        if not limit or offset >= len(self.slots):
            return ()
        planes, slots = self._planes, self.slots
        count = min(offset + limit, len(slots))
        page = ranking.first(self._keys(), planes.ids[slots], count)[offset:]
        chosen = slots[page]
        rows = zip(
            planes.ids[chosen].tolist(),
            planes.revs[chosen].tolist(),
            self._scores[page].tolist(),
            strict=True,
        )
        return tuple(map(Hit._make, rows))

    def facet_counts(self) -> Mapping[str, Mapping[str, int]]:
        """Counts by code, then by bucket."""
        counts: dict[str, Mapping[str, int]] = {}
        for facet in self._request.facets:
            table = self._planes.codes.get(facet)
            counts[facet] = {} if table is None else table.counts(self._without_mask(facet))
        for name, buckets in self._request.buckets.items():
            within = self._without_mask(name)
            counts[name] = {
                label: int(np.bitwise_count(within & self._between(name, *limits)).sum())
                for label, limits in buckets.items()
            }
        return counts

    @cached_property
    def _base(self) -> Bits:
        if self._found is None:
            return self._planes.visible_to(self._request.audiences)
        marks = np.zeros(self._view.capacity, dtype=bool)
        marks[self._found.slots] = True
        return pack(marks)

    @cached_property
    def _within(self) -> Bits:
        return self._without_mask(None)

    def _all_masks(self) -> dict[str, Bits]:
        request = self._request
        masks = {
            facet: self._planes.having(facet, codes) for facet, codes in request.filters.items() if codes
        }
        for facet, codes in request.without.items():
            mask = ~self._planes.having(facet, codes)
            masks[facet] = masks[facet] & mask if facet in masks else mask
        for name, limits in request.ranges.items():
            if limits != (None, None):
                mask = self._between(name, *limits)
                masks[name] = masks[name] & mask if name in masks else mask
        return masks

    def _between(self, name: str, low: int | None, high: int | None) -> Bits:
        key = ("between", name, low, high)
        return self._view.kept(key, lambda: self._planes.between(name, low, high), lambda made: made.nbytes)

    def _without_mask(self, own: str | None) -> Bits:
        if own is not None and own not in self._masks:
            return self._within
        bits = self._base
        for name, mask in self._masks.items():
            if name != own:
                bits = bits & mask
        return bits

    def _slots_of(self, found: Found | None) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        if found is None:
            slots = np.flatnonzero(unpack(self._within))
            return slots, np.zeros(len(slots), dtype=np.float32)
        if not self._masks:
            return found.slots, found.scores
        kept = unpack(self._within)[found.slots]
        return found.slots[kept], found.scores[kept]

    def _keys(self) -> ranking.Keys:
        sort = self._request.sort
        name = sort.removeprefix("-")
        for values in self._values(name) if name != RELEVANCE else ():
            mine = values[self.slots]
            if (mine != MISSING).any():  # a key that only hidden records have is like one that nobody has
                return ranking.missing_last(mine, is_descending=sort != name)
        return -self._scores

    def _values(self, name: str) -> Iterator[NDArray[np.int64]]:
        if name in self._planes.sort_keys:
            yield self._planes.ranks(name)
        if name in self._planes.numbers:
            yield self._planes.numbers[name]

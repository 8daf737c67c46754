"""One consistent picture of a kind: planes, one commit of the index, and what was worked out from both."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from roster.search.bits import unpack
from roster.search.codec import DamagedError
from roster.search.planes import Planes
from roster.search.reader import IndexReader, SegmentReader
from roster.search.schema import EVERY, TEXT_PREFIX, boost_of

B = 0.75
_CACHE_BYTES = 64 * 1024 * 1024
_ENTRY_BYTES = 200
_PLACE_BITS = 16
Slots = NDArray[np.int64]
Weights = NDArray[np.float32]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Posting:
    """The live records that hold a term in a field: their slots, and the weight of the field in BM25F."""

    slots: Slots
    weights: Weights

    @property
    def size(self) -> int:
        """About how many bytes this takes."""
        return self.slots.nbytes + self.weights.nbytes


@dataclass(frozen=True, slots=True)
class Places:
    """Where a term stands: slot and position in one number, with the field's length beside each."""

    keys: Slots
    lengths: Weights

    @property
    def size(self) -> int:
        """About how many bytes this takes."""
        return self.keys.nbytes + self.lengths.nbytes


class View:
    """Planes and index as of one moment. Only a posting whose revision is that of the live record counts."""

    def __init__(self, planes: Planes, reader: IndexReader | None) -> None:
        self.planes = planes
        self.reader = reader
        self.capacity = planes.words * 64
        self._slots = _slots_of_segments(planes, reader)
        self._cache: OrderedDict[object, tuple[object, int]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    @property
    def indexed_count(self) -> int:
        """How many live records have their present text in the index."""
        found = np.zeros(self.capacity, dtype=bool)
        for slots in self._slots.values():
            found[slots[slots >= 0]] = True
        return int(found.sum())

    @property
    def _index(self) -> IndexReader:
        if self.reader is None:
            raise DamagedError("there is no index to read")
        return self.reader

    def kept(self, key: object, make: Callable[[], T], size: Callable[[T], int]) -> T:
        """What was made for this key before, or now; the least used things are forgotten first."""
        with self._lock:
            entry = self._cache.get(key)
            if entry is not None:
                self._cache.move_to_end(key)
                return entry[0]  # type: ignore[return-value]
        made = make()
        cost = _ENTRY_BYTES + size(made)
        with self._lock:
            if key not in self._cache:
                self._cache[key] = (made, cost)
                self._bytes += cost
            while self._bytes > _CACHE_BYTES and len(self._cache) > 1:
                self._bytes -= self._cache.popitem(last=False)[1][1]
        return made

    def fields(self) -> Iterator[tuple[str, str]]:
        """Text fields: the name in the index, and the room's own."""
        for name in self.reader.fields if self.reader else ():
            yield name, name.removeprefix(TEXT_PREFIX)

    def terms_of_words(self, start: str) -> tuple[str, ...]:
        """Every term of a word that begins so."""
        reader = self.reader
        if reader is None:
            return ()
        return self.kept(("words", start), lambda: reader.terms_of_words(start), len)

    def readable(self, field: str, tokens: frozenset[str]) -> NDArray[np.bool_] | None:
        """Slots in which such a caller may find by this field, None for all that are visible."""

        def make() -> NDArray[np.bool_] | None:
            bits = self.planes.readable(field, tokens)
            return None if bits is None else unpack(bits)

        return self.kept(("readable", field, tokens), make, lambda made: 0 if made is None else made.nbytes)

    def visible(self, tokens: frozenset[str]) -> NDArray[np.bool_]:
        """Slots of the records that such a caller may know of."""
        return self.kept(
            ("visible", tokens), lambda: unpack(self.planes.visible_to(tokens)), lambda made: made.nbytes
        )

    def average(self, field: str, tokens: frozenset[str]) -> float:
        """Mean number of tokens in this field, of the records that such a caller sees and may find by it: what
        is hidden from a caller moves no score."""

        def make() -> float:
            mine = self.visible(tokens)
            readable = self.readable(field.removeprefix(TEXT_PREFIX), tokens)
            lengths = self._lengths(field)[mine if readable is None else mine & readable]
            return max(1.0, int(lengths.sum(dtype=np.int64)) / max(1, int(np.count_nonzero(lengths))))

        return self.kept(("average", field, tokens), make, lambda _: 0)

    def posting(self, field: str, term: str, tokens: frozenset[str]) -> Posting | None:
        """Live records with this term in this field, each slot at most once a segment, weighed for a caller."""
        average = self.average(field, tokens)
        boost = boost_of(field.removeprefix(TEXT_PREFIX))
        found = []
        for segment, raw in self._index.postings(field, term):
            slots = self._slots[segment][raw.docs]
            kept = slots >= 0
            length = raw.lengths[kept] * np.float32(B / average) + np.float32(1 - B)
            found.append((slots[kept], raw.counts[kept] * np.float32(boost) / length))
        if not found:
            return None
        slots, weights = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return Posting(slots, weights.astype(np.float32, copy=False))

    def places(self, field: str, term: str) -> Places:
        """Every place of this term in this field."""
        return self.kept(("places", field, term), lambda: self._places(field, term), lambda made: made.size)

    def weight(
        self, field: str, counts: NDArray[np.int64], lengths: Weights, tokens: frozenset[str]
    ) -> Weights:
        """The weight for such a caller of so many occurrences in fields so long."""
        average = self.average(field, tokens)
        boost = boost_of(field.removeprefix(TEXT_PREFIX))
        result: Weights = (counts * boost / (1 - B + B * lengths / average)).astype(np.float32)
        return result

    def _lengths(self, field: str) -> NDArray[np.uint16]:
        def make() -> NDArray[np.uint16]:
            lengths = np.zeros(self.capacity, dtype=np.uint16)
            for segment, raw in self._index.postings(field, EVERY):
                slots = self._slots[segment][raw.docs]
                kept = slots >= 0
                lengths[slots[kept]] = raw.lengths[kept]
            return lengths

        return self.kept(("lengths", field), make, lambda made: made.nbytes)

    def _places(self, field: str, term: str) -> Places:
        keys, lengths = [np.empty(0, np.int64)], [np.empty(0, np.float32)]
        for segment, raw in self._index.postings(field, term):
            slots = np.repeat(self._slots[segment][raw.docs], raw.counts)
            kept = slots >= 0
            keys.append((slots[kept] << _PLACE_BITS) + raw.positions[kept])
            lengths.append(np.repeat(raw.lengths, raw.counts)[kept].astype(np.float32))
        return Places(np.concatenate(keys), np.concatenate(lengths))


def slot_of_place(keys: Slots) -> Slots:
    """The slots of places."""
    return keys >> _PLACE_BITS


def _slots_of_segments(planes: Planes, reader: IndexReader | None) -> dict[SegmentReader, Slots]:
    """For each document of each segment the slot of its record; -1 where deleted, unknown or outdated."""
    if reader is None:
        return {}
    order = np.argsort(planes.ids[: planes.size], kind="stable")
    ids = planes.ids[: planes.size][order]
    result = {}
    for segment in reader.segments:
        if not planes.size:
            result[segment] = np.full(len(segment.ids), -1, dtype=np.int64)
            continue
        at = np.minimum(np.searchsorted(ids, segment.ids), planes.size - 1)
        slots = order[at]
        fits = (ids[at] == segment.ids) & (planes.revs[slots] == segment.revs) & ~reader.is_deleted(segment)
        result[segment] = np.where(fits, slots, -1)
    return result

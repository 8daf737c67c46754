"""Bit planes of one kind: one row of bits for each code, audience and field, and arrays of numbers.

A plane has one bit for each slot; a record keeps its slot for good. Planes are never changed once they are
published: `updated` copies, so that a search under way keeps one consistent picture.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from roster.search.bits import WORD, Bits, Table, pack

MISSING = np.iinfo(np.int64).min
_LEAST_WORDS = 16


class Row(Protocol):
    """One row of `search_entry`."""

    record_id: int
    rev: int
    seq: int
    live: bool
    codes: Mapping[str, Sequence[str]]
    numbers: Mapping[str, int]
    sort_keys: Mapping[str, str]
    audiences: Sequence[str]
    fields: Mapping[str, Sequence[str] | None]


_OPEN = ""  # the row of a field's table that marks records whose field everybody may search who sees them


@dataclass
class Planes:
    """Everything about the records of a kind but their text."""

    seq: int = 0
    size: int = 0
    words: int = _LEAST_WORDS
    slot_of: dict[int, int] = field(default_factory=dict)
    ids: NDArray[np.int64] = field(default_factory=lambda: np.zeros(_LEAST_WORDS * WORD, dtype=np.int64))
    revs: NDArray[np.int64] = field(default_factory=lambda: np.full(_LEAST_WORDS * WORD, -1, dtype=np.int64))
    audiences: Table = field(default_factory=lambda: Table(_LEAST_WORDS))
    codes: dict[str, Table] = field(default_factory=dict)
    fields: dict[str, Table] = field(default_factory=dict)
    numbers: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    sort_keys: dict[str, list[str | None]] = field(default_factory=dict)
    _ranks: dict[str, NDArray[np.int64]] = field(default_factory=dict)

    def updated(self, rows: Sequence[Row]) -> "Planes":
        """A copy in which these rows, oldest change first, are as they say."""
        latest = {row.record_id: row for row in rows}
        new = [id_ for id_ in latest if id_ not in self.slot_of]
        added = {id_: self.size + at for at, id_ in enumerate(new)}
        fresh = self._copy(self.size + len(new))
        places = [added[id_] if id_ in added else self.slot_of[id_] for id_ in latest]
        slots = np.array(places, dtype=np.int64)
        fresh._clear(slots)
        fresh.ids[slots] = list(latest)
        fresh.revs[slots] = [row.rev if row.live else -1 for row in latest.values()]
        fresh._put([(slot, row) for slot, row in zip(places, latest.values(), strict=True) if row.live])
        fresh.seq = max([self.seq, *(row.seq for row in rows)])
        fresh.slot_of.update(added)
        return fresh

    def visible_to(self, tokens: frozenset[str]) -> Bits:
        """Records that a caller with these tokens may know of."""
        return self.audiences.any_of(tokens)

    def readable(self, name: str, tokens: frozenset[str]) -> Bits | None:
        """Records that such a caller may find by this field, as far as visible; None is every visible one."""
        table = self.fields.get(name)
        if table is None:
            return np.zeros(self.words, dtype=np.uint64)
        if len(table.rows) == 1 and _OPEN in table.rows:
            return None
        return table.any_of((_OPEN, *tokens))

    def having(self, facet: str, codes: Iterable[str]) -> Bits:
        """Records with any of these codes of the facet."""
        table = self.codes.get(facet)
        return np.zeros(self.words, dtype=np.uint64) if table is None else table.any_of(codes)

    def between(self, name: str, low: int | None, high: int | None) -> Bits:
        """Records whose number lies within the limits, both counted in; a missing number lies nowhere."""
        values = self.numbers.get(name)
        if values is None:
            return np.zeros(self.words, dtype=np.uint64)
        inside = values != MISSING
        if low is not None:
            inside &= values >= low
        if high is not None:
            inside &= values <= high
        return pack(inside)

    def ranks(self, name: str) -> NDArray[np.int64]:
        """The place of each slot in the order of a sort key; equal keys share one, MISSING without a key."""
        ranks = self._ranks.get(name)
        if ranks is None:
            keys = self.sort_keys.get(name, [])
            places = {
                key: place for place, key in enumerate(sorted({key for key in keys if key is not None}))
            }
            ranks = np.full(self.words * WORD, MISSING, dtype=np.int64)
            ranks[: len(keys)] = [MISSING if key is None else places[key] for key in keys]
            self._ranks[name] = ranks
        return ranks

    def _copy(self, size: int) -> "Planes":
        words = self.words
        while words * WORD < size:
            words *= 2
        capacity = words * WORD
        return Planes(
            seq=self.seq,
            size=size,
            words=words,
            slot_of=self.slot_of,  # shared: it only grows, and only `updated` reads it
            ids=_extended(self.ids, capacity, 0),
            revs=_extended(self.revs, capacity, -1),
            audiences=self.audiences.grown(words),
            codes={name: table.grown(words) for name, table in self.codes.items()},
            fields={name: table.grown(words) for name, table in self.fields.items()},
            numbers={name: _extended(values, capacity, MISSING) for name, values in self.numbers.items()},
            sort_keys={name: keys + [None] * (size - len(keys)) for name, keys in self.sort_keys.items()},
            _ranks={},
        )

    def _clear(self, slots: NDArray[np.int64]) -> None:
        keep = np.ones(self.words * WORD, dtype=bool)
        keep[slots] = False
        mask = pack(keep)
        for table in (self.audiences, *self.codes.values(), *self.fields.values()):
            table.clear(mask)
        for values in self.numbers.values():
            values[slots] = MISSING
        for keys in self.sort_keys.values():
            for slot in slots.tolist():
                keys[slot] = None

    def _put(self, rows: Sequence[tuple[int, Row]]) -> None:
        audiences: dict[str, list[int]] = defaultdict(list)
        codes: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        fields: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for slot, row in rows:
            for token in row.audiences:
                audiences[token].append(slot)
            for facet, values in row.codes.items():
                for code in values:
                    codes[facet][code].append(slot)
            for name, readers in row.fields.items():
                for token in (_OPEN,) if readers is None else readers:
                    fields[name][token].append(slot)
            self._put_numbers(slot, row)
        self.audiences.put(audiences)
        for kept, marks in ((self.codes, codes), (self.fields, fields)):
            for name, by_code in marks.items():
                kept.setdefault(name, Table(self.words)).put(by_code)

    def _put_numbers(self, slot: int, row: Row) -> None:
        for name, number in row.numbers.items():
            if name not in self.numbers:
                self.numbers[name] = np.full(self.words * WORD, MISSING, dtype=np.int64)
            self.numbers[name][slot] = number
        for name, key in row.sort_keys.items():
            if name not in self.sort_keys:
                self.sort_keys[name] = [None] * self.size
            self.sort_keys[name][slot] = key


def _extended(values: NDArray[np.int64], capacity: int, filling: Any) -> NDArray[np.int64]:
    copy = np.full(capacity, filling, dtype=np.int64)
    copy[: len(values)] = values
    return copy

"""Rows of bits, one bit a slot: sets of records that are ANDed and counted in one step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
WORD = 64


def pack(marks: NDArray[np.bool_]) -> Bits:
    """Truth values, one a slot, as bits."""
    return np.packbits(marks, bitorder="little").view(np.uint64)


def unpack(bits: Bits) -> NDArray[np.bool_]:
    """Bits as truth values, one a slot."""
    return np.unpackbits(bits.view(np.uint8), bitorder="little").view(np.bool_)


@dataclass
class Table:
    """Named rows of bits in one matrix, so that all can be counted in one step."""

    words: int
    rows: dict[str, int] = field(default_factory=dict)
    bits: Bits = field(default_factory=lambda: np.zeros((0, 0), dtype=np.uint64))

    def grown(self, words: int) -> "Table":
        """A copy with room for so many words a row."""
        bits = np.zeros((self.bits.shape[0], words), dtype=np.uint64)
        bits[:, : self.bits.shape[1]] = self.bits
        return Table(words, dict(self.rows), bits)

    def clear(self, keep: Bits) -> None:
        """Clear the bits that are not in `keep`, in every row."""
        self.bits &= keep

    def put(self, marks: Mapping[str, list[int]]) -> None:
        """Set bits by name and slot."""
        new = [name for name in marks if name not in self.rows]
        if new:
            self.rows.update({name: len(self.rows) + at for at, name in enumerate(new)})
            self.bits = np.vstack(
                (self.bits.reshape(-1, self.words), np.zeros((len(new), self.words), np.uint64))
            )
        for name, slots in marks.items():
            at = np.array(slots, dtype=np.int64)
            np.bitwise_or.at(self.bits[self.rows[name]], at >> 6, np.uint64(1) << (at & 63).astype(np.uint64))

    def any_of(self, names: Iterable[str]) -> Bits:
        """Slots marked under any of the names."""
        found = [self.rows[name] for name in names if name in self.rows]
        if not found:
            return np.zeros(self.words, dtype=np.uint64)
        if len(found) == 1:
            return self.bits[found[0]]
        return np.bitwise_or.reduce(self.bits[found], axis=0)

    def counts(self, within: Bits) -> dict[str, int]:
        """How many slots of `within` each name marks; names without one are left out."""
        totals = np.bitwise_count(self.bits & within).sum(axis=1, dtype=np.int64).tolist()
        return {name: totals[at] for name, at in self.rows.items() if totals[at]}

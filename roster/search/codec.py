"""How postings lie on disk: plain arrays in place of Whoosh's compressed pickles, for numpy to read at once.

One term's postings are a header, then document numbers (u4), occurrences (u2), field lengths (u2) and all
positions one after the other (u2), little-endian. The rest is Whoosh's own third codec.
"""

import struct
from array import array
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec, W3TermInfo
from whoosh.matching import ListMatcher

CODEC_VERSION = 1
LENGTH_UNIT = 8_192
_HEADER = struct.Struct("<4sII")
_EXTENT = struct.Struct("!qi")
_MAGIC = b"RstP"


class DamagedError(Exception):
    """The index on disk is not what was written."""


@dataclass(frozen=True, slots=True)
class RawPostings:
    """One term in one field of one segment, as written. `positions` holds `counts[0]` places of the first
    document, then those of the second, and so on; it is empty where a field keeps none."""

    docs: NDArray[np.uint32]
    counts: NDArray[np.uint16]
    lengths: NDArray[np.uint16]
    positions: NDArray[np.uint16]


def packed_weight(count: int, length: int) -> float:
    """Occurrences and the length of the field in the one number that travels through Whoosh to the codec.

    Both stay below LENGTH_UNIT, as a field has 5,000 tokens at most.
    """
    return float(length * LENGTH_UNIT + count)


def extent(packed: bytes) -> tuple[int, int]:
    """Where a term's postings lie, as offset and length, from its packed entry in the term file."""
    offset, length = _EXTENT.unpack_from(packed, W3TermInfo._struct.size)
    return offset, length


def decode(data: bytes) -> RawPostings:
    """Read what `_PostingsWriter` wrote. Raises DamagedError where sizes do not fit."""
    if len(data) < _HEADER.size:
        raise DamagedError("postings are cut off")
    magic, size, places = _HEADER.unpack_from(data)
    if magic != _MAGIC or len(data) != _HEADER.size + 8 * size + 2 * places:
        raise DamagedError("postings have another size than their header says")
    at = _HEADER.size
    return RawPostings(
        np.frombuffer(data, "<u4", size, at),
        np.frombuffer(data, "<u2", size, at + 4 * size),
        np.frombuffer(data, "<u2", size, at + 6 * size),
        np.frombuffer(data, "<u2", places, at + 8 * size),
    )


class RosterCodec(W3Codec):
    """Whoosh's codec with another form of postings. Tables of contents name this class: do not rename it."""

    length_stats = False  # each weight carries its field's length

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        """Give the writer of postings that `decode` reads."""
        if byteids:
            return super().postings_writer(dbfile, byteids)
        return _PostingsWriter(dbfile)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> Any:
        """Give Whoosh's own kind of reader, which it needs when it merges segments."""
        offset, (length,) = terminfo.extent()  # Whoosh leaves the length as struct gave it
        raw = decode(dbfile.get(offset, length))
        ends = np.cumsum(raw.counts, dtype=np.int64).tolist() if raw.positions.size else [0] * raw.docs.size
        data = raw.positions.tobytes()
        values = [data[2 * start : 2 * end] for start, end in zip([0, *ends], ends, strict=False)]
        weights = (raw.lengths * np.float64(LENGTH_UNIT) + raw.counts).tolist()
        return ListMatcher(
            raw.docs.tolist(), weights, values, format_, scorer=scorer, term=term, terminfo=terminfo
        )


class _PostingsWriter(base.PostingsWriter):
    """Collects one term's postings and writes them in one piece."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._terminfo: Any = None

    def start_postings(self, format_: Any, terminfo: Any) -> None:  # noqa: ARG002 - Whoosh's signature
        """Begin a term."""
        self._terminfo = terminfo
        self._ids = array("I")
        self._weights = array("d")
        self._values: list[bytes] = []

    def add_posting(self, id_: int, weight: float, vbytes: bytes, length: int | None = None) -> None:  # noqa: ARG002
        """Add a document; `vbytes` are its positions, two bytes each, `weight` comes from `packed_weight`."""
        self._ids.append(id_)
        self._weights.append(weight)
        self._values.append(vbytes)

    def finish_postings(self) -> Any:
        """Write the term and tell where it lies."""
        terminfo, self._terminfo = self._terminfo, None
        terminfo.add_block(self)
        start = self._file.tell()
        positions = b"".join(self._values)
        lengths, counts = np.divmod(np.frombuffer(self._weights, "f8"), LENGTH_UNIT)
        self._file.write(_HEADER.pack(_MAGIC, len(self._ids), len(positions) // 2))
        self._file.write(np.frombuffer(self._ids, "u4").astype("<u4", copy=False).tobytes())
        self._file.write(counts.astype("<u2").tobytes())
        self._file.write(lengths.astype("<u2").tobytes())
        self._file.write(positions)
        terminfo.set_extent(start, self._file.tell() - start)
        return terminfo

    def written(self) -> bool:
        """Whether anything of the present term is on disk: it is written whole."""
        return False

    def __len__(self) -> int:
        return len(self._ids)

    def min_id(self) -> int:
        """First document number."""
        return self._ids[0]

    def max_id(self) -> int:
        """Last document number."""
        return self._ids[-1]

    def min_length(self) -> int:
        """Shortest field that holds the term: kept with each posting instead."""
        return 1

    def max_length(self) -> int:
        """Longest field that holds the term: kept with each posting instead."""
        return 1

    def max_weight(self) -> float:
        """Most occurrences in one field."""
        return max(self._weights)

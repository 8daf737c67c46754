"""What the index of one kind holds: analysed fields with positions, id and revision, and no stored text."""

import hashlib
import struct
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import Stemmer
import whoosh
from whoosh import columns, fields, formats

from roster.search.analysis import ANALYSER_VERSION, analyse, is_single_han, written_words
from roster.search.codec import CODEC_VERSION, packed_weight
from roster.search.document import Document

SCHEMA_VERSION = 2
MOST_TOKENS = 5_000
GAP = 5  # positions left free between two texts of one field, so that no phrase reaches over
TEXT_PREFIX = "t_"
EVERY = "\0"  # in each text field the term of all documents that have it: their postings carry its length
VOCABULARY = "v"
VOCABULARY_ID = -1
BOOSTS: Mapping[str, float] = {
    "reference": 6.0,
    "name": 5.0,
    "expertise": 3.0,
    "keywords": 3.0,
    "title": 2.5,
    "organisation": 2.0,
    "place": 1.5,
    "restricted": 0.7,
    "cv": 0.5,
}
Postings = dict[str, list[int]]


class _TermsField(fields.FieldType):
    """A field whose value is already analysed: each term with its positions."""

    def __init__(self) -> None:
        super().__init__(format=formats.Existence(), analyzer=None, scorable=True)

    def index(self, value: Postings, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Give term, occurrences, weight and packed positions, as Whoosh asks."""
        length = sum(map(len, value.values()))
        for term, positions in value.items():
            count = len(positions)
            packed = struct.pack(f"<{count}H", *positions)
            yield term.encode(), count, packed_weight(count, length), packed
        yield EVERY.encode(), 1, packed_weight(1, length), b""


class _WordsField(fields.FieldType):
    """The vocabulary: pairs of a written word and its term, for questions by the start of a word."""

    def __init__(self) -> None:
        super().__init__(format=formats.Existence(), analyzer=None, scorable=False)

    def index(self, value: set[bytes], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Give each pair once, without positions."""
        return ((pair, 1, packed_weight(1, 1), b"") for pair in value)


class _NumberField(fields.COLUMN):
    """A whole number kept beside the document, not searched by."""

    def __init__(self) -> None:
        super().__init__(columns.NumericColumn("q", default=0))

    def to_column_value(self, value: int) -> int:
        """Keep it as it is."""
        return value


def make_schema() -> fields.Schema:
    """The schema of every kind; text fields appear as documents bring them."""
    schema = fields.Schema(id=_NumberField(), rev=_NumberField())
    schema.add(VOCABULARY, _WordsField())
    schema.add(f"{TEXT_PREFIX}*", _TermsField(), glob=True)
    return schema


def text_fields(names: Iterable[str]) -> list[str]:
    """The index's own field names that hold text."""
    return sorted(name for name in names if name.startswith(TEXT_PREFIX))


def boost_of(field: str) -> float:
    """How much a match in this field counts."""
    return BOOSTS.get(field, 1.0)


def field_terms(document: Document) -> tuple[dict[str, Postings], set[bytes]]:
    """The terms of each field with their positions, and the vocabulary pairs of the whole record."""
    terms: dict[str, Postings] = {}
    ends: dict[str, int] = {}
    counts: dict[str, int] = {}
    words: set[tuple[str, str]] = set()
    for text in document.texts:
        name = TEXT_PREFIX + text.field
        postings = terms.setdefault(name, {})
        start = ends.get(name, 0)
        tokens = analyse(text.text, text.language)[: MOST_TOKENS - counts.get(name, 0)]
        for token in tokens:
            postings.setdefault(token.text, []).append(start + token.position)
            words.add((token.folded, token.text))
        if tokens:
            ends[name] = start + len(tokens) + GAP
            counts[name] = counts.get(name, 0) + len(tokens)
    pairs = {pair for folded, term in words for pair in _pairs_of(folded, term)}
    return {name: postings for name, postings in terms.items() if postings}, pairs


@lru_cache(maxsize=100_000)
def _pairs_of(folded: str, term: str) -> tuple[bytes, ...]:
    pairs = [f"{word}\0{term}".encode() for word in written_words(folded)]
    if len(term) == 2 and is_single_han(term[1]):
        pairs.append(f"{term[1]}\0{term}".encode())
    return tuple(pairs)


def stamp() -> str:
    """A word that changes whenever an index made before can no longer be read rightly."""
    parts = (SCHEMA_VERSION, ANALYSER_VERSION, CODEC_VERSION, whoosh.__version__, Stemmer.version())
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]

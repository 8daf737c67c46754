"""tantivy, an engine in Rust, on the same tokens: the second yardstick, where its package is installed."""

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from benchmarks.search_corpus import FACETS, FIELDS, PLAIN_FIELDS
from roster.search.analysis import analyse
from roster.search.document import Document
from roster.search.query import Term, parse
from roster.search.request import SearchRequest
from roster.search.schema import BOOSTS

_MEMORY = 256 * 1024 * 1024
_MOST_CODES = 1_000


class Tantivy:
    """One index with a text field a field, and a column a facet; audiences and codes are terms.

    Tokens are hex-encoded so that its tokenizer changes nothing; a hex prefix is a prefix of the word.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("id", fast=True, stored=True)
        builder.add_text_field("audience", tokenizer_name="raw", index_option="basic")
        for field in FIELDS:
            builder.add_text_field(field, tokenizer_name="whitespace")
        for facet in FACETS:
            builder.add_text_field(_column(facet), tokenizer_name="raw", index_option="basic", fast=True)
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder))

    def build(self, documents: Iterable[Document]) -> None:
        """Write all documents in one commit, with one thread."""
        writer = self._index.writer(heap_size=_MEMORY, num_threads=1)
        for document in documents:
            row = tantivy.Document()
            row.add_unsigned("id", document.id)
            for text in document.texts:
                row.add_text(text.field, " ".join(_hex(t.text) for t in analyse(text.text, text.language)))
            for token in document.audiences:
                row.add_text("audience", token)
            for facet, codes in document.codes.items():
                for code in codes:
                    row.add_text(_column(facet), code)
            writer.add_document(row)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, request: SearchRequest) -> tuple[int, dict[str, dict[str, int]]]:
        """Answer a request: how many, the page by its score, and the counts of each facet."""
        query = self._query(request, without=None)
        found = self._searcher.search(query, limit=request.limit, offset=request.offset, count=True)
        return found.count or 0, self._counts(request)

    def _counts(self, request: SearchRequest) -> dict[str, dict[str, int]]:
        """Facets without a filter of their own in one round, each of the others in one."""
        free = [facet for facet in request.facets if facet not in request.filters]
        rounds = [(free, None)] if free else []
        rounds += [([facet], facet) for facet in request.facets if facet in request.filters]
        counts: dict[str, dict[str, int]] = {}
        for facets, without in rounds:
            wanted = {f: {"terms": {"field": _column(f), "size": _MOST_CODES}} for f in facets}
            answer = self._searcher.aggregate(self._query(request, without=without), wanted)
            for facet in facets:
                counts[facet] = {row["key"]: int(row["doc_count"]) for row in answer[facet]["buckets"]}
        return counts

    def _query(self, request: SearchRequest, *, without: str | None) -> Query:
        parts = [(Occur.Must, self._set("audience", request.audiences))]
        for facet, codes in request.filters.items():
            if facet != without:
                parts.append((Occur.Must, self._set(_column(facet), codes)))
        fields = FIELDS if "secretariat" in request.audiences else PLAIN_FIELDS
        for group in parse(request.text).groups:
            ways = [(Occur.Should, one) for term in group for one in self._term(term, fields)]
            parts.append((Occur.Must, Query.boolean_query(ways)))
        return Query.boolean_query(parts)

    def _set(self, field: str, values: Iterable[str]) -> Query:
        found = [(Occur.Should, Query.term_query(self._schema, field, value, "basic")) for value in values]
        return Query.const_score_query(Query.boolean_query(found), 0.0)

    def _term(self, term: Term, fields: Iterable[str]) -> Iterator[Query]:
        for field in fields:
            for one in self._in_field(term, field):
                yield Query.boost_query(one, BOOSTS.get(field, 1.0))

    def _in_field(self, term: Term, field: str) -> Iterator[Query]:
        if term.start is not None:
            yield Query.regex_query(self._schema, field, f"{_hex(term.start)}.*")
            return
        for forms in itertools.product(*term.positions):
            words = [_hex(form) for form in forms]
            if len(words) == 1:
                yield Query.term_query(self._schema, field, words[0])
            else:
                yield Query.phrase_query(self._schema, field, list(words))


def _column(facet: str) -> str:
    return f"c_{facet}"


def _hex(word: str) -> str:
    return word.encode().hex()

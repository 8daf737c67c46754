"""SQLite's own full-text search on the same tokens: the yardstick."""

import itertools
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.search_corpus import FIELDS, PLAIN_FIELDS
from roster.search.analysis import analyse
from roster.search.document import Document
from roster.search.query import Term, parse
from roster.search.request import SearchRequest
from roster.search.schema import BOOSTS

_BOOSTS = ", ".join(str(BOOSTS.get(name, 1.0)) for name in FIELDS)


class Fts5:
    """One FTS5 table with a column a field, and plain indexed tables for audiences and codes.

    Tokens are hex-encoded so that SQLite's tokenizer changes nothing; a hex prefix is a prefix of the word.
    """

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file)
        self._database.executescript(
            f"CREATE VIRTUAL TABLE fts USING fts5({', '.join(FIELDS)}, content='', tokenize='ascii');"
            "CREATE TABLE doc(id INTEGER PRIMARY KEY);"
            "CREATE TABLE audience(id INTEGER, token TEXT, PRIMARY KEY(id, token)) WITHOUT ROWID;"
            "CREATE TABLE code(id INTEGER, facet TEXT, code TEXT, PRIMARY KEY(id, facet, code))"
            " WITHOUT ROWID;"
            "CREATE INDEX by_code ON code(facet, code, id);"
            "CREATE INDEX by_token ON audience(token, id);"
        )

    def build(self, documents: Iterable[Document]) -> None:
        """Write all documents in one transaction."""
        columns = ", ".join(FIELDS)
        with self._database as database:
            for document in documents:
                texts = {text.field: _hexed(text.text, text.language) for text in document.texts}
                row = (document.id, *(texts.get(name, "") for name in FIELDS))
                database.execute(f"INSERT INTO fts(rowid, {columns}) VALUES (?, ?, ?, ?, ?, ?)", row)
                database.execute("INSERT INTO doc VALUES (?)", (document.id,))
                database.executemany(
                    "INSERT INTO audience VALUES (?, ?)", _pairs(document.id, document.audiences)
                )
                for facet, codes in document.codes.items():
                    rows = [(document.id, facet, code) for code in codes]
                    database.executemany("INSERT INTO code VALUES (?, ?, ?)", rows)
        with self._database as database:
            database.execute("INSERT INTO fts(fts) VALUES ('optimize')")
            database.execute("ANALYZE")

    def search(self, request: SearchRequest) -> tuple[int, dict[str, dict[str, int]]]:
        """Answer a request: how many, the page's ids by bm25, and the counts of each facet."""
        where, values = self._where(request, without=None)
        total = self._one(f"SELECT count(*) FROM {where}", values)
        order = f"bm25(fts, {_BOOSTS}), fts.rowid" if request.text else "doc.id"
        ids = "fts.rowid" if request.text else "doc.id"
        page = f"SELECT {ids} FROM {where} ORDER BY {order} LIMIT ? OFFSET ?"
        self._database.execute(page, (*values, request.limit, request.offset)).fetchall()
        return total, self._counts(request, ids)

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    def _counts(self, request: SearchRequest, ids: str) -> dict[str, dict[str, int]]:
        """Facets without a filter of their own in one statement, each of the others in one."""
        free = [facet for facet in request.facets if facet not in request.filters]
        rounds = [(free, None)] if free else []
        rounds += [([facet], facet) for facet in request.facets if facet in request.filters]
        counts: dict[str, dict[str, int]] = {facet: {} for facet in request.facets}
        for facets, without in rounds:
            where, values = self._where(request, without=without)
            marks = ", ".join("?" * len(facets))
            rows = self._database.execute(
                f"WITH hit AS MATERIALIZED (SELECT {ids} AS id FROM {where}) SELECT facet, code, count(*) "
                f"FROM hit JOIN code USING (id) WHERE facet IN ({marks}) GROUP BY facet, code",
                (*values, *facets),
            )
            for facet, code, count in rows:
                counts[facet][code] = count
        return counts

    def _where(self, request: SearchRequest, *, without: str | None) -> tuple[str, list[object]]:
        source, ids, values, parts = "doc", "doc.id", [], []
        if request.text:
            source, ids = "fts", "fts.rowid"
            parts.append("fts MATCH ?")
            values.append(_match(request))
        tokens = sorted(request.audiences)
        marks = ", ".join("?" * len(tokens))
        parts.append(f"EXISTS (SELECT 1 FROM audience a WHERE a.id = {ids} AND a.token IN ({marks}))")
        values.extend(tokens)
        for facet, codes in request.filters.items():
            if facet != without:
                marks = ", ".join("?" * len(codes))
                parts.append(
                    f"EXISTS (SELECT 1 FROM code WHERE id = {ids} AND facet = ? AND code IN ({marks}))"
                )
                values.extend((facet, *sorted(codes)))
        return f"{source} WHERE {' AND '.join(parts)}", values

    def _one(self, statement: str, values: list[object]) -> int:
        return int(self._database.execute(statement, values).fetchone()[0])


def _match(request: SearchRequest) -> str:
    fields = FIELDS if "secretariat" in request.audiences else PLAIN_FIELDS
    query = parse(request.text)
    groups = ("(" + " OR ".join(_terms(term)) + ")" for group in query.groups for term in group)
    return f"{{{' '.join(fields)}}} : ({' AND '.join(groups)})"


def _terms(term: Term) -> Iterator[str]:
    if term.start is not None:
        yield f"{_hex(term.start)}*"
        return
    for forms in itertools.product(*term.positions):
        yield '"' + " ".join(map(_hex, forms)) + '"'


def _hexed(text: str, language: str | None) -> str:
    return " ".join(_hex(token.text) for token in analyse(text, language))


def _hex(word: str) -> str:
    return word.encode().hex()


def _pairs(id_: int, tokens: Iterable[str]) -> list[tuple[int, str]]:
    return [(id_, token) for token in tokens]

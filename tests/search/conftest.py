"""A database file and an index folder of their own, and how a test puts documents in and asks for them."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from flask import Flask

from roster.core.db import db, table_of
from roster.core.outbox import OutboxRow
from roster.core.unit_of_work import unit_of_work
from roster.search.document import Document, FieldText
from roster.search.engine import SearchEngine
from roster.search.entries import SearchEntry
from roster.search.indexer import Indexer
from roster.search.request import SearchRequest, SearchResult

MEMBER = frozenset({"member"})


@pytest.fixture(autouse=True)
def database(database_url: str) -> Iterator[None]:
    app = Flask("search-tests")
    app.config["SQLALCHEMY_DATABASE_URI"] = database_url
    db.init_app(app)
    with app.app_context():
        # Only the tables that search itself uses: making all of them for each test takes most of its time.
        db.metadata.create_all(db.engine, tables=[table_of(SearchEntry), table_of(OutboxRow)])
        yield
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path) -> SearchEngine:
    return SearchEngine(folder)


@pytest.fixture
def indexer(folder: Path) -> Indexer:
    return Indexer(folder)


@pytest.fixture
def put(indexer: Indexer) -> Callable[..., None]:
    """Apply documents and removals as the worker does."""

    def run(*documents: Document, removed: Sequence[int] = ()) -> None:
        finish = indexer.apply(documents, [("expert", id_) for id_ in removed])
        with unit_of_work():
            finish()

    return run


@pytest.fixture
def find(engine: SearchEngine) -> Callable[..., list[int]]:
    """Ids of the experts that a member finds."""

    def run(text: str | None, **options: object) -> list[int]:
        return [hit.id for hit in ask(engine, text, **options).hits]

    return run


def ask(engine: SearchEngine, text: str | None, **options: object) -> SearchResult:
    """Search as a member, unless told otherwise."""
    return engine.search(SearchRequest(**{"kind": "expert", "audiences": MEMBER, "text": text, **options}))


def expert(id_: int, *texts: FieldText, rev: int = 1, **more: object) -> Document:
    """An expert whom members see."""
    given = {"codes": {}, "numbers": {}, "sort_keys": {}, "audiences": MEMBER, **more}
    return Document(kind="expert", id=id_, rev=rev, texts=texts, **given)


def bio(text: str, language: str | None = "en") -> FieldText:
    return FieldText("profile", text, language)

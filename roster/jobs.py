"""The work that the outbox hands out, put together from what the rooms offer."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask import Flask

from roster import rooms
from roster.core import clock, correspondence
from roster.core.actor import SYSTEM
from roster.core.config import Settings
from roster.core.db import db, empty_log
from roster.core.mail import RefusedForGoodError, Transport
from roster.core.outbox import Kind
from roster.core.unit_of_work import unit_of_work
from roster.core.worker import Finish, Job
from roster.experts.erasure.queries import tombstones_to_clean
from roster.experts.erasure.services import note_cleaned
from roster.search.document import Document
from roster.search.engine import SearchEngine
from roster.search.indexer import Indexer

INDEX_BATCH = 500
WAIT_TO_CLEAN = timedelta(hours=1)  # several erasures cost one new index


def jobs_of(app: Flask) -> Mapping[Kind, Job]:
    """Every kind of work with how it is done; imports first, so that what they add is indexed at once."""
    settings: Settings = app.extensions["roster_settings"]
    indexer = Indexer(settings.index_folder)
    own = (
        Job(Kind.INDEX, lambda payloads: _index(indexer, payloads), batch=INDEX_BATCH),
        Job(Kind.MAIL, lambda payloads: _mail(app, payloads)),
    )
    return {job.kind: job for job in (*rooms.jobs(), *own)}


def rebuild_index(app: Flask) -> int:
    """Make the whole index anew beside the one in use; returns how many records it holds."""
    settings: Settings = app.extensions["roster_settings"]
    kinds = rooms.search_kinds()
    return Indexer(settings.index_folder).rebuild(kinds, _all_documents())


def clean_erased(app: Flask) -> int:
    """Make the index anew and empty what lies beside the database, where somebody was erased an hour ago or more.

    Within a day no byte is left (docs/data.md); on PostgreSQL its own vacuum sees to the database.
    """
    before = clock.now() - WAIT_TO_CLEAN
    waits = bool(tombstones_to_clean(before))
    db.session.rollback()
    if not waits:
        return 0
    rebuild_index(app)
    empty_log()
    with unit_of_work():
        return note_cleaned(SYSTEM, erased_before=before)


def heal_index(app: Flask) -> int:
    """Rebuild what is missing, damaged or of another version; returns how many records were indexed anew."""
    settings: Settings = app.extensions["roster_settings"]
    engine: SearchEngine = app.extensions["roster_search"]
    kinds = rooms.search_kinds()
    broken = engine.kinds_to_rebuild(kinds)
    if not broken:
        return 0
    documents = (document for kind in broken for document in kinds[kind].all_documents())
    return Indexer(settings.index_folder).rebuild(broken, documents)


def _all_documents() -> Iterator[Document]:
    return (document for kind in rooms.search_kinds().values() for document in kind.all_documents())


def _index(indexer: Indexer, payloads: Sequence[dict[str, Any]]) -> Finish:
    """Documents of the rows that exist, removals for those that are gone."""
    documents: list[Document] = []
    removed: list[tuple[str, int]] = []
    for kind, source in rooms.search_kinds().items():
        ids = list(dict.fromkeys(payload["id"] for payload in payloads if payload["kind"] == kind))
        found = source.documents(ids)
        documents += found
        present = {document.id for document in found}
        removed += [(kind, id_) for id_ in ids if id_ not in present]
    return indexer.apply(documents, removed)


def _mail(app: Flask, payloads: Sequence[dict[str, Any]]) -> Finish:
    """Write the letter and send it; what became of it is noted in the transaction that ends its row."""
    settings: Settings = app.extensions["roster_settings"]
    transport: Transport = app.extensions["roster_mail"]
    letters = rooms.letters()
    (payload,) = payloads
    letter = letters[payload["template"]](payload)
    if letter is None:
        return lambda: None
    try:
        transport.send(letter)
    except RefusedForGoodError as error:
        code, address = error.code, letter.to

        def give_up() -> None:
            correspondence.note_bounce(payload, code=code)
            rooms.letter_returned(address)

        return give_up

    def finish() -> None:
        correspondence.note_delivery(payload)
        if settings.is_demonstration:
            correspondence.keep(letter)

    return finish

"""`roster check`: database, search, references and mail verified; a line per fault (R46)."""

from collections.abc import Iterator
from datetime import timedelta

import sqlalchemy as sa
from flask import Flask

from roster import rooms
from roster.core import clock, outbox
from roster.core.config import Settings
from roster.core.db import db, is_sqlite
from roster.core.files import FileStore
from roster.core.outbox import Kind
from roster.oversight.trail import trail_faults
from roster.search.engine import SearchEngine
from roster.search.request import State

UNSENT_FOR = timedelta(hours=4)
UNNAMED_FOR = timedelta(hours=1)  # a file is stored before its row is


def all_faults(app: Flask) -> Iterator[str]:
    """Every fault that can be found without changing anything."""
    yield from _database_faults()
    yield from _search_faults(app)
    yield from _file_faults(app)
    yield from _letter_faults()
    settings: Settings = app.extensions["roster_settings"]
    yield from (f"audit: {fault}" for fault in trail_faults(settings.data_folder, settings.secret_key))
    for check in rooms.checks():
        yield from (f"{check.name}: {fault}" for fault in check.faults())


def _database_faults() -> Iterator[str]:
    connection = db.session.connection()
    if not is_sqlite(connection):
        return
    for (line,) in connection.execute(sa.text("PRAGMA integrity_check")):
        if line != "ok":
            yield f"database: {line}"
    for row in connection.execute(sa.text("PRAGMA foreign_key_check")):
        yield f"database: {row[0]} row {row[1]} points to nothing in {row[2]}"


def _letter_faults() -> Iterator[str]:
    """Letters that nobody takes: the mail server is dead, or refuses one again and again (R50)."""
    oldest = outbox.oldest_waiting(Kind.MAIL)
    if oldest is not None and oldest.created_at < clock.now() - UNSENT_FOR:
        waiting = outbox.waiting_count(Kind.MAIL)
        yield (
            f"mail: {waiting} waiting, the oldest since {oldest.created_at:%Y-%m-%d %H:%M} UTC "
            f"({oldest.attempt_count} attempts, the last: {oldest.problem or 'none'})"
        )


def _file_faults(app: Flask) -> Iterator[str]:
    """Files that no row names: a change was undone after its file was stored (R51)."""
    files: FileStore = app.extensions["roster_files"]
    known = rooms.stored_files()
    for name in files.names(before=clock.now() - UNNAMED_FOR):
        if name not in known:
            yield f"files: nothing names {name}"


def _search_faults(app: Flask) -> Iterator[str]:
    engine: SearchEngine = app.extensions["roster_search"]
    kinds = rooms.search_kinds()
    health = engine.health(kinds)
    if health.state is not State.READY:
        yield f"search: the index is {health.state}"
    if health.unindexed and not health.waiting:
        yield f"search: {health.unindexed} records are not in the index"
    for kind, source in kinds.items():
        expected = {document.id: document.rev for document in source.all_documents()}
        found = engine.revisions(kind)
        for id_ in sorted(expected.keys() | found.keys()):
            if expected.get(id_) != found.get(id_) and not health.waiting:
                yield f"search: {kind} {id_} is at revision {found.get(id_)}, its row at {expected.get(id_)}"

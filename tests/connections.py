"""Which database the application of the tests is connected to, and that nobody waits for the disk."""

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Engine

from roster.core.db import db

STATEMENTS = 4_000  # of all tests together


@sa.event.listens_for(Engine, "connect")
def leave_it_to_the_disk(connection: object, _record: object) -> None:
    """A database of a test outlives nothing, so a commit need not reach the disk; what is killed is another process
    (tests/security/test_kills.py), which does not know of this."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")


@contextlib.contextmanager
def as_in_production() -> Iterator[None]:
    """New connections as the application itself sets them up."""
    sa.event.remove(Engine, "connect", leave_it_to_the_disk)
    db.engine.dispose()
    try:
        yield
    finally:
        db.engine.dispose()
        sa.event.listen(Engine, "connect", leave_it_to_the_disk)


@contextlib.contextmanager
def connected(app: Flask, address: str) -> Iterator[None]:
    """The application on this database for a while; its context must be pushed."""
    engines: dict[str | None, sa.Engine] = db.engines  # type: ignore[assignment]
    before = engines[None]
    engines[None] = _like(before, db._make_engine(None, {"url": address}, app))
    try:
        yield
    finally:
        db.session.remove()
        engines[None].dispose()
        engines[None] = before


def _like(before: sa.Engine, engine: sa.Engine) -> sa.Engine:
    """A server makes the text of each statement once for all its requests; so do all tests of a process together."""
    kept: sa.util.LRUCache[Any, Any] | None = before._compiled_cache  # type: ignore[assignment]
    if kept is not None:
        kept.capacity = STATEMENTS
    engine.dialect, engine._compiled_cache = before.dialect, kept
    return engine

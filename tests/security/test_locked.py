"""A database that somebody else holds (R48): 503 with Retry-After, readers go on, and it passes by itself."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core.db import db, is_sqlite
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World
from tests.factories.experts import make_profile
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
PATIENCE_MS = 150


@pytest.fixture
def impatient(app: Flask, world: World) -> Iterator[None]:
    """Every connection from now on waits a moment only."""
    db.session.remove()
    db.engine.dispose()

    def hurry(connection: object, _record: object) -> None:
        if is_sqlite(db.engine):
            connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")  # type: ignore[attr-defined]
        else:
            with connection.cursor() as cursor:  # type: ignore[attr-defined]
                cursor.execute(f"SET lock_timeout = {PATIENCE_MS}")
            connection.commit()  # type: ignore[attr-defined]

    sa.event.listen(db.engine, "connect", hurry)
    yield
    sa.event.remove(db.engine, "connect", hurry)


@contextmanager
def _held(ref: str) -> Iterator[None]:
    """Somebody else writes and does not end: the whole file on SQLite, this one row on PostgreSQL."""
    if is_sqlite(db.engine):
        other = sqlite3.connect(str(db.engine.url.database), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            other.close()
    else:
        with db.engine.connect() as connection:
            connection.execute(sa.text("SELECT id FROM profile WHERE ref = :ref FOR UPDATE"), {"ref": ref})
            yield
            connection.rollback()


def test_a_held_database_is_said_and_passes(
    app: Flask, world: World, visitor: Visit, impatient: None, caplog: pytest.LogCaptureFixture
) -> None:
    with unit_of_work():
        ref = make_profile().ref
    db.session.remove()
    focal = visitor(world.focal_ke)
    token = focal.token(f"/en/experts/{ref}")
    with _held(ref):
        begun = time.monotonic()
        answer = focal.client.post(f"/en/experts/{ref}/confirm", data={"csrf_token": token})
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert time.monotonic() - begun < 15
        assert focal.get(f"/en/experts/{ref}").status_code == 200, "who reads does not wait"
        assert focal.get("/en/experts").status_code == 200
    after = focal.client.post(f"/en/experts/{ref}/confirm", data={"csrf_token": token})
    assert after.status_code == 303, "without a restart"

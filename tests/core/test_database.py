"""How a connection is set up: nothing acknowledged is lost, nothing deleted lingers, nobody else reads it."""

import threading
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core import clock
from roster.core.db import BUSY_TIMEOUT_MS, db, is_sqlite
from roster.core.once import OnceKey
from roster.core.unit_of_work import unit_of_work
from roster.experts.models import Profile
from tests.connections import as_in_production
from tests.factories.experts import make_profile


def test_each_connection_of_sqlite_is_set_up_for_safety(app: Flask) -> None:
    """R45."""
    if not is_sqlite(db.engine):
        pytest.skip("these are SQLite's")
    expected = {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "secure_delete": 1,
        "busy_timeout": BUSY_TIMEOUT_MS,
    }
    with as_in_production(), db.engine.connect() as connection:
        found = {name: connection.execute(sa.text(f"PRAGMA {name}")).scalar() for name in expected}
    assert found == expected
    assert BUSY_TIMEOUT_MS >= 10_000


def test_a_wait_for_a_lock_ends_on_postgresql_too(app: Flask) -> None:
    """R48: an answer within 15 seconds, so that no thread waits for ever."""
    if is_sqlite(db.engine):
        pytest.skip("SQLite has its busy timeout")
    with db.engine.connect() as connection:
        assert connection.execute(sa.text("SHOW lock_timeout")).scalar() not in ("0", None)


def test_foreign_keys_are_enforced(app: Flask) -> None:
    with pytest.raises(sa.exc.IntegrityError), unit_of_work():
        make_profile(state="XX")


def test_a_moment_without_a_zone_is_refused(app: Flask) -> None:
    entry = OnceKey(key="k", location="/", used_at=datetime(2027, 1, 1))  # noqa: DTZ001 - that is the point
    with pytest.raises(sa.exc.StatementError, match="zone"), unit_of_work() as session:
        session.add(entry)


def test_moments_come_back_as_they_went(app: Flask) -> None:
    moment = clock.now().replace(microsecond=123456)
    with clock.use(moment), unit_of_work():
        id_ = make_profile().id
    db.session.remove()
    stored = db.session.get(Profile, id_)
    assert stored is not None
    assert stored.created_at == moment


def test_the_database_file_is_closed_to_others(app: Flask, tmp_path: Path) -> None:
    """R45: 0600, also where the folder was made by somebody else with wide rights."""
    if not is_sqlite(db.engine):
        pytest.skip("PostgreSQL guards its own files")
    path = tmp_path / "new.sqlite"
    engine = db._make_engine(None, {"url": f"sqlite:///{path}"}, app)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE t (n INTEGER)"))
        connection.execute(sa.text("INSERT INTO t VALUES (1)"))
        modes = {file.name: oct(file.stat().st_mode & 0o777) for file in tmp_path.glob("new.sqlite*")}
    engine.dispose()
    assert set(modes.values()) == {"0o600"}, modes


def test_readers_go_on_while_somebody_writes(app: Flask) -> None:
    with unit_of_work():
        make_profile()
    db.session.remove()
    seen: list[int | None] = []

    def read() -> None:
        with app.app_context():
            seen.append(db.session.scalar(sa.select(sa.func.count(Profile.id))))
            db.session.remove()

    with unit_of_work():
        make_profile()
        reader = threading.Thread(target=read)
        reader.start()
        reader.join(timeout=10)
        assert seen == [1]

"""Migrations: the models as they are, up and down with data, and an audit trail that takes new rows only."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade

from roster.core import audit
from roster.core.actor import SYSTEM
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.vocabulary.loading import load_vocabularies
from tests.architecture.source import ROOT
from tests.factories.accounts import make_world
from tests.factories.experts import make_profile


@contextmanager
def _on(app: Flask, address: str) -> Iterator[None]:
    """The application on another database for a while."""
    before = db.engines[None]
    db.session.remove()
    db.engines[None] = db._make_engine(None, {"url": address}, app)
    try:
        yield
    finally:
        db.session.remove()
        db.engines[None].dispose()
        db.engines[None] = before


def _tables() -> set[str]:
    return set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_the_migrations_make_what_the_models_say(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_constraints_have_names(app: Flask) -> None:
    for table in db.metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name, f"{table.name}: {constraint}"


def test_up_down_and_up_again_with_data(app: Flask, database_url: str) -> None:
    with _on(app, database_url):
        upgrade()
        expected = _tables()
        assert expected
        with unit_of_work():
            load_vocabularies()
            make_world()
            make_profile()
            make_profile(stage="imported", state=None)
        db.session.remove()
        downgrade(revision="base")
        assert _tables() == set()
        upgrade()
        assert _tables() == expected
        with unit_of_work():
            load_vocabularies()
            make_profile()


def test_a_second_upgrade_changes_nothing(app: Flask) -> None:
    before = _tables()
    upgrade()
    assert _tables() == before


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_entry SET outcome = 'other'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"],
)
def test_the_audit_trail_takes_new_rows_only(app: Flask, statement: str) -> None:
    if statement.startswith("TRUNCATE") and db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no such statement")
    with unit_of_work():
        audit.record(SYSTEM, "core:test:write", subject="EXP-000000")
    with pytest.raises(sa.exc.DatabaseError, match="append-only"), db.engine.begin() as connection:
        connection.execute(sa.text(statement))
    assert db.session.scalar(sa.select(sa.func.count(audit.AuditEntry.id))) == 1


def test_the_triggers_come_back_after_down_and_up(app: Flask, database_url: str) -> None:
    with _on(app, database_url):
        upgrade()
        downgrade(revision="base")
        upgrade()
        with unit_of_work():
            audit.record(SYSTEM, "core:test:write", subject="EXP-000000")
        with pytest.raises(sa.exc.DatabaseError, match="append-only"), db.engine.begin() as connection:
            connection.execute(sa.text("DELETE FROM audit_entry"))


def test_two_starts_at_once_end_in_one_schema(database_url: str, tmp_path: Path) -> None:
    """Migrations and vocabularies take a lock (R52): the second finds everything done."""
    surroundings = {
        **os.environ,
        "ROSTER_MODE": "testing",
        "ROSTER_DATA": str(tmp_path),
        "SECRET_KEY": "k" * 40,
        "DATABASE_URL": database_url,
    }
    words = [sys.executable, "-m", "roster", "init"]
    starts = [
        subprocess.Popen(words, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(2)
    ]
    said = [start.communicate(timeout=120)[0].decode() for start in starts]
    assert [start.returncode for start in starts] == [0, 0], said

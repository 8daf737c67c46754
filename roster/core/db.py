"""The database handle, the base of all models, and how a connection is set up on either database."""

import sqlite3
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_TIMEOUT_MS = 15_000
LOG_PAUSE_MS = 50
IMMEDIATE = "roster_immediate"


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, with its zone in Python and without one in the database (R54)."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: sa.Dialect) -> datetime | None:
        """Refuse a moment without a zone: it would mean something else on another machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: sa.Dialect) -> datetime | None:
        """Give the moment its zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Base of all models: named constraints, snake-case tables, no behaviour."""

    registry = registry(
        metadata=sa.MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: UtcDateTime,
            dict[str, Any]: sa.JSON,
            dict[str, str]: sa.JSON,
            list[str]: sa.JSON,
        },
    )


class Recorded:
    """Columns of every record with a page of its own: public reference, version, who and when."""

    ref: Mapped[str] = mapped_column(sa.String(20), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    created_by: Mapped[int | None]
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None]

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy hands over the class
        """Each update names the version that it read; a stale one fails (R10)."""
        return {"version_id_col": cls.version}


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


def table_of(model: type[Base]) -> sa.Table:
    """The table of a model, for batched inserts: past the object layer they take a third of the time."""
    table = model.__table__
    if not isinstance(table, sa.Table):
        raise TypeError(model)
    return table


def insert_if_absent(model: type[Base], values: dict[str, Any], *, unique: str) -> bool:
    """Insert a row unless one with the same value in the column `unique` is there; says whether it did.

    The database decides: of two transactions at once the second waits for the first (PostgreSQL), and neither
    fails. A look beforehand would find nothing in both.
    """
    connection = db.session.connection()
    insert = sqlite.insert if is_sqlite(connection) else postgresql.insert
    statement = insert(table_of(model)).values(values).on_conflict_do_nothing(index_elements=[unique])
    return connection.execute(statement.returning(table_of(model).c[unique])).first() is not None


def add_to_counts(model: type[Base], rows: Sequence[dict[str, Any]], *, column: str) -> None:
    """Add numbers to rows known by their primary key; a row that is not there yet begins with its number."""
    if not rows:
        return
    connection = db.session.connection()
    table = table_of(model)
    insert = (sqlite.insert if is_sqlite(connection) else postgresql.insert)(table)
    total = table.c[column] + insert.excluded[column]
    statement = insert.on_conflict_do_update(index_elements=list(table.primary_key), set_={column: total})
    connection.execute(statement, rows)


def is_sqlite(bind: Connection | Engine) -> bool:
    """Whether this is the embedded database."""
    return bind.dialect.name == "sqlite"


@event.listens_for(Engine, "do_connect")
def _close_to_others(
    dialect: sa.Dialect, _record: Any, arguments: tuple[Any, ...], _named: dict[str, Any]
) -> None:
    """A new SQLite file is its owner's alone (R45); the files beside it take the same rights."""
    if dialect.name == "sqlite" and arguments and arguments[0] != ":memory:":
        path = Path(arguments[0])
        if path.parent.is_dir() and not path.exists():
            path.touch(mode=0o600)


@event.listens_for(Engine, "connect")
def _set_up_connection(connection: Any, _record: Any) -> None:
    if type(connection).__module__.split(".")[0] != "sqlite3":
        # Nobody waits for ever for a row that another transaction holds (R48).
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {BUSY_TIMEOUT_MS}")
        connection.commit()
        return
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    _keep_a_log(connection)
    for pragma in ("foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _keep_a_log(connection: Any) -> None:
    """Let SQLite write ahead; while another first start does the same it says "locked" and does not wait by itself."""
    for _try in range(BUSY_TIMEOUT_MS // LOG_PAUSE_MS):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            time.sleep(LOG_PAUSE_MS / 1000)
        else:
            return
    connection.execute("PRAGMA journal_mode=WAL")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """Writers say so first: on SQLite a read that later writes fails when anybody committed between."""
    if is_sqlite(connection):
        immediate = connection.get_execution_options().get(IMMEDIATE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def empty_log() -> None:
    """Write SQLite's log back into the database file and cut it to nothing: what was deleted is in neither."""
    if db.engine.dialect.name != "sqlite":
        return
    connection = db.engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()

"""The one transaction of a change, and the only commit in the application."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from roster.core import outbox
from roster.core.db import IMMEDIATE, db
from roster.core.errors import StaleError, UnavailableError

_OPEN = "roster_unit_open"


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """Begin a writing transaction, commit it when the block ends well, roll it back otherwise.

    On SQLite it begins IMMEDIATE, before anything is read (R45). Units do not nest.
    Raises StaleError where a row changed since it was read, UnavailableError where the database is locked.
    """
    session: Session = db.session()
    if session.info.get(_OPEN):
        raise RuntimeError("a unit of work is open already")
    session.rollback()
    try:
        session.connection(execution_options={IMMEDIATE: True})
    except OperationalError as error:
        session.rollback()
        raise UnavailableError("the database is busy") from error
    session.info[_OPEN] = True
    try:
        yield session
        session.commit()
    except StaleDataError as error:
        session.rollback()
        raise StaleError from error
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop(_OPEN, None)
    outbox.wake()


def is_open() -> bool:
    """Whether a writing transaction is under way in this session."""
    return bool(db.session().info.get(_OPEN))


def lock_for_change(key: int, *, patient: bool = False) -> None:
    """Let one transaction at a time pass on PostgreSQL; SQLite has one writer anyway.

    `patient` waits as long as it takes, for set-up that another process may be doing just now.
    """
    session = db.session()
    if session.get_bind().dialect.name == "postgresql":
        if patient:
            session.execute(sa.text("SET LOCAL lock_timeout = 0"))
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))

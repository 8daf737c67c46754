"""Counting what is asked of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from roster.core.db import db

# Looked at anew after a fraction of a second, or after some: whether a request meets it is chance.
BY_THE_CLOCK = ("max(search_entry.seq)", "FROM vocabulary_version")


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements of what is done within, without those that the clock and not the page asks for."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not any(part in statement for part in BY_THE_CLOCK):
            statements.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)

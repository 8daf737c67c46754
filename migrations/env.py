"""Alembic's way in: the application's engine and metadata, one transaction, a lock against a second run."""

import sqlalchemy as sa
from alembic import context
from flask import current_app

from roster.core.db import IMMEDIATE, is_sqlite

MIGRATION_LOCK = 7_200


def run() -> None:
    """Run the migrations over one connection of the application."""
    database = current_app.extensions["migrate"].db
    arguments = current_app.extensions["migrate"].configure_args
    with database.engine.connect().execution_options(**{IMMEDIATE: True}) as connection:
        # SQLite too changes its schema within a transaction, once it is told where that begins: all the steps or
        # none, and a second start waits until the first has made them all (R52).
        context.configure(
            connection=connection, target_metadata=database.metadata, transactional_ddl=True, **arguments
        )
        with context.begin_transaction():
            if not is_sqlite(connection):
                # A second start waits as long as the first one needs.
                connection.execute(sa.text("SET LOCAL lock_timeout = 0"))
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
            context.run_migrations()


run()

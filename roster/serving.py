"""The two-command server: waitress in front, the worker and the clock in threads behind."""

import atexit
import logging
import os
import signal
import threading
from types import FrameType

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from waitress.server import create_server

from roster import rooms
from roster.core import schedule, worker
from roster.core.config import Settings
from roster.core.db import db
from roster.core.errors import ConfigurationError
from roster.jobs import clean_erased, heal_index, jobs_of
from roster.oversight.trail import seal_trail

log = logging.getLogger(__name__)
THREADS = 8
CLOCK_SECONDS = 600.0
UPKEEP_SECONDS = 2.0
MINUTE = 60.0


def serve(app: Flask, *, host: str, port: int) -> None:
    """Serve until told to stop; then finish what is under way (R52)."""
    refuse_other_schema(app)
    stop = threading.Event()
    settings: Settings = app.extensions["roster_settings"]
    threads = start_background(app, stop) if settings.worker_in_server else []
    threads.append(keep_each_minute(app, stop))
    server = create_server(
        app,
        host=host,
        port=port,
        threads=THREADS,
        ident=None,
        channel_timeout=60,
        clear_untrusted_proxy_headers=True,
    )

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        server.close()
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, end)
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        log.info("stopping")
    finally:
        stop.set()
        server.close()
        for thread in threads:
            thread.join(timeout=15)


def refuse_other_schema(app: Flask) -> None:
    """Raise ConfigurationError where the database is not at the step that this code was written for (R53)."""
    scripts = ScriptDirectory(str(app.extensions["migrate"].directory))
    with app.app_context():
        found = MigrationContext.configure(db.session.connection()).get_current_heads()
        db.session.remove()
    if set(found) != set(scripts.get_heads()):
        raise ConfigurationError("the database is at another version than the code: run `roster init`")


def start_background(app: Flask, stop: threading.Event) -> list[threading.Thread]:
    """Start the worker and the clock as threads of this process."""
    threads = [
        threading.Thread(target=run_worker, args=(app, stop), name="worker", daemon=True),
        threading.Thread(target=_run_clock, args=(app, stop), name="clock", daemon=True),
    ]
    for thread in threads:
        thread.start()
    return threads


def keep_each_minute(app: Flask, stop: threading.Event) -> threading.Thread:
    """Let the rooms do each minute what each process that answers must do itself, and once more at its end."""
    thread = threading.Thread(target=_run_minutes, args=(app, stop), name="minute", daemon=True)
    thread.start()
    return thread


def keep_while_served(app: Flask) -> None:
    """The same under a server that is not ours: begun in each of its processes, ended with it."""
    stop = threading.Event()
    thread = [keep_each_minute(app, stop)]

    def begin_again() -> None:
        thread[:] = [keep_each_minute(app, stop)]

    def end() -> None:
        stop.set()
        thread[0].join(timeout=15)

    os.register_at_fork(after_in_child=begin_again)
    atexit.register(end)


def run_worker(app: Flask, stop: threading.Event) -> None:
    """Drain the outbox until told to stop. Heals the index at the start and whenever it breaks."""
    settings: Settings = app.extensions["roster_settings"]
    with app.app_context():
        worker.run(
            jobs_of(app),
            stop,
            settings.data_folder / "worker.lock",
            between=worker.Every(UPKEEP_SECONDS, lambda: _keep_up(app, settings)),
        )


def _keep_up(app: Flask, settings: Settings) -> None:
    """Mend the index where it broke, and seal the audit trail as far as it has come."""
    heal_index(app)
    seal_trail(settings.data_folder, settings.secret_key)
    db.session.rollback()


def _run_minutes(app: Flask, stop: threading.Event) -> None:
    with app.app_context():
        is_last = False
        while not is_last:
            is_last = stop.wait(MINUTE)
            try:
                rooms.keep_up()
            except Exception:
                log.exception("minute: a round failed")
                db.session.rollback()
            db.session.remove()


def _run_clock(app: Flask, stop: threading.Event) -> None:
    with app.app_context():
        while not stop.is_set():
            try:
                if schedule.is_due(rooms.clock_jobs()):
                    schedule.run_due(rooms.clock_jobs())
                clean_erased(app)
            except Exception:
                log.exception("clock: a round failed")
                db.session.rollback()
            db.session.remove()
            stop.wait(CLOCK_SECONDS)

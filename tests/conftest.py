"""The application for all tests: one process, a fresh database for each test, on SQLite or PostgreSQL.

`--database postgresql` runs everything on a PostgreSQL server of its own.
"""

import contextlib
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache

from roster.app import create_app
from roster.catalogues import compile_catalogues
from roster.core.actor import SYSTEM
from roster.core.config import Limits, MailSettings, Settings, settings_from
from roster.core.db import Base, db
from roster.core.mail_transport import Letterhead, SmtpTransport
from roster.core.unit_of_work import unit_of_work
from roster.core.worker import drain
from roster.jobs import jobs_of
from roster.networks.network_services import load_networks
from roster.vocabulary import queries
from roster.vocabulary.entries import Vocabulary
from roster.vocabulary.loading import load_vocabularies
from tests.connections import connected
from tests.databases import Databases, postgresql, server_binaries
from tests.factories.accounts import World, make_world
from tests.mail_server import MailServer, faults_in
from tests.visitor import Visitor

HERE = Path(__file__).parent
DATABASES = ("sqlite", "postgresql")
IN_FULL = os.environ.get("ROSTER_FULL", "") not in ("", "0")
UNLIMITED = replace(
    Limits(),
    sign_ins_per_account="100000 per minute",
    sign_ins_per_network="100000 per minute",
    resets_per_network="100000 per minute",
    searches_per_minute="100000 per minute",
    matches_per_minute="100000 per minute",
    uploads_per_hour="100000 per minute",
    exports_per_hour="100000 per minute",
    messages_per_day=100_000,
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=DATABASES, default="sqlite", help="which database to test on")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--database") == "postgresql" and server_binaries() is None:
        raise pytest.UsageError("no PostgreSQL server on this machine")
    gc.disable()


def pytest_collection_finish() -> None:
    """What was imported stays to the end: it need not be searched for garbage again and again."""
    gc.freeze()
    gc.enable()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What does not run on PostgreSQL need not be read by its workers."""
    if config.getoption("--database") == "sqlite" or IN_FULL or collection_path.suffix != ".py":
        return None
    file = collection_path.relative_to(HERE).as_posix()
    return None if any(file.startswith(name.partition("::")[0]) for name in ON_POSTGRESQL) else True


# What may differ between the databases: locks, transactions, types, constraints, and who sees what.
ON_POSTGRESQL = (
    "architecture/test_migrations",
    "assistance/test_engagements",
    "assistance/test_request_moves",
    "assistance/test_request_policy",
    "assistance/test_roster_pool.py::test_after",
    "assistance/test_selections",
    "authorities/test_policy",
    "authorities/test_reports",
    "core/test_",
    "experts/test_erasure",
    "experts/test_merge",
    "experts/test_policy",
    "experts/test_services",
    "letters/test_sending",
    "networks/test_policy",
    "networks/test_rules",
    "nominations/test_clock",
    "nominations/test_four_eyes",
    "nominations/test_policy",
    "nominations/test_whole_way",
    "oversight/",
    "search/test_audiences",
    "search/test_changes",
    "security/test_planted.py::test_search",
    "security/test_planted.py::test_what_is_hidden",
)

# What takes longest begins first, so that at the end no worker waits for another.
LONG = (
    "security/test_kills",
    "security/test_planted",
    "security/test_bad_input",
    "security/test_matrix",
    "nominations/test_five_years",
    "web/test_bodies",
    "experts/test_import_real",
    "experts/test_profile_documents",
    "architecture/test_migrations",
    "browser/test_every_page",
    "browser/test_nomination",
    "browser/test_assistance",
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL what uses a database runs again: all of it in full, else what may differ between the two."""
    items.sort(key=lambda item: not item.nodeid.removeprefix("tests/").startswith(LONG))
    if config.getoption("--database") == "sqlite":
        return
    kept = [item for item in items if _is_for_postgresql(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def _is_for_postgresql(item: pytest.Item) -> bool:
    if "databases" not in getattr(item, "fixturenames", ()):
        return False
    return IN_FULL or item.nodeid.removeprefix("tests/").startswith(ON_POSTGRESQL)


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    compile_catalogues()


@pytest.fixture(scope="session", autouse=True)
def _compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Some tests make applications of their own, all with the same templates: each is compiled once in a run."""
    folder = os.environ.get("ROSTER_TEST_TEMPLATES") or tmp_path_factory.mktemp("templates")
    Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(str(folder))}


@pytest.fixture(scope="session")
def databases(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    folder = tmp_path_factory.mktemp("databases")
    if pytestconfig.getoption("--database") == "sqlite":
        yield Databases(folder, None)
    else:
        with postgresql() as server:
            made = Databases(folder, server)
            yield made
            made.close()


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """An empty database for this test alone."""
    address = databases.new()
    yield address
    databases.drop(address)


@pytest.fixture(scope="session")
def _tables(databases: Databases) -> str:
    """A database with all tables and nothing in them, to copy."""
    address = databases.new()
    engine = sa.create_engine(address)
    Base.metadata.create_all(engine)
    engine.dispose()
    return address


@pytest.fixture
def tables_url(databases: Databases, _tables: str) -> Iterator[str]:
    """A database with all tables for this test alone."""
    address = databases.new(like=_tables)
    yield address
    databases.drop(address)


@pytest.fixture(scope="session")
def _whole(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, str]:
    """The application, built once, and a database with tables and vocabularies to copy."""
    settings = _settings(tmp_path_factory.mktemp("app"), databases.new())
    app = create_app(settings)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        upgrade()
        with unit_of_work():
            load_vocabularies()
            load_networks(SYSTEM)
        db.session.remove()
        db.engine.dispose()
    gc.freeze()
    return app, settings.database_url


@pytest.fixture(scope="session")
def vocabulary(_whole: tuple[Flask, str]) -> Vocabulary:
    """The loaded vocabularies, built once: they are frozen."""
    with _whole[0].app_context():
        loaded = queries.current()
        db.session.remove()
        db.engine.dispose()
    return loaded


@pytest.fixture(scope="session")
def _peopled(_whole: tuple[Flask, str], databases: Databases) -> tuple[World, str]:
    """An account for each role, made once, and a database with them to copy."""
    app, template = _whole
    address = databases.new(like=template)
    with app.app_context(), connected(app, address):
        with unit_of_work():
            made = make_world()
        db.session.remove()
    return made, address


@pytest.fixture
def app(_whole: tuple[Flask, str], databases: Databases, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The whole application on a fresh database with the vocabularies, its context pushed."""
    app, template = _whole
    if "world" in request.fixturenames:
        _world, template = request.getfixturevalue("_peopled")
    with _on_a_copy(app, databases, like=template):
        yield app


@pytest.fixture(scope="module")
def module_world(
    _whole: tuple[Flask, str], _peopled: tuple[World, str], databases: Databases
) -> Iterator[World]:
    """As `app` and `world`, for rows that a whole module makes once and its tests only read (without an index)."""
    made, template = _peopled
    with _on_a_copy(_whole[0], databases, like=template):
        yield made


@contextlib.contextmanager
def _on_a_copy(app: Flask, databases: Databases, *, like: str) -> Iterator[None]:
    settings: Settings = app.extensions["roster_settings"]
    address = databases.new(like=like)
    with app.app_context(), connected(app, address):
        yield
    shutil.rmtree(settings.index_folder, ignore_errors=True)
    app.extensions["roster_search"].forget()
    databases.drop(address)


@pytest.fixture
def world(app: Flask, _peopled: tuple[World, str]) -> World:
    """An account for each role, and no records."""
    return _peopled[0]


@pytest.fixture
def visitor(app: Flask) -> Callable[..., Visitor]:
    """Somebody at a browser: `visitor()` signed out, `visitor(world.manager)` signed in."""
    return lambda account=None: Visitor(app, account)


@pytest.fixture
def work(app: Flask) -> Callable[[], int]:
    """Do what waits in the outbox, as the worker would."""
    return lambda: drain(jobs_of(app))


@pytest.fixture
def smtp_server(app: Flask) -> Iterator[MailServer]:
    """A real mail server to which the application sends; each letter that arrives is looked at in the end."""
    server = MailServer()
    before = app.extensions["roster_mail"]
    sender = "roster@demo.example"
    given = MailSettings(server.host, server.port, sender, None, None, None, use_tls=False)
    app.extensions["roster_mail"] = SmtpTransport(Letterhead(given, "localhost"))
    server.live()
    yield server
    server.die()
    app.extensions["roster_mail"] = before
    assert [fault for letter in server.letters for fault in faults_in(letter)] == []


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of public data written by others; tests that read it say when it is absent."""
    folder = Path(os.environ.get("ROSTER_REAL_DATA", "../shared/data/real"))
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder}: set ROSTER_REAL_DATA")
    return folder


@pytest.fixture(autouse=True)
def _fresh_vocabulary() -> Iterator[None]:
    yield
    queries.forget_all()


def _settings(folder: Path, address: str) -> Settings:
    environ = {
        "ROSTER_MODE": "testing",
        "ROSTER_DATA": str(folder),
        "SECRET_KEY": "k" * 40,
        "BASE_URL": "http://localhost",
        "DATABASE_URL": address,
    }
    return replace(settings_from(environ), limits=UNLIMITED)

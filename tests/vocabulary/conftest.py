"""A small application with the vocabularies in a database of its own."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel

from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.vocabulary import queries
from roster.vocabulary.entries import Vocabulary
from roster.vocabulary.loading import load_vocabularies
from tests.databases import Databases


def make_app(address: str) -> Flask:
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = address
    app.config["BABEL_DEFAULT_LOCALE"] = "en"
    db.init_app(app)
    Babel(app)
    return app


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    app = make_app(database_url)
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def vocabulary(databases: Databases) -> Vocabulary:
    """The loaded vocabularies, built once: they are frozen."""
    app = make_app(databases.new())
    with app.app_context():
        db.create_all()
        with unit_of_work():
            load_vocabularies()
        loaded = queries.current()
        db.session.remove()
        db.engine.dispose()
    return loaded

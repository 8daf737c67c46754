"""A small application with the vocabularies in a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel

from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.vocabulary import queries
from roster.vocabulary.entries import Vocabulary
from roster.vocabulary.loading import load_vocabularies


def make_app(folder: Path) -> Flask:
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{folder / 'vocabulary.sqlite'}"
    app.config["BABEL_DEFAULT_LOCALE"] = "en"
    db.init_app(app)
    Babel(app)
    return app


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = make_app(tmp_path)
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    """The loaded vocabularies, built once: they are frozen."""
    app = make_app(tmp_path_factory.mktemp("vocabulary"))
    with app.app_context():
        db.create_all()
        with unit_of_work():
            load_vocabularies()
        loaded = queries.current()
        db.session.remove()
        db.engine.dispose()
    return loaded

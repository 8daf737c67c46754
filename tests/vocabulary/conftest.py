"""A small application with the vocabularies in a database of its own."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel

from roster.core.db import db


def make_app(address: str) -> Flask:
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = address
    app.config["BABEL_DEFAULT_LOCALE"] = "en"
    db.init_app(app)
    Babel(app)
    return app


@pytest.fixture
def app(tables_url: str) -> Iterator[Flask]:
    app = make_app(tables_url)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()

"""A small application of this room alone, on its own database, with people whom the tests invent."""

import re
from collections.abc import Callable, Iterator
from contextvars import Context
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from flask_wtf import CSRFProtect
from werkzeug.test import TestResponse

from roster.accounts import commands, late_form_views, services, session
from roster.accounts.models import User
from roster.accounts.room import ROOM
from roster.accounts.services import NewUser
from roster.core.actor import SYSTEM, Assignment, Role
from roster.core.config import Limits, Settings, settings_from
from roster.core.db import db
from roster.core.mail import Letter
from roster.core.outbox import Kind, OutboxRow
from roster.core.unit_of_work import unit_of_work
from roster.web import errors, headers, locale, templating
from roster.web.guard import current_actor, guard, open_to_all

ROOT = Path(__file__).parents[2]
PASSWORD = "seven quiet herons"
MANAGER = Assignment(Role.MANAGER, "system")
ADMINISTRATOR = Assignment(Role.ADMINISTRATOR, "system")


@pytest.fixture
def limits() -> Limits:
    return Limits()


@pytest.fixture
def settings(tmp_path: Path, tables_url: str, limits: Limits) -> Settings:
    environ = {
        "DATABASE_URL": tables_url,
        "ROSTER_MODE": "testing",
        "ROSTER_DATA": str(tmp_path),
        "SECRET_KEY": "k" * 40,
    }
    return replace(settings_from({**environ, "BASE_URL": "https://roster.example"}), limits=limits)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = Flask("roster", root_path=str(ROOT / "roster"), template_folder=str(ROOT / "templates"))
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TESTING=True,
        PROPAGATE_EXCEPTIONS=False,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        TRANSLATIONS_FOLDER=str(ROOT / "translations"),
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions["roster_settings"] = settings
    db.init_app(app)
    CSRFProtect(app)
    locale.register(app)
    headers.register(app, settings)
    errors.register(app)
    session.register(app, settings)
    late_form_views.register(app)
    for blueprint in (*ROOM.blueprints, *_neighbours()):
        app.register_blueprint(blueprint)
    templating.register(app, settings, ())
    app.cli.add_command(commands.user)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def _neighbours() -> Iterator[Blueprint]:
    """The addresses to which the frame of a page links, and one page that wants a role."""
    home = Blueprint("home", "home", url_prefix="/<lang:lang>")
    experts = Blueprint("experts", "experts", url_prefix="/<lang:lang>/experts")

    def answer() -> str:
        actor = current_actor()
        return f"{actor.user_id} {sorted(held.scope for held in actor.assignments)} {actor.origin}"

    for path, name in (
        ("/", "first_page"),
        ("/help", "help_page"),
        ("/words", "vocabularies"),
        ("/data", "privacy"),
    ):
        home.get(path, endpoint=name)(open_to_all(answer))
    experts.get("/", endpoint="search")(guard(lambda actor: actor.is_secretariat)(answer))
    return iter((home, experts))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return Browser(app)


class Browser(FlaskClient):
    """A client that fetches the form before it sends it, as a browser does."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app, app.response_class, use_cookies=True)

    def open(self, *arguments: Any, **keywords: Any) -> TestResponse:
        """Each request on its own: a context that is open around it would lend it its `g`."""
        return Context().run(super().open, *arguments, **keywords)

    def send(self, address: str, origin: str = "192.0.2.7", **fields: str) -> TestResponse:
        shown = self.get(address)  # a link from a letter leads on to its form
        address = shown.location if shown.status_code == 303 else address
        token = self.token(address)
        return self.post(
            address,
            data={"csrf_token": token, **fields},
            headers={"Referer": "https://localhost/"},
            environ_base={"REMOTE_ADDR": origin},
        )

    def token(self, address: str = "/en/sign-in") -> str:
        answer = self.get(address, follow_redirects=True)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', answer.text)
        return found[1] if found else ""

    def sign_in(self, email: str, password: str = PASSWORD, **values: str) -> TestResponse:
        return self.send("/en/sign-in", email=email, password=password, **values)

    def who(self) -> str:
        """What the server takes this client for."""
        return self.get("/en/").text.split(" ")[0]


@pytest.fixture
def make_user(app: Flask) -> Callable[..., User]:
    def make(email: str = "amina@demo.example", *assignments: Assignment, **values: object) -> User:
        given = {"name": "Amina Okoro", "password": PASSWORD, "assignments": assignments or (MANAGER,)}
        with unit_of_work():
            return services.create_user(SYSTEM, NewUser(email=email, **{**given, **values}))  # type: ignore[arg-type]

    return make


@pytest.fixture
def letters(app: Flask) -> Callable[[], list[Letter]]:
    """Renders what waits in the queue, as the worker does, and empties it."""

    def render() -> list[Letter]:
        rows = db.session.scalars(
            sa.select(OutboxRow).where(OutboxRow.kind == Kind.MAIL).order_by(OutboxRow.id)
        ).all()
        written = [ROOM.letters[row.payload["template"]](row.payload) for row in rows]
        with unit_of_work() as open_session:
            open_session.execute(sa.delete(OutboxRow))
        return [letter for letter in written if letter is not None]

    return render


def link_in(letter: Letter) -> str:
    """The path of the link in a letter."""
    found = re.search(r"https://roster\.example(/\S+)", letter.text)
    assert found is not None
    return found[1]

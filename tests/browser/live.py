"""The application as people meet it: served over a socket, its worker running, invented people on the roster."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from werkzeug.serving import WSGIRequestHandler, make_server

from roster.app import create_app
from roster.core import clock, outbox
from roster.core.actor import SYSTEM
from roster.core.config import settings_from
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.demo.command import reference
from roster.demo.population import make_accounts, populate
from roster.experts.queries import first_published
from roster.jobs import rebuild_index
from roster.networks.network_services import load_networks
from roster.nominations.expert_link import consent_token
from roster.nominations.states import Stage
from roster.serving import run_worker
from roster.vocabulary.loading import load_vocabularies
from tests.conftest import UNLIMITED
from tests.factories.authorities import make_authority
from tests.factories.experts import make_profile
from tests.factories.networks import make_membership, make_point
from tests.factories.nominations import make_nomination

PASSWORD = "demonstration-2026"
PEOPLE = 44


@dataclass(frozen=True)
class Live:
    """A running roster."""

    app: Flask
    url: str
    kenyan: str  # the profile that the account expert@ owns
    rich: str  # a profile with every part filled
    draft: str  # a nomination by Kenya that is being written
    desk: str  # and one that is with the secretariat
    link: str  # the token in the letter to a third expert

    def address(self, path: str) -> str:
        """A path with the records of this roster in it."""
        return path.format(rich=self.rich, draft=self.draft, desk=self.desk, link=self.link)

    def new_profile(self, family_name: str, given_name: str) -> str:
        """Put one more expert on the roster, for a test that changes it; gives the reference once it is found."""
        email = f"{family_name}@people.example".lower()
        with self.app.app_context():
            with unit_of_work():
                ref = make_profile(family_name=family_name, given_name=given_name, email=email).ref
            while outbox.waiting_count(outbox.Kind.INDEX):
                db.session.remove()
                time.sleep(0.05)
            db.session.remove()
        return ref


class _Quiet(WSGIRequestHandler):
    """Says nothing of each request, and keeps connections open as a real server does."""

    protocol_version = "HTTP/1.1"

    def log_request(self, *_details: Any) -> None:
        pass


@contextmanager
def running(folder: Path) -> Iterator[Live]:
    """A demonstration in `folder`, served until the block ends."""
    app = create_app(_settings(folder))
    with app.app_context():
        kenyan, rich = _populate()
        draft, desk, link = _nominate()
        rebuild_index(app)
        db.session.remove()
    stop = threading.Event()
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    server.daemon_threads = True
    threads = [
        threading.Thread(target=run_worker, args=(app, stop), daemon=True),
        threading.Thread(target=server.serve_forever, daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield Live(app, f"http://127.0.0.1:{server.port}", kenyan, rich, draft, desk, link)
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        for thread in threads:
            thread.join(timeout=10)
        with app.app_context():
            db.engine.dispose()


def _settings(folder: Path) -> Any:
    environ = {
        "ROSTER_MODE": "demonstration",
        "ROSTER_DATA": str(folder),
        "SECRET_KEY": "b" * 40,
        "DEMO_PASSWORD": PASSWORD,
        "BASE_URL": "http://127.0.0.1",
    }
    return replace(settings_from(environ), limits=UNLIMITED)


def _populate() -> tuple[str, str]:
    upgrade()
    with unit_of_work():
        load_vocabularies()
        load_networks(SYSTEM)
    with unit_of_work():
        rich = make_profile(family_name="Wanjala", given_name="Atieno", is_public=True).ref
        make_point(make_membership(authority=make_authority(ref="AUT-KE0001"), ref="MEM-KE0001"))
    for _done in populate(reference(), count=PEOPLE, seed=7, today=clock.today()):
        pass
    make_accounts(PASSWORD)
    own = first_published("KE")
    assert own is not None
    return own.ref, rich


def _nominate() -> tuple[str, str, str]:
    """References of a draft and of one with the secretariat, and the link of one with its expert."""
    with unit_of_work():
        draft, desk, asked = (
            make_nomination(stage=stage, family_name=name, email=f"{name}@people.example".lower())
            for stage, name in (
                (Stage.DRAFT, "Mutiso"),
                (Stage.UNDER_CHECK, "Achieng"),
                (Stage.WITH_EXPERT, "Kiprotich"),
            )
        )
        return draft.ref, desk.ref, consent_token(asked)

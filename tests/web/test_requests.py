"""What the request side refuses before any view is asked, and what every answer carries."""

from collections.abc import Callable
from contextvars import Context
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import Client, TestResponse

from roster.core import audit
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World
from tests.factories.experts import make_profile
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def _ask(client: Client, method: str, path: str, **keywords: Any) -> TestResponse:
    return Context().run(client.open, path, method=method, **keywords)


def _entries() -> int:
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count(audit.AuditEntry.id))) or 0


@pytest.fixture
def ref(app: Flask) -> str:
    with unit_of_work():
        made = make_profile().ref
    db.session.remove()
    return made


ASKED = (
    ("GET", "/en/help", 200),
    ("HEAD", "/en/help", 200),
    ("OPTIONS", "/en/help", 200),
    ("GET", "/", 302),
    ("GET", "/en/account", 302),
    ("GET", "/healthz", 200),
    ("GET", "/readyz", 200),
    ("GET", "/robots.txt", 200),
    ("GET", "/.well-known/security.txt", 200),
    ("GET", "/nowhere", 404),
    ("GET", "/en/nowhere", 404),
    ("GET", "/xx/help", 404),
    ("GET", "/static/nothing.css", 404),
    ("GET", "/static/../app.py", 404),
    ("GET", "/static/%2e%2e/app.py", 404),
    ("DELETE", "/en/help", 405),
    ("PUT", "/en/sign-in", 405),
    ("PATCH", "/en/sign-in", 405),
    ("TRACE", "/en/help", 405),
    ("POST", "/en/sign-in", 400),
    ("POST", "/en/help", 405),
)


def test_every_answer_carries_the_headers(app: Flask) -> None:
    for method, path, status in ASKED:
        answer = _ask(app.test_client(), method, path)
        assert answer.status_code == status, (method, path)
        for name, value in FIXED.items():
            assert answer.headers[name] == value, (method, path, name)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "Server" not in answer.headers


def test_a_style_sheet_cannot_be_taken_for_anything_else(app: Flask) -> None:
    answer = _ask(app.test_client(), "GET", "/static/css/base.css")
    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers
    answer.close()


def test_private_pages_stay_in_no_cache(world: World, visitor: Visit, ref: str) -> None:
    manager = visitor(world.manager)
    for path in (
        "/en/",
        "/en/account",
        "/en/experts",
        f"/en/experts/{ref}",
        f"/en/experts/{ref}.json",
        "/en/no",
    ):
        answer = manager.get(path)
        assert answer.headers["Cache-Control"] == "no-store", path
        assert "Cookie" in answer.headers["Vary"], path


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "a b"])
def test_another_host_is_refused(app: Flask, host: str) -> None:
    for path in ("/", "/en/", "/en/sign-in", "/nowhere", "/.well-known/security.txt", "/healthz"):
        answer = _ask(app.test_client(), "GET", path, headers={"Host": host})
        assert answer.status_code == 400, path
        assert "evil.example" not in answer.text
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_change_without_its_token_is_refused(world: World, visitor: Visit, ref: str) -> None:
    focal = visitor(world.focal_ke)
    before = _entries()
    for path in (f"/en/experts/{ref}/confirm", f"/en/experts/{ref}/edit", "/en/sign-out"):
        for data in ({}, {"csrf_token": ""}, {"csrf_token": "x" * 40}):
            assert _ask(focal.client, "POST", path, data=data).status_code == 400, path
    assert _entries() == before


def test_a_token_of_another_session_is_refused(world: World, visitor: Visit, ref: str) -> None:
    stolen = visitor(world.drafter_ke).token(f"/en/experts/{ref}/edit")
    answer = _ask(
        visitor(world.focal_ke).client, "POST", f"/en/experts/{ref}/confirm", data={"csrf_token": stolen}
    )
    assert answer.status_code == 400


FOREIGN = (
    "https://evil.example",
    "http://localhost.evil.example",
    "http://localhost:81",
    "null",
    "",
    "http://[",
    "file://",
    "localhost",
)


def test_a_change_from_another_origin_is_refused(world: World, visitor: Visit, ref: str) -> None:
    focal = visitor(world.focal_ke)
    before = _entries()
    for origin in FOREIGN:
        answer = focal.post(
            f"/en/experts/{ref}/confirm", page=f"/en/experts/{ref}", headers={"Origin": origin}
        )
        assert answer.status_code in (400, 403), origin
    assert _entries() == before


def test_a_change_from_our_own_origin_is_taken(world: World, visitor: Visit, ref: str) -> None:
    answer = visitor(world.focal_ke).post(
        f"/en/experts/{ref}/confirm", page=f"/en/experts/{ref}", headers={"Origin": "http://localhost"}
    )
    assert answer.status_code == 303


ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/\n/evil.example",
    "/%0d%0aSet-Cookie:x=1\r\nX: y",
    "/en/sign-in",
    "/" + "a" * 5_000,
    "http://[",
    "/./\x00",
)


def test_after_sign_in_only_our_own_pages_follow(app: Flask, world: World) -> None:
    for place in ELSEWHERE:
        visitor = Visitor(app)
        form = values_of(visitor.get("/en/sign-in", query_string={"next": place}).text)
        values = {**form, "email": world.manager.email, "password": "seven quiet herons"}
        answer = visitor.client.post("/en/sign-in", query_string={"next": place}, data=values)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/en/"), place[:40]


def test_after_sign_in_the_page_that_was_asked_for_follows(app: Flask, world: World, ref: str) -> None:
    visitor = Visitor(app)
    asked = visitor.get(f"/en/experts/{ref}?x=1&y=2")
    assert asked.status_code == 302
    answer = visitor.post(
        asked.headers["Location"], {"email": world.manager.email, "password": "seven quiet herons"}
    )
    assert answer.headers["Location"] == f"/en/experts/{ref}?x=1&y=2"


def test_reading_changes_nothing(world: World, visitor: Visit, ref: str) -> None:
    """R19: GET and HEAD on every address, also those that take changes."""
    focal = visitor(world.focal_ke)
    before = _entries()
    for path in ("", "/edit", "/confirm", ".json"):
        for method in ("GET", "HEAD"):
            assert _ask(focal.client, method, f"/en/experts/{ref}{path}").status_code < 500
    assert _entries() == before


def test_an_error_says_what_to_do_and_nothing_of_the_inside(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_values: Any) -> None:
        raise RuntimeError("the secret of the inside")

    monkeypatch.setitem(app.view_functions, "home.help_page", fail)
    for path in ("/en/help", "/ar/help"):
        answer = _ask(app.test_client(), "GET", path)
        assert answer.status_code == 500
        assert "secret of the inside" not in answer.text
        assert "Traceback" not in answer.text
        assert "RuntimeError" not in answer.text
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_an_error_of_data_is_data(world: World, visitor: Visit) -> None:
    answer = visitor(world.manager).get("/en/experts/EXP-000000.json")
    assert answer.status_code == 404
    assert answer.json["error"]["status"] == 404
    assert set(answer.json["error"]) == {"status", "title", "detail", "reference"}


def test_error_pages_ask_the_database_nothing(app: Flask) -> None:
    said: list[str] = []
    db.session.remove()
    sa.event.listen(db.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    for method, path in (("GET", "/en/nowhere"), ("DELETE", "/en/help"), ("POST", "/en/sign-in")):
        _ask(app.test_client(), method, path)
    assert said == []

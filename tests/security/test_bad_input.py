"""A thousand hostile requests from a seed (ten thousand with ROSTER_FULL=1): none ends in an error of ours,
shows the inside, or comes back as markup."""

import logging
import os
import random
import re
from collections.abc import Iterator
from contextvars import Context

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import PASSWORD, World
from tests.factories.experts import make_profile
from tests.forms import values_of
from tests.security.hostile import MARK, Place, Request, make_request
from tests.visitor import Visitor

SEED = 20261121
CASES = 10_000 if os.environ.get("ROSTER_FULL") else 1_000
PARTS = 4
ROUND = 100
LIVE_MARKUP = re.compile(rf"<{MARK}|<script>{MARK}|<svg/onload={MARK}|href=[\"']?javascript:")
INSIDE = re.compile(r"Traceback \(most recent|sqlalchemy\.|werkzeug\.|File \"/|jinja2\.")
HEAVY = 0.25  # of the cases go to forms, the dearest pages


@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_that_is_sent_breaks_anything(
    app: Flask, world: World, part: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    wrong: list[str] = []
    cases = range(part, CASES, PARTS)
    for start in range(0, len(cases), ROUND):
        visitors = _visitors(app, world)
        for case in cases[start : start + ROUND]:
            chance = random.Random(SEED * 100_000 + case)
            visitor, pages, forms = chance.choice(visitors)
            request = make_request(chance.choice(forms if chance.random() < HEAVY else pages), chance)
            if problem := _problem(_send(visitor, request)):
                wrong.append(f"case {case}: {request.method} {request.path[:150]} {problem}")
        db.session.remove()
    assert wrong == []


def _send(visitor: Visitor, request: Request) -> TestResponse:
    options = {name: value for name, value in request.options.items() if value or name != "headers"}
    answer: TestResponse = Context().run(visitor.client.open, request.path, method=request.method, **options)
    return answer


def _problem(answer: TestResponse) -> str:
    """What is wrong with an answer, if anything."""
    try:
        if answer.status_code >= 500:
            return f"was answered {answer.status_code}"
        if f"{MARK}=1" in str(answer.headers.getlist("Set-Cookie")):
            return "set a cookie"
        if "default-src" not in answer.headers.get("Content-Security-Policy", ""):
            return "came without its content policy"
        if answer.mimetype in ("text/html", "text/plain"):
            found = LIVE_MARKUP.search(answer.text) if answer.mimetype == "text/html" else None
            found = found or INSIDE.search(answer.text)
            if found:
                return f"shows {found[0]!r}"
        return ""
    finally:
        answer.close()


def _visitors(app: Flask, world: World) -> list[tuple[Visitor, list[Place], list[Place]]]:
    """Three people with a record to spoil, each with the places that they reach."""
    with unit_of_work():
        ref = make_profile().ref
    db.session.remove()
    manager, focal, nobody = Visitor(app, world.manager), Visitor(app, world.focal_ke), Visitor(app)
    pages = list(_pages(ref))
    return [
        (manager, pages, [*_own_forms(manager, ref), *_manager_forms(manager)]),
        (focal, pages, list(_own_forms(focal, ref))),
        (nobody, pages, list(_open_forms(nobody))),
    ]


def _pages(ref: str) -> Iterator[Place]:
    for path in (
        "/*",
        "/*/*",
        "/en/*",
        "/en/",
        "/ar/experts",
        "/zh/experts",
        "/en/experts",
        "/en/experts/*",
        "/en/experts/*.json",
        "/en/experts/*/edit",
        f"/en/experts/{ref}",
        f"/en/experts/{ref}.json",
        f"/en/experts/{ref}/history",
        f"/en/experts/{ref}/*",
        "/en/experts/import/*",
        "/en/experts/import/*/problems.csv",
        "/en/experts/map",
        "/en/help/vocabularies",
        "/en/states/*",
        "/en/articles/*",
        "/en/shortlists/*",
        "/en/account/reset/*",
        "/en/account/invitation/*",
        "/en/sign-in",
        "/static/*",
        "/.well-known/*",
    ):
        yield Place(path)


def _own_forms(visitor: Visitor, ref: str) -> Iterator[Place]:
    edit = f"/en/experts/{ref}/edit"
    yield Place(edit, values_of(visitor.get(edit).text))
    token = {"csrf_token": visitor.token("/en/help")}
    yield Place(f"/en/experts/{ref}/confirm", token)
    yield Place("/en/experts/export", {**token, "purpose": "To test", "kind": "csv"})
    yield Place("/en/account/password", {**token, "current": "not mine", "password": "seven quiet herons"})


def _manager_forms(visitor: Visitor) -> Iterator[Place]:
    token = {"csrf_token": visitor.token("/en/help")}
    start = values_of(visitor.get("/en/experts/import").text)
    yield Place("/en/experts/import", {**start, **token}, has_file=True)
    yield Place(
        "/en/shortlists/new", {**values_of(visitor.get("/en/shortlists/new").text), "title": "A list"}
    )
    yield Place("/en/shortlists/add", {**token, "shortlist": "", "ref": "EXP-000000", "next": "/en/"})


def _open_forms(visitor: Visitor) -> Iterator[Place]:
    token = {"csrf_token": visitor.token("/en/sign-in")}
    yield Place("/en/sign-in", {**token, "email": "person@test.example", "password": PASSWORD})
    yield Place("/en/account/reset", {**token, "email": "person@test.example"})
    yield Place("/en/sign-out", token)
    yield Place("/en/account/invitation", {**token, "name": "A", "password": PASSWORD})

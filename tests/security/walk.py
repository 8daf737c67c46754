"""Walks every address with every method as every role, and tells what each cell answered.

`matrix.csv` holds what each cell shall answer; `python -m tests.security.propose` writes a proposal.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass
from unittest.mock import patch
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Flask
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from roster.assistance.selections import views as selection_views
from roster.core.db import db
from roster.experts.documents import views as profile_document_views
from tests.databases import Databases
from tests.security.furnishing import Furnished, address_now
from tests.security.records import MISSING, OPEN_KINDS, kinds_at
from tests.visitor import Visitor

METHODS = ("GET", "POST")
CHANGED = frozenset({"200", "303"})
HIDDEN = frozenset({"404", "sign-in"})
COOKIES = ("session", "device")
WITHOUT_RECORD = "-"
ROLES = (
    "nobody",
    "no_role",
    "admin",
    "manager",
    "searcher",
    "focal_ke",
    "focal_uy",
    "drafter_ke",
    "officer_ke",
    "coordinator",
    "provider",
    "observer",
    "observer_ke",
    "observer_uy",
    "expert_own",
    "expert_other",
    "dpo",
)
_VOLATILE = (
    (re.compile(r'nonce="[^"]*"'), "nonce"),
    (re.compile(r'name="csrf_token"[^>]*value="[^"]*"'), "token"),
    (re.compile(r"\b[0-9A-F]{8}\b"), "reference"),
)


@dataclass(frozen=True, order=True)
class Cell:
    """One address with one method, about one kind of record."""

    endpoint: str
    method: str
    record: str


@dataclass(frozen=True)
class Seen:
    """What came back: `answer` is a status, or `sign-in`; `body` without what differs each time."""

    answer: str
    body: str
    queries: int


# These two walk every cell; for the others a method that the map of addresses refuses is taken from the map.
ASKED_IN_FULL = frozenset({"nobody", "manager"})
REFUSED_METHOD = Seen("405", "", 0)


class UnknownAddressError(Exception):
    """An address names something of which no record is made: add it to records.py."""


def cells(app: Flask, *, within: str = "") -> list[tuple[Cell, Rule]]:
    """Every cell of the map of addresses whose endpoint begins so; all do with nothing."""
    return sorted(
        (Cell(rule.endpoint, method, record), rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(within)
        for method in METHODS
        for record in _records_of(rule)
    )


def _records_of(rule: Rule) -> tuple[str, ...]:
    if not rule.arguments - {"lang"}:
        return (WITHOUT_RECORD,)
    found = kinds_at(rule.rule)
    if not found:
        raise UnknownAddressError(rule.rule)
    return found


class House:
    """A copy of the furnished world, and somebody of one role at a browser."""

    def __init__(self, app: Flask, furnished: Furnished, databases: Databases, role: str) -> None:
        self._app = app
        self._furnished = furnished
        self._databases = databases
        self._address = address_now()
        self._put_back()
        self._visitor = Visitor(app, furnished.accounts[role])
        self._token = self._visitor.token("/en/help")
        self._cookies = {name: self._visitor.client.get_cookie(name) for name in COOKIES}

    def undo(self) -> None:
        """The world as it was, and the same session in a browser that knows of nothing that happened since."""
        self._put_back()
        self._visitor = Visitor(self._app)
        for name, cookie in self._cookies.items():
            if cookie is not None:
                self._visitor.client.set_cookie(name, cookie.value)

    def _put_back(self) -> None:
        address_now()
        self._databases.again(self._address, like=self._furnished.database)

    def path_of(self, rule: Rule, record: str, *, is_missing: bool = False) -> str:
        """The address of this rule for this record, or for one that is not there."""
        values = self._furnished.values.get(record, {})
        if is_missing:
            values = {**values, **MISSING.get(record, {})}
        return re.sub(r"<(?:[^<>]+:)?(\w+)>", lambda found: {"lang": "en", **values}[found[1]], rule.rule)

    def ask(self, cell: Cell, path: str) -> Seen:
        """One request, with a form token and nothing else in its body."""
        with _counted_queries() as count:
            answer: TestResponse = Context().run(
                self._visitor.client.open,
                path,
                method=cell.method,
                data={"csrf_token": self._token} if cell.method == "POST" else None,
            )
            seen = Seen(_word_for(answer), _steady(answer, path), count())
        answer.close()
        return seen


def walk(
    app: Flask, furnished: Furnished, databases: Databases, role: str, *, within: str = ""
) -> Iterator[tuple[Cell, Seen, Seen | None]]:
    """Every cell as this role: what it answered; and where that hides a record, what the same answered for a record
    that is missing.

    `within` is the beginning of the endpoints that are walked.

    After a cell that changed something the world is put back, so that no cell depends on another.
    """
    with _documents_unmade():
        yield from _walk(app, House(app, furnished, databases, role), cells(app, within=within), role=role)


@contextmanager
def _documents_unmade() -> Iterator[None]:
    """What stands in a document is tested elsewhere; to make one for each cell takes seconds, and a PDF needs
    libraries that not every machine has."""
    with (
        patch.object(profile_document_views, "pdf_problem", lambda: None),
        patch.object(profile_document_views, "write_pdf", lambda *_given, **_named: b"%PDF-"),
        patch.object(profile_document_views, "write_docx", lambda *_given, **_named: b"PK"),
        patch.object(selection_views, "pdf_problem", lambda: None),
        patch.object(selection_views, "write_pdf", lambda *_given, **_named: b"%PDF-"),
        patch.object(selection_views, "write_docx", lambda *_given, **_named: b"PK"),
    ):
        yield


def _walk(
    app: Flask, house: House, walked: Sequence[tuple[Cell, Rule]], *, role: str
) -> Iterator[tuple[Cell, Seen, Seen | None]]:
    missing: dict[tuple[str, str, str], Seen] = {}
    for cell, rule in walked:
        path, nowhere = (
            house.path_of(rule, cell.record, is_missing=is_missing) for is_missing in (False, True)
        )
        if role not in ASKED_IN_FULL and _is_refused_by_the_map(app, path, cell.method):
            yield cell, REFUSED_METHOD, None
            continue
        key = (cell.endpoint, cell.method, nowhere)
        seen = house.ask(cell, path)
        is_compared = seen.answer in HIDDEN and cell.record not in (WITHOUT_RECORD, *OPEN_KINDS)
        if is_compared and key not in missing:
            missing[key] = house.ask(cell, nowhere)
        yield cell, seen, missing[key] if is_compared else None
        if cell.method == "POST" and seen.answer in CHANGED:
            house.undo()


def _is_refused_by_the_map(app: Flask, path: str, method: str) -> bool:
    """Whether no endpoint is reached at all, whoever asks."""
    try:
        app.url_map.bind("localhost").match(path, method=method)
    except MethodNotAllowed:
        return True
    return False


def _word_for(answer: TestResponse) -> str:
    target = urlsplit(answer.headers.get("Location", "")).path
    if answer.status_code in (302, 303) and target.endswith("/sign-in"):
        return "sign-in"
    return str(answer.status_code)


def _steady(answer: TestResponse, path: str) -> str:
    if answer.mimetype not in ("text/html", "application/json"):
        return answer.mimetype or ""
    text = answer.text
    for part in path.split("/"):
        text = (
            re.sub(rf"(?<=/){re.escape(part)}(?=[/\"?&%<.])", "*", text)
            if len(part) > 4 or part.isdecimal()
            else text
        )
    for pattern, word in _VOLATILE:
        text = pattern.sub(word, text)
    return re.sub(r"%2F[^\"&]*", "*", text)


class _counted_queries:  # noqa: N801 - used like a function, in `with`
    def __enter__(self) -> Callable[[], int]:
        self._said: list[str] = []
        sa.event.listen(db.engine, "before_cursor_execute", self._note)
        return lambda: len(self._said)

    def __exit__(self, *_error: object) -> None:
        sa.event.remove(db.engine, "before_cursor_execute", self._note)

    def _note(self, *given: object) -> None:
        self._said.append(str(given[2]))

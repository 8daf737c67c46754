"""Somebody at a browser without script: follows the forms' tokens, and looks at every answer's headers."""

import re
from collections.abc import Callable
from contextvars import Context
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.factories.accounts import PASSWORD, Account

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


BEGINS_ANEW = re.compile(r"/(?:sign-in|sign-out|account)\b")


class Visitor:
    """A session of its own; signed in where an account is given."""

    def __init__(self, app: Flask, account: Account | None = None) -> None:
        self.client = app.test_client()
        self._token = ""
        if account is not None:
            answer = self.post("/en/sign-in", {"email": account.email, "password": PASSWORD})
            assert answer.status_code in (302, 303), answer.text[:2000]

    def get(self, path: str, **keywords: Any) -> TestResponse:
        """Open an address."""
        return self._looked_at(self._call(self.client.get, path, **keywords))

    def post(
        self, path: str, data: dict[str, Any] | None = None, *, page: str | None = None, **keywords: Any
    ) -> TestResponse:
        """Send a form with the token of `page`; where none is named, with the token of this session.

        A session has one token for all its forms, so it is asked for again only where a session may have begun.
        """
        if page or not self._token or BEGINS_ANEW.search(path):
            self._token = self.token(page or path)
        values = {"csrf_token": self._token, **(data or {})}
        if BEGINS_ANEW.search(path):
            self._token = ""
        return self._looked_at(self._call(self.client.post, path, data=values, **keywords))

    def token(self, page: str) -> str:
        """The token that forms on this page carry; of the sign-in page where this one has none."""
        for address in (page, "/en/help", "/en/sign-in"):
            found = TOKEN.search(self._call(self.client.get, address).text)
            if found:
                return found[1]
        raise AssertionError(f"no form with a token at {page}")

    def _call(self, method: Callable[..., TestResponse], *arguments: Any, **keywords: Any) -> TestResponse:
        """Each request in a context of its own: one that a test holds open would lend it its `g`."""
        return Context().run(method, *arguments, **keywords)

    def _looked_at(self, answer: TestResponse) -> TestResponse:
        assert answer.status_code < 500, answer.text[:4000]
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        if answer.mimetype == "text/html" and answer.data:
            assert " style=" not in answer.text
            assert " onclick=" not in answer.text
        return answer

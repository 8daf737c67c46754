"""Somebody at a browser without script: follows the forms' tokens, and looks at every answer's headers."""

import re
from collections.abc import Callable
from contextvars import Context
from typing import Any

from flask import Flask, Response
from flask_wtf.csrf import generate_csrf
from werkzeug.test import TestResponse

from roster.accounts import services, session
from roster.accounts.queries import user_by_id
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import Account

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


BEGINS_ANEW = re.compile(r"/(?:sign-in|sign-out|account)\b")


class Visitor:
    """A session of its own; signed in where an account is given."""

    def __init__(self, app: Flask, account: Account | None = None) -> None:
        self.client = app.test_client()
        self._token = ""
        if account is not None:
            self._enter(app, account)

    def _enter(self, app: Flask, account: Account) -> None:
        """Signed in as the form does it, but for form and password, which are the subject of tests/accounts."""

        def begin() -> tuple[Response, str]:
            with app.test_request_context("/en/sign-in", environ_base={"REMOTE_ADDR": "127.0.0.1"}):
                app.preprocess_request()
                with unit_of_work():
                    user = user_by_id(account.id)
                    assert user is not None
                    assert user.active
                    services.record_sign_in(session.begin(user), user, fresh_hash=None)
                token = generate_csrf()
                return app.process_response(app.make_response("")), token

        answer, self._token = Context().run(begin)
        for cookie in answer.headers.getlist("Set-Cookie"):
            name, value = cookie.partition(";")[0].split("=", 1)
            self.client.set_cookie(name, value)

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

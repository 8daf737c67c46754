"""One error handler for pages and JSON, with a reference number and no detail (R38). Uses no database."""

import logging
import secrets
from typing import Any

from flask import Flask, Response, g, jsonify, make_response, redirect, render_template, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from roster.core.errors import (
    DomainError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    RepeatedError,
    StaleError,
    UnavailableError,
)
from roster.web.locale import preferred_language

log = logging.getLogger(__name__)
RETRY_AFTER_SECONDS = "15"
_STATUS: dict[type[Exception], int] = {
    NotFoundError: 404,
    ForbiddenError: 403,
    StaleError: 409,
    StaleDataError: 409,
    InvalidError: 422,
    UnavailableError: 503,
    OperationalError: 503,
    IntegrityError: 409,  # two at once made the same thing; on SQLite the second waits and sees the first
}
_WORDS: dict[int, tuple[LazyString, LazyString, LazyString]] = {
    400: (
        _("The request could not be read"),
        _("The page was open for too long, or the form arrived incomplete."),
        _("Go back, reload the page and send it again. Nothing was changed."),
    ),
    403: (
        _("This is not open to you"),
        _("Your roles do not allow this."),
        _("If you think that they should, ask the roster manager."),
    ),
    404: (
        _("There is nothing here"),
        _("The page does not exist, or it is not open to you."),
        _("Check the address, or search for what you need."),
    ),
    405: (
        _("This cannot be done here"),
        _("The address exists, but not for this kind of request."),
        _("Go back to the page and use its buttons."),
    ),
    409: (
        _("Somebody else changed this first"),
        _("The record changed after you opened it, so your change was not saved."),
        _("Go back, reload the page and look at what changed."),
    ),
    413: (
        _("That is too large"),
        _("At most 10 MB can be sent at once."),
        _("Make the file smaller, or divide it."),
    ),
    422: (
        _("Something is not right yet"),
        _("What was sent breaks a rule, so nothing was changed."),
        _("Go back and correct it."),
    ),
    429: (
        _("Too many requests"),
        _("There were too many attempts in a short time."),
        _("Wait a few minutes and try again."),
    ),
    503: (
        _("Busy just now"),
        _("The system cannot answer at this moment. Nothing was changed."),
        _("Try again in a few seconds."),
    ),
}
_OUR_FAULT = (
    _("Something went wrong"),
    _("The fault is ours and has been recorded. Nothing was changed."),
    _("Try again. If it happens again, tell us the reference number below."),
)


def register(app: Flask) -> None:
    """Answer every failure in the reader's language."""
    app.register_error_handler(RepeatedError, _to_the_first)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _any_error)


def _to_the_first(error: RepeatedError) -> Response:
    return make_response(redirect(error.location, code=303))


def _http_error(error: HTTPException) -> Response:
    if error.response is not None:  # an abort that carries a finished answer, such as a redirect
        return make_response(error.get_response())
    if isinstance(error, SecurityError):
        return _refuse_host()
    status = error.code or 500
    answer = _answer(status)
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after", "www-authenticate"):
            answer.headers[name] = value
    return answer


def _refuse_host() -> Response:
    """A host that is not ours (R41): no page, because no address can be made for it."""
    log.warning("refused: the request is for a host that is not ours")
    return Response("400 Bad Request\n", status=400, content_type="text/plain")


def _any_error(error: Exception) -> Response:
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), None)
    if status is None:
        status = 422 if isinstance(error, DomainError) else 500
    if isinstance(error, IntegrityError):
        log.warning("refused by the database: %s", type(error.orig).__name__)
    return _answer(status, error if status >= 500 else None)


def _answer(status: int, error: Exception | None = None) -> Response:
    reference = secrets.token_hex(4).upper()
    if status >= 500:
        log.error("error %s at %s %s", reference, request.method, request.endpoint, exc_info=error)
    elif status in (400, 403, 429):
        log.warning("refused %s: status %s at %s %s", reference, status, request.method, request.endpoint)
    if g.get("lang") is None:
        g.lang = preferred_language()
    title, sentence, advice = _words(status)
    if request.path.endswith(".json") or request.path.startswith("/api/"):
        answer = jsonify(
            {"error": {"status": status, "title": title, "detail": sentence, "reference": reference}}
        )
    else:
        answer = make_response(
            render_template(
                "errors/error.html",
                status=status,
                error_title=title,
                error_sentence=sentence,
                error_advice=advice,
                reference=reference,
            )
        )
    answer.status_code = status
    if status == 503:
        answer.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return answer


def _words(status: int) -> tuple[str, str, str]:
    """Title, what happened, and what to do, in the reader's language."""
    words = _WORDS.get(status, _WORDS[400] if 400 <= status < 500 else _OUR_FAULT)
    title, sentence, advice = (str(word) for word in words)
    return title, sentence, advice


def problem(status: int, **detail: Any) -> Response:
    """A JSON refusal with the same shape as the error handler's."""
    answer = jsonify({"error": {"status": status, **detail}})
    answer.status_code = status
    return answer

"""One error handler for pages and JSON, with a reference number and no detail (R38). Uses no database."""

import logging
import secrets
from typing import Any

from flask import Flask, Response, g, jsonify, make_response, redirect, render_template, request
from flask_babel import gettext
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
    words: dict[int, tuple[str, str, str]] = {
        400: (
            gettext("The request could not be read"),
            gettext("The page was open for too long, or the form arrived incomplete."),
            gettext("Go back, reload the page and send it again. Nothing was changed."),
        ),
        403: (
            gettext("This is not open to you"),
            gettext("Your roles do not allow this."),
            gettext("If you think that they should, ask the roster manager."),
        ),
        404: (
            gettext("There is nothing here"),
            gettext("The page does not exist, or it is not open to you."),
            gettext("Check the address, or search for what you need."),
        ),
        405: (
            gettext("This cannot be done here"),
            gettext("The address exists, but not for this kind of request."),
            gettext("Go back to the page and use its buttons."),
        ),
        409: (
            gettext("Somebody else changed this first"),
            gettext("The record changed after you opened it, so your change was not saved."),
            gettext("Go back, reload the page and look at what changed."),
        ),
        413: (
            gettext("That is too large"),
            gettext("At most 10 MB can be sent at once."),
            gettext("Make the file smaller, or divide it."),
        ),
        422: (
            gettext("Something is not right yet"),
            gettext("What was sent breaks a rule, so nothing was changed."),
            gettext("Go back and correct it."),
        ),
        429: (
            gettext("Too many requests"),
            gettext("There were too many attempts in a short time."),
            gettext("Wait a few minutes and try again."),
        ),
        503: (
            gettext("Busy just now"),
            gettext("The system cannot answer at this moment. Nothing was changed."),
            gettext("Try again in a few seconds."),
        ),
    }
    default = (
        gettext("Something went wrong"),
        gettext("The fault is ours and has been recorded. Nothing was changed."),
        gettext("Try again. If it happens again, tell us the reference number below."),
    )
    return words.get(status, words[400] if 400 <= status < 500 else default)


def problem(status: int, **detail: Any) -> Response:
    """A JSON refusal with the same shape as the error handler's."""
    answer = jsonify({"error": {"status": status, **detail}})
    answer.status_code = status
    return answer

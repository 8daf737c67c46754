"""Renders letters in their recipient's language, as text and HTML; works in the worker, without a request."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import current_app, g
from flask_babel import force_locale

from roster.core.config import Settings
from roster.core.mail import Letter
from roster.core.text import strip_bidi
from roster.web.locale import LANGUAGE_TABLE


def write(template: str, *, to: str, language: str, subject: object, **context: Any) -> Letter:
    """A letter from `email/<template>.txt` and `.html`. `subject` is lazy; texts lose bidi controls (R25)."""
    clean = {key: strip_bidi(value) if isinstance(value, str) else value for key, value in context.items()}
    item = LANGUAGE_TABLE[language]
    with _in_language(language):
        heading = str(subject)
        clean |= {"subject": heading, "html_lang": item.html_lang, "html_dir": item.direction}
        parts = [
            current_app.jinja_env.get_template(f"email/{template}.{kind}").render(**clean)
            for kind in ("txt", "html")
        ]
    return Letter(to=to, subject=heading, text=parts[0].strip() + "\n", html=parts[1])


def link(endpoint: str, language: str, **values: Any) -> str:
    """The full address of a page, from the configuration and never from a request (R41)."""
    settings: Settings = current_app.extensions["roster_settings"]
    path = current_app.url_map.bind("roster.invalid").build(endpoint, {"lang": language, **values})
    return settings.base_url + path


@contextmanager
def _in_language(language: str) -> Iterator[None]:
    before = g.get("lang")
    g.lang = language
    try:
        with force_locale(LANGUAGE_TABLE[language].locale):
            yield
    finally:
        g.lang = before

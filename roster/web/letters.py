"""Renders letters in their recipient's language, as text and HTML; works in the worker, without a request."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import current_app, g
from flask_babel import force_locale, gettext

from roster.core.config import Settings
from roster.core.mail import Letter
from roster.core.text import strip_bidi
from roster.web.locale import LANGUAGE_TABLE


def write(template: str, *, to: str, language: str, subject: object, **context: Any) -> Letter:
    """A letter from `email/<template>.txt` and `.html`. `subject` is lazy; all of it loses bidi controls (R25)."""
    item = LANGUAGE_TABLE[language]
    settings: Settings = current_app.extensions["roster_settings"]
    with _in_language(language):
        heading = strip_bidi(str(subject))
        frame = {"subject": heading, "html_lang": item.html_lang, "html_dir": item.direction}
        text, html = (
            current_app.jinja_env.get_template(f"email/{template}.{kind}").render(
                **context, **frame, site=f"{settings.base_url}/{language}/"
            )
            for kind in ("txt", "html")
        )
        sender_name = gettext("Expert roster")
    return Letter(
        to=to,
        subject=heading,
        text=re.sub("\n{3,}", "\n\n", strip_bidi(text)).strip() + "\n",
        html=strip_bidi(html).strip() + "\n",
        language=item.html_lang,
        sender_name=sender_name,
    )


def link(endpoint: str, language: str, **values: Any) -> str:
    """The full address of a page, from the configuration and never from a request (R41)."""
    path = current_app.url_map.bind("roster.invalid").build(endpoint, {"lang": language, **values})
    return address(path)


def address(path: str) -> str:
    """The full address of this path, from the configuration."""
    settings: Settings = current_app.extensions["roster_settings"]
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

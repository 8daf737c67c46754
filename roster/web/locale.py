"""The six languages: one table from address code to locale, `lang` and `dir`; dates and numbers by CLDR."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

import flask_babel
from babel import Locale
from babel.dates import format_skeleton
from babel.lists import format_list
from flask import Flask, Response, current_app, g, request, url_for
from flask_babel import Babel, force_locale
from werkzeug.routing import BaseConverter

from roster.core.multilingual import LANGUAGES

DEFAULT_LANGUAGE = "en"
COOKIE = "language"
COOKIE_SECONDS = 365 * 24 * 3600
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True)
class Language:
    """One interface language: `code` is for addresses, `locale` for Babel, the rest for pages."""

    code: str
    locale: str
    html_lang: str
    name: str

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, from the same CLDR object as everything else."""
        return Locale.parse(self.locale).text_direction


LANGUAGE_TABLE = {
    "ar": Language("ar", "ar", "ar", "العربية"),
    "en": Language("en", "en_GB", "en", "English"),
    "es": Language("es", "es", "es", "Español"),
    "fr": Language("fr", "fr", "fr", "Français"),
    "ru": Language("ru", "ru", "ru", "Русский"),
    "zh": Language("zh", "zh_Hans_CN", "zh-Hans", "中文"),
}


@dataclass(frozen=True)
class LanguageLink:
    """One entry of the language switch: this same page in that language."""

    code: str
    html_lang: str
    name: str
    dir: str
    url: str
    current: bool


class LanguageConverter(BaseConverter):
    """Matches one of the six codes at the start of an address."""

    regex = "|".join(LANGUAGES)


def current_language() -> Language:
    """The language of the page being answered."""
    return LANGUAGE_TABLE[g.get("lang") or DEFAULT_LANGUAGE]


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """For a while everything is written in this language, whatever the page is in: for files and letters."""
    before = g.get("lang")
    g.lang = code
    try:
        with force_locale(LANGUAGE_TABLE[code].locale):
            yield
    finally:
        g.lang = before


def language_of_tag(tag: str) -> Language | None:
    """The language that a page or letter names by this `lang`."""
    return next((item for item in LANGUAGE_TABLE.values() if item.html_lang == tag), None)


def preferred_language() -> str:
    """The language for an address without one: the account's, else the cookie's, else the browser's."""
    actor = g.get("actor")
    own = actor.language if actor is not None else ""
    return own if own in LANGUAGES else _browser_language()


def _browser_language() -> str:
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES, DEFAULT_LANGUAGE) or DEFAULT_LANGUAGE


def language_links() -> list[LanguageLink]:
    """This page in each of the six languages, filters and page number kept."""
    return [
        LanguageLink(
            item.code,
            item.html_lang,
            item.name,
            item.direction,
            _here_in(item.code),
            item == current_language(),
        )
        for item in LANGUAGE_TABLE.values()
    ]


def _here_in(code: str) -> str:
    if request.endpoint is None or request.method != "GET":
        return f"/{code}/"
    path = url_for(request.endpoint, **{**(request.view_args or {}), "lang": code})
    # Written out by hand: a name in the query may not become an argument of `url_for`.
    query = urlencode(list(request.args.items(multi=True)))
    return f"{path}?{query}" if query else path


def in_digits(text: str) -> str:
    """The text with the digits of the language: CLDR's default for Arabic are Arabic-Indic ones."""
    return text.translate(_ARABIC_DIGITS) if current_language().code == "ar" else text


def show_number(value: float) -> str:
    """A count or figure as the language writes it."""
    return in_digits(flask_babel.format_decimal(value))


def show_list(parts: Sequence[str]) -> str:
    """The parts as a list within a sentence: with the commas and the “and” of the language."""
    return str(format_list(list(parts), locale=current_language().locale))


def paragraph(sentences: Iterable[str]) -> str:
    """Sentences one after the other: with a space between them, but in Chinese."""
    return ("" if current_language().code == "zh" else " ").join(sentences)


def show_date(value: date | datetime | None, style: str = "long") -> str:
    """A date as the language writes it; nothing for nothing."""
    return "" if value is None else in_digits(flask_babel.format_date(value, style, rebase=False))


def show_month(value: date) -> str:
    """The month with its year, as the language writes it."""
    return in_digits(format_skeleton("yMMMM", value, locale=current_language().locale))


def show_moment(value: datetime | None) -> str:
    """A moment with its zone (R54)."""
    return "" if value is None else in_digits(flask_babel.format_datetime(value, "medium")) + " UTC"


def count_phrase(singular: str, plural: str, num: int, **values: Any) -> str:
    """`ngettext` with the number written as the language writes it."""
    phrase = flask_babel.get_domain().get_translations().ungettext(singular, plural, num)
    return str(phrase % {"num": show_number(num), **values})


def register(app: Flask) -> None:
    """Give the application its languages: converter, locale, and the language in every address it makes."""
    app.url_map.converters["lang"] = LanguageConverter
    Babel(
        app,
        default_locale=DEFAULT_LANGUAGE,
        default_timezone="UTC",
        locale_selector=lambda: current_language().locale,
        default_translation_directories=app.config["TRANSLATIONS_FOLDER"],
    )
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    app.after_request(_remember_language)


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.lang = values.pop("lang", None) if values else None


def _remember_language(answer: Response) -> Response:
    """Keep the language that a reader chose, where it is another than the browser would ask for."""
    is_page = answer.mimetype == "text/html" and answer.status_code == 200 and request.method == "GET"
    if is_page and g.get("lang") and g.lang != _browser_language():
        answer.set_cookie(
            COOKIE, g.lang, max_age=COOKIE_SECONDS, secure=request.is_secure, httponly=True, samesite="Lax"
        )
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and app_expects_language(endpoint):
        values["lang"] = g.get("lang") or DEFAULT_LANGUAGE


def app_expects_language(endpoint: str) -> bool:
    """Whether addresses of this endpoint begin with a language."""
    return bool(current_app.url_map.is_endpoint_expecting(endpoint, "lang"))

"""What every template knows: language and direction, who reads, navigation, icons, dates and numbers."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import flask_babel
from flask import Flask, request, url_for
from heroicons.jinja import heroicon_micro, heroicon_mini, heroicon_outline, heroicon_solid
from jinja2 import StrictUndefined

from roster.core import clock
from roster.core.config import Settings
from roster.web import locale
from roster.web.guard import current_actor
from roster.web.headers import nonce
from roster.web.room import NavigationItem


@dataclass(frozen=True)
class NavigationLink:
    """One entry of the main navigation as shown."""

    label: str
    url: str
    current: bool


def register(app: Flask, settings: Settings, navigation: Sequence[NavigationItem]) -> None:
    """Prepare the template environment: undefined names are errors, everything is escaped."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        flask_babel.gettext,
        locale.count_phrase,
        newstyle=False,
        pgettext=flask_babel.pgettext,
        npgettext=flask_babel.npgettext,
    )
    environment.globals.update(
        _=flask_babel.gettext,
        gettext=flask_babel.gettext,
        ngettext=locale.count_phrase,
        heroicon_outline=_drawn_once(heroicon_outline),
        heroicon_solid=_drawn_once(heroicon_solid),
        heroicon_mini=_drawn_once(heroicon_mini),
        heroicon_micro=_drawn_once(heroicon_micro),
        asset=lambda path: _asset(app.static_folder or "", path),
        demonstration=settings.is_demonstration,
    )
    environment.filters.update(
        number=locale.show_number,
        date=locale.show_date,
        moment=locale.show_moment,
        paragraph=locale.paragraph,
    )
    app.context_processor(lambda: _context(navigation))


def _context(navigation: Sequence[NavigationItem]) -> dict[str, Any]:
    language = locale.current_language()
    return {
        "lang": language.code,
        "html_lang": language.html_lang,
        "html_dir": language.direction,
        "languages": locale.language_links(),
        "actor": current_actor(),
        "navigation": _links(navigation),
        "csp_nonce": nonce(),
        "today": clock.today(),
    }


def _links(navigation: Sequence[NavigationItem]) -> list[NavigationLink]:
    actor = current_actor()
    shown = [item for item in sorted(navigation, key=lambda item: item.position) if item.open_to(actor)]
    claimed = [item for item in shown if item.blueprint and item.blueprint == request.blueprint]
    return [_link(item, url_for(item.endpoint), claimed) for item in shown]


def _link(item: NavigationItem, url: str, claimed: Sequence[NavigationItem]) -> NavigationLink:
    """Current is the place whose blueprint this page is of, else the one that it lies under."""
    is_under = request.path == url or request.path.startswith(f"{url}/")
    return NavigationLink(str(item.label), url, item in claimed if claimed else is_under)


def _drawn_once(icon: Callable[..., str]) -> Callable[..., str]:
    """The library copies and writes its XML anew for each icon; a page has many, and all pages the same."""
    return lru_cache(maxsize=256)(icon)


def _asset(folder: str, path: str) -> str:
    return _static_address(request.script_root, folder, path)


@lru_cache(maxsize=512)
def _static_address(_root: str, folder: str, path: str) -> str:
    """A page names fifteen files, every page the same: their addresses depend on nothing but where the roster lies."""
    return url_for("static", filename=path, v=_digest(folder, path))


@cache
def _digest(folder: str, path: str) -> str:
    """Eight signs of the content: a changed file has a new address, so no cache shows an old one."""
    return hashlib.sha256((Path(folder) / path).read_bytes()).hexdigest()[:8]

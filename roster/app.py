"""The composition root: settings and rooms in, one Flask application out."""

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Flask, Response, redirect, request
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from roster import rooms
from roster.accounts import late_form_views, session
from roster.core.config import Mode, Settings, settings_from
from roster.core.db import db
from roster.core.files import FileStore
from roster.core.mail import Transport
from roster.core.mail_transport import FolderTransport, Letterhead, Nowhere, SmtpTransport
from roster.search.engine import SearchEngine
from roster.web import errors, headers, locale, templating
from roster.web.guard import declare, open_to_all, refuse_unguarded
from roster.web.static_files import compressed_copy
from roster.web.throttle import limiter

ROOT = Path(__file__).resolve().parent.parent
SESSION_MINUTES = 30


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application. Raises ConfigurationError for weak settings or an unguarded route."""
    settings = settings or settings_from(os.environ)
    app = Flask("roster", root_path=str(ROOT / "roster"), template_folder=str(ROOT / "templates"))
    app.config.update(_configuration(settings))
    app.extensions["roster_settings"] = settings
    app.extensions["roster_files"] = FileStore(settings.files_folder)
    app.extensions["roster_search"] = SearchEngine(settings.index_folder)
    app.extensions["roster_tasks"] = rooms.tasks
    app.extensions["roster_panels"] = rooms.panels
    app.extensions["roster_own_data"] = rooms.own_data
    app.extensions["roster_erase"] = rooms.erase_expert
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    app.extensions["roster_mail"] = _transport(settings)
    limiter.init_app(app)
    CSRFProtect(app)
    locale.register(app)
    headers.register(app, settings)
    errors.register(app)
    session.register(app, settings)
    late_form_views.register(app)
    for blueprint in rooms.blueprints():
        app.register_blueprint(blueprint)
    templating.register(app, settings, rooms.navigation())
    _register_plain_routes(app)
    refuse_unguarded(app)
    _serve_static_files(app, settings)
    return app


def _configuration(settings: Settings) -> Mapping[str, Any]:
    secure = settings.is_secure
    return {
        "SECRET_KEY": settings.secret_key,
        "TESTING": settings.mode is Mode.TESTING,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "TRANSLATIONS_FOLDER": str(ROOT / "translations"),
        "TRUSTED_HOSTS": list(settings.trusted_hosts),
        "MAX_CONTENT_LENGTH": settings.limits.request_bytes,
        "MAX_FORM_MEMORY_SIZE": settings.limits.request_bytes,
        "MAX_FORM_PARTS": settings.limits.form_parts,
        "SESSION_COOKIE_NAME": "__Host-session" if secure else "session",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(minutes=SESSION_MINUTES),
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: a form open over lunch is still good
        "WTF_CSRF_SSL_STRICT": True,
        "RATELIMIT_ENABLED": True,
    }


def _transport(settings: Settings) -> Transport:
    letterhead = Letterhead(settings.mail, urlsplit(settings.base_url).hostname or "localhost")
    if settings.mail.host is None and settings.is_demonstration:
        return Nowhere(letterhead)
    if settings.mail.host is None:
        return FolderTransport(letterhead, settings.data_folder / "mail")
    return SmtpTransport(letterhead)


def _register_plain_routes(app: Flask) -> None:
    """The few addresses without a language."""

    @app.get("/", endpoint="root")
    @open_to_all
    def root() -> Response:
        return redirect(f"/{locale.preferred_language()}/", code=302)  # type: ignore[return-value]

    @app.get("/healthz", endpoint="health")
    @open_to_all
    def health() -> Response:
        return Response("ok\n", content_type="text/plain")

    @app.get("/readyz", endpoint="ready")
    @open_to_all
    def ready() -> Response:
        db.session.execute(sa.text("SELECT 1"))  # without a database the error handler answers 503
        return Response("ready\n", content_type="text/plain")

    @app.get("/favicon.ico", endpoint="icon")
    @open_to_all
    def icon() -> Response:
        return app.send_static_file("icon.svg")

    @app.get("/robots.txt", endpoint="robots")
    @open_to_all
    def robots() -> Response:
        return Response("User-agent: *\nDisallow: /\n", content_type="text/plain")

    @app.get("/.well-known/security.txt", endpoint="security_text")
    @open_to_all
    def security_text() -> Response:
        lines = f"Contact: {request.host_url}en/help\nPreferred-Languages: en, fr, es, ru, ar, zh\n"
        return Response(lines, content_type="text/plain")

    declare(app, ["static"])


def _serve_static_files(app: Flask, settings: Settings) -> None:
    def as_on_pages(answer_headers: Any, _path: str, _url: str) -> None:
        for name, value in headers.FIXED.items():
            answer_headers[name] = value

    served = WhiteNoise(
        app.wsgi_app,
        root=str(compressed_copy(ROOT / "roster" / "static", settings.data_folder / "static")),
        prefix="static/",
        max_age=31_536_000 if settings.mode is not Mode.TESTING else 0,
        allow_all_origins=False,
        add_headers_function=as_on_pages,
    )
    app.wsgi_app = served  # type: ignore[method-assign]
    if settings.proxy_count:
        count = settings.proxy_count
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]

"""Who asks: the account of each request, how a session begins and ends, and the sign-in library's set-up."""

import secrets
from datetime import timedelta
from typing import Any

from flask import (
    Flask,
    Response,
    after_this_request,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    request,
    session,
)
from flask_login import AnonymousUserMixin, current_user
from flask_security import Security, UserDatastore, login_user, logout_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import TooManyRequests

from roster.accounts import queries
from roster.accounts.form_owner import FIELD, bound_secret, is_bound
from roster.accounts.models import User
from roster.accounts.throttle import Throttle
from roster.core import clock
from roster.core.actor import NOBODY, Actor, Role
from roster.core.config import Limits, Mode, Settings
from roster.core.db import db
from roster.web.guard import current_actor
from roster.web.locale import current_language
from roster.web.tokens import make_token, read_token

LONGEST_SESSION = timedelta(hours=12)
LONGEST_ADMINISTRATOR_SESSION = timedelta(hours=4)
_WITHOUT_READER = frozenset({"static", "health", "icon", "robots", "security_text"})
DEVICE_LIFETIME = timedelta(days=90)
_DEVICE = "device"
_BEGUN_AT = "begun_at"
_THROTTLE = "roster_sign_in_throttle"
_FORMS_TO_SIGN_IN = frozenset({"accounts.sign_in", "accounts.accept_invitation"})


class Accounts(UserDatastore):
    """What the library may ask of our accounts. It never commits: only the unit of work does."""

    def find_user(self, case_insensitive: bool = False, **values: Any) -> User | None:
        """The account that a session or an address names."""
        del case_insensitive  # addresses have one form
        if "fs_uniquifier" in values:
            return queries.user_by_uniquifier(str(values["fs_uniquifier"]))
        return queries.user_by_email(str(values.get("email", "")))

    def find_role(self, role: str) -> None:
        """The library's own roles are not used."""
        del role

    def put(self, model: User) -> User:
        """Take a changed account into the open transaction."""
        db.session.add(model)
        return model

    def commit(self) -> None:
        """Leave it to the unit of work."""


def register(app: Flask, settings: Settings) -> None:
    """Set up sessions and the library, none of whose pages is used: ours use its machinery."""
    app.config.update(_configuration(settings))
    app.extensions[_THROTTLE] = Throttle()
    security = Security(app, Accounts(User, None), register_blueprint=False)
    security.login_manager.request_loader(lambda _request: None)  # no tokens in addresses or headers
    # First of all, so that a refusal by the form token knows the reader too.
    app.before_request_funcs.setdefault(None, []).insert(0, _know_who_asks)


def begin(user: User) -> Actor:
    """Start a new session for this account, with nothing of the one before (R17)."""
    session.clear()
    g.pop("csrf_token", None)
    session.permanent = True
    session[_BEGUN_AT] = int(clock.now().timestamp())
    session[FIELD] = bound_secret(user.id, key=str(current_app.secret_key))
    login_user(user, remember=False)
    _remember_device(user)
    g.actor = queries.actor_of(user, request_id=current_actor().request_id, origin=current_actor().origin)
    return g.actor


def end() -> None:
    """End the session of this request."""
    logout_user()
    session.clear()
    g.pop("csrf_token", None)
    g.actor = _nobody()


def known_device() -> int | None:
    """Whose account was opened in this browser before, so that nobody else's tries can keep them out (R16)."""
    claim = read_token(_DEVICE, request.cookies.get(_device_cookie(), ""))
    return claim.subject if claim is not None else None


def is_form_of(user_id: int) -> bool:
    """Whether the form of this request was shown to this account, in whichever session."""
    return is_bound(user_id, request.form.get(FIELD, ""), key=str(current_app.secret_key))


def keep_token(purpose: str, token: str) -> None:
    """Hold a letter's token for the pages that follow its link."""
    session[f"token.{purpose}"] = token


def kept_token(purpose: str) -> str:
    """The token that the last link of this purpose brought; empty where none did."""
    return str(session.get(f"token.{purpose}", ""))


def say(sentence: str) -> None:
    """Show a sentence on the next page."""
    flash(sentence, "success")


def throttle() -> Throttle:
    """The counts of this application."""
    return current_app.extensions[_THROTTLE]


def limits() -> Limits:
    """The figures of this application."""
    return _settings().limits


def refuse_haste(wait_seconds: int) -> None:
    """Answer 429 and say when it may be tried again, where there is something to wait for."""
    if wait_seconds:
        raise TooManyRequests(retry_after=wait_seconds)


def _know_who_asks() -> None:
    """Put the actor of this request into `g`, from one query; a closed account is signed out at once (R7)."""
    g.actor = _nobody()
    login = current_app.login_manager  # type: ignore[attr-defined]
    if request.endpoint in _WITHOUT_READER or "_user_id" not in session:
        login._update_request_context_with_user(AnonymousUserMixin())
        return
    try:
        user = current_user._get_current_object()
    except Exception:
        # The error page must not ask the database again.
        login._update_request_context_with_user(AnonymousUserMixin())
        raise
    if not isinstance(user, User) or _is_over(user):
        end()
        return
    g.actor = queries.actor_of(user, request_id=g.actor.request_id, origin=g.actor.origin)


def _remember_device(user: User) -> None:
    token = make_token(_DEVICE, user.id, state="", expires_at=clock.now() + DEVICE_LIFETIME)

    @after_this_request
    def set_cookie(answer: Response) -> Response:
        secure = _settings().is_secure
        answer.set_cookie(
            _device_cookie(), token, max_age=DEVICE_LIFETIME, secure=secure, httponly=True, samesite="Lax"
        )
        return answer


def _device_cookie() -> str:
    return "__Host-device" if _settings().is_secure else "device"


def _settings() -> Settings:
    return current_app.extensions["roster_settings"]


def _nobody() -> Actor:
    before: Actor = g.get("actor") or NOBODY
    request_id = before.request_id or secrets.token_hex(8)
    return Actor(request_id=request_id, origin=(request.remote_addr or "")[:80])


def _is_over(user: User) -> bool:
    """Whether the session is older than it may become (R18)."""
    is_administrator = any(held.role is Role.ADMINISTRATOR for held in user.assignments)
    longest = LONGEST_ADMINISTRATOR_SESSION if is_administrator else LONGEST_SESSION
    begun_at = session.get(_BEGUN_AT, 0)
    return not 0 <= clock.now().timestamp() - begun_at < longest.total_seconds()


def answer_late_form(error: CSRFError) -> Response:
    """A second press on a form that signed in or out already: its token ended with the old session."""
    signed_in = current_actor().signed_in
    if (request.endpoint in _FORMS_TO_SIGN_IN and signed_in) or (
        request.endpoint == "accounts.sign_out" and not signed_in
    ):
        return make_response(redirect(f"/{current_language().code}/", code=303))
    answer: Response = current_app.make_response(_plain_refusal(error))
    return answer


def _plain_refusal(error: CSRFError) -> Any:
    """What the one error handler answers."""
    handlers = current_app.error_handler_spec[None][None]
    handler = next(handlers[kind] for kind in type(error).__mro__ if kind in handlers)
    return handler(error)


def _configuration(settings: Settings) -> dict[str, Any]:
    cheap = settings.mode is Mode.TESTING  # still argon2id, at the least cost that it allows
    return {
        "SESSION_PROTECTION": None,  # an address that changes on the way must not sign anybody out
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
            "argon2__type": "ID",
            "argon2__memory_cost": 64 if cheap else 65_536,
            "argon2__time_cost": 1 if cheap else 3,
            "argon2__parallelism": 1 if cheap else 4,
        },
        "SECURITY_PASSWORD_NORMALIZE_FORM": "NFKC",
        "SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS": False,
        "SECURITY_DEFAULT_REMEMBER_ME": False,
        "SECURITY_CLI_USERS_NAME": None,
        "SECURITY_CLI_ROLES_NAME": None,
    }

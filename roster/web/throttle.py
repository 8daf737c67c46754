"""Bounds on how often something may be asked for, by account or network (R16, R40): 429 with Retry-After."""

from collections.abc import Callable
from math import ceil
from typing import Any

from flask import current_app
from flask_limiter import Limiter, RequestLimit
from flask_limiter.util import get_remote_address
from werkzeug.exceptions import TooManyRequests

from roster.core import clock
from roster.core.config import Settings
from roster.web.guard import current_actor

View = Callable[..., Any]


def asker() -> str:
    """Who is counted: the account, or the network where nobody is signed in."""
    actor = current_actor()
    return f"account {actor.user_id}" if actor.signed_in else f"network {get_remote_address()}"


def bounded_searches(view: View) -> View:
    """At most so many searches a minute for one account, over all pages that search."""
    bounded: View = _searches(view)
    return bounded


def bounded_matches(view: View) -> View:
    """At most so many matches a minute for one account, over all pages that ask who fits."""
    bounded: View = _matches(view)
    return bounded


def _refuse(bound: RequestLimit) -> None:
    window = bound.limit.get_expiry()
    wait = ceil(bound.reset_at - clock.now().timestamp())
    raise TooManyRequests(retry_after=min(max(1, wait), window))


def _searches_per_minute() -> str:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings.limits.searches_per_minute


def _matches_per_minute() -> str:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings.limits.matches_per_minute


limiter = Limiter(
    key_func=get_remote_address, storage_uri="memory://", headers_enabled=False, on_breach=_refuse
)
_searches = limiter.shared_limit(_searches_per_minute, scope="searches", key_func=asker)
_matches = limiter.shared_limit(_matches_per_minute, scope="matches", key_func=asker)

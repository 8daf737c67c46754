"""The guard of every endpoint: begin, load, ask the policy, hand over (R1, R3, R4). Deny by default."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, make_response, redirect, request, session, url_for

from roster.core.actor import NOBODY, Actor
from roster.core.errors import ConfigurationError, ForbiddenError, NotFoundError
from roster.core.unit_of_work import unit_of_work
from roster.web.page import Answer, Page

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
SIGN_IN = "accounts.sign_in"
_DECLARED = "roster_declared_endpoints"

View = Callable[..., Any]
Guarded = Callable[..., Response]


@dataclass(frozen=True)
class Guard:
    """What an endpoint demands. `visible` is asked when `policy` says no: may the reader at least know?

    `is_held`: a form for it that arrives after the session ended is given back after signing in.
    """

    policy: Callable[..., bool]
    load: Callable[..., Any] | None = None
    visible: Callable[..., bool] | None = None
    prepare: Callable[[], Any] | None = None
    is_held: bool = False


def guard(
    policy: Callable[..., bool],
    *,
    load: Callable[..., Any] | None = None,
    visible: Callable[..., bool] | None = None,
    prepare: Callable[[], Any] | None = None,
    is_held: bool = False,
) -> Callable[[View], Guarded]:
    """Declare who may use an endpoint.

    Without `load`, `policy(actor)` decides. With it, `load(actor, **address values)` gives the subject
    from a scoped query, `policy(actor, subject)` decides, and the view receives the subject alone.
    `prepare()` does slow work, such as reading an upload, after the policy (where there is no subject)
    and before the transaction; the view finds its result in `g.prepared`. `is_held` is for forms in which
    people write at length, without passwords: what arrives after the session ended is not lost.
    """
    demand = Guard(policy, load, visible, prepare, is_held)

    def decorate(view: View) -> Guarded:
        @wraps(view)
        def guarded(**values: Any) -> Response:
            return _answer(demand, view, values)

        guarded.__guard__ = demand  # type: ignore[attr-defined]
        return guarded

    return decorate


def open_to_all(view: View) -> Guarded:
    """Declare an endpoint public: what it answers depends on nobody. A test holds the list of these."""

    @wraps(view)
    def opened(**values: Any) -> Response:
        return _answer(Guard(lambda _actor: True), view, values)

    opened.__guard__ = "public"  # type: ignore[attr-defined]
    return opened


def declare(app: Flask, endpoints: Iterable[str]) -> None:
    """Name endpoints of a library that guard themselves, so that the check at start knows them."""
    app.extensions.setdefault(_DECLARED, set()).update(endpoints)


def refuse_unguarded(app: Flask) -> None:
    """Raise ConfigurationError where an endpoint has no declared policy."""
    declared = app.extensions.get(_DECLARED, set()) | {"static"}
    bare = sorted(
        name
        for name, view in app.view_functions.items()
        if name not in declared and getattr(view, "__guard__", None) is None
    )
    if bare:
        raise ConfigurationError(f"endpoints without a guard: {', '.join(bare)}")


def current_actor() -> Actor:
    """Who is asking; `accounts` puts it there for each request."""
    return g.get("actor") or NOBODY


def _answer(demand: Guard, view: Callable[..., Any], values: dict[str, Any]) -> Response:
    if request.method in SAFE_METHODS:
        return _rendered(_hand_over(demand, view, values))
    _refuse_foreign_origin()
    if demand.prepare is not None:
        if demand.load is None and not demand.policy(current_actor()):
            _refuse(demand, None)
        g.prepared = demand.prepare()
    actor, kept = current_actor(), deepcopy(dict(session))
    try:
        with unit_of_work():
            answer = _hand_over(demand, view, values)
            if _is_refusal(answer):
                raise _UndoneError(answer)
    except _UndoneError as undone:
        answer = undone.answer
    except Exception:
        _put_back(actor, kept)
        raise
    return _rendered(answer)


def _put_back(actor: Actor, kept: dict[str, Any]) -> None:
    """What was not committed did not happen to the session either: nobody is signed in without a trace of it."""
    if dict(session) != kept:
        session.clear()
        session.update(kept)
        g.pop("csrf_token", None)
    g.actor = actor


def _hand_over(demand: Guard, view: Callable[..., Any], values: dict[str, Any]) -> Answer:
    actor = current_actor()
    if demand.load is None:
        if not demand.policy(actor):
            _refuse(demand, None)
        return view(**values)
    names_nothing = any("\0" in str(value) for value in values.values())  # PostgreSQL takes no such text
    subject = None if names_nothing else demand.load(actor, **values)
    if subject is None or not demand.policy(actor, subject):
        _refuse(demand, subject)
    return view(subject)


def _refuse(demand: Guard, subject: Any) -> None:
    """Signed out, all leads to sign-in. Signed in, what may not be known of is not there (R4)."""
    actor = current_actor()
    if not actor.signed_in:
        if request.method in SAFE_METHODS:
            abort(redirect(url_for(SIGN_IN, next=request.full_path.rstrip("?")), code=302))
        abort(redirect(url_for(SIGN_IN), code=303))
    if demand.load is None:
        raise ForbiddenError
    if subject is not None and demand.visible is not None and demand.visible(actor, subject):
        raise ForbiddenError
    raise NotFoundError


def _refuse_foreign_origin() -> None:
    """A change comes from our own pages: beside the token, the Origin must be ours where it is sent."""
    origin = request.headers.get("Origin")
    if origin is not None and _host_of(origin) != request.host:
        raise ForbiddenError


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # such as an open bracket
        return ""


def _is_refusal(answer: Answer) -> bool:
    status = answer.status if isinstance(answer, Page) else answer.status_code
    return status >= 400


def _rendered(answer: Answer | str) -> Response:
    return answer.render() if isinstance(answer, Page) else make_response(answer)


class _UndoneError(Exception):
    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer

"""A form that arrives when the session is over: it is held, and given back after signing in, to the same account.

Scripts save what is typed by themselves; this is for readers without. The account is the one that the signed cookie
of this browser names, so nobody else's page can put a form here; and the form's own token has to be that account's,
so that of two people at one browser neither is given what the other typed.
"""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, make_response, redirect, request, url_for
from flask_wtf.csrf import CSRFError

from roster.accounts import policy, session
from roster.accounts.held_forms import LARGEST, HeldForms
from roster.accounts.views import blueprint, first_page
from roster.web.forms import BaseForm
from roster.web.guard import Guard, current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page

__all__ = ["blueprint"]  # whole only once this page is on it

_HELD = "roster_held_forms"
_NOT_HELD = frozenset({"csrf_token"})
_NOT_TYPED = frozenset({"version", "once"})
_TYPED_FROM = 20  # shorter values are codes and years: they are in the form, and say little alone


def register(app: Flask) -> None:
    """Hold late forms of this application."""
    app.extensions[_HELD] = HeldForms()
    app.register_error_handler(CSRFError, _answer_late_form)


@blueprint.route("/account/late-form", methods=("GET", "POST"))
@guard(policy.can_see_own_account)
def late_form() -> Answer:
    """What was sent too late, to be sent again with one press; or let go."""
    user_id = current_actor().user_id or 0
    held = _held().held_for(user_id)
    if request.method == "POST":
        _held().forget(user_id)
        return make_response(redirect(held.path if held else first_page(), code=303))
    if held is None:
        return make_response(redirect(first_page(), code=303))
    typed = (lines for name, lines in held.values.items() if name not in _NOT_TYPED)
    texts = [line for lines in typed for line in lines if len(line) >= _TYPED_FROM]
    return page("accounts/late_form.html", held=held, texts=texts, form=BaseForm(formdata=None))


def _answer_late_form(error: CSRFError) -> Response:
    """The token of a form ended with its session: what can be held is held, the rest is refused in words."""
    user_id = current_actor().user_id or session.known_device()
    if user_id is not None and _may_hold() and session.is_form_of(user_id):
        values = {name: lines for name, lines in request.form.lists() if name not in _NOT_HELD}
        path = request.full_path.rstrip("?")
        _held().hold(user_id, path=path, values=values)
        where = url_for("accounts.late_form", lang=current_language().code)
        return make_response(redirect(where, code=303))
    return session.answer_late_form(error)


def _may_hold() -> bool:
    """A plain form of a page that asks for it, sent by a browser that says it comes from us."""
    view = current_app.view_functions.get(request.endpoint or "")
    demand = getattr(view, "__guard__", None)
    origin = request.headers.get("Origin", "")
    return (
        isinstance(demand, Guard)
        and demand.is_held
        and request.mimetype == "application/x-www-form-urlencoded"
        and (request.content_length or LARGEST + 1) <= LARGEST
        and urlsplit(origin).netloc == request.host
    )


def _held() -> HeldForms:
    held: HeldForms = current_app.extensions[_HELD]
    return held

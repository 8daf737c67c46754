"""The pages of an account: sign in and out, the own account and its password."""

from dataclasses import dataclass

from flask import Blueprint, Response, g, make_response, redirect, request
from flask_babel import gettext
from flask_login import current_user

from roster.accounts import (
    attempts,
    labels,
    password_services,
    passwords,
    policy,
    queries,
    rules,
    services,
    session,
)
from roster.accounts.attempts import Attempt
from roster.accounts.forms import ChangePasswordForm, NationalitiesForm, SignInForm
from roster.accounts.handover.policy import can_hand_over_somewhere
from roster.accounts.models import User
from roster.core.errors import InvalidError, NotFoundError
from roster.vocabulary import queries as vocabulary
from roster.web.forms import BaseForm
from roster.web.guard import current_actor, guard
from roster.web.locale import LANGUAGE_TABLE, current_language
from roster.web.page import Answer, Page, page, see
from roster.web.redirection import local_path

blueprint = Blueprint("accounts", __name__, url_prefix="/<lang:lang>")


@dataclass(frozen=True)
class Prepared:
    """What was done before the transaction: the form, and what came of its password."""

    form: BaseForm
    attempt: Attempt | None = None
    password_hash: str | None = None


def _prepare_sign_in() -> Prepared:
    form = SignInForm()
    if not form.validate():
        return Prepared(form)
    attempt = _try_password(form.email.data, form.password.data)
    if attempt.user_id is None:
        form.form_errors.append(gettext("The e-mail address or the password is not right."))
    return Prepared(form, attempt)


@blueprint.route("/sign-in", methods=("GET", "POST"))
@guard(policy.can_sign_in, prepare=_prepare_sign_in)
def sign_in() -> Answer:
    """Sign in, and go on to the page that was asked for."""
    if request.method != "POST":
        if current_actor().signed_in:
            return make_response(redirect(_next_page()))
        return page("accounts/sign_in.html", form=SignInForm())
    prepared: Prepared = g.prepared
    user = queries.user_by_id(prepared.attempt.user_id or 0) if prepared.attempt else None
    if prepared.attempt is None or user is None or not user.active:
        return page("accounts/sign_in.html", status=422, form=prepared.form)
    actor = session.begin(user)
    services.record_sign_in(actor, user, fresh_hash=prepared.attempt.fresh_hash)
    return make_response(redirect(_next_page(), code=303))


@blueprint.post("/sign-out")
@guard(policy.can_sign_in)
def sign_out() -> Response:
    """End the session."""
    if current_actor().signed_in:
        services.record_sign_out(current_actor())
        session.end()
    return make_response(redirect(first_page(), code=303))


@blueprint.get("/account")
@guard(policy.can_see_own_account)
def show() -> Page:
    """The own account."""
    user: User = current_user._get_current_object()
    return _account_page(user, NationalitiesForm(formdata=None))


@blueprint.post("/account/nationalities")
@guard(policy.can_see_own_account)
def nationalities() -> Answer:
    """Somebody of the secretariat says the own nationalities, once."""
    user: User = current_user._get_current_object()
    form = NationalitiesForm()
    if not form.validate():
        return _account_page(user, form, status=422)
    try:
        services.record_nationalities(current_actor(), user, nationalities=form.nationalities.data or ())
    except InvalidError as error:
        form.take_problems(error)
        return _account_page(user, form, status=422)
    session.say(gettext("Your nationalities are kept."))
    return see("accounts.show")


def _account_page(user: User, form: NationalitiesForm, *, status: int = 200) -> Page:
    language = current_language().code
    roles = [
        (labels.role_label(held.role), labels.scope_label(held, language=language))
        for held in sorted(user.assignments)
    ]
    known = vocabulary.current().states
    needs = any(rules.needs_nationalities(held.role) for held in user.assignments)
    return page(
        "accounts/show.html",
        status=status,
        user=user,
        roles=roles,
        letter_language=LANGUAGE_TABLE[user.language].name,
        can_hand_over=can_hand_over_somewhere(current_actor()),
        nationalities=[known.get_label(iso2, language) for iso2 in user.nationalities],
        asks_nationalities=needs and not user.nationalities,
        form=form,
    )


def _prepare_change() -> Prepared:
    form = ChangePasswordForm()
    if not form.validate():
        return Prepared(form)
    user: User = current_user._get_current_object()
    attempt = _try_password(user.email, form.current.data)
    if attempt.user_id != user.id:
        form.take_problems(InvalidError({"current": gettext("This is not your present password.")}))
        return Prepared(form)
    return Prepared(form, attempt, judge(form, user.name, user.email))


@blueprint.route("/account/password", methods=("GET", "POST"))
@guard(policy.can_see_own_account, prepare=_prepare_change)
def change_password() -> Answer:
    """Change the own password."""
    user = queries.user_by_id(current_actor().user_id or 0)
    if user is None:
        raise NotFoundError
    if request.method != "POST":
        return page("accounts/change_password.html", form=ChangePasswordForm(), email=user.email)
    prepared: Prepared = g.prepared
    if prepared.password_hash is None:
        return page("accounts/change_password.html", status=422, form=prepared.form, email=user.email)
    password_services.change_password(current_actor(), user, password_hash=prepared.password_hash)
    session.begin(user)
    session.say(gettext("Your password is changed. Everywhere else you are signed out."))
    return see("accounts.show")


def _try_password(email: str, password: str) -> Attempt:
    attempt = attempts.try_password(
        session.throttle(),
        session.limits(),
        email=email,
        password=password,
        origin=current_actor().origin,
        known_device=session.known_device(),
    )
    session.refuse_haste(attempt.wait_seconds)
    return attempt


def judge(form: BaseForm, name: str, email: str) -> str | None:
    """The hash of the new password, or None with the reason at its field."""
    problem = passwords.problem_with(form.password.data, context=(name, email))
    if problem is not None:
        form.take_problems(InvalidError({"password": problem}))
        return None
    return passwords.hashed(form.password.data)


def first_page() -> str:
    """Where to go when no page was asked for."""
    return f"/{current_language().code}/"


def _next_page() -> str:
    path = local_path(request.args.get("next"), default=first_page())
    return first_page() if path.partition("?")[0].endswith("/sign-in") else path

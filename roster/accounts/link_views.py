"""The pages behind the links of letters: a forgotten password, an invitation (R21)."""

from flask import g, make_response, redirect, request
from flask_babel import gettext

from roster.accounts import attempts, labels, letters, passwords, policy, queries, services, session
from roster.accounts.forms import InvitationForm, NewPasswordForm, ResetRequestForm
from roster.accounts.views import Prepared, blueprint, first_page, judge
from roster.core.errors import InvalidError, NotFoundError
from roster.web.guard import current_actor, guard, open_to_all
from roster.web.locale import current_language
from roster.web.page import Answer, Page, page, see

__all__ = ["blueprint"]  # whole only once these pages are on it
_WITH_TOKEN = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


def _prepare_request() -> Prepared:
    form = ResetRequestForm()
    if form.validate():
        wait = attempts.try_reset(
            session.throttle(), session.limits(), email=form.email.data, origin=current_actor().origin
        )
        session.refuse_haste(wait)
    return Prepared(form)


@blueprint.route("/account/reset", methods=("GET", "POST"))
@guard(policy.can_sign_in, prepare=_prepare_request)
def request_reset() -> Answer:
    """Ask for a letter by which the password is replaced."""
    if request.method != "POST":
        return page("accounts/request_reset.html", form=ResetRequestForm())
    form = g.prepared.form
    if form.errors:
        return page("accounts/request_reset.html", status=422, form=form)
    services.ask_reset(current_actor(), email=form.email.data)
    return see("accounts.reset_asked")


@blueprint.get("/account/reset/sent")
@open_to_all
def reset_asked() -> Page:
    """The same answer for every address."""
    return page("accounts/reset_asked.html", minutes=letters.RESET_MINUTES)


def _prepare_reset() -> Prepared:
    form = NewPasswordForm()
    user = letters.user_by_reset_token(_token())
    if user is None or not form.validate():
        return Prepared(form)
    return Prepared(form, password_hash=judge(form, user.name, user.email))


@blueprint.route("/account/reset/<token>", methods=("GET", "POST"))
@guard(policy.can_sign_in, prepare=_prepare_reset)
def reset(token: str) -> Answer:
    """Set a new password by the link of a letter."""
    user = letters.user_by_reset_token(token)
    if user is None:
        return _dead_link()
    form = g.prepared.form if request.method == "POST" else NewPasswordForm()
    password_hash = g.prepared.password_hash if request.method == "POST" else None
    if password_hash is None:
        status = 422 if request.method == "POST" else 200
        context = {"form": form, "user": user, "longest": passwords.LONGEST}
        return Page("accounts/reset.html", context, status, _WITH_TOKEN)
    services.reset_password(current_actor(), user, password_hash=password_hash)
    session.end()
    session.say(gettext("Your new password is set. Sign in with it."))
    return see("accounts.sign_in")


def _prepare_invitation() -> Prepared:
    form = InvitationForm()
    invitation = letters.invitation_by_token(_token())
    if invitation is None or not form.validate():
        return Prepared(form)
    return Prepared(form, password_hash=judge(form, form.name.data, invitation.email))


@blueprint.route("/account/invitation/<token>", methods=("GET", "POST"))
@guard(policy.can_sign_in, prepare=_prepare_invitation)
def invitation(token: str) -> Answer:
    """Accept an invitation: name, password, and in."""
    found = letters.invitation_by_token(token)
    if found is None or queries.user_by_email(found.email) is not None:
        return _dead_link()
    is_sent = request.method == "POST"
    form = g.prepared.form if is_sent else InvitationForm(data={"name": found.name})
    if is_sent and g.prepared.password_hash is not None:
        try:
            user = services.accept_invitation(
                current_actor(), found, name=form.name.data, password_hash=g.prepared.password_hash
            )
        except InvalidError as error:
            form.take_problems(error)
        except NotFoundError:
            return _dead_link()
        else:
            services.record_sign_in(session.begin(user), user, fresh_hash=None)
            return make_response(redirect(first_page(), code=303))
    context = {
        "form": form,
        "invitation": found,
        "role": labels.role_label(found.assignment.role),
        "scope": labels.scope_label(found.assignment, language=current_language().code),
        "longest": passwords.LONGEST,
    }
    return Page("accounts/invitation.html", context, 422 if is_sent else 200, _WITH_TOKEN)


def _dead_link() -> Page:
    return Page("accounts/dead_link.html", {}, 404, _WITH_TOKEN)


def _token() -> str:
    return str((request.view_args or {}).get("token", ""))

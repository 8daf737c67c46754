"""The pages behind the links of letters: a forgotten password, an invitation (R21).

A link puts its token into the session and goes on to an address without it. So the token stands in no Referer,
and the form's page needs no stricter referrer policy than others: under `no-referrer` browsers send
`Origin: null`, which a change refuses.
"""

from flask import Response, g, make_response, redirect, request
from flask_babel import gettext

from roster.accounts import attempts, labels, letters, password_services, policy, rules, services, session
from roster.accounts.forms import InvitationForm, NewPasswordForm, ResetRequestForm
from roster.accounts.handover.services import complete_handover
from roster.accounts.views import Prepared, blueprint, first_page, judge
from roster.core.errors import InvalidError, NotFoundError
from roster.web.guard import current_actor, guard, open_to_all
from roster.web.locale import current_language
from roster.web.page import Answer, Page, page, see

__all__ = ["blueprint"]  # whole only once these pages are on it


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
    password_services.ask_reset(current_actor(), email=form.email.data)
    return see("accounts.reset_asked")


@blueprint.get("/account/reset/sent")
@open_to_all
def reset_asked() -> Page:
    """The same answer for every address."""
    return page("accounts/reset_asked.html", minutes=letters.RESET_MINUTES)


@blueprint.get("/account/reset/<token>")
@guard(policy.can_sign_in)
def reset(token: str) -> Answer:
    """The link of a letter for a new password."""
    if letters.user_by_reset_token(token) is None:
        return _dead_link()
    session.keep_token(letters.RESET, token)
    return _go_on("accounts.new_password")


def _prepare_reset() -> Prepared:
    form = NewPasswordForm()
    user = letters.user_by_reset_token(session.kept_token(letters.RESET))
    if user is None or not form.validate():
        return Prepared(form)
    return Prepared(form, password_hash=judge(form, user.name, user.email))


@blueprint.route("/account/reset/new", methods=("GET", "POST"))
@guard(policy.can_sign_in, prepare=_prepare_reset)
def new_password() -> Answer:
    """Set a new password after the link of a letter."""
    user = letters.user_by_reset_token(session.kept_token(letters.RESET))
    if user is None:
        return _dead_link()
    if request.method != "POST":
        return page("accounts/new_password.html", form=NewPasswordForm(), email=user.email)
    prepared: Prepared = g.prepared
    if prepared.password_hash is None:
        return page("accounts/new_password.html", status=422, form=prepared.form, email=user.email)
    password_services.reset_password(current_actor(), user, password_hash=prepared.password_hash)
    session.end()
    session.say(gettext("Your new password is set. Sign in with it."))
    return see("accounts.sign_in")


@blueprint.get("/account/invitation/<token>")
@guard(policy.can_sign_in)
def invitation(token: str) -> Answer:
    """The link of an invitation."""
    if letters.invitation_by_token(token) is None:
        return _dead_link()
    session.keep_token(letters.INVITATION, token)
    return _go_on("accounts.accept_invitation")


def _prepare_invitation() -> Prepared:
    form = InvitationForm()
    found = letters.invitation_by_token(session.kept_token(letters.INVITATION))
    if found is not None:
        form.ask_for(nationalities=rules.needs_nationalities(found.assignment.role))
    if found is None or not form.validate():
        return Prepared(form)
    return Prepared(form, password_hash=judge(form, form.name.data, found.email))


@blueprint.route("/account/invitation", methods=("GET", "POST"))
@guard(policy.can_sign_in, prepare=_prepare_invitation)
def accept_invitation() -> Answer:
    """Accept an invitation: name, password, and in."""
    found = letters.invitation_by_token(session.kept_token(letters.INVITATION))
    if found is None:
        return _dead_link()
    is_sent = request.method == "POST"
    form = g.prepared.form if is_sent else InvitationForm(data={"name": found.name})
    if not is_sent:
        form.ask_for(nationalities=rules.needs_nationalities(found.assignment.role))
    if is_sent and g.prepared.password_hash is not None:
        try:
            user = services.accept_invitation(
                current_actor(),
                found,
                name=form.name.data,
                password_hash=g.prepared.password_hash,
                nationalities=form.nationalities.data if "nationalities" in form else (),
            )
        except InvalidError as error:
            form.take_problems(error)
        except NotFoundError:
            return _dead_link()
        else:
            complete_handover(current_actor(), found, successor=user)
            services.record_sign_in(session.begin(user), user, fresh_hash=None)
            return make_response(redirect(first_page(), code=303))
    return page(
        "accounts/invitation.html",
        status=422 if is_sent else 200,
        form=form,
        invitation=found,
        role=labels.role_label(found.assignment.role),
        scope=labels.scope_label(found.assignment, language=current_language().code),
    )


def _go_on(endpoint: str) -> Response:
    answer = see(endpoint)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _dead_link() -> Page:
    return page("accounts/dead_link.html", status=404)

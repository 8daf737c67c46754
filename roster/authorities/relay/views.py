"""Pages of first messages: writing one, what became of it, and reading and answering it by a letter's link."""

from dataclasses import replace
from typing import Any

from flask import current_app, flash, request, url_for
from flask_babel import gettext

from roster.accounts import labels, session
from roster.authorities import policy as authorities
from roster.authorities.editions.views import blueprint
from roster.authorities.models import Authority
from roster.authorities.presentation import authority_view
from roster.authorities.queries import authority_by_ref
from roster.authorities.relay import policy, queries, services
from roster.authorities.relay.forms import AnswerForm, WriteForm
from roster.authorities.relay.letters import LINK, message_by_link
from roster.authorities.relay.models import AuthorityMessage
from roster.authorities.relay.policy import Opened
from roster.authorities.relay.services import HasteError
from roster.core import clock
from roster.core.actor import SECRETARIAT_ROLES, Actor, Assignment, Role
from roster.core.config import Settings
from roster.core.once import mark_used
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, Page, page, see

__all__ = ["blueprint"]  # whole only once these pages are on it


def opened_here(_actor: Actor) -> Opened | None:
    """The message whose letter's link was opened in this session."""
    token = session.kept_token(LINK)
    message = message_by_link(token) if token else None
    return Opened(message) if message else None


@blueprint.route("/authorities/<ref>/write", methods=["GET", "POST"])
@guard(policy.can_write, load=authority_by_ref, visible=authorities.can_view)
def write(authority: Authority) -> Answer:
    """Write to the contact person, whose address is not shown."""
    actor, form = current_actor(), WriteForm()
    shown: dict[str, Any] = {
        "form": form,
        "entry": authority_view(actor, authority, at=clock.now()),
        "me": _sender(actor.name, services.capacity_of(actor)),
        "can_be_sent": queries.addressee_of(authority) is not None,
    }
    if request.method == "GET":
        return page("authorities/write.html", **shown)
    form.refuse_repeat()
    if not form.validate():
        return page("authorities/write.html", status=422, **shown)
    try:
        made = services.write_first(actor, authority, given=form.to_input(), most_per_day=_most_per_day())
    except HasteError as error:
        form.form_errors.append(
            gettext("You have sent as many messages as one may within a day. Try again tomorrow.")
        )
        refused = page("authorities/write.html", status=429, **shown)
        return replace(refused, headers={"Retry-After": str(error.wait_seconds)})
    location = url_for("authorities.message", ref=authority.ref, message_ref=made.ref)
    mark_used(form.once.data, user_id=actor.user_id, location=location)
    flash(gettext("Your message is on its way. You will hear by e-mail when there is an answer."), "success")
    return see("authorities.message", ref=authority.ref, message_ref=made.ref)


@blueprint.get("/authorities/<ref>/messages/<message_ref>")
@guard(policy.can_read, load=queries.message_by_ref)
def message(found: AuthorityMessage) -> Answer:
    """What one wrote, and the answer where there is one."""
    return _message_page("authorities/message.html", found, form=None)


@blueprint.get("/authorities/letter/<token>")
@guard(policy.can_open_link)
def open_message(token: str) -> Answer:
    """Lead to the message: the token goes into the session, the address stays clean. Opening uses nothing up."""
    if message_by_link(token) is None:
        return page("authorities/dead_link.html", status=404)
    session.keep_token(LINK, token)
    answer = see("authorities.opened_message")
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/authorities/letter", methods=["GET", "POST"])
@guard(policy.can_use_link, load=opened_here)
def opened_message(opened: Opened) -> Answer:
    """The message that a letter led to, and the form to answer it, once."""
    found, form = opened.message, AnswerForm()
    if request.method == "GET":
        return _message_page("authorities/message.html", found, form=form)
    if found.answered_at is None and not form.validate():
        return _message_page("authorities/message.html", found, form=form, status=422)
    services.answer_first(current_actor(), found, text=form.text.data or "")
    flash(gettext("Your answer is on its way."), "success")
    return see("authorities.opened_message")


def _message_page(
    template: str, found: AuthorityMessage, *, form: AnswerForm | None, status: int = 200
) -> Page:
    """No cache keeps it, also where nobody is signed in (R39). By a letter's link the form is there."""
    language = current_language().code
    written_as = Assignment(Role(found.sender_role), found.sender_scope)
    shown = {
        "message": found,
        "authority": found.authority.name.best_for(language)[0],
        "ref": found.authority.ref,
        "sender": _sender(found.sender.name, written_as),
        "form": form,
    }
    return Page(template, shown, status, {"Cache-Control": "no-store"})


def _sender(name: str, written_as: Assignment) -> tuple[str, str, str]:
    """Name, role, and for which State or organization: the whole of what the contact person sees of the sender."""
    if written_as.role in SECRETARIAT_ROLES:
        place = gettext("Secretariat")
    elif written_as.scope == "system":
        place = ""
    else:
        place = labels.scope_label(written_as, language=current_language().code)
    return name, str(labels.role_label(written_as.role)), place


def _most_per_day() -> int:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings.limits.messages_per_day

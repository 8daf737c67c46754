"""Pages of messages: writing to an expert, one's conversations, one conversation and what is done with it.

An expert without account comes by a letter's link (`link_views`): the same pages, for that conversation.
"""

from dataclasses import replace
from typing import Any

from flask import Blueprint, current_app, flash, request, url_for
from flask_babel import gettext

from roster.accounts import session
from roster.core.actor import Actor
from roster.core.config import Settings
from roster.core.once import mark_used
from roster.core.unit_of_work import unit_of_work
from roster.experts import policy as experts
from roster.experts.models import Profile
from roster.experts.presentation import name_view
from roster.experts.queries import expert_by_ref
from roster.messages import policy, queries, services
from roster.messages.forms import AnswerForm, RevealForm, UnwantedForm, WriteForm
from roster.messages.letters import LINK, conversation_by_link
from roster.messages.models import Conversation
from roster.messages.policy import Seat
from roster.messages.presentation import ConversationView, conversation_view, sender_view
from roster.messages.services import HasteError
from roster.messages.states import Side
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, Page, page, see
from roster.web.paging import DEFAULT_SIZE, Paging, page_number

blueprint = Blueprint("messages", __name__, url_prefix="/<lang:lang>")
MOST_REPORTS = 100


def seat_here(actor: Actor, ref: str) -> Seat | None:
    """The reader's seat: by account, else by the link of a letter that was opened in this session."""
    seat = queries.seat_at(actor, ref)
    token = session.kept_token(LINK) if seat is None else ""
    conversation = conversation_by_link(token) if token else None
    if conversation is None or conversation.ref != ref or queries.accounts_of(conversation.profile):
        return seat
    blocked = queries.is_blocked_in(conversation)
    return Seat(conversation, Side.EXPERT, is_blocked=blocked, is_by_link=True)


@blueprint.get("/messages")
@guard(policy.can_use_messages)
def index() -> Answer:
    """The conversations of the reader; for the roster manager what was reported, too."""
    actor, number = current_actor(), page_number(request.args)
    found = queries.conversations_of(actor, offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    return page(
        "messages/index.html",
        conversations=_views(actor, found),
        paging=Paging(number, DEFAULT_SIZE, queries.conversation_count(actor)),
        reported=_views(actor, queries.reported(actor, limit=MOST_REPORTS)),
    )


@blueprint.route("/experts/<ref>/write", methods=["GET", "POST"])
@guard(policy.can_write_to, load=expert_by_ref, visible=experts.can_view)
def write(profile: Profile) -> Answer:
    """Write to an expert whose address is not shown."""
    actor, form = current_actor(), WriteForm()
    shown: dict[str, Any] = {
        "form": form,
        "expert": name_view(profile),
        "expert_ref": profile.ref,
        "me": sender_view(actor.name, services.capacity_of(actor), language=current_language().code),
    }
    if request.method == "GET":
        blocked = queries.is_blocked(profile.id, actor.user_id or 0)
        return page("messages/write.html", can_be_sent=not blocked and queries.is_reachable(profile), **shown)
    form.refuse_repeat()
    if not form.validate():
        return page("messages/write.html", status=422, can_be_sent=True, **shown)
    try:
        conversation = services.write_to_expert(
            actor, profile, given=form.to_input(), most_per_day=_most_per_day()
        )
    except HasteError as error:
        return _too_many("messages/write.html", error, can_be_sent=True, **shown)
    location = url_for("messages.show", ref=conversation.ref)
    mark_used(form.once.data, user_id=actor.user_id, location=location)
    flash(gettext("Your message is on its way. You will hear by e-mail when there is an answer."), "success")
    return see("messages.show", ref=conversation.ref)


@blueprint.get("/messages/<ref>")
@guard(policy.can_view, load=seat_here)
def show(seat: Seat) -> Answer:
    """One conversation. That a manager reads what was reported is on record before it is shown."""
    if seat.side is Side.MANAGER:
        with unit_of_work():
            services.record_inspection(current_actor(), seat)
    return _thread(seat, AnswerForm())


@blueprint.post("/messages/<ref>/answer")
@guard(policy.can_answer, load=seat_here, visible=policy.can_view)
def answer(seat: Seat) -> Answer:
    """Write on."""
    actor, form = current_actor(), AnswerForm()
    form.refuse_repeat()
    if not form.validate():
        return _thread(seat, form, status=422)
    try:
        services.answer(actor, seat, text=form.text.data or "", most_per_day=_most_per_day())
    except HasteError as error:
        thread = _thread(seat, form)
        return _too_many(thread.template, error, **thread.context)
    location = url_for("messages.show", ref=seat.conversation.ref)
    mark_used(form.once.data, user_id=actor.user_id, location=location)
    flash(gettext("Your answer is on its way."), "success")
    return _back(seat)


@blueprint.post("/messages/<ref>/read")
@guard(policy.can_read_up, load=seat_here, visible=policy.can_view)
def read(seat: Seat) -> Answer:
    """Note that what is there was read; nothing else happens."""
    services.mark_read(current_actor(), seat)
    return _back(seat)


@blueprint.route("/messages/<ref>/reveal", methods=["GET", "POST"])
@guard(policy.can_reveal, load=seat_here, visible=policy.can_view)
def reveal(seat: Seat) -> Answer:
    """The expert chooses which contact data the sender sees, with the data in sight."""
    data = services.revealable(seat.conversation.profile)
    form = RevealForm(names=list(data))
    if request.method == "GET":
        return _private("messages/reveal.html", seat, form=form, data=data)
    if not form.validate():
        return _private("messages/reveal.html", seat, status=422, form=form, data=data)
    services.reveal(current_actor(), seat, fields=form.fields.data or ())
    flash(gettext("The sender can see this now. You can take it back on this page."), "success")
    return _back(seat)


@blueprint.post("/messages/<ref>/hide")
@guard(policy.can_reveal, load=seat_here, visible=policy.can_view)
def hide(seat: Seat) -> Answer:
    """Take the contact data back."""
    services.hide(current_actor(), seat)
    flash(gettext("Your contact data are no longer shown here."), "success")
    return _back(seat)


@blueprint.route("/messages/<ref>/unwanted", methods=["GET", "POST"])
@guard(policy.can_report, load=seat_here, visible=policy.can_view)
def unwanted(seat: Seat) -> Answer:
    """Ask, then stop the sender and tell the roster manager."""
    form = UnwantedForm()
    if request.method == "GET":
        return _private("messages/unwanted.html", seat, form=form)
    if not form.validate():
        return _private("messages/unwanted.html", seat, status=422, form=form)
    services.report(current_actor(), seat, reason=form.reason.data or "")
    flash(gettext("The roster manager was told, and this sender can no longer write to you."), "success")
    return _back(seat)


@blueprint.post("/messages/<ref>/allow")
@guard(policy.can_report, load=seat_here, visible=policy.can_view)
def allow(seat: Seat) -> Answer:
    """Take the report back."""
    services.allow(current_actor(), seat)
    flash(gettext("This sender may write to you again."), "success")
    return _back(seat)


@blueprint.post("/messages/<ref>/settle")
@guard(policy.can_settle, load=seat_here, visible=policy.can_view)
def settle(seat: Seat) -> Answer:
    """The roster manager notes that the report was dealt with."""
    services.settle_report(current_actor(), seat)
    flash(gettext("The report is noted as dealt with. The sender stays blocked."), "success")
    return see("messages.index")


def _thread(seat: Seat, form: AnswerForm, *, status: int = 200) -> Page:
    actor = current_actor()
    return _private(
        "messages/show.html",
        seat,
        status=status,
        form=form,
        is_by_link=seat.is_by_link,
        can_answer=policy.can_answer(actor, seat),
        can_settle=policy.can_settle(actor, seat),
        can_be_revealed=bool(services.revealable(seat.conversation.profile)),
    )


def _private(template: str, seat: Seat, *, status: int = 200, **context: Any) -> Page:
    """A page about one conversation: no cache keeps it, also where nobody is signed in (R39)."""
    shown = {"conversation": _view(seat), **context}
    return Page(template, shown, status, {"Cache-Control": "no-store"})


def _too_many(template: str, error: HasteError, **context: Any) -> Page:
    """What was typed stays on the page (R40)."""
    context["form"].form_errors.append(
        gettext("You have sent as many messages as one may within a day. Try again tomorrow.")
    )
    return replace(page(template, status=429, **context), headers={"Retry-After": str(error.wait_seconds)})


def _view(seat: Seat) -> ConversationView:
    return conversation_view(current_actor(), seat, language=current_language().code)


def _views(actor: Actor, found: Any) -> list[ConversationView]:
    language = current_language().code
    seats = [_seat(actor, conversation) for conversation in found]
    return [conversation_view(actor, seat, language=language, with_texts=False) for seat in seats if seat]


def _seat(actor: Actor, conversation: Conversation) -> Seat | None:
    side = policy.side_of(actor, conversation)
    return Seat(conversation, side) if side else None


def _back(seat: Seat) -> Answer:
    return see("messages.show", ref=seat.conversation.ref)


def _most_per_day() -> int:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings.limits.messages_per_day

"""Pages that move a request: questions and answers, the decision, charge, withdrawal."""

from collections.abc import Callable
from typing import Any

from flask import flash, request
from flask_babel import gettext

from roster.assistance.requests import moving_services, policy
from roster.assistance.requests.check_views import blueprint
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.move_forms import AnswerForm, DeclineForm, MoveForm, QuestionForm
from roster.assistance.requests.queries import messages_of, request_by_ref
from roster.assistance.requests.services import discard_request
from roster.assistance.requests.states import Move
from roster.assistance.requests.views import view_of
from roster.core.errors import InvalidError
from roster.web.forms import ChangingForm
from roster.web.guard import Guarded, current_actor, guard
from roster.web.page import Answer, Page, page, see

__all__ = ["blueprint"]  # whole only once these pages are on it


def moving(move: Move) -> Callable[[Callable[..., Any]], Guarded]:
    """The guard of a page that makes this move; who comes too late is told so, not refused."""
    return guard(
        lambda actor, subject: policy.may_move(actor, subject, move),
        load=request_by_ref,
        visible=policy.can_view,
    )


@blueprint.post("/<ref>/take")
@guard(policy.may_take, load=request_by_ref, visible=policy.can_view)
def take(assistance_request: AssistanceRequest) -> Answer:
    """Take charge of it, which acknowledges it."""
    MoveForm().refuse_stale(assistance_request.version)
    if moving_services.take_request(current_actor(), assistance_request):
        flash(gettext("The request is in your charge. Its State sees that."), "success")
    return see("assistance.show", ref=assistance_request.ref)


@blueprint.route("/<ref>/ask", methods=("GET", "POST"))
@moving(Move.ASK)
def ask(assistance_request: AssistanceRequest) -> Answer:
    """Ask the State."""
    form = QuestionForm()
    if _is_opened_late(assistance_request, Move.ASK):
        return _to_standing(assistance_request)
    if not _is_ready(form, assistance_request):
        return _move_page("ask", assistance_request, form)
    moving_services.ask_state(current_actor(), assistance_request, question=form.text.data or "")
    flash(gettext("The question is with the State."), "success")
    return see("assistance.show", ref=assistance_request.ref)


@blueprint.route("/<ref>/answer", methods=("GET", "POST"))
@moving(Move.ANSWER)
def answer(assistance_request: AssistanceRequest) -> Answer:
    """Answer the secretariat."""
    form = AnswerForm()
    if _is_opened_late(assistance_request, Move.ANSWER):
        return _to_standing(assistance_request)
    if not _is_ready(form, assistance_request):
        return _move_page("answer", assistance_request, form)
    try:
        moving_services.answer_question(current_actor(), assistance_request, answer=form.text.data or "")
    except InvalidError as error:
        form.take_problems(error)
        return _move_page("answer", assistance_request, form)
    flash(gettext("Your answer is with the secretariat."), "success")
    return see("assistance.show", ref=assistance_request.ref)


@blueprint.post("/<ref>/accept")
@moving(Move.ACCEPT)
def accept(assistance_request: AssistanceRequest) -> Answer:
    """Accept it."""
    MoveForm().refuse_stale(assistance_request.version)
    moving_services.accept_request(current_actor(), assistance_request)
    flash(gettext("The request is accepted. Its State is told."), "success")
    return see("assistance.show", ref=assistance_request.ref)


@blueprint.route("/<ref>/decline", methods=("GET", "POST"))
@moving(Move.DECLINE)
def decline(assistance_request: AssistanceRequest) -> Answer:
    """Decline it, with a reason."""
    form = DeclineForm()
    if _is_opened_late(assistance_request, Move.DECLINE):
        return _to_standing(assistance_request)
    if not _is_ready(form, assistance_request):
        return _move_page("decline", assistance_request, form)
    try:
        moving_services.decline_request(
            current_actor(), assistance_request, reason=form.reason.data or "", text=form.text.data or ""
        )
    except InvalidError as error:
        form.take_problems(error)
        return _move_page("decline", assistance_request, form)
    flash(gettext("The request is declined. Its State is told, with the reason."), "success")
    return see("assistance.show", ref=assistance_request.ref)


@blueprint.route("/<ref>/withdraw", methods=("GET", "POST"))
@moving(Move.WITHDRAW)
def withdraw(assistance_request: AssistanceRequest) -> Answer:
    """End it for its State."""
    form = MoveForm()
    if _is_opened_late(assistance_request, Move.WITHDRAW):
        return _to_standing(assistance_request)
    if not _is_ready(form, assistance_request):
        return _move_page("withdraw", assistance_request, form)
    moving_services.withdraw_request(current_actor(), assistance_request)
    flash(gettext("The request is withdrawn."), "success")
    return see("assistance.show", ref=assistance_request.ref)


@blueprint.post("/<ref>/discard")
@guard(policy.may_write, load=request_by_ref, visible=policy.can_view)
def discard(assistance_request: AssistanceRequest) -> Answer:
    """Throw away a draft that was never sent."""
    MoveForm().refuse_stale(assistance_request.version)
    discard_request(current_actor(), assistance_request)
    flash(gettext("The draft is deleted."), "success")
    return see("assistance.index")


def _is_opened_late(assistance_request: AssistanceRequest, move: Move) -> bool:
    """Whether somebody opens the page of a move that does not begin where the request stands."""
    return request.method == "GET" and not policy.can_move(current_actor(), assistance_request, move)


def _to_standing(assistance_request: AssistanceRequest) -> Answer:
    """The page of the request says where it stands now."""
    return see("assistance.show", ref=assistance_request.ref)


def _is_ready(form: ChangingForm, assistance_request: AssistanceRequest) -> bool:
    """Whether the form was sent, belongs to what was on the screen, and is sound."""
    form.show_version(assistance_request.version)
    if request.method == "GET":
        return False
    form.refuse_stale(assistance_request.version)
    return bool(form.validate())


def _move_page(name: str, assistance_request: AssistanceRequest, form: ChangingForm) -> Page:
    waiting = [item for item in messages_of(assistance_request) if item.answered_at is None]
    return page(
        "assistance/requests/move.html",
        status=200 if request.method == "GET" else 422,
        name=name,
        entry=view_of(assistance_request),
        form=form,
        question=waiting[-1].question if waiting else "",
    )

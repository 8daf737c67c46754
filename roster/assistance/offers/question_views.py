"""The page on which an expert with an account says whether certain days are free."""

from flask import flash, request, url_for
from flask_babel import gettext

from roster.assistance.offers import policy, queries
from roster.assistance.offers.availability_services import answer_question, is_answerable
from roster.assistance.offers.forms import FreedomForm
from roster.assistance.offers.models import AvailabilityQuestion
from roster.assistance.offers.offer_views import blueprint
from roster.assistance.offers.presentation import question_view
from roster.core.actor import Actor
from roster.core.errors import InvalidError
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, Page, page, see

__all__ = ["blueprint"]  # whole only once this page is on it


@blueprint.route("/availability/<ref>", methods=("GET", "POST"))
@guard(policy.may_answer_question, load=queries.question_by_ref, visible=policy.can_view_question)
def availability(question: AvailabilityQuestion) -> Answer:
    """The expert says whether the days are free."""
    actor = current_actor()
    form = question_form(question)
    if request.method == "POST" and take_answer(actor, question, form):
        return see("offers.availability", ref=question.ref)
    return question_page(actor, question, form=form, here=url_for("offers.availability", ref=question.ref))


def question_form(question: AvailabilityQuestion) -> FreedomForm:
    """The form with the answer that stands."""
    form = FreedomForm()
    form.show_version(question.version)
    if request.method == "GET" and question.answer is not None:
        form.answer.data, form.note.data = question.answer, question.note
    return form


def take_answer(actor: Actor, question: AvailabilityQuestion, form: FreedomForm) -> bool:
    """Write what was sent; False where something is to be corrected first, which stands at its field then."""
    if not form.validate():
        return False
    form.refuse_stale(question.version)
    try:
        answer_question(actor, question, freedom=form.answer.data or "", note=form.note.data or "")
    except InvalidError as error:
        form.take_problems(error)
        return False
    flash(gettext("Thank you. Your answer is with the secretariat."), "success")
    return True


def question_page(actor: Actor, question: AvailabilityQuestion, *, form: FreedomForm, here: str) -> Page:
    """The days, what the work is, and the form as long as it can be answered."""
    answer = page(
        "assistance/offers/question.html",
        status=200 if request.method == "GET" else 422,
        entry=question_view(actor, question),
        form=form if is_answerable(question) else None,
        here=here,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer

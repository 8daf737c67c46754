"""The pages behind the links of letters, for experts without an account: an offer, and certain days.

The token goes into the session and the address stays clean (R21). Opening a link uses nothing up.
"""

from flask import flash, request, url_for

from roster.accounts import session
from roster.assistance.offers import policy, services
from roster.assistance.offers.calendar_file import calendar_file
from roster.assistance.offers.ended import ended_sentence
from roster.assistance.offers.expert_link import (
    AVAILABILITY,
    OFFER,
    OfferLink,
    read_offer_link,
    read_question_link,
)
from roster.assistance.offers.forms import ReplyForm
from roster.assistance.offers.mission_calendar import mission_entry
from roster.assistance.offers.offer_views import thanks
from roster.assistance.offers.presentation import offer_view
from roster.assistance.offers.question_views import question_form, question_page, take_answer
from roster.assistance.offers.states import OfferStage
from roster.core import clock
from roster.core.errors import StaleError
from roster.web.downloads import download
from roster.web.guard import guard
from roster.web.page import Answer, Page, page, see
from roster.web.token_pages import go_on, token_pages

blueprint = token_pages("offer_answers", url_prefix="/<lang:lang>/offers")


@blueprint.get("/<token>")
@guard(policy.can_open_link)
def open_link(token: str) -> Answer:
    """The link of the letter with an offer."""
    if read_offer_link(token) is None:
        return _dead_page()
    session.keep_token(OFFER, token)
    return go_on("offer_answers.offer")


@blueprint.get("/days/<token>")
@guard(policy.can_open_link)
def open_question(token: str) -> Answer:
    """The link of the letter that asks about certain days."""
    if read_question_link(token) is None:
        return _dead_page()
    session.keep_token(AVAILABILITY, token)
    return go_on("offer_answers.question")


@blueprint.route("", methods=("GET", "POST"))
@guard(policy.can_open_link)
def offer() -> Answer:
    """What the expert is asked to do, and the answer to it."""
    link = _link()
    if link is None:
        return _dead_page()
    if not policy.is_current(link.offer, clock.today()):
        if request.method == "POST":
            raise StaleError
        return page(
            "assistance/offers/ended.html",
            sentence=ended_sentence(link.offer),
            has_worked=link.offer.stage is OfferStage.STARTED,
        )
    form = ReplyForm()
    form.show_version(link.offer.version)
    if request.method == "GET" or not form.validate():
        return _offer_page(link, form, status=200 if request.method == "GET" else 422)
    form.refuse_stale(link.offer.version)
    accepts = form.answer.data == "yes"
    services.answer(link.actor, link.offer, accepts=accepts, note=form.note.data or "")
    flash(thanks(accepts=accepts), "success")
    return see("offer_answers.offer")


@blueprint.get("/calendar")
@guard(policy.can_open_link)
def calendar() -> Answer:
    """The mission for the expert's calendar."""
    link = _link()
    stands = link is not None and policy.is_current(link.offer, clock.today())
    if link is None or not stands or not policy.can_take_date(link.actor, link.offer):
        return _dead_page()
    entry = mission_entry(link.offer, offer_view(link.actor, link.offer), url="")
    return download(calendar_file(entry), name=link.offer.ref, extension="ics")


@blueprint.route("/days", methods=("GET", "POST"))
@guard(policy.can_open_link)
def question() -> Answer:
    """Whether the days are free."""
    link = read_question_link(session.kept_token(AVAILABILITY))
    if link is None:
        return _dead_page()
    form = question_form(link.question)
    if request.method == "POST" and take_answer(link.actor, link.question, form):
        return see("offer_answers.question")
    return question_page(link.actor, link.question, form=form, here=url_for("offer_answers.question"))


def _link() -> OfferLink | None:
    """The link to an offer that was opened last in this browser."""
    return read_offer_link(session.kept_token(OFFER))


def _offer_page(link: OfferLink, form: ReplyForm, *, status: int) -> Page:
    has_date = policy.can_take_date(link.actor, link.offer)
    return page(
        "assistance/offers/show.html",
        status=status,
        entry=offer_view(link.actor, link.offer),
        reply=form if services.is_answerable(link.offer) else None,
        reply_to=url_for("offer_answers.offer"),
        calendar=url_for("offer_answers.calendar") if has_date else "",
        by_link=True,
    )


def _dead_page() -> Page:
    return page("assistance/offers/dead_link.html", status=404)

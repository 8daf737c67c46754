"""Pages of one offer: the expert answers, the State agrees or asks for another, the manager takes back or begins."""

from flask import flash, request, url_for
from flask_babel import gettext

from roster.assistance.offers import agreeing, policy, queries, services
from roster.assistance.offers.calendar_file import calendar_file
from roster.assistance.offers.forms import AnotherForm, ReplyForm, StepForm
from roster.assistance.offers.mission_calendar import mission_entry
from roster.assistance.offers.models import ExpertOffer
from roster.assistance.offers.presentation import offer_view
from roster.assistance.offers.states import ENDABLE
from roster.assistance.offers.views import blueprint
from roster.web.downloads import download
from roster.web.guard import current_actor, guard
from roster.web.letters import link
from roster.web.locale import current_language
from roster.web.page import Answer, Page, page, see

__all__ = ["blueprint"]  # whole only once these pages are on it


@blueprint.get("/expert-offers/<ref>")
@guard(policy.can_view, load=queries.offer_by_ref)
def show(offer: ExpertOffer) -> Answer:
    """One offer, for the expert, the State and the secretariat."""
    return _page(offer)


@blueprint.post("/expert-offers/<ref>/answer")
@guard(policy.may_answer, load=queries.offer_by_ref, visible=policy.can_view)
def reply(offer: ExpertOffer) -> Answer:
    """The expert says yes or no."""
    form = ReplyForm()
    if not form.validate():
        return _page(offer, reply=form, status=422)
    form.refuse_stale(offer.version)
    accepts = form.answer.data == "yes"
    services.answer(current_actor(), offer, accepts=accepts, note=form.note.data or "")
    flash(thanks(accepts=accepts), "success")
    return see("offers.show", ref=offer.ref)


@blueprint.post("/expert-offers/<ref>/agree")
@guard(policy.may_agree, load=queries.offer_by_ref, visible=policy.can_view)
def agree(offer: ExpertOffer) -> Answer:
    """The State agrees."""
    StepForm().refuse_stale(offer.version)
    if not agreeing.agree(current_actor(), offer):
        flash(
            gettext("This expert is no longer available. The secretariat is told and looks for another."),
            "error",
        )
        return see("assistance.show", ref=offer.request.ref)
    flash(gettext("Your State has agreed. The expert and the secretariat are told."), "success")
    return see("offers.show", ref=offer.ref)


@blueprint.route("/expert-offers/<ref>/another", methods=("GET", "POST"))
@guard(policy.may_agree, load=queries.offer_by_ref, visible=policy.can_view)
def another(offer: ExpertOffer) -> Answer:
    """The State would like somebody else, and says what is missing."""
    if request.method == "GET" and not policy.can_agree(current_actor(), offer):
        return see("offers.show", ref=offer.ref)
    form = AnotherForm()
    form.show_version(offer.version)
    if request.method == "GET" or not form.validate():
        status = 200 if request.method == "GET" else 422
        entry = offer_view(current_actor(), offer)
        return page("assistance/offers/another.html", status=status, entry=entry, form=form)
    form.refuse_stale(offer.version)
    agreeing.ask_for_another(current_actor(), offer, reason=form.reason.data or "")
    flash(gettext("The secretariat is told. It asks somebody else."), "success")
    return see("offers.show", ref=offer.ref)


@blueprint.post("/expert-offers/<ref>/cancel")
@guard(policy.may_manage, load=queries.offer_by_ref, visible=policy.can_view)
def cancel(offer: ExpertOffer) -> Answer:
    """The manager takes it back."""
    StepForm().refuse_stale(offer.version)
    services.cancel_offer(current_actor(), offer)
    flash(gettext("The offer is taken back."), "success")
    return see("offers.index", ref=offer.request.ref)


@blueprint.post("/expert-offers/<ref>/start")
@guard(policy.may_start, load=queries.offer_by_ref, visible=policy.can_view)
def start(offer: ExpertOffer) -> Answer:
    """The work begins."""
    StepForm().refuse_stale(offer.version)
    engagement = services.start_work(current_actor(), offer)
    flash(gettext("The work has begun."), "success")
    return see("engagements.show", ref=engagement.ref)


@blueprint.get("/expert-offers/<ref>/calendar")
@guard(policy.can_take_date, load=queries.offer_by_ref, visible=policy.can_view)
def calendar(offer: ExpertOffer) -> Answer:
    """The mission for the reader's calendar."""
    view = offer_view(current_actor(), offer)
    url = link("offers.show", current_language().code, ref=offer.ref)
    return download(calendar_file(mission_entry(offer, view, url=url)), name=offer.ref, extension="ics")


def _page(offer: ExpertOffer, *, reply: ReplyForm | None = None, status: int = 200) -> Page:
    actor = current_actor()
    step = StepForm(formdata=None)
    step.version.data = str(offer.version)
    can_answer = policy.is_expert(actor, offer) and services.is_answerable(offer)
    form = reply or ReplyForm(formdata=None)
    if reply is None:
        form.version.data = str(offer.version)
    answer = page(
        "assistance/offers/show.html",
        status=status,
        entry=offer_view(actor, offer),
        reply=form if can_answer else None,
        reply_to=url_for("offers.reply", ref=offer.ref),
        calendar=url_for("offers.calendar", ref=offer.ref) if policy.can_take_date(actor, offer) else "",
        form=step,
        can_agree=policy.can_agree(actor, offer),
        can_cancel=policy.may_manage(actor, offer) and offer.stage in ENDABLE,
        can_start=policy.can_start(actor, offer),
        can_list=policy.can_list(actor, offer.request),
        by_link=False,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def thanks(*, accepts: bool) -> str:
    """What the expert reads after the answer."""
    if accepts:
        return gettext("Thank you. The State is asked whether it agrees, and you are told.")
    return gettext("Thank you for your answer. Nothing else happens.")

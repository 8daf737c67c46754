"""Pages of engagements: one engagement, the report of each side, the manager's notes, end and close."""

from flask import Blueprint, flash, request
from flask_babel import gettext

from roster.assistance.engagements import policy, queries, services
from roster.assistance.engagements.forms import NotesForm, StepForm, answers_in, report_form
from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.own_figures import wanted_sentence
from roster.assistance.engagements.presentation import EngagementView, engagement_view
from roster.assistance.engagements.questions import QUESTIONS, Side
from roster.assistance.engagements.states import EngagementStage
from roster.assistance.offers.queries import is_somebody_to_come
from roster.assistance.requests.policy import can_view as can_view_request
from roster.core.actor import Actor
from roster.core.errors import InvalidError
from roster.web.forms import ChangingForm
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, Page, page, see

blueprint = Blueprint("engagements", __name__, url_prefix="/<lang:lang>/assistance/engagements")


@blueprint.get("/<ref>")
@guard(policy.can_view, load=queries.engagement_by_ref)
def show(engagement: Engagement) -> Answer:
    """One engagement: who, when, and what both sides reported."""
    return _page(engagement)


@blueprint.route("/<ref>/report", methods=["GET", "POST"])
@guard(policy.may_report, load=queries.engagement_by_ref, visible=policy.can_view)
def report(engagement: Engagement) -> Answer:
    """Answer the questions of one's own side, once."""
    actor = current_actor()
    wanted = policy.wanted_sides(actor, engagement)
    side = _side(policy.sides_of(actor, engagement), wanted)
    if side is None and (request.method == "POST" or not wanted):
        return see("engagements.show", ref=engagement.ref)
    if side is None:
        return page("assistance/engagements/side.html", entry=_view(engagement), sides=wanted)
    form = report_form(side)
    form.show_version(engagement.version)
    if request.method == "GET":
        if side not in wanted:
            return see("engagements.show", ref=engagement.ref)
        return report_page(actor, engagement, form, side)
    refusal = take_report(actor, engagement, form, side)
    if refusal:
        return report_page(actor, engagement, form, side, status=refusal)
    flash(gettext("Your report is saved. Thank you."), "success")
    return see("engagements.show", ref=engagement.ref)


@blueprint.post("/<ref>/finish")
@guard(policy.can_manage, load=queries.engagement_by_ref, visible=policy.can_view)
def finish(engagement: Engagement) -> Answer:
    """Say that the work is done."""
    StepForm().refuse_stale(engagement.version)
    services.finish_engagement(current_actor(), engagement)
    flash(gettext("The work is done. Both sides are asked for their report."), "success")
    return see("engagements.show", ref=engagement.ref)


@blueprint.post("/<ref>/notes")
@guard(policy.can_manage, load=queries.engagement_by_ref, visible=policy.can_view)
def notes(engagement: Engagement) -> Answer:
    """Keep feedback and notes of calls, for the manager alone."""
    form = NotesForm()
    form.refuse_stale(engagement.version)
    if not form.validate():
        return _page(engagement, notes_form=form, status=422)
    services.keep_notes(
        current_actor(),
        engagement,
        feedback=form.feedback.data or "",
        call_notes=form.call_notes.data or "",
    )
    flash(gettext("The notes are saved."), "success")
    return see("engagements.show", ref=engagement.ref)


@blueprint.post("/<ref>/close")
@guard(policy.can_manage, load=queries.engagement_by_ref, visible=policy.can_view)
def close(engagement: Engagement) -> Answer:
    """Close it; what was done is written to the expert's experience."""
    StepForm().refuse_stale(engagement.version)
    services.close_engagement(current_actor(), engagement)
    flash(gettext("The engagement is closed, and the expert’s experience says so."), "success")
    return see("engagements.show", ref=engagement.ref)


def _side(own: tuple[Side, ...], wanted: tuple[Side, ...]) -> Side | None:
    """The side that the address names, else the only one; None where the reader chooses first."""
    named = request.args.get("side", "")
    found = [side for side in own if side.value == named] or wanted or own
    return found[0] if len(found) == 1 else None


def _view(engagement: Engagement) -> EngagementView:
    actor = current_actor()
    return engagement_view(actor, engagement, shows_request=can_view_request(actor, engagement.request))


def _page(engagement: Engagement, *, notes_form: NotesForm | None = None, status: int = 200) -> Page:
    actor = current_actor()
    step = StepForm(formdata=None)
    step.version.data = str(engagement.version)
    form = notes_form or NotesForm(formdata=None, obj=engagement)
    form.version.data = str(engagement.version)
    manages = policy.can_manage(actor, engagement)
    can_report = bool(policy.wanted_sides(actor, engagement))
    answer = page(
        "assistance/engagements/show.html",
        status=status,
        entry=_view(engagement),
        form=step,
        notes=form if manages else None,
        can_report=can_report,
        wanted=wanted_sentence(1) if can_report else "",
        can_finish=manages and engagement.stage is EngagementStage.RUNNING,
        leaves_behind=manages and is_somebody_to_come(engagement.request_id),
        can_close=manages and engagement.stage is EngagementStage.DONE,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def take_report(actor: Actor, engagement: Engagement, form: ChangingForm, side: Side) -> int:
    """Save the report that was sent; gives the status of a refusal, which the form explains, else 0."""
    form.refuse_stale(engagement.version)
    if not form.validate():
        return 422
    try:
        services.report_on(actor, engagement, side=side, answers=answers_in(form, side))
    except InvalidError as error:
        form.take_problems(error)
        return 422
    return 0


def report_page(
    actor: Actor,
    engagement: Engagement,
    form: ChangingForm,
    side: Side,
    *,
    status: int = 200,
    by_link: bool = False,
) -> Page:
    """The questions of one side; the page of a letter's link has no way on into the house."""
    return page(
        "assistance/engagements/report.html",
        status=status,
        entry=engagement_view(actor, engagement, shows_request=False),
        form=form,
        questions=QUESTIONS[side],
        side=side if len(policy.sides_of(actor, engagement)) > 1 else None,
        by_link=by_link,
    )

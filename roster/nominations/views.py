"""The pages of nominations as records: the list of a State, one nomination, and the State's moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext

from roster.accounts.labels import role_label
from roster.accounts.queries import names_of
from roster.core.actor import Actor, Role
from roster.core.errors import InvalidError
from roster.nominations import policy
from roster.nominations.answers import consent_holds, criteria_missing, input_of
from roster.nominations.clearance_services import clear as clear_nomination
from roster.nominations.consent_services import withdraw as withdraw_nomination
from roster.nominations.drafting_services import redraft as redraft_nomination
from roster.nominations.drafting_services import set_criteria
from roster.nominations.drafting_services import take_back as take_nomination_back
from roster.nominations.expert_link import expires_at
from roster.nominations.form_steps import step_of
from roster.nominations.guard_views import back_to_standing, is_opened_late, moving
from roster.nominations.models import Nomination, NominationStep
from roster.nominations.move_forms import ClearForm, MoveForm, WithdrawForm
from roster.nominations.presentation import name_in, required_done, sections_of
from roster.nominations.queries import (
    comments_for,
    counts_by_stage,
    nomination_by_ref,
    nominations_at,
    timeline_of,
)
from roster.nominations.states import Move, Stage
from roster.nominations.step_forms import InviteForm
from roster.nominations.step_views import blueprint
from roster.web.guard import current_actor, guard
from roster.web.locale import show_moment
from roster.web.page import Answer, page, see

__all__ = ["blueprint"]  # whole only once these pages are on it

SHOWN = 200
# What waits for the State, what waits for others, and what is over.
GROUPS: dict[str, tuple[Stage, ...]] = {
    "yours": (Stage.DRAFT, Stage.CONSENTED, Stage.RETURNED, Stage.REFUSED),
    "waiting": (Stage.WITH_EXPERT, Stage.CLEARED, Stage.UNDER_CHECK),
    "over": (Stage.APPROVED, Stage.DECLINED, Stage.WITHDRAWN),
}


@dataclass(frozen=True)
class NominationLine:
    """A nomination in a list."""

    ref: str
    name: str
    stage: Stage
    since: datetime
    progress: tuple[int, int]


@dataclass(frozen=True)
class TimelineEntry:
    """What happened, for the component of the same name."""

    title: object
    at: str
    when: str
    who: str
    text: str
    tone: str


@blueprint.get("")
@guard(policy.can_list)
def index() -> Answer:
    """The nominations of the reader's States by what they wait for; a roster manager has the vetting queue."""
    actor = current_actor()
    if not policy.can_begin_somewhere(actor):
        whose = {"me": "mine", "nobody": "nobody"}.get(request.args.get("assigned", ""))
        return see("nominations.vetting", whose=whose)
    group = _group_asked_for()
    counts = counts_by_stage(actor)
    labels = {"yours": gettext("Yours to do"), "waiting": gettext("With others"), "over": gettext("Closed")}
    tabs = [
        {
            "label": labels[name],
            "url": url_for("nominations.index", show=name),
            "current": name == group,
            "tally": sum(counts.get(stage, 0) for stage in stages),
        }
        for name, stages in GROUPS.items()
    ]
    found = nominations_at(actor, stages=GROUPS[group], limit=SHOWN)
    return page("nominations/index.html", tabs=tabs, group=group, lines=[_line(item) for item in found])


@blueprint.get("/<ref>")
@guard(policy.can_view, load=nomination_by_ref)
def show(nomination: Nomination) -> Answer:
    """One nomination: where it stands, what can be done, what it says, what happened."""
    actor, given = current_actor(), input_of(nomination)
    form = MoveForm(formdata=None)
    form.version.data = str(nomination.version)
    asking = InviteForm(formdata=None)
    asking.language.data = nomination.invitation_language
    return page(
        "nominations/show.html",
        nomination=nomination,
        name=name_in(given),
        email=given.email,
        moves=policy.moves_open_to(actor, nomination),
        Move=Move,
        form=form,
        asking=asking,
        can_edit=policy.can_edit(actor, nomination),
        can_attach=policy.can_attach_clearance(actor, nomination),
        step_of=step_of,
        can_resend=policy.can_resend(actor, nomination),
        can_see_vetting=policy.can_see_vetting(actor, nomination),
        is_own_state=nomination.state in actor.states,
        refusal=_why_not_cleared(actor, nomination),
        link_ends=expires_at(nomination) if nomination.invited_at else None,
        remarks=[
            remark for remark in comments_for(actor, nomination) if remark.sent_at and not remark.resolved_at
        ],
        sections=sections_of(given),
        timeline=_timeline(actor, timeline_of(nomination)),
        profile=nomination.profile,
    )


@blueprint.route("/<ref>/clear", methods=("GET", "POST"))
@moving(Move.CLEAR)
def clear(nomination: Nomination) -> Answer:
    """A focal point says for the State that it nominates this expert."""
    if is_opened_late(nomination, Move.CLEAR):
        return back_to_standing(nomination)
    form = ClearForm()
    form.show_version(nomination.version)
    if request.method == "GET":
        form.criteria.data = list(nomination.criteria)
        form.note_verbale.data = nomination.note_verbale
        return _clear_page(nomination, form)
    form.refuse_stale(nomination.version)
    if not form.validate():
        return _clear_page(nomination, form, status=422)
    try:
        set_criteria(current_actor(), nomination, criteria=form.criteria.data or ())
        clear_nomination(current_actor(), nomination, note_verbale=form.note_verbale.data or "")
    except InvalidError as error:
        form.take_problems(error)
        return _clear_page(nomination, form, status=422)
    flash(gettext("The nomination is cleared and goes to the secretariat."), "success")
    return see("nominations.show", ref=nomination.ref)


@blueprint.route("/<ref>/withdraw", methods=("GET", "POST"))
@moving(Move.WITHDRAW)
def withdraw(nomination: Nomination) -> Answer:
    """End a nomination; where it was approved, the profile is hidden at once."""
    if is_opened_late(nomination, Move.WITHDRAW):
        return back_to_standing(nomination)
    form = WithdrawForm()
    form.show_version(nomination.version)
    if request.method == "GET" or not form.validate():
        status = 200 if request.method == "GET" else 422
        name = name_in(input_of(nomination))
        return page("nominations/withdraw.html", status=status, nomination=nomination, name=name, form=form)
    form.refuse_stale(nomination.version)
    withdraw_nomination(current_actor(), nomination, reason=form.reason.data or "")
    flash(gettext("The nomination is withdrawn."), "success")
    return see("nominations.show", ref=nomination.ref)


@blueprint.post("/<ref>/take-back")
@moving(Move.TAKE_BACK)
def take_back(nomination: Nomination) -> Answer:
    """Make it a draft again; the link in the expert's letter opens nothing any more."""
    form = MoveForm()
    if form.validate():
        form.refuse_stale(nomination.version)
        take_nomination_back(current_actor(), nomination)
        flash(gettext("The nomination is a draft again."), "success")
    return see("nominations.show", ref=nomination.ref)


@blueprint.post("/<ref>/redraft")
@moving(Move.REDRAFT)
def redraft(nomination: Nomination) -> Answer:
    """Work again on one that the expert refused."""
    form = MoveForm()
    if form.validate():
        form.refuse_stale(nomination.version)
        redraft_nomination(current_actor(), nomination)
        flash(gettext("The nomination is a draft again."), "success")
    return see("nominations.show", ref=nomination.ref)


def _group_asked_for() -> str:
    """By its own name, or by the name of a stage in it: letters and tasks know stages."""
    stage, group = request.args.get("stage", ""), request.args.get("show", "")
    of_stage = (name for name, stages in GROUPS.items() if stage in {item.value for item in stages})
    return group if group in GROUPS else next(of_stage, "yours")


def _clear_page(nomination: Nomination, form: ClearForm, *, status: int = 200) -> Answer:
    given = input_of(nomination)
    return page(
        "nominations/clear.html",
        status=status,
        nomination=nomination,
        name=name_in(given),
        form=form,
        sections=sections_of(given),
        criteria=criteria_missing(nomination),
        consent_holds=consent_holds(nomination),
    )


def _why_not_cleared(actor: Actor, nomination: Nomination) -> object | None:
    """To somebody of the State who may not clear what is ready to be cleared: the reason."""
    if nomination.stage is not Stage.CONSENTED or nomination.state not in actor.states:
        return None
    return policy.role_refusal(actor, nomination, Move.CLEAR)


def _line(nomination: Nomination) -> NominationLine:
    given = input_of(nomination)
    return NominationLine(
        nomination.ref, name_in(given), nomination.stage, nomination.stage_since, required_done(given)
    )


def _timeline(actor: Actor, steps: Sequence[NominationStep]) -> list[TimelineEntry]:
    names = names_of({step.by_user for step in steps if step.by_user})
    return [_entry(actor, step, names) for step in reversed(steps)]


def _entry(actor: Actor, step: NominationStep, names: dict[int, str]) -> TimelineEntry:
    role = role_label(Role(step.by_role)) if step.by_role in set(Role) else gettext("The system")
    # A State knows its own people by name; of the secretariat it knows the role.
    may_know = actor.has(Role.MANAGER) or step.by_role in (Role.FOCAL_POINT, Role.DRAFTER)
    name = names.get(step.by_user or 0, "") if may_know else ""
    who: Any = gettext("%(name)s, %(role)s", name=name, role=role) if name else role
    note = "" if step.name == Move.CONSENT else step.note
    return TimelineEntry(
        title=Move(step.name).label,
        at=step.at.isoformat(),
        when=show_moment(step.at),
        who=str(who),
        text=note,
        tone={Move.APPROVE: "good", Move.DECLINE: "bad", Move.RETURN: "due"}.get(Move(step.name), ""),
    )

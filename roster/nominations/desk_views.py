"""The roster manager's desk: one nomination to be looked at and decided."""

from typing import Any

from flask import flash, request
from flask_babel import gettext

from roster.core.actor import Actor
from roster.core.errors import InvalidError, StaleError
from roster.nominations import policy
from roster.nominations.codes import ChecklistItem
from roster.nominations.desk_page_views import assign_form, desk
from roster.nominations.guard_views import moving, vetting
from roster.nominations.models import Nomination
from roster.nominations.new_term import new_term_of
from roster.nominations.queries import comment_by_id, nomination_by_ref
from roster.nominations.states import Move
from roster.nominations.step_views import blueprint
from roster.nominations.vetting_forms import (
    ApproveForm,
    ChecklistForm,
    DeclineForm,
    RemarkForm,
    ReturnForm,
)
from roster.nominations.vetting_services import (
    approve,
    assign,
    comment,
    decline,
    resolve_comment,
    return_to_state,
    tick,
)
from roster.web.forms import ChangingForm
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, see

__all__ = ["blueprint"]  # whole only once these pages are on it


def can_vet_page(actor: Actor, nomination: Nomination) -> bool:
    """The desk is for roster managers, from clearance on."""
    return policy.can_see_vetting(actor, nomination)


def remark_of(actor: Actor, ref: str, number: str) -> Any:
    """The nomination with one of its remarks, where the actor may know of both."""
    nomination = nomination_by_ref(actor, ref)
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    found = comment_by_id(nomination, int(number)) if nomination is not None and is_number else None
    if nomination is None or found is None:
        return None
    may_know = found.sent_at is not None or policy.can_see_vetting(actor, nomination)
    return (nomination, found) if may_know else None


@blueprint.get("/<ref>/vetting")
@guard(can_vet_page, load=nomination_by_ref, visible=policy.can_view)
def vet(nomination: Nomination) -> Answer:
    """One nomination on the desk."""
    return desk(nomination)


@blueprint.post("/<ref>/vetting/assign")
@guard(can_vet_page, load=nomination_by_ref, visible=policy.can_view)
def assign_to(nomination: Nomination) -> Answer:
    """Say who looks at it."""
    form = assign_form(nomination)
    if not form.validate():
        return desk(nomination, assign=form, status=422)
    form.refuse_stale(nomination.version)
    chosen = form.manager.data
    try:
        assign(current_actor(), nomination, manager_id=int(chosen) if chosen else None)
    except InvalidError as error:
        form.take_problems(error)
        return desk(nomination, assign=form, status=422)
    flash(gettext("The assignment is saved."), "success")
    return see("nominations.vet", ref=nomination.ref)


@blueprint.post("/<ref>/vetting/checklist")
@vetting()
def checklist(nomination: Nomination) -> Answer:
    """Save the ticks."""
    form = ChecklistForm()
    if form.validate():
        form.refuse_stale(nomination.version)
        _tick(nomination, frozenset(form["items"].data or ()))
        flash(gettext("The checklist is saved."), "success")
    return see("nominations.vet", ref=nomination.ref)


@blueprint.post("/<ref>/vetting/remark")
@vetting()
def remark(nomination: Nomination) -> Answer:
    """Remark on a field."""
    form = RemarkForm()
    if _is_stale(nomination, form):
        return desk(nomination, remark=form, status=409)
    if not form.validate():
        return desk(nomination, remark=form, status=422)
    try:
        comment(current_actor(), nomination, field=form.field.data or "", text=form.text.data or "")
    except InvalidError as error:
        form.take_problems(error)
        return desk(nomination, remark=form, status=422)
    flash(gettext("The remark is kept. The State reads it when you return the nomination."), "success")
    return see("nominations.vet", ref=nomination.ref)


@blueprint.post("/<ref>/remarks/<number>")
@guard(
    lambda actor, pair: policy.can_resolve(actor, pair[0]),
    load=remark_of,
    visible=lambda actor, pair: policy.can_view(actor, pair[0]),
)
def resolve(pair: Any) -> Answer:
    """Tick a remark off."""
    nomination, found = pair
    form = ChangingForm()
    if form.validate():
        resolve_comment(current_actor(), nomination, remark=found, done=found.resolved_at is None)
    is_desk = policy.can_see_vetting(current_actor(), nomination)
    return see("nominations.vet" if is_desk else "nominations.show", ref=nomination.ref)


@blueprint.post("/<ref>/vetting/return")
@moving(Move.RETURN)
def send_back(nomination: Nomination) -> Answer:
    """Send it back to the State with the remarks."""
    form = ReturnForm()
    if _is_stale(nomination, form):
        return desk(nomination, sending_back=form, status=409)
    if not form.validate():
        return desk(nomination, sending_back=form, status=422)
    seen = nomination.version
    _tick(nomination, form.ticked)
    try:
        return_to_state(current_actor(), nomination, note=form.note.data or "")
    except InvalidError as error:
        form.take_problems(error)
        return desk(nomination, sending_back=form, status=422, version=seen)
    flash(gettext("The nomination is back with the State."), "success")
    return see("nominations.vetting")


@blueprint.post("/<ref>/vetting/decline")
@moving(Move.DECLINE)
def turn_down(nomination: Nomination) -> Answer:
    """Decline it with a reason."""
    form = DeclineForm()
    if _is_stale(nomination, form):
        return desk(nomination, declining=form, status=409)
    if not form.validate():
        return desk(nomination, declining=form, status=422)
    seen = nomination.version
    _tick(nomination, form.ticked)
    try:
        decline(current_actor(), nomination, reason=form.reason.data or "", text=form.text.data or "")
    except InvalidError as error:
        form.take_problems(error)
        return desk(nomination, declining=form, status=422, version=seen)
    flash(gettext("The nomination is declined."), "success")
    return see("nominations.vetting")


@blueprint.post("/<ref>/vetting/approve")
@moving(Move.APPROVE)
def publish(nomination: Nomination) -> Answer:
    """Approve it: the profile is published."""
    form = ApproveForm()
    if not form.validate():
        return desk(nomination, approving=form, status=422)
    form.refuse_stale(nomination.version)
    term = new_term_of(nomination)
    if (form.term.data or "") != term.mark:
        sentence = gettext(
            "The profile changed while you were reading. Look at both texts below, then approve once more."
        )
        form.form_errors.append(sentence)
        return desk(nomination, approving=form, status=409)
    seen = nomination.version
    _tick(nomination, form.ticked)
    try:
        chosen = form.chosen(term.conflicts, request.form)
        profile = approve(current_actor(), nomination, chosen=chosen)
    except InvalidError as error:
        form.take_problems(error)
        return desk(nomination, approving=form, status=422, version=seen)
    flash(gettext("The nomination is approved and the profile is published."), "success")
    return see("experts.show", ref=profile.ref)


def _tick(nomination: Nomination, wanted: frozenset[str] | None) -> None:
    """Keep the ticks as they were on the screen; None leaves them as they are."""
    if wanted is None:
        return
    for item in ChecklistItem:
        if (item.value in wanted) != (item.value in nomination.checklist):
            tick(current_actor(), nomination, item=item.value, done=item.value in wanted)


def _is_stale(nomination: Nomination, form: ChangingForm) -> bool:
    """Whether somebody else changed it meanwhile. What can still be sent comes back with its text to be sent again."""
    if form.version.data == str(nomination.version):
        return False
    if not policy.can_vet(current_actor(), nomination):
        raise StaleError
    sentence = gettext(
        "Somebody else changed the nomination meanwhile. Look at it once more, then send this again."
    )
    form.form_errors.append(sentence)
    return True

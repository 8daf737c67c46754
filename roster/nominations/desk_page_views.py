"""The page of the roster manager's desk: one nomination with all that a decision needs."""

from dataclasses import dataclass
from typing import Any

from flask import request

from roster.accounts.queries import actor_of, users_holding
from roster.core import clock
from roster.core.actor import SYSTEM_SCOPE, Actor, Role
from roster.experts.merging.likeness import Reason
from roster.experts.presentation import NameView, name_view
from roster.experts.queries import expert_by_ref
from roster.nominations import policy
from roster.nominations.answers import input_of
from roster.nominations.codes import ChecklistItem
from roster.nominations.models import Nomination
from roster.nominations.new_term import new_term_of
from roster.nominations.presentation import days_waiting, name_in, sections_of, state_name
from roster.nominations.queries import comments_for
from roster.nominations.states import Move
from roster.nominations.term_presentation import disputed_rows, followed_rows
from roster.nominations.vetting_forms import (
    ApproveForm,
    AssignForm,
    ChecklistForm,
    DeclineForm,
    RemarkForm,
    ReturnForm,
)
from roster.web.forms import ChangingForm
from roster.web.guard import current_actor
from roster.web.page import Answer, page


@dataclass(frozen=True)
class FoundLikely:
    """A profile that the check found to be perhaps the same person's."""

    ref: str
    name: NameView
    reasons: tuple[object, ...]


def desk(
    nomination: Nomination, *, status: int = 200, version: int | None = None, **forms: ChangingForm
) -> Answer:
    """The page of one nomination; a form that came back stands in the place of its empty twin.

    `version` is given where ticks were kept that go again with the decision that was refused.
    """
    actor, given = current_actor(), input_of(nomination)
    shown: dict[str, ChangingForm] = {
        "assign": assign_form(nomination, formdata=None),
        "remark": RemarkForm(formdata=None),
        "sending_back": ReturnForm(formdata=None),
        "declining": DeclineForm(formdata=None),
        "approving": ApproveForm(formdata=None),
        **forms,
    }
    for form in shown.values():
        form.version.data = str(nomination.version if version is None else version)
    term = new_term_of(nomination)
    approving = shown["approving"]
    if isinstance(approving, ApproveForm):
        approving.term.data = term.mark
    remarks = [item for item in comments_for(actor, nomination) if item.resolved_at is None]
    return page(
        "nominations/vet.html",
        status=status,
        nomination=nomination,
        name=name_in(given),
        state=state_name(nomination),
        sections=sections_of(given),
        forms=shown,
        failed=next(iter(forms.values()), None),
        refusal=policy.vetting_refusal(actor, nomination),
        can_vet=policy.can_vet(actor, nomination),
        can_assign=policy.can_assign(actor, nomination),
        moves=policy.moves_open_to(actor, nomination),
        Move=Move,
        checklist=list(ChecklistItem),
        ticked=_ticked(nomination, next(iter(forms.values()), None)),
        remarks=remarks,
        remarks_by_field={
            field: [r for r in remarks if r.field == field] for field in {r.field for r in remarks}
        },
        likely=_likely(actor, nomination),
        disputed=disputed_rows(nomination, term),
        followed=followed_rows(nomination, term),
        chosen=ApproveForm(formdata=None).chosen(term.conflicts, request.form),
        days=days_waiting(nomination, clock.today()),
    )


def _ticked(nomination: Nomination, failed: ChangingForm | None) -> frozenset[str]:
    """What is ticked on the screen: what is kept, or what came back with a decision that was refused."""
    kept = frozenset(nomination.checklist)
    wanted = failed.ticked if isinstance(failed, ChecklistForm) else None
    return kept if wanted is None else wanted


def assign_form(nomination: Nomination, **keywords: Any) -> AssignForm:
    """The form that gives it to a manager who may decide on it."""
    form = AssignForm(**keywords)
    managers = [
        user
        for user in users_holding(Role.MANAGER, scope=SYSTEM_SCOPE)
        if user.active and policy.vetting_refusal(actor_of(user), nomination) is None
    ]
    form.offer([(str(user.id), user.name) for user in managers])
    if "formdata" in keywords:
        form.manager.data = str(nomination.assigned_to) if nomination.assigned_to else None
    return form


def _likely(actor: Actor, nomination: Nomination) -> list[FoundLikely]:
    found = []
    for item in nomination.findings.get("duplicates", ()):
        profile = expert_by_ref(actor, item["ref"])
        if profile is not None:
            reasons = tuple(Reason(code).label for code in item["reasons"] if code in set(Reason))
            found.append(FoundLikely(profile.ref, name_view(profile), reasons))
    return found

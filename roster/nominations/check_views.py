"""Pages between writing and sending: check the answers, then ask the expert, once more where need be."""

from flask import flash
from flask_babel import gettext

from roster.core.errors import InvalidError
from roster.experts.merging.likeness import likely_duplicates_of
from roster.nominations import policy
from roster.nominations.answers import criteria_missing, input_of
from roster.nominations.drafting_services import invite_expert, resend_invitation, resubmit
from roster.nominations.form_steps import FormStep
from roster.nominations.guard_views import back_to_standing, writing
from roster.nominations.models import Nomination
from roster.nominations.presentation import name_in, required_done, sections_of
from roster.nominations.states import Move, Stage
from roster.nominations.step_forms import InviteForm
from roster.nominations.step_frame_views import step_links
from roster.nominations.step_views import blueprint
from roster.nominations.term_presentation import rows_for_state
from roster.web.guard import current_actor
from roster.web.page import Answer, page, see

__all__ = ["blueprint"]  # whole only once these pages are on it


@blueprint.get("/<ref>/check")
@writing()
def check(nomination: Nomination) -> Answer:
    """All the answers on one page, what is missing, likely duplicates, and the button to ask the expert."""
    if not policy.can_edit(current_actor(), nomination):
        return back_to_standing(nomination)
    form = InviteForm()
    form.show_version(nomination.version)
    form.suggest(tuple(item.code for item in input_of(nomination).languages))
    return _check_page(nomination, form)


@blueprint.post("/<ref>/invite")
@writing()
def invite(nomination: Nomination) -> Answer:
    """Send it on: to the expert, or back to the secretariat where nothing changed since it was returned."""
    form = InviteForm()
    form.refuse_stale(nomination.version)
    if not form.validate():
        return _check_page(nomination, form, status=422)
    try:
        is_with_expert = _send(nomination, str(form.language.data))
    except InvalidError as error:
        form.take_problems(error)
        return _check_page(nomination, form, status=422)
    if is_with_expert:
        flash(
            gettext("The expert is asked for consent by letter. You hear when the answer is here."), "success"
        )
    else:
        flash(gettext("The nomination is back with the secretariat."), "success")
    return see("nominations.show", ref=nomination.ref)


@blueprint.post("/<ref>/resend")
@writing()
def resend(nomination: Nomination) -> Answer:
    """Send a fresh link; the one before opens nothing any more."""
    form = InviteForm()
    form.refuse_stale(nomination.version)
    if form.validate():
        resend_invitation(current_actor(), nomination, language=form.language.data)
        flash(gettext("A new letter is on its way to the expert."), "success")
    return see("nominations.show", ref=nomination.ref)


def _send(nomination: Nomination, language: str) -> bool:
    actor = current_actor()
    if nomination.stage is Stage.RETURNED:
        return resubmit(actor, nomination, language=language) is Move.RESUBMIT_CHANGED
    invite_expert(actor, nomination, language=language)
    return True


def _check_page(nomination: Nomination, form: InviteForm, *, status: int = 200) -> Answer:
    given = input_of(nomination)
    sections = sections_of(given)
    return page(
        "nominations/check.html",
        status=status,
        nomination=nomination,
        name=name_in(given),
        form=form,
        email=given.email,
        sections=sections,
        is_complete=not any(section.problems for section in sections),
        unfinished=[FormStep(step) for step in nomination.unsaved if step in set(FormStep)],
        criteria=criteria_missing(nomination),
        likely=likely_duplicates_of(current_actor(), given, besides=nomination.profile_id),
        changed=rows_for_state(current_actor(), nomination),
        progress=required_done(given),
        steps=step_links(nomination, None),
    )

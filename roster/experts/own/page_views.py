"""The expert's own page: what waits, how often the profile was seen, what it lacks, availability, standing."""

from typing import Any

from flask import Blueprint, flash, request
from flask_babel import gettext

from roster.core import clock
from roster.core.actor import Actor, Role
from roster.core.errors import ForbiddenError, InvalidError, NotFoundError
from roster.experts import policy, services
from roster.experts.exposure.missing import missing_criteria
from roster.experts.exposure.summary import exposure_for
from roster.experts.form_words import code_labels, field_labels
from roster.experts.inputs import input_of
from roster.experts.models import Profile
from roster.experts.own.forms import AvailabilityForm, DecisionForm, PauseForm
from roster.experts.own.queries import own_profile_by_ref
from roster.experts.presentation import name_view, view_for
from roster.experts.queries import own_profiles
from roster.experts.standing.codes import SuspendReason
from roster.experts.wording import differences, freshness_words
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Freshness
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page, see
from roster.web.panels import panels_at
from roster.web.room import Place

blueprint = Blueprint("expert_own", __name__, url_prefix="/<lang:lang>/experts")


@blueprint.get("/own")
@guard(policy.has_own_page)
def mine() -> Answer:
    """Where the navigation leads: to the own page, or to a choice of several."""
    actor = current_actor()
    found = [profile for profile in _own_profiles(actor) if policy.can_read_own_page(actor, profile)]
    if not found:
        raise NotFoundError
    if len(found) == 1:
        return see("expert_own.show", ref=found[0].ref)
    return page("experts/own_choice.html", profiles=[(item.ref, name_view(item)) for item in found])


@blueprint.get("/<ref>/own")
@guard(policy.can_read_own_page, load=own_profile_by_ref)
def show(profile: Profile) -> Answer:
    """The whole page, for the expert alone."""
    return own_page(profile)


@blueprint.route("/<ref>/own/availability", methods=["GET", "POST"])
@guard(policy.can_read_own_page, load=own_profile_by_ref)
def availability(profile: Profile) -> Answer:
    """Change when and how one can come, in place."""
    form = AvailabilityForm()
    if request.method == "GET":
        return own_page(profile, is_open=True)
    if not policy.can_edit(current_actor(), profile):
        raise ForbiddenError
    if form.change_rows(request.form.get("add_row"), request.form.get("remove_row")):
        return own_page(profile, form, is_open=True)
    if not form.validate():
        return own_page(profile, form, is_open=True, status=422)
    stored = input_of(profile)
    given = form.to_input(stored)
    if form.version.data != str(profile.version):
        form.version.data = str(profile.version)
        found = differences(stored, given, field_labels(form), codes=code_labels(form))
        return own_page(profile, form, is_open=True, status=409, differences=found)
    try:
        changed = services.edit_profile(current_actor(), profile, given=given)
    except InvalidError as error:
        form.take_problems(error)
        return own_page(profile, form, is_open=True, status=422)
    flash(gettext("Your availability is saved.") if changed else gettext("Nothing was different."), "success")
    return see("expert_own.show", ref=profile.ref, _anchor="availability")


@blueprint.post("/<ref>/own/confirm")
@guard(policy.can_read_own_page, load=own_profile_by_ref)
def confirm(profile: Profile) -> Answer:
    """Say that the profile still holds; a page that shows an older text cannot."""
    form = DecisionForm()
    if not form.validate():
        return own_page(profile, status=422)
    form.refuse_stale(profile.version)
    services.confirm_profile(current_actor(), profile)
    flash(gettext("The profile is confirmed for twelve months."), "success")
    return see("expert_own.show", ref=profile.ref)


def own_page(
    profile: Profile,
    form: AvailabilityForm | None = None,
    *,
    is_open: bool = False,
    status: int = 200,
    **more: Any,
) -> Answer:
    """The page; `form` where something typed is to be shown again, `is_open` where the short form is asked for."""
    actor, language, today = current_actor(), current_language().code, clock.today()
    if form is None:
        form = AvailabilityForm(formdata=None)
        form.show(input_of(profile))
        form.version.data = str(profile.version)
    view = view_for(actor, profile, language=language, today=today)
    decision = DecisionForm(formdata=None)
    decision.version.data = str(profile.version)
    pause = more.pop("pause", None) or PauseForm(formdata=None)
    pause.version.data = str(profile.version)
    return page(
        "experts/own.html",
        status=status,
        expert=view,
        profile=profile,
        form=form,
        is_open=is_open,
        decision=decision,
        pause=pause,
        fresh=freshness_words(view.freshness),
        is_due=view.freshness.state in (Freshness.DUE, Freshness.NOT_CONFIRMED),
        exposure=exposure_for(profile, today=today),
        missing=missing_criteria(profile, language=language, today=today),
        figures=panels_at(Place.OWN_EXPERT, profile.ref),
        work=panels_at(Place.OWN_EXPERT_WORK, profile.ref),
        consent_language=_language_name(profile.consent_language, language),
        suspended_because=SuspendReason.of(profile.suspend_reason),
        can_edit=policy.can_edit(actor, profile),
        can_confirm=policy.can_confirm(actor, profile),
        can_suspend=policy.can_suspend(actor, profile),
        can_resume=policy.can_resume(actor, profile),
        can_withdraw=policy.can_withdraw(actor, profile),
        **{"differences": None, **more},
    )


def _own_profiles(actor: Actor) -> list[Profile]:
    return list(own_profiles(sorted(actor.scopes(Role.EXPERT))))


def _language_name(code: str | None, language: str) -> str:
    found = vocabulary.current().languages.get(code or "")
    return found.heading(language) if found else ""

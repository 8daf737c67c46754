"""What experts decide about their profile on their own page, and the file with everything kept about them."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app, flash, request
from flask_babel import gettext

from roster.accounts.queries import user_by_id
from roster.core import clock
from roster.core.actor import Actor
from roster.core.config import Settings
from roster.core.unit_of_work import unit_of_work
from roster.experts import policy
from roster.experts.exposure.queries import exposure_of
from roster.experts.exposure.summary import exposure_for
from roster.experts.form_words import code_labels, field_labels
from roster.experts.forms import ProfileForm
from roster.experts.history.changes import changes_for, readable
from roster.experts.history.queries import revisions_of
from roster.experts.input_json import BLANK
from roster.experts.inputs import input_of
from roster.experts.models import Profile
from roster.experts.own import services
from roster.experts.own.forms import DecisionForm, PauseForm
from roster.experts.own.own_data import OWN_PARTS, own_data
from roster.experts.own.own_log import LogLine, log_lines
from roster.experts.own.page_views import blueprint as pages
from roster.experts.own.page_views import own_page
from roster.experts.own.queries import cv_with_text, log_about, own_profile_by_ref
from roster.experts.presentation import ProfileView, view_for
from roster.experts.standing.services import resume_profile, suspend_profile, withdraw_consent
from roster.experts.wording import differences, freshness_words
from roster.web.downloads import download
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page, see
from roster.web.throttle import limiter

blueprint: Blueprint = pages
RoomsData = Callable[[Actor, str], dict[str, Any]]


def _exports_per_hour() -> str:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings.limits.exports_per_hour


def _account() -> str:
    return f"account {current_actor().user_id}"


@blueprint.post("/<ref>/own/publicity")
@guard(policy.can_read_own_page, load=own_profile_by_ref)
def publicity(profile: Profile) -> Answer:
    """Show the open part to the public, or no longer."""
    form = DecisionForm()
    answer = request.form.get("public")
    if not form.validate() or answer not in ("yes", "no"):
        return own_page(profile, status=422)
    form.refuse_stale(profile.version)
    services.change_publicity(current_actor(), profile, is_public=answer == "yes")
    flash(
        gettext("Your profile is now shown to the public.")
        if profile.is_public
        else gettext("Your profile is no longer shown to the public."),
        "success",
    )
    return see("expert_own.show", ref=profile.ref, _anchor="consent")


@blueprint.post("/<ref>/own/suspend")
@guard(policy.can_read_own_page, load=own_profile_by_ref)
def suspend(profile: Profile) -> Answer:
    """Hide the profile for a while, for a reason of the list."""
    form = PauseForm()
    if not form.validate():
        return own_page(profile, status=422, pause=form)
    form.refuse_stale(profile.version)
    suspend_profile(current_actor(), profile, reason=form.reason.data or "")
    flash(gettext("Your profile is hidden until you show it again."), "success")
    return see("expert_own.show", ref=profile.ref)


@blueprint.post("/<ref>/own/resume")
@guard(policy.can_read_own_page, load=own_profile_by_ref)
def resume(profile: Profile) -> Answer:
    """Show the profile again."""
    form = DecisionForm()
    if not form.validate():
        return own_page(profile, status=422)
    form.refuse_stale(profile.version)
    resume_profile(current_actor(), profile)
    flash(gettext("Your profile is shown again."), "success")
    return see("expert_own.show", ref=profile.ref)


@blueprint.route("/<ref>/own/withdraw", methods=["GET", "POST"])
@guard(policy.can_read_own_page, load=own_profile_by_ref)
def withdraw(profile: Profile) -> Answer:
    """Withdraw the consent; before that, a page says what happens."""
    form = DecisionForm()
    if request.method == "POST" and form.validate():
        form.refuse_stale(profile.version)
        withdraw_consent(current_actor(), profile)
        flash(gettext("Your consent is withdrawn, and your profile is hidden."), "success")
        return see("expert_own.show", ref=profile.ref)
    form.show_version(profile.version)
    return page(
        "experts/own_withdraw.html",
        status=422 if request.method == "POST" else 200,
        expert=_view(profile),
        form=form,
        can_withdraw=policy.can_withdraw(current_actor(), profile),
        can_suspend=policy.can_suspend(current_actor(), profile),
    )


@blueprint.get("/<ref>/own/data")
@guard(policy.can_read_own_page, load=own_profile_by_ref)
def data(profile: Profile) -> Answer:
    """Everything kept about the expert as a page to read and to print."""
    actor = current_actor()
    form = ProfileForm()
    form.limit_to(OWN_PARTS)
    labels, codes = field_labels(form), code_labels(form)
    view = _view(profile)
    return page(
        "experts/own_data.html",
        expert=view,
        profile=profile,
        fresh=freshness_words(view.freshness),
        facts=differences(BLANK, input_of(profile), labels, codes=codes),
        changes=changes_for(
            actor, readable(revisions_of(profile), OWN_PARTS), OWN_PARTS, labels=labels, codes=codes, names={}
        ),
        log=_log(profile),
        exposure=exposure_for(profile, today=clock.today()),
        cv=profile.cv,
        made_at=clock.now(),
    )


@blueprint.get("/<ref>/own/data.json")
@limiter.limit(_exports_per_hour, key_func=_account)  # type: ignore[untyped-decorator]
@guard(policy.can_read_own_page, load=own_profile_by_ref)
def data_file(profile: Profile) -> Answer:
    """The same as one file. Noted first: what cannot be noted does not go out."""
    actor = current_actor()
    ref = profile.ref
    rooms_data: RoomsData = current_app.extensions["roster_own_data"]
    content = own_data(
        actor,
        profile,
        at=clock.now(),
        account=user_by_id(actor.user_id or 0),
        cv=cv_with_text(profile),
        revisions=revisions_of(profile),
        log=_log(profile),
        exposure=exposure_of(profile, profile.created_at.date().replace(day=1)),
        from_rooms=rooms_data(actor, ref),
    )
    text = current_app.json.dumps(content, indent=2, sort_keys=False, ensure_ascii=False)
    with unit_of_work():
        services.note_own_data_taken(actor, profile)
    return download(text.encode(), name=f"{ref} own data", extension="json")


def _log(profile: Profile) -> list[LogLine]:
    actor = current_actor()
    subjects = [profile.ref, profile.person.ref, f"user:{actor.user_id}"]
    return list(log_lines(actor, log_about(subjects), ref=profile.ref))


def _view(profile: Profile) -> ProfileView:
    return view_for(current_actor(), profile, language=current_language().code, today=clock.today())

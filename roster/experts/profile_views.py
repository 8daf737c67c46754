"""Pages of one profile: show, edit, confirm, and the same as JSON."""

from typing import Any

from flask import Blueprint, Response, current_app, flash, request
from flask_babel import gettext

from roster.core import clock
from roster.core.errors import InvalidError
from roster.experts import policy, services
from roster.experts.exposure.tally import TALLY
from roster.experts.form_words import code_labels, field_labels
from roster.experts.forms import ProfileForm
from roster.experts.inputs import input_of
from roster.experts.merging.likeness import likely_duplicates
from roster.experts.merging.queries import expert_or_successor, merges_into
from roster.experts.models import Profile
from roster.experts.plain_data import as_json
from roster.experts.presentation import ProfileView, view_for
from roster.experts.queries import expert_by_ref
from roster.experts.wording import differences, freshness_words
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, is_whole_page, page, see
from roster.web.panels import panels_at
from roster.web.room import Place

blueprint = Blueprint("experts", __name__, url_prefix="/<lang:lang>/experts")


@blueprint.get("/<ref>")
@guard(policy.can_view, load=expert_or_successor)
def show(profile: Profile) -> Answer:
    """One expert, as much as the reader may read. The address of one merged into another leads to that one."""
    if (request.view_args or {}).get("ref") != profile.ref:
        return see("experts.show", ref=profile.ref)
    view = _view(profile)
    if is_whole_page():
        TALLY.add_opened(current_actor(), profile.ref)
    return page(
        "experts/show.html",
        expert=view,
        fresh=freshness_words(view.freshness),
        can_edit=policy.can_edit(current_actor(), profile),
        can_confirm=policy.can_confirm(current_actor(), profile),
        panels=panels_at(Place.EXPERT, profile.ref),
        can_merge=policy.can_compare(current_actor()),
        likely=likely_duplicates(current_actor(), profile) if policy.can_compare(current_actor()) else (),
        merges=merges_into(profile) if policy.can_compare(current_actor()) else (),
        is_own=policy.is_self(current_actor(), profile),
        can_read_history=policy.can_read_history(current_actor(), profile),
    )


@blueprint.get("/<ref>.json")
@guard(policy.can_view, load=expert_by_ref)
def show_json(profile: Profile) -> Answer:
    """The same as data: the same redaction, keys that are not the reader's are absent."""
    answer = Response(current_app.json.dumps(as_json(_view(profile))), content_type="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/<ref>/edit", methods=["GET", "POST"])
@guard(policy.can_edit, load=expert_by_ref, visible=policy.can_view, is_held=True)
def edit(profile: Profile) -> Answer:
    """Change a profile; a save over somebody else's change is refused and both texts are shown."""
    form = ProfileForm()
    form.limit_to(policy.readable_parts(current_actor(), profile))
    if request.method == "GET":
        form.show(input_of(profile))
        form.show_version(profile.version)
        return _form_page(profile, form)
    if form.change_rows(request.form.get("add_row"), request.form.get("remove_row")):
        return _form_page(profile, form)
    if not form.validate():
        return _form_page(profile, form, status=422)
    if form.version.data != str(profile.version):
        return _stale_page(profile, form)
    try:
        changed = services.edit_profile(current_actor(), profile, given=form.to_input())
    except InvalidError as error:
        form.take_problems(error)
        return _form_page(profile, form, status=422)
    flash(gettext("The profile is saved.") if changed else gettext("Nothing was different."), "success")
    return see("experts.show", ref=profile.ref)


@blueprint.post("/<ref>/confirm")
@guard(policy.can_confirm, load=expert_by_ref, visible=policy.can_view)
def confirm(profile: Profile) -> Answer:
    """Say that the profile still holds."""
    services.confirm_profile(current_actor(), profile)
    flash(gettext("The profile is confirmed for twelve months."), "success")
    return see("experts.show", ref=profile.ref)


def _view(profile: Profile) -> ProfileView:
    return view_for(current_actor(), profile, language=current_language().code, today=clock.today())


def _form_page(profile: Profile, form: ProfileForm, *, status: int = 200, **context: Any) -> Answer:
    return page("experts/edit.html", status=status, expert=_view(profile), form=form, **context)


def _stale_page(profile: Profile, form: ProfileForm) -> Answer:
    """Both texts; saving again from here is a decision, so the form now carries the newer version."""
    form.version.data = str(profile.version)
    return _form_page(
        profile,
        form,
        status=409,
        differences=differences(
            input_of(profile), form.to_input(), field_labels(form), codes=code_labels(form)
        ),
    )

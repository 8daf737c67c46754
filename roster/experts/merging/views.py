"""Pages of a merge: which of two profiles stays and what it says, and back again."""

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext

from roster.core.errors import InvalidError
from roster.experts import policy
from roster.experts.form_words import code_labels, field_labels
from roster.experts.forms import ProfileForm
from roster.experts.inputs import input_of
from roster.experts.merging.forms import MergeForm, field_choices, taken_fields
from roster.experts.merging.likeness import likely_duplicates
from roster.experts.merging.models import ProfileMerge
from roster.experts.merging.queries import merge_by_ref, open_merge
from roster.experts.merging.services import merge_profiles, undo_merge
from roster.experts.models import Profile
from roster.experts.presentation import name_view
from roster.experts.queries import expert_by_ref
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, page, see

blueprint = Blueprint("expert_merges", __name__, url_prefix="/<lang:lang>/experts")


@blueprint.get("/<ref>/merge")
@guard(policy.can_compare, load=expert_by_ref, visible=policy.can_view)
def choose(profile: Profile) -> Answer:
    """Both side by side, field by field; without a second profile, who it may be."""
    gone = _other(profile)
    if gone is None:
        return page(
            "experts/merge_with.html",
            profile=profile,
            name=name_view(profile),
            likely=likely_duplicates(current_actor(), profile),
            asked=request.args.get("other", ""),
        )
    form = MergeForm()
    form.show_versions(profile, gone)
    return _choose_page(profile, gone, form)


@blueprint.post("/<ref>/merge")
@guard(policy.can_compare, load=expert_by_ref, visible=policy.can_view)
def merge(profile: Profile) -> Answer:
    """Merge them. A second press finds it done and changes nothing."""
    if open_merge(profile, request.args.get("other", "")) is not None:
        return see("experts.show", ref=profile.ref)
    gone = _other(profile)
    if gone is None:
        return see("expert_merges.choose", ref=profile.ref)
    form = MergeForm()
    form.refuse_either_stale(profile, gone)
    try:
        merge_profiles(current_actor(), profile, gone=gone, taken=taken_fields(request.form))
    except InvalidError as error:
        form.take_problems(error)
        return _choose_page(profile, gone, form, status=422)
    flash(gettext("The two profiles are one now."), "success")
    return see("experts.show", ref=profile.ref)


@blueprint.post("/<ref>/merge/<merge_ref>/undo")
@guard(policy.can_compare, load=merge_by_ref)
def undo(given: ProfileMerge) -> Answer:
    """Make two of them again. A second press finds it done and changes nothing."""
    if given.undone_at is None:
        undo_merge(current_actor(), given)
        flash(gettext("The merge is undone: both profiles are as they were."), "success")
    return see("experts.show", ref=given.kept.ref)


def _other(profile: Profile) -> Profile | None:
    found = expert_by_ref(current_actor(), request.args.get("other", "").strip().upper())
    return None if found is None or found.id == profile.id else found


def _choose_page(kept: Profile, gone: Profile, form: MergeForm, *, status: int = 200) -> Answer:
    words = ProfileForm(formdata=None)
    return page(
        "experts/merge.html",
        status=status,
        kept=kept,
        gone=gone,
        kept_name=name_view(kept),
        gone_name=name_view(gone),
        form=form,
        choices=field_choices(
            input_of(kept),
            input_of(gone),
            field_labels(words),
            codes=code_labels(words),
            taken=taken_fields(request.form) if form.is_submitted() else None,
        ),
        turned=url_for("expert_merges.choose", ref=gone.ref, other=kept.ref),
    )

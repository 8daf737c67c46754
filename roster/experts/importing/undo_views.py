"""Pages of an import, last part: take it back."""

from flask import Blueprint, flash
from flask_babel import gettext

from roster.experts import policy
from roster.experts.importing.forms import ConfirmForm
from roster.experts.importing.models import ExpertImport
from roster.experts.importing.queries import import_by_ref, touched_count, touched_profiles, untouched_count
from roster.experts.importing.undo_services import may_be_undone, undo_import
from roster.experts.importing.upload_views import blueprint as uploads
from roster.experts.models import Profile
from roster.experts.presentation import NameView, name_view
from roster.web.guard import current_actor, guard
from roster.web.locale import count_phrase
from roster.web.page import Answer, page, see

blueprint: Blueprint = uploads
STAYING_SHOWN = 200


def staying_people(given: ExpertImport) -> list[tuple[Profile, NameView]]:
    """The first of those whom an undo leaves, because somebody has worked on the profile."""
    return [(profile, name_view(profile)) for profile in touched_profiles(given.id, STAYING_SHOWN)]


@blueprint.get("/<ref>/undo")
@guard(policy.can_import, load=import_by_ref)
def undo_page(given: ExpertImport) -> Answer:
    """How many would go and who would stay, before anything is removed."""
    if not may_be_undone(given):
        return see("expert_imports.preview", ref=given.ref)
    form = ConfirmForm()
    form.show_version(given.version)
    return page(
        "experts/import_undo.html",
        given=given,
        form=form,
        going_count=untouched_count(given.id),
        staying_count=touched_count(given.id),
        staying=staying_people(given),
    )


@blueprint.post("/<ref>/undo")
@guard(policy.can_import, load=import_by_ref)
def undo(given: ExpertImport) -> Answer:
    """Remove them. A second press finds it done and changes nothing."""
    if may_be_undone(given):
        ConfirmForm().refuse_stale(given.version)
        count = undo_import(current_actor(), given)
        flash(
            count_phrase(
                "The import is undone: %(num)s person was removed.",
                "The import is undone: %(num)s people were removed.",
                count,
            )
            if count
            else gettext("The import is undone. Nobody was removed: all were edited or adopted since."),
            "success",
        )
    return see("expert_imports.preview", ref=given.ref)

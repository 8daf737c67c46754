"""The page of a profile's history."""

from flask import Blueprint, request

from roster.accounts.queries import names_of
from roster.experts import policy
from roster.experts.form_words import code_labels, field_labels
from roster.experts.forms import ProfileForm
from roster.experts.history.changes import changes_for, readable
from roster.experts.history.queries import revisions_of
from roster.experts.models import Profile
from roster.experts.presentation import name_view
from roster.experts.queries import expert_by_ref
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, page
from roster.web.paging import DEFAULT_SIZE, Paging, page_number

blueprint = Blueprint("expert_history", __name__, url_prefix="/<lang:lang>/experts")


@blueprint.get("/<ref>/history")
@guard(policy.can_read_history, load=expert_by_ref, visible=policy.can_view)
def show(profile: Profile) -> Answer:
    """What changed, when, and by whose hand; the newest first."""
    actor = current_actor()
    parts = policy.readable_parts(actor, profile)
    known = readable(revisions_of(profile), parts)
    paging = Paging(page_number(request.args), DEFAULT_SIZE, len(known))
    revisions = known[max(paging.first - 1, 0) : paging.last]
    form = ProfileForm()
    return page(
        "experts/history.html",
        profile=profile,
        name=name_view(profile),
        paging=paging,
        changes=changes_for(
            actor,
            revisions,
            parts,
            labels=field_labels(form),
            codes=code_labels(form),
            names=names_of([item.user_id for item in revisions if item.user_id is not None]),
        ),
    )

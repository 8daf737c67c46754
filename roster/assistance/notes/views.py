"""The page with the notes of calls for a request: the roster manager's alone."""

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext

from roster.assistance.notes import policy, services
from roster.assistance.notes.forms import NoteForm
from roster.assistance.notes.presentation import note_views
from roster.assistance.notes.queries import notes_of, people_for
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.policy import can_view
from roster.assistance.requests.queries import request_for_secretariat
from roster.core import clock
from roster.core.errors import InvalidError
from roster.core.once import mark_used
from roster.experts.presentation import name_view
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, Page, page, see

blueprint = Blueprint("request_notes", __name__, url_prefix="/<lang:lang>/assistance")


@blueprint.route("/<ref>/call-notes", methods=["GET", "POST"])
@guard(policy.can_keep, load=request_for_secretariat, visible=can_view)
def index(assistance_request: AssistanceRequest) -> Answer:
    """Read the notes, write another, take one away."""
    actor = current_actor()
    if request.method == "POST" and (removed := request.form.get("remove")):
        if services.remove_note(actor, assistance_request, ref=removed):
            flash(gettext("The note is taken away."), "success")
        return see("request_notes.index", ref=assistance_request.ref)
    form = NoteForm()
    form.offer((profile.ref, name_view(profile).own) for profile in people_for(assistance_request))
    if request.method == "GET":
        form.called_on.data = clock.today()
        return _page(assistance_request, form)
    form.refuse_repeat()
    if not form.validate():
        return _page(assistance_request, form, status=422)
    try:
        services.add_note(actor, assistance_request, given=form.to_input())
    except InvalidError as error:
        form.take_problems(error)
        return _page(assistance_request, form, status=422)
    location = url_for("request_notes.index", ref=assistance_request.ref)
    mark_used(form.once.data, user_id=actor.user_id, location=location)
    flash(gettext("The note is saved."), "success")
    return see("request_notes.index", ref=assistance_request.ref)


def _page(assistance_request: AssistanceRequest, form: NoteForm, *, status: int = 200) -> Page:
    answer = page(
        "assistance/notes/index.html",
        status=status,
        ref=assistance_request.ref,
        title=assistance_request.title,
        notes=note_views(notes_of(assistance_request)),
        form=form,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer

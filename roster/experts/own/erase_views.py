"""The expert erases everything that is kept: a page that says what happens, and the act."""

from collections.abc import Callable

from flask import Blueprint, current_app, request
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from roster.core import clock
from roster.core.actor import Actor
from roster.experts import policy
from roster.experts.erasure.codes import Basis
from roster.experts.models import Profile
from roster.experts.own.queries import own_profile_by_ref
from roster.experts.own.views import blueprint as pages
from roster.experts.presentation import view_for
from roster.web.forms import ChangingForm
from roster.web.guard import current_actor, guard, open_to_all
from roster.web.locale import current_language
from roster.web.page import Answer, Page, page, see
from roster.web.validation import ticked

blueprint: Blueprint = pages
Eraser = Callable[..., dict[str, int]]


class EraseForm(ChangingForm):
    """The act needs a tick: it cannot be undone."""

    sure = BooleanField(_l("I want everything that is kept about me to be erased"), [ticked])


@blueprint.route("/<ref>/own/erase", methods=["GET", "POST"])
@guard(policy.can_read_own_page, load=own_profile_by_ref)
def erase(profile: Profile) -> Answer:
    """Erase the profile and what hangs on it; nobody can bring it back."""
    form = EraseForm()
    form.show_version(profile.version)
    if request.method == "POST" and form.validate():
        form.refuse_stale(profile.version)
        eraser: Eraser = current_app.extensions["roster_erase"]
        eraser(current_actor(), profile, basis=Basis.EXPERT.value)
        return see("expert_own.erased")
    actor: Actor = current_actor()
    view = view_for(actor, profile, language=current_language().code, today=clock.today())
    status = 422 if request.method == "POST" else 200
    return page("experts/own_erase.html", status=status, expert=view, form=form)


@blueprint.get("/erased")
@open_to_all
def erased() -> Page:
    """What was done; the account that was for the profile alone is closed by now."""
    return page("experts/erased.html")

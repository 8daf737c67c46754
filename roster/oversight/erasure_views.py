"""The data-protection officer erases an expert on a written request, without reading a word about the person."""

from flask import Blueprint, current_app, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from roster.core.actor import Actor
from roster.core.once import mark_used
from roster.experts.erasure.codes import Basis
from roster.experts.erasure.queries import profile_to_erase
from roster.oversight import policy
from roster.web.fields import CodeField, LineField, options_of
from roster.web.forms import CreatingForm
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, page
from roster.web.validation import Required, ticked

blueprint = Blueprint("oversight", __name__, url_prefix="/<lang:lang>/admin")


class ErasureForm(CreatingForm):
    """Whom, and on which basis."""

    ref = LineField(_l("Reference of the expert"), [Required()], length=20, is_name=True, ltr=True)
    basis = CodeField(_l("Basis"), [Required()], options=options_of(Basis), empty=_l("Choose …"))
    sure = BooleanField(_l("The request is genuine, and the reference is that of the person"), [ticked])


@blueprint.route("/erasure", methods=("GET", "POST"))
@guard(policy.can_erase)
def erasure() -> Answer:
    """Erase by reference; the answer says how many records went, by kind, and nothing of what they held."""
    form = ErasureForm()
    if request.method == "GET" or not form.validate():
        return page("oversight/erasure.html", status=200 if request.method == "GET" else 422, form=form)
    profile = profile_to_erase((form.ref.data or "").upper())
    if profile is None:
        form.ref.errors = (gettext("There is no expert with this reference."),)
        return page("oversight/erasure.html", status=422, form=form)
    form.refuse_repeat()
    actor: Actor = current_actor()
    counts = current_app.extensions["roster_erase"](actor, profile, basis=form.basis.data)
    mark_used(form.once.data or "", user_id=actor.user_id, location=url_for("oversight.erasure"))
    return page("oversight/erased.html", ref=form.ref.data, counts=counts)

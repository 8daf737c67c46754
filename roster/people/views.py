"""Pages of organisations: the list, one of them and where it is used, entering and changing one."""

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext

from roster.core.errors import InvalidError
from roster.core.once import mark_used
from roster.people import policy, queries, services
from roster.people.finding import OTHERS, PROVIDERS, found_among, wanted_of
from roster.people.forms import EditOrganisationForm, NewOrganisationForm
from roster.people.models import Organisation
from roster.people.presentation import organisation_view
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, Page, page, see
from roster.web.paging import DEFAULT_SIZE, Paging, page_number
from roster.web.panels import panels_at
from roster.web.room import Place
from roster.web.throttle import bounded_searches

blueprint = Blueprint("organisations", __name__, url_prefix="/<lang:lang>/organisations")


@blueprint.get("")
@bounded_searches
@guard(policy.can_browse)
def index() -> Answer:
    """All organisations, or those that a question finds."""
    number = page_number(request.args)
    wanted = wanted_of(request.args.get("q", ""), request.args.get("provider", ""))
    found = found_among(queries.organisations(), wanted, current_language().code)
    first = (number - 1) * DEFAULT_SIZE
    return page(
        "people/organisations/index.html",
        organisations=[organisation_view(item) for item in found[first : first + DEFAULT_SIZE]],
        paging=Paging(number, DEFAULT_SIZE, len(found)),
        wanted=wanted,
        choices=[
            ("", gettext("All organizations")),
            (PROVIDERS, gettext("Providers of assistance")),
            (OTHERS, gettext("Others")),
        ],
        can_create=policy.can_create(current_actor()),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@guard(policy.can_create)
def new() -> Answer:
    """Enter an organisation."""
    form = NewOrganisationForm()
    if request.method == "GET":
        form.source.data, form.is_provider.data = current_language().code, True
        return _form_page(form)
    form.refuse_repeat()
    given = form.to_input() if form.validate() else None
    if given is None:
        return _form_page(form, status=422)
    try:
        made = services.create_organisation(current_actor(), given)
    except InvalidError as error:
        form.take_problems(error)
        return _form_page(form, status=422)
    location = url_for("organisations.show", ref=made.ref)
    mark_used(form.once.data, user_id=current_actor().user_id, location=location)
    flash(gettext("The organization is entered."), "success")
    return see("organisations.show", ref=made.ref)


@blueprint.get("/<ref>")
@guard(policy.can_view, load=queries.organisation_by_ref)
def show(organisation: Organisation) -> Answer:
    """One organisation, and where it is used."""
    answer = page(
        "people/organisations/show.html",
        entry=organisation_view(organisation),
        can_edit=policy.can_edit(current_actor(), organisation),
        panels=panels_at(Place.ORGANISATION, organisation.ref),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/<ref>/edit", methods=["GET", "POST"])
@guard(policy.can_edit, load=queries.organisation_by_ref, visible=policy.can_view)
def edit(organisation: Organisation) -> Answer:
    """Change what is said of it."""
    form = EditOrganisationForm()
    if request.method == "GET":
        form.show(organisation)
        form.show_version(organisation.version)
        return _form_page(form, organisation)
    is_sound = form.validate()
    if form.version.data != str(organisation.version):  # to save again from here is a decision
        form.version.data = str(organisation.version)
        return _form_page(form, organisation, status=409)
    given = form.to_input() if is_sound else None
    if given is None:
        return _form_page(form, organisation, status=422)
    try:
        services.edit_organisation(current_actor(), organisation, given=given)
    except InvalidError as error:
        form.take_problems(error)
        return _form_page(form, organisation, status=422)
    flash(gettext("Saved."), "success")
    return see("organisations.show", ref=organisation.ref)


def _form_page(
    form: NewOrganisationForm | EditOrganisationForm,
    organisation: Organisation | None = None,
    *,
    status: int = 200,
) -> Page:
    return page(
        "people/organisations/edit.html",
        status=status,
        form=form,
        entry=organisation_view(organisation) if organisation is not None else None,
        is_stale=status == 409,
    )

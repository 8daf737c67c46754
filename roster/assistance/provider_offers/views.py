"""Pages of offers of assistance: the list for everybody, one offer, and what its provider writes."""

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from roster.assistance.codes import Modality
from roster.assistance.provider_offers import policy, queries, services
from roster.assistance.provider_offers.forms import CloseForm, EditOfferForm, NewOfferForm
from roster.assistance.provider_offers.models import AssistanceOffer
from roster.assistance.provider_offers.presentation import offer_view
from roster.assistance.requests.finding import Choice, Filter
from roster.core import clock
from roster.core.actor import Role
from roster.core.errors import InvalidError, StaleError
from roster.core.once import mark_used
from roster.experts.form_options import (
    article_options,
    assistance_options,
    language_options,
    topic_options,
)
from roster.people.queries import organisations_by_refs
from roster.web.fields import options_of
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, Page, page, see
from roster.web.paging import DEFAULT_SIZE, Paging, page_number

blueprint = Blueprint("provider_offers", __name__, url_prefix="/<lang:lang>/assistance/offers")


@blueprint.get("")
@guard(policy.can_see_list)
def index() -> Answer:
    """What providers offer now."""
    actor, number, today = current_actor(), page_number(request.args), clock.today()
    filters = _filters(request.args)
    found, total = queries.offers(
        _wanted(filters), today=today, offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE
    )
    return page(
        "assistance/provider_offers/index.html",
        entries=[offer_view(item, today=today) for item in found],
        paging=Paging(number, DEFAULT_SIZE, total),
        filters=filters,
        chosen=sum(item.chosen for item in filters),
        can_create=policy.can_create(actor),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@guard(policy.can_create)
def new() -> Answer:
    """Make an offer of one's own organisation."""
    actor, form = current_actor(), NewOfferForm()
    own = list(organisations_by_refs(actor.scopes(Role.PROVIDER)))
    form.offer(own)
    if request.method == "GET":
        form.begin()
        return _form_page(form)
    form.refuse_repeat()
    if form.change_rows(request.form.get("add_row"), request.form.get("remove_row")):
        return _form_page(form)
    if not form.validate():
        return _form_page(form, status=422)
    organisation = next(item for item in own if item.ref == form.organisation.data)
    try:
        made = services.create_offer(actor, organisation, given=form.to_input())
    except InvalidError as error:
        form.take_problems(error)
        return _form_page(form, status=422)
    location = url_for("provider_offers.show", ref=made.ref)
    mark_used(form.once.data, user_id=actor.user_id, location=location)
    flash(gettext("The offer is public now."), "success")
    return see("provider_offers.show", ref=made.ref)


@blueprint.get("/<ref>")
@guard(policy.can_view, load=queries.offer_by_ref)
def show(offer: AssistanceOffer) -> Answer:
    """One offer."""
    form = CloseForm(formdata=None)
    form.version.data = str(offer.version)
    return page(
        "assistance/provider_offers/show.html",
        entry=offer_view(offer, today=clock.today()),
        form=form,
        can_change=policy.can_change(current_actor(), offer),
    )


@blueprint.route("/<ref>/edit", methods=["GET", "POST"])
@guard(policy.can_edit, load=queries.offer_by_ref, visible=policy.can_view)
def edit(offer: AssistanceOffer) -> Answer:
    """Change an offer; over somebody else's change what was typed stays, and what is stored is shown."""
    form = EditOfferForm()
    if offer.is_closed:
        raise StaleError(gettext("This offer is closed."))
    if request.method == "GET":
        form.show(offer)
        form.show_version(offer.version)
        return _form_page(form, offer)
    if form.change_rows(request.form.get("add_row"), request.form.get("remove_row")):
        return _form_page(form, offer)
    if not form.validate():
        return _form_page(form, offer, status=422)
    if form.version.data != str(offer.version):
        form.version.data = str(offer.version)  # saving again from here is a decision
        return _form_page(form, offer, status=409, is_stale=True)
    try:
        services.edit_offer(current_actor(), offer, given=form.to_input(offer))
    except InvalidError as error:
        form.take_problems(error)
        return _form_page(form, offer, status=422)
    flash(gettext("The offer is saved."), "success")
    return see("provider_offers.show", ref=offer.ref)


@blueprint.post("/<ref>/close")
@guard(policy.can_edit, load=queries.offer_by_ref, visible=policy.can_view)
def close(offer: AssistanceOffer) -> Answer:
    """Take it from the list of what is offered."""
    CloseForm().refuse_stale(offer.version)
    services.close_offer(current_actor(), offer)
    flash(gettext("The offer is closed. It can still be read."), "success")
    return see("provider_offers.show", ref=offer.ref)


def _form_page(
    form: NewOfferForm | EditOfferForm,
    offer: AssistanceOffer | None = None,
    *,
    status: int = 200,
    is_stale: bool = False,
) -> Page:
    return page(
        "assistance/provider_offers/edit.html",
        status=status,
        form=form,
        entry=offer_view(offer, today=clock.today()) if offer is not None else None,
        is_stale=is_stale,
    )


def _filters(arguments: MultiDict[str, str]) -> tuple[Filter, ...]:
    rows = (
        ("type", gettext("Type of assistance"), list(assistance_options())),
        ("modality", gettext("How it is given"), list(options_of(Modality)())),
        ("article", gettext("Article"), list(article_options())),
        ("topic", gettext("Topic"), list(topic_options())),
        ("language", gettext("Language"), list(language_options())),
        ("closed", gettext("Closed"), [("1", gettext("Closed and past offers too"))]),
    )
    return tuple(
        Filter(
            name,
            label,
            tuple(Choice(value, words, value in arguments.getlist(name)) for value, words in values),
        )
        for name, label, values in rows
    )


def _wanted(filters: tuple[Filter, ...]) -> queries.Wanted:
    chosen = {item.name: tuple(value.value for value in item.values if value.checked) for item in filters}
    return queries.Wanted(
        articles=chosen["article"],
        topics=chosen["topic"],
        types=chosen["type"],
        modalities=chosen["modality"],
        languages=chosen["language"],
        with_closed=bool(chosen["closed"]),
    )

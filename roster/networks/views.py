"""Pages of networks: the list, one network with its members, its facts for other programs, and changing them."""

from flask import Blueprint, Response, flash, jsonify, request
from flask_babel import gettext

from roster.core import clock
from roster.core.errors import InvalidError
from roster.networks import network_services, policy, queries
from roster.networks.finding import MOST_TEXT, filters_of, wanted_of, wanted_state
from roster.networks.form_options import state_options
from roster.networks.forms import NetworkForm
from roster.networks.importing.policy import can_import
from roster.networks.models import Network
from roster.networks.page_content import network_content
from roster.networks.plain_data import network_json
from roster.networks.presentation import member_view, network_view
from roster.networks.queries import WantedMembers
from roster.networks.rules import is_open_to
from roster.vocabulary import queries as vocabulary
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, Page, page, see
from roster.web.throttle import bounded_searches

MOST_IN_JSON = 5_000

blueprint = Blueprint("networks", __name__, url_prefix="/<lang:lang>")


@blueprint.get("/networks")
@bounded_searches
@guard(policy.can_browse)
def index() -> Answer:
    """The networks: what each is for, how large it is, and whom it takes."""
    actor = current_actor()
    text = request.args.get("q", "").replace("\0", " ")[:MOST_TEXT]
    filters, state = filters_of(request.args), wanted_state(request.args)
    found = queries.networks(actor, wanted_of(text, filters))
    if state:
        entry = vocabulary.state_by_iso2(state)
        group = entry.regional_group if entry else None
        found = [item for item in found if is_open_to(item, state, group)]
    return page(
        "networks/index.html",
        networks=[network_view(item) for item in found],
        filters=filters,
        state=state,
        states=list(state_options()),
        chosen=sum(len(item.chosen) for item in filters.values()) + bool(state),
        text=text,
        sees_members=actor.is_member,
        may_import=can_import(actor),
    )


@blueprint.get("/networks/<slug>")
@guard(policy.can_view, load=queries.network_by_slug)
def show(network: Network) -> Answer:
    """One network; its members for those who may read them."""
    content = network_content(current_actor(), network, arguments=request.args, today=clock.today())
    answer = page("networks/show.html", content=content)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/networks/<slug>.json")
@guard(policy.can_view, load=queries.network_by_slug)
def as_json(network: Network) -> Response:
    """The same for other programs."""
    actor, today = current_actor(), clock.today()
    members = None
    if policy.can_list_members(actor, network):
        found, _total = queries.memberships_of(
            actor, network, offset=0, limit=MOST_IN_JSON, wanted=WantedMembers()
        )
        members = [member_view(actor, item, today=today) for item in found]
    answer = jsonify(network_json(network_view(network), members))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/networks/<slug>/edit", methods=["GET", "POST"])
@guard(policy.can_edit, load=queries.network_by_slug, visible=policy.can_view)
def edit(network: Network) -> Answer:
    """Change the facts of a network."""
    form, stored = NetworkForm(), network_services.network_input(network)
    if request.method == "GET":
        form.show(stored)
        form.show_version(network.version)
        return _edit_page(network, form)
    form.refuse_stale(network.version)
    if not form.validate():
        return _edit_page(network, form, status=422)
    given = form.to_input(stored)
    if given is None:
        form.official_languages.errors = [gettext("Enter the name in each of these languages.")]
        return _edit_page(network, form, status=422)
    try:
        network_services.edit_network(current_actor(), network, given=given)
    except InvalidError as error:
        form.take_problems(error)
        return _edit_page(network, form, status=422)
    flash(gettext("Saved. The facts count as confirmed today."), "success")
    return see("networks.show", slug=network.slug)


def _edit_page(network: Network, form: NetworkForm, *, status: int = 200) -> Page:
    return page("networks/edit.html", status=status, form=form, network=network_view(network))

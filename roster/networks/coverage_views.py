"""Where networks reach: a map of equal tiles with its table, and the matrix of States and networks."""

from flask import Blueprint, request

from roster.core import clock
from roster.core.errors import NotFoundError
from roster.networks import queries
from roster.networks.coverage import (
    counted_states,
    counts_of,
    keys_of,
    matrix_of,
    summary_of_all,
    summary_of_one,
    tiles_of,
)
from roster.networks.pair_policy import can_compare
from roster.vocabulary import queries as vocabulary
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page

blueprint = Blueprint("coverage", __name__, url_prefix="/<lang:lang>/networks")


@blueprint.get("/coverage")
@guard(can_compare)
def show() -> Answer:
    """How many networks each State is in, or how many members it has in one."""
    actor, language, slug = current_actor(), current_language().code, request.args.get("network", "")
    networks = queries.networks(actor)
    chosen = next((item for item in networks if item.slug == slug), None)
    if slug and chosen is None:
        raise NotFoundError
    if chosen is None:
        counts = counts_of(queries.state_network_pairs(clock.today()))
        states = counted_states(counts, language)
        summary = summary_of_all(states, len(networks))
    else:
        counts = queries.members_by_state(actor, chosen)
        states = counted_states(counts, language)
        summary = summary_of_one(chosen.acronym or chosen.name.best_for(language)[0], states)
    return page(
        "networks/coverage.html",
        networks=networks,
        chosen=chosen,
        states=states,
        summary=summary,
        tiles=tiles_of(counts, language),
        keys=keys_of(counts),
    )


@blueprint.get("/matrix")
@guard(can_compare)
def matrix() -> Answer:
    """Every State by every network, or those of one regional group."""
    actor, language = current_actor(), current_language().code
    groups = [(item.id, item.label(language)) for item in vocabulary.regional_groups(language)]
    group = request.args.get("group", "")
    if group not in dict(groups):
        group = ""
    found = matrix_of(
        queries.networks(actor),
        queries.state_network_pairs(clock.today()),
        group=group,
        language=language,
    )
    return page("networks/matrix.html", matrix=found, groups=groups, group=group)

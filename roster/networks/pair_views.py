"""Two States side by side: the choice of them, and the page that says which way is quickest."""

from flask import Blueprint, request
from flask_babel import gettext

from roster.authorities.queries import authority_by_ref
from roster.core import clock
from roster.core.actor import Role
from roster.networks.pair_content import pair_content
from roster.networks.pair_policy import can_compare
from roster.networks.pairs import Need
from roster.vocabulary import queries as vocabulary
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page, see

blueprint = Blueprint("pairs", __name__, url_prefix="/<lang:lang>/networks/pairs")

LONGEST_CODE = 8  # of what is said back to somebody who typed a code that is none


@blueprint.get("")
@guard(can_compare)
def choose() -> Answer:
    """Two lists of States; both chosen, on to their page."""
    own, other = (request.args.get(name, "").strip().upper() for name in ("from", "to"))
    if own and other:
        return _pair(own, other, is_choice=True)
    is_sent = "from" in request.args and "to" in request.args
    return _choice(own, other, problem=gettext("Choose both States.") if is_sent else "")


@blueprint.get("/<own>/<other>")
@guard(can_compare)
def show(own: str, other: str) -> Answer:
    """A requesting and a requested State; their order matters."""
    return _pair(own, other, is_choice=False)


def _pair(own: str, other: str, *, is_choice: bool) -> Answer:
    known = vocabulary.current().states
    for code in (own, other):
        if code.upper() not in known:
            sentence = gettext("There is no State with the code %(code)s.", code=code[:LONGEST_CODE])
            return _choice(own, other, problem=sentence, status=404)
    if own.upper() == other.upper():
        sentence = gettext("Both States are the same. Choose two different ones.")
        return _choice(own, other, problem=sentence, status=422)
    need = Need.of(request.args.get("for")) or Need.ASSISTANCE
    if is_choice or own != own.upper() or other != other.upper():
        asked = {"for": need.value} if need is not Need.ASSISTANCE else {}
        return see("pairs.show", own=own.upper(), other=other.upper(), **asked)
    actor, at = current_actor(), clock.now()
    content = pair_content(actor, known[own], known[other], need=Need(need), at=at)
    return page("networks/pair.html", content=content, needs=list(Need), at=at)


def _choice(own: str, other: str, *, problem: str, status: int = 200) -> Answer:
    states = vocabulary.states(current_language().code)
    here = own.upper() or _own_state()
    return page(
        "networks/pairs.html",
        states=[(state.iso2, state.name(current_language().code)) for state in states],
        own=here,
        other=other.upper(),
        problem=problem,
        status=status,
    )


def _own_state() -> str:
    """The reader's own State, as focal point, drafter or officer of an authority; empty where there is none."""
    actor = current_actor()
    if actor.states:
        return min(actor.states)
    refs = sorted(actor.scopes(Role.OFFICER))
    authority = authority_by_ref(actor, refs[0]) if refs else None
    return authority.state if authority is not None else ""

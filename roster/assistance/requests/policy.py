"""Who sees, writes and moves which request, and which of its parts (docs/roles.md, who reads what).

A request is its State's; the secretariat reads it from the day on which it was submitted; others by its
visibility, from the day on which a roster manager accepted it. `visible_to` is `can_view` in SQL, and
`title_visible_to` is `can_read_title`; tests over a grid of actors and requests show them equal.
"""

from enum import StrEnum

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from roster.assistance.codes import Visibility
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.states import EDITABLE, REQUEST_WORKFLOW, SHARED, Move, Stage
from roster.core.actor import Actor, Role
from roster.people.models import Organisation

_BY = {move.name: move.by for move in REQUEST_WORKFLOW.transitions}
_BEFORE = {move.name: move.before for move in REQUEST_WORKFLOW.transitions}
_FOR_ALL_PROVIDERS = (Visibility.ALL_PROVIDERS, Visibility.PUBLIC_TITLE)


class Part(StrEnum):
    """Parts of a request that have readers of their own."""

    SUBSTANCE = "substance"  # what is needed, when, in which languages
    COURSE = "course"  # where it stands: clock, timeline, owner, questions and answers
    CONTACT = "contact"  # who is reached how, and the mandate letter
    PREFERENCES = "preferences"  # whom the State would like, and whom not


def can_list(actor: Actor) -> bool:
    """Whose navigation leads to the requests: the State's own people, the secretariat, providers."""
    return can_begin_somewhere(actor) or actor.is_secretariat or actor.has(Role.PROVIDER)


def can_see_list(_actor: Actor) -> bool:
    """Everybody may open the list: what stands in it are the requests that this reader may know of."""
    return True


def can_begin_somewhere(actor: Actor) -> bool:
    """Focal points and drafters ask for assistance, each for the own State."""
    return bool(actor.states)


def can_begin(actor: Actor, state: str) -> bool:
    """Who writes a request for this State."""
    return actor.is_system or state in actor.states


def can_view(actor: Actor, request: AssistanceRequest) -> bool:
    """Whether the request exists for this actor, beyond its title."""
    if actor.is_system or request.state in actor.states:
        return True
    if request.submitted_at is not None and actor.is_secretariat:
        return True
    if request.stage not in SHARED:
        return False
    if request.visibility in _FOR_ALL_PROVIDERS:
        return actor.has(Role.PROVIDER)
    is_named = any(item.ref in actor.scopes(Role.PROVIDER) for item in request.named_providers)
    return request.visibility == Visibility.NAMED_PROVIDERS and is_named


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_view` as a condition on requests."""
    if actor.is_system:
        return sa.true()
    ways: list[sa.ColumnElement[bool]] = [AssistanceRequest.state.in_(actor.states)]
    if actor.is_secretariat:
        ways.append(AssistanceRequest.submitted_at.is_not(None))
    if actor.has(Role.PROVIDER):
        is_shared = AssistanceRequest.stage.in_(SHARED)
        names_one = AssistanceRequest.named_providers.any(Organisation.ref.in_(actor.scopes(Role.PROVIDER)))
        is_for_all = AssistanceRequest.visibility.in_(_FOR_ALL_PROVIDERS)
        is_for_named = AssistanceRequest.visibility == Visibility.NAMED_PROVIDERS
        ways.append(sa.and_(is_shared, sa.or_(is_for_all, sa.and_(is_for_named, names_one))))
    return sa.or_(*ways)


def can_read_title(actor: Actor, request: AssistanceRequest) -> bool:
    """Whether title and State of the request may be known: by all where the State made the title public."""
    is_public = request.visibility == Visibility.PUBLIC_TITLE and request.stage in SHARED
    return is_public or can_view(actor, request)


def title_visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_read_title` as a condition on requests."""
    is_public = sa.and_(
        AssistanceRequest.visibility == Visibility.PUBLIC_TITLE, AssistanceRequest.stage.in_(SHARED)
    )
    return sa.or_(is_public, visible_to(actor))


def readable_parts(actor: Actor, request: AssistanceRequest) -> frozenset[Part]:
    """The parts that this actor reads, of a request that is visible to the actor."""
    if not can_view(actor, request):
        return frozenset()
    if actor.is_secretariat or request.state in actor.states:
        return frozenset(Part)
    return frozenset({Part.SUBSTANCE})


def course_visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """Requests of which this actor reads the course, as a condition: own State and secretariat."""
    if actor.is_system:
        return sa.true()
    own = AssistanceRequest.state.in_(actor.states)
    if not actor.is_secretariat:
        return own
    return sa.or_(own, AssistanceRequest.submitted_at.is_not(None))


def roles_towards(actor: Actor, request: AssistanceRequest) -> frozenset[Role]:
    """The roles in which this actor meets this request."""
    roles = {role for role in (Role.FOCAL_POINT, Role.DRAFTER) if request.state in actor.scopes(role)}
    if actor.has(Role.MANAGER):
        roles.add(Role.MANAGER)
    return frozenset(roles)


def role_towards(actor: Actor, request: AssistanceRequest, by: frozenset[Role] = frozenset(Role)) -> str:
    """The one role, of these, in which the actor acts here; empty for the system."""
    held = roles_towards(actor, request) & by
    order = (Role.FOCAL_POINT, Role.DRAFTER, Role.MANAGER)
    return "" if actor.is_system else str(next((role for role in order if role in held), ""))


def role_refusal(actor: Actor, request: AssistanceRequest, move: Move) -> object | None:
    """The reason why this actor may not make this move, wherever the request stands; None where the actor may."""
    if actor.is_system:
        return None
    held = roles_towards(actor, request)
    if _BY[move].isdisjoint(held):
        return _BY_MANAGER if Role.MANAGER in _BY[move] else _BY_FOCAL_POINT
    if _BY[move] == {Role.MANAGER} and _is_own_state(actor, request):
        return _l("Nobody decides on a request of the own State. Hand it to another roster manager.")
    return None


def stage_refusal(request: AssistanceRequest, move: Move) -> object | None:
    """The reason why this move does not lead from where the request stands; None where it does."""
    if request.stage in _BEFORE[move]:
        return None
    return _l("The request is no longer where it was. Look at where it stands now.")


def may_move(actor: Actor, request: AssistanceRequest, move: Move) -> bool:
    """Whether the move is this actor's, wherever the request stands: who comes too late is told so."""
    return can_view(actor, request) and role_refusal(actor, request, move) is None


def can_move(actor: Actor, request: AssistanceRequest, move: Move) -> bool:
    """Whether this actor may make this move now."""
    return may_move(actor, request, move) and stage_refusal(request, move) is None


def moves_open_to(actor: Actor, request: AssistanceRequest) -> tuple[Move, ...]:
    """The moves that this actor may make now, in the order of the life cycle."""
    return tuple(move for move in Move if can_move(actor, request, move))


def may_write(actor: Actor, request: AssistanceRequest) -> bool:
    """The own State writes it, though not at every stage."""
    return can_begin(actor, request.state)


def can_edit(actor: Actor, request: AssistanceRequest) -> bool:
    """The own State changes a draft, and what the secretariat asks about."""
    return may_write(actor, request) and request.stage in EDITABLE


def can_change_letter(actor: Actor, request: AssistanceRequest) -> bool:
    """The own State adds or replaces the mandate letter until the secretariat has decided on the request."""
    return may_write(actor, request) and request.stage in EDITABLE | {Stage.SUBMITTED}


def can_discard(actor: Actor, request: AssistanceRequest) -> bool:
    """A draft that was never sent is thrown away by its own State."""
    return may_write(actor, request) and request.stage is Stage.DRAFT and request.submitted_at is None


def may_take(actor: Actor, request: AssistanceRequest) -> bool:
    """A roster manager may take charge of a request, though not of the own State's."""
    is_manager = actor.is_system or actor.has(Role.MANAGER)
    return is_manager and can_view(actor, request) and not _is_own_state(actor, request)


def can_take(actor: Actor, request: AssistanceRequest) -> bool:
    """Whether taking charge changes something now."""
    is_open = request.stage in SHARED - {Stage.CLOSED} or request.stage in (Stage.SUBMITTED, Stage.CLARIFYING)
    return may_take(actor, request) and is_open and request.owner_id != actor.user_id


def can_read_letter(actor: Actor, request: AssistanceRequest) -> bool:
    """The mandate letter is read by the own State and the secretariat."""
    return Part.CONTACT in readable_parts(actor, request)


def _is_own_state(actor: Actor, request: AssistanceRequest) -> bool:
    return request.state in actor.nationalities or request.state in actor.states


_BY_FOCAL_POINT = _l("Only a focal point of the requesting State does this; a drafter prepares it.")
_BY_MANAGER = _l("Only the roster manager decides this.")

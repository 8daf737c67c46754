"""What the page of a network holds besides its facts: its members for those who may, and what the reader may do."""

from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from roster.core.actor import Actor
from roster.networks import point_queries, policy, queries
from roster.networks.finding import wanted_members
from roster.networks.models import Network
from roster.networks.point_queries import Reveal
from roster.networks.presentation import MemberView, NetworkView, member_view, network_view
from roster.networks.queries import WantedMembers
from roster.vocabulary import queries as vocabulary
from roster.web.locale import current_language
from roster.web.paging import Paging, page_number

PAGE_SIZE = 60
MOST_REVEALS = 10


@dataclass(frozen=True)
class StateChoice:
    """A State with members, for the filter."""

    code: str
    name: str
    count: int
    checked: bool


@dataclass(frozen=True)
class StateMembers:
    """The members of one State that stand on this page of the list."""

    code: str
    name: str
    members: tuple[MemberView, ...]


@dataclass(frozen=True)
class MembersView:
    """A page of the list of members."""

    groups: tuple[StateMembers, ...]
    states: tuple[StateChoice, ...]
    branch: str
    is_filtered: bool
    total: int
    paging: Paging


@dataclass(frozen=True)
class NetworkContent:
    """A network and what this reader may do with it."""

    network: NetworkView
    members: MembersView | None
    own: tuple[MemberView, ...]
    can_apply: bool
    can_edit: bool
    applications: int
    reveals: tuple[Reveal, ...]
    today: date


def network_content(
    actor: Actor, network: Network, *, arguments: MultiDict[str, str], today: date
) -> NetworkContent:
    """The page for this reader."""
    keeps = policy.is_keeper(actor, network)
    waiting = queries.applications(actor, [network.slug]) if keeps else {}
    return NetworkContent(
        network=network_view(network),
        members=_members(actor, network, arguments, today)
        if policy.can_list_members(actor, network)
        else None,
        own=tuple(member_view(actor, item, today=today) for item in queries.held_in(actor, network)),
        can_apply=policy.can_apply_to(actor, network),
        can_edit=keeps,
        applications=waiting.get(network.slug, 0),
        reveals=tuple(point_queries.reveals_of(network, limit=MOST_REVEALS)) if keeps else (),
        today=today,
    )


def grouped(views: list[MemberView]) -> tuple[StateMembers, ...]:
    """Members one after another as members of States."""
    found: dict[str, list[MemberView]] = {}
    for view in views:
        found.setdefault(view.state, []).append(view)
    return tuple(StateMembers(code, items[0].state_name, tuple(items)) for code, items in found.items())


def _members(actor: Actor, network: Network, arguments: MultiDict[str, str], today: date) -> MembersView:
    language = current_language().code
    counts = queries.members_by_state(actor, network)
    states = [state for state in vocabulary.states(language) if state.iso2 in counts]
    wanted: WantedMembers = wanted_members(arguments, order=[state.iso2 for state in states])
    number = page_number(arguments)
    found, total = queries.memberships_of(
        actor, network, offset=(number - 1) * PAGE_SIZE, limit=PAGE_SIZE, wanted=wanted
    )
    return MembersView(
        groups=grouped([member_view(actor, item, today=today) for item in found]),
        states=tuple(
            StateChoice(state.iso2, state.name(language), counts[state.iso2], state.iso2 in wanted.states)
            for state in states
        ),
        branch=wanted.branch,
        is_filtered=bool(wanted.states or wanted.branch),
        total=total,
        paging=Paging(number, PAGE_SIZE, total),
    )

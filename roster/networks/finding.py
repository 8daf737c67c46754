"""The questions of the lists, of networks and of a network's members, read from the address without ever failing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from roster.authorities.folding import words_of
from roster.networks.queries import Wanted, WantedMembers
from roster.networks.states import Branch, NetworkKind, Scope
from roster.vocabulary import queries as vocabulary
from roster.web.fields import options_of
from roster.web.locale import current_language

MOST_TEXT, MOST_WORDS = 200, 12


@dataclass(frozen=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    checked: bool
    count: None = None


@dataclass(frozen=True)
class Filter:
    """One filter with its values."""

    name: str
    values: tuple[Choice, ...]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values that are set."""
        return tuple(value.value for value in self.values if value.checked)


def filters_of(arguments: MultiDict[str, str]) -> dict[str, Filter]:
    """The filters of the list of networks with what is set."""
    language = current_language().code
    offers: dict[str, Iterable[tuple[str, str]]] = {
        "scope": options_of(Scope)(),
        "region": [(group.id, group.label(language)) for group in vocabulary.regional_groups(language)],
        "kind": options_of(NetworkKind)(),
    }
    return {name: Filter(name, _choices(values, arguments.getlist(name))) for name, values in offers.items()}


def wanted_of(text: str, filters: dict[str, Filter]) -> Wanted:
    """What is asked for, of values on the lists alone."""
    return Wanted(
        words=words_of(text)[:MOST_WORDS],
        scopes=filters["scope"].chosen,
        kinds=filters["kind"].chosen,
        groups=filters["region"].chosen,
    )


def wanted_state(arguments: MultiDict[str, str]) -> str:
    """The State to which networks shall be open; empty for any."""
    given = arguments.get("state", "")
    return given if given in vocabulary.current().states else ""


def wanted_members(arguments: MultiDict[str, str], *, order: Sequence[str]) -> WantedMembers:
    """Which members of a network are asked for, of States that have some."""
    states = tuple(code for code in arguments.getlist("state") if code in order)
    branch = arguments.get("branch", "")
    return WantedMembers(states=states, branch=branch if Branch.of(branch) else "", order=tuple(order))


def _choices(values: Iterable[tuple[str, str]], chosen: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value in chosen) for value, label in values)

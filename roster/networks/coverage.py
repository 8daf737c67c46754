"""Where networks reach: counts by State as tiles, table and paragraph, and who is in which network as a matrix."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from flask_babel import gettext

from roster.networks.models import Network
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.collation import sort_key
from roster.vocabulary.entries import State
from roster.web.locale import count_phrase, paragraph, show_list, show_number

LEVELS = 4
NAMED = 3


@dataclass(frozen=True)
class StateCount:
    """One State with its number of networks, or of members in one network."""

    iso2: str
    name: str
    count: int


@dataclass(frozen=True)
class Tile:
    """One State of the map; level 0 is none."""

    column: int
    row: int
    label: str
    level: int
    iso2: str


@dataclass(frozen=True)
class NetworkColumn:
    """One network of the matrix; `total` is how many of the States shown are in it."""

    slug: str
    label: str
    name: str
    total: int


@dataclass(frozen=True)
class StateRow:
    """One State of the matrix, with whether it is in each network of the columns."""

    iso2: str
    name: str
    marks: tuple[bool, ...]
    total: int


@dataclass(frozen=True)
class GroupRows:
    """The States of a regional group."""

    label: str
    rows: tuple[StateRow, ...]


@dataclass(frozen=True)
class Matrix:
    """States by networks."""

    columns: tuple[NetworkColumn, ...]
    groups: tuple[GroupRows, ...]


def counts_of(pairs: Collection[tuple[str, str]]) -> dict[str, int]:
    """In how many networks each State is."""
    return dict(Counter(iso2 for iso2, _slug in pairs))


def counted_states(counts: Mapping[str, int], language: str) -> list[StateCount]:
    """The States that have any, the most first."""
    known = vocabulary.current().states
    found = [
        StateCount(iso2, known[iso2].name(language), count)
        for iso2, count in counts.items()
        if iso2 in known and count
    ]
    return sorted(found, key=lambda item: (-item.count, sort_key(item.name, language)))


def tiles_of(counts: Mapping[str, int], language: str) -> list[Tile]:
    """A tile for every State that has a place on the map."""
    bounds = bounds_of(counts)
    return [
        Tile(
            state.tile_column,
            state.tile_row,
            gettext(
                "%(state)s: %(count)s", state=state.name(language), count=show_number(counts.get(code, 0))
            ),
            _level(counts.get(code, 0), bounds),
            code,
        )
        for code, state in vocabulary.current().states.items()
        if state.tile_column is not None and state.tile_row is not None
    ]


def bounds_of(counts: Mapping[str, int]) -> tuple[int, ...]:
    """The largest count of each level above none, smallest first: even steps."""
    most = max(counts.values(), default=0)
    if most <= LEVELS:
        return tuple(range(1, most + 1))
    return tuple(ceil(most * level / LEVELS) for level in range(1, LEVELS + 1))


def keys_of(counts: Mapping[str, int]) -> list[str]:
    """What the shades mean, from none on."""
    bounds = bounds_of(counts)
    spans = zip((0, *bounds), bounds, strict=False)
    return [show_number(0), *(_span(low + 1, high) for low, high in spans)]


def summary_of_all(states: Sequence[StateCount], networks: int) -> str:
    """One paragraph on all networks, ready to be pasted into a paper."""
    sentences = [
        count_phrase(
            "%(num)s State has members in at least one of the networks listed here.",
            "%(num)s States have members in at least one of the networks listed here.",
            len(states),
        ),
        count_phrase("%(num)s network is listed.", "%(num)s networks are listed.", networks),
    ]
    if states:
        sentences.append(gettext("In the most networks are %(states)s.", states=_named(states)))
    left = len(vocabulary.current().states) - len(states)
    if left:
        sentences.append(
            count_phrase("%(num)s State is in none.", "%(num)s States are in none.", left),
        )
    return paragraph(sentences)


def summary_of_one(network: str, states: Sequence[StateCount]) -> str:
    """One paragraph on one network."""
    sentences = [
        count_phrase(
            "%(num)s State has members in the network %(network)s.",
            "%(num)s States have members in the network %(network)s.",
            len(states),
            network=network,
        )
    ]
    if states and states[0].count > 1:
        sentences.append(gettext("The most members are from %(states)s.", states=_named(states)))
    return paragraph(sentences)


def matrix_of(
    networks: Iterable[Network], pairs: Collection[tuple[str, str]], *, group: str, language: str
) -> Matrix:
    """Who is in which network, by regional group; of one group only the networks that reach it."""
    states = list(_by_group(group, language))
    shown = {state.iso2 for _label, members in states for state in members}
    totals = Counter(slug for iso2, slug in pairs if iso2 in shown)
    columns = tuple(
        NetworkColumn(
            item.slug, item.acronym or item.slug, item.name.best_for(language)[0], totals[item.slug]
        )
        for item in networks
        if totals[item.slug]
    )
    return Matrix(
        columns,
        tuple(
            GroupRows(label, tuple(_row(state, columns, pairs, language) for state in members))
            for label, members in states
        ),
    )


def _by_group(group: str, language: str) -> Iterable[tuple[str, list[State]]]:
    known = vocabulary.states(language)
    for item in vocabulary.regional_groups(language):
        if group in ("", item.id):
            yield item.label(language), [state for state in known if state.regional_group == item.id]
    without = [state for state in known if state.regional_group is None]
    if without and not group:
        yield str(gettext("In no regional group")), without


def _row(
    state: State, columns: Sequence[NetworkColumn], pairs: Collection[tuple[str, str]], language: str
) -> StateRow:
    marks = tuple((state.iso2, column.slug) in pairs for column in columns)
    return StateRow(state.iso2, state.name(language), marks, sum(marks))


def _named(states: Sequence[StateCount]) -> str:
    return show_list(
        [
            gettext("%(state)s (%(count)s)", state=item.name, count=show_number(item.count))
            for item in states[:NAMED]
        ]
    )


def _level(count: int, bounds: Sequence[int]) -> int:
    return next((level for level, most in enumerate(bounds, start=1) if count <= most), 0) if count else 0


def _span(low: int, high: int) -> str:
    return show_number(low) if low >= high else f"{show_number(low)}–{show_number(high)}"

"""Where the experts of a result are from: counts by State, as tiles, as a table and as a paragraph."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from flask_babel import gettext

from roster.core.actor import Actor
from roster.experts.finding import Question, request_of
from roster.experts.search import NO_STATE
from roster.search.engine import SearchEngine
from roster.search.request import SearchResult
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.collation import sort_key
from roster.web.locale import count_phrase, paragraph, show_list, show_number

LEVELS = 4
NAMED = 3


@dataclass(frozen=True)
class StateCount:
    """How many of a result are from one State."""

    iso2: str
    name: str
    count: int
    column: int | None
    row: int | None


@dataclass(frozen=True)
class Tile:
    """One State of the map: level 0 is nobody. `iso2` is empty where there is nobody to show."""

    column: int
    row: int
    label: str
    level: int
    iso2: str


@dataclass(frozen=True)
class Coverage:
    """Where a whole result is from: the most first. `stateless` have no nominating State yet."""

    total: int
    states: tuple[StateCount, ...]
    stateless: int

    @property
    def bounds(self) -> tuple[int, ...]:
        """The largest count of each level above nobody, smallest first."""
        most = max((state.count for state in self.states), default=0)
        if most <= LEVELS:
            return tuple(range(1, most + 1))
        found: list[int] = []
        for level in range(1, LEVELS + 1):
            smallest = found[-1] + 1 if found else 1
            found.append(max(smallest, ceil(most ** (level / LEVELS) - 1e-9)))
        return (*found[:-1], most)


def coverage_of(engine: SearchEngine, question: Question, actor: Actor, *, language: str) -> Coverage:
    """The States of everybody whom this question finds for this actor, whatever the page."""
    request = replace(request_of(question, actor, language=language), facets=("state",), limit=0)
    return coverage_in(engine.search(request), question, language=language)


def coverage_in(result: SearchResult, question: Question, *, language: str) -> Coverage:
    """The same from a result whose States were counted.

    The counts of a filter that is set are those of its alternatives, so only the States chosen are taken:
    a profile has one State, and theirs are exact.
    """
    counts: Mapping[str, int] = result.facet_counts.get("state", {})
    chosen = question.filters.get("state")
    if chosen is not None:
        counts = {code: count for code, count in counts.items() if code in chosen}
    known = vocabulary.current().states
    states = []
    for code, count in counts.items():
        state = known.get(code)
        if state is not None and count:
            name = state.name(language)
            states.append(StateCount(code, name, count, state.tile_column, state.tile_row))
    states.sort(key=lambda state: (-state.count, sort_key(state.name, language)))
    return Coverage(result.total, tuple(states), counts.get(NO_STATE, 0))


def summary_of(coverage: Coverage) -> str:
    """One paragraph that says it all, ready to be pasted into a paper."""
    sentences = [count_phrase("%(num)s expert was found.", "%(num)s experts were found.", coverage.total)]
    named = show_list([_named(state) for state in coverage.states[:NAMED]])
    count = len(coverage.states)
    if count > NAMED:
        sentences.append(
            count_phrase(
                "They are from %(num)s State; most are from %(states)s.",
                "They are from %(num)s States; most are from %(states)s.",
                count,
                states=named,
            )
        )
    elif count:
        sentences.append(
            count_phrase(
                "They are from %(num)s State: %(states)s.",
                "They are from %(num)s States: %(states)s.",
                count,
                states=named,
            )
        )
    if coverage.stateless:
        sentences.append(
            count_phrase(
                "%(num)s has no nominating State yet.",
                "%(num)s have no nominating State yet.",
                coverage.stateless,
            )
        )
    return paragraph(sentences)


def tiles_of(coverage: Coverage, *, language: str) -> list[Tile]:
    """A tile for every State that has a place on the map, nobody's too."""
    counts = {state.iso2: state.count for state in coverage.states}
    return [
        Tile(
            state.tile_column,
            state.tile_row,
            gettext(
                "%(state)s: %(count)s", state=state.name(language), count=show_number(counts.get(code, 0))
            ),
            _level(counts.get(code, 0), coverage.bounds),
            code if code in counts else "",
        )
        for code, state in vocabulary.current().states.items()
        if state.tile_column is not None and state.tile_row is not None
    ]


def keys_of(coverage: Coverage) -> list[str]:
    """What the shades mean, from nobody on."""
    spans: Sequence[tuple[int, int]] = [
        (low + 1, high) for low, high in zip((0, *coverage.bounds), coverage.bounds, strict=False)
    ]
    return [show_number(0), *(_span(low, high) for low, high in spans)]


def _named(state: StateCount) -> str:
    return str(gettext("%(state)s (%(count)s)", state=state.name, count=show_number(state.count)))


def _level(count: int, bounds: Sequence[int]) -> int:
    return next((level for level, most in enumerate(bounds, start=1) if count <= most), 0) if count else 0


def _span(low: int, high: int) -> str:
    return show_number(low) if low == high else f"{show_number(low)}–{show_number(high)}"

"""What is asked of the engine and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from roster.search.query import QueryProblem, Term

MOST_HITS = 100
RELEVANCE = "relevance"
Limits = tuple[int | None, int | None]


@dataclass(frozen=True)
class SearchRequest:
    """One search.

    `audiences` are the tokens the caller holds; without one nothing is found. Values of one facet in
    `filters` are alternatives, facets are ANDed; records with one of the codes in `without` are left out;
    `ranges` limit numbers, both ends counted in. `facets` are counted; `buckets` count named ranges of a
    number. `sort` is "relevance", a sort key or a number, with "-" before it for the other direction; ties
    are broken by id. At most MOST_HITS records come back.
    """

    kind: str
    audiences: frozenset[str]
    text: str | None = None
    language: str = "en"
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    without: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ranges: Mapping[str, Limits] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    buckets: Mapping[str, Mapping[str, Limits]] = field(default_factory=dict)
    sort: str = RELEVANCE
    offset: int = 0
    limit: int = 20


class Hit(NamedTuple):
    """One record found: the row is loaded by id, and its version compared with `rev`."""

    id: int
    rev: int
    score: float


@dataclass(frozen=True)
class SearchResult:
    """The answer. Counts of a filtered facet, and of buckets of a limited number, leave that filter out and
    so show its alternatives. `problem` names what about the text was read otherwise than typed; `understood`
    is for highlighting. `degraded`: the text could not be searched, so only filters were applied."""

    total: int
    hits: tuple[Hit, ...]
    facet_counts: Mapping[str, Mapping[str, int]]
    problem: QueryProblem | None = None
    understood: tuple[Term, ...] = ()
    degraded: bool = False


class State(StrEnum):
    """How the index is."""

    READY = "ready"
    REBUILDING = "rebuilding"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Health:
    """State of the worst kind, changes not yet searchable, records that can be found, and how many of those
    lack their present text in the index."""

    state: State
    waiting: int
    documents: int
    unindexed: int

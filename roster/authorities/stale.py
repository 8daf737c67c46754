"""Which entries nobody keeps up: by State, for the secretariat's page and each focal point's monthly letter."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from roster.authorities import queries
from roster.authorities.models import Authority
from roster.authorities.states import Stage
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Freshness
from roster.vocabulary.collation import sort_key
from roster.vocabulary.freshness import days_since, freshness_after

COLUMNS = ("listed", "due", "not_confirmed", "disputed")


@dataclass
class StateCount:
    """How the listed entries of a State stand; one that is reported as wrong may be due besides."""

    iso2: str
    name: str
    column: int | None
    row: int | None
    listed: int = 0
    due: int = 0
    not_confirmed: int = 0
    disputed: int = 0

    @property
    def has_none(self) -> bool:
        """Whether no authority of the State is listed."""
        return not self.listed

    @property
    def is_stale(self) -> bool:
        """Whether an entry waits for its keepers."""
        return bool(self.due or self.not_confirmed or self.disputed)

    @property
    def level(self) -> int:
        """The shade on the map: none, all confirmed, due, not confirmed, reported as wrong; the gravest counts."""
        if self.has_none:
            return 0
        return 4 if self.disputed else 3 if self.not_confirmed else 2 if self.due else 1


@dataclass(frozen=True)
class StaleStates:
    """All States, and the sums."""

    states: Sequence[StateCount] = field(default_factory=list)

    def total(self, name: str) -> int:
        """The sum of a column."""
        return sum(getattr(state, name) for state in self.states)

    @property
    def stale_count(self) -> int:
        """How many States have an entry that waits."""
        return sum(state.is_stale for state in self.states)

    @property
    def none_count(self) -> int:
        """How many States have no authority listed."""
        return sum(state.has_none for state in self.states)


def stale_states(today: date, *, language: str, sort: str = "") -> StaleStates:
    """Every State that may be party, and whichever has an entry besides; by name, or the most of a column first."""
    found = {
        state.iso2: StateCount(state.iso2, state.name(language), state.tile_column, state.tile_row)
        for state in vocabulary.states(language)
    }
    for iso2, stage, confirmed_at in queries.standings():
        count, fresh = found[iso2], _freshness(confirmed_at.date() if confirmed_at else None, today)
        count.listed += 1
        count.disputed += stage is Stage.DISPUTED
        count.due += fresh is Freshness.DUE
        count.not_confirmed += fresh is Freshness.NOT_CONFIRMED
    known = vocabulary.current().states
    kept = [item for iso2, item in found.items() if item.listed or known[iso2].may_nominate]
    if sort in COLUMNS:
        kept.sort(key=lambda item: (-getattr(item, sort), sort_key(item.name, language)))
    return StaleStates(kept)


def stale_entries(states: Collection[str], today: date) -> Sequence[Authority]:
    """The listed entries of these States that are due, not confirmed or reported as wrong, by State and name."""
    return [item for item in queries.listed_of(states) if is_stale(item, today)]


def is_stale(authority: Authority, today: date) -> bool:
    """Whether an entry waits for its keepers."""
    confirmed_on = authority.confirmed_at.date() if authority.confirmed_at else None
    is_old = _freshness(confirmed_on, today) is not Freshness.CONFIRMED
    return is_old or authority.stage is Stage.DISPUTED


def _freshness(confirmed_on: date | None, today: date) -> Freshness:
    return freshness_after(days_since(confirmed_on, today))

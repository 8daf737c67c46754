"""One of two States with its authorities: what their entries say for the choice of a way, and what the page shows.

A State may list dozens; only the first few are prepared for the page, the others are named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from roster.authorities.calendar import Schedule, standing_now
from roster.authorities.models import Authority
from roster.authorities.policy import Part, readable_parts
from roster.authorities.presentation import AuthorityView, authority_view
from roster.authorities.schedules import schedule_of
from roster.authorities.states import Stage
from roster.core.actor import Actor
from roster.networks.pairs import Entry, Need, serving
from roster.networks.treaties import TreatyView, treaty_views
from roster.vocabulary.codes import Freshness
from roster.vocabulary.entries import State
from roster.vocabulary.freshness import days_since, freshness_after
from roster.web.locale import current_language

# Whom to ask matters more than who asks.
MOST_OF_OWN, MOST_OF_THEIRS = 1, 2


@dataclass(frozen=True)
class NamedEntry:
    """An authority that is named only."""

    ref: str
    name: str
    name_language: str
    acronym: str


@dataclass(frozen=True)
class SideView:
    """One of the two States: whom it names for what is asked, and what else is listed."""

    iso2: str
    name: str
    serving: tuple[AuthorityView, ...]
    others: tuple[NamedEntry, ...]
    channels: tuple[str, ...]
    treaties: tuple[TreatyView, ...]


@dataclass(frozen=True)
class Side:
    """The rows of one State for one reader at one moment; `chosen` serves what is asked, the first choice first."""

    actor: Actor
    state: State
    at: datetime
    rows: Mapping[str, Authority]
    chosen: tuple[Entry, ...]
    _views: dict[str, AuthorityView] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The State in the reader's language."""
        return self.state.name(current_language().code)

    @property
    def first(self) -> Authority | None:
        """The first choice."""
        return self.rows[self.chosen[0].ref] if self.chosen else None

    @property
    def schedule(self) -> Schedule | None:
        """When the first choice is open."""
        return schedule_of(self.first) if self.first is not None else None

    def view(self, ref: str) -> AuthorityView | None:
        """One authority as its reader may see it."""
        if ref not in self.rows:
            return None
        if ref not in self._views:
            self._views[ref] = authority_view(self.actor, self.rows[ref], at=self.at)
        return self._views[ref]


def side_of(
    actor: Actor, authorities: Sequence[Authority], state: State, *, need: Need, at: datetime
) -> Side:
    """A State with those of the authorities that are its own."""
    rows = {item.ref: item for item in authorities if item.state == state.iso2}
    entries = [_entry(actor, item, at) for item in rows.values()]
    return Side(actor, state, at, rows, tuple(serving(entries, need)))


def side_view(side: Side, *, most: int) -> SideView:
    """What the page shows of it, at most so many authorities in full."""
    shown = [entry.ref for entry in side.chosen[:most]]
    views = [view for ref in shown if (view := side.view(ref)) is not None]
    return SideView(
        side.state.iso2,
        side.name,
        tuple(views),
        tuple(_named(item) for ref, item in side.rows.items() if ref not in shown),
        tuple(dict.fromkeys(label for view in views for label in view.channels)),
        treaty_views(side.state),
    )


def _entry(actor: Actor, authority: Authority, at: datetime) -> Entry:
    """What the entry says; of what is hidden from the reader, that it is not known."""
    confirmed_on = authority.confirmed_at.date() if authority.confirmed_at else None
    reads_phones = Part.PHONES in readable_parts(actor, authority)
    return Entry(
        ref=authority.ref,
        functions=frozenset(duty.function_id for duty in authority.duties),
        channels=frozenset(authority.channels),
        urgent=authority.urgent_procedure,
        has_duty_line=bool(authority.duty_line) if reads_phones else None,
        is_open=standing_now(schedule_of(authority), at).is_open,
        usual_days=authority.usual_time_days,
        is_confirmed=freshness_after(days_since(confirmed_on, at.date())) is not Freshness.NOT_CONFIRMED,
        is_disputed=authority.stage is Stage.DISPUTED,
    )


def _named(authority: Authority) -> NamedEntry:
    name, language = authority.name.best_for(current_language().code)
    return NamedEntry(authority.ref, name, language, authority.acronym)

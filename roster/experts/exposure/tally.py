"""Counts of this process that are not written yet: in memory, so that counting costs a search nothing.

A minute of counts is lost when a process is killed; none is ever written twice.
"""

import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from roster.core import clock
from roster.core.actor import Actor, Role

# The filters whose values are counted: what a profile may say or lack. Gender and availability are not among
# them (they are the secretariat's), nor are the words that somebody typed.
COUNTED_FILTERS = frozenset(
    {
        "type",
        "topic",
        "article",
        "language",
        "level",
        "legal_system",
        "mode",
        "review",
        "region",
        "state",
    }
)


class Kind(StrEnum):
    """What happened to a profile."""

    SHOWN = "shown"
    OPENED = "opened"


@dataclass(frozen=True)
class Counts:
    """Numbers by profile (its reference), month and kind; and by month, filter and value."""

    exposure: Counter[tuple[str, date, Kind]] = field(default_factory=Counter)
    demand: Counter[tuple[date, str, str]] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        return bool(self.exposure or self.demand)


class Tally:
    """The counts of one process; every thread adds to the same."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts = Counts()

    def add_results(
        self, actor: Actor, refs: Iterable[str], *, filters: Mapping[str, Iterable[str]], is_first: bool
    ) -> None:
        """A page of results was shown to a member. What was asked for counts once, on the first page."""
        if not counts_for(actor):
            return
        month = this_month()
        own = actor.scopes(Role.EXPERT)
        shown = [(ref, month, Kind.SHOWN) for ref in refs if ref not in own]
        asked = [
            (month, name, value)
            for name, values in filters.items()
            if is_first and name in COUNTED_FILTERS
            for value in values
        ]
        with self._lock:
            self._counts.exposure.update(shown)
            self._counts.demand.update(asked)

    def add_opened(self, actor: Actor, ref: str) -> None:
        """A member opened a profile that is not the own one."""
        if counts_for(actor) and ref not in actor.scopes(Role.EXPERT):
            with self._lock:
                self._counts.exposure[ref, this_month(), Kind.OPENED] += 1

    def take(self) -> Counts:
        """Everything counted since the last time, which is now the caller's alone."""
        with self._lock:
            taken, self._counts = self._counts, Counts()
        return taken

    def put_back(self, counts: Counts) -> None:
        """What could not be written at all waits for the next time."""
        with self._lock:
            self._counts.exposure.update(counts.exposure)
            self._counts.demand.update(counts.demand)


def counts_for(actor: Actor) -> bool:
    """Members look for experts; the public, a crawler and somebody who is an expert only are not counted."""
    return actor.is_member and not actor.is_system


def this_month() -> date:
    """The first day of the present month."""
    return clock.today().replace(day=1)


TALLY = Tally()

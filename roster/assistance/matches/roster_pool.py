"""Everybody who may be matched, kept between requests and made anew in the first one after any change."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.engine import Connection, Engine

from roster.assistance.matches.pool_queries import candidates, engagements, last_turns, revision, versions
from roster.core.db import db
from roster.core.unit_of_work import is_open
from roster.matching.candidate import Candidate
from roster.matching.pool import Pool
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.entries import Vocabulary

# By number of the profile: the version that was read, and what it said.
People = Mapping[int, tuple[int, Candidate]]


@dataclass(frozen=True, eq=False)
class RosterPool:
    """The pool, with the number of the profile of each of its rows in rising order."""

    key: tuple[Any, ...]
    pool: Pool
    ids: NDArray[np.int64]
    people: People

    def with_turns(self, turns: Mapping[int, date]) -> Pool:
        """The pool with the days on which each had the last turn: these change far more often than profiles."""
        last_turn = np.zeros(len(self.pool), dtype=np.int64)
        for number, day in turns.items():
            row = int(np.searchsorted(self.ids, number))
            if row < len(self.ids) and self.ids[row] == number:
                last_turn[row] = day.toordinal()
        return replace(self.pool, last_turn=last_turn)


_kept: WeakKeyDictionary[Engine, RosterPool] = WeakKeyDictionary()
_making = threading.Lock()


def current_roster() -> RosterPool:
    """The pool as the database is now. What another thread is making is waited for and not made twice.

    The key is read before the rows: what changes in between only makes the next request build once more. What is
    read within a change is not kept, for the change may yet be undone.
    """
    with _making:
        known = vocabulary.current()
        key = (known.version, *revision())
        held = _kept.get(_engine())
        if held is None or held.key != key:
            held = _made(key, _people(held, known))
            if not is_open():
                _kept[_engine()] = held
        return held


def _people(before: RosterPool | None, known: Vocabulary) -> People:
    """Everybody now; only those whose version is another are read again."""
    kept = before.people if before is not None and before.key[0] == known.version else {}
    now = versions()
    changed = {number for number, version in now.items() if number not in kept or kept[number][0] != version}
    fresh = candidates(known, changed) if changed else {}
    return {
        number: (version, fresh[number] if number in changed else kept[number][1])
        for number, version in now.items()
        if number not in changed or number in fresh
    }


def _made(key: tuple[Any, ...], people: People) -> RosterPool:
    engaged = engagements()
    pool = Pool.of(
        replace(person, engagements=tuple(engaged[number])) if number in engaged else person
        for number, (_version, person) in people.items()
    )
    return RosterPool(key, pool, np.fromiter(people, dtype=np.int64, count=len(people)), people)


def pool_now() -> tuple[RosterPool, Pool]:
    """The roster, and its pool with the turns of today."""
    roster = current_roster()
    return roster, roster.with_turns(last_turns())


def _engine() -> Engine:
    bind = db.session().get_bind()
    return bind.engine if isinstance(bind, Connection) else bind

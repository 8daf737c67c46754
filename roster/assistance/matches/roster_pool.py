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

from roster.assistance.matches.pool_queries import candidates, last_turns, revision
from roster.core.db import db
from roster.matching.pool import Pool
from roster.vocabulary import queries as vocabulary


@dataclass(frozen=True, eq=False)
class RosterPool:
    """The pool, with the number of the profile of each of its rows in rising order."""

    key: tuple[Any, ...]
    pool: Pool
    ids: NDArray[np.int64]

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

    The key is read before the rows: what changes in between only makes the next request build once more.
    """
    with _making:
        known = vocabulary.current()
        key = (known.version, *revision())
        held = _kept.get(_engine())
        if held is None or held.key != key:
            found = candidates(known)
            ids = np.fromiter((number for number, _ in found), dtype=np.int64, count=len(found))
            held = RosterPool(key, Pool.of(person for _, person in found), ids)
            _kept[_engine()] = held
        return held


def pool_now() -> tuple[RosterPool, Pool]:
    """The roster, and its pool with the turns of today."""
    roster = current_roster()
    return roster, roster.with_turns(last_turns())


def _engine() -> Engine:
    bind = db.session().get_bind()
    return bind.engine if isinstance(bind, Connection) else bind

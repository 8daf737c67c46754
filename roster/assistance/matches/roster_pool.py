"""Everybody who may be matched, kept between requests. After a change only those whom it concerns are read again.

What is kept is right for one key (`change_queries.revision`), which every request asks for. Where the key is another,
the sums of the parts of the roster say in which of them something changed; there each profile is compared by reference,
version and moment of the last change.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.engine import Connection, Engine

from roster.assistance.matches.change_queries import MOST_PARTS, PART, in_pool, revision, sums_of_parts
from roster.assistance.matches.pool_queries import candidates, engagements, last_turns
from roster.core.db import db
from roster.core.unit_of_work import is_open
from roster.matching.candidate import Candidate
from roster.matching.pool import Pool
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.entries import Vocabulary

Integers = NDArray[np.int64]
Sums = Mapping[tuple[str, int], tuple[Any, ...]]
# By number of the profile: reference, version and moment of the last change, as they were read.
Stamps = Mapping[int, tuple[str, int, int]]
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, eq=False)
class RosterPool:
    """The pool, with the number of the profile of each of its rows in rising order, and what says that it is right."""

    key: tuple[Any, ...]
    sums: Sums
    pool: Pool
    ids: Integers
    versions: Integers
    changed: Integers

    def with_turns(self, turns: Mapping[int, date]) -> Pool:
        """The pool with the days on which each had the last turn: these change far more often than profiles."""
        last_turn = np.zeros(len(self.pool), dtype=np.int64)
        numbers = np.fromiter(turns, dtype=np.int64, count=len(turns))
        days = np.fromiter((day.toordinal() for day in turns.values()), dtype=np.int64, count=len(turns))
        is_here = np.isin(numbers, self.ids)
        last_turn[np.searchsorted(self.ids, numbers[is_here])] = days[is_here]
        return replace(self.pool, last_turn=last_turn)

    def stamps(self, rows: Integers) -> Stamps:
        """Of these rows."""
        numbers, versions, moments = (
            column[rows].tolist() for column in (self.ids, self.versions, self.changed)
        )
        people = self.pool.candidates
        return {
            number: (people[row].ref, version, moment)
            for row, number, version, moment in zip(rows.tolist(), numbers, versions, moments, strict=True)
        }


_kept: WeakKeyDictionary[Engine, RosterPool] = WeakKeyDictionary()
_making = threading.Lock()


def current_roster() -> RosterPool:
    """The pool as the database is now. What another thread is making is waited for and not made twice.

    What is read within a change is not kept, for the change may yet be undone.
    """
    known = vocabulary.current()
    key = (known.version, *revision())
    held = _kept.get(_engine())
    if held is not None and held.key == key:
        return held
    with _making:
        before, held = held, _kept.get(_engine())
        if held is not before:
            key = (known.version, *revision())
        if held is None or held.key != key:
            # Key, sums and stamps are read before the rows: what changes in between is read once more next time.
            with _without_looking_for_cycles():
                held = _now(held, key, known)
            if not is_open():
                _kept[_engine()] = held
        return held


@contextmanager
def _without_looking_for_cycles() -> Iterator[None]:
    """People who are read are kept: to look for garbage among them again and again takes as long as to read them."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


def roster_anew() -> RosterPool:
    """The pool made of everybody, whatever is kept: what `current_roster` must be equal to."""
    known = vocabulary.current()
    return _now(None, (known.version, *revision()), known)


def pool_now() -> tuple[RosterPool, Pool]:
    """The roster, and its pool with the turns of today."""
    roster = current_roster()
    return roster, roster.with_turns(last_turns())


def _now(held: RosterPool | None, key: tuple[Any, ...], known: Vocabulary) -> RosterPool:
    """As the database is; from what was held, where that was read under the same vocabularies."""
    before = held if held is not None and held.key[0] == known.version else _nobody()
    sums = sums_of_parts()
    places = before.sums.keys() | sums.keys()
    parts = {place[1] for place in places if before.sums.get(place) != sums.get(place)}
    stamps = {row.id: (row.ref, row.version, _moment(row.changed_at)) for row in in_pool(parts)}
    # Of many parts all of the roster was asked for.
    is_asked = np.isin(before.ids // PART, list(parts)) | (len(parts) > MOST_PARTS)
    rows = np.flatnonzero(is_asked)
    fresh = _fresh(before, rows, stamps, parts=parts, known=known)
    # Who was left out or was read as another and then was not there any more.
    gone = {
        number for number, stamp in before.stamps(rows).items() if stamps.get(number) != stamp
    } - fresh.keys()
    now = replace(before, key=key, sums=sums)
    return _joined(now, fresh, gone, stamps) if fresh or gone else now


def _nobody() -> RosterPool:
    none = np.zeros(0, dtype=np.int64)
    return RosterPool((), {}, Pool.of(()), none, none, none)


def _fresh(
    before: RosterPool, rows: Integers, stamps: Stamps, *, parts: Collection[int], known: Vocabulary
) -> dict[int, Candidate]:
    """Those in these parts of whom something is another now. Of whom only engagements changed, the rest is kept."""
    engaged = engagements(parts)
    held = before.stamps(rows)
    read = candidates(known, [number for number, stamp in stamps.items() if held.get(number) != stamp])
    fresh = {
        number: replace(person, engagements=engaged[number]) if number in engaged else person
        for number, person in read.items()
    }
    for row, (number, stamp) in zip(rows.tolist(), held.items(), strict=True):
        person, now = before.pool.candidates[row], engaged.get(number, ())
        if stamps.get(number) == stamp and person.engagements != now:
            fresh[number] = replace(person, engagements=now)
    return fresh


def _joined(
    before: RosterPool, fresh: Mapping[int, Candidate], gone: Collection[int], stamps: Stamps
) -> RosterPool:
    numbers = sorted(fresh)
    other = Pool.of(fresh[number] for number in numbers)
    stays = np.flatnonzero(~np.isin(before.ids, [*gone, *numbers]))

    def column(held: Integers, values: Sequence[int]) -> Integers:
        return np.concatenate((held[stays], np.array(values, dtype=np.int64)))

    ids = column(before.ids, numbers)
    order = np.argsort(ids, kind="stable")
    rows = column(np.arange(len(before.ids)), range(len(before.ids), len(before.ids) + len(numbers)))
    return replace(
        before,
        pool=before.pool.joined(other, rows[order]) if len(stays) else other,
        ids=ids[order],
        versions=column(before.versions, [stamps[number][1] for number in numbers])[order],
        changed=column(before.changed, [stamps[number][2] for number in numbers])[order],
    )


def _moment(at: datetime) -> int:
    """Microseconds."""
    return (at - _BEGINNING) // timedelta(microseconds=1)


def _engine() -> Engine:
    bind = db.session().get_bind()
    return bind.engine if isinstance(bind, Connection) else bind

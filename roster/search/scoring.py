"""Finds and weighs: BM25F over the fields, vectorised, every posting masked by who may read its field."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roster.search.query import Query, Term
from roster.search.view import Posting, Slots, View, Weights, slot_of_place

K1 = 1.2
Tokens = frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """Slots in rising order, each with a score above zero."""

    slots: Slots
    scores: Weights

    @property
    def size(self) -> int:
        """About how many bytes this takes."""
        return self.slots.nbytes + self.scores.nbytes


def find(view: View, query: Query, tokens: Tokens) -> Found:
    """Records visible to the caller that meet the query. Raises DamagedError if the index is unreadable."""
    groups = [_any_of(view, group, tokens) for group in query.groups]
    if not groups:
        slots = np.flatnonzero(view.visible(tokens))
        result = Found(slots, np.zeros(len(slots), dtype=np.float32))
    else:
        groups.sort(key=lambda found: len(found.slots))
        result = groups[0]
        for other in groups[1:]:
            result = _both(view, result, other)
    for term in query.without:
        result = _without(view, result, _term(view, term, tokens))
    return result


def _both(view: View, few: Found, many: Found) -> Found:
    scores = np.zeros(view.capacity, dtype=np.float32)
    scores[many.slots] = many.scores
    more = scores[few.slots]
    kept = more > 0
    return Found(few.slots[kept], few.scores[kept] + more[kept])


def _without(view: View, found: Found, unwanted: Found) -> Found:
    kept = np.ones(view.capacity, dtype=bool)
    kept[unwanted.slots] = False
    stays = kept[found.slots]
    return Found(found.slots[stays], found.scores[stays])


def _any_of(view: View, group: tuple[Term, ...], tokens: Tokens) -> Found:
    if len(group) == 1:
        return _term(view, group[0], tokens)
    scores = np.zeros(view.capacity, dtype=np.float32)
    for term in group:
        found = _term(view, term, tokens)
        scores[found.slots] += found.scores
    slots = np.flatnonzero(scores)
    return Found(slots, scores[slots])


def _term(view: View, term: Term, tokens: Tokens) -> Found:
    key = ("term", term.positions, term.start, tokens)
    return view.kept(key, lambda: _scored(view, _weights(view, term, tokens), tokens), lambda made: made.size)


def _scored(view: View, weights: Weights, tokens: Tokens) -> Found:
    """How rare a term is, is counted among what the caller may see: not even an order tells of the rest."""
    visible = view.visible(tokens)
    weights *= visible
    slots = np.flatnonzero(weights)
    held = weights[slots]
    count, total = len(slots), int(visible.sum())
    rarity = np.float32(np.log(1 + (total - count + 0.5) / (count + 0.5)))
    return Found(slots, rarity * held * np.float32(K1 + 1) / (held + np.float32(K1)))


def _weights(view: View, term: Term, tokens: Tokens) -> Weights:
    positions = term.positions
    if term.start is not None:
        positions = (*positions[:-1], view.terms_of_words(term.start))
    weights = np.zeros(view.capacity, dtype=np.float32)
    for field, name in view.fields():
        readable = view.readable(name, tokens)
        if len(positions) == 1:
            for form in positions[0]:
                _add(weights, view.posting(field, form, tokens), readable)
        else:
            _add(weights, _phrase(view, field, positions, tokens), readable)
    return weights


def _add(weights: Weights, posting: Posting | None, readable: NDArray[np.bool_] | None) -> None:
    if posting is not None:
        weights[posting.slots] += (
            posting.weights if readable is None else posting.weights * readable[posting.slots]
        )


def _phrase(view: View, field: str, positions: tuple[tuple[str, ...], ...], tokens: Tokens) -> Posting | None:
    """Where the positions follow one another in the field: each list of places is moved back to the first."""
    lists: list[Slots] = []
    lengths = np.ones(view.capacity, dtype=np.float32)
    for at, forms in enumerate(positions):
        places = [view.places(field, form) for form in forms]
        keys = np.concatenate([np.empty(0, np.int64), *(place.keys for place in places)])
        if not len(keys):
            return None
        if at == 0:
            for place in places:
                lengths[slot_of_place(place.keys)] = place.lengths
        lists.append(keys - at)
    lists.sort(key=len)
    starts = lists[0]
    for other in lists[1:]:
        near = np.zeros(view.capacity, dtype=bool)
        near[slot_of_place(starts)] = True
        starts = np.intersect1d(starts, other[near[slot_of_place(other)]])
    slots, counts = np.unique(slot_of_place(starts), return_counts=True)
    if not len(slots):
        return None
    return Posting(slots, view.weight(field, counts, lengths[slots], tokens))

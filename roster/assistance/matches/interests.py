"""What somebody declared as interests, in free words, made into the names that a conflict of interest is asked by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from roster.vocabulary.entries import Vocabulary
from roster.vocabulary.recognition import recognise_state, recognise_states

_ENDS = re.compile(r"[;,\n\r()。；，、؛،]|\.(?:\s|$)")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
LONGEST_NAME = 120
MOST_WORDS, MOST_SIGNS = 6, 10
# Shorter words may be codes of States by accident: "in", "no", "can".
SHORTEST_NAME, FEWEST_SIGNS = 4, 2


def interests_in(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The States that a declaration names, in any language, and each of its pieces as the name of an organisation."""
    if not text.strip():
        return frozenset()
    pieces = [piece.strip() for piece in _ENDS.split(text)]
    names = {piece for piece in pieces if 0 < len(piece) <= LONGEST_NAME}
    return frozenset(names.union(*(_states(piece, vocabulary) for piece in pieces)))


@lru_cache(maxsize=20_000)
def _states(piece: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The States named anywhere in a piece: a longer name takes its words from shorter ones."""
    words = piece.split()
    found = set(recognise_states(piece, vocabulary)) if len(words) <= MOST_WORDS else set()
    found.update(_named(words, " ", MOST_WORDS, SHORTEST_NAME, vocabulary))
    for run in _HAN.findall(piece):
        found.update(_named(run, "", MOST_SIGNS, FEWEST_SIGNS, vocabulary))
    return frozenset(found)


def _named(
    parts: Sequence[str], between: str, most: int, shortest: int, vocabulary: Vocabulary
) -> Iterator[str]:
    at = 0
    while at < len(parts):
        for length in range(min(most, len(parts) - at), 0, -1):
            name = between.join(parts[at : at + length])
            state = recognise_state(name, vocabulary) if len(name) >= shortest else None
            if state is not None:
                yield state
                at += length - 1
                break
        at += 1

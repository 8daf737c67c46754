"""Whether two names may be one person's, across scripts and transliterations; and the keys that bring them together.

A word of one name agrees with a word of the other where they sound alike (at most one consonant class apart) and are
written alike (Jaro-Winkler). Measured by `benchmarks/names.py`.
"""

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import JaroWinkler, Levenshtein

from roster.people.models import Person
from roster.people.name_forms import Word, joined, words_of

ALIKE = 0.80
WRITTEN_AS_ONE = 0.93
LIKELY = 0.84
SOUND_COSTS = 0.05
_SKELETON_COMPARED = 3  # shorter ones must be equal: one class apart would be anything
_KEY_LENGTH = 4
_LARGEST_NAME = 8


def names_of(person: Person) -> tuple[str, ...]:
    """The forms of a person's name, the own script first."""
    own = " ".join(part for part in (person.given_name, person.family_name) if part)
    return tuple(dict.fromkeys(name for name in (own, person.latin_name) if name))


def keys_of(names: Iterable[str]) -> frozenset[str]:
    """The keys under which a person with these forms of a name is found: a word each, and all as one."""
    keys = set()
    for name in names:
        words = words_of(name)[:_LARGEST_NAME]
        keys |= {word.skeleton[:_KEY_LENGTH] for word in words if len(word.skeleton) > 1}
        if words:
            keys.add("=" + joined(words).skeleton[: _KEY_LENGTH + 1])
    return frozenset(key for key in keys if key)


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two people's names are, from 0 to 1: the best of the forms given for each."""
    return max(
        (
            _likeness(words_of(first), words_of(second))
            for first in one
            for second in other
            if first and second
        ),
        default=0.0,
    )


def is_likely(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether somebody should look whether these are one person."""
    return likeness(one, other) >= LIKELY


def _likeness(one: Sequence[Word], other: Sequence[Word]) -> float:
    if not one or not other:
        return 0.0
    together = _together(tuple(one), tuple(other))
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) == 1 and len(long) > 1:
        return together  # a family name alone says too little
    return max(together, _word_by_word(short, long))


def _word_by_word(short: Sequence[Word], long: Sequence[Word]) -> float:
    """Each word of the shorter name with its best partner; words left over in the longer one cost a little."""
    free = list(long)
    total, weight, full_count = 0.0, 0.0, 0
    for word in sorted(short, key=lambda word: -len(word.latin)):
        found = max(free, key=lambda candidate: _word_likeness(word, candidate))
        value = _word_likeness(word, found)
        if value == 0:
            return 0.0
        free.remove(found)
        is_initial = min(len(word.latin), len(found.latin)) == 1
        full_count += not is_initial
        size = 1 if is_initial else max(len(word.skeleton), 2)
        total, weight = total + value * size, weight + size
    if not full_count or (full_count < 2 and len(short) > 2):
        return 0.0
    return total / weight - 0.02 * min(len(free), 3)


def _word_likeness(one: Word, other: Word) -> float:
    """From 0 (another word) to 1 (the same)."""
    if one.latin == other.latin:
        return 1.0
    if min(len(one.latin), len(other.latin)) == 1:
        return 0.85 if one.latin[0] == other.latin[0] else 0.0
    if not _sounds_alike(one.skeleton, other.skeleton):
        return 0.0
    written = _written_alike(one, other)
    return written if written >= ALIKE else 0.0


def _sounds_alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 2 or max(len(one), len(other)) < _SKELETON_COMPARED:
        return one == other
    return Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _written_alike(one: Word, other: Word) -> float:
    """By letters or by sounds; where one of them has no vowels to compare, by the skeleton alone."""
    value = max(
        JaroWinkler.similarity(one.latin, other.latin),
        JaroWinkler.similarity(one.spoken, other.spoken) - SOUND_COSTS,
    )
    if not (one.has_vowels and other.has_vowels):
        value = max(value, JaroWinkler.similarity(one.skeleton, other.skeleton) - 2 * SOUND_COSTS)
    return value


def _together(one: tuple[Word, ...], other: tuple[Word, ...]) -> float:
    """Both names without spaces: `Abdel Latif` and `Abdellatif`."""
    first, second = joined(one), joined(other)
    if not _sounds_alike(first.skeleton, second.skeleton):
        return 0.0
    value = _written_alike(first, second)
    return value if value >= WRITTEN_AS_ONE else 0.0

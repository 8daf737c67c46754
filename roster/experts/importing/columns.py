"""Which column of an uploaded list means what: a proposal that the person who imports may change."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel import Locale

from roster.core.tables.headers import normal_header
from roster.experts.importing.column_words import (
    KEY_WORDS,
    OWN_HEADINGS,
    PHRASES,
    ImportColumn,
)
from roster.experts.importing.full_names import looks_like_title

_BLANK: Final = frozenset(("", "na", "n/a", "null", "none", "-", "--", "—", "?"))
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")
_PHONE: Final = re.compile(r"\+?\d[\d\s().\-/]{6,}\Z")
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_MOST: Final = 0.6
_OWN, _EXACT, _BY_CONTENT, _WITHIN = 10.0, 3.0, 2.5, 2.0
_MANY_COLUMNS: Final = frozenset((ImportColumn.NOTES, ImportColumn.IGNORE))
_SIX: Final = ("en", "fr", "es", "ru", "ar", "zh")


@dataclass(frozen=True, kw_only=True, order=True)
class _Claim:
    score: float
    earlier: int
    column: int
    target: ImportColumn


def propose_mapping(
    header: Sequence[str],
    sample_rows: Sequence[Sequence[str]],
    *,
    knows_state: Callable[[str], bool] | None = None,
) -> tuple[ImportColumn | None, ...]:
    """A target for each column, or None where neither its header nor its content says anything.

    No target is given twice but notes. `sample_rows` may be the first hundred; `knows_state` tells names and
    codes of States (CLDR names in six languages when it is None).
    """
    states = knows_state or _is_territory
    claims: list[_Claim] = []
    for column, name in enumerate(header):
        values = [row[column].strip() for row in sample_rows if column < len(row)]
        filled = [value for value in values if value.casefold() not in _BLANK]
        share = len(filled) / len(values) if values else 1.0
        for target, score in _scores(name, filled, states=states).items():
            # Of two columns with equal claims the one with something in it is meant.
            claims.append(
                _Claim(score=score * (0.4 + 0.6 * share), earlier=-column, column=column, target=target)
            )
    return _with_single_names(_granted(claims, width=len(header)), header)


def _scores(name: str, filled: Sequence[str], *, states: Callable[[str], bool]) -> dict[ImportColumn, float]:
    scores = {target: score for target, score in [_by_header(name)] if target is not None}
    seen = _by_content(filled, states=states)
    if seen is not None:
        scores[seen] = max(scores.get(seen, 0.0), _BY_CONTENT)
    if ImportColumn.TITLE in scores and filled and sum(map(looks_like_title, filled)) < _MOST * len(filled):
        # In many lists "Title" is the title of the job.
        scores = {ImportColumn.POST: _WITHIN}
    if ImportColumn.EMAIL in scores and filled and seen is not ImportColumn.EMAIL:
        scores[ImportColumn.EMAIL] /= 2
    return scores


def _by_header(name: str) -> tuple[ImportColumn | None, float]:
    words = re.sub(r" \d+$", "", normal_header(name))
    if words in OWN_HEADINGS:
        return OWN_HEADINGS[words], _OWN
    if words in PHRASES:
        return PHRASES[words], _EXACT
    if KEY_WORDS & set(words.split()):
        return None, 0.0
    padded = f" {words} "
    inside = [
        phrase
        for phrase in PHRASES
        if f" {phrase} " in padded or (len(phrase) > 1 and _HAN.match(phrase) and phrase in words)
    ]
    if not inside:
        return None, 0.0
    longest = max(inside, key=lambda phrase: (len(phrase), -words.index(phrase)))
    return PHRASES[longest], _WITHIN + len(longest) / (len(words) + 1) / 2


def _by_content(filled: Sequence[str], *, states: Callable[[str], bool]) -> ImportColumn | None:
    tests: tuple[tuple[ImportColumn, Callable[[str], bool]], ...] = (
        (ImportColumn.EMAIL, lambda value: _EMAIL.match(value) is not None),
        (ImportColumn.STATE, states),
        (ImportColumn.PHONE, lambda value: value.startswith(("+", "00")) and _PHONE.match(value) is not None),
    )
    for target, test in tests:
        if filled and sum(map(test, filled)) >= _MOST * len(filled):
            return target
    return None


def _granted(claims: Sequence[_Claim], *, width: int) -> list[ImportColumn | None]:
    given: list[ImportColumn | None] = [None] * width
    for claim in sorted(claims, reverse=True):
        if given[claim.column] is None and (claim.target in _MANY_COLUMNS or claim.target not in given):
            given[claim.column] = claim.target
    return given


def _with_single_names(
    given: list[ImportColumn | None], header: Sequence[str]
) -> tuple[ImportColumn | None, ...]:
    """A column "Name" beside one of the two parts is the other part; beside both it says nothing new."""
    if ImportColumn.FULL_NAME in given:
        at = given.index(ImportColumn.FULL_NAME)
        family, first = ImportColumn.FAMILY_NAME in given, ImportColumn.GIVEN_NAME in given
        if family and first:
            given[at] = None
        elif normal_header(header[at]) in _SINGLE_WORDS and (family or first):
            given[at] = ImportColumn.GIVEN_NAME if family else ImportColumn.FAMILY_NAME
    return tuple(given)


_SINGLE_WORDS: Final = frozenset(map(normal_header, ("name", "nom", "nombre", "имя", "الاسم", "名称")))


@cache
def _territory_names() -> frozenset[str]:
    names = {
        normal_header(name)
        for language in _SIX
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2
    }
    return frozenset(names | {"usa", "uk", "uae", "drc", "russia", "lao pdr", "viet nam"})


def _is_territory(value: str) -> bool:
    return normal_header(value) in _territory_names()

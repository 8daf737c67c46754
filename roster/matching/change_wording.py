"""The words for what would change a rank: one sentence for each kind of change, with the rank that would follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext

from roster.matching.naming import Names, day, level, mode, number
from roster.matching.reasons import Change, ChangeKind, Value

Say = Callable[[Names, Mapping[str, Value], str], str]


def change_words(change: Change, names: Names) -> str:
    """The change as a sentence."""
    return _CHANGES[change.kind](names, change.values, number(change.rank))


_CHANGES: dict[ChangeKind, Say] = {
    ChangeKind.LANGUAGE: lambda names, values, rank: gettext(
        "Rank %(rank)s with this language: %(language)s, %(level)s (%(skill)s).",
        rank=rank,
        **names.in_language(values),
    ),
    ChangeKind.LINE_LEVEL: lambda names, values, rank: gettext(
        "Rank %(rank)s with a higher level (%(level)s) in this subject: %(subject)s.",
        rank=rank,
        subject=names.subject(values),
        level=level(values["level"]),
    ),
    ChangeKind.NEW_LINE: lambda names, values, rank: gettext(
        "Rank %(rank)s with a line of expertise (%(level)s) in this subject: %(subject)s.",
        rank=rank,
        subject=names.subject(values),
        level=level(values["level"]),
    ),
    ChangeKind.LINE_TYPE: lambda names, values, rank: gettext(
        "Rank %(rank)s with this type of assistance (%(type)s) in this subject: %(subject)s.",
        rank=rank,
        subject=names.subject(values),
        type=names.type(values["type"]),
    ),
    ChangeKind.CONFIRMED: lambda _names, _values, rank: gettext(
        "Rank %(rank)s with the profile confirmed.", rank=rank
    ),
    ChangeKind.TERM_RENEWED: lambda _names, _values, rank: gettext(
        "Rank %(rank)s with the term renewed.", rank=rank
    ),
    ChangeKind.MODE: lambda _names, values, rank: gettext(
        "Rank %(rank)s if ready to work in this way: %(mode)s.", rank=rank, mode=mode(values["mode"])
    ),
    ChangeKind.DAYS: lambda _names, values, rank: gettext(
        "Rank %(rank)s with this many days in a year: %(days)s.", rank=rank, days=number(values["days"])
    ),
    ChangeKind.WINDOW: lambda _names, values, rank: gettext(
        "Rank %(rank)s if the work went from %(first)s to %(last)s.",
        rank=rank,
        first=day(values["first"]),
        last=day(values["last"]),
    ),
}

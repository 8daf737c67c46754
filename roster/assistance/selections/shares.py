"""How those who fit best are balanced, and how those who are chosen: gender, regional groups, legal systems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from roster.matching.candidate import Candidate
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Gender, LegalSystem
from roster.web.locale import current_language, show_number

GENDER, REGION, SYSTEM = "gender", "region", "legal_system"
_CODE_OF: Mapping[str, Callable[[Candidate], str | None]] = {
    GENDER: lambda person: person.gender,
    REGION: lambda person: person.region,
    SYSTEM: lambda person: person.legal_system,
}
PERCENT = 100


@dataclass(frozen=True)
class ShareLine:
    """One share before and after the choice, in words, with both as parts of a hundred."""

    label: str
    before: str
    after: str
    percent_before: int
    percent_after: int


@dataclass(frozen=True)
class ShareGroup:
    """One aspect of balance with its shares."""

    label: str
    lines: tuple[ShareLine, ...]


def shares_of(before: Iterable[Candidate], after: Iterable[Candidate]) -> list[dict[str, Any]]:
    """How many of those who fit, and of those chosen, share what; as a selection record keeps it."""
    fitting, chosen = list(before), list(after)
    rows = []
    for aspect, code_of in _CODE_OF.items():
        was = Counter(str(code_of(person) or "") for person in fitting)
        now = Counter(str(code_of(person) or "") for person in chosen)
        rows += [
            {"aspect": aspect, "code": code, "before": was[code], "after": now[code]}
            for code in sorted(was.keys() | now.keys())
        ]
    return rows


def share_groups(rows: Sequence[Mapping[str, Any]]) -> tuple[ShareGroup, ...]:
    """The same in the reader's language; who disclosed nothing stands last."""
    labels = {
        GENDER: gettext("Gender"),
        REGION: gettext("Regional groups"),
        SYSTEM: gettext("Legal systems"),
    }
    return tuple(ShareGroup(label, _lines(aspect, rows)) for aspect, label in labels.items() if rows)


def _lines(aspect: str, rows: Sequence[Mapping[str, Any]]) -> tuple[ShareLine, ...]:
    own = sorted((row for row in rows if row["aspect"] == aspect), key=lambda row: not row["code"])
    was, now = sum(row["before"] for row in own), sum(row["after"] for row in own)
    return tuple(_line(aspect, row, was, now) for row in own)


def _line(aspect: str, row: Mapping[str, Any], was: int, now: int) -> ShareLine:
    before, after = int(row["before"]), int(row["after"])
    share_before = round(before * PERCENT / was) if was else 0
    share_after = round(after * PERCENT / now) if now else 0
    return ShareLine(
        label=_label(aspect, str(row["code"])),
        before=_words(before, share_before),
        after=_words(after, share_after),
        percent_before=share_before,
        percent_after=share_after,
    )


def _words(count: int, percent: int) -> str:
    return gettext("%(count)s (%(percent)s%%)", count=show_number(count), percent=show_number(percent))


def _label(aspect: str, code: str) -> str:
    if aspect == REGION:
        groups = vocabulary.current().regional_groups
        return groups.get_label(code, current_language().code) if code else gettext("In no group")
    if aspect == SYSTEM:
        return str(LegalSystem(code).label) if code in list(LegalSystem) else gettext("Not stated")
    return str(Gender(code).label) if code in list(Gender) else gettext("Not disclosed")

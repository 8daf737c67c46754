"""Sentences about a profile that depend on figures: freshness, differences between two versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from flask_babel import gettext

from roster.core.actor import Role
from roster.core.multilingual import MultilingualText
from roster.experts.freshness import FreshnessNow
from roster.experts.inputs import ProfileInput, changed_fields
from roster.vocabulary.codes import Freshness
from roster.web.locale import count_phrase, show_date

RECENT_DAYS = 60
ISOLATE, END_ISOLATE = "\u2068", "\u2069"  # each part keeps its own direction


@dataclass(frozen=True)
class FreshnessWords:
    """The state for the badge, and the whole sentence."""

    state: str
    sentence: str


@dataclass(frozen=True)
class Difference:
    """One field in which what is stored and what was typed differ."""

    label: str
    stored: str
    typed: str


def freshness_words(fresh: FreshnessNow) -> FreshnessWords:
    """How fresh a profile is, in a sentence with its date and who confirmed it."""
    if fresh.state is Freshness.NOT_NOMINATED:
        return FreshnessWords("never", gettext("Not yet nominated"))
    if fresh.state is Freshness.TERM_ENDED:
        return FreshnessWords("not_confirmed", gettext("The term has ended"))
    if fresh.confirmed_on is None or fresh.days is None:
        return FreshnessWords("not_confirmed", gettext("Never confirmed"))
    if fresh.state is Freshness.CONFIRMED:
        return FreshnessWords("confirmed", _confirmed(fresh))
    day = show_date(fresh.confirmed_on)
    if fresh.state is Freshness.DUE:
        return FreshnessWords("due", gettext("Confirmation due; last confirmed on %(date)s", date=day))
    return FreshnessWords("not_confirmed", gettext("Not confirmed since %(date)s", date=day))


def _confirmed(fresh: FreshnessNow) -> str:
    if fresh.days is not None and 0 < fresh.days <= RECENT_DAYS:
        return _confirmed_days_ago(fresh.days, fresh.by_role)
    day = show_date(fresh.confirmed_on)
    if fresh.by_role == Role.EXPERT:
        return gettext("Confirmed on %(date)s by the expert", date=day)
    if fresh.by_role in (Role.FOCAL_POINT, Role.DRAFTER):
        return gettext("Confirmed on %(date)s by the focal point", date=day)
    return gettext("Confirmed on %(date)s by the secretariat", date=day)


def _confirmed_days_ago(days: int, by_role: str | None) -> str:
    if by_role == Role.EXPERT:
        return count_phrase(
            "Confirmed %(num)s day ago by the expert", "Confirmed %(num)s days ago by the expert", days
        )
    if by_role in (Role.FOCAL_POINT, Role.DRAFTER):
        return count_phrase(
            "Confirmed %(num)s day ago by the focal point",
            "Confirmed %(num)s days ago by the focal point",
            days,
        )
    return count_phrase(
        "Confirmed %(num)s day ago by the secretariat", "Confirmed %(num)s days ago by the secretariat", days
    )


Codes = Mapping[str, Mapping[str, str]]


def differences(
    stored: ProfileInput, typed: ProfileInput, labels: dict[str, str], *, codes: Codes
) -> list[Difference]:
    """Where two versions of a profile differ, in words to be read side by side (R11).

    Only fields that have a label are compared: the others are not on this reader's form. `codes` gives the
    words of coded values by the name of their field.
    """
    found = []
    for name in changed_fields(stored, typed):
        if name in labels:
            here, there = _without_common(getattr(stored, name), getattr(typed, name))
            known = codes.get(name, {})
            found.append(Difference(labels[name], _words(here, known, codes), _words(there, known, codes)))
    return found


def in_words(name: str, value: object, *, codes: Codes) -> str:
    """What a field of a profile says, in words; several rows stand on a line each."""
    return _words(value, codes.get(name, {}), codes)


def _without_common(stored: object, typed: object) -> tuple[object, object]:
    """Of two lists only the rows that the other has not; where only the order differs, both whole."""
    if not (isinstance(stored, tuple) and isinstance(typed, tuple)):
        return stored, typed
    here = tuple(row for row in stored if row not in typed)
    there = tuple(row for row in typed if row not in stored)
    return (here, there) if here or there else (stored, typed)


def _words(value: object, labels: Mapping[str, str], codes: Codes) -> str:
    if value in (None, "", ()):
        return "–"
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, MultilingualText):
        return "\n".join(value.texts[code] for code in sorted(value.texts))
    if is_dataclass(value):
        parts = ((item.name, getattr(value, item.name)) for item in fields(value))
        said = (
            _words(part, codes.get(name, {}), codes) for name, part in parts if part not in (None, "", False)
        )
        return " · ".join(f"{ISOLATE}{part}{END_ISOLATE}" for part in said)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "\n".join(_words(part, labels, codes) for part in value)
    return labels.get(str(value), str(value))

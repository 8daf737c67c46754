"""Fields of a profile as JSON and back: how revisions and merges keep what a profile said."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from roster.core.multilingual import MultilingualText
from roster.experts.inputs import AbsenceInput, ExpertiseInput, LanguageInput, ProfileInput, ReviewInput

FIELD_NAMES = tuple(item.name for item in fields(ProfileInput))
BLANK = ProfileInput(family_name="")


def to_json(given: ProfileInput, names: Iterable[str] = FIELD_NAMES) -> dict[str, Any]:
    """These fields as plain JSON values."""
    return {name: _plain(getattr(given, name)) for name in names}


def from_json(values: Mapping[str, Any], *, onto: ProfileInput = BLANK) -> ProfileInput:
    """The fields given, over those of `onto`. Names that no profile has any more are passed over."""
    known = {
        name: _READERS.get(name, _as_it_is)(value) for name, value in values.items() if name in FIELD_NAMES
    }
    return replace(onto, **known)


def _plain(value: object) -> Any:
    if isinstance(value, MultilingualText):
        return {"source": value.source, "texts": dict(value.texts)}
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _as_it_is(value: Any) -> Any:
    return value


def _absence(row: Mapping[str, str]) -> AbsenceInput:
    return AbsenceInput(date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"]))


def _text(value: Mapping[str, Any] | None) -> MultilingualText | None:
    return None if value is None else MultilingualText(value["texts"], value["source"])


def _rows(kind: type) -> Callable[[Iterable[Mapping[str, Any]]], tuple[Any, ...]]:
    names = frozenset(item.name for item in fields(kind))
    return lambda rows: tuple(
        kind(**{name: value for name, value in row.items() if name in names}) for row in rows
    )


_READERS: dict[str, Callable[[Any], Any]] = {
    "nationalities": tuple,
    "countries_worked": tuple,
    "regions_excluded": tuple,
    "expertise": _rows(ExpertiseInput),
    "reviews": _rows(ReviewInput),
    "languages": _rows(LanguageInput),
    "absences": lambda rows: tuple(_absence(row) for row in rows),
    "brief_profile": _text,
}

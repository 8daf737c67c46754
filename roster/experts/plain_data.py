"""A profile as plain data for JSON: the same redaction as the page, without keys that are not the reader's."""

from dataclasses import asdict
from datetime import date
from typing import Any

from roster.experts.presentation import ProfileView


def as_json(view: ProfileView) -> dict[str, Any]:
    """The view as plain data; parts that the reader may not read have no key at all."""
    data = {name: value for name, value in asdict(view, dict_factory=_plain).items() if value is not None}
    data["freshness"]["state"] = str(view.freshness.state)
    return data


def _plain(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: _value(value) for name, value in pairs}


def _value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [_value(part) for part in value] if isinstance(value, list | tuple) else value

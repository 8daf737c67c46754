"""Name and functions of an entry as typed input, and as JSON while a change of them waits."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from roster.authorities.inputs import DutyInput, IdentityInput
from roster.authorities.models import Authority
from roster.core.multilingual import MultilingualText


def identity_of(authority: Authority) -> IdentityInput:
    """What is stored, as it would be typed."""
    return IdentityInput(
        name=authority.name,
        english_name=authority.english_name,
        acronym=authority.acronym,
        scope_note=authority.scope_note,
        designation_reference=authority.designation_reference,
        designated_on=authority.designated_on,
        duties=tuple(DutyInput(duty.function_id, duty.scope_note) for duty in authority.duties),
    )


def identity_as_json(given: IdentityInput) -> dict[str, Any]:
    """A change as it is stored until it is decided on."""
    return {
        "name": _text_as_json(given.name),
        "english_name": given.english_name,
        "acronym": given.acronym,
        "scope_note": _text_as_json(given.scope_note),
        "designation_reference": given.designation_reference,
        "designated_on": given.designated_on.isoformat() if given.designated_on else None,
        "duties": [[duty.function_id, duty.scope_note] for duty in given.duties],
    }


def identity_from_json(stored: Mapping[str, Any]) -> IdentityInput:
    """What `identity_as_json` stored."""
    name = _text_from_json(stored["name"])
    if name is None:
        raise ValueError("an authority without a name")
    return IdentityInput(
        name=name,
        english_name=stored["english_name"],
        acronym=stored["acronym"],
        scope_note=_text_from_json(stored["scope_note"]),
        designation_reference=stored["designation_reference"],
        designated_on=date.fromisoformat(stored["designated_on"]) if stored["designated_on"] else None,
        duties=tuple(DutyInput(function_id, note) for function_id, note in stored["duties"]),
    )


def _text_as_json(text: MultilingualText | None) -> dict[str, Any] | None:
    return None if text is None else {"source": text.source, "texts": dict(text.texts)}


def _text_from_json(stored: Mapping[str, Any] | None) -> MultilingualText | None:
    return None if stored is None else MultilingualText(stored["texts"], stored["source"])

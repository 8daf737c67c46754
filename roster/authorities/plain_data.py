"""An authority as plain data for other programs: the same redaction as the page."""

from typing import Any

from roster.authorities.presentation import AuthorityView


def authority_json(view: AuthorityView) -> dict[str, Any]:
    """The same as plain data for other programs."""
    return {
        "reference": view.ref,
        "state": {"code": view.state, "name": view.state_name},
        "name": view.name,
        "english_name": view.english_name,
        "acronym": view.acronym,
        "functions": [
            {
                "id": item.id,
                "label": item.label,
                "treaty": item.instrument,
                "article": item.article,
                "scope": item.scope_note,
            }
            for item in view.functions
        ],
        "mailbox": view.mailbox,
        "secure_email": view.secure_email,
        "address": view.address,
        **({"telephone": view.phone, "duty_line": view.duty_line} if view.shows_phones else {}),
        "time_zone": view.now.zone,
        "is_open": view.now.is_open,
        "opening_hours": [{"day": day, "hours": hours} for day, hours in view.hours],
        "holidays": [{"date": item.day.isoformat(), "name": item.label} for item in view.holidays],
        "request_languages": [
            {"code": item.code, "only_if_urgent": bool(item.note)} for item in view.request_languages
        ],
        "channels": list(view.channels),
        "requirements": [{"name": name, "value": value} for name, value in view.facts],
        "links": list(view.links),
        "stage": view.stage,
        "freshness": {"code": view.freshness.code, "words": view.freshness.words},
    }

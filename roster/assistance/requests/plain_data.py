"""A request as plain data for other programs: the same redaction as the page."""

from typing import Any

from roster.assistance.requests.presentation import Labelled, RequestView, SubjectView


def request_json(view: RequestView) -> dict[str, Any]:
    """What this reader sees of it; a part that the reader does not see is not there at all."""
    found: dict[str, Any] = {
        "reference": view.ref,
        "state": {"code": view.state, "name": view.state_name},
        "title": view.title,
        "language": view.language,
    }
    if view.shows_substance:
        found |= _substance(view)
    if view.shows_course:
        found |= {
            "visibility": view.visibility_label,
            "providers": list(view.providers),
            "owner": view.owner,
            "clock": view.clock.words if view.clock else None,
            "is_stalled": bool(view.clock and view.clock.is_stalled),
            "decline_reason": view.decline_reason,
            "decision": view.decision_text,
        }
    if view.shows_contact:
        found["contact"] = {
            "name": view.contact_name,
            "email": view.contact_email,
            "telephone": view.contact_phone,
        }
    if view.shows_preferences:
        found["preferences"] = {
            "preferred_states": [item.code for item in view.preferred_states],
            "excluded_states": [item.code for item in view.excluded_states],
            "excluded_experts": list(view.excluded_experts),
            "remarks": view.preference_note,
        }
    return found


def _substance(view: RequestView) -> dict[str, Any]:
    return {
        "stage": view.stage,
        "modality": view.modality,
        "type": _pair(view.type),
        "subjects": [_subject(item) for item in view.subjects],
        "articles": [int(item.code) for item in view.articles],
        "topics": [_pair(item) for item in view.topics],
        "need": view.need_reference,
        "outcome": view.outcome,
        "details": view.details,
        "target_group": view.target_group,
        "participants": view.participants,
        "what_exists": view.what_exists,
        "languages": [
            {"code": item.code, "level": item.level, "drafts_legal": item.drafts_legal}
            for item in view.languages
        ],
        "from": view.starts_on.isoformat() if view.starts_on else None,
        "until": view.ends_on.isoformat() if view.ends_on else None,
        "urgency": view.urgency,
        "urgency_reason": view.urgency_reason,
        "place": view.place,
        "authority": view.authority_name,
    }


def _subject(item: SubjectView) -> dict[str, Any]:
    return {
        "article": int(item.article.code) if item.article else None,
        "topic": _pair(item.topic) if item.topic else None,
    }


def _pair(item: Labelled) -> dict[str, str]:
    return {"id": item.code, "label": item.label}

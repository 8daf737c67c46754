"""A network as plain data for other programs: the same redaction as the page."""

from typing import Any

from roster.networks.presentation import MemberView, NetworkView


def network_json(view: NetworkView, members: list[MemberView] | None) -> dict[str, Any]:
    """The facts, and the members for those who may read them."""
    facts = {
        "id": view.slug,
        "acronym": view.acronym,
        "names": {item.language: item.text for item in view.names},
        "official_name_languages": [item.language for item in view.names if item.is_official],
        "kind": view.kind,
        "scope": view.scope,
        "region": view.region,
        "open_to_states": [code for code, _name in view.states],
        "purpose": view.purpose,
        "founded": view.founded_year,
        "secretariat": view.secretariat,
        "website": view.website,
        "statute": view.statute_link,
        "members_may_be": list(view.takes),
        "functions_needed": list(view.functions),
        "most_members_of_one_state": view.cap,
        "size": view.size,
        "size_as_of": view.size_as_of,
        "source": view.source,
        "confidence": view.confidence,
    }
    return facts if members is None else {**facts, "members": [member_json(item) for item in members]}


def member_json(view: MemberView) -> dict[str, Any]:
    """One member; who answers is not named."""
    return {
        "reference": view.ref,
        "type": view.type,
        "name": view.name,
        "authority": view.authority_ref or None,
        "state": {"code": view.state, "name": view.state_name} if view.state else None,
        "kind": view.kind,
        "status": view.status,
        "is_dormant": view.standing.is_dormant if view.standing else False,
        "contact_points": [{"role": item.role, "side": item.branch} for item in view.points],
    }

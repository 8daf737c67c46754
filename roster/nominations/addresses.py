"""The addresses of this room that stand in letters and tasks: part of the interface, so they do not change."""

from urllib.parse import urlencode

from roster.nominations.models import Nomination


def record_path(nomination: Nomination, language: str) -> str:
    """Where one nomination stands."""
    return f"/{language}/nominations/{nomination.ref}"


def list_path(language: str, **filters: str) -> str:
    """The list of nominations, of one stage where `stage` says so."""
    question = f"?{urlencode(filters)}" if filters else ""
    return f"/{language}/nominations{question}"


def ours_path(language: str, *, show: str) -> str:
    """The State's own profiles, of one tab."""
    return f"/{language}/nominations/ours?{urlencode({'show': show})}"


def consent_path(token: str, language: str) -> str:
    """The link by which the expert answers."""
    return f"/{language}/consent/{token}"

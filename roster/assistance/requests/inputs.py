"""What the services take: the content of a request as forms, imports and the demonstration give it."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from roster.assistance.requests.models import AssistanceRequest

MOST_WORDS = 100
MOST_ARTICLES, MOST_TOPICS, MOST_LANGUAGES, MOST_STATES, MOST_PROVIDERS = 10, 10, 8, 40, 20


@dataclass(frozen=True)
class LanguageWish:
    """A language that every expert needs, at least at this level; perhaps to draft legal texts in it."""

    code: str
    level: str = ""
    drafts_legal: bool = False


@dataclass(frozen=True, kw_only=True)
class RequestInput:
    """All that a State says. `providers` are references of organisations."""

    title: str = ""
    modality: str = ""
    assistance_type_id: str | None = None
    articles: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    need_reference: str = ""
    outcome: str = ""
    source_language: str = "en"
    target_group: str = ""
    participants: int | None = None
    details: str = ""
    what_exists: str = ""
    languages: tuple[LanguageWish, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    urgency: str = "normal"
    urgency_reason: str = ""
    place: str = ""
    authority_id: int | None = None
    authority_name: str = ""
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    preferred_states: tuple[str, ...] = ()
    excluded_states: tuple[str, ...] = ()
    excluded_experts: tuple[str, ...] = ()
    preference_note: str = ""
    visibility: str = "secretariat"
    providers: tuple[str, ...] = ()


FIELDS = tuple(item.name for item in fields(RequestInput))
_LISTS = ("articles", "topics", "preferred_states", "excluded_states", "excluded_experts")


@dataclass(frozen=True, kw_only=True)
class NewLetter:
    """A mandate letter that is safe in the store."""

    stored_name: str
    file_name: str
    size: int
    sha256: str


def input_of(request: AssistanceRequest) -> RequestInput:
    """What the request says now; perhaps incomplete."""
    values: dict[str, Any] = {
        name: getattr(request, name) for name in FIELDS if name not in ("languages", "providers")
    }
    values |= {name: tuple(values[name]) for name in _LISTS}
    values["languages"] = tuple(
        LanguageWish(row["code"], row.get("level") or "", bool(row.get("drafts_legal")))
        for row in request.languages
    )
    values["providers"] = tuple(item.ref for item in request.named_providers)
    return RequestInput(**values)


def stored_values(given: RequestInput) -> dict[str, object]:
    """The columns of a request for what is given; authority and providers are looked up by the services."""
    values: dict[str, object] = {name: getattr(given, name) for name in FIELDS if name != "providers"}
    values |= {name: list(getattr(given, name)) for name in _LISTS}
    values["languages"] = [
        {"code": item.code, "level": item.level, "drafts_legal": item.drafts_legal}
        for item in given.languages
    ]
    return values


def merged(before: RequestInput, given: RequestInput, names: tuple[str, ...]) -> RequestInput:
    """`before` with these fields of `given`."""
    changes: dict[str, Any] = {name: getattr(given, name) for name in names}
    return replace(before, **changes)

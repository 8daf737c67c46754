"""What the services take: the content of a request as forms, imports and the demonstration give it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from itertools import zip_longest
from typing import Any

from roster.assistance.requests.models import AssistanceRequest

MOST_WORDS = 100
MOST_SUBJECTS, MOST_LANGUAGES, MOST_STATES, MOST_PROVIDERS = 8, 8, 40, 20


@dataclass(frozen=True)
class LanguageWish:
    """A language that every expert needs, at least at this level; perhaps to draft legal texts in it."""

    code: str
    level: str = ""
    drafts_legal: bool = False


@dataclass(frozen=True)
class SubjectWish:
    """What a request is about: an article, a topic, or one under the other."""

    article: int | None = None
    topic: str | None = None


@dataclass(frozen=True, kw_only=True)
class RequestInput:
    """All that a State says; of its subjects the most important first. `providers` are references of organisations."""

    title: str = ""
    modality: str = ""
    assistance_type_id: str | None = None
    subjects: tuple[SubjectWish, ...] = ()
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

    @property
    def articles(self) -> tuple[int, ...]:
        """The articles of the subjects, each once, in their order."""
        return tuple(dict.fromkeys(item.article for item in self.subjects if item.article is not None))

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of the subjects, each once, in their order."""
        return tuple(dict.fromkeys(item.topic for item in self.subjects if item.topic))


FIELDS = tuple(item.name for item in fields(RequestInput))
_LISTS = ("preferred_states", "excluded_states", "excluded_experts")


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
        name: getattr(request, name) for name in FIELDS if name not in ("subjects", "languages", "providers")
    }
    values |= {name: tuple(values[name]) for name in _LISTS}
    values["subjects"] = tuple(SubjectWish(row["article"], row["topic"]) for row in request.subjects)
    values["languages"] = tuple(
        LanguageWish(row["code"], row.get("level") or "", bool(row.get("drafts_legal")))
        for row in request.languages
    )
    values["providers"] = tuple(item.ref for item in request.named_providers)
    return RequestInput(**values)


def stored_values(given: RequestInput) -> dict[str, object]:
    """The columns of a request for what is given; authority and providers are looked up by the services.

    Articles and topics beside the subjects are what lists and searches ask for.
    """
    values: dict[str, object] = {name: getattr(given, name) for name in FIELDS if name != "providers"}
    values |= {name: list(getattr(given, name)) for name in _LISTS}
    values["subjects"] = [asdict(item) for item in given.subjects]
    values |= {"articles": list(given.articles), "topics": list(given.topics)}
    values["languages"] = [
        {"code": item.code, "level": item.level, "drafts_legal": item.drafts_legal}
        for item in given.languages
    ]
    return values


def merged(before: RequestInput, given: RequestInput, names: tuple[str, ...]) -> RequestInput:
    """`before` with these fields of `given`."""
    changes: dict[str, Any] = {name: getattr(given, name) for name in names}
    return replace(before, **changes)


def in_order(subjects: Iterable[SubjectWish]) -> tuple[SubjectWish, ...]:
    """Subjects as they are kept: none that says nothing, each once, where it came first."""
    return tuple(dict.fromkeys(item for item in subjects if item.article is not None or item.topic))


def paired(articles: Sequence[int], topics: Sequence[str]) -> tuple[SubjectWish, ...]:
    """Subjects for two lists that belong together: the first of each is the main one."""
    return tuple(SubjectWish(article, topic) for article, topic in zip_longest(articles, topics))

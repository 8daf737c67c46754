"""A search for experts: what the address asks for, and what comes of it for one reader."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from werkzeug.datastructures import MultiDict

from roster.core import clock
from roster.core.actor import Actor
from roster.experts import policy
from roster.experts.cv.queries import cv_texts
from roster.experts.freshness import SHOWN_BY_DEFAULT
from roster.experts.presentation import ProfileView, view_for
from roster.experts.queries import experts_by_ids
from roster.experts.search import week_of
from roster.experts.services import SEARCH_KIND
from roster.experts.snippets import Snippet, snippet_of
from roster.search.engine import SearchEngine
from roster.search.request import SearchRequest, SearchResult
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import (
    Coded,
    ExpertiseLevel,
    Freshness,
    Gender,
    LegalSystem,
    Mode,
)
from roster.vocabulary.collation import sort_key
from roster.web.paging import DEFAULT_SIZE, Paging, page_number

RELEVANCE, NAME, CONFIRMED, STATE = "relevance", "name", "confirmed", "state"
SORTS = (RELEVANCE, NAME, CONFIRMED, STATE)
LONGEST_WINDOW_DAYS = 366
LONGEST_QUESTION = 1_000
MOST_VALUES = 60

Labels = Callable[[str], Mapping[str, str]]


@dataclass(frozen=True)
class Facet:
    """One filter: its name in addresses, where its words come from, and in which order values are shown."""

    name: str
    labels: Labels
    is_ordered: bool = False
    is_restricted: bool = False


def _vocabulary(name: str) -> Labels:
    def labels(language: str) -> Mapping[str, str]:
        entries = getattr(vocabulary.current(), name)
        return {str(key): entry.label(language) for key, entry in entries.items()}

    return labels


def _languages(language: str) -> Mapping[str, str]:
    return {code: item.heading(language) for code, item in vocabulary.current().languages.items()}


def _coded(kind: type[Coded]) -> Labels:
    return lambda _language: {str(item): str(item.label) for item in kind}


FACETS = (
    Facet("type", _vocabulary("assistance_types")),
    Facet("topic", _vocabulary("topics")),
    Facet("language", _languages),
    Facet("region", _vocabulary("regional_groups"), is_ordered=True),
    Facet("state", _vocabulary("states")),
    Facet("article", _vocabulary("articles")),
    Facet("level", _coded(ExpertiseLevel), is_ordered=True),
    Facet("legal_system", _coded(LegalSystem)),
    Facet("mode", _coded(Mode), is_ordered=True),
    Facet("review", _vocabulary("review_mechanisms")),
    Facet("gender", _coded(Gender), is_ordered=True, is_restricted=True),
    Facet("fresh", _coded(Freshness), is_ordered=True),
)


@dataclass(frozen=True)
class FacetValue:
    """One value of a filter as shown."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True)
class ShownFacet:
    """One filter with its values, in the order to be read."""

    name: str
    values: tuple[FacetValue, ...]

    @property
    def chosen(self) -> tuple[FacetValue, ...]:
        """The values that are set."""
        return tuple(value for value in self.values if value.checked)


@dataclass(frozen=True)
class Question:
    """What the address asks for, with everything unknown left out."""

    text: str
    filters: Mapping[str, frozenset[str]]
    unknown: tuple[str, ...]
    sort: str
    page: int
    free_from: date | None
    free_to: date | None

    @property
    def filter_count(self) -> int:
        """How many filter values are set."""
        window = 1 if self.free_from and self.free_to else 0
        return sum(len(values) for values in self.filters.values()) + window


def question_about(**filters: str) -> Question:
    """The question for everybody with these values of filters, without words: `state="KE"`."""
    chosen = {name: frozenset({value}) for name, value in filters.items()}
    return Question("", chosen, (), NAME, 1, None, None)


@dataclass(frozen=True)
class FoundExpert:
    """One result: the redacted view, and where the words were found."""

    expert: ProfileView
    snippet: Snippet | None


@dataclass(frozen=True)
class Finding:
    """The whole answer to a question for one reader."""

    question: Question
    result: SearchResult
    experts: tuple[FoundExpert, ...]
    facets: tuple[ShownFacet, ...]
    paging: Paging

    @property
    def left_out(self) -> int:
        """How many more would be found among those not confirmed, which are left out unless asked for."""
        if "fresh" in self.question.filters:
            return 0
        counts = self.result.facet_counts.get("fresh", {})
        return sum(count for code, count in counts.items() if code not in SHOWN_BY_DEFAULT)


def question_from(arguments: MultiDict[str, str], actor: Actor, *, language: str) -> Question:
    """Read an address. Values that no list knows are left out and named; absurd ones are ignored (R36)."""
    filters: dict[str, frozenset[str]] = {}
    unknown: list[str] = []
    for facet in _facets_for(actor):
        given = list(dict.fromkeys(arguments.getlist(facet.name)))[:MOST_VALUES]
        known = facet.labels(language) if given else {}
        unknown += [value for value in given if value and value not in known]
        if chosen := frozenset(value for value in given if value in known):
            filters[facet.name] = chosen
    text = " ".join(arguments.get("q", "").replace("\0", " ").split())[:LONGEST_QUESTION]
    wanted = arguments.get("sort", "")
    can_ask_days = policy.can_filter_by_restricted(actor)
    return Question(
        text=text,
        filters=filters,
        unknown=tuple(value[:60] for value in unknown),
        sort=wanted if wanted in SORTS else (RELEVANCE if text else NAME),
        page=page_number(arguments),
        free_from=_day(arguments.get("available_from")) if can_ask_days else None,
        free_to=_day(arguments.get("available_to")) if can_ask_days else None,
    )


def find(
    engine: SearchEngine, question: Question, actor: Actor, *, language: str, size: int = DEFAULT_SIZE
) -> Finding:
    """Search, load the rows found, ask the policy of them once more, and show what this actor may read."""
    shown = _facets_for(actor)
    request = request_of(question, actor, language=language)
    result = engine.search(
        replace(
            request,
            facets=tuple(facet.name for facet in shown),
            offset=(question.page - 1) * size,
            limit=size,
        )
    )
    return Finding(
        question=question,
        result=result,
        experts=tuple(_found(result, actor, language=language)),
        facets=tuple(_shown(facet, question, result, language=language) for facet in shown),
        paging=Paging(question.page, size, result.total),
    )


def request_of(question: Question, actor: Actor, *, language: str) -> SearchRequest:
    """What the engine is asked, by whatever shows, counts or exports the answer: all mean the same people."""
    return SearchRequest(
        kind=SEARCH_KIND,
        audiences=actor.audiences,
        text=question.text or None,
        language=language,
        filters={"fresh": frozenset(SHOWN_BY_DEFAULT), **question.filters},
        without=_weeks_wanted(question),
        sort=_sort_key(question.sort, language),
    )


def _found(result: SearchResult, actor: Actor, *, language: str) -> Iterable[FoundExpert]:
    profiles = experts_by_ids(actor, [hit.id for hit in result.hits])
    today = clock.today()
    readable = [id_ for id_, profile in profiles.items() if policy.can_read_restricted(actor, profile)]
    cvs = cv_texts(readable if result.understood else ())
    for hit in result.hits:
        profile = profiles.get(hit.id)
        if profile is None or not policy.can_view(actor, profile):
            continue  # changed since it was indexed: late, never leaking
        view = view_for(actor, profile, language=language, today=today)
        yield FoundExpert(view, snippet_of(view, result.understood, cv=cvs.get(hit.id)))


def _facets_for(actor: Actor) -> Sequence[Facet]:
    may_all = policy.can_filter_by_restricted(actor)
    return [facet for facet in FACETS if may_all or not facet.is_restricted]


def _shown(facet: Facet, question: Question, result: SearchResult, *, language: str) -> ShownFacet:
    chosen = question.filters.get(facet.name, frozenset())
    counts = result.facet_counts.get(facet.name, {})
    labels = facet.labels(language)
    values = [
        FacetValue(code, label, counts.get(code, 0), code in chosen)
        for code, label in labels.items()
        if counts.get(code) or code in chosen
    ]
    if not facet.is_ordered:
        values.sort(key=lambda value: (-value.count, sort_key(value.label, language)))
    return ShownFacet(facet.name, tuple(values))


def _sort_key(sort: str, language: str) -> str:
    return {NAME: f"name-{language}", CONFIRMED: "-confirmed", STATE: f"state-{language}"}.get(
        sort, RELEVANCE
    )


def _weeks_wanted(question: Question) -> Mapping[str, frozenset[str]]:
    """Weeks in which an absence excludes: those of the window asked for, at most a year of them."""
    first, last = question.free_from, question.free_to
    if first is None or last is None or not first <= last:
        return {}
    end = min(last.toordinal(), first.toordinal() + LONGEST_WINDOW_DAYS)
    return {"absent": frozenset(week_of(day) for day in range(first.toordinal(), end + 1))}


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10]) if text else None
    except ValueError:
        return None

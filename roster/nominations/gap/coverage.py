"""What a State's experts cover, subject by subject and in which working languages, beside the whole roster.

Counted by the search engine over profiles that members see, so the figures are those of the search page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext

from roster.core.actor import MEMBER, Actor
from roster.experts.exposure.queries import Demand
from roster.experts.finding import question_about, request_of
from roster.search.engine import SearchEngine
from roster.search.request import SearchResult
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.entries import AssistanceType

Counts = Mapping[str, int]
NOTHING: Counts = {}
NO_OFFER = frozenset({"none", "other"})
MOST_WANTED = 8
_SEEN_BY_MEMBERS = Actor()


@dataclass(frozen=True)
class Subject:
    """A topic with all below it, or the articles of a chapter: a filter of the search and its values."""

    label: str
    filter_name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Covered:
    """Experts on one subject: the State's and the roster's, in all and by language, and how often asked for."""

    subject: Subject
    own: int
    own_by_language: Counts
    roster: int
    roster_by_language: Counts
    asked: int


@dataclass(frozen=True)
class Picture:
    """What one State covers. `asked` counts what members asked for in twelve months, by filter and value."""

    state: str
    own: int
    roster: int
    own_by: Mapping[str, Counts]
    roster_by: Mapping[str, Counts]
    subjects: tuple[Covered, ...]
    asked: Mapping[tuple[str, str], int]

    def asked_for(self, name: str, value: str) -> int:
        """How often members asked for this; 0 also where it was too seldom to be told."""
        return self.asked.get((name, value), 0)


def subjects_in(language: str, demand: Sequence[Demand] = ()) -> list[Subject]:
    """The chapters of the Convention under review, the topics that stand above others, and those wanted most."""
    known = vocabulary.current()
    chapters = {item.chapter.number: item.chapter for item in known.articles.values() if item.review_cycle}
    found = [
        Subject(
            gettext("Chapter %(number)s: %(title)s", number=chapter.roman, title=chapter.title(language)),
            "article",
            tuple(str(number) for number in chapter.articles),
        )
        for _number, chapter in sorted(chapters.items())
    ]
    topics = {topic.id: topic for topic in known.topic_tree if not topic.is_retired}
    wanted = [known.topics.get(item.value) for item in demand if item.name == "topic"]
    topics |= {topic.id: topic for topic in [item for item in wanted if item is not None][:MOST_WANTED]}
    return [*found, *(Subject(topic.label(language), "topic", (topic.id,)) for topic in topics.values())]


def offered_types() -> list[AssistanceType]:
    """The types of assistance that somebody can offer."""
    kinds = vocabulary.current().assistance_types.values()
    return [kind for kind in kinds if kind.id not in NO_OFFER and not kind.is_retired]


def picture_of(
    engine: SearchEngine, state: str, *, language: str, demand: tuple[Demand, ...], kind: str = ""
) -> Picture:
    """Count for this State: two questions per subject, however many profiles there are.

    With `kind`, a type of assistance, only experts who give it are counted.
    """
    counter = _Counter(engine, kind)
    asked = {(item.name, item.value): item.times for item in demand}
    own, roster = counter.count(state=state), counter.count()
    return Picture(
        state=state,
        own=own.total,
        roster=roster.total,
        own_by=own.facet_counts,
        roster_by=roster.facet_counts,
        subjects=tuple(counter.covered(subject, state, asked) for subject in subjects_in(language, demand)),
        asked=asked,
    )


class _Counter:
    def __init__(self, engine: SearchEngine, kind: str) -> None:
        self._engine = engine
        self._request = replace(
            request_of(question_about(**({"type": kind} if kind else {})), _SEEN_BY_MEMBERS, language="en"),
            audiences=frozenset({MEMBER}),
            limit=0,
        )

    def count(self, *, state: str = "", subject: Subject | None = None) -> SearchResult:
        filters = dict(self._request.filters)
        if state:
            filters["state"] = frozenset({state})
        if subject is not None:
            filters[subject.filter_name] = frozenset(subject.values)
        facets = ("language",) if subject is not None else ("language", "type", "region", "gender")
        return self._engine.search(replace(self._request, filters=filters, facets=facets))

    def covered(self, subject: Subject, state: str, asked: Mapping[tuple[str, str], int]) -> Covered:
        own, roster = self.count(state=state, subject=subject), self.count(subject=subject)
        return Covered(
            subject,
            own.total,
            own.facet_counts.get("language", NOTHING),
            roster.total,
            roster.facet_counts.get("language", NOTHING),
            sum(asked.get((subject.filter_name, value), 0) for value in subject.values),
        )

"""Which lines of expertise fit a request, by subject alone: what an expert or a State may be told of it.

Of a request whose title alone may be known, the title alone is read: what else it asks for must not show in who
fits. There is no score and no order of people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roster.assistance.matches.word_topics import WordTopics
from roster.assistance.requests.models import AssistanceRequest
from roster.matching.criteria import Subject

NEAR_ENOUGH = 0.5
CLEAR_ENOUGH = 0.3  # how clearly a title speaks of a topic


@dataclass(frozen=True, order=True)
class Line:
    """An article or a topic of a profile."""

    article: int = 0
    topic: str = ""


@dataclass(frozen=True)
class Fitting:
    """An open request, and which lines of whom fit it, by number of the profile."""

    request: AssistanceRequest
    lines: Mapping[int, Sequence[Line]]


def subjects_of(request: AssistanceRequest, topics: WordTopics, *, reads_whole: bool) -> list[Subject]:
    """What the request is about, as far as its reader may know."""
    if reads_whole:
        named = [Subject(topic=topic) for topic in request.topics]
        return named or [Subject(article=article) for article in request.articles]
    shares = topics.thesaurus.topics_in({request.source_language: request.title})
    return [Subject(topic=topic) for topic, share in shares.items() if share >= CLEAR_ENOUGH]


def fitting_lines(subjects: Sequence[Subject], lines: Iterable[Line], topics: WordTopics) -> tuple[Line, ...]:
    """The lines that are near to something asked for."""
    near = topics.relations.subject
    return tuple(
        line
        for line in sorted(set(lines))
        if any(near(item, line.article or None, line.topic or None) >= NEAR_ENOUGH for item in subjects)
    )

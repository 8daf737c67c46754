"""What the experts room shows on the pages of a State and of an article: whom search would show there."""

from dataclasses import dataclass

from flask import current_app, url_for

from roster.core.actor import Actor
from roster.experts.finding import FacetValue, Finding, find, question_about
from roster.experts.presentation import ProfileView
from roster.search.engine import SearchEngine
from roster.web.locale import current_language
from roster.web.room import Panel

SHOWN = 5


@dataclass(frozen=True)
class Offered:
    """One language or topic that is offered there, with the search that shows who offers it."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Gathering:
    """The experts of a State or on an article, as far as this reader may see them."""

    total: int
    left_out: int
    experts: tuple[ProfileView, ...]
    languages: tuple[Offered, ...]
    topics: tuple[Offered, ...]
    url: str
    is_of_state: bool
    is_whole: bool  # the public sees only those who agreed


def state_panel(actor: Actor, iso2: str) -> Panel:
    """The experts whom this State nominated."""
    return _panel(actor, "state", iso2)


def article_panel(actor: Actor, number: str) -> Panel:
    """The experts who name this article."""
    return _panel(actor, "article", number)


def _panel(actor: Actor, facet: str, value: str) -> Panel:
    engine: SearchEngine = current_app.extensions["roster_search"]
    language = current_language().code
    finding = find(engine, question_about(**{facet: value}), actor, language=language, size=SHOWN)
    gathering = Gathering(
        total=finding.result.total,
        left_out=finding.left_out,
        experts=tuple(found.expert for found in finding.experts),
        languages=_offered(finding, "language", {facet: value}),
        topics=_offered(finding, "topic", {facet: value}),
        url=url_for("experts.search", **{facet: value}),  # type: ignore[arg-type]
        is_of_state=facet == "state",
        is_whole=actor.is_member,
    )
    return Panel("experts/gathering.html", {"gathering": gathering})


def _offered(finding: Finding, name: str, filters: dict[str, str]) -> tuple[Offered, ...]:
    """The most frequent values, as the filter of the search counts them."""
    values: tuple[FacetValue, ...] = next(facet.values for facet in finding.facets if facet.name == name)
    return tuple(
        Offered(item.label, item.count, url_for("experts.search", **filters, **{name: item.value}))  # type: ignore[arg-type]
        for item in values[:SHOWN]
    )

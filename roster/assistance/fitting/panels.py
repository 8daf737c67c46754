"""What fitting adds to pages of others: to an expert the requests that fit, to a State which of its experts fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roster.assistance.fitting import queries
from roster.assistance.fitting.subjects import Fitting, Line, fitting_lines, subjects_of
from roster.assistance.matches.word_topics import current_word_topics
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.policy import can_view
from roster.assistance.requests.presentation import RequestView, request_view
from roster.core import clock
from roster.core.actor import Actor, Role
from roster.experts.models import Profile
from roster.experts.policy import has_own_profile
from roster.experts.presentation import NameView, name_view
from roster.vocabulary import queries as vocabulary
from roster.web.locale import current_language
from roster.web.room import Panel

SHOWN, NAMED = 6, 4


@dataclass(frozen=True)
class FittingRequest:
    """A request as the panel shows it; `href` only where the reader may open it."""

    entry: RequestView
    subjects: tuple[str, ...]


@dataclass(frozen=True)
class FittingPerson:
    """One of the own experts, and which subjects fit."""

    ref: str
    name: NameView
    subjects: tuple[str, ...]


def for_expert(actor: Actor, ref: str) -> Panel | None:
    """Open requests that fit this expert's subjects, for the expert alone."""
    if not has_own_profile(actor, ref):
        return None
    profile = queries.own_published(actor, ref)
    if profile is None:
        return None
    found = _fitting(
        actor, [profile], besides={profile.nominating_state or "", *profile.person.nationalities}
    )
    if not found:
        return None
    entries = [
        FittingRequest(_view(actor, item.request), _labels(item.lines[profile.id])) for item in found[:SHOWN]
    ]
    return Panel("assistance/fitting/own_panel.html", {"entries": entries, "more": len(found) - len(entries)})


def for_state(actor: Actor, _subject: str) -> Panel | None:
    """Which experts of the reader's own States fit open requests of others."""
    states = actor.scopes(Role.FOCAL_POINT, Role.DRAFTER)
    people = {profile.id: profile for profile in queries.published_of(states)} if states else {}
    found = _fitting(actor, list(people.values()), besides=states)
    if not found:
        return None
    entries = [(_view(actor, item.request), _people(people, item.lines)) for item in found[:SHOWN]]
    return Panel(
        "assistance/fitting/state_panel.html",
        {"entries": entries, "named": NAMED, "more": len(found) - len(entries)},
    )


def _fitting(actor: Actor, people: Sequence[Profile], *, besides: set[str] | frozenset[str]) -> list[Fitting]:
    """The requests that somebody fits, the newest first: neither need nor people are ranked."""
    requests = queries.wanted_requests(actor, besides=besides) if people else ()
    if not requests:
        return []
    topics, lines = current_word_topics(), queries.lines_of([profile.id for profile in people])
    found = []
    for request in requests:
        subjects = subjects_of(request, topics, reads_whole=can_view(actor, request))
        fitting = {number: fitting_lines(subjects, own, topics) for number, own in lines.items()}
        kept = {number: own for number, own in fitting.items() if own}
        if kept:
            found.append(Fitting(request, kept))
    return found


def _people(people: Mapping[int, Profile], lines: Mapping[int, Sequence[Line]]) -> list[FittingPerson]:
    """By name: no rank."""
    found = [
        FittingPerson(people[number].ref, name_view(people[number]), _labels(own))
        for number, own in lines.items()
    ]
    return sorted(found, key=lambda person: (person.name.latin or person.name.own, person.ref))


def _labels(lines: Sequence[Line]) -> tuple[str, ...]:
    known, language = vocabulary.current(), current_language().code
    names = [
        known.topics.get_label(line.topic, language)
        if line.topic
        else known.articles.get_label(line.article, language)
        for line in lines
    ]
    return tuple(dict.fromkeys(names))


def _view(actor: Actor, request: AssistanceRequest) -> RequestView:
    return request_view(actor, request, today=clock.today(), names={})

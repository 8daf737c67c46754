"""A match as the secretariat reads it: people with score, parts and reasons in words. Nobody else sees any of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from roster.assistance.matches.criteria_of import criteria_json
from roster.assistance.matches.services import Matched
from roster.assistance.selections.criteria_wording import criteria_lines
from roster.core.actor import Actor
from roster.experts.presentation import ProfileView, view_for
from roster.matching.change_wording import change_words
from roster.matching.naming import Names
from roster.matching.problem_wording import problem_words
from roster.matching.reason_wording import reason_words
from roster.matching.reasons import Change
from roster.matching.result import Match, MatchResult
from roster.matching.weights import WHOLE
from roster.vocabulary import queries as vocabulary
from roster.web.locale import show_number


@dataclass(frozen=True)
class PartView:
    """One part of a score: how much it gave, and the most that it could give."""

    label: str
    points: int
    maximum: int
    text: str


@dataclass(frozen=True)
class PersonMatch:
    """One person in a match. `excluded_because` is empty for somebody whom no rule excludes."""

    person: ProfileView
    rank: int
    points: int
    score_words: str
    parts: tuple[PartView, ...]
    why: tuple[str, ...]
    missing: tuple[str, ...]
    changes: tuple[str, ...]
    excluded_because: tuple[str, ...] = ()
    is_listed: bool = False

    @property
    def share(self) -> float:
        """The score as a share of the most, for a bar."""
        return self.points / WHOLE


@dataclass(frozen=True)
class NearMisses:
    """Those whom one rule alone excludes: the rule, the best of them, and how many it excludes in all."""

    rule: str
    label: str
    people: tuple[PersonMatch, ...]
    excluded: int


@dataclass(frozen=True)
class MatchView:
    """The whole answer in the reader's language."""

    considered: int
    eligible: int
    people: tuple[PersonMatch, ...]
    near: tuple[NearMisses, ...]
    excluded: tuple[tuple[str, int], ...]
    problems: tuple[str, ...]
    criteria: tuple[tuple[str, tuple[str, ...]], ...]
    reads_texts: bool


def match_view(
    actor: Actor, found: Matched, *, language: str, today: date, listed: frozenset[str] = frozenset()
) -> MatchView:
    """What matching answered, in words; `listed` are those who stand on the request's shortlist already."""
    result = found.result
    names = Names(vocabulary.current(), language)
    people = {
        ref: view_for(actor, profile, language=language, today=today) for ref, profile in found.people.items()
    }
    return MatchView(
        considered=result.considered,
        eligible=result.eligible,
        people=tuple(_person(item, people, names, listed=listed) for item in result.matches),
        near=tuple(_near(result, people, names)),
        excluded=tuple(
            (str(rule.label), count)
            for rule, count in sorted(result.excluded.items(), key=lambda item: -item[1])
        ),
        problems=tuple(problem_words(problem, names) for problem in result.problems),
        criteria=criteria_lines(criteria_json(result.criteria), names),
        reads_texts=found.reads_texts,
    )


def _of_most(points: int, most: int) -> str:
    """Tenths of a point, and the most there could be, as points from 0 to 100."""
    return gettext("%(points)s of %(most)s", points=show_number(points / 10), most=show_number(most / 10))


def _near(result: MatchResult, people: Mapping[str, ProfileView], names: Names) -> Iterable[NearMisses]:
    for rule, items in result.near_misses.items():
        lines = tuple(
            _person(
                item.match,
                people,
                names,
                changes=item.changes,
                because=tuple(reason_words(reason, names) for reason in item.reasons),
            )
            for item in items
        )
        yield NearMisses(rule.value, str(rule.label), lines, result.excluded.get(rule, len(items)))


def _person(
    item: Match,
    people: Mapping[str, ProfileView],
    names: Names,
    *,
    changes: tuple[Change, ...] | None = None,
    because: tuple[str, ...] = (),
    listed: frozenset[str] = frozenset(),
) -> PersonMatch:
    return PersonMatch(
        person=people[item.ref],
        rank=item.rank,
        points=item.points,
        score_words=_of_most(item.points, WHOLE),
        parts=tuple(
            PartView(
                str(part.part.label),
                part.points,
                part.maximum,
                _of_most(part.points, part.maximum),
            )
            for part in item.parts
            if part.maximum
        ),
        why=tuple(reason_words(reason, names) for reason in item.why),
        missing=tuple(reason_words(reason, names) for reason in item.missing),
        changes=tuple(
            change_words(change, names) for change in (item.changes if changes is None else changes)
        ),
        excluded_because=because,
        is_listed=item.ref in listed,
    )

"""What a team is made from and what comes out: plain values, without a word for a reader and without a solver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from flask_babel import lazy_gettext as _

from roster.vocabulary.codes import Coded, Gender

SMALLEST, LARGEST = 2, 6


class TeamRole(Coded):
    """What somebody is in a team, beyond being one of it."""

    LEAD = "lead", _("Lead")
    CO_LEAD = "co-lead", _("Co-lead")
    DRAFTER = "drafter", _("Drafter of legal text")
    TRAINER = "trainer", _("Trainer")


class TeamRuleKind(StrEnum):
    """What a rule of a team is about."""

    CHOSEN = "chosen"
    TOPIC = "topic"
    ARTICLE = "article"
    LANGUAGE = "language"
    ROLE = "role"
    EACH_GENDER = "each-gender"
    MIXED_GENDER = "mixed-gender"
    REGION_LEAST = "region-least"
    REGION_MOST = "region-most"
    REGIONS = "regions"
    ONE_REGION = "one-region"
    LEGAL_LEAST = "legal-least"
    LEGAL_SYSTEMS = "legal-systems"
    ONE_STATE = "one-state"
    ONE_EMPLOYER = "one-employer"


@dataclass(frozen=True, order=True)
class TeamRule:
    """One rule: its kind, the code it is about where it is about one, and its number."""

    kind: TeamRuleKind
    value: str = ""
    number: int = 1


@dataclass(frozen=True, kw_only=True)
class TeamCandidate:
    """Somebody on the shortlist: how well they fit by themselves, and what the rules of a team ask about.

    What is not known is None or empty: it never counts towards a rule. `order` breaks ties of fit (the place
    on the shortlist). `fit` is in tenths of a point. `employer` is any word that is the same for the same employer.
    """

    ref: str
    fit: int
    order: int = 0
    topics: frozenset[str] = frozenset()
    articles: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()
    roles: frozenset[TeamRole] = frozenset()
    gender: Gender | None = None
    region: str | None = None
    legal_system: str | None = None
    state: str | None = None
    employer: str | None = None


@dataclass(frozen=True, kw_only=True)
class TeamRules:
    """What a team must be. Zero and None mean: not asked.

    Each topic, article and language is covered by somebody; each role is taken by a person of its own who
    can. `each_gender` is the least number of women and of men; `mixed_gender` forbids a team in which no two
    declared genders differ. `regions` and `legal_systems` are how many different ones there are at least.
    """

    size: int
    chosen: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    articles: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()
    roles: tuple[TeamRole, ...] = ()
    each_gender: int = 0
    mixed_gender: bool = False
    region_least: tuple[tuple[str, int], ...] = ()
    region_most: tuple[tuple[str, int], ...] = ()
    regions: int = 0
    most_of_one_region: int | None = None
    legal_least: tuple[tuple[str, int], ...] = ()
    legal_systems: int = 0
    most_of_one_state: int | None = 1
    most_of_one_employer: int | None = None

    def __post_init__(self) -> None:
        if not SMALLEST <= self.size <= LARGEST:
            raise ValueError(f"a team has {SMALLEST} to {LARGEST} people, not {self.size}")

    def listed(self) -> tuple[TeamRule, ...]:
        """The rules one by one, in an order that does not depend on how they were given."""
        return tuple(self._rules())

    def _rules(self) -> Iterator[TeamRule]:
        yield from (TeamRule(TeamRuleKind.CHOSEN, ref) for ref in sorted(self.chosen))
        yield from (TeamRule(TeamRuleKind.TOPIC, topic) for topic in sorted(self.topics))
        yield from (TeamRule(TeamRuleKind.ARTICLE, str(number)) for number in sorted(self.articles))
        yield from (TeamRule(TeamRuleKind.LANGUAGE, code) for code in sorted(self.languages))
        for role in TeamRole:
            if role in self.roles:
                yield TeamRule(TeamRuleKind.ROLE, role.value, self.roles.count(role))
        if self.each_gender:
            yield TeamRule(TeamRuleKind.EACH_GENDER, number=self.each_gender)
        if self.mixed_gender:
            yield TeamRule(TeamRuleKind.MIXED_GENDER)
        yield from (
            TeamRule(TeamRuleKind.REGION_LEAST, *pair) for pair in sorted(self.region_least) if pair[1]
        )
        yield from (TeamRule(TeamRuleKind.REGION_MOST, *pair) for pair in sorted(self.region_most))
        if self.regions > 1:
            yield TeamRule(TeamRuleKind.REGIONS, number=self.regions)
        if self.most_of_one_region is not None:
            yield TeamRule(TeamRuleKind.ONE_REGION, number=self.most_of_one_region)
        yield from (TeamRule(TeamRuleKind.LEGAL_LEAST, *pair) for pair in sorted(self.legal_least) if pair[1])
        if self.legal_systems > 1:
            yield TeamRule(TeamRuleKind.LEGAL_SYSTEMS, number=self.legal_systems)
        if self.most_of_one_state is not None:
            yield TeamRule(TeamRuleKind.ONE_STATE, number=self.most_of_one_state)
        if self.most_of_one_employer is not None:
            yield TeamRule(TeamRuleKind.ONE_EMPLOYER, number=self.most_of_one_employer)


@dataclass(frozen=True)
class Price:
    """What one rule costs: the total fit of the best team without it, less that of the team proposed.

    `is_exact` is false where either of the two was not proven to be the best.
    """

    rule: TeamRule
    fit: int
    is_exact: bool = True


@dataclass(frozen=True)
class Relaxation:
    """One rule without which there is a team, and how well that team fits."""

    rule: TeamRule
    fit: int
    members: tuple[str, ...]


@dataclass(frozen=True)
class Team:
    """A team that keeps every rule. `members` are references, best fit first; `roles` says who takes which.

    `gap` is by which share of its fit a better team might exceed this one: 0 where it is the best there is.
    """

    members: tuple[str, ...]
    fit: int
    roles: tuple[tuple[TeamRole, str], ...] = ()
    prices: tuple[Price, ...] = ()
    gap: float = 0.0

    @property
    def is_best(self) -> bool:
        """Whether no team of this shortlist that keeps the rules fits better."""
        return not self.gap


@dataclass(frozen=True)
class NoTeam:
    """No team keeps every rule.

    `relaxations` are the single rules to give up, the best team first. Where no single one is enough,
    `together` is a smallest set of rules to give up at once. `is_too_few`: the shortlist has fewer people
    than the team. `is_proven` is false where the search was cut short: a team may exist.
    """

    relaxations: tuple[Relaxation, ...] = ()
    together: tuple[TeamRule, ...] = field(default=())
    is_too_few: bool = False
    is_proven: bool = True

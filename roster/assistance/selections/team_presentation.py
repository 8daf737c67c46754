"""A proposed team as the secretariat reads it: who, as what, what each rule costs, or which rule to give up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roster.assistance.selections.presentation import TENTHS, JudgedView
from roster.experts.presentation import ProfileView
from roster.matching.team import NoTeam, Team, TeamCandidate, TeamRule, TeamRuleKind, TeamRules
from roster.matching.team_proposal import covered_by
from roster.matching.team_wording import (
    certainty_words,
    no_team_words,
    price_words,
    relaxation_words,
    rule_words,
)
from roster.vocabulary import queries as vocabulary
from roster.web.locale import current_language, show_number


@dataclass(frozen=True)
class MemberView:
    """One of the team, with the roles taken."""

    person: ProfileView
    judged: JudgedView | None
    roles: tuple[str, ...]


@dataclass(frozen=True)
class RuleView:
    """One rule with what it costs; `who` covers it where it asks for cover."""

    words: str
    price: str
    costs: bool
    who: tuple[str, ...]


@dataclass(frozen=True)
class TeamView:
    """A team, or why there is none. `relaxations` are its list: the single rules to give up, or several together."""

    fit: str
    certainty: str
    members: tuple[MemberView, ...]
    rules: tuple[RuleView, ...]
    refusal: str
    relaxations: tuple[str, ...]


def team_view(
    answer: Team | NoTeam,
    rules: TeamRules,
    *,
    candidates: Sequence[TeamCandidate],
    people: Mapping[str, ProfileView],
    judged: Mapping[str, JudgedView | None],
) -> TeamView:
    """The answer in words; whoever is not among the people is not in it."""
    names = {ref: person.name.own for ref, person in people.items()}
    words = _rule_words(rules, names)
    if isinstance(answer, NoTeam):
        given_up = tuple(relaxation_words(item, words[item.rule]) for item in answer.relaxations)
        is_listed = answer.is_proven and len(answer.together) > 1
        together = tuple(words[rule] for rule in answer.together) if is_listed else ()
        return TeamView("", "", (), (), no_team_words(answer, words), given_up or together)
    cover = dict(covered_by(candidates, rules, answer.members))
    return TeamView(
        fit=show_number(answer.fit / TENTHS),
        certainty=certainty_words(answer),
        members=tuple(
            MemberView(
                people[ref],
                judged.get(ref),
                tuple(str(role.label) for role, holder in answer.roles if holder == ref),
            )
            for ref in answer.members
        ),
        rules=tuple(
            RuleView(
                words=words[price.rule],
                price=price_words(price),
                costs=price.fit > 0,
                who=tuple(names.get(ref, ref) for ref in cover.get(price.rule, _holders(answer, price.rule))),
            )
            for price in answer.prices
        ),
        refusal="",
        relaxations=(),
    )


def _holders(team: Team, rule: TeamRule) -> tuple[str, ...]:
    """Who takes the role that the rule asks for."""
    return tuple(ref for role, ref in team.roles if rule.kind is TeamRuleKind.ROLE and role == rule.value)


def _rule_words(rules: TeamRules, names: Mapping[str, str]) -> dict[TeamRule, str]:
    known, language = vocabulary.current(), current_language().code
    return {rule: rule_words(rule, known, language, names=names) for rule in rules.listed()}

"""Teams: rules always hold, the optimum is the optimum, prices and ways out are what they say."""

from dataclasses import replace
from itertools import combinations, permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roster.matching import team_solving
from roster.matching.team import (
    NoTeam,
    Team,
    TeamCandidate,
    TeamRole,
    TeamRule,
    TeamRuleKind,
    TeamRules,
)
from roster.matching.team_proposal import covered_by, propose_team
from roster.matching.team_solving import search_greedily
from roster.vocabulary.codes import Gender

TOPICS, LANGUAGES = ("assets", "audit", "courts"), ("ar", "fr", "ru")
REGIONS, LEGAL, STATES, EMPLOYERS = ("african", "grulac", "weog"), ("civil", "common"), "ABCDE", "PQRS"
EXAMPLES = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def some(values, most=3):
    return st.frozensets(st.sampled_from(values), max_size=most)


def maybe(values):
    return st.one_of(st.none(), st.sampled_from(values))


@st.composite
def shortlists(draw, least=2, most=9):
    people = [
        TeamCandidate(
            ref=f"EXP-{at}",
            fit=draw(st.integers(0, 20)),
            order=at,
            topics=draw(some(TOPICS)),
            articles=draw(some((15, 31))),
            languages=draw(some(LANGUAGES)),
            roles=draw(some((TeamRole.LEAD, TeamRole.CO_LEAD))),
            gender=draw(maybe(list(Gender))),
            region=draw(maybe(REGIONS)),
            legal_system=draw(maybe(LEGAL)),
            state=draw(maybe(STATES)),
            employer=draw(maybe(EMPLOYERS)),
        )
        for at in range(draw(st.integers(least, most)))
    ]
    return draw(st.permutations(people))


@st.composite
def rule_sets(draw):
    return TeamRules(
        size=draw(st.integers(2, 4)),
        topics=draw(some(TOPICS, 2)),
        articles=draw(some((15, 31), 1)),
        languages=draw(some(LANGUAGES, 1)),
        roles=tuple(draw(st.lists(st.sampled_from([TeamRole.LEAD, TeamRole.CO_LEAD]), max_size=2))),
        each_gender=draw(st.integers(0, 1)),
        mixed_gender=draw(st.booleans()),
        region_least=draw(st.sampled_from([(), (("african", 1),)])),
        region_most=draw(st.sampled_from([(), (("weog", 1),)])),
        regions=draw(st.sampled_from([0, 2])),
        most_of_one_region=draw(st.sampled_from([None, 2])),
        legal_least=draw(st.sampled_from([(), (("civil", 1),)])),
        legal_systems=draw(st.sampled_from([0, 2])),
        most_of_one_state=draw(st.sampled_from([None, 1])),
        most_of_one_employer=draw(st.sampled_from([None, 2])),
    )


def most_of(values):
    known = [value for value in values if value is not None]
    return max((known.count(value) for value in known), default=0)


def different(values):
    return len({value for value in values if value is not None})


def is_kept(rule, people):
    """The same rules in other words than the application's: one person after the other is looked at."""
    value, number = rule.value, rule.number
    genders = [one.gender for one in people]
    regions = [one.region for one in people]
    legal = [one.legal_system for one in people]
    return {
        TeamRuleKind.CHOSEN: lambda: value in [one.ref for one in people],
        TeamRuleKind.TOPIC: lambda: any(value in one.topics for one in people),
        TeamRuleKind.ARTICLE: lambda: any(int(value) in one.articles for one in people),
        TeamRuleKind.LANGUAGE: lambda: any(value in one.languages for one in people),
        TeamRuleKind.ROLE: lambda: True,  # together, below
        TeamRuleKind.EACH_GENDER: lambda: (
            min(genders.count(Gender.FEMALE), genders.count(Gender.MALE)) >= number
        ),
        TeamRuleKind.MIXED_GENDER: lambda: different(genders) > 1,
        TeamRuleKind.REGION_LEAST: lambda: regions.count(value) >= number,
        TeamRuleKind.REGION_MOST: lambda: regions.count(value) <= number,
        TeamRuleKind.REGIONS: lambda: different(regions) >= number,
        TeamRuleKind.ONE_REGION: lambda: most_of(regions) <= number,
        TeamRuleKind.LEGAL_LEAST: lambda: legal.count(value) >= number,
        TeamRuleKind.LEGAL_SYSTEMS: lambda: different(legal) >= number,
        TeamRuleKind.ONE_STATE: lambda: most_of([one.state for one in people]) <= number,
        TeamRuleKind.ONE_EMPLOYER: lambda: most_of([one.employer for one in people]) <= number,
    }[rule.kind]()


def can_fill(roles, people):
    return any(
        all(role in one.roles for role, one in zip(roles, some, strict=True))
        for some in permutations(people, len(roles))
    )


def keeps(listed, people):
    roles = [
        TeamRole(rule.value) for rule in listed if rule.kind is TeamRuleKind.ROLE for _ in range(rule.number)
    ]
    return all(is_kept(rule, people) for rule in listed) and can_fill(roles, people)


def best_fit(people, listed, size):
    fits = [sum(one.fit for one in some) for some in combinations(people, size) if keeps(listed, some)]
    return max(fits, default=None)


@given(shortlists(), rule_sets())
@EXAMPLES
def test_a_team_is_the_best_of_all_that_keep_the_rules(people, rules):
    by_ref = {one.ref: one for one in people}
    wanted = best_fit(people, rules.listed(), rules.size)
    answer = propose_team(people, rules)
    if wanted is None:
        assert isinstance(answer, NoTeam)
        return
    assert isinstance(answer, Team)
    team = [by_ref[ref] for ref in answer.members]
    assert len(team) == rules.size
    assert keeps(rules.listed(), team)
    assert answer.is_best
    assert answer.fit == wanted == sum(one.fit for one in team)
    assert sorted(role for role, _ in answer.roles) == sorted(rules.roles)
    assert all(role in by_ref[ref].roles for role, ref in answer.roles)


@given(shortlists(most=7), rule_sets())
@EXAMPLES
def test_a_price_and_a_way_out_are_the_best_team_without_that_one_rule(people, rules):
    listed, answer = rules.listed(), propose_team(people, rules)
    without = {
        rule: best_fit(people, [other for other in listed if other != rule], rules.size) for rule in listed
    }
    if isinstance(answer, Team):
        assert {price.rule: price.fit for price in answer.prices} == {
            rule: fit - answer.fit for rule, fit in without.items()
        }
    elif not answer.is_too_few:
        ways = {rule: fit for rule, fit in without.items() if fit is not None}
        assert {way.rule: way.fit for way in answer.relaxations} == ways
        kept = [rule for rule in listed if rule not in answer.together]
        assert ways or best_fit(people, kept, rules.size) is not None


@given(shortlists(), rule_sets(), st.randoms(use_true_random=False))
@EXAMPLES
def test_the_order_in_which_people_come_changes_nothing(people, rules, chance):
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert propose_team(people, rules) == propose_team(shuffled, rules)


@given(shortlists(least=4, most=9), rule_sets())
@EXAMPLES
def test_without_the_solver_a_team_keeps_the_rules_and_its_gap_is_honest(people, rules):
    by_ref = {one.ref: one for one in people}
    answer = propose_team(people, rules, find=search_greedily)
    wanted = best_fit(people, rules.listed(), rules.size)
    if isinstance(answer, NoTeam):
        assert answer.is_too_few or not answer.is_proven
        return
    assert keeps(rules.listed(), [by_ref[ref] for ref in answer.members])
    assert wanted is not None
    assert answer.fit <= wanted <= answer.fit * (1 + answer.gap) + 0.001
    assert not answer.is_best or answer.fit == pytest.approx(wanted)


def test_where_the_solver_is_not_installed_the_greedy_way_answers(monkeypatch):
    people = [TeamCandidate(ref=str(at), fit=10 - at, state=str(at // 2)) for at in range(6)]
    monkeypatch.setattr(team_solving, "solver", lambda: None)
    answer = propose_team(people, TeamRules(size=3))
    assert answer.members == ("0", "2", "4")
    assert answer.gap == pytest.approx((27 - 24) / 24, abs=0.01)


def test_where_everybody_is_needed_nobody_is_taken_twice():
    people = [TeamCandidate(ref=str(at), fit=at) for at in range(3)]
    assert propose_team(people, TeamRules(size=3), find=search_greedily).members == ("2", "1", "0")


def test_of_two_with_equal_fit_the_one_further_up_is_taken():
    people = [TeamCandidate(ref=str(at), fit=1, order=9 - at) for at in range(6)]
    assert propose_team(people, TeamRules(size=2)).members == ("5", "4")


def test_where_no_single_rule_is_the_cause_the_fewest_are_named():
    people = [TeamCandidate(ref=str(at), fit=1, state=str(at)) for at in range(4)]
    answer = propose_team(people, TeamRules(size=2, topics=frozenset({"audit"}), languages=frozenset({"fr"})))
    assert answer == NoTeam(
        together=(TeamRule(TeamRuleKind.TOPIC, "audit"), TeamRule(TeamRuleKind.LANGUAGE, "fr"))
    )


def test_somebody_chosen_by_hand_is_in_the_team_at_a_price():
    people = [TeamCandidate(ref=str(at), fit=5 - at) for at in range(5)]
    answer = propose_team(people, TeamRules(size=2, chosen=frozenset({"4"})))
    assert answer.members == ("0", "4")
    assert answer.prices[0].fit == 3


def test_a_shortlist_smaller_than_the_team_is_said_so():
    assert propose_team([TeamCandidate(ref="1", fit=1)], TeamRules(size=2)) == NoTeam(is_too_few=True)


@pytest.mark.parametrize("size", [0, 1, 7])
def test_a_team_has_two_to_six_people(size):
    with pytest.raises(ValueError, match="2 to 6"):
        TeamRules(size=size)


def test_who_covers_what_is_told_for_each_rule():
    people = [TeamCandidate(ref=str(at), fit=1, topics=frozenset({"audit"} if at else ())) for at in range(3)]
    rules = replace(TeamRules(size=2), topics=frozenset({"audit"}))
    assert covered_by(people, rules, ("0", "2")) == ((TeamRule(TeamRuleKind.TOPIC, "audit"), ("2",)),)


def test_fits_that_are_all_nothing_still_make_a_team():
    people = [TeamCandidate(ref=str(at), fit=0) for at in range(5)]
    assert propose_team(people, TeamRules(size=3)).members == ("0", "1", "2")

"""Every rule of a team, its price and every answer without a team can be said."""

import pytest

from roster.matching.team import (
    NoTeam,
    Price,
    Relaxation,
    Team,
    TeamRole,
    TeamRule,
    TeamRuleKind,
)
from roster.matching.team_wording import (
    certainty_words,
    no_team_words,
    price_words,
    relaxation_words,
    rule_words,
)
from roster.vocabulary import queries as vocabulary
from roster.web.locale import in_language

VALUES = {
    TeamRuleKind.CHOSEN: "EXP-1",
    TeamRuleKind.TOPIC: "risk-assessment",
    TeamRuleKind.ARTICLE: "15",
    TeamRuleKind.LANGUAGE: "fr",
    TeamRuleKind.ROLE: TeamRole.LEAD.value,
    TeamRuleKind.REGION_LEAST: "african",
    TeamRuleKind.REGION_MOST: "african",
    TeamRuleKind.LEGAL_LEAST: "civil",
}


@pytest.fixture(autouse=True)
def _page(app):
    with app.test_request_context("/en/"), in_language("en"):
        yield


def words(kind, number=1):
    rule = TeamRule(kind, VALUES.get(kind, ""), number)
    return rule_words(rule, vocabulary.current(), "en", names={"EXP-1": "Amina Diallo"})


def test_each_kind_of_rule_has_words_of_its_own():
    said = [words(kind, number) for kind in TeamRuleKind for number in (1, 2)]
    assert len(set(said)) >= len(TeamRuleKind)
    assert words(TeamRuleKind.TOPIC) == "Topic covered: Corruption risk assessment"
    assert words(TeamRuleKind.ONE_STATE) == "At most 1 person nominated by the same State"
    assert words(TeamRuleKind.CHOSEN) == "Chosen by you: Amina Diallo"


@pytest.mark.parametrize(
    ("price", "said"),
    [
        (Price(TeamRule(TeamRuleKind.MIXED_GENDER), 0), "costs nothing"),
        (Price(TeamRule(TeamRuleKind.MIXED_GENDER), 43), "costs 4.3 points of fit"),
        (Price(TeamRule(TeamRuleKind.MIXED_GENDER), 43, is_exact=False), "costs about 4.3 points of fit"),
    ],
)
def test_a_price_is_in_points(price, said):
    assert price_words(price) == said


def test_the_ways_out_are_told():
    rule = TeamRule(TeamRuleKind.TOPIC, "risk-assessment")
    way = Relaxation(rule, 2104, ("EXP-1", "EXP-2"))
    named = {rule: "Topic covered"}
    assert "210.4 points" in relaxation_words(way, "Topic covered")
    assert "enough" in no_team_words(NoTeam(relaxations=(way,)), named)
    assert "Topic covered" in no_team_words(NoTeam(together=(rule,)), named)
    assert no_team_words(NoTeam(together=(rule, rule)), named).endswith("together:"), "a list follows"
    assert "fewer people" in no_team_words(NoTeam(is_too_few=True), named)
    assert "cut short" in no_team_words(NoTeam(is_proven=False), named)


def test_how_sure_a_team_is():
    assert certainty_words(Team(("EXP-1",), 1)).startswith("No other team")
    assert "1.2% better" in certainty_words(Team(("EXP-1",), 1, gap=0.0123))

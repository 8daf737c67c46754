"""Teams in words: their rules, what each costs, what to give up, and how sure the answer is."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from roster.matching.team import NoTeam, Price, Relaxation, Team, TeamRole, TeamRule, TeamRuleKind
from roster.vocabulary.codes import LegalSystem
from roster.vocabulary.entries import Vocabulary
from roster.web.locale import count_phrase, show_number

TENTHS = 10
PERCENT = 100


def rule_words(rule: TeamRule, vocabulary: Vocabulary, language: str, *, names: Mapping[str, str]) -> str:
    """One rule as a short sentence. `names` are those of people chosen by hand, by reference."""
    value, number = rule.value, rule.number
    match rule.kind:
        case TeamRuleKind.CHOSEN:
            return gettext("Chosen by you: %(name)s", name=names.get(value, value))
        case TeamRuleKind.TOPIC:
            topic = vocabulary.topics.get(value)
            return gettext("Topic covered: %(topic)s", topic=topic.label(language) if topic else value)
        case TeamRuleKind.ARTICLE:
            return gettext("Article covered: %(article)s", article=_article(value, vocabulary, language))
        case TeamRuleKind.LANGUAGE:
            spoken = vocabulary.languages.get(value)
            name = spoken.name(language) if spoken else value
            return gettext("Language covered: %(language)s", language=name)
        case TeamRuleKind.ROLE:
            role = str(TeamRole(value).label)
            if number == 1:
                return gettext("Role taken: %(role)s", role=role)
            return count_phrase(
                "Role taken by %(num)s person: %(role)s",
                "Role taken by %(num)s people: %(role)s",
                number,
                role=role,
            )
        case _:
            return _balance_words(rule, vocabulary, language)


def _balance_words(rule: TeamRule, vocabulary: Vocabulary, language: str) -> str:
    number = rule.number
    match rule.kind:
        case TeamRuleKind.EACH_GENDER:
            return count_phrase(
                "At least %(num)s woman and at least as many men",
                "At least %(num)s women and at least as many men",
                number,
            )
        case TeamRuleKind.MIXED_GENDER:
            return gettext("Not all of the same gender")
        case TeamRuleKind.REGION_LEAST | TeamRuleKind.REGION_MOST:
            return _region_words(rule, vocabulary, language)
        case TeamRuleKind.REGIONS:
            return count_phrase(
                "At least %(num)s regional group", "At least %(num)s different regional groups", number
            )
        case TeamRuleKind.LEGAL_LEAST:
            return count_phrase(
                "At least %(num)s person from this legal system: %(system)s",
                "At least %(num)s people from this legal system: %(system)s",
                number,
                system=str(LegalSystem(rule.value).label),
            )
        case TeamRuleKind.LEGAL_SYSTEMS:
            return count_phrase(
                "At least %(num)s legal system", "At least %(num)s different legal systems", number
            )
        case _:
            return _most_words(rule)


def _most_words(rule: TeamRule) -> str:
    number = rule.number
    match rule.kind:
        case TeamRuleKind.ONE_REGION:
            return count_phrase(
                "At most %(num)s person from the same regional group",
                "At most %(num)s people from the same regional group",
                number,
            )
        case TeamRuleKind.ONE_STATE:
            return count_phrase(
                "At most %(num)s person nominated by the same State",
                "At most %(num)s people nominated by the same State",
                number,
            )
        case _:
            return count_phrase(
                "At most %(num)s person from the same employer",
                "At most %(num)s people from the same employer",
                number,
            )


def _region_words(rule: TeamRule, vocabulary: Vocabulary, language: str) -> str:
    found = vocabulary.regional_groups.get(rule.value)
    region = found.label(language) if found else rule.value
    if rule.kind is TeamRuleKind.REGION_LEAST:
        return count_phrase(
            "At least %(num)s person from this regional group: %(region)s",
            "At least %(num)s people from this regional group: %(region)s",
            rule.number,
            region=region,
        )
    return count_phrase(
        "At most %(num)s person from this regional group: %(region)s",
        "At most %(num)s people from this regional group: %(region)s",
        rule.number,
        region=region,
    )


def _article(value: str, vocabulary: Vocabulary, language: str) -> str:
    found = vocabulary.articles.get(int(value))
    number = show_number(int(value))
    if found is None:
        return number
    return gettext("article %(number)s (%(title)s)", number=number, title=found.title(language))


def price_words(price: Price) -> str:
    """What one rule costs the team."""
    if not price.fit:
        return gettext("costs nothing") if price.is_exact else gettext("no cost was found")
    points = show_number(price.fit / TENTHS)
    if price.is_exact:
        return gettext("costs %(points)s points of fit", points=points)
    return gettext("costs about %(points)s points of fit", points=points)


def relaxation_words(relaxation: Relaxation, rule: str) -> str:
    """What giving up one rule, named in words, would bring."""
    return gettext(
        "Without this rule there is a team with %(points)s points of fit: %(rule)s",
        points=show_number(relaxation.fit / TENTHS),
        rule=rule,
    )


def no_team_words(answer: NoTeam, rules: Mapping[TeamRule, str]) -> str:
    """Why there is no team, in one sentence. `rules` gives each rule in words; several are listed after it."""
    if answer.is_too_few:
        return gettext("The shortlist has fewer people than the team.")
    if not answer.is_proven:
        return gettext(
            "No team was found that keeps every rule; the search was cut short, so there may be one."
        )
    if answer.relaxations:
        return gettext("No team keeps every rule. Giving up one of these rules is enough.")
    if answer.together:
        names = rules[answer.together[0]] if len(answer.together) == 1 else ""
        sentence = gettext(
            "No team keeps every rule. These would have to be given up together: %(rules)s", rules=names
        )
        return sentence.rstrip()
    return gettext("No team keeps every rule, and giving up a single one is not enough.")


def certainty_words(team: Team) -> str:
    """Whether the team is the best there is, or how much better one might be."""
    if team.is_best:
        return gettext("No other team of this shortlist that keeps the rules fits better.")
    return gettext(
        "The search was cut short: another team that keeps the rules might fit up to %(percent)s%% better.",
        percent=show_number(round(team.gap * PERCENT, 1)),
    )

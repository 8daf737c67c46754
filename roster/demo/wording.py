"""How people, topics, countries and review mechanisms are called inside a sentence of each language."""

from __future__ import annotations

import re

from roster.demo.grammar import capital, of, running
from roster.demo.names import PersonName
from roster.demo.phrases import Phrases
from roster.demo.reference import StateFacts, TopicFacts

IN_BRACKETS = re.compile(r"\s*[(\uff08].*?[)\uff09]")


def name_values(name: PersonName, phrases: Phrases, *, female: bool) -> dict[str, str]:
    """The Latin name, whole and with an honorific, in languages whose biographies name the person."""
    honorifics = phrases.biography.get("honorifics")
    if honorifics is None:
        return {}
    honorific: str = honorifics.split("/")[female]
    whole = f"{name.given.latin} {name.family.latin}".strip()
    return {"name": whole, "family": honorific.format(name.family.latin)}


def topic_values(key: str, topic: TopicFacts, phrases: Phrases) -> dict[str, str]:
    """The label as a title, as it runs in a sentence, and as it follows `in the field of`."""
    label = topic.labels[phrases.language]
    inside = phrases.topics["running"].get(topic.id, running(label, phrases.language))
    return {
        key: inside,
        f"{key}_cap": capital(inside),
        f"{key}_of": phrases.topics.get("genitive", {}).get(topic.id, of(inside, phrases.language)),
        capital(key): capital(label),
    }


def country_in_text(state: StateFacts, phrases: Phrases) -> str:
    """The name of a State without its bracketed part, with the article that English asks for."""
    name = IN_BRACKETS.sub("", state.names[phrases.language])
    with_article: str = phrases.biography.get("country_articles", {}).get("the", "")
    return f"the {name}" if state.iso2 in with_article.split() else name


def mechanism_phrase(mechanism_id: str, phrases: Phrases) -> str:
    """What a mechanism is told with; several cycles of one body share a phrase."""
    told: dict[str, str] = phrases.biography["mechanisms"]
    return told.get(mechanism_id) or told[mechanism_id.rpartition("-")[0]]

"""A request in one language finds the topics, and the words of the others."""

import pytest

from roster.matching.thesaurus import Thesaurus
from roster.vocabulary.entries import LANGUAGES

REQUESTS = {
    "en": "We need help with a law on the protection of whistle-blowers.",
    "fr": "Nous souhaitons rédiger une loi sur la protection des lanceurs d'alerte.",
    "es": "Necesitamos una ley de protección de denunciantes.",
    "ru": "Нам нужен закон о защите заявителей о коррупции.",
    "ar": "نحتاج إلى قانون بشأن حماية المبلغين عن المخالفات.",
    "zh": "我们需要一部举报人保护法。",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_in_each_language_is_about_the_same_topic(thesaurus: Thesaurus, language: str) -> None:
    found = thesaurus.topics_in({language: REQUESTS[language]})
    assert next(iter(found)) == "whistleblower-protection"
    assert all(0 < share <= 1 for share in found.values())


def test_a_topic_has_words_in_all_languages(thesaurus: Thesaurus) -> None:
    words = thesaurus.words_for(["whistleblower-protection"])
    assert set(words) == set(LANGUAGES)
    assert all(words.values())
    assert thesaurus.words_for([], [33])["en"] == words["en"]


def test_the_label_of_a_topic_means_it_alone(thesaurus: Thesaurus) -> None:
    assert next(iter(thesaurus.topics_in({"en": "Mutual legal assistance"}))) == "mla"


def test_texts_about_nothing_are_about_no_topic(thesaurus: Thesaurus) -> None:
    assert thesaurus.topics_in({"en": "", "fr": "Bonjour à tous", "xx": "mutual legal assistance"}) == {}
    assert thesaurus.words_for(["no-such"]) == dict.fromkeys(LANGUAGES, ())


def test_at_most_eight_topics_are_read_out_of_a_long_text(thesaurus: Thesaurus) -> None:
    labels = ". ".join(topic.label("en") for topic in thesaurus.vocabulary.topics.values())
    assert len(thesaurus.topics_in({"en": labels})) == 8


def test_a_broad_topic_named_beside_a_narrow_one_is_not_lost(thesaurus: Thesaurus) -> None:
    text = "Protection des lanceurs d'alerte ; recouvrement d'avoirs."
    assert set(thesaurus.topics_in({"fr": text})) == {"whistleblower-protection", "asset-recovery"}

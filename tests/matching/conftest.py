"""The vocabularies as matching uses them, and an analyser such as search hands in."""

import pytest

from roster.matching.relations import Relations
from roster.matching.thesaurus import Thesaurus
from roster.search.analysis import analyse
from roster.search.stopwords import is_stop_word
from roster.vocabulary.entries import Vocabulary


@pytest.fixture(scope="session")
def relations(vocabulary: Vocabulary) -> Relations:
    return Relations(vocabulary)


def terms(text: str, language: str | None) -> list[str]:
    return [token.text for token in analyse(text, language) if not is_stop_word(token.folded)]


@pytest.fixture(scope="session")
def thesaurus(vocabulary: Vocabulary) -> Thesaurus:
    return Thesaurus.of(vocabulary, terms)

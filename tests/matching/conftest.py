"""The vocabularies as matching uses them, and an analyser such as search hands in."""

import pytest

from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.matching.relations import Relations
from roster.matching.thesaurus import Thesaurus
from roster.search.analysis import analyse
from roster.search.stopwords import is_stop_word
from roster.vocabulary import queries
from roster.vocabulary.entries import Vocabulary
from roster.vocabulary.loading import load_vocabularies
from tests.databases import Databases
from tests.vocabulary.conftest import make_app


@pytest.fixture(scope="session")
def vocabulary(databases: Databases) -> Vocabulary:
    """The loaded vocabularies, built once: they are frozen."""
    app = make_app(databases.new())
    with app.app_context():
        db.create_all()
        with unit_of_work():
            load_vocabularies()
        loaded = queries.current()
        db.session.remove()
        db.engine.dispose()
    return loaded


@pytest.fixture(scope="session")
def relations(vocabulary: Vocabulary) -> Relations:
    return Relations(vocabulary)


def terms(text: str, language: str | None) -> list[str]:
    return [token.text for token in analyse(text, language) if not is_stop_word(token.folded)]


@pytest.fixture(scope="session")
def thesaurus(vocabulary: Vocabulary) -> Thesaurus:
    return Thesaurus.of(vocabulary, terms)

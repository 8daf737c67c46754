"""What a text written by people means in our vocabularies: States, languages, topics, articles.

Pure over the snapshot: without one in hand, the current one is taken. Nothing is guessed from a likeness; a
name is known in one of its spellings, or it is not recognised.
"""

from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from roster.vocabulary import language_index, queries, state_index, subject_index
from roster.vocabulary.entries import Vocabulary
from roster.vocabulary.language_index import LanguageMention


@dataclass(frozen=True, eq=False)
class _Indexes:
    vocabulary: Vocabulary

    @cached_property
    def states(self) -> state_index.StateIndex:
        return state_index.build(self.vocabulary)

    @cached_property
    def languages(self) -> language_index.LanguageIndex:
        return language_index.build(self.vocabulary)

    @cached_property
    def subjects(self) -> subject_index.SubjectIndex:
        return subject_index.build(self.vocabulary)


_indexes: WeakKeyDictionary[Vocabulary, _Indexes] = WeakKeyDictionary()


def _indexes_of(vocabulary: Vocabulary | None) -> _Indexes:
    chosen = queries.current() if vocabulary is None else vocabulary
    held = _indexes.get(chosen)
    if held is None:
        held = _indexes[chosen] = _Indexes(chosen)
    return held


def recognise_state(text: str, vocabulary: Vocabulary | None = None) -> str | None:
    """The two-letter code of the State that a text names; of several the first.

    Knows names in six languages and the State's own, common short and former names, ISO and M49 codes.
    States that are no more and territories give None, also where a State follows (`Hong Kong, China`).
    """
    return next(_indexes_of(vocabulary).states.states_in(text), None) or None


def recognise_states(text: str, vocabulary: Vocabulary | None = None) -> tuple[str, ...]:
    """The codes of all States that a text names, in their order and each once."""
    found = _indexes_of(vocabulary).states.states_in(text)
    return tuple(dict.fromkeys(code for code in found if code))


def recognise_languages(text: str, vocabulary: Vocabulary | None = None) -> tuple[LanguageMention, ...]:
    """The languages that a text names, each once, with a level such as C1 where one stands beside it."""
    mentions: dict[str, LanguageMention] = {}
    for mention in _indexes_of(vocabulary).languages.languages_in(text):
        mentions.setdefault(mention.code, mention)
    return tuple(mentions.values())


def recognise_topics(text: str, vocabulary: Vocabulary | None = None) -> tuple[str, ...]:
    """The ids of the topics that a text names, by label or synonym in any of the six languages."""
    return tuple(dict.fromkeys(_indexes_of(vocabulary).subjects.topics_in(text)))


def recognise_articles(text: str, vocabulary: Vocabulary | None = None) -> tuple[int, ...]:
    """The articles of the Convention that a text such as `art. 52-57; Article 46(13)` names, in its order."""
    return tuple(dict.fromkeys(_indexes_of(vocabulary).subjects.articles_in(text)))

"""The request's words in any language made into topics, and topics into words in all six languages.

The words of the topics' labels and synonyms are cut by an analyser that is handed in, the one that cuts the profiles
too: what is found here is found there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from roster.vocabulary.entries import LANGUAGES, Topic, Vocabulary

# A text in a language, cut into its terms; None where the language is not known.
Analyse = Callable[[str, str | None], Sequence[str]]

APART_SHARE = 0.6  # the words of a phrase all there, but not side by side
SHORT_SHARE = 0.7  # a single word says less than a phrase
BROAD_SHARE = 0.7  # a topic at the top says less than one below it
LEAST_SHARE, OF_CLEAREST = 0.1, 0.55
MOST_TOPICS = 8
SHORTEST_WORD = 3
SHORT_HAN = 1  # pairs of signs
UNSURE = 0.5  # how surely a text names a topic by a name that may mean something else
NEAR_BY = 4  # how many words may stand between the words of a phrase
IN_PART_SHARE = 0.5  # only some words of a phrase, if they are those that tell it from other topics
MOST_OF_IT = 0.5
SURE = 0.65  # a phrase named once; named again it is surer


@dataclass(frozen=True)
class _Phrase:
    terms: tuple[str, ...]
    topics: tuple[str, ...]
    telling: tuple[float, ...]  # for each term how much of the phrase it tells; together 1


@dataclass(frozen=True)
class _Hit:
    phrase: _Phrase
    share: float
    places: frozenset[int]
    is_whole: bool


@dataclass(frozen=True, eq=False)
class Thesaurus:
    """Phrases by language; made once for a vocabulary by `Thesaurus.of`."""

    vocabulary: Vocabulary
    analyse: Analyse
    phrases: Mapping[str, Mapping[str, tuple[_Phrase, ...]]]

    @classmethod
    def of(cls, vocabulary: Vocabulary, analyse: Analyse) -> Thesaurus:
        """The thesaurus of the topics in use."""
        return cls(
            vocabulary,
            analyse,
            {language: _phrases(vocabulary, analyse, language) for language in LANGUAGES},
        )

    def topics_in(self, words: Mapping[str, str]) -> dict[str, float]:
        """The topics that texts speak of, by language of the text, each with a share between 0 and 1.

        At most eight, the clearest first. A narrower topic stands for its broader one.
        """
        shares: defaultdict[str, float] = defaultdict(float)
        for language, text in words.items():
            for topic, share in self._topics(text, language).items():
                shares[topic] = max(shares[topic], share)
        # Beside what is clearly named, faint traces of other topics are noise.
        least = max(LEAST_SHARE, OF_CLEAREST * max(shares.values(), default=0.0))
        kept = {topic: share for topic, share in shares.items() if share >= least}
        for topic, share in shares.items():
            parent = self.vocabulary.topics[topic].parent_id
            if parent in kept and share >= kept[parent]:
                del kept[parent]
        clearest = sorted(kept.items(), key=lambda item: (-item[1], item[0]))[:MOST_TOPICS]
        return dict(clearest)

    def words_for(self, topics: Iterable[str], articles: Iterable[int] = ()) -> dict[str, tuple[str, ...]]:
        """How these topics, and those of these articles alone, are called in each of the six languages."""
        found = [self.vocabulary.topics[topic] for topic in topics if topic in self.vocabulary.topics]
        wanted = set(articles)
        found += [topic for topic in self.vocabulary.topics.values() if wanted & _sole_article(topic)]
        return {
            language: tuple(dict.fromkeys(name for topic in found for name in _names(topic, language)))
            for language in LANGUAGES
        }

    def names_of(self, topic: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What a topic is called in all six languages: names that mean it, and such as may mean something else.

        A single word is said of much, and what is part of another topic's name may be said of that one.
        """
        entry = self.vocabulary.topics.get(topic)
        sure: list[str] = []
        unsure: list[str] = []
        if entry is None:
            return (), ()
        for language in LANGUAGES:
            for name in _names(entry, language):
                terms = tuple(self.analyse(name, language))
                is_sure = len(terms) > (SHORT_HAN if language == "zh" else 1) and not self._is_shared(
                    terms, topic, language
                )
                (sure if is_sure else unsure).append(name)
        return tuple(dict.fromkeys(sure)), tuple(dict.fromkeys(unsure))

    def _is_shared(self, terms: tuple[str, ...], topic: str, language: str) -> bool:
        """Whether other topics are called so too, or by a longer name that holds this one."""
        others = (
            phrase
            for phrase in self.phrases[language].get(terms[0], ())
            if topic not in phrase.topics or len(phrase.topics) > 1
        )
        return any(_holds(phrase.terms, terms) for phrase in others)

    def _topics(self, text: str, language: str) -> dict[str, float]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, term in enumerate(self.analyse(text, language)):
            places[term].append(at)
        by_term = self.phrases.get(language, {})
        phrases = {phrase: None for term in places for phrase in by_term.get(term, ())}
        found = [hit for phrase in phrases for hit in _hits(phrase, places)]
        doubts: dict[str, float] = {}
        taken: defaultdict[str, set[int]] = defaultdict(set)
        for hit in _own_words(found):
            for topic in hit.phrase.topics:
                # What is said again, in other words or at another place, is more surely meant.
                if taken[topic].isdisjoint(hit.places):
                    taken[topic].update(hit.places)
                    broad = BROAD_SHARE if self.vocabulary.topics[topic].parent_id is None else 1.0
                    share = SURE * hit.share * broad / len(hit.phrase.topics)
                    doubts[topic] = doubts.get(topic, 1.0) * (1.0 - share)
        return {topic: 1.0 - doubt for topic, doubt in doubts.items()}


def _phrases(vocabulary: Vocabulary, analyse: Analyse, language: str) -> dict[str, tuple[_Phrase, ...]]:
    """By each term: the phrases that hold it, each with the topics that it may mean."""
    topics: dict[tuple[str, ...], list[str]] = {}
    # A label means its topic alone, the title of an article the only topic that is about it alone.
    for topic in vocabulary.topics.values():
        _note(topics, analyse(topic.labels.get(language, ""), language), topic.id)
    certain = frozenset(topics)
    for topic in vocabulary.topics.values():
        for name in topic.synonyms.get(language, ()):
            terms = tuple(analyse(name, language))
            if terms not in certain:
                _note(topics, terms, topic.id)
    certain = frozenset(topics)
    for title, topic_id in _titles(vocabulary, language):
        terms = tuple(analyse(title, language))
        if terms not in certain:
            _note(topics, terms, topic_id)
    spread: defaultdict[str, set[str]] = defaultdict(set)
    for terms, ids in topics.items():
        for term in terms:
            spread[term].update(ids)
    found: defaultdict[str, list[_Phrase]] = defaultdict(list)
    for terms, ids in topics.items():
        if language != "zh" and len(terms) == 1 and len(terms[0]) < SHORTEST_WORD:
            continue  # an abbreviation that a small word looks like
        rare = [1 / len(spread[term]) for term in terms]
        phrase = _Phrase(terms, tuple(ids), tuple(own / sum(rare) for own in rare))
        for term in dict.fromkeys(terms):
            found[term].append(phrase)
    return {term: tuple(phrases) for term, phrases in found.items()}


def _holds(longer: tuple[str, ...], terms: tuple[str, ...]) -> bool:
    return any(longer[at : at + len(terms)] == terms for at in range(len(longer) - len(terms) + 1))


def _names(topic: Topic, language: str) -> tuple[str, ...]:
    label = topic.labels.get(language)
    return ((label,) if label else ()) + tuple(topic.synonyms.get(language, ()))


def _note(topics: dict[tuple[str, ...], list[str]], terms: Sequence[str], topic: str) -> None:
    own = topics.setdefault(tuple(terms), []) if terms else [topic]
    if topic not in own:
        own.append(topic)


def _titles(vocabulary: Vocabulary, language: str) -> Iterator[tuple[str, str]]:
    about: defaultdict[int, list[str]] = defaultdict(list)
    for topic in vocabulary.topics.values():
        for number in _sole_article(topic):
            about[number].append(topic.id)
    for number, ids in about.items():
        article = vocabulary.articles.get(number)
        if article is not None and len(ids) == 1:
            yield article.labels.get(language, ""), ids[0]


def _sole_article(topic: Topic) -> set[int]:
    return set(topic.articles) if len(topic.articles) == 1 else set()


def _hits(phrase: _Phrase, places: Mapping[str, list[int]]) -> Iterator[_Hit]:
    """Where a phrase stands: 1 for its words side by side, less for words apart or for some of them only."""
    length = len(phrase.terms)
    whole = SHORT_SHARE if length == 1 else 1.0
    starts = [
        start
        for start in places.get(phrase.terms[0], ())
        if all(start + at in places.get(term, ()) for at, term in enumerate(phrase.terms))
    ]
    for start in starts:
        yield _Hit(phrase, whole, frozenset(range(start, start + length)), is_whole=True)
    if starts:
        return
    reach = length + NEAR_BY
    for start in places.get(phrase.terms[0], ()):
        near = [
            next((at for at in places.get(term, ()) if abs(at - start) <= reach), None)
            for term in phrase.terms
        ]
        if all(at is not None for at in near):
            yield _Hit(phrase, APART_SHARE, frozenset(at for at in near if at is not None), is_whole=False)
            return
    told = sum(share for term, share in zip(phrase.terms, phrase.telling, strict=True) if term in places)
    if told >= MOST_OF_IT:
        some = frozenset(places[term][0] for term in phrase.terms if term in places)
        yield _Hit(phrase, IN_PART_SHARE * told, some, is_whole=False)


def _own_words(found: list[_Hit]) -> list[_Hit]:
    """The clearest first; without those whose words all belong to a longer phrase that stands there whole."""
    ordered = sorted(
        found, key=lambda hit: (not hit.is_whole, -len(hit.places), -hit.share, hit.phrase.terms)
    )
    kept: list[_Hit] = []
    whole: list[frozenset[int]] = []
    for hit in ordered:
        if any(hit.places <= other and (not hit.is_whole or hit.places != other) for other in whole):
            continue
        kept.append(hit)
        if hit.is_whole:
            whole.append(hit.places)
    return kept

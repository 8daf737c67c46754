"""The ways of matching that are measured: words alone, with the hard rules, with the thesaurus, and everything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.matching_requests import Need
from benchmarks.matching_truth import Expert
from roster.matching.criteria import Criteria
from roster.matching.hard_rules import broken
from roster.matching.matcher import match
from roster.matching.pool import Pool
from roster.matching.relations import Relations
from roster.matching.result import MatchResult
from roster.matching.text_found import TextFound
from roster.matching.thesaurus import UNSURE, Thesaurus
from roster.search import scoring
from roster.search.analysis import WORD, analyse, question_words
from roster.search.document import Document, FieldText
from roster.search.indexer import Indexer
from roster.search.query import Query, Term
from roster.search.standing import Standing
from roster.search.stopwords import is_stop_word
from roster.vocabulary.entries import Vocabulary

Floats = NDArray[np.float64]
KIND = "expert"
READER = frozenset({"member"})
WITH_LABELS = frozenset(
    {"member", "labels"}
)  # the words of the coded lines are a field with readers of its own
BEST = 50


def cut(text: str, language: str | None) -> list[str]:
    """The terms of a text as search counts them."""
    return [token.text for token in analyse(text, language)]


def document(expert: Expert) -> Document:
    """The texts of one person, as he or she wrote them."""
    texts = [FieldText("expertise", text, expert.language) for text in expert.evidence]
    texts.append(FieldText("profile", expert.brief, expert.language))
    return Document(
        kind=KIND,
        id=expert.number + 1,
        rev=1,
        texts=tuple(texts),
        codes={},
        numbers={},
        sort_keys={},
        audiences=READER,
    )


class Systems:
    """Everything that ranks the people of one roster."""

    def __init__(self, experts: list[Expert], vocabulary: Vocabulary, folder: Path) -> None:
        if not (folder / KIND).exists():
            Indexer(folder).rebuild([KIND], map(document, experts))
        self._standing = Standing(folder / KIND)
        self._count = len(experts)
        self.pool = Pool.of(expert.candidate for expert in experts)
        self.relations = Relations(vocabulary)
        self.thesaurus = Thesaurus.of(vocabulary, cut)

    def rankings(self, need: Need, language: str) -> dict[str, list[int]]:
        """The first fifty of each way, as numbers of experts."""
        asked = need.criteria[language]
        text = asked.words[language]
        words = self.found([_words(text)])
        allowed = self.allowed(asked)
        wider = words + self.found(self._names(asked))
        return {
            "words": _best(words),
            "+ hard rules": _best(words * allowed),
            "+ thesaurus": _best(wider * allowed),
            "full": self._rows(self.matched(asked)),
        }

    def told(self, need: Need) -> list[int]:
        """The full scorer where the request says all its topics and how much each matters, and nothing else."""
        asked = need.criteria["en"]
        whole = replace(asked, rows=(), implied_topics=need.topics)
        return self._rows(self._full(whole))

    def found(self, groups: Iterable[tuple[Term, ...]]) -> Floats:
        """BM25F of these words, any of which is enough, by number of expert."""
        scores = np.zeros(self._count)
        view = self._standing.view()
        for group in groups:
            if group:
                found = scoring.find(view, Query((group,)), READER)
                scores[view.planes.ids[found.slots] - 1] += found.scores
        return scores

    def words(self, asked: Criteria) -> list[int]:
        """The first fifty by words alone."""
        return _best(self.found([_words(" ".join(asked.words.values()))]))

    def allowed(self, asked: Criteria) -> NDArray[np.bool_]:
        """Whom no hard rule excludes."""
        return ~np.any(np.stack(list(broken(asked, self.pool).values())), axis=0)

    def matched(self, asked: Criteria, *, limit: int = BEST, explained: int = 0) -> MatchResult:
        """The full scorer, with what it is handed by the rooms: topics of the thesaurus and evidence in the texts."""
        implied = self.thesaurus.topics_in(asked.words)
        return self._full(replace(asked, implied_topics=implied), limit=limit, explained=explained)

    def _full(self, whole: Criteria, *, limit: int = BEST, explained: int = 0) -> MatchResult:
        return match(
            whole,
            self.pool,
            self.relations,
            text=self.evidence(whole),
            limit=limit,
            explained=explained,
            near_limit=5 if explained else 0,
        )

    def _rows(self, result: MatchResult) -> list[int]:
        return [self.pool.row_of[one.ref] for one in result.matches]

    def evidence(self, asked: Criteria) -> TextFound:
        """Which texts name what is asked, in whichever language, and hold the request's own words."""
        topics = dict.fromkeys((*asked.topics, *asked.implied_topics))
        words = self.found([_words(" ".join(asked.words.values()))])
        return TextFound(
            topics={topic: self._by_ref(self._named(topic)) for topic in topics},
            words=self._by_ref(words / max(1e-9, float(words.max()))),
        )

    def _named(self, topic: str) -> Floats:
        """How surely each text names a topic: a name of several words, or a label, says it; a single word less."""
        sure, unsure = self.thesaurus.names_of(topic)
        found = (self.found([_phrases(sure)]) > 0).astype(np.float64)
        return np.maximum(found, UNSURE * (self.found([_phrases(unsure)]) > 0))

    def _by_ref(self, values: Floats) -> dict[str, float]:
        return {self.pool.candidates[row].ref: float(values[row]) for row in np.flatnonzero(values).tolist()}

    def _names(self, asked: Criteria) -> list[tuple[Term, ...]]:
        topics = (*asked.topics, *self.thesaurus.topics_in(asked.words))
        names = self.thesaurus.words_for(dict.fromkeys(topics), asked.articles)
        return [_phrases(name for own in names.values() for name in own)]


def _words(text: str) -> tuple[Term, ...]:
    """Each word of a text for itself, without those that stand in every text; Han signs in pairs."""
    words = [match.group() for match in WORD.finditer(text) if not is_stop_word(match.group())]
    forms = dict.fromkeys(position for word in words for position in question_words(word))
    return tuple(Term(position[0], (position,)) for position in forms)


def _phrases(names: Iterable[str]) -> tuple[Term, ...]:
    positions = dict.fromkeys(question_words(name) for name in names)
    return tuple(Term(" ".join(place[0] for place in each), each) for each in positions if each)


def _best(scores: Floats) -> list[int]:
    """The fifty highest above zero; of equals the earlier."""
    order = np.argsort(-scores, kind="stable")[:BEST]
    return [row for row in order.tolist() if scores[row] > 0]

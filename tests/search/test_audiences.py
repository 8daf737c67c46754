"""Nobody finds, counts or infers what is not theirs: the engine against a plain reading of the documents."""

import random
from dataclasses import dataclass, field
from functools import cache

import pytest

from roster.search.analysis import analyse, written_words
from roster.search.document import Document, FieldText
from roster.search.query import Term, parse
from roster.search.request import SearchRequest
from tests.search.conftest import ask, bio, expert

SECRETARIAT = frozenset({"member", "secretariat"})
TOKENS = ("member", "secretariat", "state:KE", "state:PE", "self:1")
WORDS = [
    "asset",
    "assets",
    "recovery",
    "recover",
    "tracing",
    "trace",
    "procurement",
    "bribery",
    "the",
    "of",
    "反腐败",
    "腐败",
    "合作",
    "эксперты",
    "эксперт",
]
FACETS = {"topic": ("a", "b", "c"), "mode": ("remote", "site")}


def test_a_restricted_field_is_not_found_by_who_may_not_read_it(put, engine):
    cv = FieldText("cv", "hidden talent", "en", frozenset({"secretariat"}))
    put(expert(1, bio("open words"), cv, codes={"topic": frozenset({"a"})}))
    for question in ("hidden", "hid*", '"hidden talent"', "open hidden", "hidden OR zebra"):
        result = ask(engine, question, facets=("topic",))
        assert (result.total, result.facet_counts["topic"]) == (0, {})
        assert ask(engine, question, audiences=SECRETARIAT).total == 1
    assert ask(engine, "open -hidden").total == 1


def test_a_record_for_others_is_neither_found_nor_counted(put, engine):
    put(
        expert(1, bio("asset"), codes={"topic": frozenset({"a"})}),
        expert(2, bio("asset"), codes={"topic": frozenset({"a"})}, audiences=frozenset({"secretariat"})),
    )
    result = ask(engine, None, facets=("topic",), buckets={"confirmed_on": {"any": (None, None)}})
    assert (result.total, result.facet_counts["topic"]) == (1, {"a": 1})
    assert ask(engine, "asset", audiences=SECRETARIAT).total == 2


def test_scores_do_not_depend_on_what_the_caller_may_not_see(put, engine):
    put(*(expert(id_, bio("asset"), bio("zebra" if id_ == 1 else "lion")) for id_ in range(1, 6)))
    before = ask(engine, "asset OR zebra").hits
    put(*(expert(id_, bio("zebra"), audiences=frozenset({"secretariat"})) for id_ in range(6, 40)))
    after = ask(engine, "asset OR zebra").hits
    assert [hit.id for hit in before] == [hit.id for hit in after]


def test_a_caller_without_tokens_finds_nothing(put, engine):
    put(expert(1, bio("asset")))
    assert ask(engine, None, audiences=frozenset()).total == 0
    assert ask(engine, "asset", audiences=frozenset()).total == 0


@cache
def _words_in(text: str, language: str | None) -> list[str]:
    return [token.text for token in analyse(text, language)]


@dataclass
class Oracle:
    """Reads every document for every question, slowly and plainly."""

    documents: dict[int, Document] = field(default_factory=dict)
    terms_by_word: set[tuple[str, str]] = field(default_factory=set)

    def put(self, document: Document) -> None:
        self.documents[document.id] = document
        for text in document.texts:
            for token in analyse(text.text, text.language):
                self.terms_by_word |= {(word, token.text) for word in written_words(token.folded)}

    def answer(self, request: SearchRequest) -> tuple[set[int], dict[str, dict[str, int]]]:
        others = {facet: self._matching(request, leaving=facet) for facet in request.facets}
        counts = {
            facet: {
                code: len([1 for document in matching if code in document.codes.get(facet, ())])
                for code in FACETS[facet]
            }
            for facet, matching in others.items()
        }
        found = {document.id for document in self._matching(request, leaving=None)}
        return found, {facet: {code: n for code, n in by.items() if n} for facet, by in counts.items()}

    def _matching(self, request: SearchRequest, *, leaving: str | None) -> list[Document]:
        query = parse(request.text)
        return [
            document
            for document in self.documents.values()
            if document.audiences & request.audiences
            and all(
                document.codes.get(f, frozenset()) & c for f, c in request.filters.items() if f != leaving
            )
            and all(low <= document.numbers.get(n, -1) <= high for n, (low, high) in request.ranges.items())
            and all(
                any(self._has(document, term, request.audiences) for term in group) for group in query.groups
            )
            and not any(self._has(document, term, request.audiences) for term in query.without)
        ]

    def _has(self, document: Document, term: Term, tokens: frozenset[str]) -> bool:
        positions = list(term.positions)
        if term.start is not None:
            begun = {of for word, of in self.terms_by_word if word.startswith(term.start) or term.start in of}
            if len(term.start) > 1:
                begun = {of for word, of in self.terms_by_word if word.startswith(term.start)}
            positions[-1] = tuple(begun)
        for text in document.texts:
            if text.audiences is not None and not text.audiences & tokens:
                continue
            words = _words_in(text.text, text.language)
            for at in range(len(words) - len(positions) + 1):
                if all(words[at + n] in forms for n, forms in enumerate(positions)):
                    return True
        return False


@pytest.mark.parametrize("seed", range(4))
def test_totals_hits_and_counts_are_those_of_a_plain_reading(put, engine, seed):
    chance = random.Random(seed)
    oracle = Oracle()
    for round_ in range(5):
        batch = [_document(chance, chance.randint(1, 120), round_ + 1) for _ in range(60)]
        removed = chance.sample(sorted(oracle.documents), k=min(5, len(oracle.documents)))
        for document in batch:
            oracle.put(document)
        for id_ in removed:
            oracle.documents.pop(id_, None)
        put(*batch, removed=removed)
        for _ in range(60):
            request = _request(chance)
            result = engine.search(request)
            found, counts = oracle.answer(request)
            assert {hit.id for hit in result.hits} <= found, request
            assert (result.total, result.facet_counts) == (len(found), counts), request
            assert result.total > 100 or {hit.id for hit in result.hits} == found
            revs = {hit.id: hit.rev for hit in result.hits}
            assert revs == {id_: oracle.documents[id_].rev for id_ in revs}


def _document(chance: random.Random, id_: int, rev: int) -> Document:
    def some(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count))

    readers = frozenset(chance.sample(TOKENS[1:], k=chance.randint(1, 2))) if chance.random() < 0.7 else None
    texts = (
        FieldText("name", some(2)),
        *(FieldText("profile", some(5), chance.choice(("en", "ru", "zh", None))) for _ in range(2)),
        FieldText("cv", some(4), "en", readers),
    )
    return expert(
        id_,
        *texts,
        rev=rev,
        codes={
            name: frozenset(chance.sample(codes, k=chance.randint(0, 2))) for name, codes in FACETS.items()
        },
        numbers={"confirmed_on": chance.randint(0, 50)} if chance.random() < 0.8 else {},
        sort_keys={"name": texts[0].text},
        audiences=frozenset(chance.sample(TOKENS, k=chance.randint(1, 2))),
    )


def _request(chance: random.Random) -> SearchRequest:
    one, two = chance.choices(WORDS, k=2)
    text = chance.choice(
        (
            None,
            one,
            f"{one} {two}",
            f'"{one} {two}"',
            f"{one} OR {two}",
            f"{one} -{two}",
            f"-{one}",
            f"{one[:3]}*",
            "腐",
        )
    )
    filters = {
        name: frozenset(chance.sample(codes, k=1)) for name, codes in FACETS.items() if chance.random() < 0.3
    }
    return SearchRequest(
        "expert",
        frozenset(chance.sample(TOKENS, k=chance.randint(1, 3))),
        text,
        filters=filters,
        ranges={"confirmed_on": (10, 40)} if chance.random() < 0.2 else {},
        facets=("topic", "mode"),
        limit=100,
        sort=chance.choice(("relevance", "name", "-confirmed_on")),
    )

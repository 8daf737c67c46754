"""Two worlds that differ only in what the caller may not see give the same answers, to the last bit of a score."""

import random
import shutil
from dataclasses import replace

import pytest

from roster.core.unit_of_work import unit_of_work
from roster.search.document import Document, FieldText
from roster.search.request import SearchRequest
from tests.search.conftest import MEMBER, bio, expert

SECRETARIAT = frozenset({"secretariat"})
WORDS = (
    "asset", "assets", "recovery", "recovering", "tracing", "trace", "procurement", "bribery", "integrity", "of",
    "反腐败", "国际合作", "эксперты", "эксперт", "الفساد", "enquêtes",
)  # fmt: skip
QUESTIONS = (
    None, "asset", "asset recovery", "asset OR bribery OR hidden", '"asset recovery"', '"反腐败"', "reco*", "腐",
    "asset -tracing", "-asset", "эксперты", "name3", "hidden", "hid*", "zebra OR trace",
)  # fmt: skip
SORTS = ("relevance", "name", "-name", "confirmed_on", "-confirmed_on", "secret", "-secret", "rank")
BUCKETS = {"confirmed_on": {"low": (None, 20), "high": (21, None)}, "rank": {"any": (None, None)}}


class World:
    """Records of one kind, put in as the worker does."""

    def __init__(self, kind: str, indexer, engine):
        self.kind, self.indexer, self.engine = kind, indexer, engine

    def put(self, documents, removed=()):
        mine = [replace(document, kind=self.kind) for document in documents]
        finish = self.indexer.apply(mine, [(self.kind, id_) for id_ in removed])
        with unit_of_work():
            finish()

    def answers(self):
        for text in QUESTIONS:
            for sort in SORTS:
                for filters in ({}, {"topic": frozenset({"a", "secret"})}):
                    request = SearchRequest(
                        self.kind, MEMBER, text, sort=sort, filters=filters,
                        facets=("topic", "secret"), buckets=BUCKETS, limit=100,
                    )  # fmt: skip
                    yield text, sort, filters, self.engine.search(request)


@pytest.fixture
def worlds(indexer, engine):
    return World("bare", indexer, engine), World("full", indexer, engine)


@pytest.mark.parametrize("seed", range(3))
def test_hidden_records_and_fields_move_no_score_order_or_count(worlds, seed):
    bare, full = worlds
    chance = random.Random(seed)
    shown = [_shown(chance, id_) for id_ in range(10, 400, 10)]
    bare.put(shown)
    hidden = [_hidden(chance, id_) for id_ in range(500) if id_ % 10 or not id_]
    mixed = [*map(_with_hidden_field, shown), *hidden]
    chance.shuffle(mixed)
    for start in range(0, len(mixed), 150):  # in several segments
        full.put(mixed[start : start + 150])
    full.put([], removed=[document.id for document in hidden[::7]])
    full.put([replace(document, rev=2) for document in hidden[1::7]])
    _assert_alike(bare, full)


def test_records_that_were_removed_or_rewritten_move_none_either(worlds):
    bare, full = worlds
    chance = random.Random(5)
    shown = [_shown(chance, id_) for id_ in range(10, 300, 10)]
    bare.put(shown)
    full.put([replace(_shown(chance, document.id), rev=0) for document in shown])
    full.put([_shown(chance, id_) for id_ in range(1, 60, 2)])
    full.put(shown, removed=range(1, 60, 2))
    _assert_alike(bare, full)


def test_without_an_index_only_who_sees_something_is_told_that_words_were_not_searched(
    worlds, folder, engine
):
    _, full = worlds
    full.put([_hidden(random.Random(1), 1)])
    shutil.rmtree(folder)
    engine.forget()
    assert not engine.search(SearchRequest("full", MEMBER, "asset")).degraded
    assert engine.search(SearchRequest("full", SECRETARIAT, "asset")).degraded


def _assert_alike(bare: World, full: World) -> None:
    found = 0
    for (*asked, mine), (*_, theirs) in zip(bare.answers(), full.answers(), strict=True):
        assert [(hit.id, hit.rev, hit.score.hex()) for hit in mine.hits] == [
            (hit.id, hit.rev, hit.score.hex()) for hit in theirs.hits
        ], asked
        assert mine == theirs, asked
        found += mine.total
    assert found > 1_000


def _some(chance: random.Random, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))


def _shown(chance: random.Random, id_: int) -> Document:
    language = chance.choice(("en", "ru", "zh", "ar", "fr", None))
    open_cv = FieldText("cv", _some(chance, 30), "en", MEMBER)
    return expert(
        id_,
        bio(_some(chance, 12), language),
        FieldText("name", f"name{chance.randint(1, 5)}"),
        FieldText("expertise", _some(chance, 3), language),
        *([open_cv] if id_ % 3 == 0 else []),
        codes={"topic": frozenset(chance.sample("abc", k=2))},
        numbers={"confirmed_on": chance.randint(0, 40)},
        sort_keys={"name": chance.choice("xyz")},
    )


def _hidden(chance: random.Random, id_: int) -> Document:
    return expert(
        id_,
        bio(f"hidden {_some(chance, 90)}", chance.choice(("en", "ru", None))),
        FieldText("name", f"name3 {_some(chance, 4)}"),
        FieldText("secret", "hidden zebra"),
        codes={"topic": frozenset({"a", "secret"}), "secret": frozenset({"yes"})},
        numbers={"confirmed_on": 5, "rank": id_, "secret": -id_},
        sort_keys={"name": chance.choice("wxyz"), "secret": str(id_)},
        audiences=SECRETARIAT,
    )


def _with_hidden_field(document: Document) -> Document:
    if any(text.field == "cv" for text in document.texts):
        return document
    hidden = FieldText("cv", "hidden asset recovery зебра " * (document.id % 40), "en", SECRETARIAT)
    return replace(document, texts=(*document.texts, hidden))

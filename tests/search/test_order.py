"""The order of results, pages, and counts of facets and ranges."""

import numpy as np

from roster.search import ranking
from tests.search.conftest import ask, bio, expert


def _ids(result):
    return [hit.id for hit in result.hits]


def test_sort_keys_and_numbers_order_both_ways_with_missing_ones_last(put, engine):
    put(
        expert(1, bio("asset"), sort_keys={"name": "b"}, numbers={"confirmed_on": 5}),
        expert(2, bio("asset"), sort_keys={"name": "a"}, numbers={"confirmed_on": 9}),
        expert(3, bio("asset")),
        expert(4, bio("asset"), sort_keys={"name": "b"}, numbers={"confirmed_on": -3}),
    )
    assert _ids(ask(engine, None, sort="name")) == [2, 1, 4, 3]
    assert _ids(ask(engine, None, sort="-name")) == [1, 4, 2, 3]
    assert _ids(ask(engine, "asset", sort="confirmed_on")) == [4, 1, 2, 3]
    assert _ids(ask(engine, "asset", sort="-confirmed_on")) == [2, 1, 4, 3]
    assert _ids(ask(engine, "asset", sort="nonsense")) == [1, 2, 3, 4]


def test_a_changed_sort_key_moves_the_record(put, engine):
    put(expert(1, sort_keys={"name": "a"}), expert(2, sort_keys={"name": "b"}))
    assert _ids(ask(engine, None, sort="name")) == [1, 2]
    put(expert(1, sort_keys={"name": "c"}, rev=2))
    assert _ids(ask(engine, None, sort="name")) == [2, 1]


def test_pages_follow_one_another_without_gap_or_repetition(put, engine):
    put(*(expert(id_, bio("asset " * (id_ % 7 + 1))) for id_ in range(250)))
    pages = [_ids(ask(engine, "asset", offset=at, limit=50)) for at in range(0, 250, 50)]
    assert sorted(id_ for page in pages for id_ in page) == list(range(250))
    assert [id_ for page in pages for id_ in page][:100] == _ids(ask(engine, "asset", limit=100))


def test_the_first_of_many_are_those_of_a_full_sort():
    chance = np.random.default_rng(3)
    for most in (2, 50, 10_000):
        keys, ids = chance.integers(0, most, 9_000), chance.permutation(9_000)
        for count in (1, 20, 5_000, 9_000):
            whole = np.lexsort((ids, keys))[:count]
            assert ranking.first(keys, ids, count).tolist() == whole.tolist()


def test_a_filtered_facet_shows_its_alternatives(put, engine):
    put(
        expert(1, bio("asset"), codes={"topic": frozenset({"a"}), "mode": frozenset({"remote"})}),
        expert(2, bio("asset"), codes={"topic": frozenset({"b"}), "mode": frozenset({"remote"})}),
        expert(3, bio("asset"), codes={"topic": frozenset({"a", "b"}), "mode": frozenset({"site"})}),
        expert(4, bio("zebra"), codes={"topic": frozenset({"a"})}),
    )
    result = ask(engine, "asset", filters={"topic": frozenset({"a"})}, facets=("topic", "mode", "unknown"))
    assert result.total == 2
    assert result.facet_counts == {"topic": {"a": 2, "b": 2}, "mode": {"remote": 1, "site": 1}, "unknown": {}}
    assert ask(engine, None, filters={"topic": frozenset({"a", "b"}), "mode": frozenset({"site"})}).total == 1
    assert ask(engine, None, filters={"topic": frozenset({"nonsense"})}).total == 0
    assert ask(engine, "asset", without={"mode": frozenset({"remote"})}).total == 1


def test_ranges_limit_and_buckets_count_the_alternatives(put, engine):
    put(
        *(expert(id_, bio("asset"), numbers={"confirmed_on": id_}) for id_ in range(1, 11)),
        expert(11, bio("asset")),
    )
    buckets = {"confirmed_on": {"low": (None, 3), "high": (8, None), "all": (None, None)}}
    result = ask(engine, "asset", ranges={"confirmed_on": (2, 5)}, buckets=buckets)
    assert result.total == 4
    assert result.facet_counts["confirmed_on"] == {"low": 3, "high": 3, "all": 10}


def test_more_records_than_the_planes_had_room_for(put, engine):
    for start in range(0, 2_500, 1_250):
        put(*(expert(id_, codes={"topic": frozenset({"a"})}) for id_ in range(start, start + 1_250)))
        assert ask(engine, None, facets=("topic",)).facet_counts["topic"] == {"a": start + 1_250}

"""What is deleted, replaced or given twice: each trap of the index library, as our behaviour."""

import threading

from flask import current_app

from roster.core.db import db
from tests.search.conftest import ask, bio, expert


def test_a_new_record_is_found_at_once(put, find):
    put(expert(1, bio("asset recovery")))
    assert find("recovery") == [1]


def test_a_removed_record_is_never_found_again(put, find):
    put(expert(1, bio("asset recovery")), expert(2, bio("asset tracing")))
    assert find("asset") == [1, 2]
    put(removed=[1])
    assert find("asset") == [2]
    assert find(None) == [2]


def test_a_changed_record_is_found_once_and_only_by_its_new_text(put, find):
    put(expert(1, bio("asset recovery")))
    find("asset")
    put(expert(1, bio("asset tracing"), rev=2))
    assert find("asset") == [1]
    assert find("recovery") == []


def test_the_same_record_twice_in_a_batch_counts_once_with_its_last_text(put, find):
    put(expert(1, bio("asset recovery")), expert(1, bio("asset tracing"), rev=2))
    assert find("asset") == [1]
    assert find("tracing") == [1]
    assert find("recovery") == []


def test_a_record_both_given_and_removed_is_removed(put, find):
    put(expert(1, bio("asset recovery")), removed=[1])
    assert find("asset") == []


def test_text_of_a_version_that_was_not_committed_is_not_found(put, find, indexer):
    put(expert(1, bio("asset recovery")))
    indexer.apply([expert(1, bio("asset tracing"), rev=2)])  # the worker died before it wrote the entries
    assert find("tracing") == []
    assert find(None) == [1]
    put(expert(1, bio("asset tracing"), rev=2))
    assert find("tracing") == [1]


def test_a_change_of_audience_without_a_new_version_counts(put, find):
    put(expert(1, bio("asset recovery")))
    assert find("asset") == [1]
    put(expert(1, bio("asset recovery"), audiences=frozenset({"secretariat"})))
    assert find("asset") == []


def test_many_small_changes_leave_one_of_each(put, find):
    for rev in range(1, 25):
        put(expert(rev % 5, bio(f"asset recovery round{rev}"), rev=rev))
    assert sorted(find("asset")) == [0, 1, 2, 3, 4]
    assert find("round24") == [4]
    assert find("round3") == []


def test_threads_that_search_while_one_writes_never_fail_or_miscount(put, engine):
    put(*(expert(id_, bio(f"asset recovery number{id_}")) for id_ in range(200)))
    app, stop, wrong = current_app._get_current_object(), threading.Event(), []

    def search():
        with app.app_context():
            while not stop.is_set():
                try:
                    for text, count in (
                        ("asset", 200),
                        ("recov*", 200),
                        ('"asset recovery"', 200),
                        ("number7", 1),
                    ):
                        total = ask(engine, text).total
                        if total not in (count, count - 1):
                            wrong.append((text, total))
                except Exception as error:
                    wrong.append(error)
                db.session.remove()

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for rev in range(2, 10):
        put(expert(100, bio(f"asset recovery number100 round{rev}"), rev=rev))
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []

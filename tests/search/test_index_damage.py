"""An index that is missing, torn or of another version: search still answers, says so, and a rebuild cures it."""

import os
import shutil
import threading
import time
from pathlib import Path

import pytest
from flask import current_app

from roster.core import outbox
from roster.core.db import db
from roster.core.errors import UnavailableError
from roster.core.unit_of_work import unit_of_work
from roster.search import folder as folders
from roster.search import schema, standing
from roster.search.engine import SearchEngine
from roster.search.folder import KindFolder
from roster.search.request import SearchRequest, State
from tests.search.conftest import MEMBER, ask, bio, expert


@pytest.fixture
def experts():
    return [
        expert(id_, bio(f"asset recovery number{id_}"), codes={"topic": frozenset({"a" if id_ % 2 else "b"})})
        for id_ in range(1, 31)
    ]


def _files(folder: Path) -> list[Path]:
    version = KindFolder(folder / "expert").current()
    return sorted(path for path in version.iterdir() if path.suffix in (".toc", ".trm", ".pst", ".col"))


def _cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _garbage(path: Path) -> None:
    path.write_bytes(bytes((7 * at + 13) % 251 for at in range(path.stat().st_size)))


@pytest.mark.parametrize("damage", [_cut, _empty, _garbage, Path.unlink])
def test_any_damaged_file_leaves_filters_working_and_a_rebuild_cures(
    engine, indexer, folder, experts, damage
):
    indexer.rebuild(["expert"], iter(experts))
    for number in range(len(_files(folder))):
        damage(_files(folder)[number])
        engine.forget()
        for question in ("asset", "number7", "reco*", '"asset recovery"'):
            result = ask(engine, question, facets=("topic",))
            assert result.total <= 30
            assert all(1 <= hit.id <= 30 for hit in result.hits)
        everything = ask(engine, None, facets=("topic",))
        assert (everything.total, everything.facet_counts["topic"]) == (30, {"a": 15, "b": 15})
        indexer.rebuild(["expert"], iter(experts))
        assert ask(engine, "asset").total == 30
        assert not ask(engine, "asset").degraded
        assert engine.health().state is State.READY


def test_damage_while_running_ends_no_process_and_is_reported(put, engine, folder, experts):
    put(*experts)
    assert ask(engine, "asset").total == 30
    for path in _files(folder):
        _empty(path)
    result = ask(engine, "number7", facets=("topic",))
    assert result.degraded
    assert result.total == 30
    assert engine.health().state is State.DAMAGED
    assert engine.kinds_to_rebuild(["expert"]) == ("expert",)


def test_files_that_somebody_changed_are_noticed_before_anybody_asks_for_their_words(
    put, engine, indexer, folder, experts
):
    put(*experts)
    assert engine.kinds_to_rebuild(["expert"]) == ()
    for suffix in (".pst", ".trm", ".col"):
        for path in _files(folder):
            if path.suffix == suffix:
                _cut(path)
        assert engine.kinds_to_rebuild(["expert"]) == ("expert",)
        indexer.rebuild(["expert"], iter(experts))
        assert engine.kinds_to_rebuild(["expert"]) == ()


def test_damage_found_by_one_process_is_known_to_the_one_that_can_mend_it(
    put, engine, indexer, folder, experts
):
    put(*experts)
    worker = SearchEngine(folder)
    assert worker.search(SearchRequest("expert", MEMBER, "asset")).total == 30
    for path in _files(folder):
        if path.suffix == ".pst":
            seen = path.stat()
            _garbage(path)
            os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))  # as a failing disk would: no date tells
    assert worker.kinds_to_rebuild(["expert"]) == ()
    assert ask(engine, "number7").degraded
    assert worker.kinds_to_rebuild(["expert"]) == ("expert",)
    put(expert(31, bio("asset")))  # in vain for the words: the damage does not vanish with the next commit
    assert worker.kinds_to_rebuild(["expert"]) == ("expert",)
    indexer.rebuild(["expert"], iter(experts))
    for each in (engine, worker):
        assert each.kinds_to_rebuild(["expert"]) == ()
        assert not ask(each, "number7").degraded


def test_threads_that_search_during_many_rebuilds_always_find_all(put, engine, indexer, experts):
    put(*experts)
    app, stop, wrong, count = current_app._get_current_object(), threading.Event(), [], []

    def search():
        with app.app_context():
            while not stop.is_set():
                engine._standing("expert")._looked_at = 0.0  # look at the folder for every question
                try:
                    result = ask(engine, "asset", facets=("topic",))
                    if (result.total, result.degraded) != (30, False):
                        wrong.append(result)
                except Exception as error:
                    wrong.append(error)
                count.append(1)
                db.session.remove()
                time.sleep(0.002)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(12):
        assert indexer.rebuild(["expert"], iter(experts)) == 30
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(count) > 12


def test_an_index_replaced_while_it_is_being_opened_is_no_damage(indexer, folder, experts, monkeypatch):
    look, moments = standing.generation, []

    def replaced_before(version):
        if not moments:
            indexer.rebuild(["expert"], iter(experts))
        moments.append(version)
        return look(version)

    def replaced_after(version):
        number = look(version)
        replaced_before(version)
        return number

    for replaced_meanwhile in (replaced_before, replaced_after):
        indexer.rebuild(["expert"], iter(experts))
        moments.clear()
        with monkeypatch.context() as patched:
            patched.setattr(standing, "generation", replaced_meanwhile)
            result = ask(SearchEngine(folder), "asset")
        assert (result.total, result.degraded) == (30, False)
        assert len(moments) > 1


def test_a_folder_deleted_while_running_is_missing_and_then_rebuilt(put, engine, indexer, folder, experts):
    put(*experts)
    assert ask(engine, "asset").total == 30
    shutil.rmtree(folder)
    engine.forget()
    assert ask(engine, "asset").degraded
    assert engine.health().state is State.MISSING
    put(expert(31, bio("asset"), codes={"topic": frozenset({"a"})}))
    assert ask(engine, None, filters={"topic": frozenset({"a"})}).total == 16
    indexer.rebuild(["expert"], iter([*experts, expert(31, bio("asset"))]))
    assert ask(engine, "asset").total == 31


def test_an_index_of_another_version_of_the_code_is_not_read(put, engine, experts, monkeypatch):
    put(*experts)
    monkeypatch.setattr(schema, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
    engine.forget()
    assert ask(engine, "asset").degraded
    assert engine.kinds_to_rebuild(["expert"]) == ("expert",)


def test_a_rebuild_drops_what_is_gone_and_search_goes_on_meanwhile(put, engine, indexer, experts):
    put(*experts)

    def documents():
        for document in experts[:20]:
            yield document
            assert ask(engine, "asset").total == 30

    assert indexer.rebuild(["expert"], documents()) == 20
    assert ask(engine, "asset").total == 20
    assert ask(engine, None).total == 20


def test_a_record_given_twice_to_a_rebuild_counts_once(engine, indexer, experts):
    again = expert(3, bio("asset tracing"), rev=2)
    assert indexer.rebuild(["expert"], iter([*experts, again])) == 30
    assert ask(engine, "asset").total == 30
    assert [hit.id for hit in ask(engine, "tracing").hits] == [3]
    assert ask(engine, "number3").total == 0


def test_a_rebuild_that_fails_leaves_everything_as_it_was(put, engine, indexer, folder, experts):
    put(*experts)

    def documents():
        yield experts[0]
        raise OSError("the database went away")

    with pytest.raises(OSError, match="went away"):
        indexer.rebuild(["expert"], documents())
    assert ask(engine, "asset").total == 30
    assert engine.health().state is State.READY
    assert len([path for path in (folder / "expert").iterdir() if path.is_dir()]) == 1
    put(expert(31, bio("asset")))
    assert ask(engine, "asset").total == 31


def test_changes_wait_while_a_rebuild_is_under_way(put, engine, indexer, experts):
    put(*experts)

    def documents():
        yield from experts
        assert engine.health().state is State.READY
        with pytest.raises(UnavailableError):
            indexer.apply([expert(31, bio("asset"))])

    indexer.rebuild(["expert"], documents())
    put(expert(31, bio("asset")))
    assert ask(engine, "asset").total == 31


def test_a_first_build_says_that_it_is_under_way(put, engine, indexer, folder, experts):
    put(*experts)
    shutil.rmtree(folder)
    engine.forget()

    def documents():
        yield from experts
        assert engine.health().state is State.REBUILDING

    indexer.rebuild(["expert"], documents())
    assert engine.health().state is State.READY


def test_a_change_that_fails_can_be_tried_again(put, engine, indexer, experts, monkeypatch):
    put(*experts)

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(folders, "_flush", full)
        with pytest.raises(OSError, match="No space"):
            indexer.apply([expert(31, bio("asset"))])
    assert ask(engine, "asset").total == 30
    put(expert(31, bio("asset")))
    assert ask(engine, "asset").total == 31


def test_the_folder_is_for_this_account_only(put, folder, experts):
    put(*experts)
    for path in (folder / "expert", KindFolder(folder / "expert").current()):
        assert path.stat().st_mode & 0o077 == 0


def test_health_tells_what_is_not_searchable_yet(put, engine, indexer, experts):
    put(*experts)
    indexer.apply([expert(1, bio("asset"), rev=2)])
    health = engine.health()
    assert (health.documents, health.unindexed) == (30, 1)


def test_text_that_is_lacking_while_nothing_waits_calls_for_a_rebuild(put, engine, indexer, experts):
    put(*experts)
    assert engine.kinds_to_rebuild(["expert"]) == ()
    indexer.apply([expert(1, bio("asset"), rev=2)])
    assert engine.kinds_to_rebuild(["expert"]) == ("expert",)
    with unit_of_work():
        outbox.enqueue(outbox.Kind.INDEX, {"kind": "expert", "id": 1})
    assert engine.kinds_to_rebuild(["expert"]) == ()

"""The real worker beside real searches: an index that is deleted or damaged while both run is made whole again."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from roster import serving
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.core.worker import drain
from roster.jobs import jobs_of
from roster.search.engine import SearchEngine
from roster.search.folder import KindFolder
from roster.search.request import SearchRequest, SearchResult, State
from tests.factories.experts import make_profile

PEOPLE = 12
PATIENCE = 60.0
WORDS = ("procurement", "proc*", None)
Damage = Callable[[Path], None]


@pytest.fixture(autouse=True)
def database() -> None:
    """The whole application has its own."""


@pytest.fixture
def folder(app: Flask) -> Path:
    """Profiles in an index of words, as a first start leaves it."""
    with unit_of_work():
        for number in range(PEOPLE):
            make_profile(family_name=f"Person {number:02}", employer="Procurement Authority")
    db.session.remove()
    drain(jobs_of(app))
    return app.extensions["roster_settings"].index_folder / "expert"


@pytest.fixture
def worker(app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The worker as `roster worker` runs it, in a process of its own as far as search knows."""
    monkeypatch.setattr(serving, "UPKEEP_SECONDS", 0.1)
    stop = threading.Event()
    thread = threading.Thread(target=serving.run_worker, args=(app, stop), daemon=True)
    thread.start()
    yield
    stop.set()
    thread.join(timeout=15)
    assert not thread.is_alive()


def _files(folder: Path, *suffixes: str) -> list[Path]:
    return sorted(path for path in KindFolder(folder).current().iterdir() if path.suffix in suffixes)


def _delete_all(folder: Path) -> None:
    shutil.rmtree(folder.parent, ignore_errors=True)


def _delete_version(folder: Path) -> None:
    shutil.rmtree(KindFolder(folder).current())


def _empty_all(folder: Path) -> None:
    for path in _files(folder, ".toc", ".trm", ".pst", ".col"):
        path.write_bytes(b"")


def _spoil_postings(folder: Path) -> None:
    for path in _files(folder, ".pst"):
        path.write_bytes(bytes((7 * at + 13) % 251 for at in range(path.stat().st_size)))


def _spoil_pointer(folder: Path) -> None:
    (folder / "CURRENT").write_bytes(b"\xff../../nowhere")


def _spoil_stamp(folder: Path) -> None:
    (KindFolder(folder).current() / "STAMP").write_text("an older code")


DAMAGES = (_delete_all, _delete_version, _empty_all, _spoil_postings, _spoil_pointer, _spoil_stamp)


@pytest.mark.usefixtures("worker")
def test_whatever_happens_to_the_index_searches_go_on_and_it_heals(app: Flask, folder: Path) -> None:
    engine = SearchEngine(folder.parent)  # of a process that serves pages: the worker has another
    stop = threading.Event()
    wrong: list[object] = []
    thread = threading.Thread(target=_search_on, args=(app, engine, stop, wrong), daemon=True)
    thread.start()
    for damage in DAMAGES:
        before = KindFolder(folder).current()
        assert app.extensions["roster_search"].kinds_to_rebuild(["expert"]) == ()  # the worker has it open
        damage(folder)
        engine._standing("expert")._looked_at = 0.0
        _until(lambda before=before: _is_whole(engine) and _present(folder) not in (None, before), damage)
    stop.set()
    thread.join(timeout=15)
    assert wrong == []


def _search_on(app: Flask, engine: SearchEngine, stop: threading.Event, wrong: list[object]) -> None:
    """Ask without end: each answer has everybody, or says that words were not searched."""
    with app.app_context():
        while not stop.is_set():
            try:
                found = [_ask(engine, words) for words in WORDS]
                wrong += [one for one in found if one.total != PEOPLE]
            except Exception as error:
                wrong.append(error)
            db.session.remove()
            time.sleep(0.01)


def _ask(engine: SearchEngine, words: str | None) -> SearchResult:
    return engine.search(SearchRequest("expert", frozenset({"secretariat"}), words))


def _present(folder: Path) -> Path | None:
    try:
        return KindFolder(folder).current()
    except Exception:
        return None


def _is_whole(engine: SearchEngine) -> bool:
    db.session.rollback()
    result = _ask(engine, "procurement")
    state = engine.health(["expert"])
    return (result.total, result.degraded, state.state, state.unindexed) == (PEOPLE, False, State.READY, 0)


def _until(is_so: Callable[[], bool], damage: Damage) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, f"not whole again after {damage.__name__}"
        time.sleep(0.1)

"""kill -9 at any moment: what was acknowledged is there, exactly once, and search agrees (R44, R46).

Twenty kills in the normal run, two hundred with ROSTER_FULL=1.
"""

import os
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.security.server import REFERENCE, Browser, Server

KILLS = 200 if os.environ.get("ROSTER_FULL") else 20
EXPERTS = 30
PEOPLE = 8
MOST_EDITS_A_LIFE = 6
LONGEST_PAUSE = 0.12
SEARCHABLE_WITHIN = 20.0


@pytest.fixture
def server(tmp_path: Path, pytestconfig: pytest.Config) -> Iterator[Server]:
    if pytestconfig.getoption("--database") != "sqlite":
        pytest.skip("PostgreSQL outlives our process; this is about the embedded database")
    folder = tmp_path / "data"
    running = Server(folder.absolute()) if folder.mkdir() is None else None
    assert running is not None
    running.command("init")
    running.command("demo", "--experts", str(EXPERTS), "--seed", "3")
    try:
        yield running
    finally:
        running.end()


class Editor:
    """Edits one profile after another and remembers what was acknowledged, and what may or may not be."""

    def __init__(self, browser: Browser, refs: list[str]) -> None:
        self._browser = browser
        self._refs = refs
        self._forms: dict[str, dict[str, object]] = {}
        self.count = 0
        self.acknowledged: dict[str, str] = {}
        self.uncertain: dict[str, str] = {}
        self.unexpected: list[int] = []

    def edit_until_the_end(self) -> None:
        """Until the server is gone under our hands."""
        try:
            while True:
                self._edit_one()
        except OSError:
            return

    def _edit_one(self) -> None:
        ref = self._refs[self.count % len(self._refs)]
        form = self._forms.pop(ref, None) or self._browser.form_of(ref)
        post = f"Keeper of ledger kz{self.count:05}"
        self.uncertain[ref] = post
        self.count += 1
        status = self._browser.ask("POST", f"/en/experts/{ref}/edit", {**form, "post": post}).status
        if status != 303:
            self.unexpected.append(status)
        else:
            self.acknowledged[ref] = post
            self._forms[ref] = {**form, "version": str(int(str(form["version"])) + 1)}
        del self.uncertain[ref]


@pytest.mark.timeout(3_600)
def test_nothing_acknowledged_is_lost_or_doubled(server: Server) -> None:
    chance = random.Random(20261121)
    server.start()
    browser = Browser(server.port)
    browser.sign_in("manager@demo.example")
    refs = browser.references()[:PEOPLE]
    assert len(refs) == PEOPLE
    editor = Editor(browser, refs)
    slowest = 0.0
    for _kill in range(KILLS):
        hands = threading.Thread(target=editor.edit_until_the_end)
        goal = editor.count + chance.randint(1, MOST_EDITS_A_LIFE)
        hands.start()
        while editor.count < goal and hands.is_alive():
            time.sleep(0.002)
        time.sleep(chance.uniform(0, LONGEST_PAUSE))
        server.kill()
        hands.join(timeout=60)
        slowest = max(slowest, server.start())
        _as_acknowledged(browser, editor)
    assert editor.unexpected == []
    assert len(editor.acknowledged) == PEOPLE, "everybody was edited"
    _search_agrees(browser, editor)
    assert "0 faults" in server.command("check")
    print(f"\n{KILLS} kills, {editor.count} edits, slowest start {slowest:.1f} s")


def _as_acknowledged(browser: Browser, editor: Editor) -> None:
    """Every profile says what was acknowledged last, or what was under way when the server died."""
    for ref in {*editor.acknowledged, *editor.uncertain}:
        told = str(browser.profile(ref)["post"])
        known, under_way = editor.acknowledged.get(ref), editor.uncertain.get(ref)
        if told == under_way:
            editor.acknowledged[ref] = told
        else:
            assert known is None or told == known, ref
    editor.uncertain.clear()


def _search_agrees(browser: Browser, editor: Editor) -> None:
    """Each edit is found, by nobody else, and what it replaced is found no more."""
    waiting = dict(editor.acknowledged)
    until = time.monotonic() + SEARCHABLE_WITHIN
    while waiting and time.monotonic() < until:
        for ref, post in list(waiting.items()):
            if _found(browser, post) == {ref}:
                del waiting[ref]
        time.sleep(0.1)
    assert waiting == {}
    replaced = {f"Keeper of ledger kz{number:05}" for number in range(editor.count)}
    for post in sorted(replaced - set(editor.acknowledged.values()))[-20:]:
        assert _found(browser, post) == set(), post


def _found(browser: Browser, post: str) -> set[str]:
    return set(REFERENCE.findall(browser.ask("GET", f"/en/experts?q={post.rsplit(maxsplit=1)[-1]}").text))

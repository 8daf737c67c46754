"""A real Chromium against a running roster. Without Chromium these tests are left out; on CI that is a failure."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, StorageState, sync_playwright

from tests.browser.live import Live, running
from tests.browser.window import Window

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ON_CI = os.environ.get("CI", "") not in ("", "0", "false")
HERE = Path(__file__).parent
Browse = Callable[..., Window]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if config.getoption("--database") != "sqlite":
                item.add_marker(pytest.mark.skip(reason="browser tests run on SQLite"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        (pytest.fail if ON_CI else pytest.skip)("no Chromium on this machine (package chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with running(tmp_path_factory.mktemp("live")) as roster:
        yield roster


@pytest.fixture(scope="session")
def _sessions() -> dict[str, StorageState]:
    return {}


@pytest.fixture
def browse(chromium: Browser, live: Live, _sessions: dict[str, StorageState]) -> Iterator[Browse]:
    """`browse()` opens a window signed out, `browse("manager")` one signed in; each has cookies of its own.

    At the end of the test no console may have said anything.
    """
    contexts: list[BrowserContext] = []
    windows: list[Window] = []

    def open_window(
        who: str | None = None, *, width: int = 1280, scheme: str = "light", script: bool = True
    ) -> Window:
        if who is not None and who not in _sessions:
            first = chromium.new_context()
            Window(first.new_page(), live).sign_in(who)
            _sessions[who] = first.storage_state()
            first.close()
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=script,
            storage_state=_sessions[who] if who else None,
        )
        contexts.append(context)
        windows.append(Window(context.new_page(), live))
        return windows[-1]

    yield open_window
    said = [line for window in windows for line in window.said]
    for context in contexts:
        with suppress(Error):
            context.close()
    assert said == []

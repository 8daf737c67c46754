"""A slow line: the first view of a page, with everything it loads, stays under 100 kB."""

import pytest

from tests.browser.conftest import Browse
from tests.conftest import IN_FULL

LARGEST = 100_000
PATHS = ("/", "/sign-in", "/experts", "/experts?q=corruption", "/experts/{rich}")


@pytest.mark.parametrize("who", [None, "manager"], ids=["outside", "inside"])
def test_the_first_view_is_light(browse: Browse, who: str | None) -> None:
    """In full in both languages; else the pages in English and Arabic by turns, other turns inside than outside."""
    window = browse(who)
    protocol = window.page.context.new_cdp_session(window.page)
    protocol.send("Network.enable")
    protocol.send("Network.setCacheDisabled", {"cacheDisabled": True})  # each view is the first
    sizes: list[int] = []
    protocol.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    for number, path in enumerate(PATHS):
        for language in ("en", "ar") if IN_FULL else (("en", "ar")[(number + bool(who)) % 2],):
            sizes.clear()
            window.open(f"/{language}{path}".format(rich=window.live.rich))
            window.page.wait_for_load_state("networkidle")
            assert len(sizes) > 5, path
            assert sum(sizes) < LARGEST, (path, language)


def test_nothing_is_asked_of_another_host(browse: Browse) -> None:
    window = browse("manager")
    hosts: list[str] = []
    window.page.on("request", lambda request: hosts.append(request.url))
    for path in ("/en/", "/en/experts?q=corruption", "/en/help"):
        window.open(path)
    assert [url for url in hosts if not url.startswith((window.live.url, "data:"))] == []

"""A slow line: the first view of a page, with everything it loads, stays under 100 kB."""

import pytest

from tests.browser.conftest import Browse

LARGEST = 100_000


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", ["/", "/sign-in", "/experts", "/experts?q=corruption", "/experts/{rich}"])
@pytest.mark.parametrize("who", [None, "manager"], ids=["outside", "inside"])
def test_the_first_view_is_light(browse: Browse, who: str | None, path: str, language: str) -> None:
    window = browse(who)
    protocol = window.page.context.new_cdp_session(window.page)
    protocol.send("Network.enable")
    sizes: list[int] = []
    protocol.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    window.open(f"/{language}{path}".format(rich=window.live.rich))
    window.page.wait_for_load_state("networkidle")
    assert len(sizes) > 5
    assert sum(sizes) < LARGEST


def test_nothing_is_asked_of_another_host(browse: Browse) -> None:
    window = browse("manager")
    hosts: list[str] = []
    window.page.on("request", lambda request: hosts.append(request.url))
    for path in ("/en/", "/en/experts?q=corruption", "/en/help"):
        window.open(path)
    assert [url for url in hosts if not url.startswith((window.live.url, "data:"))] == []

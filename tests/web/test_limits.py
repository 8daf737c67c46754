"""How often one account may search, take along and send (R40): 429, a page in the reader's language, Retry-After."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from roster.assistance.requests.states import Stage
from roster.core.unit_of_work import unit_of_work
from roster.web.throttle import limiter
from tests.factories.accounts import World
from tests.factories.assistance import make_request
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
DAY = 24 * 60 * 60
SENTENCES = {
    "en": "There were too many attempts in a short time.",
    "fr": "Il y a eu trop de tentatives en peu de temps.",
}


@pytest.fixture
def few(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three a day of everything."""
    settings = app.extensions["roster_settings"]
    names = ("searches_per_minute", "matches_per_minute", "uploads_per_hour", "exports_per_hour")
    strict = replace(settings, limits=replace(settings.limits, **dict.fromkeys(names, "3 per day")))
    monkeypatch.setitem(app.extensions, "roster_settings", strict)
    limiter.reset()
    yield
    limiter.reset()


@pytest.mark.usefixtures("few")
def test_searches_are_bounded_over_all_pages_that_search(world: World, visitor: Visit) -> None:
    manager = visitor(world.manager)
    asked = (
        "/en/experts",
        "/en/experts/map",
        "/en/experts?q=audit",
        "/en/organisations?q=audit",
        "/en/assistance/figures",
    )
    assert [manager.get(address).status_code for address in asked] == [200, 200, 200, 429, 429]
    assert manager.get("/en/help").status_code == 200


@pytest.mark.usefixtures("few")
def test_the_refusal_is_a_page_in_the_language_of_the_address_and_says_when(
    world: World, visitor: Visit
) -> None:
    manager = visitor(world.manager)
    for _time in range(3):
        manager.get("/en/experts")
    for language, sentence in SENTENCES.items():
        answer = manager.get(f"/{language}/experts?q=audit")
        assert answer.status_code == 429
        assert 0 < int(answer.headers["Retry-After"]) <= DAY
        assert answer.headers["Cache-Control"] == "no-store"
        assert f'lang="{language}"' in answer.text
        assert sentence in answer.text


@pytest.mark.usefixtures("few")
def test_each_account_is_counted_by_itself_and_nobody_by_the_network(world: World, visitor: Visit) -> None:
    manager, searcher, nobody = visitor(world.manager), visitor(world.searcher), visitor()
    assert [manager.get("/en/experts").status_code for _time in range(4)] == [200, 200, 200, 429]
    assert searcher.get("/en/experts").status_code == 200
    assert [nobody.get("/en/experts").status_code for _time in range(4)] == [200, 200, 200, 429]
    assert searcher.get("/en/experts").status_code == 200


@pytest.mark.usefixtures("few")
def test_matches_are_bounded_over_all_pages_that_ask_who_fits(world: World, visitor: Visit) -> None:
    with unit_of_work():
        page = f"/en/assistance/{make_request(stage=Stage.ACCEPTED).ref}"
    manager = visitor(world.manager)
    asked = ("match", "match.json", "team", "match", "team", "selection")
    codes = [manager.get(f"{page}/{name}").status_code for name in asked]
    assert codes == [200, 200, 200, 429, 429, 429]
    assert manager.get(page).status_code == 200
    assert visitor(world.searcher).get(f"{page}/match").status_code == 200


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/en/experts/export", {"purpose": "", "kind": "csv"}),
        ("/en/experts/import", {"file": (b"\0", "list.csv")}),
    ],
)
def test_taking_along_and_sending_are_bounded(
    world: World, visitor: Visit, path: str, values: dict[str, Any]
) -> None:
    manager = visitor(world.manager)

    def sent() -> dict[str, Any]:
        return {
            name: (BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value
            for name, value in values.items()
        }

    answers = [manager.post(path, sent(), page="/en/help") for _time in range(4)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= DAY
    assert manager.get(path).status_code == 200  # the form itself may be read

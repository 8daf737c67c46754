"""A form sent when the session is over: given back after signing in, to nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from roster.core import clock
from roster.nominations.answers import input_of
from tests.factories.accounts import PASSWORD, World
from tests.forms import values_of
from tests.nominations.desk import HOME, a_nomination, page_of, stored
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
OURS = {"Origin": "http://localhost"}
LATE = "/en/account/late-form"


@pytest.fixture
def ref(world: World) -> str:
    return a_nomination()


def _typed(drafter: Visitor, ref: str, **values: str) -> dict[str, object]:
    return {**values_of(page_of(drafter, ref, "/edit/work")), "post": "Typed over a long lunch", **values}


def _sign_in(somebody: Visitor, email: str) -> None:
    somebody.post("/en/sign-in", {"email": email, "password": PASSWORD})


def test_what_was_typed_is_there_after_signing_in_again(ref: str, world: World, visitor: Visit) -> None:
    drafter = visitor(world.drafter_ke)
    form = _typed(drafter, ref)
    drafter.client.delete_cookie("session")
    sent = drafter.client.post(f"{HOME}/{ref}/edit/work?then=check", data=form, headers=OURS)
    assert (sent.status_code, sent.location) == (303, LATE)
    assert f"next={LATE}" in drafter.get(LATE).location.replace("%2F", "/")
    assert input_of(stored(ref)).post == "Senior investigator"

    # Somebody else at this browser is shown nothing of it.
    _sign_in(drafter, world.focal_ke.email)
    assert drafter.get(LATE).location == "/en/"
    drafter.client.delete_cookie("session")

    _sign_in(drafter, world.drafter_ke.email)
    page = drafter.get(LATE)
    assert "Typed over a long lunch" in page.text
    assert f'action="{HOME}/{ref}/edit/work?then=check"' in page.text
    again = drafter.post(f"{HOME}/{ref}/edit/work?then=check", values_of(page.text), page=LATE)
    assert again.location.endswith("/check")
    assert input_of(stored(ref)).post == "Typed over a long lunch"
    assert drafter.post(LATE).location == f"{HOME}/{ref}/edit/work?then=check"
    assert drafter.get(LATE).location == "/en/", "let go"


def test_an_hour_later_it_is_gone(ref: str, world: World, visitor: Visit) -> None:
    drafter = visitor(world.drafter_ke)
    form = _typed(visitor(world.drafter_ke), ref)  # of another session
    sent = drafter.client.post(f"{HOME}/{ref}/edit/work", data=form, headers=OURS)
    assert sent.location == LATE, "signed in again elsewhere: given back at once"
    assert drafter.get(LATE).status_code == 200
    with clock.use(clock.now() + timedelta(minutes=61)):
        assert drafter.get(LATE).location == "/en/"


@pytest.mark.parametrize("is_signed_in", [True, False], ids=["signed in", "signed out again"])
def test_nobody_is_given_what_another_typed_at_the_same_browser(
    ref: str, world: World, visitor: Visit, is_signed_in: bool
) -> None:
    browser = visitor(world.drafter_ke)
    form = _typed(browser, ref)  # left open
    browser.client.delete_cookie("session")
    _sign_in(browser, world.focal_ke.email)
    if not is_signed_in:
        browser.client.delete_cookie("session")
    sent = browser.client.post(f"{HOME}/{ref}/edit/work", data=form, headers=OURS)
    assert sent.status_code == 400
    _sign_in(browser, world.focal_ke.email)
    assert browser.get(LATE).location == "/en/"


@pytest.mark.parametrize(
    ("path", "typed", "origin"),
    [
        ("/edit/work", "short", "https://elsewhere.example"),
        ("/edit/work", "short", ""),
        ("/edit/work", "x" * 70_000, OURS["Origin"]),
        ("/withdraw", "short", OURS["Origin"]),
    ],
    ids=["from another page", "from nowhere", "too much", "another form"],
)
def test_nothing_else_is_held(world: World, visitor: Visit, path: str, typed: str, origin: str) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination()
    token = _typed(drafter, ref)["csrf_token"]
    drafter.client.delete_cookie("session")
    headers = {"Origin": origin} if origin else {}
    answer = drafter.client.post(
        f"{HOME}/{ref}{path}", data={"post": typed, "csrf_token": token}, headers=headers
    )
    assert answer.status_code == 400
    _sign_in(drafter, world.drafter_ke.email)
    assert drafter.get(LATE).location == "/en/"


def test_a_browser_that_knows_no_account_leaves_nothing(ref: str, world: World, visitor: Visit) -> None:
    answer = visitor().client.post(f"{HOME}/{ref}/edit/work", data={"post": "short"}, headers=OURS)
    assert answer.status_code == 400

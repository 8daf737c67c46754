"""Links that arrive by letter: made when rendered, working once, for one purpose, for a while."""

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.accounts import letters as writers
from roster.accounts import services
from roster.accounts.models import Invitation, User
from roster.accounts.services import NewInvitation
from roster.core import clock
from roster.core.actor import SYSTEM, Assignment, Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.mail import Letter
from roster.core.outbox import OutboxRow
from roster.core.unit_of_work import unit_of_work
from roster.web.tokens import make_token
from tests.accounts.conftest import PASSWORD, Browser, link_in

MakeUser = Callable[..., User]
Letters = Callable[[], list[Letter]]
FRESH = "eleven brown kettles"
KENYA = Assignment(Role.FOCAL_POINT, "state:KE")


@pytest.fixture
def reset_link(client: Browser, make_user: MakeUser, letters: Letters) -> str:
    make_user()
    client.send("/en/account/reset", email="amina@demo.example")
    return link_in(letters()[0])


@pytest.fixture
def invitation_link(app: Flask, letters: Letters) -> str:
    with unit_of_work():
        services.invite(
            SYSTEM, NewInvitation("wanjiru@demo.example", "Wanjiru Mwangi", KENYA, "fr", "NV 12/26")
        )
    return link_in(letters()[0])


def test_the_queue_holds_neither_address_nor_token(client: Browser, make_user: MakeUser) -> None:
    user = make_user()
    client.send("/en/account/reset", email="amina@demo.example")
    assert [row.payload for row in db.session.scalars(sa.select(OutboxRow))] == [
        {"template": "password_reset", "recipient": f"user:{user.id}"}
    ]


def test_a_reset_asked_for_an_unknown_address_answers_and_writes_alike(
    app: Flask, make_user: MakeUser, letters: Letters
) -> None:
    make_user()
    seen = []
    for email in ("amina@demo.example", "nobody@demo.example"):
        answer = Browser(app).send("/en/account/reset", email=email)
        db.session.rollback()  # to see what was written since
        rows = [(row.action, row.fields) for row in db.session.scalars(sa.select(AuditEntry))][-1]
        count = db.session.scalar(sa.select(sa.func.count()).select_from(OutboxRow))
        seen.append((answer.status_code, answer.location, "Set-Cookie" in answer.headers, rows))
        assert count == len(seen)
    assert seen[0] == seen[1]
    assert [letter.to for letter in letters()] == ["amina@demo.example"]


def test_a_reset_link_sets_the_password_once_and_ends_all_sessions(
    app: Flask, client: Browser, reset_link: str, letters: Letters
) -> None:
    elsewhere = Browser(app)
    elsewhere.sign_in("amina@demo.example")
    shown = client.get(reset_link)
    assert (shown.location, shown.headers["Referrer-Policy"]) == ("/en/account/reset/new", "no-referrer")
    data = {"csrf_token": client.token(shown.location), "password": FRESH}
    answers = [client.post(shown.location, data=data) for _ in range(2)]
    assert answers[0].location == "/en/sign-in"
    assert answers[1].status_code in (400, 404)
    assert elsewhere.who() == "None"
    assert Browser(app).sign_in("amina@demo.example", PASSWORD).status_code == 422
    assert Browser(app).sign_in("amina@demo.example", FRESH).status_code == 303
    assert client.get(reset_link).status_code == 404
    assert [letter.subject for letter in letters()] == ["Your password was changed"]


def test_links_that_are_late_foreign_or_broken_say_so(client: Browser, reset_link: str) -> None:
    now = clock.now()
    good = reset_link.rpartition("/")[2]
    user = db.session.scalars(sa.select(User)).one()
    state = writers.reset_state(user)
    soon = now + timedelta(minutes=5)
    tokens = [
        good[:-1],
        good[1:],
        "x" * 5_000,
        "%00",
        "null",
        make_token("invitation", user.id, state=state, expires_at=soon),
        make_token("password-reset", user.id, state="other", expires_at=soon),
        make_token("password-reset", user.id, state=state, expires_at=now - timedelta(seconds=1)),
    ]
    for token in tokens:
        answer = client.get(f"/en/account/reset/{token}")
        assert (answer.status_code, "works no more" in answer.text) == (404, True), token[:80]
        with client.session_transaction() as planted:
            planted["token.password-reset"] = token
        sent = client.send("/en/account/reset/new", password=FRESH, csrf_token=client.token())
        assert sent.status_code == 404, token[:80]
    with clock.use(now + timedelta(minutes=59)):
        assert client.get(reset_link).status_code == 303
    with clock.use(now + timedelta(minutes=61)):
        assert client.get(reset_link).status_code == 404


def test_a_disabled_account_gets_no_letter_and_its_link_no_use(
    client: Browser, reset_link: str, letters: Letters
) -> None:
    user = db.session.scalars(sa.select(User)).one()
    with unit_of_work():
        services.disable_user(SYSTEM, user)
        services.enable_user(SYSTEM, user)
    assert client.get(reset_link).status_code == 404
    with unit_of_work():
        services.disable_user(SYSTEM, user)
    client.send("/en/account/reset", email="amina@demo.example")
    assert letters() == []


@pytest.mark.parametrize(
    "password",
    ["short", "Amina is the best", "password12345", "x" * 129, "qwertyuiop12", "a\0bcdefgh klmno p"],
)
def test_a_poor_password_is_refused_with_a_reason(client: Browser, reset_link: str, password: str) -> None:
    answer = client.send(reset_link, password=password)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert client.sign_in("amina@demo.example", PASSWORD).status_code == 303


def test_resets_are_throttled(app: Flask) -> None:
    codes = [
        Browser(app).send("/en/account/reset", email=f"n{n}@demo.example").status_code for n in range(21)
    ]
    assert codes == [303] * 20 + [429]


def test_an_invitation_makes_the_account_with_its_role_and_signs_in(
    app: Flask, client: Browser, invitation_link: str
) -> None:
    assert invitation_link.startswith("/fr/")
    assert "Wanjiru Mwangi" in client.get(invitation_link, follow_redirects=True).text
    answer = client.send(invitation_link, name="Wanjirũ Mwangi", password=FRESH)
    assert (answer.status_code, answer.location) == (303, "/fr/")
    user = db.session.scalars(sa.select(User)).one()
    assert client.who() == str(user.id)
    assert (user.name, user.language, user.email) == ("Wanjirũ Mwangi", "fr", "wanjiru@demo.example")
    assert user.assignments == {KENYA}
    assert client.get(invitation_link).status_code == 404
    assert Browser(app).sign_in("wanjiru@demo.example", FRESH).status_code == 303


def test_a_second_press_on_accepting_makes_one_account(
    app: Flask, client: Browser, invitation_link: str
) -> None:
    token = client.token(invitation_link)
    data = {"csrf_token": token, "name": "Wanjiru Mwangi", "password": FRESH}
    assert [client.post("/fr/account/invitation", data=data).status_code for _ in range(2)] == [303, 303]
    assert Browser(app).get(invitation_link).status_code == 404
    assert db.session.scalar(sa.select(sa.func.count()).select_from(User)) == 1


def test_an_invitation_ends_after_seven_days_and_takes_no_other_fields(
    client: Browser, invitation_link: str
) -> None:
    now = clock.now()
    with clock.use(now + timedelta(days=7, seconds=1)):
        assert client.get(invitation_link).status_code == 404
    client.send(
        invitation_link,
        name="Wanjiru Mwangi",
        password=FRESH,
        role="administrator",
        scope="system",
        email="evil@demo.example",
    )
    user = db.session.scalars(sa.select(User)).one()
    assert (user.email, user.assignments) == ("wanjiru@demo.example", {KENYA})


@pytest.mark.parametrize("name", ["", "\u202eevil", "a\0b", "x" * 201])
def test_an_invited_name_must_be_one(client: Browser, invitation_link: str, name: str) -> None:
    assert client.send(invitation_link, name=name, password=FRESH).status_code == 422
    assert db.session.scalars(sa.select(Invitation)).one().used_at is None


def test_an_invitation_is_of_no_use_once_the_address_has_an_account(
    client: Browser, invitation_link: str, make_user: MakeUser
) -> None:
    make_user("wanjiru@demo.example")
    assert client.get(invitation_link).status_code == 404


def test_changing_the_password_needs_the_present_one_and_ends_other_sessions(
    app: Flask, make_user: MakeUser
) -> None:
    user = make_user()
    here, there = Browser(app), Browser(app)
    here.sign_in("amina@demo.example")
    there.sign_in("amina@demo.example")
    wrong = here.send("/en/account/password", current="not this one", password=FRESH)
    assert (wrong.status_code, "not your present password" in wrong.text) == (422, True)
    right = here.send("/en/account/password", current=PASSWORD, password=FRESH)
    assert (right.status_code, right.location) == (303, "/en/account")
    assert (here.who(), there.who()) == (str(user.id), "None")
    assert Browser(app).send("/en/account/password", current=FRESH, password=FRESH).location == "/en/sign-in"


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("zh", "ltr"), ("en", "ltr")])
def test_letters_are_in_the_recipients_language(
    app: Flask, make_user: MakeUser, language: str, direction: str
) -> None:
    user = make_user(language=language)
    with unit_of_work():
        user.name = "Zoë <b>Ünal\u202e</b>"
    with app.app_context():
        for writer in (writers.write_password_reset, writers.write_password_changed):
            letter = writer({"recipient": f"user:{user.id}"})
            assert letter is not None
            assert f'dir="{direction}"' in letter.html
            assert "&lt;b&gt;" in letter.html
            assert "\u202e" not in letter.text + letter.html
            assert f"https://roster.example/{language}/account/reset" in letter.text
            assert re.search(r"\n{4}", letter.text) is None


def test_an_invitation_letter_says_role_scope_and_reference(app: Flask, letters: Letters) -> None:
    with unit_of_work():
        services.invite(SYSTEM, NewInvitation("w@demo.example", "", KENYA, "en", "NV 12/26"))
    assert "NV" not in json.dumps([row.payload for row in db.session.scalars(sa.select(OutboxRow))])
    letter = letters()[0]
    for part in ("Dear colleague", "State focal point", "NV 12/26"):
        assert part in letter.text
        assert part in letter.html

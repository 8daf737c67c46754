"""Signing in and out: what anybody may learn, and what nobody may."""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.accounts import services
from roster.accounts.models import User
from roster.core import clock
from roster.core.actor import SYSTEM, Assignment, Role
from roster.core.audit import AuditEntry
from roster.core.config import Limits
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.accounts.conftest import ADMINISTRATOR, MANAGER, PASSWORD, Browser

MakeUser = Callable[..., User]


def test_right_password_signs_in_and_leads_to_the_page_asked_for(
    client: Browser, make_user: MakeUser
) -> None:
    user = make_user()
    refused = client.get("/fr/experts/?q=asset")
    assert refused.status_code == 302
    answer = client.send(refused.location, email="  AMINA@Demo.example ", password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/fr/experts/?q=asset")
    assert client.get(answer.location).status_code == 200
    assert client.who() == str(user.id)
    assert db.session.scalar(sa.select(AuditEntry.action).order_by(AuditEntry.id.desc())) == (
        "accounts:session:begin"
    )


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil",
        "/%0d\nx",
        "javascript:1",
        "///x",
    ],
)
def test_no_foreign_address_is_gone_to_after_signing_in(
    client: Browser, make_user: MakeUser, target: str
) -> None:
    make_user()
    token = client.token()
    answer = client.post(
        "/en/sign-in",
        query_string={"next": target},
        data={"csrf_token": token, "email": "amina@demo.example", "password": PASSWORD},
    )
    assert (answer.status_code, answer.location) == (303, "/en/")


@pytest.mark.parametrize("target", ["/fr/experts/?q=a+b&page=2", "/ar/account"])
def test_own_pages_are_gone_to(client: Browser, make_user: MakeUser, target: str) -> None:
    make_user()
    token = client.token()
    data = {"csrf_token": token, "email": "amina@demo.example", "password": PASSWORD}
    answer = client.post("/en/sign-in", query_string={"next": target}, data=data)
    assert answer.location == target


def test_unknown_disabled_and_wrong_look_the_same(app: Flask, make_user: MakeUser) -> None:
    make_user("known@demo.example")
    closed = make_user("closed@demo.example")
    make_user("empty@demo.example", password=None)
    with unit_of_work():
        services.disable_user(SYSTEM, closed)
    answers = set()
    for email in ("known", "closed", "empty", "nobody"):
        answer = Browser(app).sign_in(f"{email}@demo.example", "some other password")
        text = answer.text.replace(f"{email}@demo.example", "ADDRESS")
        stripped = [line for line in text.splitlines() if "csrf" not in line and "nonce" not in line]
        answers.add((answer.status_code, "\n".join(stripped), "Set-Cookie" in answer.headers))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 422


def test_each_try_costs_one_hash_known_or_not(
    client: Browser, make_user: MakeUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_user("known@demo.example")
    made: list[str] = []
    for name in ("verify", "hash"):
        context = client.application.extensions["security"].pwd_context
        real = getattr(context, name)
        monkeypatch.setattr(
            context, name, lambda *given, _real=real, _name=name, **more: made.append(_name) or _real(*given)
        )
    client.sign_in("known@demo.example", "some other password")
    client.sign_in("nobody@demo.example", "some other password")
    client.sign_in("known@demo.example", "x" * 5000)
    assert made == ["verify", "hash", "hash"]


def test_too_many_tries_wait_and_nobody_waits_over_fifteen_minutes(app: Flask, make_user: MakeUser) -> None:
    make_user()
    start = clock.now()
    for email in ("amina@demo.example", "nobody@demo.example"):
        with clock.use(start):
            tries = [Browser(app).sign_in(email, "wrong password") for _ in range(12)]
            assert [answer.status_code for answer in tries] == [422] * 10 + [429] * 2
            assert 0 < int(tries[-1].headers["Retry-After"]) <= 900
            assert Browser(app).sign_in(email).status_code == 429
    with clock.use(start + timedelta(minutes=14)):
        assert Browser(app).sign_in("amina@demo.example").status_code == 429
    with clock.use(start + timedelta(minutes=15, seconds=1)):
        assert Browser(app).sign_in("amina@demo.example").status_code == 303


def test_strangers_cannot_keep_somebody_out_of_an_account_opened_in_this_browser_before(
    app: Flask, make_user: MakeUser
) -> None:
    make_user()
    other = make_user("other@demo.example")
    own, others = Browser(app), Browser(app)
    own.sign_in("amina@demo.example")
    own.post("/en/sign-out", data={"csrf_token": own.token("/en/account")})
    others.sign_in(other.email)
    others.post("/en/sign-out", data={"csrf_token": others.token("/en/account")})
    for number in range(10):
        Browser(app).sign_in("amina@demo.example", "wrong password", origin=f"198.51.100.{number}")
    assert Browser(app).sign_in("amina@demo.example").status_code == 429
    assert others.sign_in("amina@demo.example").status_code == 429
    for _ in range(9):
        assert own.sign_in("amina@demo.example", "wrong password").status_code == 422
    assert own.sign_in("amina@demo.example").status_code == 303


class TestNetworkLimit:
    @pytest.fixture
    def limits(self) -> Limits:
        return Limits(sign_ins_per_network="3 per 15 minutes")

    def test_many_addresses_from_one_network_wait_and_successes_do_not_count(
        self, app: Flask, make_user: MakeUser
    ) -> None:
        make_user()
        for _ in range(5):
            assert Browser(app).sign_in("amina@demo.example").status_code == 303
        codes = [
            Browser(app)
            .sign_in(f"n{number}@demo.example", "wrong password", origin=f"2001:db8::{number}")
            .status_code
            for number in range(4)
        ]
        assert codes == [422, 422, 422, 429]
        assert Browser(app).sign_in("amina@demo.example", origin="192.0.2.9").status_code == 303


def test_a_session_begins_anew_at_signing_in(client: Browser, make_user: MakeUser) -> None:
    make_user()
    client.get("/en/sign-in")
    with client.session_transaction() as planted:
        planted["planted"] = "yes"
        before = planted["csrf_token"]
    client.sign_in("amina@demo.example")
    with client.session_transaction() as kept:
        assert "planted" not in kept
        assert kept.get("csrf_token") != before


def test_signing_in_needs_the_forms_token(client: Browser, make_user: MakeUser) -> None:
    make_user()
    answer = client.post("/en/sign-in", data={"email": "amina@demo.example", "password": PASSWORD})
    assert answer.status_code == 400
    assert client.who() == "None"


def test_a_second_press_on_sign_in_or_out_is_no_error(client: Browser, make_user: MakeUser) -> None:
    make_user()
    token = client.token()
    data = {"csrf_token": token, "email": "amina@demo.example", "password": PASSWORD}
    assert [client.post("/en/sign-in", data=data).status_code for _ in range(2)] == [303, 303]
    assert client.get("/en/sign-in").status_code == 302
    out = {"csrf_token": client.token("/en/account")}
    assert [client.post("/en/sign-out", data=out).status_code for _ in range(2)] == [303, 303]
    assert client.who() == "None"


def test_signing_in_as_somebody_else_replaces_the_session(client: Browser, make_user: MakeUser) -> None:
    make_user()
    other = make_user("other@demo.example")
    client.sign_in("amina@demo.example")
    token = client.token("/en/account")
    answer = client.post(
        "/en/sign-in", data={"csrf_token": token, "email": "other@demo.example", "password": PASSWORD}
    )
    assert answer.status_code == 303
    assert client.who() == str(other.id)


def test_signing_out_by_get_changes_nothing(client: Browser, make_user: MakeUser) -> None:
    user = make_user()
    client.sign_in("amina@demo.example")
    assert client.get("/en/sign-out").status_code == 405
    assert client.who() == str(user.id)


def test_right_changes_bite_on_the_next_request(client: Browser, make_user: MakeUser) -> None:
    user = make_user()
    client.sign_in("amina@demo.example")
    assert client.get("/en/experts/").status_code == 200
    with unit_of_work():
        services.end_role(SYSTEM, user, assignment=MANAGER)
    assert client.get("/en/experts/").status_code == 403
    with unit_of_work():
        services.grant_role(SYSTEM, user, assignment=Assignment(Role.SEARCHER, "system"))
    assert client.get("/en/experts/").status_code == 200
    with unit_of_work():
        services.disable_user(SYSTEM, user)
    assert client.who() == "None"
    with unit_of_work():
        services.enable_user(SYSTEM, user)
    assert client.who() == "None"


def test_a_session_ends_after_twelve_hours_an_administrators_after_four(
    app: Flask, make_user: MakeUser
) -> None:
    make_user()
    make_user("admin@demo.example", ADMINISTRATOR)
    start = clock.now()
    for email, hours in (("amina@demo.example", 12), ("admin@demo.example", 4)):
        client = Browser(app)
        with clock.use(start):
            client.sign_in(email)
        with clock.use(start + timedelta(hours=hours, minutes=-1)):
            assert client.who() != "None"
        with clock.use(start + timedelta(hours=hours, minutes=1)):
            assert client.who() == "None"


def test_who_asks_is_one_query(client: Browser, make_user: MakeUser) -> None:
    make_user("two@demo.example", MANAGER, Assignment(Role.FOCAL_POINT, "state:KE"))
    client.sign_in("two@demo.example")
    asked: list[str] = []
    with client.application.app_context():
        engine = db.engine
        sa.event.listen(engine, "before_cursor_execute", lambda _c, _k, text, *_rest: asked.append(text))
        answer = client.get("/en/")
    assert "['state:KE', 'system']" in answer.text
    assert len([text for text in asked if text.startswith("SELECT")]) == 1


def test_a_database_that_does_not_answer_is_a_503(client: Browser, make_user: MakeUser) -> None:
    make_user()
    client.sign_in("amina@demo.example")
    with db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE role_assignment RENAME TO elsewhere")
    answer = client.get("/en/")
    assert answer.status_code == 503
    assert "Retry-After" in answer.headers


@pytest.mark.parametrize(
    "email",
    ["", "no address", "a\0b@demo.example", "x" * 9000 + "@demo.example", "\u202eevil@demo.example", "😀"],
)
def test_odd_addresses_get_a_clear_answer(client: Browser, email: str) -> None:
    answer = client.sign_in(email, "some other password")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize(
    "password", ["", "\0", "x" * 100_000, "\ud800".encode("utf-8", "surrogatepass"), "密码" * 20]
)
def test_odd_passwords_get_a_clear_answer(client: Browser, make_user: MakeUser, password: str) -> None:
    make_user()
    assert client.sign_in("amina@demo.example", password).status_code == 422


def test_lists_instead_of_values_and_wrong_kinds_of_body_are_no_fault_of_ours(client: Browser) -> None:
    token = client.token()
    many = client.post(
        "/en/sign-in", data={"csrf_token": [token, token], "email": ["a", "b"], "password": ["a", "b"]}
    )
    assert many.status_code == 422
    assert client.post("/en/sign-in", json={"email": "a"}).status_code == 400


@pytest.mark.parametrize("language", ["xx", "EN", "e%00n"])
def test_a_language_that_is_none_of_the_six_is_not_there(client: Browser, language: str) -> None:
    assert client.get(f"/{language}/sign-in").status_code == 404


def test_pages_are_whole_in_six_languages(client: Browser, make_user: MakeUser) -> None:
    for code, direction in (
        ("ar", "rtl"),
        ("en", "ltr"),
        ("es", "ltr"),
        ("fr", "ltr"),
        ("ru", "ltr"),
        ("zh", "ltr"),
    ):
        answer = client.get(f"/{code}/sign-in")
        assert answer.status_code == 200
        assert f'dir="{direction}"' in answer.text
    make_user()
    client.sign_in("amina@demo.example")
    shown = client.get("/en/account")
    assert "Roster manager" in shown.text
    assert "Whole system" in shown.text
    assert shown.headers["Cache-Control"] == "no-store"


def test_log_lines_name_no_address_and_escape_what_could_forge_one(
    client: Browser, make_user: MakeUser, caplog: pytest.LogCaptureFixture
) -> None:
    user = make_user()
    caplog.set_level(logging.INFO)
    client.sign_in("amina@demo.example", "wrong password")
    client.sign_in("nobody@demo.example", "wrong password", origin="1.1.1.1\r\nforged: yes")
    client.send("/en/account/reset", email="nobody@demo.example")
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("roster.accounts")]
    assert [line.partition(":")[0] for line in lines] == ["sign-in failed", "sign-in failed", "reset asked"]
    assert f"account=user:{user.id} " in lines[0]
    assert not any("@" in line or "\n" in line or "\r" in line for line in lines)


def test_a_weaker_hash_is_replaced_at_signing_in(client: Browser, make_user: MakeUser) -> None:
    user = make_user()
    context = client.application.extensions["security"].pwd_context
    weak = context.handler("argon2").using(rounds=1, memory_cost=16, parallelism=1).hash(PASSWORD)
    with unit_of_work():
        user.password = weak
    assert client.sign_in("amina@demo.example").status_code == 303
    db.session.expire_all()
    stored = db.session.get_one(User, user.id).password
    assert stored is not None
    assert stored != weak
    assert stored.startswith("$argon2id$")


def test_a_sign_in_of_which_nothing_could_be_written_down_is_none(
    client: Browser, make_user: MakeUser
) -> None:
    make_user()

    def fail(_session: object) -> None:
        raise sa.exc.OperationalError("COMMIT", None, Exception("disk full"))

    sa.event.listen(db.session, "before_commit", fail)
    try:
        answer = client.sign_in("amina@demo.example")
    finally:
        sa.event.remove(db.session, "before_commit", fail)
    assert answer.status_code >= 500
    assert client.who() == "None"
    assert client.get("/en/account").status_code == 302
    assert client.sign_in("amina@demo.example").status_code == 303
    assert client.get("/en/account").status_code == 200

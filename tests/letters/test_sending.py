"""Letters through a real mail server: as they arrive, and what happens when it refuses, delays or is dead (R50)."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.accounts import services
from roster.accounts.queries import user_by_id
from roster.accounts.services import NewInvitation
from roster.checking import all_faults
from roster.core import clock, mail
from roster.core.actor import SYSTEM, Assignment, Role
from roster.core.audit import AuditEntry
from roster.core.correspondence import bounces_of
from roster.core.db import db
from roster.core.mail import Letter
from roster.core.outbox import Kind, OutboxRow, waiting_count
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import Account, World, make_account
from tests.mail_server import MailServer, html_of, path_in, text_of
from tests.visitor import Visitor

Work = Callable[[], int]
Visits = Callable[..., Visitor]
START = datetime(2027, 1, 1, 9, tzinfo=UTC)
KENYA = Assignment(Role.FOCAL_POINT, "state:KE")


def _account(language: str = "en") -> Account:
    with unit_of_work():
        return make_account(KENYA, language=language)


def _ask_for_password(account: Account, *, key: str | None = None) -> None:
    with unit_of_work():
        mail.post("password_reset", recipient=f"user:{account.id}", key=key)


def _at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def _waiting() -> Sequence[OutboxRow]:
    db.session.rollback()
    return db.session.scalars(sa.select(OutboxRow).where(OutboxRow.kind == Kind.MAIL)).all()


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_a_letter_arrives_in_the_recipients_language_as_text_and_html(
    work: Work, smtp_server: MailServer, language: str
) -> None:
    account = _account(language)
    _ask_for_password(account)
    work()
    (letter,) = smtp_server.to(account.email)
    assert letter["Content-Language"] == {"zh": "zh-Hans"}.get(language, language)
    assert letter.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    direction = "rtl" if language == "ar" else "ltr"
    assert f'dir="{direction}"' in html_of(letter)
    assert f"http://localhost/{language}/account/reset/" in text_of(letter)
    assert letter["From"].addresses[0].addr_spec == "roster@demo.example"
    assert letter["From"].addresses[0].display_name
    assert letter["Subject"] in html_of(letter)
    assert (letter["Subject"] == "Set a new password") == (language == "en")


def test_on_the_wire_all_is_ascii_and_no_line_too_long(work: Work, smtp_server: MailServer) -> None:
    for language in ("ar", "zh"):
        _ask_for_password(_account(language))
    work()
    for letter in smtp_server.letters:
        raw = bytes(letter)
        assert raw.isascii()
        assert max(len(line) for line in raw.splitlines()) <= 998
        assert b"=?utf-8?" in raw.split(b"\n\n", 1)[0].lower()


def test_each_letter_has_its_own_id_and_the_moment_it_was_sent(work: Work, smtp_server: MailServer) -> None:
    account = _account()
    with clock.use(lambda: START):
        for _time in range(2):
            _ask_for_password(account)
        work()
    assert len({letter["Message-ID"] for letter in smtp_server.letters}) == 2
    assert [letter["Date"].datetime for letter in smtp_server.letters] == [START, START]


def test_two_with_one_key_are_one_letter(work: Work, smtp_server: MailServer) -> None:
    account = _account()
    for _time in range(3):
        _ask_for_password(account, key="reset:1")
    work()
    assert len(smtp_server.letters) == 1


def test_the_link_of_a_letter_opens(work: Work, smtp_server: MailServer, visitor: Visits) -> None:
    with unit_of_work():
        services.invite(SYSTEM, NewInvitation("wanjiru@demo.example", "Wanjirũ", KENYA, "ar", "NV 12/26"))
    work()
    (letter,) = smtp_server.to("wanjiru@demo.example")
    assert "NV 12/26" in text_of(letter)
    answer = visitor().get(path_in(letter), follow_redirects=True)
    assert answer.status_code == 200
    assert "Wanjirũ" in answer.text


def test_a_dead_mail_server_fails_no_request_and_the_letter_arrives_once_it_lives(
    world: World, work: Work, smtp_server: MailServer, visitor: Visits
) -> None:
    smtp_server.die()
    now = START
    with clock.use(lambda: now):
        answer = visitor().post("/en/account/reset", {"email": world.manager.email})
        assert answer.status_code == 303
        pauses = []
        for _round in range(5):
            assert waiting_count(Kind.MAIL) == 1
            work()
            (row,) = _waiting()
            pauses.append(row.due_at - now)
            now = row.due_at
        assert pauses == [timedelta(seconds=2**power) for power in (1, 2, 3, 4, 5)]
        assert row.problem == "ConnectionRefusedError"
        smtp_server.live()
        work()
    assert waiting_count(Kind.MAIL) == 0
    assert len(smtp_server.to(world.manager.email)) == 1


def test_while_the_mail_server_is_dead_one_attempt_a_pause_is_made_for_all_letters(
    work: Work, smtp_server: MailServer
) -> None:
    smtp_server.die()
    accounts = [_account() for _number in range(4)]
    now = START
    with clock.use(lambda: now):
        for account in accounts:
            _ask_for_password(account)
        work()
        rows = _waiting()
        assert sorted(row.attempt_count for row in rows) == [0, 0, 0, 1]
        assert {row.due_at for row in rows} == {START + timedelta(seconds=2)}
        smtp_server.live()
        now += timedelta(seconds=2)
        work()
    assert [letter["To"] for letter in smtp_server.letters] == [account.email for account in accounts]


def test_a_letter_that_is_asked_to_come_back_comes_back_and_holds_up_no_other(
    work: Work, smtp_server: MailServer
) -> None:
    shy, open_minded = _account(), _account()
    smtp_server.greylist(shy.email, times=2)
    now = START
    with clock.use(lambda: now):
        _ask_for_password(shy)
        _ask_for_password(open_minded)
        assert [work(), work()] == [0, 1]
        assert [letter["To"] for letter in smtp_server.letters] == [open_minded.email]
        for seconds in (2, 4):
            assert [row.problem for row in _waiting()] == ["answered 451"]
            now += timedelta(seconds=seconds)
            work()
    assert len(smtp_server.to(shy.email)) == 1
    assert bounces_of([f"user:{shy.id}"]) == {}


@pytest.mark.parametrize("at_content", [False, True], ids=["recipient", "content"])
def test_a_refusal_for_good_is_noted_and_not_tried_again(
    work: Work, smtp_server: MailServer, at_content: bool
) -> None:
    account = _account()
    if at_content:
        smtp_server.refuse_content(554)
    else:
        smtp_server.refuse(account.email, code=550)
    _ask_for_password(account)
    work()
    assert (waiting_count(Kind.MAIL), smtp_server.attempts) == (0, 1)
    recipient = f"user:{account.id}"
    (bounce,) = bounces_of([recipient, "user:0"]).values()
    assert (bounce.recipient, bounce.code) == (recipient, 554 if at_content else 550)
    action = sa.select(AuditEntry).where(AuditEntry.action == "core:letter:bounce")
    assert [entry.subject for entry in db.session.scalars(action)] == [recipient]


def test_a_bounce_is_over_when_a_later_letter_arrives(work: Work, smtp_server: MailServer) -> None:
    account = _account()
    recipient = f"user:{account.id}"
    smtp_server.refuse(account.email)
    _ask_for_password(account)
    work()
    assert recipient in bounces_of([recipient])
    smtp_server.accept_all()
    _ask_for_password(account)
    work()
    assert bounces_of([recipient]) == {}


def test_an_address_that_no_server_can_read_counts_as_refused(
    app: Flask, work: Work, smtp_server: MailServer
) -> None:
    account = _account()
    for address in ("нет@demo.example", "two words@demo.example", "a@" + "x" * 70 + ".example", "nobody"):
        with unit_of_work():
            user = user_by_id(account.id)
            assert user is not None
            user.email = address
        _ask_for_password(account)
        work()
        assert waiting_count(Kind.MAIL) == 0, address
        assert bounces_of([f"user:{account.id}"])[f"user:{account.id}"].code == 553
    assert smtp_server.letters == []


def test_check_names_letters_that_nobody_takes(app: Flask, work: Work, smtp_server: MailServer) -> None:
    account = _account()
    smtp_server.die()
    with clock.use(lambda: START):
        _ask_for_password(account)
        work()
    for hours, faults in ((3, 0), (5, 1)):
        with clock.use(_at(START + timedelta(hours=hours))):
            found = [fault for fault in all_faults(app) if fault.startswith("mail")]
            assert len(found) == faults
    assert "1 waiting, the oldest since 2027-01-01 09:00 UTC (1 attempts" in found[0]
    assert account.email not in found[0]


def test_neither_log_nor_queue_names_the_address(
    work: Work, smtp_server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    """R64: the words of a mail server repeat the address; only its code is kept."""
    account = _account()
    smtp_server.greylist(account.email, times=1)
    _ask_for_password(account)
    work()
    assert caplog.records
    assert account.email not in caplog.text
    assert [row.problem for row in _waiting()] == ["answered 451"]


def test_a_subject_cannot_bring_headers_of_its_own(app: Flask, smtp_server: MailServer) -> None:
    letter = Letter("a@demo.example", "One\r\nBcc: b@demo.example\u202e", "Text.\n", "<p>Text.</p>\n")
    app.extensions["roster_mail"].send(letter)
    (arrived,) = smtp_server.letters
    assert arrived["Subject"] == "One Bcc: b@demo.example"
    assert arrived["Bcc"] is None
    smtp_server.letters.clear()  # its subject was not ours

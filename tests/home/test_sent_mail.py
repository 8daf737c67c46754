"""The mail of a demonstration: listed, read, its links followed; in any other mode there is no such page."""

import re
from collections.abc import Callable, Iterator
from contextvars import Context
from dataclasses import replace

import pytest
from flask import Flask

from roster.accounts import services
from roster.accounts.services import NewInvitation
from roster.core import correspondence, mail
from roster.core.actor import SYSTEM, Assignment, Role
from roster.core.config import Mode
from roster.core.mail import Letter
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World, make_account
from tests.mail_server import MailServer
from tests.visitor import Visitor

Work = Callable[[], int]
Visits = Callable[..., Visitor]
PAGE = "/en/demonstration/mail"
KENYA = Assignment(Role.FOCAL_POINT, "state:KE")


@pytest.fixture
def demonstration(app: Flask) -> Iterator[Flask]:
    """The application as it runs in a demonstration."""
    before = app.extensions["roster_settings"]
    app.extensions["roster_settings"] = replace(before, mode=Mode.DEMONSTRATION)
    app.jinja_env.globals["demonstration"] = True
    yield app
    app.extensions["roster_settings"] = before
    app.jinja_env.globals["demonstration"] = False


def _invite(language: str = "en", email: str = "wanjiru@demo.example") -> None:
    with unit_of_work():
        services.invite(SYSTEM, NewInvitation(email, "Wanjirũ <b>Mwangi</b>", KENYA, language, "NV 12/26"))


def _keep(count: int) -> None:
    with unit_of_work():
        for number in range(count):
            letter = Letter(f"p{number}@demo.example", f"Letter {number}", "Text.\n", "<p>Text.</p>\n")
            correspondence.keep(letter)


def _addresses(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'href="(/en/demonstration/mail/\d+)"', page)))


@pytest.mark.usefixtures("demonstration")
def test_a_newcomer_finds_the_letter_and_follows_its_link_to_the_end(work: Work, visitor: Visits) -> None:
    newcomer = visitor()
    assert "No letter was sent yet" in newcomer.get(PAGE).text
    _invite()
    assert "1 letter is on its way" in newcomer.get(PAGE).text
    work()
    assert f'href="{PAGE}"' in newcomer.get("/en/").text, "the banner leads there"
    listed = newcomer.get(PAGE).text
    assert "wanjiru@demo.example" in listed
    (address,) = _addresses(listed)
    shown = newcomer.get(address).text
    link = re.search(r'<a href="(/en/account/invitation/[^"]+)"', shown)
    assert link is not None
    form = newcomer.get(link[1], follow_redirects=True)
    assert form.status_code == 200
    assert "Wanjirũ" in form.text


@pytest.mark.usefixtures("demonstration")
def test_the_letter_itself_is_shut_in_and_its_links_lead_here(demonstration: Flask, work: Work) -> None:
    _invite("ar")
    work()
    client = demonstration.test_client()
    answer = Context().run(client.get, "/en/demonstration/mail/1/letter")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-top-navigation-by-user-activation" in policy
    assert "unsafe-inline" not in policy
    assert (answer.headers["X-Frame-Options"], answer.mimetype) == ("SAMEORIGIN", "text/html")
    assert '<base target="_top">' in answer.text
    assert re.search(r'class="go" href="/ar/account/invitation/', answer.text)
    assert "Wanjirũ &lt;b&gt;" in answer.text
    assert policy.count("'sha256-") > 5


@pytest.mark.usefixtures("demonstration")
def test_the_page_of_a_letter_may_show_it_and_nothing_foreign(work: Work, visitor: Visits) -> None:
    _invite()
    work()
    answer = visitor().get("/en/demonstration/mail/1")
    assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "frame-src" not in visitor().get(PAGE).headers["Content-Security-Policy"]


@pytest.mark.usefixtures("demonstration")
def test_the_newest_comes_first_and_the_list_is_bounded(visitor: Visits) -> None:
    _keep(correspondence.KEPT_AT_MOST + 30)
    assert correspondence.kept_count() == correspondence.KEPT_AT_MOST
    first = _addresses(visitor().get(PAGE).text)
    assert first[0].endswith(str(correspondence.KEPT_AT_MOST + 30))
    last = _addresses(visitor().get(f"{PAGE}?page=9999").text)
    assert last[-1].endswith("/31")
    assert visitor().get("/en/demonstration/mail/30").status_code == 404


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("number", ["0", "99", "2147483647", "99999999999999999999", "-1", "x"])
def test_what_is_not_there_is_404(visitor: Visits, number: str) -> None:
    assert visitor().get(f"{PAGE}/{number}").status_code == 404
    assert visitor().get(f"{PAGE}/{number}/letter").status_code == 404


@pytest.mark.usefixtures("demonstration")
def test_a_letter_for_another_keeps_its_language_on_an_english_page(work: Work, visitor: Visits) -> None:
    _invite("ar")
    work()
    shown = visitor().get("/en/demonstration/mail/1").text
    assert 'lang="ar" dir="rtl"' in shown
    assert "العربية" in shown


@pytest.mark.usefixtures("demonstration")
def test_what_a_mail_server_refused_is_not_among_what_was_sent(work: Work, smtp_server: MailServer) -> None:
    with unit_of_work():
        account = make_account()
        mail.post("password_reset", recipient=f"user:{account.id}")
    smtp_server.refuse(account.email)
    work()
    assert correspondence.kept_count() == 0


def test_elsewhere_no_letter_is_kept_and_no_page_exists(
    world: World, work: Work, visitor: Visits, smtp_server: MailServer
) -> None:
    _invite()
    work()
    assert len(smtp_server.letters) == 1
    assert correspondence.kept_count() == 0
    _keep(1)
    for reader in (None, world.manager, world.admin):
        for address in (PAGE, f"{PAGE}/1", f"{PAGE}/1/letter"):
            assert visitor(reader).get(address).status_code == 404
    assert PAGE not in visitor().get("/en/").text

"""A first message to a contact person: who writes, where it goes, the answer by link; and letters that come back."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster import rooms
from roster.authorities.clock_jobs import forget_messages
from roster.authorities.models import Authority, AuthorityReport
from roster.authorities.relay.models import AuthorityMessage
from roster.authorities.states import Outcome, Stage
from roster.core import clock
from roster.core.db import db
from roster.core.mail import Letter, RefusedForGoodError
from roster.core.unit_of_work import unit_of_work
from tests.authorities.test_reports import letters
from tests.factories.accounts import World
from tests.factories.authorities import MAILBOX, PERSON, PERSON_EMAIL, make_authority
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
REF = "AUT-KE0001"
PAGE = f"/en/authorities/{REF}"
TEXT = "Zqwhom may we ask about a visit?"


@pytest.fixture
def entry(world: World) -> str:
    with unit_of_work():
        make_authority(ref=REF)
    db.session.remove()
    return REF


def write(who: Visitor, **typed: str) -> str:
    form = values_of(who.get(f"{PAGE}/write").text) | {"subject": "A visit", "text": TEXT} | typed
    answer = who.post(f"{PAGE}/write", form)
    assert answer.status_code == 303, answer.text[:2000]
    assert who.post(f"{PAGE}/write", form).location == answer.location  # sent twice, made once
    return str(answer.location)


def test_a_member_writes_and_the_contact_person_answers_without_an_account(
    world: World, visitor: Visit, entry: str
) -> None:
    provider = visitor(world.provider)
    page = provider.get(f"{PAGE}/write").text + provider.get(PAGE).text
    assert PERSON not in page
    assert PERSON_EMAIL not in page
    location = write(provider)
    assert "There is no answer yet" in provider.get(location).text
    (arrived,) = letters()
    assert arrived.to == PERSON_EMAIL
    assert "Zqwhom" not in arrived.text + arrived.html + arrived.subject
    link = re.search(r"http://[^/]+(/\S+/letter/\S+)", arrived.text)
    assert link is not None
    contact = visitor(None)
    assert contact.get("/en/authorities/letter").status_code == 302  # without the letter: to sign-in
    opened = contact.get(link[1]).location
    assert TEXT in contact.get(opened).text
    answer = contact.post(opened, {"text": "Zqours is open."}, page=opened)
    assert answer.status_code == 303
    assert contact.post(opened, {"text": "Another"}).status_code == 409
    (answered,) = letters()
    assert answered.to == world.provider.email
    shown = provider.get(location).text
    assert "Zqours is open." in shown
    assert PERSON_EMAIL not in shown
    assert visitor(world.manager).get(location).status_code == 404
    later = clock.now() + timedelta(days=366)
    with clock.use(later), unit_of_work():
        assert forget_messages(later.date(), later.date()) == 1
    assert "The words are gone" in provider.get(location).text
    keeper = visitor(world.officer_ke).get(PAGE).text
    assert "Who wrote to a contact person" in keeper
    assert "Zqwhom" not in keeper
    assert "Who wrote to a contact person" not in visitor(world.searcher).get(PAGE).text


def test_a_link_dies_with_the_address_and_without_a_contact_the_mailbox_gets_it(
    world: World, visitor: Visit, entry: str
) -> None:
    write(visitor(world.searcher))
    (arrived,) = letters()
    path = re.search(r"http://[^/]+(/\S+/letter/\S+)", arrived.text)
    assert path is not None
    with unit_of_work():
        authority = db.session.scalar(sa.select(Authority).where(Authority.ref == REF))
        assert authority is not None
        authority.contacts = []
    assert visitor(None).get(path[1]).status_code == 404
    write(visitor(world.searcher))
    (second,) = letters()
    assert second.to == MAILBOX


def test_what_is_typed_stays_and_haste_is_refused(
    app: Flask, world: World, visitor: Visit, entry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = app.extensions["roster_settings"]
    bounded = replace(settings, limits=replace(settings.limits, messages_per_day=1))
    monkeypatch.setitem(app.extensions, "roster_settings", bounded)
    searcher = visitor(world.searcher)
    long = searcher.post(f"{PAGE}/write", {"subject": "A visit", "text": "x" * 2_001, "once": "a"})
    assert long.status_code == 422
    assert "A visit" in long.text
    write(searcher)
    refused = searcher.post(f"{PAGE}/write", {"subject": "A visit", "text": TEXT, "once": "b"})
    assert refused.status_code == 429
    assert TEXT in refused.text
    assert int(refused.headers["Retry-After"]) > 3_600


@pytest.mark.parametrize(("reader", "status"), [("officer_ke", 403), ("observer", 403), ("admin", 404)])
def test_keepers_and_observers_write_nothing(
    world: World, visitor: Visit, entry: str, reader: str, status: int
) -> None:
    assert visitor(world.everybody[reader]).get(f"{PAGE}/write").status_code == status


class Refusing:
    """A mail server that knows no address."""

    def send(self, letter: Letter) -> None:
        raise RefusedForGoodError(550)


def reports() -> list[AuthorityReport]:
    db.session.remove()
    return list(db.session.scalars(sa.select(AuthorityReport).order_by(AuthorityReport.id)))


@pytest.fixture
def refusing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.extensions, "roster_mail", Refusing())


@pytest.mark.usefixtures("refusing", "entry")
def test_a_letter_that_comes_back_reports_the_entry_once_and_by_itself(
    world: World, visitor: Visit, work: Callable[[], int]
) -> None:
    write(visitor(world.searcher))
    work()
    (report,) = reports()
    assert (report.user_id, report.returned) == (None, "contact")
    assert report.due_on > clock.today() + timedelta(days=9)
    assert report.authority.stage is Stage.DISPUTED
    page = f"{PAGE}/reports/{report.ref}"
    write(visitor(world.searcher))
    work()
    assert len(reports()) == 1  # one waits already
    officer = visitor(world.officer_ke)
    shown = officer.get(page).text
    assert "The system itself" in shown
    assert "A letter to a contact person came back" in shown
    form = values_of(shown) | {"outcome": Outcome.CORRECTED.value, "text": "A new address."}
    assert officer.post(f"{page}/answer", form).status_code == 303
    with unit_of_work():
        rooms.letter_returned(MAILBOX.upper())
        rooms.letter_returned("nobody@authority.example")
    assert [item.returned for item in reports()] == ["contact", "mailbox"]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(AuthorityMessage)) == 2

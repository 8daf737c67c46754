"""A report that an entry is wrong: the badge, the task, the answer, the letter, the clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from roster import rooms
from roster.authorities import clock_jobs
from roster.authorities.models import Authority, AuthorityReport
from roster.authorities.room import faults
from roster.authorities.states import Stage
from roster.core import clock
from roster.core.db import db
from roster.core.mail import Letter
from roster.core.outbox import Kind, OutboxRow
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World
from tests.factories.authorities import make_authority
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
REF = "AUT-KE0001"
PAGE = f"/en/authorities/{REF}"
FRIDAY = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture
def entry(world: World) -> str:
    with unit_of_work():
        make_authority(ref=REF)
    db.session.remove()
    return REF


def letters() -> list[Letter]:
    """Every letter that waits, written as the worker does; the queue is empty afterwards."""
    db.session.remove()
    writers = rooms.letters()
    rows = sa.select(OutboxRow.payload).where(OutboxRow.kind == Kind.MAIL).order_by(OutboxRow.id)
    written = [writers[payload["template"]](payload) for payload in db.session.scalars(rows)]
    with unit_of_work() as session:
        session.execute(sa.delete(OutboxRow).where(OutboxRow.kind == Kind.MAIL))
    db.session.remove()
    return [letter for letter in written if letter is not None]


def report(who: Visitor, text: str = "Zqnobody answers") -> str:
    form = values_of(who.get(f"{PAGE}/report").text) | {"text": text}
    answer = who.post(f"{PAGE}/report", form)
    assert answer.status_code == 303
    assert who.post(f"{PAGE}/report", form).location == answer.location
    return str(answer.location)


def stage() -> Stage:
    db.session.remove()
    found = db.session.scalar(sa.select(Authority.stage).where(Authority.ref == REF))
    assert found is not None
    return found


def test_from_the_report_to_the_letter_with_the_answer(world: World, visitor: Visit, entry: str) -> None:
    officer = visitor(world.officer_ke)
    with clock.use(FRIDAY):
        address = report(visitor(world.focal_uy))
    reporter = visitor(world.focal_uy)
    assert stage() is Stage.DISPUTED
    assert "Reported as wrong" in visitor(world.searcher).get(PAGE).text
    told = {letter.to for letter in letters()}
    assert told == {world.officer_ke.email, world.focal_ke.email}
    assert "reports that your authority" in officer.get("/en/").text
    assert db.session.scalar(sa.select(AuthorityReport.due_on)) == date(2026, 12, 11)
    assert officer.post(f"{PAGE}/confirm", {"version": "1"}).status_code == 403
    assert reporter.post(f"{address}/answer", {"outcome": "right", "text": "No"}).status_code == 403
    assert officer.post(f"{address}/answer", {"outcome": "perhaps", "text": "Well"}).status_code == 422
    form = values_of(officer.get(address).text) | {"outcome": "corrected", "text": "Zqcorrected, thank you"}
    assert officer.post(f"{address}/answer", form).status_code == 303
    assert officer.post(f"{address}/answer", form).status_code == 403
    assert stage() is Stage.LISTED
    (letter,) = letters()
    assert letter.to == world.focal_uy.email
    assert address in letter.text
    assert "Zq" not in letter.text
    assert "Zqcorrected" in reporter.get(address).text


def test_it_stays_reported_until_the_last_answer(world: World, visitor: Visit, entry: str) -> None:
    addresses = [report(visitor(world.focal_uy)), report(visitor(world.searcher), "Another")]
    officer = visitor(world.officer_ke)
    for address, after in zip(addresses, (Stage.DISPUTED, Stage.LISTED), strict=True):
        form = values_of(officer.get(address).text) | {"outcome": "right", "text": "It is right"}
        assert officer.post(f"{address}/answer", form).status_code == 303
        assert stage() is after


def test_others_do_not_read_what_was_reported(world: World, visitor: Visit, entry: str) -> None:
    address = report(visitor(world.focal_uy))
    for name, account in world.everybody.items():
        reads = visitor(account).get(address).status_code == 200
        assert reads is (name in {"focal_uy", "focal_ke", "drafter_ke", "officer_ke", "manager"}), name


def test_keepers_correct_instead_of_reporting(world: World, visitor: Visit, entry: str) -> None:
    for account in (world.officer_ke, world.focal_ke, world.drafter_ke):
        assert visitor(account).get(f"{PAGE}/report").status_code == 403


def test_whether_somebody_answered_is_shown_without_who_said_it(
    world: World, visitor: Visit, entry: str
) -> None:
    focal, searcher = visitor(world.focal_uy), visitor(world.searcher)
    form = values_of(focal.get(PAGE).text)
    assert focal.post(f"{PAGE}/reached", form | {"reached": "maybe", "channel": "phone"}).status_code == 422
    assert focal.post(f"{PAGE}/reached", form | {"reached": "no", "channel": "phone"}).status_code == 303
    assert "Not reached" in searcher.get(PAGE).text
    assert visitor(world.provider).post(f"{PAGE}/reached").status_code == 403


def test_the_clock_tells_managers_of_silence_once(world: World, visitor: Visit, entry: str) -> None:
    with clock.use(FRIDAY):
        report(visitor(world.focal_uy))
    letters()
    day = date(2026, 12, 11)
    for since, expected in ((day - timedelta(days=1), 0), (day, 1), (day + timedelta(days=1), 0)):
        with clock.use(FRIDAY), unit_of_work():
            assert clock_jobs.tell_of_silence(since, since + timedelta(days=1)) == expected
    (letter,) = letters()
    assert letter.to == world.manager.email
    with clock.use(FRIDAY + timedelta(days=20)):
        assert "not answered in time" in visitor(world.manager).get("/en/").text


def test_the_clock_asks_three_times_for_a_confirmation(world: World) -> None:
    confirmed = datetime(2026, 1, 10, 9, tzinfo=UTC)
    with unit_of_work():
        make_authority(ref=REF, confirmed_at=confirmed)
    asked = []
    for number in range(360, 470):
        day = confirmed.date() + timedelta(days=number)
        with unit_of_work():
            if clock_jobs.ask_to_confirm(day - timedelta(days=1), day):
                asked.append(number)
    assert asked == [366, 396, 426]
    assert {letter.to for letter in letters()} == {world.officer_ke.email, world.focal_ke.email}


def test_scopes_of_officers_and_time_zones_are_checked(world: World) -> None:
    assert [REF in line for line in faults()] == [True]
    with unit_of_work():
        entry = make_authority(ref=REF)
    assert list(faults()) == []
    with unit_of_work() as session:
        session.get_one(Authority, entry.id).time_zone = "Europe/Gone"
    assert ["Europe/Gone" in line for line in faults()] == [True]

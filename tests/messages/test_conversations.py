"""A conversation: both sides write and read, nobody else learns a word; an address is shown by choice only."""

import logging
import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core import clock
from roster.core.actor import SYSTEM
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.merging.services import merge_profiles
from roster.experts.models import Profile
from roster.experts.states import Stage
from roster.messages import services
from roster.messages.models import Conversation, Message
from roster.messages.queries import seat_at
from roster.search.engine import SearchEngine
from roster.search.request import SearchRequest
from tests.factories.accounts import World
from tests.factories.experts import make_profile
from tests.forms import values_of
from tests.messages.talks import (
    ANSWER,
    MESSAGES,
    MOST,
    SUBJECT,
    TEXT,
    Met,
    Visit,
    begin,
    somebody,
    stored,
    texts,
)

PATHS = ("", "/reveal", "/unwanted")
ACTS = ("answer", "read", "reveal", "hide", "unwanted", "allow", "settle")


@pytest.fixture
def met(world: World) -> Met:
    return somebody()


@pytest.fixture
def ref(world: World, met: Met) -> str:
    return begin(world.officer_ke, met)


def test_both_sides_write_in_turn_and_see_where_it_stands(
    world: World, visitor: Visit, met: Met, ref: str
) -> None:
    sender, expert = visitor(world.officer_ke), visitor(met.expert)
    assert "1 conversation has something new for you" in expert.get("/en/").text
    page = expert.get(f"{MESSAGES}/{ref}").text
    assert TEXT in page
    assert "Authority officer" in page
    form = {**values_of(page), "text": ANSWER}
    assert expert.post(f"{MESSAGES}/{ref}/answer", form).status_code == 303
    assert expert.post(f"{MESSAGES}/{ref}/answer", form).location == f"{MESSAGES}/{ref}"
    assert texts(ref) == [TEXT, ANSWER]
    assert "something new" not in expert.get("/en/").text
    assert "something new" in sender.get("/en/").text
    assert "New" in sender.get(MESSAGES).text
    assert ANSWER in sender.get(f"{MESSAGES}/{ref}").text
    assert sender.post(f"{MESSAGES}/{ref}/read").status_code == 303
    assert "something new" not in sender.get("/en/").text
    assert "Answered" in sender.get(MESSAGES).text
    sender.post(f"{MESSAGES}/{ref}/answer", {"text": "One thing more"})
    assert "Waits for an answer" in sender.get(MESSAGES).text
    assert "One thing more" in expert.get(f"{MESSAGES}/{ref}").text


def test_looking_changes_nothing(world: World, visitor: Visit, met: Met, ref: str) -> None:
    before = stored(ref).version
    expert = visitor(met.expert)
    for path in ("", *(f"/{ref}{path}" for path in PATHS)):
        assert expert.get(MESSAGES + path).status_code == 200
    assert stored(ref).version == before
    assert stored(ref).expert_read_at is None


@pytest.mark.parametrize(
    "role",
    [
        "admin",
        "dpo",
        "manager",
        "searcher",
        "focal_ke",
        "focal_uy",
        "officer",
        "observer",
        "provider",
        "expert",
    ],
)
def test_nobody_else_learns_a_word(  # noqa: PLR0917 - what pytest hands over
    app: Flask, world: World, visitor: Visit, met: Met, ref: str, role: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The manager too, until it is reported; the own State too."""
    caplog.set_level(logging.INFO)
    visitor(met.expert).post(f"{MESSAGES}/{ref}/answer", {"text": ANSWER})
    other = somebody(family_name="Other")
    begin(world.officer_ke, other, subject="Another", text="Another")
    people = {**world.everybody, "expert": other.expert, "officer": world.coordinator}
    reader = visitor(people[role])
    for path in PATHS:
        hidden, missing = (reader.get(f"{MESSAGES}/{one}{path}") for one in (ref, "MSG-000000"))
        assert hidden.status_code == missing.status_code == 404, path
    for act in ACTS:
        assert reader.post(f"{MESSAGES}/{ref}/{act}", {"text": "x", "fields": "email"}).status_code == 404, (
            act
        )
    for path in (
        "/en/",
        MESSAGES,
        f"/en/experts/{met.ref}",
        f"/en/experts/{met.ref}.json",
        "/en/experts?q=Zq*",
    ):
        page = reader.get(path).text
        assert "Zqtext" not in page, path
        assert "Zqsubject" not in page, path
        assert ref not in page, path
    engine: SearchEngine = app.extensions["roster_search"]
    account = people[role]
    assert account is not None
    audiences = account.actor.audiences
    assert engine.search(SearchRequest("experts", audiences, text="zqtext")).total == 0
    assert "Zq" not in caplog.text
    assert stored(ref).reported_at is None
    assert texts(ref) == [TEXT, ANSWER]


def test_signed_out_all_leads_to_sign_in(visitor: Visit, ref: str) -> None:
    for path in ("", f"/{ref}", "/MSG-000000", f"/{ref}/reveal", f"/{ref}/unwanted"):
        assert "/en/sign-in" in visitor().get(MESSAGES + path).location


def test_the_two_sides_see_no_address_of_each_other(world: World, visitor: Visit, met: Met, ref: str) -> None:
    visitor(met.expert).post(f"{MESSAGES}/{ref}/answer", {"text": ANSWER})
    assert met.email not in visitor(world.officer_ke).get(f"{MESSAGES}/{ref}").text
    assert world.officer_ke.email not in visitor(met.expert).get(f"{MESSAGES}/{ref}").text


def test_the_expert_reveals_what_was_ticked_and_takes_it_back(
    world: World, visitor: Visit, met: Met, ref: str
) -> None:
    sender, expert = visitor(world.officer_ke), visitor(met.expert)
    page = expert.get(f"{MESSAGES}/{ref}/reveal").text
    assert met.email in page
    assert "+254 20 000 0000" in page
    assert values_of(page).get("fields") is None, "nothing is ticked before the expert does"
    assert expert.post(f"{MESSAGES}/{ref}/reveal", {}).status_code == 422
    assert expert.post(f"{MESSAGES}/{ref}/reveal", {"fields": "city"}).status_code == 422
    assert expert.post(f"{MESSAGES}/{ref}/reveal", {"fields": "phone"}).status_code == 303
    shown = sender.get(f"{MESSAGES}/{ref}").text
    assert "+254 20 000 0000" in shown
    assert met.email not in shown
    assert "something new" in sender.get("/en/").text
    expert.post(f"{MESSAGES}/{ref}/hide")
    assert "+254 20 000 0000" not in sender.get(f"{MESSAGES}/{ref}").text
    assert stored(ref).revealed == {}


def test_a_number_changed_later_is_not_shown_by_itself(
    world: World, visitor: Visit, met: Met, ref: str
) -> None:
    visitor(met.expert).post(f"{MESSAGES}/{ref}/reveal", {"fields": "phone"})
    with unit_of_work() as session:
        profile = session.get(Profile, met.id)
        assert profile is not None
        profile.person.contact.phone = "+254 20 111 1111"
    assert "111 1111" not in visitor(world.officer_ke).get(f"{MESSAGES}/{ref}").text


def test_the_sender_cannot_reveal_report_or_settle(world: World, visitor: Visit, ref: str) -> None:
    sender = visitor(world.officer_ke)
    assert sender.get(f"{MESSAGES}/{ref}/reveal").status_code == 403
    for act in ("reveal", "hide", "unwanted", "allow", "settle"):
        assert sender.post(f"{MESSAGES}/{ref}/{act}", {"fields": "email"}).status_code == 403, act
    assert stored(ref).revealed == {}
    assert stored(ref).reported_at is None


def test_what_is_unwanted_stops_the_sender_and_is_read_by_the_manager(
    world: World, visitor: Visit, met: Met, ref: str
) -> None:
    sender, expert, manager = visitor(world.officer_ke), visitor(met.expert), visitor(world.manager)
    other = begin(world.officer_ke, met, subject="A second one", text="A second one")
    expert.post(f"{MESSAGES}/{ref}/reveal", {"fields": "email"})
    answer = expert.post(f"{MESSAGES}/{ref}/unwanted", {"reason": "Zqreason: an advertisement"})
    assert answer.status_code == 303
    shown = sender.get(f"{MESSAGES}/{ref}").text
    for word in (met.email, "Zqreason", "Reported"):
        assert word not in shown, word
    assert "This conversation is closed" in shown
    for one in (ref, other):
        assert sender.post(f"{MESSAGES}/{one}/answer", {"text": "But"}).status_code == 403
    assert "You cannot write to this expert" in sender.get(f"/en/experts/{met.ref}/write").text
    form = {"subject": "x", "purpose": "other", "text": "x"}
    assert sender.post(f"/en/experts/{met.ref}/write", form).status_code == 403
    assert visitor(world.focal_uy).post(f"/en/experts/{met.ref}/write", form).status_code == 303
    assert "1 message was reported as unwanted" in manager.get("/en/").text
    read = manager.get(f"{MESSAGES}/{ref}").text
    assert TEXT in read
    assert "Zqreason" in read
    assert manager.get(f"{MESSAGES}/{other}").status_code == 404
    assert manager.post(f"{MESSAGES}/{ref}/answer", {"text": "x"}).status_code == 403
    assert visitor(world.searcher).get(f"{MESSAGES}/{ref}").status_code == 404
    found = sa.select(AuditEntry.subject).where(AuditEntry.action == "messages:report:read")
    assert list(db.session.scalars(found)) == [ref]
    manager.post(f"{MESSAGES}/{ref}/settle")
    assert "was reported as unwanted" not in manager.get("/en/").text
    assert sender.post(f"{MESSAGES}/{ref}/answer", {"text": "But"}).status_code == 403


def test_a_report_taken_back_opens_the_way_and_closes_the_manager_s(
    world: World, visitor: Visit, met: Met, ref: str
) -> None:
    expert = visitor(met.expert)
    expert.post(f"{MESSAGES}/{ref}/unwanted", {"reason": ""})
    assert expert.post(f"{MESSAGES}/{ref}/answer", {"text": "x"}).status_code == 403
    expert.post(f"{MESSAGES}/{ref}/allow")
    assert visitor(world.manager).get(f"{MESSAGES}/{ref}").status_code == 404
    assert visitor(world.officer_ke).post(f"{MESSAGES}/{ref}/answer", {"text": "Sorry"}).status_code == 303
    assert texts(ref) == [TEXT, "Sorry"]


def test_a_manager_who_wrote_does_not_settle_the_own_report(world: World, visitor: Visit, met: Met) -> None:
    ref = begin(world.manager, met)
    visitor(met.expert).post(f"{MESSAGES}/{ref}/unwanted", {"reason": ""})
    manager = visitor(world.manager)
    assert manager.post(f"{MESSAGES}/{ref}/settle").status_code == 403
    assert "was reported as unwanted" not in manager.get("/en/").text


def test_withdrawn_the_expert_is_out_of_sight_at_once(
    world: World, visitor: Visit, met: Met, ref: str
) -> None:
    """No name, no address, no new message; the expert still reads and may answer."""
    sender, expert = visitor(world.officer_ke), visitor(met.expert)
    expert.post(f"{MESSAGES}/{ref}/reveal", {"fields": "email"})
    with unit_of_work() as session:
        profile = session.get(Profile, met.id)
        assert profile is not None
        profile.stage = Stage.SUSPENDED
    for path in ("", f"/{ref}"):
        page = sender.get(MESSAGES + path).text
        assert "Wanjala" not in page
        assert met.email not in page
        assert "no longer on the roster" in page.lower()
    assert sender.post(f"{MESSAGES}/{ref}/answer", {"text": "x"}).status_code == 403
    assert expert.post(f"{MESSAGES}/{ref}/answer", {"text": ANSWER}).status_code == 303


def test_merged_into_another_the_profile_takes_no_messages(world: World, visitor: Visit) -> None:
    met = somebody(has_account=False)
    ref = begin(world.officer_ke, met)
    with unit_of_work() as session:
        gone = session.get(Profile, met.id)
        assert gone is not None
        merge_profiles(SYSTEM, make_profile(), gone=gone, taken=())
    sender = visitor(world.officer_ke)
    assert sender.post(f"{MESSAGES}/{ref}/answer", {"text": "x"}).status_code == 403
    assert TEXT in sender.get(f"{MESSAGES}/{ref}").text


def test_erased_the_profile_takes_its_conversations_along(met: Met, ref: str) -> None:
    with unit_of_work() as session:
        session.delete(session.get(Profile, met.id))
    db.session.remove()
    for model in (Conversation, Message):
        assert db.session.scalar(sa.select(sa.func.count(model.id))) == 0


def test_two_who_act_at_once_lose_nothing(app: Flask, world: World, met: Met, ref: str) -> None:
    """Sender and expert write in turn, each in a thread of their own, while the expert reads and reveals."""
    assert met.expert is not None
    actors = (world.officer_ke.actor, met.expert.actor)
    failures: list[BaseException] = []

    def work(number: int) -> None:
        actor = actors[number % 2]
        with app.app_context():
            try:
                for turn in range(5):
                    with unit_of_work():
                        seat = seat_at(actor, ref)
                        assert seat is not None
                        if number == 3:
                            services.reveal(actor, seat, fields=("email", "phone")[: 1 + turn % 2])
                        else:
                            services.answer(actor, seat, text=f"{number} {turn}", most_per_day=MOST)
            except BaseException as error:
                failures.append(error)
            finally:
                db.session.remove()

    db.session.remove()
    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    said = sorted(f"{number} {turn}" for number in range(3) for turn in range(5))
    assert sorted(texts(ref)[1:]) == said


def test_forms_that_hold_nonsense_change_nothing(world: World, visitor: Visit, met: Met, ref: str) -> None:
    expert = visitor(met.expert)
    for text in ("", " ", "x" * 3_001, "\0"):
        assert expert.post(f"{MESSAGES}/{ref}/answer", {"text": text}).status_code == 422
    assert expert.post(f"{MESSAGES}/{ref}/unwanted", {"reason": "x" * 501}).status_code == 422
    for strange in ("MSG-1", "EXP-000000", "%00", "MSG-" + "A" * 300, "reported"):
        assert expert.get(f"{MESSAGES}/{strange}").status_code == 404
    assert expert.get(f"{MESSAGES}?page=99999999999").status_code == 200
    assert texts(ref) == [TEXT]


def test_the_sender_reads_on_in_every_language(visitor: Visit, world: World, ref: str) -> None:
    sender = visitor(world.officer_ke)
    for language in ("ar", "es", "fr", "ru", "zh"):
        for path in ("", f"/{ref}"):
            page = sender.get(f"/{language}/messages{path}").text
            assert SUBJECT in page


def test_what_was_said_yesterday_is_in_order(world: World, visitor: Visit, met: Met, ref: str) -> None:
    with clock.use(clock.now() + timedelta(days=1)):
        visitor(met.expert).post(f"{MESSAGES}/{ref}/answer", {"text": ANSWER})
    page = visitor(world.officer_ke).get(f"{MESSAGES}/{ref}").text
    assert page.index(TEXT) < page.index(ANSWER)

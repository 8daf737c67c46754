"""Writing to an expert: who may, what the form says and refuses, and that nothing is sent twice."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core import clock
from roster.core.actor import NOBODY, Assignment, Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.errors import ForbiddenError, RepeatedError
from roster.core.once import mark_used
from roster.core.unit_of_work import unit_of_work
from roster.experts.models import Profile
from roster.experts.queries import expert_by_ref
from roster.experts.states import Stage
from roster.messages import services
from roster.messages.models import Conversation, Message
from roster.messages.queries import contacts_of
from roster.messages.services import HasteError, NewMessage
from tests.factories.accounts import World, make_account
from tests.forms import values_of
from tests.messages.talks import SUBJECT, TEXT, Met, Visit, begin, queued, somebody, stored, texts

MEMBERS = (
    "manager",
    "searcher",
    "focal_ke",
    "focal_uy",
    "drafter_ke",
    "officer_ke",
    "coordinator",
    "provider",
)
FORM = {"subject": SUBJECT, "purpose": "workshop", "text": TEXT}


def write_page(met: Met) -> str:
    return f"/en/experts/{met.ref}/write"


def conversation_count() -> int:
    db.session.remove()
    return db.session.scalar(sa.select(sa.func.count(Conversation.id))) or 0


@pytest.mark.parametrize("role", [*MEMBERS, "observer", "observer_ke"])
def test_a_member_finds_the_way_on_the_profile_and_writes(world: World, visitor: Visit, role: str) -> None:
    met = somebody(is_relay_only=True)
    member = visitor(world.everybody[role])
    assert write_page(met) in member.get(f"/en/experts/{met.ref}").text
    form = {**values_of(member.get(write_page(met)).text), **FORM}
    answer = member.post(write_page(met), form)
    assert answer.status_code == 303
    page = member.get(answer.location).text
    assert SUBJECT in page
    assert TEXT in page
    assert "Waits for an answer" in page
    assert contacts_of(met.id, clock.now() - timedelta(minutes=1)) == 1
    assert contacts_of(met.id, clock.now() + timedelta(minutes=1)) == 0


@pytest.mark.parametrize("role", ["admin", "dpo", "expert", "other_expert", "no_role"])
def test_nobody_else_may_write(world: World, visitor: Visit, role: str) -> None:
    met = somebody(is_public=True)
    with unit_of_work():
        others = {
            "expert": met.expert,
            "other_expert": make_account(Assignment(Role.EXPERT, "self:EXP-999999")),
            "no_role": make_account(),
        }
    reader = visitor({**world.everybody, **others}[role])
    assert "/write" not in reader.get(f"/en/experts/{met.ref}").text
    assert reader.get(write_page(met)).status_code == 403
    assert reader.post(write_page(met), FORM).status_code == 403
    assert conversation_count() == 0


def test_an_observer_of_one_state_does_not_write_to_the_public_expert_of_another(
    world: World, visitor: Visit
) -> None:
    met = somebody(is_public=True, state="UY")
    assert visitor(world.observer_ke).get(write_page(met)).status_code == 403


def test_signed_out_it_leads_to_sign_in(world: World, visitor: Visit) -> None:
    met = somebody(is_public=True)
    assert "/en/sign-in" in visitor().get(write_page(met)).location
    assert "/write" not in visitor().get(f"/en/experts/{met.ref}").text


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.PUBLISHED])
def test_a_profile_that_is_not_published_takes_no_messages(
    world: World, visitor: Visit, stage: Stage
) -> None:
    met = somebody(stage=stage)
    manager, officer = visitor(world.manager), visitor(world.officer_ke)
    assert manager.get(write_page(met)).status_code == manager.post(write_page(met), FORM).status_code == 403
    assert officer.get(write_page(met)).status_code == officer.post(write_page(met), FORM).status_code == 404
    assert "/write" not in manager.get(f"/en/experts/{met.ref}").text


def test_one_who_cannot_be_reached_is_not_written_to(world: World, visitor: Visit) -> None:
    met = somebody(has_account=False)
    with unit_of_work() as session:
        profile = session.get(Profile, met.id)
        assert profile is not None
        profile.person.contact.email = ""
    officer = visitor(world.officer_ke)
    assert "You cannot write to this expert" in officer.get(write_page(met)).text
    assert officer.post(write_page(met), FORM).status_code == 403


def test_the_page_says_what_the_expert_will_see_and_shows_no_address(world: World, visitor: Visit) -> None:
    met = somebody()
    with unit_of_work():
        focal = make_account(Assignment(Role.FOCAL_POINT, "state:UY"), name="Invented Focal")
    page = visitor(focal).get(write_page(met)).text
    for words in ("What the expert will see of you", "Invented Focal", "State focal point", "Uruguay"):
        assert words in page
    assert met.email not in page
    assert focal.email not in page


def test_a_second_press_leads_to_the_first_message(world: World, visitor: Visit) -> None:
    met = somebody()
    officer = visitor(world.officer_ke)
    form = {**values_of(officer.get(write_page(met)).text), **FORM}
    first, second = officer.post(write_page(met), form), officer.post(write_page(met), form)
    assert first.location == second.location
    assert conversation_count() == len(queued()) == 1


def test_two_at_once_with_one_form_make_one_conversation(app: Flask, world: World) -> None:
    met, actor = somebody(), world.officer_ke.actor
    db.session.remove()
    outcomes: list[str] = []

    def press() -> None:
        with app.app_context():
            try:
                with unit_of_work():
                    profile = expert_by_ref(actor, met.ref)
                    assert profile is not None
                    given = NewMessage(SUBJECT, "other", TEXT)
                    made = services.write_to_expert(actor, profile, given=given, most_per_day=9)
                    mark_used("one key", user_id=actor.user_id, location=made.ref)
                outcomes.append("made")
            except RepeatedError:
                outcomes.append("led to the first")
            finally:
                db.session.remove()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["led to the first"] * 3 + ["made"]
    assert conversation_count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": ""},
        {"subject": "x" * 121},
        {"purpose": ""},
        {"purpose": "spam"},
        {"text": " \n "},
        {"text": "x" * 3_001},
        {"text": "nul \0 here"},
        {"subject": "bell \x07"},
    ],
)
def test_what_is_not_right_stays_in_the_form(world: World, visitor: Visit, wrong: dict[str, str]) -> None:
    met = somebody()
    answer = visitor(world.officer_ke).post(write_page(met), {**FORM, **wrong})
    assert answer.status_code == 422
    assert "kept" in answer.text
    assert (SUBJECT if "subject" not in wrong else TEXT) in answer.text
    assert conversation_count() == 0


def test_who_writes_and_to_whom_never_comes_from_the_form(world: World, visitor: Visit) -> None:
    met, other = somebody(), somebody(family_name="Other")
    forged = {
        "sender_id": str(world.manager.id),
        "sender_role": "manager",
        "profile_id": str(other.id),
        "ref": "MSG-AAAAAA",
        "revealed": '{"email": "x"}',
        "reported_at": "2026-01-01",
    }
    answer = visitor(world.officer_ke).post(write_page(met), {**FORM, **forged})
    made = stored(answer.location.rpartition("/")[2])
    assert (made.sender_id, made.sender_role, made.profile_id) == (world.officer_ke.id, "officer", met.id)
    assert made.ref != "MSG-AAAAAA"
    assert made.revealed == {}
    assert made.reported_at is None


def test_markup_and_direction_signs_do_no_harm(world: World, visitor: Visit) -> None:
    met = somebody()
    nasty = "<script>alert(1)</script>\u202eabc {{ 7*7 }}"
    officer, expert = visitor(world.officer_ke), visitor(met.expert)
    answer = officer.post(write_page(met), {**FORM, "subject": nasty, "text": nasty})
    for reader in (officer, expert):
        page = reader.get(answer.location).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "{{ 7*7 }}" in page


def test_only_so_many_messages_a_day(app: Flask, world: World, visitor: Visit) -> None:
    met, other = somebody(), somebody(family_name="Other")
    settings = app.extensions["roster_settings"]
    bounded = replace(settings, limits=replace(settings.limits, messages_per_day=2))
    app.extensions["roster_settings"] = bounded
    try:
        officer = visitor(world.officer_ke)
        assert officer.post(write_page(met), FORM).status_code == 303
        assert officer.post(write_page(other), FORM).status_code == 303
        refused = officer.post(write_page(met), FORM)
        assert refused.status_code == 429
        assert 86_000 < int(refused.headers["Retry-After"]) <= 86_400
        assert TEXT in refused.text
        assert visitor(world.focal_uy).post(write_page(met), FORM).status_code == 303
        mine = db.session.scalars(sa.select(Conversation.ref).order_by(Conversation.id)).first()
        assert officer.post(f"/en/messages/{mine}/answer", {"text": "more"}).status_code == 429
        with clock.use(clock.now() + timedelta(hours=25)):
            officer = visitor(world.officer_ke)
            assert officer.post(write_page(met), FORM).status_code == 303
    finally:
        app.extensions["roster_settings"] = settings


def test_many_at_once_do_not_pass_the_limit(app: Flask, world: World) -> None:
    met, actor = somebody(), world.officer_ke.actor
    db.session.remove()
    refused: list[bool] = []

    def press() -> None:
        with app.app_context():
            try:
                with unit_of_work():
                    profile = expert_by_ref(actor, met.ref)
                    assert profile is not None
                    given = NewMessage(SUBJECT, "other", TEXT)
                    services.write_to_expert(actor, profile, given=given, most_per_day=3)
                refused.append(False)
            except HasteError:
                refused.append(True)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(refused) == [False] * 3 + [True] * 3
    assert db.session.scalar(sa.select(sa.func.count(Message.id))) == 3


def test_the_service_refuses_whom_the_page_refuses(world: World) -> None:
    met = somebody()
    assert met.expert is not None
    given = NewMessage(SUBJECT, "other", TEXT)
    with unit_of_work():
        profile = db.session.get(Profile, met.id)
        assert profile is not None
        for actor in (NOBODY, world.admin.actor, met.expert.actor):
            with pytest.raises(ForbiddenError):
                services.write_to_expert(actor, profile, given=given, most_per_day=9)


def test_the_audit_trail_says_who_and_when_and_no_word_of_it(world: World) -> None:
    met = somebody()
    ref = begin(world.officer_ke, met)
    entries = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.user_id == world.officer_ke.id)).all()
    said = {(entry.action, entry.subject) for entry in entries}
    assert {("messages:conversation:begin", ref), ("messages:expert:contact", met.ref)} <= said
    assert all("Zq" not in str(vars(entry)) for entry in entries)
    assert texts(ref) == [TEXT]

"""Letters of messages say that there is one and no word of it; a link lets an expert without account answer."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from roster.core import clock
from roster.core.actor import Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.models import Profile
from roster.experts.states import Stage
from roster.messages.letters import LINK
from roster.web.tokens import make_token
from tests.factories.accounts import World, make_account
from tests.forms import values_of
from tests.messages.talks import (
    ANSWER,
    MESSAGES,
    SUBJECT,
    TEXT,
    Met,
    Visit,
    begin,
    letters,
    queued,
    somebody,
    stored,
    texts,
)
from tests.visitor import Visitor


def link_in(text: str) -> str:
    """The path of the link in a letter."""
    found = re.search(r"http://localhost(/\S+)", text)
    assert found is not None
    return found[1]


@pytest.fixture
def met(world: World) -> Met:
    return somebody(has_account=False, email="atieno.home@people.example")


@pytest.fixture
def ref(world: World, met: Met) -> str:
    return begin(world.focal_uy, met)


@pytest.fixture
def path(ref: str) -> str:
    return link_in(letters()[0].text)


def opened(visitor: Visit, path: str) -> Visitor:
    """Somebody who opened the link."""
    reader = visitor()
    assert reader.get(path).status_code == 303
    return reader


def test_the_queue_names_records_only(met: Met, ref: str) -> None:
    assert queued() == [
        {"template": "message_arrived", "recipient": f"profile:{met.id}", "conversation": stored(ref).id}
    ]


@pytest.mark.parametrize("has_account", [True, False])
def test_the_expert_s_letter_says_who_kind_of_sender_and_nothing_more(
    world: World, has_account: bool
) -> None:
    met = somebody(has_account=has_account)
    ref = begin(world.focal_uy, met)
    (letter,) = letters()
    assert letter.to == (met.expert.email if met.expert else met.email)
    for part in (letter.text, letter.html):
        assert "State focal point, Uruguay" in part
        assert ref in part
        assert "/en/messages/" in part
        for word in (SUBJECT, TEXT, "Zq", world.focal_uy.email, "Invented Person"):
            assert word not in part, word
    assert "Zq" not in letter.subject
    assert ("/letter/" in letter.text) is not has_account


def test_the_letter_is_in_the_language_of_the_consent(world: World, met: Met) -> None:
    with unit_of_work() as session:
        profile = session.get(Profile, met.id)
        assert profile is not None
        profile.consent_language = "ar"
    begin(world.manager, met)
    (letter,) = letters()
    assert "/ar/messages/letter/" in letter.text
    assert 'dir="rtl"' in letter.html


def test_the_sender_is_told_of_an_answer_and_of_no_word_of_it(
    world: World, visitor: Visit, met: Met, ref: str, path: str
) -> None:
    expert = opened(visitor, path)
    expert.post(f"{MESSAGES}/{ref}/answer", {"text": ANSWER})
    expert.post(f"{MESSAGES}/{ref}/reveal", {"fields": "email"})
    for letter in letters():
        assert letter.to == world.focal_uy.email
        for word in ("Zq", met.email, "Wanjala"):
            assert word not in letter.text + letter.html + letter.subject, word
        assert link_in(letter.text) == f"{MESSAGES}/{ref}"


def test_a_report_is_told_to_the_managers(world: World, visitor: Visit, ref: str, path: str) -> None:
    opened(visitor, path).post(f"{MESSAGES}/{ref}/unwanted", {"reason": "Zqreason"})
    (letter,) = letters()
    assert letter.to == world.manager.email
    assert "Zq" not in letter.text + letter.html


def test_by_the_link_an_expert_without_account_reads_and_answers(
    world: World, visitor: Visit, met: Met, ref: str, path: str
) -> None:
    reader = visitor()
    first = reader.get(path)
    assert first.location == f"{MESSAGES}/{ref}"
    assert first.headers["Referrer-Policy"] == "no-referrer"
    assert first.headers["Cache-Control"] == "no-store"
    shown = reader.get(first.location)
    assert shown.headers["Cache-Control"] == "no-store"
    assert TEXT in shown.text
    assert "Uruguay" in shown.text
    assert path not in shown.text
    form = {**values_of(shown.text), "text": ANSWER}
    assert reader.post(f"{MESSAGES}/{ref}/answer", form).status_code == 303
    assert reader.post(f"{MESSAGES}/{ref}/answer", form).status_code == 303
    assert texts(ref) == [TEXT, ANSWER]
    assert stored(ref).messages[1].user_id is None
    assert ANSWER in visitor(world.focal_uy).get(f"{MESSAGES}/{ref}").text


def test_opening_uses_nothing_up_until_thirty_days_are_over(visitor: Visit, ref: str, path: str) -> None:
    for _time in range(3):
        assert TEXT in opened(visitor, path).get(f"{MESSAGES}/{ref}").text
    with clock.use(clock.now() + timedelta(days=29)):
        assert TEXT in opened(visitor, path).get(f"{MESSAGES}/{ref}").text
    with clock.use(clock.now() + timedelta(days=30, minutes=1)):
        assert visitor().get(path).status_code == 404


def test_a_link_in_use_ends_when_its_time_is_over(visitor: Visit, ref: str, path: str) -> None:
    reader = opened(visitor, path)
    with clock.use(clock.now() + timedelta(days=30, minutes=1)):
        assert "/sign-in" in reader.get(f"{MESSAGES}/{ref}").location
        assert "/sign-in" in reader.post(f"{MESSAGES}/{ref}/answer", {"text": "x"}).location
    assert texts(ref) == [TEXT]


def test_a_link_opens_its_own_conversation_only(
    world: World, visitor: Visit, met: Met, ref: str, path: str
) -> None:
    second = begin(world.manager, met, subject="Second", text="Second")
    reader = opened(visitor, path)
    assert "/sign-in" in reader.get(f"{MESSAGES}/{second}").location
    assert "/sign-in" in reader.get(MESSAGES).location
    assert "/sign-in" in reader.post(f"{MESSAGES}/{ref}/settle").location
    assert "/sign-in" in reader.get(f"/en/experts/{met.ref}").location


@pytest.mark.parametrize("end", ["", "x", "nothing", "." * 50, "A" * 500])
def test_a_link_that_is_not_whole_opens_nothing(visitor: Visit, path: str, end: str) -> None:
    broken = f"{path.rpartition('/')[0]}/{end}" if end != "" else path[:-1]
    answer = visitor().get(broken)
    assert answer.status_code == 404
    assert "This link works no more" in answer.text


def test_a_token_for_another_purpose_or_address_opens_nothing(
    app: Flask, visitor: Visit, met: Met, ref: str, path: str
) -> None:
    made = stored(ref)
    soon = clock.now() + timedelta(days=1)
    state = f"{made.nonce}:{met.email}"
    for token in (
        make_token("invitation", made.id, state=state, expires_at=soon),
        make_token(LINK, made.id, state="another", expires_at=soon),
        make_token(LINK, made.id + 1, state=state, expires_at=soon),
    ):
        assert visitor().get(f"/en/messages/letter/{token}").status_code == 404
    with unit_of_work() as session:
        profile = session.get(Profile, met.id)
        assert profile is not None
        profile.person.contact.email = "somebody.else@people.example"
    assert visitor().get(path).status_code == 404


def test_who_has_an_account_by_now_signs_in(visitor: Visit, met: Met, ref: str, path: str) -> None:
    reader = opened(visitor, path)
    with unit_of_work():
        account = make_account(Assignment(Role.EXPERT, f"self:{met.ref}"))
    db.session.remove()
    for one in (reader, opened(visitor, path)):
        assert "/sign-in" in one.get(f"{MESSAGES}/{ref}").location
    assert TEXT in visitor(account).get(f"{MESSAGES}/{ref}").text


def test_somebody_else_signed_in_gains_only_what_the_link_gives(
    world: World, visitor: Visit, ref: str, path: str
) -> None:
    """And the sender who got hold of it stays the sender."""
    searcher = visitor(world.searcher)
    searcher.get(path)
    assert TEXT in searcher.get(f"{MESSAGES}/{ref}").text
    sender = visitor(world.focal_uy)
    sender.get(path)
    assert sender.get(f"{MESSAGES}/{ref}/reveal").status_code == 403


def test_by_the_link_one_may_refuse_and_reveal(
    world: World, visitor: Visit, met: Met, ref: str, path: str
) -> None:
    reader, sender = opened(visitor, path), visitor(world.focal_uy)
    assert met.email in reader.get(f"{MESSAGES}/{ref}/reveal").text
    reader.post(f"{MESSAGES}/{ref}/reveal", {"fields": "email"})
    assert met.email in sender.get(f"{MESSAGES}/{ref}").text
    reader.post(f"{MESSAGES}/{ref}/unwanted", {"reason": "No"})
    assert met.email not in sender.get(f"{MESSAGES}/{ref}").text
    assert "Let this sender write again" in reader.get(f"{MESSAGES}/{ref}").text


def test_withdrawn_the_expert_still_reads_by_the_link(visitor: Visit, met: Met, ref: str, path: str) -> None:
    with unit_of_work() as session:
        profile = session.get(Profile, met.id)
        assert profile is not None
        profile.stage = Stage.SUSPENDED
    assert TEXT in opened(visitor, path).get(f"{MESSAGES}/{ref}").text


def test_nothing_is_sent_about_what_is_gone(met: Met, ref: str) -> None:
    with unit_of_work() as session:
        session.delete(session.get(Profile, met.id))
    assert letters() == []


def test_no_letter_goes_out_about_what_was_reported_meanwhile(world: World, visitor: Visit) -> None:
    met = somebody()
    ref = begin(world.focal_uy, met)
    visitor(met.expert).post(f"{MESSAGES}/{ref}/unwanted", {"reason": ""})
    assert [letter.to for letter in letters()] == [world.manager.email]


def test_a_flood_by_link_is_refused(app: Flask, visitor: Visit, ref: str, path: str) -> None:
    reader = opened(visitor, path)
    settings = app.extensions["roster_settings"]
    most = settings.limits.messages_per_day
    object.__setattr__(settings.limits, "messages_per_day", 2)
    try:
        said = [reader.post(f"{MESSAGES}/{ref}/answer", {"text": "x"}).status_code for _ in range(3)]
    finally:
        object.__setattr__(settings.limits, "messages_per_day", most)
    assert said == [303, 303, 429]

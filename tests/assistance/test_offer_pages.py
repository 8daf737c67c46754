"""Pages of offers: the whole way from the question of days to the work, by link and by account; who reads what."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.assistance.engagements.services import finish_engagement
from roster.assistance.offers import agreeing, services
from roster.assistance.offers.calendar_file import CalendarEntry, calendar_file
from roster.assistance.offers.expert_link import offer_token, question_token
from roster.assistance.offers.letters import WRITERS
from roster.assistance.offers.models import AvailabilityQuestion, ExpertOffer
from roster.assistance.offers.rules import OfferInput
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.states import Stage
from roster.core import clock
from roster.core.actor import SYSTEM, Assignment, Role
from roster.core.db import db
from roster.core.outbox import OutboxRow
from roster.core.unit_of_work import unit_of_work
from roster.experts.inputs import input_of
from roster.experts.models import Profile
from roster.experts.services import edit_profile
from tests.factories.accounts import Account, World, make_account
from tests.factories.assistance import CONTACT, EMAIL, make_request
from tests.factories.experts import make_outsider
from tests.forms import values_of
from tests.statements import counted
from tests.visitor import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def request_ref(world: World) -> str:
    with unit_of_work():
        ref = make_request(stage=Stage.SHORTLISTED, place="Zqplace", outcome="Zqoutcome is reached").ref
    db.session.remove()
    return ref


@pytest.fixture
def experts(world: World) -> list[str]:
    with unit_of_work():
        refs = [
            make_outsider(family_name=name, email=f"{name}@people.example").ref
            for name in ("Zqfirst", "Zqsecond")
        ]
    db.session.remove()
    return refs


def account_of(ref: str) -> Account:
    """An account of this expert."""
    with unit_of_work():
        made = make_account(Assignment(Role.EXPERT, f"self:{ref}"))
    db.session.remove()
    return made


def offer_of(ref: str) -> ExpertOffer:
    """The latest offer to this expert, as it is stored."""
    db.session.remove()
    found = db.session.scalar(
        sa.select(ExpertOffer)
        .where(ExpertOffer.profile.has(Profile.ref == ref))
        .order_by(ExpertOffer.id.desc())
    )
    assert found is not None
    return found


def make_offers(manager: Visitor, request_ref: str, experts: list[str], **changes: object) -> None:
    """Ask these experts by the form."""
    page = f"/en/assistance/{request_ref}/asked/offer"
    sent = values_of(manager.get(page).text) | {"others": "\n".join(experts), **changes}
    answer = manager.post(page, sent)
    assert answer.status_code == 303, answer.text


def test_the_whole_way_by_pages(
    world: World, visitor: Visit, request_ref: str, experts: list[str], work: Callable[[], int]
) -> None:
    manager, focal = visitor(world.manager), visitor(world.focal_ke)
    page = f"/en/assistance/{request_ref}"
    assert "Nobody has been asked yet." in manager.get(page).text
    asking = f"{page}/asked/question"
    sent = values_of(manager.get(asking).text) | {"others": ", ".join(experts)}
    assert manager.post(asking, sent | {"others": "EXP-000000"}).status_code == 422
    assert manager.post(asking, sent).status_code == 303
    assert manager.post(asking, sent).status_code == 303  # the same form twice asks once
    db.session.remove()
    questions = db.session.scalars(sa.select(AvailabilityQuestion).order_by(AvailabilityQuestion.id)).all()
    assert len(questions) == 2
    _answer_days_by_link(visitor(), question_token(questions[0]))
    make_offers(manager, request_ref, experts, text="Zqwords to you")
    assert "No longer available" not in manager.get(f"{page}/asked").text
    assert "Zqfirst" not in focal.get(page).text
    _accept_by_link(visitor(), offer_token(offer_of(experts[0])))
    assert "1 expert waits for your State to agree" in focal.get("/en/").text
    offer = f"/en/assistance/expert-offers/{offer_of(experts[0]).ref}"
    shown = focal.get(offer).text
    assert "Zqfirst" in shown
    assert not any(word in shown for word in ("Zqsecond", "Zqnote", "Zqwords"))
    assert "Zqsecond" not in focal.get(page).text
    assert focal.post(f"{offer}/agree", values_of(shown)).status_code == 303
    assert focal.post(f"{offer}/agree", values_of(shown)).status_code == 409
    calendar = focal.get(f"{offer}/calendar")
    assert calendar.mimetype == "text/calendar"
    assert "Zqfirst" in calendar.text
    assert "Has the work begun? Its first day is" in manager.get(offer).text
    assert f"{offer}/start" not in focal.get(offer).text, "before its first day"
    assert manager.post(f"{offer}/start", {"version": str(offer_of(experts[0]).version)}).status_code == 303
    assert "Under way" in focal.get(page).text
    work()


def _answer_days_by_link(expert: Visitor, token: str) -> None:
    """Without an account; State and title stay untold, a first answer may be changed."""
    answer = expert.get(f"/en/offers/days/{token}")
    assert answer.location.endswith("/en/offers/days")
    page = expert.get("/en/offers/days")
    assert page.headers["Cache-Control"] == "no-store"
    hidden = ("Kenya", "Zqplace", "Zqoutcome", "Tracing of assets held abroad", CONTACT, EMAIL)
    assert not any(word in page.text for word in hidden)
    form = values_of(page.text)
    assert expert.post("/en/offers/days", form | {"answer": "other", "note": ""}).status_code == 422
    assert expert.post("/en/offers/days", form | {"answer": "yes"}).status_code == 303
    form = values_of(expert.get("/en/offers/days").text)
    assert form["answer"] == "yes"
    assert expert.post("/en/offers/days", form | {"answer": "no"}).status_code == 303


def _accept_by_link(expert: Visitor, token: str) -> None:
    """Without an account; nobody else who is asked is named, nor whom to contact."""
    assert expert.get(f"/en/offers/{token}").location.endswith("/en/offers")
    assert expert.get(f"/en/offers/{token}").status_code == 303  # opening uses nothing up
    page = expert.get("/en/offers").text
    assert all(word in page for word in ("Kenya", "Zqplace", "Zqoutcome", "Zqwords"))
    assert not any(word in page for word in ("Zqsecond", CONTACT, EMAIL))
    assert expert.get("/en/offers/calendar").status_code == 404
    form = values_of(page)
    assert expert.post("/en/offers", form).status_code == 422
    assert expert.post("/en/offers", form | {"answer": "yes", "note": "Zqnote"}).status_code == 303
    assert "You said yes" in expert.get("/en/offers").text
    assert expert.post("/en/offers", form | {"answer": "no"}).status_code == 409


def test_an_expert_with_an_account_answers_on_the_own_page(
    world: World, visitor: Visit, request_ref: str, experts: list[str]
) -> None:
    make_offers(visitor(world.manager), request_ref, experts)
    first, second = (visitor(account_of(ref)) for ref in experts)
    own = first.get(f"/en/experts/{experts[0]}/own").text
    offer = f"/en/assistance/expert-offers/{offer_of(experts[0]).ref}"
    assert offer in own
    assert "You are asked" not in second.get(f"/en/experts/{experts[1]}/own").text
    assert second.get(offer).status_code == 404
    waiting = f"/en/assistance/expert-offers/{offer_of(experts[1]).ref}"
    assert second.get(waiting).status_code == 404  # in line, and not to know of it
    assert "You are asked to assist a State" in first.get("/en/").text
    form = values_of(first.get(offer).text)
    assert first.post(f"{offer}/answer", form | {"answer": "no", "note": "Too soon"}).status_code == 303
    assert "You said no" in first.get(offer).text
    assert second.get(waiting).status_code == 200


def test_what_stands_against_somebody_is_read_and_overruled_with_a_reason(
    world: World, visitor: Visit, request_ref: str, experts: list[str]
) -> None:
    """A conflict of interest by nobody; few days in a year by the manager, who has read of it and says why."""
    with unit_of_work():
        busy = make_outsider(family_name="Zqbusy", email="busy@people.example", days_per_year=2).ref
        bound = make_outsider(email="b@people.example", employer="Office of Asset Tracing").ref
    manager, page = visitor(world.manager), f"/en/assistance/{request_ref}/asked/offer"

    def ask(form: dict[str, object], **changes: str) -> tuple[int, str]:
        answer = manager.post(page, form | changes)
        return answer.status_code, answer.text

    asked = f"{page}?expert={busy}&expert={bound}"
    assert "Has fewer days in a year than are asked for" in manager.get(asked).text
    form = values_of(manager.get(page).text)
    code, text = ask(form, others=f"{experts[0]} {busy} {bound}", overruled_because="Zqwhy")
    assert (code, "the expert cannot be asked" in text) == (422, True)
    code, text = ask(values_of(text))
    assert (code, f"{bound} cannot be asked" in text) == (422, True)
    code, text = ask(form, others=f"{experts[0]} {busy}", overruled_because="Zqwhy")
    assert (code, "Zqbusy" in text) == (422, True)  # written before it was read
    assert 'href="#against"' in text
    assert 'id="against"' in text
    assert ask(values_of(text), overruled_because="")[0] == 422
    assert ask(values_of(text))[0] == 303
    offer = offer_of(busy)
    assert (offer.overruled, offer.overruled_because) == (["days"], "Zqwhy")
    assert offer_of(experts[0]).overruled == []
    own = f"/en/assistance/expert-offers/{offer.ref}"
    for address in (own, f"/en/assistance/{request_ref}/asked"):
        assert "Zqwhy" in visitor(world.searcher).get(address).text
    with unit_of_work():
        services.answer(SYSTEM, offer_of_now(experts[0]), accepts=False)
        services.answer(SYSTEM, offer_of_now(busy), accepts=True)
    shown = visitor(world.focal_ke).get(own).text + visitor(account_of(busy)).get(own).text
    assert not any(word in shown for word in ("Zqwhy", "fewer days"))


def test_a_conflict_that_came_later_refuses_the_states_agreement(
    world: World, visitor: Visit, request_ref: str, experts: list[str], work: Callable[[], int]
) -> None:
    """The State learns that the expert is no longer available, the manager that there is a rule."""
    make_offers(visitor(world.manager), request_ref, experts)
    with unit_of_work():
        offer = offer_of_now(experts[0])
        services.answer(SYSTEM, offer, accepts=True)
        assert offer.profile is not None
        given = replace(input_of(offer.profile), employer="Office of Asset Tracing")
        edit_profile(SYSTEM, offer.profile, given=given)
    page = f"/en/assistance/expert-offers/{offer_of(experts[0]).ref}"
    focal = visitor(world.focal_ke)
    answer = focal.post(f"{page}/agree", values_of(focal.get(page).text))
    assert answer.status_code == 303
    shown = focal.get(answer.location).text
    assert "This expert is no longer available." in shown
    assert not any(words in shown for words in ("stands against", "Conflict of interest"))
    assert (offer_of(experts[0]).stage, offer_of(experts[1]).stage) == ("cancelled", "open")
    assert "that nobody may overrule came to stand" in visitor(world.manager).get(page).text
    waiting = db.session.scalars(sa.select(OutboxRow.payload).where(OutboxRow.kind == "mail"))
    assert "offer_manager_barred" in {payload["template"] for payload in waiting}
    work()


def test_the_state_asks_for_another_with_a_reason(
    world: World, visitor: Visit, request_ref: str, experts: list[str]
) -> None:
    make_offers(visitor(world.manager), request_ref, experts)
    with unit_of_work():
        services.answer(SYSTEM, offer_of_now(experts[0]), accepts=True)
    offer = f"/en/assistance/expert-offers/{offer_of(experts[0]).ref}"
    focal, drafter = visitor(world.focal_ke), visitor(world.drafter_ke)
    assert drafter.get(offer).status_code == 200
    assert drafter.get(f"{offer}/another").status_code == 403
    form = values_of(focal.get(f"{offer}/another").text)
    assert focal.post(f"{offer}/another", form | {"reason": ""}).status_code == 422
    assert focal.post(f"{offer}/another", form | {"reason": "Zqreason"}).status_code == 303
    asked = f"/en/assistance/{request_ref}/asked"
    assert "Zqreason" in visitor(world.manager).get(asked).text
    assert "Zqreason" not in visitor(world.searcher).get(asked).text
    assert "Zqreason" not in visitor(account_of(experts[0])).get(offer).text
    assert offer_of(experts[1]).stage == "open"


@pytest.mark.parametrize("change", ["another address", "a newer letter", "another purpose", "too old"])
def test_a_link_that_is_dead(
    world: World, visitor: Visit, request_ref: str, experts: list[str], change: str
) -> None:
    make_offers(visitor(world.manager), request_ref, experts)
    token = offer_token(offer_of(experts[0]))
    expert = visitor()
    assert expert.get(f"/en/offers/{token}").status_code == 303
    with unit_of_work():
        offer = offer_of_now(experts[0])
        if change == "another address":
            assert offer.profile is not None
            offer.profile.person.contact.email = "elsewhere@people.example"
        elif change == "a newer letter":
            offer.nonce = "0" * 32
    later = timedelta(days=401 if change == "too old" else 0)
    with clock.use(datetime.now(UTC) + later):
        where = "days/" if change == "another purpose" else ""
        assert expert.get(f"/en/offers/{where}{token}").status_code == 404
        if change != "another purpose":
            answer = expert.get("/en/offers")
            assert answer.status_code == 404
            assert "This link works no more" in answer.text


def offer_of_now(ref: str) -> ExpertOffer:
    """The offer to this expert within the open unit of work."""
    found = db.session.scalar(sa.select(ExpertOffer).where(ExpertOffer.profile.has(Profile.ref == ref)))
    assert found is not None
    return found


def test_the_link_of_an_offer_that_is_over_says_what_became_of_it_and_nothing_else(
    world: World, visitor: Visit, request_ref: str, experts: list[str]
) -> None:
    make_offers(visitor(world.manager), request_ref, experts, places="2", text="Zqwords to you")
    first, second = (visitor() for _each in experts)
    for who, ref in zip((first, second), experts, strict=True):
        who.get(f"/en/offers/{offer_token(offer_of(ref))}")
        assert "Zqplace" in who.get("/en/offers").text

    def read(who: Visitor, sentence: str) -> None:
        page = who.get("/en/offers")
        assert (page.status_code, sentence in page.text) == (200, True), page.text
        hidden = ("Kenya", "Zqplace", "Zqoutcome", "Zqwords", "Tracing of assets", "OFF-", request_ref)
        assert not any(word in page.text for word in (*hidden, 'name="answer"'))
        assert who.get("/en/offers/calendar").status_code == 404

    with clock.use(datetime.now(UTC) + timedelta(days=8)):
        read(first, "That day has passed")
    form = values_of(first.get("/en/offers").text)
    assert first.post("/en/offers", form | {"answer": "no", "note": "Zqnote"}).status_code == 303
    read(first, "You declined on")
    assert first.post("/en/offers", form | {"answer": "yes"}).status_code == 409
    with unit_of_work():
        services.answer(SYSTEM, offer_of_now(experts[1]), accepts=True)
        agreeing.agree(SYSTEM, offer_of_now(experts[1]))
        engagement = services.start_work(SYSTEM, offer_of_now(experts[1]))
    assert second.get("/en/offers/calendar").status_code == 200
    with unit_of_work():
        finish_engagement(SYSTEM, db.session.merge(engagement))
    read(second, "the work is done")


def test_the_list_takes_as_many_queries_for_many_as_for_few(world: World, visitor: Visit) -> None:
    counts = []
    for number in (2, 9):
        with unit_of_work():
            request = make_request(stage=Stage.SHORTLISTED)
            people = [make_outsider(email=f"p{one}@people.example") for one in range(number)]
            given = OfferInput(starts_on=clock.today(), ends_on=clock.today() + timedelta(days=9), days=5)
            services.make_offers(SYSTEM, request, profiles=people, given=given)
            page = f"/en/assistance/{request.ref}/asked"
        manager = visitor(world.manager)
        manager.get(page)
        counts.append(_query_count(lambda page=page, manager=manager: manager.get(page)))  # type: ignore[misc]
    assert counts[0] == counts[1]


def _query_count(act: Callable[[], object]) -> int:
    db.session.remove()
    with counted() as statements:
        act()
    return len(statements)


def test_a_calendar_file_is_folded_and_escaped() -> None:
    title = "Atelier; suivi des avoirs, à Nairobi: " + "ماراثون العدالة " * 8
    entry = CalendarEntry(
        uid="OFF-7K2M9Q@roster",
        sequence=3,
        changed_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        starts_on=date(2027, 3, 1),
        ends_on=date(2027, 3, 5),
        title=title,
        text="One\nTwo\\",
    )
    content = calendar_file(entry)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    whole = re.sub("\r\n ", "", content.decode())
    assert "DTSTART;VALUE=DATE:20270301\r\n" in whole
    assert "DTEND;VALUE=DATE:20270306\r\n" in whole  # the day after the last
    assert "DTSTAMP:20261122T093000Z\r\n" in whole
    assert f"SUMMARY:{title.replace(';', chr(92) + ';').replace(',', chr(92) + ',')}\r\n" in whole
    assert "DESCRIPTION:One\\nTwo\\\\\r\n" in whole


def test_letters_say_what_is_true_when_they_are_sent(
    app: Flask, world: World, visitor: Visit, request_ref: str, experts: list[str]
) -> None:
    make_offers(visitor(world.manager), request_ref, experts)
    offer = offer_of(experts[0])
    payload = {"recipient": f"profile:{offer.profile_id}", "offer": offer.id}
    letter = WRITERS["offer_asked"](payload)
    assert letter is not None
    assert "Tracing of assets held abroad" in letter.text
    assert "/offers/" in letter.text
    assert not any(word in letter.text for word in ("Zqoutcome", "Zqsecond", CONTACT))
    found = db.session.get(AssistanceRequest, offer.request_id)
    assert found is not None
    with unit_of_work():
        services.answer(SYSTEM, offer_of_now(experts[0]), accepts=False)
    assert WRITERS["offer_asked"](payload) is None
    focal = {"recipient": f"user:{world.focal_ke.id}", "offer": offer.id}
    assert WRITERS["offer_state_ready"](focal) is None

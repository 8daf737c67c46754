"""Calls for experts: written so that nobody is given away, answered in confidence, closed in time."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.assistance.calls import answer_services, clock_jobs, policy, queries, services
from roster.assistance.calls.expert_link import call_token
from roster.assistance.calls.letters import WRITERS
from roster.assistance.calls.models import CallAnswer, ExpertCall
from roster.assistance.calls.naming import names_state
from roster.assistance.calls.states import Audience, CallStage, CloseReason
from roster.assistance.calls.waiting import waiting_for
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.moving_services import make_move, withdraw_request
from roster.assistance.requests.states import Move, Stage
from roster.assistance.room import forget_person, own_data
from roster.assistance.selections.forgetting import REMOVED
from roster.core import clock
from roster.core.actor import NOBODY, SYSTEM, Actor, Assignment, Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.mail import Letter
from roster.core.outbox import OutboxRow
from roster.core.unit_of_work import is_open, unit_of_work
from roster.experts.merging.services import merge_profiles
from roster.experts.models import Profile
from tests.factories.accounts import Account, World, make_account
from tests.factories.assistance import make_request
from tests.factories.authorities import make_authority
from tests.factories.calls import call_input, make_call
from tests.factories.experts import make_profile
from tests.factories.networks import make_membership, make_point
from tests.forms import values_of
from tests.statements import counted
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
WORDS = "I traced zxwordsabk for nine years and could begin in March."


def expert(name: str = "Pereira", **changes: Any) -> Profile:
    """Somebody of Uruguay who does not work on site. Call it within a unit of work."""
    given = {"state": "UY", "nationalities": ("UY",), "employer": "Bench of Accounts", "mode": "remote"}
    return make_profile(family_name=name, **{"email": f"{name.lower()}@people.example", **given, **changes})


def account_of(profile: Profile) -> Account:
    """The expert's account. Call it within a unit of work."""
    return make_account(Assignment(Role.EXPERT, f"self:{profile.ref}"))


def own(profile: Profile) -> Actor:
    return Actor(user_id=999, assignments=frozenset({Assignment(Role.EXPERT, f"self:{profile.ref}")}))


def letters() -> list[str]:
    """The letters of calls that wait, by template."""
    if not is_open():
        db.session.remove()
    rows = db.session.scalars(sa.select(OutboxRow).where(OutboxRow.kind == "mail").order_by(OutboxRow.id))
    return [row.payload["template"] for row in rows if row.payload["template"].startswith("call")]


def written() -> list[Letter]:
    """The same as they go out now."""
    db.session.remove()
    rows = db.session.scalars(sa.select(OutboxRow).where(OutboxRow.kind == "mail").order_by(OutboxRow.id))
    found = [(row.payload["template"], dict(row.payload)) for row in rows]
    made = [WRITERS[name](payload) for name, payload in found if name.startswith("call")]
    return [letter for letter in made if letter is not None]


def the_call() -> ExpertCall:
    db.session.remove()
    return db.session.scalars(sa.select(ExpertCall)).one()


@dataclass
class Story:
    """A request of Kenya that nobody fits, an expert of Uruguay who nearly does, and those who meet over a call."""

    request: str
    near: Profile
    account: Account
    manager: Visitor
    focal: Visitor
    expert: Visitor
    page: str = ""


@pytest.fixture
def story(world: World, visitor: Visit) -> Story:
    with unit_of_work():
        near = expert()
        account = account_of(near)
        ref = make_request(stage=Stage.MATCHING).ref
        make_point(make_membership(authority=make_authority(state="UY")))
    people = (visitor(world.manager), visitor(world.focal_uy), visitor(account))
    return Story(ref, near, account, *people)


def test_from_the_match_to_the_shortlist(world: World, visitor: Visit, story: Story) -> None:
    """A manager calls for experts; an expert and a State answer; nobody else learns of it."""
    _written(story)
    _opened(world, visitor, story)
    _answered(world, visitor, story)
    _read(world, visitor, story)
    _closed(story)
    actions = set(db.session.scalars(sa.select(AuditEntry.action)))
    assert {f"assistance:call:{verb}" for verb in ("begin", "open", "answer", "close")} <= actions


def _written(story: Story) -> None:
    manager, address = story.manager, f"/en/assistance/{story.request}/calls/new"
    match = manager.get(f"/en/assistance/{story.request}/match").text
    assert "Nobody on the roster fits this request." in match
    assert address in match
    form = values_of(manager.get(address).text)
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    wrong = manager.post(
        address,
        {
            **form,
            "title": "Experts for KENYA",
            "text": "A workshop in Nairobi, as in “Tracing of assets held abroad”.",
            "answer_by": yesterday,
            "audience": "signed-in",
            "networks": "globe",
            "states_called": "some",
        },
    )
    assert wrong.status_code == 422
    for sentence in (
        "This names the State that asks",
        "These words of the request are not public: “Tracing of assets held abroad”.",
        "This day is over.",
        "Let everybody read it.",
        "Name at least one State.",
    ):
        assert sentence in wrong.text, sentence
    good = {
        **form,
        "text": "Ten days with exercises.",
        "audience": "everybody",
        "expert": story.near.ref,
        "states_called": "none",
    }
    assert "The call would reach nobody." in manager.post(address, {**good, "expert": []}).text
    assert db.session.scalar(sa.select(sa.func.count(ExpertCall.id))) == 0
    called = {"networks": "globe", "states_called": "some", "states": "Uruguay; Kenya"}
    made = manager.post(address, {**good, **called})
    assert made.status_code == 303, made.text
    story.page = made.headers["Location"]
    assert manager.post(address, {**good, **called}).headers["Location"] == story.page  # sent twice


def _opened(world: World, visitor: Visit, story: Story) -> None:
    manager, page, call = story.manager, story.page, the_call()
    assert (story.expert.get(page).status_code, story.focal.get(page).status_code) == (404, 404)
    assert page not in story.focal.get("/en/assistance/calls").text
    assert manager.post(f"{page}/open", {"version": str(call.version)}).status_code == 303
    assert manager.post(f"{page}/open", {"version": str(call.version)}).status_code == 409  # two at once
    sent = written()
    expected = {"qxwendolin@network.example", story.account.email, world.focal_uy.email}
    assert {letter.to for letter in sent} == expected
    for letter in sent:
        assert "Kenya" not in letter.text
        assert "Tracing of assets" not in letter.text
        assert call.ref in letter.text
    shown = visitor().get(page).text
    assert "Ten days with exercises." in shown
    assert "Kenya" not in shown
    assert story.request not in shown
    assert f'{page}"' in visitor().get("/en/assistance/calls").text
    assert call.ref in story.expert.get(f"/en/experts/{story.near.ref}/own").text
    assert "1 call for experts asks whether you are interested" in story.expert.get("/en/").text


def _answered(world: World, visitor: Visit, story: Story) -> None:
    expert, focal, page = story.expert, story.focal, story.page
    long = expert.post(f"{page}/answer", {"text": "word " * 101, "version": "0"})
    assert (long.status_code, "Use at most 100 words." in long.text) == (422, True)
    assert expert.post(f"{page}/answer", {"text": WORDS, "version": "0"}).status_code == 303
    twice = expert.post(f"{page}/answer", {"text": "Twice", "version": "0"})
    assert twice.status_code == 409
    assert "You changed your answer elsewhere meanwhile." in twice.text
    assert "asks whether you are interested" not in expert.get("/en/").text
    form = values_of(expert.get(page).text)
    assert form["text"] == WORDS
    assert expert.post(f"{page}/answer", {**form, "text": f"{WORDS} Or in May."}).status_code == 303
    assert visitor(world.provider).post(f"{page}/answer", {"text": WORDS}).status_code == 403
    form = values_of(focal.get(f"{page}/propose").text)
    assert focal.post(f"{page}/propose", {**form, "text": "We nominate a judge."}).status_code == 303
    assert "We nominate a judge." in focal.get(page).text
    assert visitor(world.focal_ke).get(f"{page}/propose").status_code == 403  # its own request


def _read(world: World, visitor: Visit, story: Story) -> None:
    manager, page = story.manager, story.page
    for who in (visitor(), story.focal, visitor(world.focal_ke), visitor(world.provider)):
        assert "zxwordsabk" not in who.get(page).text
        assert who.get(f"{page}/answers").status_code in (302, 404)
    table = manager.get(f"{page}/answers").text
    assert "Or in May." in table
    assert "We nominate a judge." in table
    assert "Way of working: " in table
    assert manager.post(f"{page}/shortlist", {"expert": story.near.ref}).status_code == 303
    assert "On the shortlist" in manager.get(f"{page}/answers").text
    own_request = visitor(world.focal_ke).get(f"/en/assistance/{story.request}").text
    assert "The secretariat called for experts" in own_request
    panel = own_request.partition('id="calls"')[2].partition("</section>")[0]
    assert page in panel
    assert "/answers" not in panel


def _closed(story: Story) -> None:
    manager, page = story.manager, story.page
    close = values_of(manager.get(f"{page}/close").text)
    assert manager.post(f"{page}/close", {**close, "note": ""}).status_code == 422
    assert manager.post(f"{page}/close", {**close, "note": "Enough."}).status_code == 303
    assert letters()[3:] == ["call_ended_expert", "call_ended_state"]
    late = story.expert.post(f"{page}/answer", {"text": "Just too late", "version": "2"})
    assert (late.status_code, "Just too late" in late.text) == (409, True)
    assert "Enough." not in story.expert.get(page).text


def test_an_expert_without_account_answers_by_the_letter_alone(
    app: Flask, world: World, visitor: Visit
) -> None:
    with unit_of_work():
        near = expert()
        call = make_call(experts=(near.ref,), states_called="none")
    (letter,) = written()
    assert letter.to == "pereira@people.example"
    path = next(line for line in letter.text.splitlines() if "/calls/" in line).split("localhost")[-1]
    reader = visitor()
    assert reader.get(f"/en/assistance/calls/{call.ref}").status_code == 302  # for who is signed in
    opened = reader.get(path)
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    page = reader.get("/en/calls").text
    assert "exercises" in page
    form = values_of(page)
    assert reader.post("/en/calls", {**form, "text": WORDS}).status_code == 303
    page = reader.get("/en/calls").text
    assert "zxwordsabk" in page
    assert reader.post("/en/calls/take-back", {"version": "1"}).status_code == 303
    db.session.remove()
    answer = db.session.scalars(sa.select(CallAnswer)).one()
    assert (answer.text, answer.withdrawn_at is not None) == ("", True)
    form = values_of(reader.get("/en/calls").text)
    assert reader.post("/en/calls", {**form, "text": WORDS}).status_code == 303
    with unit_of_work():
        found = queries.call_by_ref(SYSTEM, call.ref)
        assert found is not None
        services.close_call(world.manager.actor, found, note="Enough.")
    ended = written()[-1]
    assert ended.subject == "A call for experts has ended"
    assert path in ended.text
    page = reader.get("/en/calls").text
    assert "zxwordsabk" in page
    assert "I am interested" not in page
    assert visitor().get("/en/calls").status_code == 404
    assert reader.get("/en/calls/nothing").status_code == 404
    with unit_of_work():
        forget_person(SYSTEM, ref=near.ref, profile_id=near.id)
    assert reader.get("/en/calls").status_code == 404


@pytest.mark.parametrize("end", ["time", "withdraw", "start", "close by hand"])
def test_a_call_ends_and_who_answered_is_told(app: Flask, world: World, end: str) -> None:
    with unit_of_work():
        near = expert()
        request = make_request(stage=Stage.MATCHING)
        call = make_call(request=request, experts=(near.ref,))
        draft = make_call(request=request, stage=CallStage.DRAFT)
        answer_services.answer_call(own(near), call, profile=near, text=WORDS)
        db.session.execute(sa.delete(OutboxRow))
        if end == "withdraw":
            withdraw_request(world.focal_ke.actor, request)
        elif end == "start":
            for move in (Move.SHORTLIST, Move.OFFER, Move.AGREE, Move.START):
                make_move(SYSTEM, request, move=move)
        elif end == "close by hand":
            services.close_call(world.manager.actor, call, note="Enough.")
        else:
            assert clock_jobs.close_over(call.answer_by, call.answer_by) == 0
    if end == "time":
        with clock.use(datetime.now(UTC) + timedelta(days=15)), unit_of_work():
            with pytest.raises(StaleError):
                answer_services.answer_call(own(near), call, profile=near, text="Too late")
            assert clock_jobs.close_over(clock.today(), clock.today()) == 1
    assert letters() == (["call_over"] if end == "time" else ["call_ended_expert"])
    reasons = {"time": "time", "close by hand": "by-hand"}
    rows = list(db.session.scalars(sa.select(ExpertCall).order_by(ExpertCall.id)))
    assert rows[0].close_reason == CloseReason(reasons.get(end, "request"))
    assert (len(rows) == 1) == (end in ("withdraw", "start")), "drafts go with the request"
    with unit_of_work():
        assert clock_jobs.empty_answers(clock.today(), clock.today() + timedelta(days=390)) == 0
        assert clock_jobs.empty_answers(clock.today(), clock.today() + timedelta(days=420)) == 1
    assert draft.ref != call.ref


def test_what_an_expert_answered_is_the_experts_and_goes_with_an_erasure(app: Flask, world: World) -> None:
    with unit_of_work():
        near, other = expert(), expert("Quispe")
        call = make_call(experts=(near.ref, other.ref), note="Ask Ms Pereira by telephone.")
        answer_services.propose(world.focal_uy.actor, call, state="UY", text="We nominate PEREIRA.")
        answer_services.propose(SYSTEM, call, state="SN", text="We nominate somebody else.")
        answer_services.answer_call(own(near), call, profile=near, text=WORDS)
        with pytest.raises(ForbiddenError):
            answer_services.answer_call(own(near), call, profile=other, text=WORDS)
        with pytest.raises(ForbiddenError):
            answer_services.withdraw_answer(own(other), queries.own_answers(near.ref)[0])
        with pytest.raises(ForbiddenError):
            answer_services.propose(world.focal_uy.actor, call, state="KE", text=WORDS)
    data = own_data(own(near), near.ref)
    assert [item["words"] for item in data["call_answers"]] == [WORDS]
    assert [item["reference"] for item in data["calls"]] == [call.ref]
    assert own_data(own(other), other.ref)["call_answers"] == []
    with unit_of_work():
        assert forget_person(SYSTEM, ref=near.ref, profile_id=near.id) >= 2
    answers = {item.state: item for item in db.session.scalars(sa.select(CallAnswer))}
    assert (answers[None].text, answers[None].profile_id) == ("", None)
    assert answers["UY"].text == REMOVED
    assert answers["SN"].text == "We nominate somebody else."
    assert db.session.scalars(sa.select(ExpertCall.note)).all() == [REMOVED]
    assert [item.state for item in queries.answers_of(SYSTEM, call)] == ["UY", "SN"]
    assert [item.profile.ref for item in queries.invitations_of(call)] == [other.ref]


def test_answers_follow_a_person_to_the_profile_that_stays(app: Flask, world: World, visitor: Visit) -> None:
    with unit_of_work():
        gone, kept = expert("Quispe"), expert("Quispe", given_name="Zqatieno")
        call = make_call(experts=(gone.ref,), states_called="none")
        (token,) = [call_token(item, call) for item in queries.invitations_of(call)]
        answer_services.answer_call(own(gone), call, profile=gone, text=WORDS)
        merge_profiles(SYSTEM, kept, gone=gone, taken=())
        hers = account_of(kept)
    page = f"/en/assistance/calls/{call.ref}"
    assert "zxwordsabk" in visitor(hers).get(page).text
    assert "Zqatieno" in visitor(world.manager).get(f"{page}/answers").text
    reader = visitor()
    reader.get(f"/en/calls/{token}")
    form = values_of(reader.get("/en/calls").text)
    assert reader.post("/en/calls", {**form, "text": "From the letter"}).status_code == 303
    assert [item["words"] for item in own_data(own(kept), kept.ref)["call_answers"]] == ["From the letter"]
    with unit_of_work():
        forget_person(SYSTEM, ref=kept.ref, profile_id=kept.id)
    db.session.remove()
    assert db.session.scalars(sa.select(CallAnswer.text)).all() == [""]


def test_whoever_is_called_after_somebody_was_erased_is_written_to_all_the_same(app: Flask) -> None:
    with unit_of_work():
        first, second = expert("Quispe"), expert("Zavala")
        make_call(experts=(first.ref,), states_called="none")
        forget_person(SYSTEM, ref=first.ref, profile_id=first.id)
        db.session.flush()
        make_call(experts=(second.ref,), states_called="none")
        assert letters() == ["call_expert", "call_expert"]


def test_a_call_waits_for_the_focal_points_whom_it_asks_until_the_state_has_answered(
    app: Flask, world: World
) -> None:
    with unit_of_work():
        near = expert()
        call = make_call()
        make_call(experts=(near.ref,), states_called="none")
        make_call(states_called="some", states=("SN",))
        make_call(stage=CallStage.DRAFT)
        make_call(stage=CallStage.CLOSED)
        ref = call.ref
        (line,) = waiting_for(world.focal_uy.actor)
        assert (line.sentence, line.ref) == ("1 call for experts waits for an answer of your State", ref)
        for other in (world.focal_ke, world.officer_ke, world.drafter_ke, world.manager):
            assert not waiting_for(other.actor), "who asks, and who does not answer for a State"
        answer_services.propose(world.focal_uy.actor, call, state="UY", text="We nominate PEREIRA.")
        assert not waiting_for(world.focal_uy.actor)


def test_a_link_that_went_to_another_address_than_the_profile_that_stays_has_is_dead(
    app: Flask, visitor: Visit
) -> None:
    with unit_of_work():
        gone, kept = expert("Quispe"), expert("Quispe", given_name="Zqatieno", email="hers@people.example")
        call = make_call(experts=(gone.ref, kept.ref), states_called="none")
        to_gone, to_kept = (call_token(item, call) for item in queries.invitations_of(call))
        answer_services.answer_call(own(kept), call, profile=kept, text=WORDS)
        merge_profiles(SYSTEM, kept, gone=gone, taken=())
    reader = visitor()
    assert reader.get(f"/en/calls/{to_gone}").status_code == 404
    reader.get(f"/en/calls/{to_kept}")
    assert "zxwordsabk" in reader.get("/en/calls").text


def test_who_reads_calls_and_answers_is_the_same_in_python_and_in_sql(app: Flask, world: World) -> None:
    with unit_of_work():
        near = expert()
        for audience in Audience:
            for stage in CallStage:
                for state in ("KE", "UY"):
                    request = make_request(state=state, stage=Stage.MATCHING)
                    call = make_call(
                        request=request, stage=stage, audience=audience.value, experts=(near.ref,)
                    )
                    if stage is CallStage.OPEN:
                        answer_services.answer_call(own(near), call, profile=near, text=WORDS)
                        answer_services.propose(SYSTEM, call, state="KE", text=WORDS)
    calls = list(db.session.scalars(sa.select(ExpertCall)))
    answers = list(db.session.scalars(sa.select(CallAnswer)))
    actors = {name: account.actor for name, account in world.everybody.items()}
    actors |= {"nobody": NOBODY, "system": SYSTEM, "expert": own(near)}
    for name, actor in actors.items():
        seen = set(db.session.scalars(sa.select(ExpertCall.ref).where(policy.visible_to(actor))))
        assert seen == {item.ref for item in calls if policy.can_view(actor, item)}, name
        read = set(db.session.scalars(sa.select(CallAnswer.ref).where(policy.answers_visible_to(actor))))
        assert read == {item.ref for item in answers if policy.can_view_answer(actor, item)}, name
        expected = {"manager": 8, "searcher": 8, "system": 8, "expert": 4, "focal_ke": 4, "drafter_ke": 4}
        assert len(read) == expected.get(name, 0), name
        drafts = {item.ref for item in calls if item.stage is CallStage.DRAFT}
        assert bool(seen & drafts) == (name in ("manager", "searcher", "system")), name


def test_nothing_outside_the_secretariat_changes_when_somebody_answers(
    app: Flask, world: World, visitor: Visit
) -> None:
    """No count, order, time or version tells that there are answers, or for which State the call is."""
    with unit_of_work():
        near, other = expert(), expert("Quispe")
        call = make_call(experts=(near.ref,), audience="everybody", shows_region=False)
        make_call(audience="everybody", request=make_request(state="UY", stage=Stage.MATCHING))
        readers = [None, account_of(other), world.focal_uy, world.focal_ke, world.provider]
    visitors = [visitor(account) for account in readers]
    paths = (
        "/en/assistance/calls",
        f"/en/assistance/calls/{call.ref}",
        f"/en/assistance/{call.request.ref}",
        f"/en/experts/{near.ref}",
        "/en/",
    )
    before = [[_steady(one.get(path).text) for path in paths] for one in visitors]
    with clock.use(datetime.now(UTC) + timedelta(hours=3)), unit_of_work():
        found = queries.call_by_ref(SYSTEM, call.ref)
        assert found is not None
        answer_services.answer_call(own(near), found, profile=near, text=WORDS)
        answer_services.propose(SYSTEM, found, state="SN", text=WORDS)
    for account, one, pages in zip(readers, visitors, before, strict=True):
        after = [_steady(one.get(path).text) for path in paths]
        for path, old, new in zip(paths, pages, after, strict=True):
            assert new == old, (account, path)
        if account is not world.focal_ke:
            text = one.get(paths[1]).text
            assert "Kenya" not in text
            assert call.request.ref not in text
            assert "African" not in text


def _steady(text: str) -> str:
    return re.sub(r'nonce="[^"]*"|name="csrf_token"[^>]*|name="once"[^>]*|\b[0-9A-F]{8}\b', "", text)


def test_the_state_is_named_only_as_long_as_it_has_made_its_request_public(
    app: Flask, world: World, visitor: Visit
) -> None:
    with unit_of_work():
        request = make_request(stage=Stage.MATCHING, visibility="public-title")
        call = make_call(request=request, audience="everybody", names_state=True, title="Experts for Kenya")
        with pytest.raises(InvalidError):
            make_call(names_state=True)
        with pytest.raises(InvalidError):
            make_call(request=request, title="Experts for Kenya")
        request.authority_id = make_authority(identity={"english_name": "Bureau of Tidings"}).id
        for private in (request.ref, "Bureau of Tidings"):
            with pytest.raises(InvalidError):
                make_call(request=request, text=f"As in {private}.")
    page = f"/en/assistance/calls/{call.ref}"
    assert "/en/states/KE" in visitor().get(page).text
    with unit_of_work():
        withdraw_request(SYSTEM, db.session.merge(request))
    for reader in (visitor(), visitor(world.focal_uy)):
        for address in (page, "/en/assistance/calls?closed=1"):
            text = reader.get(address).text
            assert call.ref in text
            assert "/en/states/KE" not in text
            assert "Experts for Kenya" not in text
    for account in (world.focal_ke, world.searcher):
        assert "Experts for Kenya" in visitor(account).get(page).text


NAMING = (
    ("A workshop for Kenya’s judges", "KE"),
    ("Kenyan investigators", "KE"),
    ("un atelier pour les enquêteurs kényans", "KE"),
    ("Семинар для следователей Кении", "KE"),
    ("для кенийских судей", "KE"),
    ("ورشة لقضاة كينيا", "KE"),
    ("تدريب بكينيا", "KE"),
    ("为肯尼亚法官举办的讲习班", "KE"),
    ("the courts of Côte d'Ivoire", "CI"),
    ("une aide au Pérou", "PE"),
    ("Experts for Mali.", "ML"),
    ("training in KEN", "KE"),
    ("training in Ke\u200bnya", "KE"),
    ("la République démocratique populaire lao", "LA"),
    ("учреждения Европейского и Европейский союз", "EU"),
)
NAMING_NONE = (
    ("A workshop for judges of a State in Africa", "KE"),
    ("children of officials", "CL"),
    ("an individual indication", "IN"),
    ("кроме того, нужен опыт", "TG"),
    ("malice of forethought", "ML"),
    ("benign neglect", "BJ"),
    ("congress of trainers", "CG"),
)


def test_a_state_is_recognised_in_a_text_and_what_only_looks_like_one_is_not(app: Flask) -> None:
    assert [text for text, state in NAMING if not names_state(text, state)] == []
    assert [text for text, state in NAMING_NONE if names_state(text, state)] == []


def test_two_managers_and_a_request_that_moved_on(app: Flask, world: World) -> None:
    with unit_of_work():
        make_account(Assignment(Role.MANAGER, "system"))
        request: AssistanceRequest = make_request(stage=Stage.SUBMITTED)
        with pytest.raises(StaleError):
            services.begin_call(world.manager.actor, request, given=call_input())
        for actor in (world.searcher.actor, world.focal_ke.actor, world.provider.actor):
            with pytest.raises(ForbiddenError):
                services.begin_call(actor, request, given=call_input())
        with pytest.raises(InvalidError):
            make_call(text="A workshop of ten days in Nairobi")
        call = make_call(stage=CallStage.DRAFT)
        services.open_call(world.manager.actor, call)
        for late in (services.open_call, services.discard_call):
            with pytest.raises(StaleError):
                late(world.manager.actor, call)
        with pytest.raises(StaleError):
            services.edit_call(world.manager.actor, call, given=call_input())
        services.close_call(world.manager.actor, call, note="Enough.")
        with pytest.raises(StaleError):
            services.close_call(world.manager.actor, call, note="Enough.")


def test_pages_ask_as_many_questions_for_many_calls_and_answers_as_for_few(
    app: Flask, world: World, visitor: Visit
) -> None:
    counts: list[list[int]] = []
    for number in (2, 6):
        with unit_of_work():
            people = [expert() for _one in range(number)]
            for _one in range(number):
                call = make_call(audience="everybody", experts=[item.ref for item in people])
            for one in people:
                answer_services.answer_call(own(one), call, profile=one, text=WORDS)
            ref, request = call.ref, call.request.ref
        db.session.remove()
        manager, page = visitor(world.manager), f"/en/assistance/calls/{ref}"
        paths = ("/en/assistance/calls", page, f"{page}/answers", f"/en/assistance/{request}")
        manager.get(paths[2])  # the pool is made once
        found = []
        for path in paths:
            with counted() as statements:
                assert manager.get(path).status_code == 200
            found.append(len(statements))
        counts.append(found)
    assert all(many <= few for few, many in zip(*counts, strict=True)), counts

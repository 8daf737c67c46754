"""Offers to experts: asked one after the other, answered, agreed to by the State, begun; and how they end."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.services import finish_engagement
from roster.assistance.matches.pool_queries import last_turns
from roster.assistance.offers import agreeing, availability_services, clock_jobs, policy, queries, services
from roster.assistance.offers.models import AvailabilityQuestion, ExpertOffer
from roster.assistance.offers.presentation import offer_view
from roster.assistance.offers.rules import OfferInput, QuestionInput, days_problems
from roster.assistance.offers.states import OfferStage
from roster.assistance.requests import moving_services
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.states import Stage
from roster.assistance.room import ROOM
from roster.core import clock
from roster.core.actor import NOBODY, SYSTEM, Actor, Assignment, Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.outbox import OutboxRow
from roster.core.unit_of_work import unit_of_work
from roster.experts.models import Profile
from roster.experts.standing.services import resume_profile, suspend_profile, withdraw_consent
from tests.factories.accounts import World, make_account
from tests.factories.assistance import make_request
from tests.factories.experts import make_outsider

NAMES = ("Okello", "Pereira", "Quispe", "Rahman")


def people(count: int = 3) -> list[Profile]:
    """Experts of Uruguay. Call it within a unit of work."""
    return [
        make_outsider(family_name=NAMES[number], email=f"person{number}@people.example")
        for number in range(count)
    ]


def an_offer(request: AssistanceRequest, **changes: object) -> OfferInput:
    """Five days of the window of this request."""
    assert request.starts_on is not None
    given = {"starts_on": request.starts_on, "ends_on": request.starts_on + timedelta(days=9), "days": 5}
    return OfferInput(**{**given, **changes})  # type: ignore[arg-type]


def expert_of(offer: ExpertOffer) -> Actor:
    """The expert who is asked, signed in."""
    assert offer.profile is not None
    return Actor(user_id=999, assignments=frozenset({Assignment(Role.EXPERT, f"self:{offer.profile.ref}")}))


def stages(request: AssistanceRequest) -> list[str]:
    """Where the offers of this request stand, in order; also after the session in which it was made."""
    identity = sa.inspect(request).identity
    assert identity is not None
    found = sa.select(ExpertOffer.stage).where(ExpertOffer.request_id == identity[0])
    return [stage.value for stage in db.session.scalars(found.order_by(ExpertOffer.position))]


def _stage_of(request: AssistanceRequest) -> str:
    return request.stage.value


def letters() -> list[str]:
    """The letters that wait, by template and recipient's kind."""
    rows = db.session.scalars(sa.select(OutboxRow).where(OutboxRow.kind == "mail").order_by(OutboxRow.id))
    return [row.payload["template"] for row in rows if row.payload["template"].startswith(("offer", "avail"))]


def test_from_offer_to_work(app: Flask, world: World) -> None:
    manager, focal = world.manager.actor, world.focal_ke.actor
    with unit_of_work():
        request = make_request(stage=Stage.SHORTLISTED)
        offer, waiting = services.make_offers(
            manager, request, profiles=people(2), given=an_offer(request, text="A workshop")
        )
        assert request.stage.value == "offered"
        assert offer.due_on == clock.today() + timedelta(days=7)
        assert waiting.sent_at is None
        # To be asked is a turn; who waits in line has had none.
        assert last_turns() == {offer.profile_id: clock.today()}
        with pytest.raises(ForbiddenError):
            services.answer(expert_of(waiting), waiting, accepts=True)
        with pytest.raises(StaleError):
            agreeing.agree(SYSTEM, offer)
        services.answer(expert_of(offer), offer, accepts=True, note="From Monday on")
        with pytest.raises(StaleError):
            services.answer(expert_of(offer), offer, accepts=False)
        for actor in (world.drafter_ke.actor, world.focal_uy.actor, manager):
            with pytest.raises(ForbiddenError):
                agreeing.agree(actor, offer)
        agreeing.agree(focal, offer)
        assert _stage_of(request) == "agreed"
        assert policy.can_start(manager, offer), "early, where the manager says so"
        assert not policy.can_start(focal, offer)
        with pytest.raises(ForbiddenError):
            services.start_work(focal, offer)
        with clock.use(datetime.combine(offer.starts_on, time(12), UTC)):
            engagement = services.start_work(focal, offer)
        assert _stage_of(request) == "running"
        assert offer.stage is OfferStage.STARTED
        assert offer.engagement is engagement
        assert (engagement.profile, engagement.days) == (offer.profile, 5)
        assert stages(request) == ["started", "queued"]
    assert letters() == [
        "offer_asked",
        "offer_state_ready",
        "offer_manager_accepted",
        "offer_agreed",
        "offer_manager_agreed",
    ]
    actions = set(db.session.scalars(sa.select(AuditEntry.action)))
    assert {f"assistance:offer:{verb}" for verb in ("make", "send", "answer", "agree", "start")} <= actions


def test_one_expert_is_asked_for_the_whole_window(app: Flask, world: World) -> None:
    with unit_of_work():
        request = make_request(stage=Stage.SHORTLISTED)
        offer = services.make_offer(world.manager.actor, request, profile=people(1)[0], text="")
        assert (offer.starts_on, offer.ends_on) == (request.starts_on, request.ends_on)
        assert offer.stage is OfferStage.OPEN


@pytest.mark.parametrize("way", ["no", "silence", "another", "cancelled", "left"])
def test_the_next_in_line_is_asked(app: Flask, world: World, work: Callable[[], int], way: str) -> None:
    """However a place becomes free; who is in line hears nothing before."""
    with unit_of_work():
        request = make_request(stage=Stage.SHORTLISTED)
        first, second, _third = services.make_offers(
            world.manager.actor, request, profiles=people(3), given=an_offer(request, places=1)
        )
        assert stages(request) == ["open", "queued", "queued"]
        assert queries.offer_by_ref(expert_of(second), second.ref) is None
        if way == "no":
            services.answer(expert_of(first), first, accepts=False)
        elif way == "another":
            services.answer(expert_of(first), first, accepts=True)
            with pytest.raises(InvalidError):
                agreeing.ask_for_another(world.focal_ke.actor, first, reason="")
            agreeing.ask_for_another(world.focal_ke.actor, first, reason="Somebody who drafts in Arabic")
        elif way == "cancelled":
            services.cancel_offer(world.manager.actor, first)
        elif way == "left":
            assert first.profile is not None
            suspend_profile(SYSTEM, first.profile, reason="not-available")
    if way == "left":
        work()
    if way == "silence":
        with clock.use(datetime.now(UTC) + timedelta(days=8)), unit_of_work():
            with pytest.raises(StaleError):
                services.answer(expert_of(first), first, accepts=True)
            assert clock_jobs.pass_on_unanswered(clock.today(), clock.today()) == 1
    ends = {"no": "declined", "silence": "lapsed", "another": "replaced"}
    db.session.remove()
    assert stages(request) == [ends.get(way, "cancelled"), "open", "queued"]


def test_in_time_means_until_the_end_of_the_seventh_day(app: Flask, world: World) -> None:
    with unit_of_work():
        request = make_request(stage=Stage.SHORTLISTED)
        (offer,) = services.make_offers(
            world.manager.actor, request, profiles=people(1), given=an_offer(request)
        )
    with clock.use(datetime.now(UTC) + timedelta(days=7)), unit_of_work():
        assert clock_jobs.pass_on_unanswered(clock.today(), clock.today()) == 0
        services.answer(SYSTEM, offer, accepts=True)


def test_a_withdrawn_request_ends_what_is_out(app: Flask, world: World) -> None:
    with unit_of_work():
        request = make_request(stage=Stage.SHORTLISTED)
        chosen = people(3)
        offers = services.make_offers(
            world.manager.actor, request, profiles=chosen, given=an_offer(request, places=2)
        )
        question, *_rest = availability_services.ask_if_free(
            world.manager.actor, request, profiles=chosen[2:], given=_days(request)
        )
        services.answer(expert_of(offers[0]), offers[0], accepts=True)
        db.session.flush()
        before = len(letters())
        moving_services.withdraw_request(world.focal_ke.actor, request)
        assert stages(request) == ["cancelled"] * 3
        assert question.closed_at is not None
        # Whoever waited in line never heard of it.
        assert letters()[before:] == ["offer_cancelled", "offer_cancelled", "availability_over"]
        with pytest.raises(StaleError):
            services.answer(expert_of(offers[1]), offers[1], accepts=True)
        with pytest.raises(StaleError):
            services.make_offers(world.manager.actor, request, profiles=people(1), given=an_offer(request))


@pytest.mark.parametrize("way", ["withdraw", "suspend"])
def test_an_expert_who_leaves_ends_the_own_offer_at_once(
    app: Flask, world: World, work: Callable[[], int], way: str
) -> None:
    """Even the State's word comes too late in the very next request; the worker then tells everybody."""
    with unit_of_work():
        request = make_request(stage=Stage.SHORTLISTED)
        (offer,) = services.make_offers(
            world.manager.actor, request, profiles=people(1), given=an_offer(request)
        )
        services.answer(expert_of(offer), offer, accepts=True)
        assert offer.profile is not None
        if way == "withdraw":
            withdraw_consent(SYSTEM, offer.profile)
        else:
            suspend_profile(SYSTEM, offer.profile, reason="not-available")
        with pytest.raises(StaleError):
            agreeing.agree(world.focal_ke.actor, offer)
    with unit_of_work():
        waiting = letters()
    assert waiting.count("offer_manager_gone") == 0
    sent = work()
    assert sent
    db.session.remove()
    assert stages(request) == ["cancelled"]


def test_who_comes_back_before_the_worker_looked_keeps_the_offer(
    app: Flask, world: World, work: Callable[[], int]
) -> None:
    with unit_of_work():
        request = make_request(stage=Stage.SHORTLISTED)
        (offer,) = services.make_offers(
            world.manager.actor, request, profiles=people(1), given=an_offer(request)
        )
        assert offer.profile is not None
        suspend_profile(SYSTEM, offer.profile, reason="not-available")
        resume_profile(SYSTEM, offer.profile)
    work()
    db.session.remove()
    assert stages(request) == ["open"]


def test_agreed_work_begins_on_its_day(app: Flask, world: World) -> None:
    with unit_of_work():
        request = make_request(stage=Stage.SHORTLISTED)
        (offer,) = services.make_offers(
            world.manager.actor, request, profiles=people(1), given=an_offer(request)
        )
        services.answer(SYSTEM, offer, accepts=True)
        agreeing.agree(SYSTEM, offer)
        assert clock_jobs.begin_agreed(clock.today(), clock.today()) == 0
        assert clock_jobs.begin_agreed(offer.starts_on, offer.starts_on) == 1
        assert request.stage.value == "running"
        assert db.session.scalar(sa.select(sa.func.count(Engagement.id))) == 1


def test_nothing_stays_agreed_when_the_work_is_done(app: Flask, world: World) -> None:
    """Who has not begun by then is told; the label of who has worked follows the engagement."""
    with unit_of_work():
        request = make_request(stage=Stage.SHORTLISTED)
        offers = services.make_offers(
            world.manager.actor, request, profiles=people(3), given=an_offer(request, places=3)
        )
        for offer in offers:
            services.answer(SYSTEM, offer, accepts=True)
        for offer in offers[:2]:
            assert agreeing.agree(SYSTEM, offer)
        engagement = services.start_work(SYSTEM, offers[0])
        assert offer_view(SYSTEM, offers[0]).stage_label == "At work"
        before = len(letters())
        finish_engagement(world.manager.actor, engagement)
        assert stages(request) == ["started", "cancelled", "cancelled"]
        assert {offer.ended_because for offer in offers[1:]} == {"over"}
        assert letters()[before:] == ["offer_cancelled"] * 2
        assert offer_view(SYSTEM, offers[0]).stage_label == "Done"
        offers[1].stage = OfferStage.AGREED  # as one may stand from earlier days
    with unit_of_work():
        assert clock_jobs.begin_agreed(clock.today(), clock.today()) == 0
    assert stages(request) == ["started", "cancelled", "cancelled"]


def test_who_cannot_be_asked(app: Flask, world: World) -> None:
    manager = world.manager.actor
    with unit_of_work():
        (good, *_rest) = people(1)
        unwanted = make_outsider(email="unwanted@people.example")
        request = make_request(stage=Stage.SHORTLISTED, excluded_experts=(unwanted.ref,))
        unreachable = make_outsider()
        unreachable.person.contact.email = ""
        wrong = (
            unwanted,
            make_outsider(stage="suspended"),
            unreachable,
        )
        for profile in wrong:
            with pytest.raises(InvalidError):
                services.make_offers(manager, request, profiles=[profile], given=an_offer(request))
        for changes in (
            {"days": 0},
            {"days": 99},
            {"places": 0},
            {"starts_on": clock.today() - timedelta(1)},
        ):
            with pytest.raises(InvalidError):
                services.make_offers(manager, request, profiles=[good], given=an_offer(request, **changes))
        assert request.stage is Stage.SHORTLISTED
        services.make_offers(manager, request, profiles=[good], given=an_offer(request))
        with pytest.raises(InvalidError, match="experts"):
            services.make_offers(manager, request, profiles=[good], given=an_offer(request))
        for name in ("searcher", "focal_ke", "drafter_ke", "provider", "dpo"):
            with pytest.raises(ForbiddenError):
                services.make_offers(
                    world.everybody[name].actor, request, profiles=[good], given=an_offer(request)
                )
        early = make_request(stage=Stage.MATCHING)
        with pytest.raises(StaleError):
            services.make_offers(manager, early, profiles=[good], given=an_offer(early))


@pytest.mark.parametrize("stage", list(OfferStage))
def test_can_view_and_its_twin_in_sql_agree(app: Flask, world: World, stage: OfferStage) -> None:
    with unit_of_work():
        request = make_request(stage=Stage.SHORTLISTED)
        offers = services.make_offers(
            world.manager.actor, request, profiles=people(2), given=an_offer(request, places=2)
        )
        offer = offers[0]
        offer.stage = stage
        if stage is OfferStage.QUEUED:
            offer.sent_at = None
        assert offer.profile is not None
        own = make_account(Assignment(Role.EXPERT, f"self:{offer.profile.ref}")).actor
    other = expert_of(offers[1])
    actors = {name: item.actor for name, item in world.everybody.items()}
    actors |= {"own": own, "other": other, "nobody": NOBODY, "system": SYSTEM}
    seen_by = set()
    for name, actor in actors.items():
        found = set(db.session.scalars(sa.select(ExpertOffer.ref).where(policy.visible_to(actor))))
        assert found == {item.ref for item in offers if policy.can_view(actor, item)}, name
        seen_by |= {name} if offer.ref in found else set()
    expected = {"manager", "searcher", "system"}
    expected |= {"own"} if stage is not OfferStage.QUEUED else set()
    if stage.value in ("accepted", "agreed", "started", "replaced"):
        expected |= {"focal_ke", "drafter_ke"}
    assert seen_by == expected


def _days(request: AssistanceRequest) -> QuestionInput:
    assert request.starts_on is not None
    return QuestionInput(starts_on=request.starts_on, ends_on=request.starts_on + timedelta(days=9), days=5)


def test_nobody_is_asked_for_a_day_that_no_calendar_reaches(app: Flask) -> None:
    today = clock.today()
    assert not days_problems(today, today + timedelta(days=1_800), 2)
    assert "ends_on" in days_problems(today, date.max, 2)


def test_several_are_asked_whether_they_are_free(app: Flask, world: World) -> None:
    ask, reply = availability_services.ask_if_free, availability_services.answer_question
    manager = world.manager.actor
    with unit_of_work():
        request = make_request(stage=Stage.MATCHING)
        chosen = people(3)
        with pytest.raises(ForbiddenError):
            ask(world.searcher.actor, request, profiles=chosen, given=_days(request))
        first, second, third = ask(manager, request, profiles=chosen, given=_days(request))
        assert ask(manager, request, profiles=chosen, given=_days(request)) == []
        for freedom, note in (("perhaps", ""), ("other", ""), ("yes", "x" * 1_001)):
            with pytest.raises(InvalidError):
                reply(SYSTEM, first, freedom=freedom, note=note)
        reply(SYSTEM, first, freedom="no")
        reply(SYSTEM, first, freedom="yes")  # a change of mind
        reply(SYSTEM, second, freedom="other", note="In March")
        with pytest.raises(ForbiddenError):
            reply(world.manager.actor, third, freedom="yes")
        assert [item.answer for item in queries.questions_of(manager, request)] == ["yes", "other", None]
        assert queries.questions_of(world.focal_ke.actor, request) == []
    with clock.use(datetime.now(UTC) + timedelta(days=8)), unit_of_work(), pytest.raises(StaleError):
        reply(SYSTEM, third, freedom="yes")


def test_an_erased_expert_leaves_no_words_behind(app: Flask, world: World) -> None:
    with unit_of_work():
        request = make_request(stage=Stage.SHORTLISTED)
        first, second = people(2)
        offer, waiting = services.make_offers(
            world.manager.actor, request, profiles=(first, second), given=an_offer(request, text="Dear you")
        )
        (question,) = availability_services.ask_if_free(
            world.manager.actor, request, profiles=(first,), given=_days(request)
        )
        services.answer(SYSTEM, offer, accepts=True, note="Call me")
        availability_services.answer_question(SYSTEM, question, freedom="other", note="In March")
        assert ROOM.own_data is not None
        own = ROOM.own_data(expert_of(offer), first.ref)
        assert [item["reference"] for item in own["offers"]] == [offer.ref]
        assert [item["note"] for item in own["availability"]] == ["In March"]
        assert ROOM.erase is not None
        assert ROOM.erase(SYSTEM, ref=first.ref, profile_id=first.id) == 2
        assert (offer.profile, offer.note, offer.text, offer.stage) == (None, "", "", OfferStage.CANCELLED)
        assert waiting.stage is OfferStage.OPEN
    kept = db.session.scalar(sa.select(AvailabilityQuestion))
    assert kept is not None
    assert (kept.profile_id, kept.note) == (None, "")

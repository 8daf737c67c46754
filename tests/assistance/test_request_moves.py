"""How a request moves: by whom, from where, with what traces; and what cannot be said in one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.assistance.requests import moving_services as moving
from roster.assistance.requests import policy, queries, services
from roster.assistance.requests.inputs import LanguageWish, input_of
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.rules import problems_in
from roster.assistance.requests.states import OVER, REQUEST_WORKFLOW, Stage
from roster.core import clock
from roster.core.actor import Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.errors import DomainError, ForbiddenError, InvalidError, NotFoundError, StaleError
from roster.core.unit_of_work import unit_of_work
from roster.vocabulary import queries as vocabulary
from tests.factories.accounts import World
from tests.factories.assistance import make_request, request_input

FRIDAY = datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_the_life_cycle_is_that_of_the_table() -> None:
    """docs/life-cycles.md: who moves a request from where to where."""
    rows = {(move.name, stage, move.after) for move in REQUEST_WORKFLOW.transitions for stage in move.before}
    assert {(stage, after) for name, stage, after in rows if name != "withdraw"} == {
        ("draft", "submitted"),
        ("submitted", "clarifying"),
        ("clarifying", "submitted"),
        ("submitted", "accepted"),
        ("clarifying", "accepted"),
        ("submitted", "declined"),
        ("clarifying", "declined"),
        ("accepted", "matching"),
        ("matching", "shortlisted"),
        ("shortlisted", "offered"),
        ("offered", "agreed"),
        ("agreed", "running"),
        ("running", "done"),
        ("done", "closed"),
    }
    assert {stage for name, stage, _after in rows if name == "withdraw"} == set(Stage) - OVER
    by = {move.name: move.by for move in REQUEST_WORKFLOW.transitions}
    assert all(Role.DRAFTER not in roles for roles in by.values())
    for name in ("submit", "answer", "agree", "withdraw"):
        assert by[name] == {Role.FOCAL_POINT}
    for name in ("ask", "accept", "decline", "match", "shortlist", "offer", "close"):
        assert by[name] == {Role.MANAGER}


def test_a_drafter_writes_and_a_focal_point_submits(app: Flask, world: World) -> None:
    drafter, focal, manager = world.drafter_ke.actor, world.focal_ke.actor, world.manager.actor
    with clock.use(FRIDAY), unit_of_work():
        request = make_request(actor=drafter)
        with pytest.raises(ForbiddenError, match="drafter prepares"):
            moving.submit_request(drafter, request)
        moving.submit_request(focal, request)
        assert request.acknowledge_by == datetime(2026, 11, 25, tzinfo=UTC).date()  # three working days
        with pytest.raises(StaleError):
            moving.submit_request(focal, request)
        with pytest.raises(ForbiddenError):
            moving.accept_request(focal, request)
        moving.ask_state(manager, request, question="Which law?")
        assert request.owner_id == manager.user_id
        assert services.save_request(drafter, request, given=request_input(place="Kisumu")) == ("place",)
        with pytest.raises(ForbiddenError):
            moving.answer_question(drafter, request, answer="The Act of 2003.")
        moving.answer_question(focal, request, answer="The Act of 2003.")
        with pytest.raises(StaleError):
            services.save_request(drafter, request, given=request_input())
        moving.accept_request(manager, request)
    kinds = [event.kind for event in queries.timeline_of(request)]
    assert kinds == ["begin", "submit", "ask", "answer", "accept"]
    assert [(item.question, item.answer) for item in queries.messages_of(request)] == [
        ("Which law?", "The Act of 2003.")
    ]
    trail = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.subject == request.ref)).all()
    moves = [entry.fields for entry in trail if entry.action == "assistance:request:move"]
    assert moves == [["submit"], ["ask"], ["answer"], ["accept"]]


def test_nobody_decides_on_a_request_of_the_own_state(app: Flask, world: World) -> None:
    with unit_of_work():
        austrian = make_request(state="AT", stage=Stage.SUBMITTED)  # as the test accounts are
        for act in (moving.accept_request, moving.take_request):
            with pytest.raises(ForbiddenError):
                act(world.manager.actor, austrian)


def test_another_state_does_not_know_of_it(app: Flask, world: World) -> None:
    with unit_of_work():
        request = make_request(stage=Stage.SUBMITTED)
        with pytest.raises(NotFoundError):
            moving.withdraw_request(world.focal_uy.actor, request)


def test_taking_charge_acknowledges_once(app: Flask, world: World) -> None:
    with unit_of_work():
        request = make_request(stage=Stage.SUBMITTED)
        assert policy.can_take(world.manager.actor, request)
        assert moving.take_request(world.manager.actor, request)
        assert not moving.take_request(world.manager.actor, request)
    assert request.acknowledged_at is not None


def test_a_decline_has_a_reason(app: Flask, world: World) -> None:
    with unit_of_work():
        request = make_request(stage=Stage.SUBMITTED)
        for reason, text in (("", ""), ("because", ""), ("other", "")):
            with pytest.raises(InvalidError):
                moving.decline_request(world.manager.actor, request, reason=reason, text=text)
        moving.decline_request(world.manager.actor, request, reason="other", text="It is a matter of tax.")
    assert (request.stage, request.decline_reason) == (Stage.DECLINED, "other")


@pytest.mark.parametrize("stage", sorted(set(Stage) - OVER))
def test_the_focal_point_withdraws_what_is_open(app: Flask, world: World, stage: Stage) -> None:
    with unit_of_work():
        request = make_request(stage=stage)
        with pytest.raises(ForbiddenError):
            moving.withdraw_request(world.drafter_ke.actor, request)
        moving.withdraw_request(world.focal_ke.actor, request)
    assert request.stage is Stage.WITHDRAWN
    with unit_of_work(), pytest.raises(StaleError):
        moving.withdraw_request(world.focal_ke.actor, request)


def test_what_is_open_for_a_withdrawn_request_ends_with_it(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []
    monkeypatch.setattr(moving, "ENDING_WITH_IT", (lambda _actor, request: ended.append(request.ref),))
    with unit_of_work():
        request = make_request(stage=Stage.OFFERED)
        moving.withdraw_request(world.focal_ke.actor, request)
    assert ended == [request.ref]


def _articles() -> tuple[int, ...]:
    return tuple(vocabulary.current().articles)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("subjects", lambda: {"articles": _articles()}),
        ("subjects", lambda: {"articles": (999,)}),
        ("outcome", lambda: {"outcome": "word " * 101}),
        ("outcome", lambda: {"outcome": "反" * 201}),
        ("title", lambda: {"title": "x" * 81}),
        ("ends_on", lambda: {"ends_on": clock.today()}),
        ("excluded_states", lambda: {"preferred_states": ("UY", "FR"), "excluded_states": ("FR",)}),
        ("excluded_experts", lambda: {"excluded_experts": ("somebody",)}),
        ("languages", lambda: {"languages": (LanguageWish("tlh", "C1"),)}),
        ("languages", lambda: {"languages": (LanguageWish("en", "C1"), LanguageWish("en", "B1"))}),
        ("languages", lambda: {"languages": (LanguageWish("en"),)}),
        ("modality", lambda: {"modality": "a-walk"}),
        ("contact_email", lambda: {"contact_email": "nobody"}),
        ("providers", lambda: {"visibility": "named-providers", "providers": ("ORG-000000",)}),
        ("participants", lambda: {"participants": 0}),
    ],
)
def test_what_no_request_may_say_is_refused_at_its_field(
    app: Flask, world: World, field: str, change: Callable[[], dict[str, Any]]
) -> None:
    with unit_of_work(), pytest.raises(InvalidError) as refused:
        make_request(**change())
    assert list(refused.value.problems) == [field]


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("title", {"title": ""}),
        ("subjects", {"articles": (), "topics": ()}),
        ("languages", {"languages": ()}),
        ("place", {"place": ""}),
        ("urgency_reason", {"urgency": "urgent"}),
        ("providers", {"visibility": "named-providers"}),
        ("contact_email", {"contact_email": ""}),
    ],
)
def test_a_draft_may_lack_what_a_request_may_not(
    app: Flask, world: World, field: str, change: dict[str, Any]
) -> None:
    with unit_of_work():
        request = make_request(**change)
        with pytest.raises(InvalidError) as refused:
            moving.submit_request(world.focal_ke.actor, request)
    assert list(refused.value.problems) == [field]


def test_one_hundred_words_are_two_hundred_han_signs(app: Flask, world: World) -> None:
    with unit_of_work():
        make_request(outcome="反" * 200, source_language="zh", title="资产追回")
        make_request(outcome="word " * 100)


def test_a_window_that_is_over_is_not_sent(app: Flask, world: World) -> None:
    with unit_of_work():
        request = make_request()
    later = clock.now() + timedelta(days=75)
    assert list(problems_in(input_of(request), today=later.date())) == ["starts_on"]
    with clock.use(later + timedelta(days=90)), unit_of_work(), pytest.raises(InvalidError):
        moving.submit_request(world.focal_ke.actor, request)


def test_thirty_days_without_a_move_are_stalled_and_a_draft_never_is(app: Flask, world: World) -> None:
    start = clock.now()
    with unit_of_work():
        make_request()
        request = make_request(stage=Stage.ACCEPTED)
    for days, expected in ((30, 0), (31, 1), (32, 0)):
        today = (start + timedelta(days=days)).date()
        found = queries.stalled_between(today - timedelta(days=1), today)
        assert len(found) == expected, days
    stored: AssistanceRequest | None = queries.request_by_ref(world.manager.actor, request.ref)
    assert stored is not None
    total, still = queries.owned_by(world.manager.id, today=today)
    assert (total, still) == (0, 0)
    assert issubclass(StaleError, DomainError)

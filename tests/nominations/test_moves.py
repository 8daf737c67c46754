"""Who may move a nomination from where: every role at every stage tries every move.

The two tables below say it once more, in the words of docs/life-cycles.md; the services must agree in each cell:
what is allowed works, everything else is refused with a reason, and what may not be known of is not there.
"""

from collections.abc import Callable

import pytest
from flask import Flask

from roster.core.actor import NOBODY, SYSTEM, Actor, Assignment, Role
from roster.core.db import db
from roster.core.errors import DomainError, ForbiddenError, NotFoundError, StaleError
from roster.core.unit_of_work import unit_of_work
from roster.experts.states import Stage as ProfileStage
from roster.nominations import (
    clearance_services,
    consent_services,
    drafting_services,
    policy,
    vetting_services,
)
from roster.nominations.codes import ChecklistItem, MinimumCriterion
from roster.nominations.expert_link import expert_by_link
from roster.nominations.models import Nomination
from roster.nominations.moving_services import refuse_move
from roster.nominations.queries import nomination_by_id, timeline_of
from roster.nominations.states import Move, Stage
from tests.factories.accounts import World
from tests.factories.experts import make_profile
from tests.factories.nominations import CONSENT, make_nomination

D, W, C, X = Stage.DRAFT, Stage.WITH_EXPERT, Stage.CONSENTED, Stage.REFUSED
L, U, R = Stage.CLEARED, Stage.UNDER_CHECK, Stage.RETURNED
N, A, Z = Stage.DECLINED, Stage.APPROVED, Stage.WITHDRAWN
STATE = frozenset({"drafter", "focal point"})
EXPERT = frozenset({"expert by link", "expert with account"})
MANAGER = frozenset({"manager"})
ALLOWED: dict[Move, tuple[set[Stage], frozenset[str]]] = {
    Move.INVITE: ({D}, STATE),
    Move.CONSENT: ({W}, EXPERT),
    Move.REFUSE: ({W}, EXPERT),
    Move.TAKE_BACK: ({W, C}, STATE),
    Move.REDRAFT: ({X}, STATE),
    Move.CLEAR: ({C}, frozenset({"focal point"})),
    Move.CHECK: ({L}, frozenset()),
    Move.RETURN: ({U}, MANAGER),
    Move.DECLINE: ({U}, MANAGER),
    Move.APPROVE: ({U}, MANAGER),
    Move.RESUBMIT: ({R}, STATE),
    Move.RESUBMIT_CHANGED: ({R}, STATE),
    Move.WITHDRAW: ({D, W, C, X, L, U, R, A}, frozenset({"focal point"}) | EXPERT),
}
READERS: dict[Stage, frozenset[str]] = {
    D: STATE,
    **dict.fromkeys((W, C, X), STATE | EXPERT),
    **dict.fromkeys((L, U, R, N, A, Z), STATE | EXPERT | MANAGER),
}
Act = Callable[[Actor, Nomination], object]


def _resubmit_changed(actor: Actor, nomination: Nomination) -> object:
    nomination.answers = {**nomination.answers, "post": "Another post"}
    return drafting_services.resubmit(actor, nomination)


ACTS: dict[Move, Act] = {
    Move.INVITE: lambda actor, it: drafting_services.invite_expert(actor, it, language="es"),
    Move.CONSENT: lambda actor, it: consent_services.consent(actor, it, answer=CONSENT),
    Move.REFUSE: lambda actor, it: consent_services.refuse(actor, it, reason="No time."),
    Move.TAKE_BACK: drafting_services.take_back,
    Move.REDRAFT: drafting_services.redraft,
    Move.CLEAR: lambda actor, it: clearance_services.clear(actor, it, note_verbale="NV 7"),
    Move.CHECK: clearance_services.check,
    Move.RETURN: lambda actor, it: vetting_services.return_to_state(actor, it, note="Which year?"),
    Move.DECLINE: lambda actor, it: vetting_services.decline(actor, it, reason="conflict"),
    Move.APPROVE: vetting_services.approve,
    Move.RESUBMIT: drafting_services.resubmit,
    Move.RESUBMIT_CHANGED: _resubmit_changed,
    Move.WITHDRAW: lambda actor, it: consent_services.withdraw(actor, it, reason="Left the service."),
}


def _actors(world: World, nomination: Nomination) -> dict[str, Actor]:
    assert nomination.profile is not None
    own = frozenset({Assignment(Role.EXPERT, f"self:{nomination.profile.ref}")})
    other = frozenset(
        {Assignment(Role.EXPERT, "self:EXP-999999"), Assignment(Role.EXPERT, "self:NOM-999999")}
    )
    return {
        "drafter": world.drafter_ke.actor,
        "focal point": world.focal_ke.actor,
        "expert by link": expert_by_link(nomination),
        "expert with account": Actor(user_id=9_001, assignments=own),
        "manager": world.manager.actor,
        "focal point of another State": world.focal_uy.actor,
        "another expert": Actor(user_id=9_002, assignments=other),
        "searcher": world.searcher.actor,
        "administrator": world.admin.actor,
        "data protection": world.dpo.actor,
        "officer": world.officer_ke.actor,
        "coordinator": world.coordinator.actor,
        "provider": world.provider.actor,
        "observer of everything": world.observer.actor,
        "observer of the State": world.observer_ke.actor,
        "nobody": NOBODY,
        "system": SYSTEM,
    }


def _expected(name: str, stage: Stage, move: Move) -> type[DomainError] | None:
    before, by = ALLOWED[move]
    is_system = name == "system"
    if not is_system and name not in READERS[stage]:
        return NotFoundError
    if not is_system and name not in by:
        return ForbiddenError
    return None if stage in before else StaleError


class _UndoneError(Exception):
    pass


def _try(actor: Actor, nomination_id: int, move: Move) -> DomainError | None:
    """What the services answer; nothing of it stays."""
    refused: DomainError | None = None
    try:
        with unit_of_work():
            nomination = nomination_by_id(nomination_id)
            assert nomination is not None
            before = nomination.stage
            is_allowed = policy.can_move(actor, nomination, move)
            try:
                ACTS[move](actor, nomination)
            except (NotFoundError, ForbiddenError, StaleError) as error:
                refused = error
                assert nomination.stage is before
            else:
                db.session.flush()
                last = timeline_of(nomination)[-1]
                assert (last.name, last.before, last.after) == (move, before, nomination.stage)
                assert last.by_user == actor.user_id
            assert is_allowed == (refused is None)
            raise _UndoneError
    except _UndoneError:
        return refused


@pytest.fixture
def nomination_at(app: Flask, world: World) -> Callable[[Stage], Nomination]:
    def make(stage: Stage) -> Nomination:
        with unit_of_work():
            profile = make_profile(stage=ProfileStage.ARCHIVED)
            nomination = make_nomination(stage=stage, profile=profile)
            nomination.criteria = [item.value for item in MinimumCriterion]
            if stage is Stage.UNDER_CHECK:
                nomination.checklist = {item.value: {"done_by": 1, "at": ""} for item in ChecklistItem}
        return nomination

    return make


@pytest.mark.parametrize("stage", list(Stage))
def test_what_is_allowed_works_and_all_else_is_refused_with_a_reason(
    stage: Stage, world: World, nomination_at: Callable[[Stage], Nomination]
) -> None:
    nomination = nomination_at(stage)
    wrong = []
    for name, actor in _actors(world, nomination).items():
        for move in Move:
            refused = _try(actor, nomination.id, move)
            expected = _expected(name, stage, move)
            if (type(refused) if refused else None) is not expected:
                wrong.append(f"{name} tries {move}: {refused!r}, expected {expected}")
            if refused is not None and not isinstance(refused, NotFoundError) and not str(refused.message):
                wrong.append(f"{name} tries {move}: no reason")
    assert wrong == []


def test_the_moves_that_a_page_offers_are_those_that_work(
    world: World, nomination_at: Callable[[Stage], Nomination]
) -> None:
    nomination = nomination_at(Stage.UNDER_CHECK)
    offered = {
        name: set(policy.moves_open_to(actor, nomination))
        for name, actor in _actors(world, nomination).items()
    }
    assert offered["manager"] == {Move.RETURN, Move.DECLINE, Move.APPROVE}
    assert offered["focal point"] == {Move.WITHDRAW}
    assert offered["drafter"] == offered["searcher"] == offered["focal point of another State"] == set()


def test_every_move_of_the_life_cycle_is_tried() -> None:
    assert set(ALLOWED) == set(ACTS) == set(Move)


def test_whoever_may_not_know_of_it_is_told_nothing(
    world: World, nomination_at: Callable[[Stage], Nomination]
) -> None:
    nomination = nomination_at(Stage.CONSENTED)
    with pytest.raises(NotFoundError) as refused:
        refuse_move(world.manager.actor, nomination, move=Move.APPROVE)
    assert str(refused.value.message) == ""

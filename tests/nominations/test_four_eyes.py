"""Four eyes: who prepared does not clear, who cleared does not decide, and nobody decides for the own State."""

from collections.abc import Callable

import pytest
from flask import Flask

from roster.accounts.queries import actor_of, user_by_id
from roster.core.actor import SYSTEM, Actor, Assignment, Role
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.unit_of_work import unit_of_work
from roster.nominations import policy
from roster.nominations.clearance_services import clear
from roster.nominations.codes import MinimumCriterion
from roster.nominations.consent_services import consent
from roster.nominations.drafting_services import begin_draft, invite_expert, save_step, set_criteria
from roster.nominations.expert_link import expert_by_link
from roster.nominations.form_steps import FormStep
from roster.nominations.models import Nomination
from roster.nominations.moving_services import refuse_move
from roster.nominations.queries import nomination_by_id
from roster.nominations.states import Move, Stage
from roster.nominations.vetting_services import approve, assign, decline, return_to_state
from tests.factories.accounts import Account, World, make_account
from tests.factories.experts import profile_input
from tests.factories.nominations import CONSENT, make_nomination, tick_all
from tests.parallel import at_once

MANAGER = Assignment(Role.MANAGER, "system")
FOCAL_POINT = Assignment(Role.FOCAL_POINT, "state:KE")


def _consented(actor: Actor, **changes: object) -> Nomination:
    nomination = begin_draft(actor, "KE", given=profile_input(**changes))
    invite_expert(actor, nomination, language="en")
    consent(expert_by_link(nomination), nomination, answer=CONSENT)
    set_criteria(actor, nomination, criteria=tuple(MinimumCriterion))
    return nomination


def test_a_drafter_never_clears(world: World) -> None:
    drafter = world.drafter_ke.actor
    with unit_of_work():
        nomination = _consented(drafter)
        with pytest.raises(ForbiddenError, match="a drafter never clears"):
            clear(drafter, nomination, note_verbale="NV 1")
        assert nomination.stage is Stage.CONSENTED


def test_a_ministry_with_one_focal_point_is_not_locked_out(world: World) -> None:
    focal_point = world.focal_ke.actor
    with unit_of_work():
        nomination = _consented(focal_point)
        clear(focal_point, nomination, note_verbale="NV 1")
    assert (nomination.drafted_by, nomination.cleared_by) == (focal_point.user_id, focal_point.user_id)


def test_a_focal_point_does_not_clear_the_own_nomination(world: World) -> None:
    with unit_of_work():
        nomination = _consented(world.drafter_ke.actor, email=world.focal_ke.email)
        with pytest.raises(ForbiddenError, match="own nomination"):
            clear(world.focal_ke.actor, nomination, note_verbale="NV 1")


def test_before_the_expert_has_agreed_nobody_clears(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.WITH_EXPERT)
        with pytest.raises(StaleError):
            clear(world.focal_ke.actor, nomination, note_verbale="NV 1")


@pytest.fixture
def manager(world: World) -> Callable[..., Account]:
    def make(*assignments: Assignment, nationality: str | None = None) -> Account:
        with unit_of_work():
            account = make_account(MANAGER, *assignments)
            user = user_by_id(account.id)
            assert user is not None
            user.nationalities = [nationality] if nationality else []
        return account

    return make


def _all_decisions_refused(actor: Actor, nomination: Nomination, reason: str) -> None:
    for move in (Move.RETURN, Move.DECLINE, Move.APPROVE):
        with pytest.raises(ForbiddenError, match=reason):
            refuse_move(actor, nomination, move=move)
    for decide in (
        lambda: approve(actor, nomination),
        lambda: decline(actor, nomination, reason="conflict"),
        lambda: return_to_state(actor, nomination, note="Why?"),
    ):
        with pytest.raises(ForbiddenError, match=reason):
            decide()
    assert not policy.can_vet(actor, nomination)


def test_nobody_decides_on_a_nominee_of_the_own_state(world: World, manager: Callable[..., Account]) -> None:
    own, other = manager(nationality="KE"), manager(nationality="UY")
    with unit_of_work():
        nomination = make_nomination(stage=Stage.UNDER_CHECK)
        _all_decisions_refused(own.actor, nomination, "own State")
        with pytest.raises(InvalidError):
            assign(world.manager.actor, nomination, manager_id=own.id)
        assign(world.manager.actor, nomination, manager_id=other.id)
        tick_all(nomination, manager=other.actor)
        approve(other.actor, nomination)


def test_nobody_decides_on_what_he_or_she_drafted_changed_or_cleared(
    world: World, manager: Callable[..., Account]
) -> None:
    drafting, changing, clearing = (manager(FOCAL_POINT) for _ in range(3))
    with unit_of_work():
        nomination = begin_draft(drafting.actor, "KE", given=profile_input())
        save_step(changing.actor, nomination, step=FormStep.WORK, given=profile_input(post="Prosecutor"))
        invite_expert(drafting.actor, nomination, language="en")
        consent(expert_by_link(nomination), nomination, answer=CONSENT)
        set_criteria(clearing.actor, nomination, criteria=tuple(MinimumCriterion))
        clear(clearing.actor, nomination, note_verbale="NV 1")
        nomination.stage = Stage.UNDER_CHECK
        for account in (drafting, changing, clearing):
            no_longer = Actor(user_id=account.id, assignments=frozenset({MANAGER}))
            _all_decisions_refused(no_longer, nomination, "drafted or cleared")


def test_a_manager_who_is_the_expert_does_not_decide(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.UNDER_CHECK, email=world.manager.email)
        _all_decisions_refused(world.manager.actor, nomination, "own nomination")


def test_a_focal_point_of_the_state_who_is_also_manager_does_not_decide(
    world: World, manager: Callable[..., Account]
) -> None:
    both = manager(FOCAL_POINT)
    with unit_of_work():
        nomination = make_nomination(stage=Stage.UNDER_CHECK)
        _all_decisions_refused(both.actor, nomination, "own State")


def test_of_two_focal_points_who_clear_at_once_one_does(app: Flask, world: World) -> None:
    with unit_of_work():
        second = make_account(FOCAL_POINT)
        nomination = _consented(world.drafter_ke.actor)
    db.session.remove()

    def clearing(account: Account, reference: str) -> Callable[[], object]:
        def act() -> object:
            with unit_of_work():
                user = user_by_id(account.id)
                found = nomination_by_id(nomination.id)
                assert user is not None
                assert found is not None
                clear(actor_of(user), found, note_verbale=reference)
            return reference

        return act

    results = at_once(app, clearing(world.focal_ke, "NV 1"), clearing(second, "NV 2"))
    stale = [result for result in results if isinstance(result, StaleError)]
    done = [result for result in results if isinstance(result, str)]
    assert (len(stale), len(done)) == (1, 1), results
    found = nomination_by_id(nomination.id)
    assert found is not None
    assert found.note_verbale == done[0]


def test_the_system_alone_checks(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.CLEARED)
        for account in (world.manager, world.focal_ke):
            with pytest.raises(ForbiddenError, match="by itself"):
                refuse_move(account.actor, nomination, move=Move.CHECK)
        refuse_move(SYSTEM, nomination, move=Move.CHECK)

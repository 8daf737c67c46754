"""A focal point leaves: the role passes with what is open, nobody is forgotten, no State is left alone."""

from collections.abc import Callable

import pytest
from flask import Flask

from roster.accounts.handover import services
from roster.accounts.handover.models import Handover
from roster.accounts.handover.queries import role_to_hand_over
from roster.accounts.handover.services import Newcomer
from roster.accounts.models import Invitation, RoleAssignment
from roster.accounts.queries import open_assignment, user_by_id
from roster.accounts.services import accept_invitation
from roster.core.actor import NOBODY, Assignment, Role
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, NotFoundError, StaleError
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import Account, World, make_account
from tests.mail_server import MailServer
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
OF_KENYA = Assignment(Role.FOCAL_POINT, "state:KE")
NEWCOMER = Newcomer("nia.mwangi@people.example", "Nia Mwangi", "en")


def _role(account: Account) -> RoleAssignment:
    role = open_assignment(account.id, OF_KENYA)
    assert role is not None
    return role


def _holders() -> set[int]:
    db.session.rollback()
    db.session.expire_all()
    rows = db.session.query(RoleAssignment).filter_by(role=Role.FOCAL_POINT, scope="state:KE", ended_at=None)
    return {row.user_id for row in rows}


def test_a_drafter_follows_and_drafts_no_longer(world: World) -> None:
    with unit_of_work():
        services.hand_over_to(world.focal_ke.actor, _role(world.focal_ke), successor_id=world.drafter_ke.id)
    assert _holders() == {world.drafter_ke.id}
    assert world.drafter_ke.actor.assignments == {OF_KENYA}
    assert world.focal_ke.actor.assignments == frozenset()


def test_all_are_told_by_letter(world: World, smtp_server: MailServer, work: Callable[[], int]) -> None:
    with unit_of_work():
        services.hand_over_to(world.focal_ke.actor, _role(world.focal_ke), successor_id=world.drafter_ke.id)
    work()
    told = {letter["To"] for letter in smtp_server.letters}
    assert told == {world.focal_ke.email, world.drafter_ke.email, world.manager.email}


def test_only_somebody_of_the_state_follows(world: World) -> None:
    for other in (world.focal_uy, world.manager, world.focal_ke):
        with pytest.raises(InvalidError), unit_of_work():
            services.hand_over_to(world.focal_ke.actor, _role(world.focal_ke), successor_id=other.id)
    assert _holders() == {world.focal_ke.id}


def test_the_role_stays_until_the_invitation_is_accepted(world: World) -> None:
    with unit_of_work():
        handover = services.hand_over_to_newcomer(
            world.focal_ke.actor, _role(world.focal_ke), newcomer=NEWCOMER, reference="NV 12/2026"
        )
    assert _holders() == {world.focal_ke.id}
    invitation = db.session.get(Invitation, handover.invitation_id)
    assert invitation is not None
    with unit_of_work():
        user = accept_invitation(NOBODY, invitation, name="Nia Mwangi", password_hash="x")
        services.complete_handover(NOBODY, invitation, successor=user)
    assert _holders() == {user.id}
    done = db.session.get(Handover, handover.id)
    assert done is not None
    assert done.done_at is not None


def test_the_link_of_the_letter_completes_the_handover(
    world: World, visitor: Visit, smtp_server: MailServer, work: Callable[[], int]
) -> None:
    with unit_of_work():
        services.hand_over_to_newcomer(
            world.focal_ke.actor, _role(world.focal_ke), newcomer=NEWCOMER, reference="NV 12/2026"
        )
    work()
    text = smtp_server.letters[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    link = next(word for word in text.split() if "/account/invitation/" in word)
    visit = visitor()
    visit.get(link.removeprefix("http://localhost"))
    given = {"name": "Nia Mwangi", "password": "nine patient otters"}
    assert visit.post("/en/account/invitation", given).status_code == 303
    assert world.focal_ke.id not in _holders()
    assert len(_holders()) == 1


def test_an_invitation_that_is_called_off_passes_nothing(world: World) -> None:
    with unit_of_work():
        handover = services.hand_over_to_newcomer(
            world.focal_ke.actor, _role(world.focal_ke), newcomer=NEWCOMER, reference="NV 12/2026"
        )
    with pytest.raises(StaleError), unit_of_work():
        services.hand_over_to_newcomer(
            world.focal_ke.actor, _role(world.focal_ke), newcomer=NEWCOMER, reference="NV 12/2026"
        )
    with unit_of_work():
        services.call_off(world.focal_ke.actor, _role(world.focal_ke))
    invitation = db.session.get(Invitation, handover.invitation_id)
    assert invitation is not None
    with pytest.raises(NotFoundError), unit_of_work():
        accept_invitation(NOBODY, invitation, name="Nia Mwangi", password_hash="x")
    assert _holders() == {world.focal_ke.id}


def test_somebody_new_comes_with_a_note_verbale(world: World) -> None:
    with pytest.raises(InvalidError), unit_of_work():
        services.hand_over_to_newcomer(
            world.focal_ke.actor, _role(world.focal_ke), newcomer=NEWCOMER, reference=" "
        )


def test_the_last_focal_point_does_not_leave_without_a_successor(world: World) -> None:
    with pytest.raises(ForbiddenError), unit_of_work():
        services.leave_open(world.focal_ke.actor, _role(world.focal_ke), reference="NV 1")
    assert _holders() == {world.focal_ke.id}


def test_the_roster_manager_ends_a_role_on_the_states_word(world: World) -> None:
    with pytest.raises(InvalidError), unit_of_work():
        services.leave_open(world.manager.actor, _role(world.focal_ke), reference="")
    with unit_of_work():
        services.leave_open(world.manager.actor, _role(world.focal_ke), reference="NV 1/2026")
    assert _holders() == set()


def test_nobody_else_hands_over_a_role(world: World) -> None:
    role = _role(world.focal_ke)
    for other in (world.drafter_ke, world.focal_uy, world.searcher, world.admin, world.dpo):
        assert role_to_hand_over(other.actor, str(role.id)) is None
        with pytest.raises(ForbiddenError), unit_of_work():
            services.hand_over_to(other.actor, role, successor_id=world.drafter_ke.id)
    with unit_of_work():
        second = make_account(OF_KENYA)
    assert role_to_hand_over(second.actor, str(role.id)) is None


def test_of_two_handovers_at_once_the_second_is_refused(world: World) -> None:
    role = _role(world.focal_ke)
    with unit_of_work():
        services.hand_over_to(world.focal_ke.actor, role, successor_id=world.drafter_ke.id)
    with pytest.raises((StaleError, ForbiddenError)), unit_of_work():
        services.hand_over_to(world.manager.actor, role, successor_id=world.drafter_ke.id, reference="NV 2")


def test_the_page_hands_over(app: Flask, world: World, visitor: Visit) -> None:
    path = f"/en/account/handover/{_role(world.focal_ke).id}"
    visit = visitor(world.focal_ke)
    assert visit.get("/en/account/handover").headers["Location"].endswith(path)
    answer = visit.post(path, {"once": "h1"})
    assert answer.status_code == 422
    answer = visit.post(path, {"once": "h2", "successor": "nobody"})
    assert answer.status_code == 422
    answer = visit.post(path, {"once": "h3", "successor": str(world.drafter_ke.id)})
    assert answer.status_code == 303
    assert _holders() == {world.drafter_ke.id}
    assert visit.get("/en/account/handover").status_code == 403
    assert user_by_id(world.focal_ke.id) is not None

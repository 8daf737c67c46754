"""What a focal point drafted follows the role to the successor."""

from collections.abc import Callable

from roster.accounts.handover.services import hand_over_to
from roster.accounts.queries import open_assignment
from roster.core.actor import Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.nominations import policy
from roster.nominations.drafting_services import begin_draft
from roster.nominations.queries import nomination_by_id
from tests.factories.accounts import World
from tests.factories.experts import profile_input


def test_drafts_pass_to_the_successor_and_who_wrote_them_stays_known(
    world: World, work: Callable[[], int]
) -> None:
    with unit_of_work():
        nomination = begin_draft(world.focal_ke.actor, "KE", given=profile_input())
    role = open_assignment(world.focal_ke.id, Assignment(Role.FOCAL_POINT, "state:KE"))
    assert role is not None
    with unit_of_work():
        hand_over_to(world.focal_ke.actor, role, successor_id=world.drafter_ke.id)
    work()
    db.session.expire_all()
    found = nomination_by_id(nomination.id)
    assert found is not None
    assert found.drafted_by == world.drafter_ke.id
    assert world.focal_ke.id in found.editors
    assert not policy.can_view(world.focal_ke.actor, found)
    assert policy.can_edit(world.drafter_ke.actor, found)

"""The history of a profile: what changed, side by side, for those who may read it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core.actor import SYSTEM, Actor
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.errors import StaleError
from roster.core.multilingual import MultilingualText
from roster.core.unit_of_work import unit_of_work
from roster.experts.history.revisions import ProfileRevision
from roster.experts.input_json import BLANK, from_json, to_json
from roster.experts.inputs import AbsenceInput, ReviewInput, input_of
from roster.experts.models import Profile
from roster.experts.queries import expert_by_ref
from roster.experts.services import edit_profile
from tests.factories.accounts import World
from tests.factories.experts import make_profile, profile_input
from tests.parallel import at_once
from tests.visitor import Visitor

Visit = Callable[..., Visitor]


def a_profile(**values: object) -> str:
    with unit_of_work():
        ref = make_profile(**values).ref  # type: ignore[arg-type]
    db.session.remove()
    return ref


def change(actor: Actor, ref: str, **values: object) -> None:
    with unit_of_work():
        profile = expert_by_ref(actor, ref)
        assert profile is not None
        edit_profile(actor, profile, given=replace(input_of(profile), **values))  # type: ignore[arg-type]
    db.session.remove()


def revisions() -> list[ProfileRevision]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(ProfileRevision).order_by(ProfileRevision.version)))


def history(visitor: Visitor, ref: str) -> str:
    answer = visitor.get(f"/en/experts/{ref}/history")
    assert answer.status_code == 200
    return answer.text


def test_an_edit_keeps_both_texts_and_the_audit_trail_neither(world: World) -> None:
    ref = a_profile()
    change(world.focal_ke.actor, ref, post="Director of tracing", city="Mombasa")
    (kept,) = revisions()
    assert kept.fields == ["city", "post"]
    assert (kept.before["post"], kept.after["post"]) == ("Senior investigator", "Director of tracing")
    assert (kept.role, kept.state_iso2, kept.user_id) == ("focal-point", "KE", world.focal_ke.id)
    profile = db.session.scalars(sa.select(Profile)).one()
    assert kept.version == profile.version == 2
    entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "experts:profile:edit")).one()
    assert entry.fields == ["city", "post"]
    assert "Mombasa" not in str(vars(entry))


def test_of_two_changes_at_once_one_is_kept_with_its_revision(app: Flask) -> None:
    ref = a_profile()
    answers = at_once(
        app, lambda: change(SYSTEM, ref, post="Director"), lambda: change(SYSTEM, ref, post="Deputy director")
    )
    told = [answer for answer in answers if answer is not None]
    assert all(isinstance(answer, StaleError) for answer in told)
    assert len(revisions()) == 2 - len(told)


def test_saving_without_a_change_leaves_no_trace(world: World) -> None:
    ref = a_profile()
    change(world.focal_ke.actor, ref)
    assert revisions() == []


def test_every_kind_of_field_survives_the_way_through_json() -> None:
    given = profile_input(
        nationalities=("KE", "UG"),
        absences=(AbsenceInput(date(2026, 1, 2), date(2026, 2, 3)),),
        reviews=(ReviewInput("uncac", 2020, "UY"),),
        brief_profile=MultilingualText({"en": "One", "fr": "Un"}, "fr"),
        is_relay_only=True,
        notice_days=14,
    )
    assert from_json(to_json(given)) == given
    assert from_json({"post": "Judge", "no_longer_a_field": 1}) == replace(BLANK, post="Judge")


def test_the_newest_change_stands_first_with_its_differences(world: World, visitor: Visit) -> None:
    ref = a_profile()
    change(world.focal_ke.actor, ref, employer="First office")
    change(world.manager.actor, ref, employer="Second office", gender="male")
    page = history(visitor(world.manager), ref)
    assert page.index("Second office") < page.index("Office of Asset Tracing")
    assert "Female" in page
    assert "State focal point" in page


def test_a_field_that_the_reader_may_not_read_is_left_out_with_its_change(
    world: World, visitor: Visit
) -> None:
    ref = a_profile()
    change(world.manager.actor, ref, staff_notes="canary of staff", post="Director")
    change(world.manager.actor, ref, declared_interests="canary of interests")
    manager = history(visitor(world.manager), ref)
    assert "canary of staff" in manager
    assert "canary of interests" in manager
    own_state = history(visitor(world.focal_ke), ref)
    assert "canary" not in own_state
    assert "Notes of the secretariat" not in own_state
    assert "Declared interests" not in own_state
    assert 'id="change-2"' not in own_state
    searcher = history(visitor(world.searcher), ref)
    assert "canary of interests" in searcher
    assert "canary of staff" not in searcher


@pytest.mark.parametrize(
    ("reader", "status"),
    [("officer_ke", 403), ("focal_uy", 403), ("observer", 403), ("admin", 404), ("dpo", 404)],
)
def test_others_do_not_read_it(world: World, visitor: Visit, reader: str, status: int) -> None:
    ref = a_profile()
    change(world.focal_ke.actor, ref, post="Director of tracing")
    somebody = visitor(world.everybody[reader])
    assert somebody.get(f"/en/experts/{ref}/history").status_code == status
    assert f"/en/experts/{ref}/history" not in somebody.get(f"/en/experts/{ref}").text


def test_a_hidden_profile_has_no_history_for_others(world: World, visitor: Visit) -> None:
    ref = a_profile(stage="unpublished")
    assert visitor(world.focal_uy).get(f"/en/experts/{ref}/history").status_code == 404
    assert visitor().get(f"/en/experts/{ref}/history").status_code == 302


def test_names_are_for_the_secretariat_and_among_people_of_the_own_state(
    world: World, visitor: Visit
) -> None:
    ref = a_profile()
    with unit_of_work():
        db.session.execute(sa.text("UPDATE user_account SET name = 'Name of ' || id"))
    by_state, by_staff = f"Name of {world.drafter_ke.id},", f"Name of {world.manager.id},"
    change(world.drafter_ke.actor, ref, post="Director")
    change(world.manager.actor, ref, post="Deputy director")
    change(SYSTEM, ref, post="Head")
    secretariat, own = history(visitor(world.searcher), ref), history(visitor(world.focal_ke), ref)
    assert (by_state in secretariat, by_staff in secretariat) == (True, True)
    assert (by_state in own, by_staff in own) == (True, False)
    assert "Roster manager" in own
    assert "The system" in own


def test_the_profile_links_to_its_history(world: World, visitor: Visit) -> None:
    ref = a_profile()
    assert f"/en/experts/{ref}/history" in visitor(world.focal_ke).get(f"/en/experts/{ref}").text


def test_revisions_go_with_their_profile(app: Flask, world: World) -> None:
    ref = a_profile()
    change(world.focal_ke.actor, ref, post="Director of tracing")
    with unit_of_work():
        db.session.execute(sa.text("DELETE FROM profile"))
    assert revisions() == []

"""Erasing an expert: nothing is found afterwards, by nobody, nowhere; a number, a day and a basis stay."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.accounts.models import User
from roster.core import clock
from roster.core.actor import Assignment, Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.errors import ForbiddenError
from roster.core.unit_of_work import unit_of_work
from roster.experts.erasure.models import Tombstone
from roster.experts.erasure.services import erase_profile
from roster.experts.models import Profile
from roster.jobs import clean_erased
from roster.nominations.models import Nomination
from roster.nominations.states import Stage
from tests.factories.accounts import Account, World, make_account
from tests.factories.experts import make_profile
from tests.factories.nominations import make_nomination
from tests.forms import values_of
from tests.visitor import Visitor

NAME = "Zanzibarova"


@pytest.fixture
def nominee(app: Flask, world: World) -> tuple[str, Account]:
    """A published expert with an account for the profile alone, by a nomination."""
    with unit_of_work():
        nomination = make_nomination(
            stage=Stage.APPROVED, family_name=NAME, latin_family_name=NAME, email="zanz@people.example"
        )
        assert nomination.profile is not None
        ref = nomination.profile.ref
        account = make_account(Assignment(Role.EXPERT, f"self:{ref}"))
    return ref, account


def _everything(app: Flask) -> str:
    """All that every table holds, as text; the log keeps actions and references only."""
    with db.engine.connect() as connection:
        tables = db.metadata.sorted_tables
        return "\n".join(str(tuple(row)) for table in tables for row in connection.execute(sa.select(table)))


def test_the_expert_erases_everything_and_is_found_nowhere(
    app: Flask,
    world: World,
    nominee: tuple[str, Account],
    visitor: Callable[..., Visitor],
    work: Callable[[], int],
) -> None:
    ref, account = nominee
    work()
    expert, manager = visitor(account), visitor(world.manager)
    fields = values_of(expert.get(f"/en/experts/{ref}/own/erase").text)
    assert expert.post(f"/en/experts/{ref}/own/erase", {**fields}).status_code == 422
    assert NAME in _everything(app)
    assert ref in manager.get(f"/en/experts?q={NAME}").text
    assert expert.post(f"/en/experts/{ref}/own/erase", {**fields, "sure": "y"}).status_code == 303
    assert ref not in manager.get(f"/en/experts?q={NAME}").text
    work()
    assert manager.get(f"/en/experts/{ref}").status_code == 404
    assert NAME not in _everything(app)
    stone = db.session.get(Tombstone, ref)
    assert stone is not None
    assert (stone.state, stone.basis) == ("KE", "expert")


def test_the_nomination_behind_it_is_emptied_and_the_account_is_closed(
    app: Flask, nominee: tuple[str, Account]
) -> None:
    ref, account = nominee
    with unit_of_work():
        profile = db.session.scalar(sa.select(Profile).where(Profile.ref == ref))
        assert profile is not None
        app.extensions["roster_erase"](account.actor, profile, basis="expert")
    nomination = db.session.scalar(sa.select(Nomination))
    assert nomination is not None
    assert nomination.answers == {}
    assert nomination.stage is Stage.WITHDRAWN
    db.session.remove()
    closed = db.session.get(User, account.actor.user_id)
    assert closed is not None
    assert not closed.active
    assert closed.email.endswith(".invalid")
    assert db.session.scalar(
        sa.select(sa.func.count()).select_from(AuditEntry).where(AuditEntry.action == "experts:profile:erase")
    )


def test_only_the_expert_the_officer_and_the_system_erase(app: Flask, world: World) -> None:
    with unit_of_work():
        profile = make_profile(state="KE")
        for account in (world.manager, world.searcher, world.focal_ke, world.admin, world.focal_uy):
            with pytest.raises(ForbiddenError):
                erase_profile(account.actor, profile, basis="request")
        assert erase_profile(world.dpo.actor, profile, basis="request") == 1


def test_the_officer_erases_by_reference_and_reads_nothing(
    app: Flask, world: World, visitor: Callable[..., Visitor]
) -> None:
    with unit_of_work():
        profile = make_profile(state="KE", family_name=NAME, latin_family_name=NAME)
        ref = profile.ref
    officer = visitor(world.dpo)
    fields = values_of(officer.get("/en/admin/erasure").text)
    missing = officer.post(
        "/en/admin/erasure", {**fields, "ref": "EXP-000000", "basis": "request", "sure": "y"}
    )
    assert missing.status_code == 422
    done = officer.post("/en/admin/erasure", {**fields, "ref": ref, "basis": "request", "sure": "y"})
    assert done.status_code == 200
    assert NAME not in done.text
    assert db.session.get(Tombstone, ref) is not None


def test_within_a_day_no_byte_is_left_in_database_or_index(
    app: Flask, nominee: tuple[str, Account], work: Callable[[], int]
) -> None:
    ref, account = nominee
    work()
    with unit_of_work():
        profile = db.session.scalar(sa.select(Profile).where(Profile.ref == ref))
        assert profile is not None
        app.extensions["roster_erase"](account.actor, profile, basis="expert")
    work()
    assert clean_erased(app) == 0  # not yet: several erasures cost one new index
    with clock.use(clock.now() + timedelta(hours=2)):
        assert clean_erased(app) == 1
        assert clean_erased(app) == 0
    db.session.remove()
    folder = Path(app.extensions["roster_settings"].data_folder)
    kept = (path for path in folder.rglob("*") if path.is_file())
    words = (NAME.encode(), NAME.lower().encode())
    # Sent letters are kept in the demonstration only.
    held = [
        path for path in kept if "mail" not in path.parts and any(word in path.read_bytes() for word in words)
    ]
    assert held == []

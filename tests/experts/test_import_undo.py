"""The undo of an import: whom it brought goes again, from search too; whom somebody worked on stays."""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from flask import Flask

from roster.core import clock
from roster.core.actor import SYSTEM, Actor
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.errors import ForbiddenError, StaleError
from roster.core.unit_of_work import unit_of_work
from roster.experts.importing import services as import_services
from roster.experts.importing.bulk_services import prepare_profiles
from roster.experts.importing.commands import import_group
from roster.experts.importing.models import ExpertImport, ImportStage
from roster.experts.importing.queries import import_by_ref
from roster.experts.importing.undo_services import UNDO_DAYS, undo_import
from roster.experts.inputs import ImportedRow, ProfileInput
from roster.experts.models import ExpertiseLine, Profile
from roster.experts.services import edit_profile
from roster.people.models import Contact, Person, SpokenLanguage
from roster.search.request import SearchRequest
from tests.conftest import IN_FULL
from tests.experts.import_files import AUTHOR_HEADER, author_rows, read
from tests.factories.accounts import World
from tests.factories.experts import COMPLETE, make_profile
from tests.forms import values_of
from tests.parallel import at_once
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
LONG_LIST, SECONDS = (20_000, 5.0) if IN_FULL else (2_000, 1.5)


def an_import(*names: str, rows: Sequence[ImportedRow] = ()) -> str:
    """The reference of an import of these people."""
    given = rows or [
        ImportedRow(number, ProfileInput(family_name=name, employer="Office of Lists"), state="KE")
        for number, name in enumerate(names, 2)
    ]
    with unit_of_work():
        ref = import_services.import_at_once(
            SYSTEM, file_name="list.csv", prepared=prepare_profiles(given)
        ).ref
    db.session.remove()
    return ref


def undo(actor: Actor, ref: str) -> int:
    with unit_of_work():
        given = import_by_ref(actor, ref) or import_by_ref(SYSTEM, ref)
        assert given is not None
        return undo_import(actor, given)


def counts() -> list[int]:
    db.session.rollback()
    tables = (Profile, Person, Contact, SpokenLanguage, ExpertiseLine)
    return [db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in tables]


def stage_of(ref: str) -> ImportStage:
    db.session.rollback()
    return db.session.scalars(sa.select(ExpertImport.stage).where(ExpertImport.ref == ref)).one()


def edit(family_name: str, actor: Actor = SYSTEM) -> str:
    with unit_of_work():
        profile = db.session.scalars(
            sa.select(Profile).join(Person).where(Person.family_name == family_name)
        ).one()
        edit_profile(actor, profile, given=ProfileInput(family_name=family_name, employer="Another office"))
    db.session.remove()
    return profile.ref


def found(app: Flask, text: str) -> int:
    request = SearchRequest(kind="expert", audiences=SYSTEM.audiences, text=text, language="en")
    return app.extensions["roster_search"].search(request).total


def test_a_real_list_goes_whole_and_nobody_else_with_it(
    app: Flask, world: World, visitor: Visit, work: Callable[[], int], real_data: Path
) -> None:
    rows = author_rows(real_data)
    with unit_of_work():
        other = make_profile().ref
    before = counts()
    ref = an_import(rows=read(AUTHOR_HEADER, *rows).rows)
    work()
    assert counts()[0] == before[0] + len(rows) == 2_444
    names = [row[0] for row in rows[::97]]
    assert all(found(app, name) for name in names)

    manager = visitor(world.manager)
    page = manager.get(f"/en/experts/import/{ref}/undo").text
    assert "2,443 people will be removed" in page
    answer = manager.post(f"/en/experts/import/{ref}/undo", values_of(page))
    assert answer.status_code == 303
    work()

    assert counts() == before
    assert [name for name in names if found(app, name)] == []
    for name in names[:5]:
        assert "EXP-" not in manager.get(f"/en/experts?fresh=never&q={name}").text.replace(other, "")
    everybody = SearchRequest(kind="expert", audiences=SYSTEM.audiences, language="en")
    assert app.extensions["roster_search"].search(everybody).total == 1
    assert manager.get(f"/en/experts/{other}").status_code == 200
    assert "2,443 people were removed" in manager.get(f"/en/experts/import/{ref}").text


def test_a_list_of_20000_goes_within_five_seconds(app: Flask) -> None:
    """In the short run a tenth of it."""
    ref = an_import(
        rows=[
            ImportedRow(number, ProfileInput(family_name=f"Family{number}", languages=COMPLETE.languages))
            for number in range(LONG_LIST)
        ]
    )
    start = time.process_time()
    assert undo(SYSTEM, ref) == LONG_LIST
    assert time.process_time() - start < SECONDS
    assert counts() == [0, 0, 0, 0, 0]


def test_whoever_was_edited_stays_and_is_named(
    app: Flask, world: World, visitor: Visit, work: Callable[[], int]
) -> None:
    ref = an_import("Alphonse", "Bernadotte", "Celestine")
    kept = edit("Bernadotte")
    manager = visitor(world.manager)
    page = manager.get(f"/en/experts/import/{ref}/undo").text
    assert "2 people will be removed" in page
    assert "Bernadotte" in page
    assert "Alphonse" not in page
    manager.post(f"/en/experts/import/{ref}/undo", values_of(page))
    work()
    assert counts()[:2] == [1, 1]
    after = manager.get(f"/en/experts/import/{ref}").text
    assert "2 people were removed" in after
    assert kept in after
    assert (found(app, "Bernadotte"), found(app, "Alphonse")) == (1, 0)


def test_it_is_audited_for_the_import_and_for_each_person(app: Flask) -> None:
    ref = an_import("Alphonse", "Bernadotte")
    refs = list(db.session.scalars(sa.select(Profile.ref)))
    undo(SYSTEM, ref)
    subjects = {
        action: sorted(db.session.scalars(sa.select(AuditEntry.subject).where(AuditEntry.action == action)))
        for action in ("experts:import:undo", "experts:profile:remove")
    }
    assert subjects == {"experts:import:undo": [ref], "experts:profile:remove": sorted(refs)}


def test_a_second_undo_changes_nothing(app: Flask, world: World, visitor: Visit) -> None:
    ref = an_import("Alphonse")
    manager = visitor(world.manager)
    address = f"/en/experts/import/{ref}/undo"
    form = values_of(manager.get(address).text)
    assert manager.post(address, form, page="/en/help").status_code == 303
    assert manager.post(address, form, page="/en/help").status_code == 303
    assert manager.get(address).status_code == 303
    with pytest.raises(StaleError):
        undo(SYSTEM, ref)
    undone = sa.select(sa.func.count()).where(AuditEntry.action == "experts:import:undo")
    assert db.session.scalar(undone) == 1


def test_of_two_at_once_one_does_it(app: Flask) -> None:
    ref = an_import("Alphonse", "Bernadotte")
    answers = at_once(app, lambda: undo(SYSTEM, ref), lambda: undo(SYSTEM, ref))
    assert sorted(type(answer).__name__ for answer in answers) == ["StaleError", "int"]
    assert counts()[0] == 0


def test_an_edit_at_the_same_moment_is_kept_or_told_never_lost(app: Flask) -> None:
    ref = an_import("Alphonse", "Bernadotte")
    removed, edited = at_once(app, lambda: undo(SYSTEM, ref), lambda: edit("Alphonse"))
    if isinstance(edited, str):
        assert removed == 1
        assert counts()[0] == 1
    else:
        assert removed == 2
        assert counts()[0] == 0


@pytest.mark.parametrize("name", ["searcher", "focal_ke", "admin", "dpo", "observer"])
def test_only_the_manager_may(app: Flask, world: World, visitor: Visit, name: str) -> None:
    ref = an_import("Alphonse")
    account = world.everybody[name]
    somebody = visitor(account)
    address = f"/en/experts/import/{ref}/undo"
    assert somebody.get(address).status_code == 404
    assert somebody.post(address, {"version": "1"}, page="/en/help").status_code == 404
    with pytest.raises(ForbiddenError):
        undo(account.actor, ref)
    assert counts()[0] == 1
    assert stage_of(ref) is ImportStage.IMPORTED


def test_after_30_days_it_is_too_late(app: Flask, world: World, visitor: Visit) -> None:
    ref = an_import("Alphonse")
    manager = visitor(world.manager)
    assert "Undo this import" in manager.get(f"/en/experts/import/{ref}").text
    with clock.use(clock.now() + timedelta(days=UNDO_DAYS, hours=1)), pytest.raises(StaleError):
        undo(SYSTEM, ref)
    assert counts()[0] == 1


def test_a_number_is_never_given_to_somebody_else(app: Flask, work: Callable[[], int]) -> None:
    ref = an_import("Alphonse")
    before = db.session.scalars(sa.select(Profile.id)).one()
    work()
    undo(SYSTEM, ref)
    an_import("Bernadotte")
    assert db.session.scalars(sa.select(Profile.id)).one() > before
    work()
    assert found(app, "Alphonse") == 0


def test_by_command(app: Flask) -> None:
    ref = an_import("Alphonse", "Bernadotte")
    edit("Alphonse")
    refused = CliRunner().invoke(import_group, ["undo", ref], input="n\n")
    assert refused.exit_code != 0
    assert counts()[0] == 2
    done = CliRunner().invoke(import_group, ["undo", ref, "--yes"])
    assert done.exit_code == 0, done.output
    assert "Alphonse" in done.output
    assert "1 person was removed" in done.output
    assert stage_of(ref) is ImportStage.UNDONE
    again = CliRunner().invoke(import_group, ["undo", ref, "--yes"])
    assert again.exit_code != 0
    assert "can no longer be undone" in again.output

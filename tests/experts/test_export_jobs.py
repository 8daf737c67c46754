"""Long lists: made by the worker, for whoever asked and as long as the rights last, kept for a week."""

import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from roster.accounts.models import RoleAssignment
from roster.core import clock
from roster.core.actor import Role
from roster.core.audit import AuditEntry
from roster.core.config import Settings
from roster.core.db import db
from roster.core.files import FileStore
from roster.core.tables.reading import read_table
from roster.core.unit_of_work import unit_of_work
from roster.experts.exporting.clock_jobs import JOBS
from roster.experts.exporting.finding import hash_of
from roster.experts.exporting.models import ExpertExport, ExportJob, ExportStage
from roster.experts.finding import question_about
from roster.experts.models import Profile
from tests.factories.accounts import Account, World
from tests.factories.experts import make_profile
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
Work = Callable[[], int]
EXPORT = "/en/experts/export"


@pytest.fixture(autouse=True)
def short(app: Flask) -> Iterator[None]:
    """Two rows go out at once, a third is long."""
    settings: Settings = app.extensions["roster_settings"]
    limits = replace(settings.limits, rows_exported_at_once=2)
    app.extensions["roster_settings"] = replace(settings, limits=limits)
    yield
    app.extensions["roster_settings"] = settings


@pytest.fixture
def people(world: World, work: Work) -> list[str]:
    names = ("Amani", "Barasa", "Chausiku", "Dalila")
    with unit_of_work():
        refs = [make_profile(family_name=name, staff_notes="for staff").ref for name in names]
    db.session.remove()
    work()
    return refs


def ordered(visitor: Visitor, query: str = "", *, kind: str = "csv") -> str:
    """Ask for a list; gives the address of its page."""
    address = f"{EXPORT}{query}"
    form = {**values_of(visitor.get(address).text), "purpose": "Panel in Doha", "kind": kind}
    answer = visitor.post(address, form)
    assert answer.status_code == 303, answer.text[:2000]
    assert visitor.post(address, form).location == answer.location
    return answer.location


def rows_in(answer: TestResponse) -> list[str]:
    assert answer.status_code == 200
    return [row[0] for row in read_table(answer.data, file_name="list.csv").rows]


def the_job() -> ExportJob:
    db.session.remove()
    return db.session.scalars(sa.select(ExportJob)).one()


def take_role(account: Account) -> None:
    with unit_of_work() as session:
        held = sa.select(RoleAssignment).where(RoleAssignment.user_id == account.id)
        for assignment in session.scalars(held):
            assignment.role, assignment.scope = Role.FOCAL_POINT, "state:KE"
    db.session.remove()


def test_a_long_list_is_made_by_the_worker_and_fetched_later(
    app: Flask, world: World, visitor: Visit, people: list[str], work: Work
) -> None:
    manager = visitor(world.manager)
    assert "made in the background" in manager.get(EXPORT).text
    address = ordered(manager)
    assert "Waiting for its turn" in manager.get(address).text
    assert manager.get(f"{address}/progress").json["state"] == "running"  # type: ignore[index]
    assert manager.get(f"{address}/file").status_code == 404
    assert work() >= 1
    assert manager.get(f"{address}/progress").json["url"] == address  # type: ignore[index]
    elsewhere = visitor(world.manager)
    assert address in elsewhere.get(EXPORT).text
    assert "4 experts" in elsewhere.get(address).text
    answer = elsewhere.get(f"{address}/file", buffered=True)
    assert rows_in(answer) == people
    assert "for staff" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    job, entry = the_job(), db.session.scalars(sa.select(ExpertExport)).one()
    assert (entry.ref, entry.row_count, entry.user_id) == (job.ref, 4, world.manager.id)
    assert job.question == {}
    actions = set(db.session.scalars(sa.select(AuditEntry.action).where(AuditEntry.subject == job.ref)))
    assert actions == {"experts:list:order", "experts:list:export", "experts:list:download"}
    path = Path(app.extensions["roster_settings"].files_folder) / job.stored_name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_short_list_goes_out_at_once(world: World, visitor: Visit, people: list[str]) -> None:
    manager = visitor(world.manager)
    address = f"{EXPORT}?q=Amani"
    form = {**values_of(manager.get(address).text), "purpose": "Panel", "kind": "csv"}
    for _time in range(2):
        assert rows_in(manager.post(address, form, buffered=True)) == [people[0]]
    assert db.session.scalar(sa.select(sa.func.count(ExportJob.id))) == 0


def test_the_file_is_nobody_elses(world: World, visitor: Visit, people: list[str], work: Work) -> None:
    address = ordered(visitor(world.searcher))
    work()
    for name in ("manager", "focal_ke", "admin", "provider"):
        for path in (address, f"{address}/progress", f"{address}/file"):
            assert visitor(world.everybody[name]).get(path).status_code == 404, name


def test_who_lost_a_right_meanwhile_gets_nothing(
    world: World, visitor: Visit, people: list[str], work: Work
) -> None:
    manager = visitor(world.manager)
    address = ordered(manager)
    work()
    take_role(world.manager)
    for path in (address, f"{address}/progress", f"{address}/file"):
        assert manager.get(path).status_code == 404
    assert address not in manager.get(EXPORT).text


def test_a_right_lost_before_it_is_made_leaves_no_file(
    app: Flask, world: World, visitor: Visit, people: list[str], work: Work
) -> None:
    ordered(visitor(world.manager))
    take_role(world.manager)
    work()
    job = the_job()
    assert (job.stage, job.problem, job.stored_name) == (ExportStage.FAILED, "rights", "")
    assert db.session.scalar(sa.select(sa.func.count(ExpertExport.id))) == 0


def test_what_changed_before_the_writing_is_redacted(
    world: World, visitor: Visit, people: list[str], work: Work
) -> None:
    manager = visitor(world.manager)
    address = ordered(manager)
    with unit_of_work() as session:
        session.delete(session.scalars(sa.select(Profile).where(Profile.ref == people[1])).one())
    db.session.remove()
    work()
    assert rows_in(manager.get(f"{address}/file", buffered=True)) == [people[0], *people[2:]]


def test_the_letter_leads_to_the_list_and_names_nobody(
    app: Flask, world: World, visitor: Visit, people: list[str], work: Work
) -> None:
    address = ordered(visitor(world.manager))
    work()
    work()
    folder = Path(app.extensions["roster_settings"].data_folder) / "mail"
    ref = address.rpartition("/")[2]
    texts = [path.read_text(encoding="utf-8").replace("=\n", "") for path in sorted(folder.iterdir())]
    letters = [text for text in texts if ref in text]
    assert len(letters) == 1
    assert "Your list is ready" in letters[0]
    assert "Panel in Doha" not in letters[0]


def test_after_a_week_row_and_file_are_gone_and_the_register_stays(
    app: Flask, world: World, visitor: Visit, people: list[str], work: Work
) -> None:
    address = ordered(visitor(world.manager))
    work()
    files: FileStore = app.extensions["roster_files"]
    name = the_job().stored_name
    with unit_of_work() as session:
        assert JOBS[0].run(date.min, date.max) == 0
        session.execute(sa.update(ExportJob).values(changed_at=clock.now() - timedelta(days=7, minutes=1)))
    with unit_of_work():
        assert JOBS[0].run(date.min, date.max) == 1
    work()
    db.session.remove()
    assert not files.has(name)
    assert visitor(world.manager).get(address).status_code == 404
    assert db.session.scalars(sa.select(ExpertExport)).one().purpose == "Panel in Doha"


def test_after_a_year_the_register_no_longer_says_what_was_asked(
    world: World, visitor: Visit, people: list[str], work: Work
) -> None:
    ordered(visitor(world.manager))
    work()
    with unit_of_work() as session:
        assert JOBS[1].run(date.min, date.max) == 0
        session.execute(sa.update(ExpertExport).values(at=clock.now() - timedelta(days=366)))
    with unit_of_work():
        assert JOBS[1].run(date.min, date.max) == 1
    db.session.remove()
    entry = db.session.scalars(sa.select(ExpertExport)).one()
    assert (entry.question_hash, entry.purpose) == ("", "")
    assert (entry.user_id, entry.row_count) == (world.manager.id, 4)


def test_the_mark_of_a_question_depends_on_the_key() -> None:
    question = question_about(state="KE")
    assert hash_of(question, key="a") == hash_of(question, key="a") != hash_of(question, key="b")

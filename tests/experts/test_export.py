"""A result taken along: who may, what is in the file, and what is written down about it."""

import csv
import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from roster.core import clock
from roster.core.actor import Assignment, Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.tables.reading import read_table
from roster.core.tables.table import Table
from roster.core.unit_of_work import unit_of_work
from roster.experts.exporting.files import write_list
from roster.experts.exporting.finding import views_of
from roster.experts.exporting.models import ExpertExport, ExportFormat
from roster.experts.inputs import AbsenceInput
from roster.experts.models import Profile
from roster.experts.policy import Part
from roster.experts.states import Stage
from roster.web.imprint import Imprint
from tests.factories.accounts import Account, World, make_account
from tests.factories.experts import make_profile
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
Work = Callable[[], int]
FORMATS = ("csv", "xlsx", "json")
PURPOSE = "Panel for the conference in Doha"
CANARY = "zyzzyva"


def people(*given: dict[str, object]) -> list[str]:
    """Profiles on the roster; gives their references."""
    with unit_of_work():
        refs = [make_profile(**values).ref for values in given]  # type: ignore[arg-type]
    db.session.remove()
    return refs


def taken(visitor: Visitor, query: str = "", *, kind: str = "csv", language: str = "en") -> TestResponse:
    path = f"/{language}/experts/export{query}"
    return visitor.post(path, {"purpose": PURPOSE, "kind": kind}, page="/en/help", buffered=True)


def table(answer: TestResponse, kind: str = "csv") -> Table:
    assert answer.status_code == 200, answer.text[:3000]
    return read_table(answer.data, file_name=f"list.{kind}")


def refs_in(answer: TestResponse, kind: str = "csv") -> list[str]:
    if kind == "json":
        return [expert["ref"] for expert in json.loads(answer.data)["experts"]]
    return [row[0] for row in table(answer, kind).rows]


@pytest.fixture
def roster(world: World, work: Work) -> list[str]:
    """Two of Kenya, one of Uruguay, one of Uruguay not published; canaries in what few may read."""
    hidden = {"earlier_posts": CANARY, "publications": CANARY, "referees": CANARY, "city": CANARY}
    refs = people(
        {"family_name": "Barasa", "given_name": "A", "state": "KE", **hidden},
        {"family_name": "Amani", "given_name": "B", "state": "KE", "staff_notes": "kept for staff", **hidden},
        {
            "family_name": "Castro",
            "given_name": "C",
            "state": "UY",
            "declared_interests": "a share",
            **hidden,
        },
        {"family_name": "Duarte", "given_name": "D", "state": "UY", "stage": Stage.UNPUBLISHED, **hidden},
    )
    work()
    return refs


@pytest.mark.parametrize("who", ["admin", "dpo"])
def test_who_reads_no_lists_takes_none_along(
    world: World, visitor: Visit, roster: list[str], who: str
) -> None:
    reader = visitor(world.everybody[who])
    assert reader.get("/en/experts/export").status_code == 403
    assert taken(reader).status_code == 403
    assert "/experts/export" not in reader.get("/en/experts").text


def test_the_public_and_an_expert_take_none_along(app: Flask, visitor: Visit, roster: list[str]) -> None:
    assert "/sign-in" in visitor().get("/en/experts/export").headers["Location"]
    assert "/sign-in" in taken(visitor()).headers["Location"]
    with unit_of_work():
        expert = make_account(Assignment(Role.EXPERT, f"self:{roster[0]}"))
    db.session.remove()
    assert taken(visitor(expert)).status_code == 403


@pytest.mark.parametrize("kind", FORMATS)
def test_the_file_holds_exactly_the_result_in_its_order(
    world: World, visitor: Visit, roster: list[str], kind: str
) -> None:
    searcher = visitor(world.searcher)
    assert refs_in(taken(searcher, kind=kind), kind) == [roster[1], roster[0], roster[2], roster[3]]
    assert refs_in(taken(searcher, "?state=UY", kind=kind), kind) == [roster[2], roster[3]]
    assert refs_in(taken(searcher, "?q=Castro", kind=kind), kind) == [roster[2]]
    assert refs_in(taken(searcher, "?q=Barasa&state=KE&state=UY&sort=state", kind=kind), kind) == [roster[0]]


@pytest.mark.parametrize("who", ["focal_ke", "drafter_ke"])
@pytest.mark.parametrize("kind", FORMATS)
def test_a_state_takes_its_own_people_along_and_is_told_so_before(
    world: World, visitor: Visit, roster: list[str], who: str, kind: str
) -> None:
    reader = visitor(world.everybody[who])
    page = reader.get("/en/experts/export").text
    assert "The file will hold 2 experts" in page
    assert "1 expert of this result is left out" in page
    answer = taken(reader, kind=kind)
    assert refs_in(answer, kind) == [roster[1], roster[0]]
    nobody = reader.get("/en/experts/export?state=UY").text
    assert "There is nobody to export" in nobody
    assert refs_in(taken(reader, "?state=UY", kind="json"), "json") == []


@pytest.mark.parametrize("who", ["officer_ke", "coordinator", "provider", "observer"])
@pytest.mark.parametrize("kind", FORMATS)
def test_other_members_take_what_they_see_without_a_restricted_column(
    world: World, visitor: Visit, roster: list[str], who: str, kind: str
) -> None:
    answer = taken(visitor(world.everybody[who]), kind=kind)
    assert refs_in(answer, kind) == [roster[1], roster[0], roster[2]]
    text = content(answer, kind)
    for word in (
        CANARY,
        "Duarte",
        "people.example",
        "E-mail address",
        "restricted",
        "kept for staff",
        "a share",
    ):
        assert word not in text


def content(answer: TestResponse, kind: str) -> str:
    """Everything that stands in the file, as text."""
    return str(table(answer, kind)) if kind == "xlsx" else answer.data.decode("utf-8-sig")


def test_an_observer_of_one_state_takes_that_state_along(
    world: World, visitor: Visit, roster: list[str]
) -> None:
    assert refs_in(taken(visitor(world.observer_ke))) == [roster[1], roster[0]]


def test_members_take_at_most_fifty(world: World, visitor: Visit, work: Work) -> None:
    people(*({"family_name": f"Person {number:02}"} for number in range(53)))
    work()
    officer = visitor(world.officer_ke)
    page = officer.get("/en/experts/export").text
    assert "The file will hold 50 experts" in page
    assert "3 experts at the end of the list are left out" in page
    assert len(refs_in(taken(officer))) == 50
    assert len(refs_in(taken(visitor(world.searcher)))) == 53


def test_columns_follow_what_each_role_reads(world: World, visitor: Visit, roster: list[str]) -> None:
    def header(account: Account) -> frozenset[str]:
        return frozenset(table(taken(visitor(account))).header)

    open_ones, own = header(world.officer_ke), header(world.focal_ke)
    searcher, manager = header(world.searcher), header(world.manager)
    assert open_ones < own < searcher < manager
    assert searcher - own == {"Declared interests"}
    assert manager - searcher == {"Notes of the secretariat"}


def test_the_own_row_has_its_restricted_cells_and_the_others_are_blank(
    visitor: Visit, world: World, roster: list[str]
) -> None:
    with unit_of_work():
        account = make_account(
            Assignment(Role.OFFICER, "authority:AUT-1"), Assignment(Role.EXPERT, f"self:{roster[0]}")
        )
    db.session.remove()
    found = table(taken(visitor(account)))
    at = found.header.index("City")
    assert {row[0]: row[at] for row in found.rows} == {roster[0]: CANARY, roster[1]: "", roster[2]: ""}
    experts = json.loads(taken(visitor(account), kind="json").data)["experts"]
    assert [expert["ref"] for expert in experts if "restricted" in expert] == [roster[0]]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_file_says_purpose_user_and_time(
    world: World, visitor: Visit, roster: list[str], kind: str
) -> None:
    answer = taken(visitor(world.manager), kind=kind)
    if kind == "xlsx":
        sheet = read_table(answer.data, file_name="a.xlsx", sheet="About this list")
        said = " ".join((*sheet.header, *(cell for row in sheet.rows for cell in row)))
    else:
        said = answer.data.decode()
    assert PURPOSE in said
    assert "Invented Person" in said
    assert "UTC" in said or "exported_at" in said
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_export_is_registered_and_audited_without_its_purpose(
    world: World, visitor: Visit, roster: list[str]
) -> None:
    taken(visitor(world.focal_ke), "?q=Barasa", kind="xlsx")
    entry = db.session.scalars(sa.select(ExpertExport)).one()
    assert (entry.user_id, entry.purpose, entry.row_count, entry.format) == (
        world.focal_ke.id,
        PURPOSE,
        1,
        "xlsx",
    )
    assert len(entry.question_hash) == 64
    audited = db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.action == "experts:list:export")
    ).one()
    assert audited.subject == entry.ref
    assert audited.fields == ["format xlsx", "part profile", "part restricted", "rows 1"]


def test_without_a_purpose_nothing_goes_out(world: World, visitor: Visit, roster: list[str]) -> None:
    manager = visitor(world.manager)
    for values in ({"purpose": "  ", "kind": "csv"}, {"purpose": PURPOSE, "kind": "pdf"}, {}):
        answer = manager.post("/en/experts/export", values)
        assert answer.status_code == 422
        assert "Barasa" not in answer.text
    assert db.session.scalar(sa.select(sa.func.count(ExpertExport.id))) == 0


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
def test_no_cell_is_a_formula(world: World, visitor: Visit, work: Work, sign: str) -> None:
    people({"family_name": f"{sign}cmd|x", "employer": f"{sign}1+1", "post": "'=2"})
    work()
    manager = visitor(world.manager)
    text = taken(manager).data.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert f"'{sign}1+1" in cells
    assert not [cell for cell in cells if cell[:1] == sign]
    for kind in ("csv", "xlsx"):
        found = table(taken(manager, kind=kind), kind)
        assert found.rows[0][found.header.index("Employer")] == f"{sign}1+1"
        assert found.rows[0][found.header.index("Post")] == "'=2"


def test_exports_are_bounded_by_the_hour(
    app: Flask, world: World, visitor: Visit, roster: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = app.extensions["roster_settings"]
    strict = replace(settings, limits=replace(settings.limits, exports_per_hour="2 per hour"))
    monkeypatch.setitem(app.extensions, "roster_settings", strict)
    manager = visitor(world.manager)
    assert [taken(manager).status_code for _time in range(3)] == [200, 200, 429]


def test_a_result_of_many_pages_is_whole(world: World, visitor: Visit, work: Work) -> None:
    """The engine hands out a hundred at a time."""
    refs = people(*({"family_name": f"Person {number:03}"} for number in range(205)))
    work()
    assert refs_in(taken(visitor(world.searcher))) == refs


def test_days_are_written_alike_in_the_list_and_on_the_profile(
    world: World, visitor: Visit, work: Work
) -> None:
    away = AbsenceInput(date(2027, 1, 4), date(2027, 1, 15))
    [ref] = people({"absences": (away,)})
    work()
    manager = visitor(world.manager)
    profile = json.loads(manager.get(f"/en/experts/{ref}.json").data)
    [listed] = json.loads(taken(manager, kind="json").data)["experts"]
    assert listed == profile
    assert profile["restricted"]["absences"] == [["2027-01-04", "2027-01-15"]]
    found = table(taken(manager))
    assert found.rows[0][found.header.index("Not available")] == "2027-01-04 – 2027-01-15"


@pytest.mark.parametrize("kind", FORMATS)
def test_memory_stays_level_however_long_the_list(
    app: Flask, world: World, tmp_path: Path, roster: list[str], kind: str
) -> None:
    [view] = views_of([1], world.manager.actor, language="en", today=clock.today())
    imprint = Imprint(PURPOSE, "Somebody", clock.now())

    def peak(count: int) -> int:
        views = (replace(view, brief=f"{number} {'word ' * 100}") for number in range(count))
        with (tmp_path / f"{count}.{kind}").open("wb") as file, app.test_request_context("/en/"):
            tracemalloc.start()
            parts = frozenset(Part)
            chosen = ExportFormat(kind)
            assert (
                write_list(chosen, file, views=views, imprint=imprint, parts=parts, folder=tmp_path) == count
            )
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return most

    peak(10)  # what is loaded once
    assert peak(1_500) < peak(300) + 1_000_000


def test_a_list_holds_nobody_whom_the_policy_hides_meanwhile(
    world: World, visitor: Visit, roster: list[str]
) -> None:
    """Search is a moment behind: somebody suspended since is still in the index, and is asked for again."""
    with unit_of_work():
        profile = db.session.scalars(sa.select(Profile).where(Profile.ref == roster[2])).one()
        profile.stage = Stage.SUSPENDED
    db.session.remove()
    for kind in FORMATS:
        assert refs_in(taken(visitor(world.officer_ke), kind=kind), kind) == [roster[1], roster[0]]


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_headings_and_direction_are_those_of_the_language(
    world: World, visitor: Visit, roster: list[str], language: str
) -> None:
    answer = taken(visitor(world.manager), kind="xlsx", language=language)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert ('rightToLeft="1"' in sheet) == (language == "ar")
    assert {"ar": "الدولة المرشِّحة", "zh": "提名国"}[language] in table(answer, "xlsx").header

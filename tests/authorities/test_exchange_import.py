"""Authorities that come in: previewed, written whole or not at all, taken back where nobody worked on them since."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from flask import Flask

from roster.authorities import services
from roster.authorities.exchange.commands import import_group
from roster.authorities.exchange.import_pages import plan_of
from roster.authorities.exchange.import_services import discard_abandoned, import_at_once, undo_import
from roster.authorities.exchange.models import AuthorityImport, AuthorityImportRow, ImportStage
from roster.authorities.exchange.planning import Act, Plan
from roster.authorities.exchange.source import read_source
from roster.authorities.models import Authority
from roster.authorities.queries import authority_by_ref
from roster.authorities.report_services import tell_reach
from roster.authorities.states import Stage, Way
from roster.core import clock
from roster.core.actor import SYSTEM, Actor
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World
from tests.factories.authorities import PERSON, make_authority
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
START = "/en/authorities/import"
REF = "AUT-KE0001"
HEAD = "Reference,State,Official name,Language of the official name,Name in English,Functions,General mailbox,Telephone"
ROW = ",Kenya,Ofisi Mpya,en,New Office,uncac-mla,new@authority.example,+٢٥٤ ٢٠ ٥٥٥ ٠١٧٧"


def table(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *rows)).encode()


def card(*lines: str, version: str = "3.0") -> bytes:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", "")).encode()


PERSON_CARD = card(
    "FN:Wqilima Otieno", "N:Otieno;Wqilima;;;", "TITLE:Prosecutor", "TEL;CELL:+254 20 555 0133"
)


@pytest.fixture
def entry(world: World) -> str:
    with unit_of_work():
        make_authority(ref=REF)
        make_authority(state="UY", ref="AUT-UY0001", identity={"english_name": "Autoridad (invented)"})
    db.session.remove()
    return REF


@pytest.fixture
def spoken(app: Flask) -> Iterator[None]:
    """Sentences are made in a language."""
    with app.test_request_context("/en/"):
        yield


def stored(ref: str = REF) -> Authority:
    db.session.remove()
    found = authority_by_ref(SYSTEM, ref)
    assert found is not None
    return found


def plan(actor: Actor, content: bytes, name: str = "list.csv", **more: object) -> Plan:
    return plan_of(actor, read_source(content, file_name=name), state=str(more.pop("state", "")), **more)  # type: ignore[arg-type]


def sentences(given: Plan) -> str:
    return " / ".join(f"{item.row_number} {item.column}: {item.sentence}" for item in given.problems)


def upload(who: Visitor, content: bytes, name: str = "list.csv", state: str = "") -> str:
    """The address of the preview."""
    form = values_of(who.get(START).text) | {"file": (io.BytesIO(content), name), "state": state}
    answer = who.post(START, form)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def press(who: Visitor, preview: str, step: str, **fields: str) -> int:
    db.session.remove()
    given = db.session.scalars(sa.select(AuthorityImport).order_by(AuthorityImport.id.desc())).first()
    assert given is not None
    version = str(given.version)
    db.session.remove()
    return who.post(f"{preview}/{step}", {"version": version, **fields}).status_code


def test_a_managers_list_is_shown_applied_and_taken_back(entry: str, world: World, visitor: Visit) -> None:
    who = visitor(world.manager)
    before = stored()
    preview = upload(who, table(ROW, f"{REF},,,,,,changed@authority.example,"))
    text = who.get(preview).text
    assert "New Office" not in text  # it goes by its official name
    assert "Ofisi Mpya" in text
    assert "changed@authority.example" in text
    assert press(who, preview, "apply") == 303
    made = db.session.scalars(sa.select(Authority).where(Authority.english_name == "New Office")).one()
    assert (made.stage, made.confirmed_at, made.phone) == (Stage.LISTED, None, "+254 20 555 0177")
    changed = stored()
    assert (changed.mailbox, changed.phone) == ("changed@authority.example", before.phone)
    assert changed.confirmed_at == before.confirmed_at
    assert [contact.name for contact in changed.contacts] == [PERSON]
    assert "was made or changed" in who.get(preview).text or "were made or changed" in who.get(preview).text
    assert press(who, preview, "undo") == 303
    assert stored().mailbox == before.mailbox
    assert (
        db.session.scalar(
            sa.select(sa.func.count(Authority.id)).where(Authority.english_name == "New Office")
        )
        == 0
    )
    assert press(who, preview, "undo") == 303  # a second press changes nothing
    assert "Removed again" in who.get(preview).text


def test_a_focal_points_rows_are_submitted_and_those_of_others_refused(
    entry: str, world: World, visitor: Visit
) -> None:
    who = visitor(world.focal_ke)
    preview = upload(who, table(ROW))
    assert "Submitted" in who.get(preview).text
    assert press(who, preview, "apply") == 303
    made = db.session.scalars(sa.select(Authority).where(Authority.english_name == "New Office")).one()
    assert (made.stage, made.state) == (Stage.SUBMITTED, "KE")
    refused = upload(who, table(ROW.replace("Kenya", "Uruguay")))
    assert "This row is of another State" in who.get(refused).text
    assert press(who, refused, "apply") == 422
    assert visitor(world.focal_uy).get(refused).status_code == 404
    assert visitor(world.manager).get(refused).status_code == 200
    assert visitor(world.searcher).get(START).status_code == 403


def test_what_somebody_has_worked_on_since_stays(entry: str, world: World, spoken: None) -> None:
    with unit_of_work():
        given, count = import_at_once(
            SYSTEM,
            file_name="a.csv",
            row_count=2,
            plan=plan(SYSTEM, table(ROW, f"{REF},,,,,,x@authority.example,")),
        )
    assert count == 2
    with unit_of_work():
        mine = authority_by_ref(world.focal_ke.actor, REF)
        assert mine is not None
        services.confirm_authority(world.focal_ke.actor, mine)
    with unit_of_work():
        done = undo_import(SYSTEM, db.session.get_one(AuthorityImport, given.id))
    assert (done.removed, done.restored, done.staying) == (1, 0, 1)
    assert stored().mailbox == "x@authority.example"
    assert len(db.session.scalars(sa.select(AuthorityImportRow)).all()) == 2


def test_an_entry_on_which_something_rests_is_not_taken_away(entry: str, world: World, spoken: None) -> None:
    with unit_of_work():
        given, _count = import_at_once(
            SYSTEM,
            file_name="a.csv",
            row_count=1,
            plan=plan(SYSTEM, table(ROW, ROW.replace("Ofisi Mpya,en,New", "Bora,en,Better"))),
        )
        made = db.session.scalars(sa.select(Authority).where(Authority.english_name == "New Office")).one()
        tell_reach(world.focal_uy.actor, made, is_reached=True, way=Way.PHONE)
    with unit_of_work():
        done = undo_import(SYSTEM, db.session.get_one(AuthorityImport, given.id))
    assert (done.removed, done.staying) == (1, 1)


def test_a_blank_cell_changes_nothing_and_a_row_that_is_as_it_is_writes_nothing(
    entry: str, world: World, spoken: None
) -> None:
    same = plan(SYSTEM, table(",KE,Central Authority (invented),en,,,,+254 20 555 0101"))
    assert [row.act for row in same.rows] == [Act.SAME]
    assert same.problems == ()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([ROW, ROW], "3 Official name: Row 2 is the same authority"),
        ([ROW.replace("Kenya", "Atlantis")], "2 State: This is not recognised as a State"),
        ([ROW.replace("Kenya", "")], "2 State: Say which State"),
        ([ROW.replace("Ofisi Mpya,en,New Office", ",,")], "2 Official name: The name is missing"),
        (
            [ROW.replace("Ofisi Mpya,en,New Office", "Новый орган,,")],
            "Name in English: Give the name in English",
        ),
        ([ROW.replace("uncac-mla", "cooking")], "2 Functions: This is not one of the functions"),
        ([ROW.replace("new@", "new at ")], "2 General mailbox: This is not an e-mail address"),
        ([ROW.replace("+٢٥٤ ٢٠ ٥٥٥ ٠١٧٧", "by pigeon")], "2 Telephone: Write a telephone number"),
        ([ROW.replace("Ofisi", "Of\0isi")], "2 Official name: The cell contains signs"),
        ([ROW.replace("Ofisi", "O" * 400)], "2 Official name: The text is longer than 300"),
        (["AUT-ZZZZZZ,,,,,,a@b.example,"], "2 Reference: You keep no entry with this reference"),
        ([f"{REF},Uruguay,,,,,,"], "2 Reference: The entry with this reference is of another State"),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column(
    entry: str, world: World, spoken: None, rows: list[str], said: str
) -> None:
    found = plan(SYSTEM, table(*rows))
    assert said in sentences(found).replace("2 State: The entry", "2 Reference: The entry")
    assert found.errors


@pytest.mark.parametrize("name", ["كينيا", "Кения", "肯尼亚", "Kenia", "KEN", "Republic of Kenya"])
def test_a_state_is_known_in_any_language(entry: str, world: World, spoken: None, name: str) -> None:
    (row,) = plan(SYSTEM, table(ROW.replace("Kenya", name))).rows
    assert (row.act, row.row.state) == (Act.CREATE, "KE")


def test_an_authority_without_any_contact_waits_as_a_draft(entry: str, world: World, spoken: None) -> None:
    found = plan(SYSTEM, table(",KE,Silent Office,en,,,,"))
    assert [(row.act, row.stage) for row in found.rows] == [(Act.CREATE, Stage.DRAFT)]
    assert "Give at least one way to reach the authority" in sentences(found)
    assert not found.errors


def test_a_column_that_nobody_knows_is_named(entry: str, world: World, spoken: None) -> None:
    found = plan(SYSTEM, table(f"{ROW},x", head=f"{HEAD},Shoe size"))
    assert "Shoe size: No column of the directory is called so" in sentences(found)


def test_a_formula_stays_text_and_headings_are_read_in_any_language(
    entry: str, world: World, spoken: None
) -> None:
    found = plan(SYSTEM, table("Kenia,=1+1,Central,a@b.example", head="Estado,Nombre,Acronym,Courriel"))
    assert found.rows[0].row.identity is not None
    assert found.rows[0].row.identity.name.original == "=1+1"


def test_a_person_of_a_card_becomes_the_contact_person_of_a_chosen_authority(
    entry: str, world: World, visitor: Visit
) -> None:
    who = visitor(world.focal_ke)
    preview = upload(who, PERSON_CARD, "phone.vcf")
    assert "These cards name people" in who.get(preview).text
    assert press(who, preview, "apply") == 422  # nobody is chosen, so nothing would change
    assert press(who, preview, "apply", **{"person-1": "AUT-UY0001"}) == 422  # not theirs to keep
    assert press(who, preview, "apply", **{"person-1": REF}) == 303
    person = stored().contacts[-1]
    assert (person.name, person.post, person.phone, person.role) == (
        "Wqilima Otieno",
        "Prosecutor",
        "+254 20 555 0133",
        "deputy",
    )
    assert press(who, preview, "undo") == 303
    assert [contact.name for contact in stored().contacts] == [PERSON]


def test_people_for_whom_nobody_is_chosen_are_left_out(entry: str, world: World, spoken: None) -> None:
    found = plan(SYSTEM, PERSON_CARD + card("EMAIL:nobody@authority.example"), "phone.vcf")
    assert [row.act for row in found.rows] == [Act.LEFT_OUT, Act.LEFT_OUT]
    assert "names neither an organization nor a person" in sentences(found)


def test_a_card_of_an_office_is_read_whatever_its_version(entry: str, world: World, spoken: None) -> None:
    content = card(
        "FN:Bureau (invented)",
        "ORG:Bureau (invented)",
        "ADR;WORK:;;1 Main Street;Nairobi;;00100;Kenya",
        "TEL;WORK;VOICE:+254 20 555 0155",
        "TEL;WORK;FAX:+254 20 555 0156",
        "BDAY:1980-01-01",
        version="9.9",
    )
    found = plan(SYSTEM, content, "office.vcf")
    (row,) = found.rows
    assert (row.act, row.row.state, row.reach.phone) == (Act.CREATE, "KE", "+254 20 555 0155")
    for said in ("VERSION: This version", "BDAY: This has no place", "TEL: An entry has one of these"):
        assert said in sentences(found)


def test_a_card_known_by_its_uid_alone_changes_the_entry(entry: str, world: World, visitor: Visit) -> None:
    content = visitor(world.manager).get(f"/en/authorities/{REF}.vcf").text
    kept = [line for line in content.replace("\r\n ", "").split("\r\n") if not line.startswith("X-")]
    text = "\r\n".join(kept).replace("central@", "moved@")
    preview = upload(visitor(world.manager), text.encode(), "phone.vcf", state="KE")
    assert press(visitor(world.manager), preview, "apply") == 303
    assert stored().mailbox == "moved@authority.example"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", table(*[ROW] * 1_001), "more than 1000 rows"),
        ("a.csv", b'"' + b"x" * 400_000, "longer than"),
        ("a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><vcards/>', "declares a document type"),
        ("a.exe", b"MZ", "cannot be read"),
        ("a.vcf", b"\0" * 500, "no vCard"),
        ("a.csv", b"", "empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_the_field(
    world: World, visitor: Visit, name: str, content: bytes, said: str
) -> None:
    who = visitor(world.manager)
    answer = who.post(START, values_of(who.get(START).text) | {"file": (io.BytesIO(content), name)})
    assert answer.status_code == 422
    assert said in answer.text


def test_a_file_that_nobody_confirms_goes_after_a_week(
    world: World, visitor: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = visitor(world.manager)
    preview = upload(who, table(ROW))
    assert who.get(f"{preview}/problems.csv").status_code == 200
    assert press(who, preview, "discard") == 303
    assert who.get(f"{preview}/problems.csv").status_code == 404
    upload(who, table(ROW))
    later = clock.now().replace(year=clock.now().year + 1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with unit_of_work():
        assert discard_abandoned(SYSTEM) == 1
    stages = db.session.scalars(sa.select(AuthorityImport.stage)).all()
    assert set(stages) == {ImportStage.DISCARDED}


def test_the_command_checks_first_and_then_writes(app: Flask, world: World, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(table(ROW))

    def run(*words: str) -> Result:
        return CliRunner().invoke(import_group, ["authorities", str(path), *words])

    said = run("--dry-run")
    assert "Nothing was changed" in said.output, said.output
    assert db.session.scalar(sa.select(sa.func.count(Authority.id))) == 0
    assert "1 entry was made or changed" in run().output
    path.write_bytes(table(ROW.replace("Kenya", "Atlantis")))
    wrong = run()
    assert wrong.exit_code == 1
    assert "row 2, column “State”" in wrong.output

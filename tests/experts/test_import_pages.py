"""The import as a roster manager goes through it: upload, columns, preview, confirm, progress."""

import gc
import io
import re
import zipfile
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError
from werkzeug.test import TestResponse

from roster.core import clock
from roster.core.actor import SYSTEM
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.files import FileStore
from roster.core.outbox import OutboxRow
from roster.core.unit_of_work import unit_of_work
from roster.core.worker import drain
from roster.experts.importing import services
from roster.experts.importing.bulk_services import prepare_profiles
from roster.experts.importing.models import ExpertImport, ImportStage
from roster.experts.importing.views import JOB
from roster.experts.inputs import ImportedRow, ProfileInput
from roster.experts.models import Profile
from roster.experts.states import Stage
from tests.experts.import_files import csv_bytes, xlsx_bytes
from tests.factories.accounts import World
from tests.forms import values_of
from tests.mail_server import MailServer, text_of
from tests.visitor import Visitor

# The test client keeps large bodies in temporary files that it never closes.
LARGE = 400_000
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

Visit = Callable[..., Visitor]
START = "/en/experts/import"
HEADER = ("Surname", "First name", "Country", "Institution", "Role")
PEOPLE = (
    ("Wanjala", "Atieno", "Kenya", "Office of Asset Tracing", "Lead"),
    ("Núñez", "Íñigo", "Uruguay", "Fiscalía", "Reviewer"),
    ("Иванова", "Анна", "Россия", "Прокуратура", "Reviewer"),
)
LIST = csv_bytes(HEADER, PEOPLE)


@pytest.fixture
def manager(world: World, visitor: Visit) -> Visitor:
    return visitor(world.manager)


def send(manager: Visitor, content: bytes, name: str = "list.csv", **more: str) -> TestResponse:
    answer = manager.post(START, {"file": (io.BytesIO(content), name), **more})
    if len(content) > LARGE:
        gc.collect()
    return answer


def uploaded(manager: Visitor, content: bytes = LIST, name: str = "list.csv") -> str:
    """The address of an import that has just been uploaded."""
    answer = send(manager, content, name)
    assert answer.status_code == 303, answer.text[:3000]
    return answer.headers["Location"].removesuffix("/columns")


def ready(manager: Visitor, content: bytes = LIST, name: str = "list.csv") -> str:
    """The same with its columns chosen as proposed."""
    address = uploaded(manager, content, name)
    form = values_of(manager.get(f"{address}/columns").text)
    answer = manager.post(f"{address}/columns", {**form, "act": "save"})
    assert answer.status_code == 303, answer.text[:3000]
    return address


def confirm(manager: Visitor, address: str, page: str | None = None) -> TestResponse:
    version = re.search(r'name="version"[^>]*value="(\d+)"', page or manager.get(address).text)
    return manager.post(f"{address}/confirm", {"version": version[1] if version else ""}, page=address)


def profiles() -> list[Profile]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(Profile).order_by(Profile.id)))


def stored_name() -> str:
    """Under which name the only import keeps its file."""
    name = db.session.scalars(sa.select(ExpertImport.stored_name)).one()
    db.session.rollback()
    return name


def stage_of(address: str) -> ImportStage:
    db.session.rollback()
    return db.session.scalars(
        sa.select(ExpertImport.stage).where(ExpertImport.ref == address.rpartition("/")[2])
    ).one()


@pytest.mark.parametrize(("content", "name"), [(LIST, "list.csv"), (xlsx_bytes(HEADER, PEOPLE), "list.xlsx")])
def test_a_file_becomes_people_that_search_finds(
    manager: Visitor, work: Callable[[], int], content: bytes, name: str
) -> None:
    address = ready(manager, content, name)
    page = manager.get(address).text
    assert "3 people can be imported." in page
    assert "Ivanova" in page
    assert confirm(manager, address, page).status_code == 303
    assert "Waiting for its turn" in manager.get(address).text
    work()
    made = profiles()
    assert [profile.person.family_name for profile in made] == ["Wanjala", "Núñez", "Иванова"]
    assert [profile.nominating_state for profile in made] == ["KE", "UY", "RU"]
    assert {profile.stage for profile in made} == {Stage.IMPORTED}
    assert made[0].staff_notes == "Role: Lead"
    assert "Imported 3 people – searchable" in manager.get(address).text
    answer = manager.get(f"{address}/progress").json
    assert (answer["state"], answer["value"]) == ("done", answer["most"])


def test_progress_is_told_while_search_follows(manager: Visitor, app: Flask) -> None:
    address = ready(manager)
    confirm(manager, address)
    waiting = manager.get(f"{address}/progress").json
    assert (waiting["state"], waiting["value"]) == ("running", None)
    drain({JOB.kind: JOB})
    answer = manager.get(f"{address}/progress").json
    assert answer["state"] == "running"
    assert answer["text"] == "Imported 3 people – 3 still to be made searchable"


def test_whoever_confirmed_gets_a_letter_when_it_is_over(
    manager: Visitor, world: World, work: Callable[[], int], smtp_server: MailServer
) -> None:
    address = ready(manager)
    confirm(manager, address)
    work()
    letter = smtp_server.to(world.manager.email)[-1]
    assert letter["subject"] == "Your import is done"
    assert "3 people were imported" in text_of(letter)
    assert address in text_of(letter)


def test_each_profile_and_the_import_are_in_the_audit_trail(
    manager: Visitor, world: World, work: Callable[[], int]
) -> None:
    address = ready(manager)
    confirm(manager, address)
    work()
    entries = db.session.execute(sa.select(AuditEntry.action, AuditEntry.user_id, AuditEntry.subject)).all()
    written = {entry.subject for entry in entries if entry.action == "experts:profile:import"}
    assert written == {profile.ref for profile in profiles()}
    assert {entry.user_id for entry in entries if entry.action.startswith("experts:import")} == {
        world.manager.id
    }


def test_two_confirmations_import_once(manager: Visitor, work: Callable[[], int]) -> None:
    address = ready(manager)
    page = manager.get(address).text
    assert confirm(manager, address, page).status_code == 303
    assert confirm(manager, address, page).status_code == 303
    work()
    assert confirm(manager, address, page).status_code == 303
    work()
    assert len(profiles()) == 3


def test_the_same_form_sent_twice_makes_one_import(manager: Visitor, app: Flask) -> None:
    once = values_of(manager.get(START).text)["once"]
    first = send(manager, LIST, once=once)
    second = send(manager, LIST, once=once)
    assert first.headers["Location"] == second.headers["Location"]
    assert db.session.scalar(sa.select(sa.func.count(ExpertImport.id))) == 1
    store: FileStore = app.extensions["roster_files"]
    stored = {row.stored_name for row in db.session.scalars(sa.select(ExpertImport))}
    assert stored <= {path.name for path in store._folder.iterdir()}


def test_a_confirmation_of_columns_that_changed_meanwhile_is_refused(manager: Visitor) -> None:
    address = ready(manager)
    page = manager.get(address).text
    form = values_of(manager.get(f"{address}/columns").text)
    manager.post(f"{address}/columns", {**form, "act": "save", "columns-4": "ignore"})
    assert confirm(manager, address, page).status_code == 409
    assert stage_of(address) is ImportStage.UPLOADED


def test_columns_can_be_changed_and_the_preview_follows(manager: Visitor) -> None:
    address = uploaded(manager)
    form = values_of(manager.get(f"{address}/columns").text)
    assert [form[f"columns-{at}"] for at in range(5)] == [
        "family_name",
        "given_name",
        "state",
        "employer",
        "notes",
    ]
    manager.post(f"{address}/columns", {**form, "act": "save", "columns-4": "post"})
    assert "Lead · Office of Asset Tracing" in manager.get(address).text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"columns-0": "notes"}, "Say which column holds the family name"),
        ({"columns-3": "family_name"}, "Only one column can be “Family or only name”"),
        ({"columns-3": "nonsense"}, "Choose one of the values on the list."),
        ({"columns-5": "notes"}, "The columns have changed."),
    ],
)
def test_columns_that_make_no_sense_are_refused_with_everything_kept(
    manager: Visitor, changed: dict[str, str], sentence: str
) -> None:
    address = uploaded(manager)
    form = values_of(manager.get(f"{address}/columns").text)
    answer = manager.post(f"{address}/columns", {**form, "act": "save", "columns-4": "post", **changed})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert values_of(answer.text)["columns-4"] == "post"


def test_another_encoding_can_be_chosen(manager: Visitor) -> None:
    content = "Фамилия;Страна\nИванова;Россия\n".encode("koi8-r")
    address = uploaded(manager, content)
    form = values_of(manager.get(f"{address}/columns").text)
    manager.post(
        f"{address}/columns", {**form, "act": "read", "encoding": "koi8-r", "separator": "semicolon"}
    )
    page = manager.get(f"{address}/columns").text
    assert "Иванова" in page
    wrong = values_of(page)
    manager.post(f"{address}/columns", {**wrong, "act": "read", "encoding": "utf-8"})
    answer = manager.get(f"{address}/columns")
    assert "should be in the encoding UTF-8" in answer.text
    assert values_of(answer.text)["encoding"] == "utf-8"


def test_errors_are_shown_by_row_and_column_and_keep_the_file_out(
    manager: Visitor, work: Callable[[], int]
) -> None:
    address = ready(
        manager, csv_bytes(HEADER, [*PEOPLE, ("", "", "Kenya", "", ""), ("A\u202eB", *PEOPLE[0][1:])])
    )
    page = manager.get(address).text
    assert "2 errors" in page
    assert "The name is missing." in page
    assert "change the writing direction" in page
    assert "Import 3 people" not in page
    listed = manager.get(f"{address}/problems.csv").data.decode("utf-8-sig")
    assert '"5","Surname","Error","The name is missing. Write it, or remove the row."' in listed
    confirm(manager, address, page.replace("</main>", '<input name="version" value="2"></main>'))
    work()
    assert profiles() == []


def test_a_file_with_errors_that_is_confirmed_all_the_same_fails_as_a_whole(
    manager: Visitor, world: World, work: Callable[[], int]
) -> None:
    address = ready(manager, csv_bytes(HEADER, [*PEOPLE, ("", "", "Kenya", "", "")]))
    with unit_of_work():
        services.queue_import(SYSTEM, db.session.scalars(sa.select(ExpertImport)).one())
    work()
    assert stage_of(address) is ImportStage.FAILED
    assert profiles() == []
    assert "The file has errors." in manager.get(address).text
    assert manager.get(f"{address}/columns").status_code == 200


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (60 * 1024 * 1024))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "list.csv", "The file is empty."),
        (b"Surname,Country\n", "list.csv", "There is no row below the header row"),
        (LIST, "list.pdf", "cannot be read. Send a CSV, XLSX, ODS or XLS file."),
        (LIST, "list.xlsx", "its content is of another type"),
        (xlsx_bytes(HEADER, PEOPLE), "list.csv", "its content is of another type"),
        (xlsx_bytes(HEADER, PEOPLE)[:-200], "list.xlsx", "damaged or was cut off"),
        (LIST + "Núñez,Íñigo".encode()[:-4], "list.csv", "ends in the middle of a character"),
        (
            "Surname,Country\nNúñez,Espagne é è à ù ç\n".encode() + b"Zo\xeb,Kenya\n",
            "list.csv",
            "should be in the encoding UTF-8",
        ),
        (zip_bomb(), "list.xlsx", "grows more than 100 times"),
        (b'Surname,Country\n"Wanjala,Kenya\n', "list.csv", "never closed"),
        (
            b"Surname,Notes\nWanjala," + b"x" * 9_000_000 + b"\n",
            "list.csv",
            "is longer than 32767 characters",
        ),
        (b"Surname\n" + b"Wanjala\n" * 20_001, "list.csv", "more than 20000 rows"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_field(
    manager: Visitor, content: bytes, name: str, sentence: str
) -> None:
    answer = send(manager, content, name)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert db.session.scalar(sa.select(sa.func.count(ExpertImport.id))) == 0


def test_a_refused_file_leaves_nothing_in_the_store(manager: Visitor, app: Flask) -> None:
    store: FileStore = app.extensions["roster_files"]
    before = set(store._folder.iterdir())
    send(manager, zip_bomb(), "list.xlsx")
    send(manager, b"", "list.csv")
    assert set(store._folder.iterdir()) == before


def test_no_file_chosen_is_said(manager: Visitor) -> None:
    answer = manager.post(START, {})
    assert answer.status_code == 422
    assert "Choose a file." in answer.text


def test_too_large_a_request_is_refused(manager: Visitor) -> None:
    answer = send(manager, b"Surname\n" + b"x" * (10 * 1024 * 1024))
    assert answer.status_code == 413


def test_a_cut_upload_is_refused(manager: Visitor) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\n\r\nSurname,Cou'
    answer = manager.client.post(START, data=body, content_type="multipart/form-data; boundary=b")
    gc.collect()
    assert answer.status_code == 400


def test_a_file_name_cannot_mislead(manager: Visitor) -> None:
    address = uploaded(manager, LIST, "..\\..\\etc/\u202e<b>list.csv")
    given = db.session.scalars(sa.select(ExpertImport)).one()
    assert given.file_name == "<b>list.csv"
    assert "&lt;b&gt;list.csv" in manager.get(f"{address}/columns").text


@pytest.mark.parametrize(
    "who", ["admin", "searcher", "focal_ke", "drafter_ke", "officer_ke", "provider", "observer", "dpo"]
)
def test_only_the_manager_imports(world: World, visitor: Visit, manager: Visitor, who: str) -> None:
    address = ready(manager)
    other = visitor(world.everybody[who])
    assert other.get(START).status_code == 403
    assert other.post(START, {"file": (io.BytesIO(LIST), "list.csv")}).status_code == 403
    for path in (address, f"{address}/columns", f"{address}/progress", f"{address}/problems.csv"):
        assert other.get(path).status_code == 404
    for path in (f"{address}/confirm", f"{address}/discard", f"{address}/columns"):
        assert other.post(path, {"version": "2"}).status_code == 404
    assert stage_of(address) is ImportStage.UPLOADED


def test_signed_out_everything_leads_to_sign_in(visitor: Visit, manager: Visitor) -> None:
    address = ready(manager)
    for path in (START, address, "/en/experts/import/IMP-000000"):
        assert "/sign-in" in visitor().get(path).headers["Location"]


@pytest.mark.parametrize("ref", ["IMP-000000", "EXP-7K2M9Q", "import", "%00", "9223372036854775808"])
def test_an_import_that_is_not_there_is_not_found(manager: Visitor, ref: str) -> None:
    assert manager.get(f"{START}/{ref}").status_code == 404
    assert manager.post(f"{START}/{ref}/confirm", {}).status_code == 404


def test_a_discarded_import_is_over_and_its_file_gone(
    manager: Visitor, app: Flask, work: Callable[[], int]
) -> None:
    address = ready(manager)
    page = manager.get(address).text
    store: FileStore = app.extensions["roster_files"]
    stored = stored_name()
    assert manager.post(f"{address}/discard", page=address).status_code == 303
    assert manager.post(f"{address}/discard", page=address).status_code == 303
    work()
    assert stored not in {path.name for path in store._folder.iterdir()}
    assert "was discarded" in manager.get(address).text
    assert confirm(manager, address, page).status_code == 303
    assert manager.get(f"{address}/columns").status_code == 303
    assert manager.get(f"{address}/problems.csv").status_code == 404
    work()
    assert profiles() == []


def test_the_file_goes_when_everybody_is_imported(
    manager: Visitor, app: Flask, work: Callable[[], int]
) -> None:
    address = ready(manager)
    store: FileStore = app.extensions["roster_files"]
    stored = stored_name()
    confirm(manager, address)
    work()
    assert stored not in {path.name for path in store._folder.iterdir()}


def test_a_file_lost_from_the_store_is_said_and_nothing_breaks(
    manager: Visitor, app: Flask, work: Callable[[], int]
) -> None:
    address = ready(manager)
    store: FileStore = app.extensions["roster_files"]
    page = manager.get(address).text
    store.remove(stored_name())
    assert manager.get(address).status_code == 303
    assert "no longer there" in manager.get(f"{address}/columns").text
    confirm(manager, address, page)
    work()
    assert stage_of(address) is ImportStage.FAILED
    assert "no longer there" in manager.get(address).text


def test_uploads_that_nobody_confirms_are_discarded_after_a_week(manager: Visitor) -> None:
    address = ready(manager)
    later = clock.now() + services.KEPT_FOR * 1.01
    with clock.use(later), unit_of_work():
        assert services.discard_abandoned() == 1
    assert stage_of(address) is ImportStage.DISCARDED


def test_nobody_is_imported_when_one_cannot_be_written(app: Flask) -> None:
    people = [
        ImportedRow(row, ProfileInput(family_name="Wanjala"), state) for row, state in ((2, "KE"), (3, "??"))
    ]
    with pytest.raises(IntegrityError), unit_of_work():
        services.import_at_once(SYSTEM, file_name="list.csv", prepared=prepare_profiles(people))
    assert profiles() == []
    assert db.session.scalar(sa.select(sa.func.count(OutboxRow.id))) == 0


def test_a_worker_stopped_in_the_middle_begins_anew(manager: Visitor, work: Callable[[], int]) -> None:
    address = ready(manager)
    confirm(manager, address)
    with unit_of_work():
        services.begin_running(db.session.scalars(sa.select(ExpertImport)).one(), row_count=3)
    assert "0 of 3 rows read" in manager.get(address).text
    work()
    assert len(profiles()) == 3


def test_pages_are_mirrored_in_arabic(manager: Visitor) -> None:
    address = ready(manager).replace("/en/", "/ar/")
    for path in ("/ar/experts/import", address, f"{address}/columns"):
        answer = manager.get(path)
        assert answer.status_code == 200
        assert 'dir="rtl"' in answer.text

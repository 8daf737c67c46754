"""The CV of an expert: who sends, opens and finds it, and what is not taken."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.checking import all_faults
from roster.core import clock
from roster.core.actor import Assignment, Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.files import FileStore
from roster.core.unit_of_work import unit_of_work
from roster.experts.cv.models import CvFile
from roster.experts.cv.text import MOST_TOKENS, words_for_search
from roster.experts.cv.upload import shown_name
from tests.core.documents import files
from tests.factories.accounts import World, make_account
from tests.factories.experts import make_profile
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
WORD, NO_WORD = "zanthoxylum", "qqqwwwzzzxx"
MAY_EDIT = {"manager", "focal_ke", "drafter_ke"}
MAY_READ = MAY_EDIT | {"searcher"}
MEMBERS = {"focal_uy", "officer_ke", "coordinator", "provider", "observer", "observer_ke"}
OUTSIDE = {"admin", "dpo"}


@pytest.fixture
def ref(app: Flask) -> str:
    for name in names(app):
        store(app).remove(name)
    with unit_of_work():
        made = make_profile().ref
    db.session.remove()
    return made


def send(somebody: Visitor, ref: str, content: bytes, name: str = "cv.pdf", **values: object):
    form = values_of(somebody.get(f"/en/experts/{ref}/cv").text)
    given = {"version": form.get("version", "1"), **values, "file": (io.BytesIO(content), name)}
    return somebody.post(f"/en/experts/{ref}/cv", given, content_type="multipart/form-data")


def same_page(text: str) -> str:
    """The main part without what differs from one answer to the next."""
    return re.sub(r'value="[^"]{40,}"|nonce="[^"]*"', "", text.partition("<main")[2])


def actions() -> list[str]:
    db.session.rollback()
    found = db.session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.id)).all()
    return [action for action in found if action.startswith("experts:cv")]


def store(app: Flask) -> FileStore:
    found: FileStore = app.extensions["roster_files"]
    return found


def names(app: Flask) -> set[str]:
    return set(store(app).names(before=datetime(9999, 1, 1, tzinfo=UTC)))


def test_those_who_edit_send_a_cv_and_the_others_do_not(world: World, visitor: Visit, ref: str) -> None:
    for who, account in world.everybody.items():
        somebody = visitor(account)
        form, answer = somebody.get(f"/en/experts/{ref}/cv"), send(somebody, ref, files.pdf(who))
        expected = (200, 303) if who in MAY_EDIT else (403, 403) if who not in OUTSIDE else (404, 404)
        if who == "searcher":
            expected = (403, 403)
        assert (form.status_code, answer.status_code) == expected, who


def test_those_who_read_the_restricted_part_open_it_and_the_others_do_not(
    world: World, visitor: Visit, ref: str
) -> None:
    content = files.pdf()
    send(visitor(world.manager), ref, content)
    with unit_of_work():
        expert = make_account(Assignment(Role.EXPERT, f"self:{ref}"))
        other = make_account(Assignment(Role.EXPERT, "self:EXP-7K2M9Q"))
    opened = []
    for who, account in {**world.everybody, "expert": expert, "other": other}.items():
        answer = visitor(account).get(f"/en/experts/{ref}/cv/file")
        assert answer.status_code in (200, 403, 404), who
        if answer.status_code == 200:
            opened.append(who)
            assert answer.data == content
        assert ("Open the CV" in visitor(account).get(f"/en/experts/{ref}").text) == (
            answer.status_code == 200
        )
    assert set(opened) == MAY_READ | {"expert"}
    assert actions().count("experts:cv:read") == len(opened)
    assert visitor().get(f"/en/experts/{ref}/cv/file").status_code == 302


def test_it_goes_out_as_an_attachment_under_the_reference(world: World, visitor: Visit, ref: str) -> None:
    manager = visitor(world.manager)
    send(manager, ref, files.word(), "Secret <b>name<b>.docx")
    headers = manager.get(f"/en/experts/{ref}/cv/file").headers
    assert headers["Content-Disposition"].startswith("attachment;")
    assert f"{ref}%20CV.docx" in headers["Content-Disposition"]
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "Secret &lt;b&gt;name&lt;b&gt;.docx" in manager.get(f"/en/experts/{ref}/cv").text


def test_its_words_are_found_and_counted_by_its_readers_only(
    world: World, visitor: Visit, ref: str, work: Callable[[], int]
) -> None:
    send(visitor(world.manager), ref, files.pdf(f"Wrote on {WORD} for years"))
    work()
    finding = set()
    for who, account in world.everybody.items():
        if who in OUTSIDE:
            continue
        somebody = visitor(account)
        page = somebody.get(f"/en/experts?q={WORD}").text
        if ref in page:
            finding.add(who)
            assert f"<mark>{WORD}</mark>" in page
        else:
            nothing = somebody.get(f"/en/experts?q={NO_WORD}").text
            assert same_page(page.replace(WORD, NO_WORD)) == same_page(nothing), who
    assert finding == MAY_READ


def test_a_new_cv_takes_the_place_of_the_old_in_store_and_search(
    app: Flask, world: World, visitor: Visit, ref: str, work: Callable[[], int]
) -> None:
    manager = visitor(world.manager)
    send(manager, ref, files.pdf("firstword"))
    first = names(app)
    assert send(manager, ref, files.word("secondword"), "new.docx").status_code == 303
    work()
    assert len(names(app)) == 1
    assert names(app) != first
    assert ref not in manager.get("/en/experts?q=firstword").text
    assert ref in manager.get("/en/experts?q=secondword").text
    assert actions() == ["experts:cv:upload"] * 2


def test_a_cv_is_removed_from_store_and_search(
    app: Flask, world: World, visitor: Visit, ref: str, work: Callable[[], int]
) -> None:
    focal = visitor(world.focal_ke)
    send(focal, ref, files.pdf(WORD))
    page = f"/en/experts/{ref}/cv"
    version = values_of(focal.get(page).text)["version"]
    assert visitor(world.focal_uy).post(f"{page}/remove", {"version": version}).status_code == 403
    assert focal.post(f"{page}/remove", {"version": "1"}).status_code == 409
    assert focal.post(f"{page}/remove", {"version": version}, page=page).status_code == 303
    work()
    assert names(app) == set()
    assert ref not in focal.get(f"/en/experts?q={WORD}").text
    assert focal.get(f"{page}/file").status_code == 404
    assert actions() == ["experts:cv:upload", "experts:cv:remove"]


def test_the_same_file_sent_twice_changes_nothing(app: Flask, world: World, visitor: Visit, ref: str) -> None:
    manager = visitor(world.manager)
    content = files.pdf()
    send(manager, ref, content)
    assert send(manager, ref, content, version="1").status_code == 303
    assert len(names(app)) == 1
    assert actions() == ["experts:cv:upload"]


def test_a_cv_over_a_change_of_somebody_else_is_refused_and_leaves_no_file(
    app: Flask, world: World, visitor: Visit, ref: str
) -> None:
    manager = visitor(world.manager)
    send(manager, ref, files.pdf("one"))
    before = names(app)
    assert send(manager, ref, files.pdf("two"), version="1").status_code == 409
    assert names(app) == before


REFUSED = [
    ("cv.pdf", b"MZ\x90\0program", "its content is of another type"),
    ("cv.exe", b"MZ\x90\0program", "are not taken"),
    ("../../cv.sh", b"#!/bin/sh", "are not taken"),
    ("cv\u202efdp.exe", b"%PDF-1.4", "are not taken"),
    ("cv.pdf", b"%PDF-1.4 cut", "damaged or was cut off"),
    ("cv.pdf", b"", "The file is empty"),
    ("cv.docm", b"PK\x03\x04", "contains macros"),
]


def test_what_is_not_taken_is_refused_with_a_sentence_that_helps(
    app: Flask, world: World, visitor: Visit, ref: str
) -> None:
    manager = visitor(world.manager)
    for name, content, sentence in REFUSED:
        answer = send(manager, ref, content, name)
        assert answer.status_code == 422, name
        assert sentence in answer.text, name
    assert names(app) == set()
    assert actions() == []


def test_an_upload_without_a_file_asks_for_one(world: World, visitor: Visit, ref: str) -> None:
    manager = visitor(world.manager)
    version = values_of(manager.get(f"/en/experts/{ref}/cv").text)["version"]
    assert "Choose a file." in manager.post(f"/en/experts/{ref}/cv", {"version": version}).text


def test_a_scan_is_kept_and_it_is_said_that_search_cannot_read_it(
    world: World, visitor: Visit, ref: str
) -> None:
    manager = visitor(world.manager)
    assert send(manager, ref, files.scanned_pdf()).status_code == 303
    assert "No words could be read" in manager.get(f"/en/experts/{ref}").text
    assert manager.get(f"/en/experts/{ref}/cv/file").status_code == 200


def test_the_check_names_files_without_a_row_and_rows_without_a_file(
    app: Flask, world: World, visitor: Visit, ref: str, work: Callable[[], int]
) -> None:
    send(visitor(world.manager), ref, files.pdf())
    work()
    later = clock.now() + timedelta(hours=2)
    with clock.use(later):
        assert [fault for fault in all_faults(app) if fault.startswith(("cv", "files"))] == []
        lost = store(app).put(b"nobody's")
        held = db.session.scalars(sa.select(CvFile.stored_name)).one()
        store(app).remove(held)
        faults = list(all_faults(app))
    assert f"files: nothing names {lost}" in faults
    assert f"cv: the file of {ref} is missing" in faults
    store(app).remove(lost)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\CV.PDF", "CV.PDF"),
        ("a\u202eb\x00\x1f.pdf", "ab.pdf"),
        ("سيرة ذاتية.pdf", "سيرة ذاتية.pdf"),
        ("a" * 500 + ".pdf", "a" * 120 + ".pdf"),
        ("", ""),
    ],
)
def test_file_names_are_made_harmless(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown


def test_search_takes_a_bounded_number_of_words_in_their_language() -> None:
    text, language = words_for_search("the tracing of assets " * 5_000)
    assert language == "en"
    assert len(text.split()) == MOST_TOKENS
    assert words_for_search("追回资产的专家")[1] == "zh"
    assert words_for_search("") == ("", None)

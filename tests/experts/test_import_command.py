"""`roster import experts` as somebody types it."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from flask import Flask

from roster.core import outbox
from roster.core.db import db
from roster.core.outbox import Kind
from roster.experts.importing.commands import import_group
from roster.experts.importing.models import ExpertImport, ImportStage
from roster.experts.models import Profile
from tests.experts.import_files import csv_bytes, xlsx_bytes

HEADER = ("Surname", "First name", "Country", "Institution")
PEOPLE = (("Wanjala", "Atieno", "Kenya", "Office"), ("Núñez", "Íñigo", "Neverland", "Fiscalía"))

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_bytes(csv_bytes(HEADER, PEOPLE))
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(import_group, ["experts", *map(str, words)])


def count() -> int:
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count(Profile.id))) or 0


def test_it_imports_and_says_what_it_did(file: Path, app: Flask) -> None:
    result = run(file)
    assert result.exit_code == 0, result.output
    assert "Imported 2 people as IMP-" in result.output
    assert "“Neverland” is not recognised as a State." in result.output
    assert count() == 2
    assert outbox.waiting_count(Kind.INDEX) == 2
    made = db.session.scalars(sa.select(ExpertImport)).one()
    assert (made.stage, made.done_count, made.file_name) == (ImportStage.IMPORTED, 2, "list.csv")


def test_a_workbook_too(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(xlsx_bytes(HEADER, PEOPLE))
    assert run(path).exit_code == 0
    assert count() == 2


def test_a_dry_run_changes_nothing(file: Path) -> None:
    result = run(file, "--dry-run")
    assert result.exit_code == 0
    assert "2 people can be imported. Nothing was changed." in result.output
    assert count() == 0


def test_errors_are_told_by_row_and_column_and_nothing_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(csv_bytes(HEADER, [*PEOPLE, ("", "", "Kenya", "")]))
    result = run(path)
    assert result.exit_code == 1
    assert "row 4, column “Surname”: The name is missing." in result.output
    assert count() == 0


def test_a_column_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(csv_bytes(("Who", "Where from"), [("Wanjala", "Kenya")]))
    assert run(path).exit_code == 1
    assert run(path, "--column", "Who=family_name").exit_code == 0
    assert db.session.scalars(sa.select(Profile)).one().nominating_state == "KE"


@pytest.mark.parametrize("wish", ["Surname", "Surname=nonsense", "Nobody=family_name"])
def test_a_wish_that_cannot_be_met_is_said(file: Path, wish: str) -> None:
    result = run(file, "--column", wish)
    assert result.exit_code == 2
    assert count() == 0


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"Surname\nWanjala\n")
    result = run(path)
    assert result.exit_code == 1
    assert "its content is of another type" in result.output


def test_encoding_and_separator_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Фамилия|Страна\nИванова|Россия\n".encode("cp866"))
    assert run(path, "--encoding", "cp866", "--separator", "bar").exit_code == 0
    assert db.session.scalars(sa.select(Profile)).one().person.family_name == "Иванова"

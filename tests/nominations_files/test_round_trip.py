"""The form written, read back and equal: both kinds of file, six languages, also after an office program saved it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from roster.core.multilingual import LANGUAGES
from roster.experts.input_json import BLANK
from roster.experts.inputs import ProfileInput
from roster.nominations.files.questions import whole_form
from roster.nominations.files.reading import read_form
from roster.nominations.files.typed import as_sent
from roster.nominations.files.word_form import form_document
from roster.nominations.files.workbook import form_workbook
from tests.nominations_files.people import ODD, invented

Writer = Callable[..., bytes]
WRITERS: dict[str, Writer] = {"xlsx": form_workbook, "docx": form_document}
IN_FULL = os.environ.get("ROSTER_FULL", "") not in ("", "0")
EACH = 40 if IN_FULL else 2
# This program writes signs that look like its own escapes twice escaped.
FOR_OFFICE = replace(ODD, latin_family_name="+Neill <b>&amp;")
OFFICE = shutil.which("soffice")
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "docx": "MS Word 2007 XML", "ods": "calc8"}


def read_back(content: bytes, kind: str) -> ProfileInput:
    answers = read_form(content, file_name=f"form.{kind}")
    assert answers.faults == ()
    form = whole_form(as_sent(answers.typed))
    assert form.validate(), form.errors
    return form.to_input()


def saved_by_office(content: bytes, kind: str, folder: Path, *, wanted: str = "") -> bytes:
    """What an office program makes of the file when somebody opens and saves it."""
    assert OFFICE is not None
    (folder / f"form.{kind}").write_bytes(content)
    (folder / "out").mkdir()
    wanted = wanted or kind
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation={(folder / 'settings').as_uri()}",
            "--headless",
            "--convert-to",
            f"{wanted}:{FILTERS[wanted]}",
            "--outdir",
            str(folder / "out"),
            str(folder / f"form.{kind}"),
        ],
        check=False,
        capture_output=True,
        timeout=120,
    )
    saved = folder / "out" / f"form.{wanted}"
    if not saved.exists():
        pytest.skip(f"the office program on this machine does not open {kind} files")
    return saved.read_bytes()


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("language", LANGUAGES if IN_FULL else ["ar", "zh", "fr"])
def test_what_is_written_is_read_back(app: Flask, language: str, kind: str) -> None:
    first = LANGUAGES.index(language) * EACH
    for given in invented(len(LANGUAGES) * EACH)[first : first + EACH]:
        assert read_back(WRITERS[kind](language, given), kind) == given


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("language", ["ar", "en"] if not IN_FULL else LANGUAGES)
def test_odd_answers_come_back_as_they_went(app: Flask, language: str, kind: str) -> None:
    assert read_back(WRITERS[kind](language, ODD), kind) == ODD


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.skipif(OFFICE is None, reason="no office program on this machine")
def test_what_an_office_program_saved_is_read_back(app: Flask, tmp_path: Path, kind: str) -> None:
    saved = saved_by_office(WRITERS[kind]("ar", FOR_OFFICE), kind, tmp_path)
    assert read_back(saved, kind) == FOR_OFFICE


@pytest.mark.skipif(OFFICE is None, reason="no office program on this machine")
def test_a_workbook_saved_as_ods_is_read_back(app: Flask, tmp_path: Path) -> None:
    saved = saved_by_office(form_workbook("zh", FOR_OFFICE), "xlsx", tmp_path, wanted="ods")
    assert read_back(saved, "ods") == FOR_OFFICE


@pytest.mark.skipif(OFFICE is None, reason="no office program on this machine")
def test_an_empty_word_form_stays_empty_when_an_office_program_saved_it(app: Flask, tmp_path: Path) -> None:
    given = ProfileInput(family_name="Only")
    saved = saved_by_office(form_document("fr", given), "docx", tmp_path)
    assert read_back(saved, "docx") == given


@pytest.mark.parametrize("kind", WRITERS)
def test_a_draft_with_nothing_but_a_name_comes_back(app: Flask, kind: str) -> None:
    given = ProfileInput(family_name="Only")
    assert read_back(WRITERS[kind]("ru", given), kind) == given
    assert given != BLANK


def test_the_file_says_to_which_nomination_it_belongs(app: Flask) -> None:
    for kind, write in WRITERS.items():
        answers = read_form(write("es", ODD, ref="NOM-ABC234"), file_name=f"a.{kind}")
        assert (answers.ref, answers.language) == ("NOM-ABC234", "es")

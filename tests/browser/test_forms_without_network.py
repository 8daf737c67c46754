"""The form taken along as a workbook and as a Word file, filled in, brought back: the same nomination, nothing lost."""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from roster.core.db import db
from roster.experts.input_json import to_json
from roster.experts.inputs import ProfileInput
from roster.nominations.answers import input_of
from roster.nominations.files.word_form import form_document
from roster.nominations.files.workbook import form_workbook
from roster.nominations.form_steps import STATE_FIELDS
from roster.nominations.models import Nomination
from tests.browser.conftest import Browse
from tests.browser.live import Live
from tests.nominations_files.people import ODD

WRITERS = {"xlsx": form_workbook, "docx": form_document}


def _stored(live: Live, ref: str) -> ProfileInput:
    with live.app.app_context():
        try:
            found = db.session.scalars(sa.select(Nomination).where(Nomination.ref == ref)).one()
            return input_of(found)
        finally:
            db.session.remove()


@pytest.mark.parametrize(("kind", "language"), [("xlsx", "fr"), ("docx", "ar")])
def test_a_filled_form_becomes_the_nomination_that_it_says(
    browse: Browse, live: Live, tmp_path: Path, kind: str, language: str
) -> None:
    with live.app.test_request_context(f"/{language}/"):
        filled = tmp_path / f"filled.{kind}"
        filled.write_bytes(WRITERS[kind](language, ODD))
    window = browse("focal-ke")
    window.open(f"/{language}/nominations/upload")
    with window.page.expect_download() as taken:
        window.page.click(f"main a[href$='form.{kind}']")
    assert (taken.value.path()).read_bytes()[:2] == b"PK"
    window.page.set_input_files("main [name=file]", filled)
    window.page.click("main form[enctype] button[type=submit]")
    window.page.wait_for_selector("main a[href*='/check']")
    found = re.search(r"/nominations/(NOM-\w+)/check", window.page.content())
    assert found
    window.open(f"/en/nominations/{found[1]}/check")
    shown = window.page.inner_text("main")
    assert ODD.employer in shown
    assert "9 of 9 required answers given" in shown
    assert to_json(_stored(live, found[1]), STATE_FIELDS) == to_json(ODD, STATE_FIELDS)

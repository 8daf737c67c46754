"""What a demonstration has beside people: files with a curriculum vitae, and shortlists under way."""

import unicodedata
from datetime import date
from itertools import islice

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.assistance.shortlists.models import Shortlist, ShortlistEntry
from roster.core import clock
from roster.core.db import db
from roster.core.documents.reading import read_document
from roster.core.files import FileStore
from roster.demo.invented import InventedExpert
from roster.demo.population import make_accounts, populate
from roster.demo.reference import Reference
from roster.demo.shortlists import Candidates, make_shortlists
from roster.demo.vitae import has_cv, invent_cv
from roster.experts.cv.models import CvFile

TODAY = date(2026, 11, 21)


def test_about_two_hundred_of_twelve_hundred_have_sent_a_file(people: list[InventedExpert]) -> None:
    assert 180 <= sum(has_cv(number, expert) for number, expert in enumerate(people)) <= 200


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_a_reading_of_the_file_finds_the_text_that_search_has(
    app: Flask, people: list[InventedExpert], language: str
) -> None:
    files: FileStore = app.extensions["roster_files"]
    expert = next(one for one in people if one.profile_language == language and one.publications)
    given = invent_cv(expert, files=files, at=clock.now())
    read = read_document(files.get(given.stored_name), file_name=given.file_name)
    assert read.kind == given.kind
    assert read.text.split() == unicodedata.normalize("NFKC", given.text).split()
    assert given.size < 60_000


def test_three_lists_wait_for_the_secretariat(app: Flask, reference: Reference) -> None:
    files: FileStore = app.extensions["roster_files"]
    candidates = Candidates()
    done = populate(reference, count=60, seed=3, today=TODAY, files=files, candidates=candidates)
    assert list(islice(done, 5)) == [60]
    make_accounts("seven quiet herons")
    made = make_shortlists(candidates)
    db.session.remove()
    assert made >= 1
    assert db.session.scalar(sa.select(sa.func.count(Shortlist.id))) == made
    assert db.session.scalar(sa.select(sa.func.count(ShortlistEntry.id)).where(ShortlistEntry.note != ""))
    assert db.session.scalar(sa.select(sa.func.count(CvFile.id))) in (9, 10)

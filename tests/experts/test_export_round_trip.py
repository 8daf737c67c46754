"""What we export, our own import reads: in every language and as CSV and workbook, the same people come back."""

from collections.abc import Callable

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import force_locale

from roster.core.db import db
from roster.core.multilingual import MultilingualText
from roster.core.unit_of_work import unit_of_work
from roster.experts.exporting.columns import COLUMNS
from roster.experts.importing.column_words import ImportColumn
from roster.experts.importing.columns import propose_mapping
from roster.experts.importing.options import ImportOptions, proposed_columns
from roster.experts.importing.reading import ReadImport, read_people
from roster.experts.importing.words import recognise_gender, recognise_organisation_type
from roster.experts.inputs import ExpertiseInput, ImportedRow, LanguageInput, ProfileInput
from roster.vocabulary.codes import Gender, OrganisationType
from roster.web.locale import LANGUAGE_TABLE
from tests.architecture.source import ROOT
from tests.factories.accounts import World
from tests.factories.experts import make_profile, profile_input
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
LANGUAGES = ("en", "ar", "es", "fr", "ru", "zh")
RU = MultilingualText({"ru": "Занимается розыском активов и обучает прокуроров."}, "ru")
PEOPLE = (
    ("KE", profile_input(title="Dr", post="=Head of unit")),
    (
        "RU",
        profile_input(
            family_name="Иванова",
            given_name="Анна",
            latin_family_name="Ivanova",
            latin_given_name="Anna",
            email="anna.ivanova@people.example",
            gender="other",
            organisation_type="court",
            expertise=(ExpertiseInput(topic_id="public-procurement"), ExpertiseInput(article_no=9)),
            languages=(LanguageInput("ru", "C2", "C2", "C2"), LanguageInput("fr", "B1", "B1", "B1")),
            brief_profile=RU,
        ),
    ),
)
# The import has one level for a language; levels of expertise, types and evidence stand in a column for people.
SAME = (
    *("family_name", "given_name", "title", "email", "phone", "city"),
    *("employer", "post", "organisation_type", "gender", "brief_profile"),
)


@pytest.fixture
def roster(world: World, work: Callable[[], int]) -> None:
    with unit_of_work():
        for state, given in PEOPLE:
            make_profile(state=state, **vars(given))
    db.session.remove()
    work()


def read_back(content: bytes, name: str) -> ReadImport:
    options = ImportOptions()
    table = options.read(content, file_name=name)
    return read_people(table, proposed_columns(table))


def same(row: ImportedRow, state: str, given: ProfileInput) -> None:
    got = row.profile
    assert row.state == state
    assert {name: getattr(got, name) for name in SAME} == {name: getattr(given, name) for name in SAME}
    if given.latin_family_name:
        assert (got.latin_family_name, got.latin_given_name) == (
            given.latin_family_name,
            given.latin_given_name,
        )
    assert {line.topic_id for line in got.expertise if line.topic_id} == {
        line.topic_id for line in given.expertise if line.topic_id
    }
    assert {line.article_no for line in got.expertise if line.article_no} == {
        line.article_no for line in given.expertise if line.article_no
    }
    assert [item.code for item in got.languages] == [item.code for item in given.languages]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_people_come_back(world: World, visitor: Visit, roster: None, language: str) -> None:
    manager = visitor(world.manager)
    for kind in ("csv", "xlsx"):
        values = {"purpose": "Round trip", "kind": kind}
        address = f"/{language}/experts/export?sort=state"
        answer = manager.post(address, values, page="/en/help", buffered=True)
        assert answer.status_code == 200
        read = read_back(answer.data, f"list.{kind}")
        assert read.errors == ()
        found = {row.state: row for row in read.rows}
        for state, given in PEOPLE:
            same(found[state], state, given)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_heading_is_taken_for_what_it_is(language: str) -> None:
    """A translator who chooses another word for a heading adds it to column_words.py."""
    words: dict[str, str] = {}
    if language != "en":
        with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
            words = {str(message.id): str(message.string) for message in read_po(file) if message.string}
    sources = [str(column.label) for column in COLUMNS]
    found = dict(
        zip(sources, propose_mapping([words.get(label) or label for label in sources], []), strict=True)
    )
    assert {label: found[label] for label in EXPECTED} == EXPECTED


EXPECTED = {
    "Family or only name": ImportColumn.FAMILY_NAME,
    "Given name": ImportColumn.GIVEN_NAME,
    "Family or only name in Latin letters": ImportColumn.LATIN_FAMILY_NAME,
    "Given name in Latin letters": ImportColumn.LATIN_GIVEN_NAME,
    "Form of address": ImportColumn.TITLE,
    "Nominating State": ImportColumn.STATE,
    "Post": ImportColumn.POST,
    "Employer": ImportColumn.EMPLOYER,
    "Type of organization": ImportColumn.ORGANISATION_TYPE,
    "Topics": ImportColumn.TOPICS,
    "Articles of the Convention": ImportColumn.ARTICLES,
    "Languages": ImportColumn.LANGUAGES,
    "Brief profile": ImportColumn.BRIEF_PROFILE,
    "E-mail address": ImportColumn.EMAIL,
    "Telephone": ImportColumn.PHONE,
    "City": ImportColumn.CITY,
    "Gender": ImportColumn.GENDER,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_known_by_the_words_that_we_export(app: Flask, language: str) -> None:
    with app.test_request_context(f"/{language}/"), force_locale(LANGUAGE_TABLE[language].locale):
        for recognise, kind in ((recognise_gender, Gender), (recognise_organisation_type, OrganisationType)):
            assert {str(code.label): recognise(str(code.label)) for code in kind} == {
                str(code.label): code.value for code in kind
            }

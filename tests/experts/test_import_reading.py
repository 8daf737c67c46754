"""What the import understands of the cells of a list."""

import pytest

from roster.experts.importing.options import proposed_columns
from roster.experts.importing.problems import CellFault, CellProblem
from roster.experts.importing.reading import ReadImport, read_people
from roster.experts.inputs import ExpertiseInput, ImportedRow, LanguageInput
from tests.experts.import_files import read, table_of

pytestmark = pytest.mark.usefixtures("app")


def only(found: ReadImport) -> ImportedRow:
    assert not found.errors, [problem.sentence for problem in found.errors]
    assert len(found.rows) == 1
    return found.rows[0]


def faults(problems: tuple[CellProblem, ...]) -> list[tuple[int, str, CellFault]]:
    return [(problem.row_number, problem.column, problem.fault) for problem in problems]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Kenya", "KE"),
        ("КЕНИЯ", "KE"),
        ("كينيا", "KE"),
        ("肯尼亚", "KE"),
        ("Allemagne", "DE"),
        ("Países Bajos", "NL"),
        ("USA", "US"),
        ("Laos", "LA"),
        ("URY", "UY"),
        ("Australia/UK", "AU"),
        ("The Gambia", "GM"),
    ],
)
def test_states_are_known_by_name_in_six_languages_by_code_and_by_short_form(text: str, state: str) -> None:
    assert only(read(("family name", "country"), ("Wanjala", text))).state == state


def test_no_state_recognised_is_a_warning_and_the_text_is_kept() -> None:
    found = read(("family name", "country"), ("Wanjala", "Kenya"), ("Otieno", "Neverland"), ("Doe", ""))
    assert [row.state for row in found.rows] == ["KE", None, None]
    assert faults(found.warnings) == [
        (3, "country", CellFault.UNKNOWN_STATE),
        (4, "country", CellFault.NO_STATE),
    ]
    assert "Neverland" in found.rows[1].profile.staff_notes


def test_na_is_namibia_among_codes_and_a_gap_among_names() -> None:
    codes = read(("family name", "country"), ("Amupadhi", "NA"), ("Wanjala", "KE"), ("Otieno", "UG"))
    names = read(("family name", "country"), ("Amupadhi", "NA"), ("Wanjala", "Kenya"), ("Otieno", "Uganda"))
    assert codes.rows[0].state == "NA"
    assert names.rows[0].state is None


def test_a_row_without_a_name_is_an_error_with_its_row_and_column() -> None:
    found = read(("family name", "given name", "country"), ("Wanjala", "Atieno", "Kenya"), ("", "", "Kenya"))
    assert faults(found.errors) == [(3, "family name", CellFault.NO_NAME)]


def test_null_and_na_are_family_names() -> None:
    found = read(("family name", "given name"), ("Null", "Christina"), ("Na", "Li"))
    assert [row.profile.family_name for row in found.rows] == ["Null", "Na"]


def test_somebody_with_a_given_name_only_has_it_as_the_only_name() -> None:
    found = read(("family name", "given name", "country"), ("", "Suharti", "Indonesia"), ("A", "B", "Kenya"))
    assert found.rows[0].profile.family_name == "Suharti"
    assert found.rows[0].profile.given_name == ""


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("Wan\u202ejala", CellFault.DIRECTION_SIGNS),
        ("Wan\u200fjala", CellFault.DIRECTION_SIGNS),
        ("Wan\x00jala", CellFault.CONTROL_SIGNS),
        ("Wan\x1bjala", CellFault.CONTROL_SIGNS),
        ("W" * 201, CellFault.TOO_LONG),
        ("12345", CellFault.NO_LETTERS),
    ],
)
def test_what_cannot_be_a_name_is_an_error_of_its_cell(name: str, fault: CellFault) -> None:
    found = read(("family name", "country"), ("Otieno", "Kenya"), (name, "Kenya"))
    assert faults(found.errors) == [(3, "family name", fault)]
    assert [row.row_number for row in found.rows] == [2]
    assert "\x00" not in found.errors[0].sentence
    assert "\u202e" not in found.errors[0].sentence


def test_control_signs_in_notes_are_an_error_too() -> None:
    found = read(("family name", "notes"), ("Otieno", "fine"), ("Wanjala", "bell\x07"))
    assert faults(found.errors) == [(3, "notes", CellFault.CONTROL_SIGNS)]


def test_a_name_in_another_script_gets_a_latin_form_to_be_checked() -> None:
    found = read(("family name", "given name"), ("Иванова", "Анна"), ("王", "小明"))
    assert [(row.profile.latin_family_name, row.profile.latin_given_name) for row in found.rows] == [
        ("Ivanova", "Anna"),
        ("Wang", "Xiaoming"),
    ]
    assert [problem.fault for problem in found.warnings] == [CellFault.LATIN_DERIVED] * 2


def test_a_latin_form_that_is_given_stands() -> None:
    found = read(
        ("family name", "given name", "latin family name", "latin given name"),
        ("Чайковская", "Анна", "Tchaikovskaya", "Anna"),
    )
    assert only(found).profile.latin_family_name == "Tchaikovskaya"
    assert not found.warnings


def test_a_whole_name_is_taken_apart() -> None:
    person = only(read(("name", "country"), ("Dr. Atieno WANJALA", "Kenya"))).profile
    assert (person.title, person.given_name, person.family_name) == ("Dr.", "Atieno", "Wanjala".upper())


def test_languages_with_levels_topics_and_articles_become_lines() -> None:
    person = only(
        read(
            ("family name", "languages", "areas of expertise", "articles"),
            ("Wanjala", "English (C2), français; Kiswahili", "Asset recovery", "art. 52 and 57"),
        )
    ).profile
    assert person.languages == (
        LanguageInput("en", "C2", "C2", "C2"),
        LanguageInput("fr"),
        LanguageInput("sw"),
    )
    assert ExpertiseInput(topic_id="asset-recovery") in person.expertise
    assert [line.article_no for line in person.expertise if line.article_no] == [52, 57]


def test_keywords_that_are_no_topics_are_kept_in_the_notes() -> None:
    found = read(("family name", "keywords"), ("Wanjala", "Asset recovery; beekeeping"))
    person = only(found).profile
    assert [line.topic_id for line in person.expertise] == ["asset-recovery"]
    assert "beekeeping" in person.staff_notes
    assert [problem.fault for problem in found.warnings] == [CellFault.UNKNOWN_TOPIC]


def test_more_than_ten_lines_are_cut_and_the_rest_kept() -> None:
    found = read(("family name", "articles"), ("Wanjala", "15-30"))
    assert len(only(found).profile.expertise) == 10
    assert "15-30" in only(found).profile.staff_notes
    assert [problem.fault for problem in found.warnings] == [CellFault.TOO_MANY_LINES]


def test_columns_that_nobody_recognises_are_kept_in_the_notes() -> None:
    found = read(("family name", "favourite colour", "author_id"), ("Wanjala", "green", "17"))
    assert only(found).profile.staff_notes == "favourite colour: green"


def test_an_address_that_is_none_is_a_warning() -> None:
    header = ("family name", "e-mail")
    found = read(header, ("Wanjala", "at the office"), ("Otieno", "o@people.example; o2@people.example"))
    assert [row.profile.email for row in found.rows] == ["", "o@people.example"]
    assert "at the office" in found.rows[0].profile.staff_notes
    assert "o2@people.example" in found.rows[1].profile.staff_notes


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("She worked for the office of the prosecutor.", "en"),
        ("Elle est magistrate et dirige le service des saisies.", "fr"),
        ("Ella dirige el servicio de las fiscalías y los juzgados.", "es"),
        ("Она работает в прокуратуре.", "ru"),
        ("تعمل في النيابة العامة.", "ar"),
        ("她在检察院工作。", "zh"),
    ],
)
def test_the_language_of_a_biography_is_found(text: str, language: str) -> None:
    brief = only(read(("family name", "biography"), ("Wanjala", text))).profile.brief_profile
    assert brief is not None
    assert dict(brief.texts) == {language: text}


def test_a_biography_that_is_too_long_is_kept_whole_in_the_notes() -> None:
    found = read(("family name", "biography"), ("Wanjala", "word " * 151))
    assert only(found).profile.brief_profile is None
    assert only(found).profile.staff_notes.count("word") == 151


def test_gender_and_kind_of_employer_are_understood_in_six_languages() -> None:
    header = ("family name", "gender", "type of organisation")
    found = read(header, ("A", "femme", "Прокуратура"), ("B", "男", "université"), ("C", "?", "circus"))
    assert [row.profile.gender for row in found.rows] == ["female", "male", None]
    assert [row.profile.organisation_type for row in found.rows] == ["prosecution", "university", None]
    assert "circus" in found.rows[2].profile.staff_notes


def test_formulas_and_markup_are_plain_text() -> None:
    header = ("family name", "institution")
    found = read(header, ('=HYPERLINK("x")', "<script>alert(1)</script>"), ("{{ 7*7 }}x", "'=1+1"))
    assert found.rows[0].profile.family_name == '=HYPERLINK("x")'
    assert found.rows[0].profile.employer == "<script>alert(1)</script>"
    assert found.rows[1].profile.family_name == "{{ 7*7 }}x"
    assert found.rows[1].profile.employer == "=1+1"


def test_a_column_left_out_is_not_read() -> None:
    table = table_of(("family name", "notes"), ("Wanjala", "bell\x07"))
    columns = proposed_columns(table)
    left_out = (columns[0], type(columns[0]).IGNORE)
    assert only(read_people(table, left_out)).profile.staff_notes == ""

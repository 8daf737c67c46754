"""What the columns of a list of experts are taken for."""

import csv
import os
from pathlib import Path

import pytest

from roster.experts.importing.column_words import ImportColumn as C
from roster.experts.importing.columns import propose_mapping

FOLDER = Path(os.environ.get("ROSTER_REAL_DATA", "../shared/data/real"))


@pytest.mark.parametrize(
    "header",
    [
        "family name,given name,country,institution,post,email",
        "Surname,First Name(s),Nominating State,Organization,Job title,E-mail address",
        "LastName,FirstName,Nationality,Affiliation,CurrentPosition,EmailAddress",
        "NOM,Prénom,Pays,Organisme,Fonction,Courriel",
        "Apellidos,Nombre,País,Institución,Cargo,Correo electrónico",
        "Фамилия,Имя,Страна,Место работы,Должность,Эл. почта",
        "اسم العائلة,الاسم,الدولة,جهة العمل,الوظيفة,البريد الالكتروني",
        "اللقب,الاسم الأوّل,البلد,المؤسّسة,المنصب,البريد الإلكتروني",
        "姓,名,国家,工作单位,职务,电子邮箱",
        "姓氏,名字,國籍,機構,職位,電子郵件",
    ],
)
def test_headers_in_six_languages_are_known(header: str) -> None:
    assert propose_mapping(header.split(","), []) == (
        C.FAMILY_NAME,
        C.GIVEN_NAME,
        C.STATE,
        C.EMPLOYER,
        C.POST,
        C.EMAIL,
    )


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Name", C.FULL_NAME),
        ("ФИО", C.FULL_NAME),
        ("姓名", C.FULL_NAME),
        ("Nom et prénom(s)", C.FULL_NAME),
        ("Family name (Latin)", C.LATIN_FAMILY_NAME),
        ("Имя латиницей", C.LATIN_GIVEN_NAME),
        ("Type of organisation", C.ORGANISATION_TYPE),
        ("Domaines d’expertise", C.TOPICS),
        ("Areas of expertise / topics", C.TOPICS),
        ("UNCAC article(s)", C.ARTICLES),
        ("Short biography", C.BRIEF_PROFILE),
        ("Рабочие языки", C.LANGUAGES),
        ("Honorific", C.TITLE),
        ("Gender", C.GENDER),
        ("Tel.", C.PHONE),
        ("Duty station", C.CITY),
        ("Role", C.NOTES),
        ("author_id", None),
        ("Row no.", None),
        ("", None),
        ("[C]", None),
        ("xyzzy", None),
    ],
)
def test_a_single_header_is_taken_for(name: str, target: C | None) -> None:
    assert propose_mapping([name], []) == (target,)


def test_content_speaks_where_the_header_does_not() -> None:
    rows = [
        ["ann@example.org", "Kenya", "+254 700 000000", "x"],
        ["bo@example.org", "中国", "+1 202 555 0100", "y"],
    ]
    assert propose_mapping(["a", "b", "c", "d"], rows) == (C.EMAIL, C.STATE, C.PHONE, None)


def test_a_misspelt_header_over_names_of_states_is_a_state() -> None:
    assert propose_mapping(["Coutry (INFO)"], [["Norway"], ["USA"], ["N/A"]]) == (C.STATE,)


def test_the_caller_may_bring_the_names_of_states() -> None:
    assert propose_mapping(["x"], [["Erewhon"]], knows_state=lambda name: name == "Erewhon") == (C.STATE,)


def test_a_title_over_jobs_is_a_post_and_over_forms_of_address_a_title() -> None:
    assert propose_mapping(["Title"], [["Chief Prosecutor"], ["Judge at the Court of Appeal"]]) == (C.POST,)
    assert propose_mapping(["Title"], [["Ms"], ["Dr."], ["HE Mr"], ["M."]]) == (C.TITLE,)


def test_no_target_is_given_twice_but_notes() -> None:
    header = ["Name", "Name (2)", "Country", "Country (2)", "Remarks", "Comments", "Notes"]
    mapping = propose_mapping(header, [])
    assert mapping == (C.FULL_NAME, None, C.STATE, None, C.NOTES, C.NOTES, C.NOTES)


def test_of_two_like_columns_the_filled_one_is_taken() -> None:
    rows = [["NA", "Ministry of Justice"], ["", "Audit Office"], ["-", "University"]]
    assert propose_mapping(["Affiliation", "Division"], rows) == (None, C.EMPLOYER)


def test_name_beside_one_of_its_parts_is_the_other_part() -> None:
    assert propose_mapping(["Nom", "Prénom"], []) == (C.FAMILY_NAME, C.GIVEN_NAME)
    assert propose_mapping(["Name", "Surname"], []) == (C.GIVEN_NAME, C.FAMILY_NAME)
    assert propose_mapping(["Full name", "Surname", "Forename"], []) == (None, C.FAMILY_NAME, C.GIVEN_NAME)


def test_odd_rows_and_headers_do_no_harm() -> None:
    assert propose_mapping([], [["a"]]) == ()
    assert propose_mapping(["a", "b"], [[], ["x"], ["x", "y", "z"]]) == (None, None)
    assert len(propose_mapping(["\0", "\u202e", "x" * 40_000, "名" * 5_000], [["\0"] * 4])) == 4


@pytest.mark.real_data
@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no real data at {FOLDER}; set ROSTER_REAL_DATA")
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("ipcc_authors/authors.csv", {"first_name": C.GIVEN_NAME, "last_name": C.FAMILY_NAME}),
        (
            "ipcc_authors/author_institutions.csv",
            {"Author (INFO)": C.FULL_NAME, "Institution (INFO)": C.EMPLOYER, "Coutry (INFO)": C.STATE},
        ),
        (
            "ipcc_authors/participations.csv",
            {
                "role": C.NOTES,
                "Author (INFO)": C.FULL_NAME,
                "Institution (INFO)": C.EMPLOYER,
                "Country (INFO)": C.STATE,
            },
        ),
        (
            "unfccc_delegates/precops.cleaned.1991.csv",
            {
                "Delegation": C.STATE,
                "Honorific": C.TITLE,
                "Person_Name": C.FULL_NAME,
                "Job_Title": C.POST,
                "Affiliation": C.EMPLOYER,
                "Location": C.CITY,
            },
        ),
    ],
)
def test_real_lists_are_understood(path: str, expected: dict[str, C]) -> None:
    with (FOLDER / path).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    proposed = dict(zip(header, propose_mapping(header, rows[:100]), strict=True))
    assert {name: target for name, target in proposed.items() if target} == expected

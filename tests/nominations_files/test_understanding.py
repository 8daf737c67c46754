"""What people write into the form: words of any language, codes, digits of any script, days in their own order."""

import pytest
from flask import Flask

from roster.experts.inputs import ProfileInput
from roster.nominations.files.answers import FormAnswers, answers_of
from roster.nominations.files.days import iso_day
from roster.nominations.files.filled import Filled
from roster.nominations.files.questions import whole_form
from roster.nominations.files.typed import as_sent


def read(
    language: str = "en", rows: dict[str, list[dict[str, str]]] | None = None, **answers: str
) -> FormAnswers:
    answers.setdefault("family_name", "Amani")
    return answers_of(Filled(language=language, ref="", answers=answers, rows=rows or {}))


def given(answers: FormAnswers) -> ProfileInput:
    assert answers.faults == ()
    form = whole_form(as_sent(answers.typed))
    assert form.validate(), form.errors
    return form.to_input()


@pytest.mark.parametrize("words", ["Court", "court", " COURT. ", "محكمة", "Tribunal", "суд", "法院"])
def test_a_word_of_a_list_counts_in_any_language(app: Flask, words: str) -> None:
    assert given(read("fr", organisation_type=words)).organisation_type == "court"


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh", "", "xx"])
def test_the_language_of_the_form_does_not_bind_the_answers(app: Flask, language: str) -> None:
    found = given(
        read(language, country="Côte d’Ivoire", nationalities="肯尼亚; Pérou; BO", category="trainer")
    )
    assert (found.country, found.nationalities, found.category) == ("CI", ("KE", "PE", "BO"), "trainer")


def test_names_with_commas_and_lists_with_commas_are_both_understood(app: Flask) -> None:
    found = given(
        read(nationalities="Kenya, Peru", countries_worked="Iran (Islamic Republic of); Korea, Republic of")
    )
    assert found.nationalities == ("KE", "PE")
    assert found.countries_worked == ("IR", "KR")


def test_digits_of_any_script_and_days_in_any_order(app: Flask) -> None:
    spans = [
        {"starts_on": "٢٠٢٧-٠٣-٠١", "ends_on": "31.3.2027"},
        {"starts_on": "2027年4月1日", "ends_on": "2027/4/2"},
    ]
    found = given(
        read("ar", {"absences": spans}, notice_days="١٤", days_per_year="30.0", employed_since="２０１９")
    )
    assert (found.notice_days, found.days_per_year, found.employed_since) == (14, 30, 2019)
    assert [span.ends_on.isoformat() for span in found.absences] == ["2027-03-31", "2027-04-02"]


def test_a_day_that_may_mean_two_days_stays_as_it_was_written(app: Flask) -> None:
    assert iso_day("03/04/2027") == "03/04/2027"
    assert iso_day("13/04/2027") == "2027-04-13"
    assert iso_day("04/13/2027") == "2027-04-13"
    assert iso_day("31.2.2027") == "31.2.2027"
    answers = read(rows={"absences": [{"starts_on": "03/04/2027", "ends_on": "2027-05-01"}]})
    assert [fault.field for fault in answers.faults] == ["absences-0-starts_on"]


def test_what_no_list_knows_is_named_in_its_own_words_at_its_field(app: Flask) -> None:
    rows = {
        "expertise": [
            {"topic_id": "asset recovery"},
            {},
            {"topic_id": "Underwater basketry", "years": "many"},
        ]
    }
    answers = read(rows=rows, legal_system="Jedi law", is_relay_only="perhaps", email="no address")
    assert {fault.field for fault in answers.faults} == {
        "legal_system", "is_relay_only", "email", "expertise-1-topic_id", "expertise-1-years",
    }  # fmt: skip
    said = {fault.field: fault for fault in answers.faults}
    assert "Underwater basketry" in said["expertise-1-topic_id"].sentence
    assert said["expertise-1-topic_id"].label == "Expertise, row 2: Topic"
    assert answers.typed["legal_system"] == ["Jedi law"]
    assert answers.typed["expertise-0-topic_id"] == ["asset-recovery"]


def test_an_article_is_known_by_its_number(app: Flask) -> None:
    rows = {"expertise": [{"article_no": text} for text in ("15", "Article 17", "المادة ٥٤", "art. 52")]}
    assert [line.article_no for line in given(read(rows=rows)).expertise] == [15, 17, 54, 52]

"""What a request for legal assistance holds: every element has its words, in six languages."""

from roster.vocabulary.data_files import records
from roster.vocabulary.entries import LANGUAGES
from roster.vocabulary.request_elements import Level, Measure, request_elements
from roster.vocabulary.request_prompts import PROMPTS


def test_what_to_write_is_what_the_data_say() -> None:
    assert {key: prompt._args[0] for key, prompt in PROMPTS.items()} == {
        record["id"]: record["prompt_en"] for record in records("mla_request_elements")
    }


def test_every_element_has_a_label_in_six_languages() -> None:
    missing = [(item.id, code) for item in request_elements() for code in LANGUAGES if not item.labels[code]]
    assert missing == []


def test_the_six_of_paragraph_15_are_there_and_each_measure_has_elements() -> None:
    of_paragraph = [ref for item in request_elements() for ref in item.references if ref.startswith("46(15)")]
    assert of_paragraph == [*(f"46(15)({letter})" for letter in "abcdef"), "46(15)(c)"]
    assert {item.measure for item in request_elements()} == set(Measure)
    facts = next(item for item in request_elements() if item.id == "facts")
    assert facts.level is Level.REQUIRED_EXCEPT_SERVICE

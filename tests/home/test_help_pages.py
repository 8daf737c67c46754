"""Help, vocabularies and the page about the data: in six languages, the same for every reader, and true."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from roster.home.code_lists import CODE_LISTS
from roster.home.help_content import search_examples
from roster.home.vocabulary_lists import ListName, list_for, overview
from roster.search.query import parse
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Trust
from tests.factories.accounts import World
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
PAGES = (
    "help",
    "help/vocabularies",
    "help/data",
    "help/design",
    *(f"help/vocabularies?list={name}" for name in ListName),
)


def main_part(text: str) -> str:
    return re.sub(r'value="[^"]{60,}"', "", text[text.index("<main") : text.index("</main>")])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_with_a_title(visitor: Visit, language: str, page: str) -> None:
    answer = visitor().get(f"/{language}/{page}")
    assert answer.status_code == 200
    assert re.search(r"<title>[^<]{2,} – ", answer.text)
    assert answer.text.count("<h1") == 1
    ids = re.findall(r'\bid="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("page", PAGES)
def test_what_they_say_depends_on_nobody(visitor: Visit, world: World, page: str) -> None:
    signed_out = main_part(visitor().get(f"/en/{page}").text)
    assert main_part(visitor(world.manager).get(f"/en/{page}").text) == signed_out


@pytest.mark.parametrize("wanted", ["", "nothing", "STATES", "states%00", "9" * 300])
def test_an_unknown_list_leads_to_the_overview(visitor: Visit, wanted: str) -> None:
    answer = visitor().get(f"/en/help/vocabularies?list={wanted}")
    assert answer.status_code == 200
    assert 'id="lists"' in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_small(visitor: Visit, language: str) -> None:
    sizes = {page: len(visitor().get(f"/{language}/{page}").data) for page in PAGES if "design" not in page}
    assert {page: size for page, size in sizes.items() if size > 70_000} == {}
    assert sizes["help/vocabularies"] < 20_000


def test_every_state_stands_in_one_group_in_the_order_of_the_language(app: Flask) -> None:
    with app.test_request_context("/en/"):
        groups = list_for(ListName.STATES, "en").rows
    codes = [row.code for group in groups for row in group.rows]
    assert sorted(codes) == sorted(vocabulary.current().states)
    africa = next(group for group in groups if group.code == "african")
    assert [row.name for row in africa.rows][:2] == ["Algeria", "Angola"]
    assert [group.code for group in groups][-1] == "none"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_that_is_not_official_has_a_mark_with_a_source(app: Flask, language: str) -> None:
    with app.test_request_context(f"/{language}/"):
        shown = list_for(ListName.TOPICS, language)
        marks = [row.mark for group in shown.rows for row in (group.head, *group.rows)]
    topics = vocabulary.current().topics.values()
    unofficial = [topic for topic in topics if topic.trust_in(language) is not Trust.OFFICIAL]
    assert len([mark for mark in marks if mark.words]) == len(unofficial) > 0
    assert len(marks) == len(topics)
    assert all(1 <= mark.source <= len(shown.sources) for mark in marks)


def test_a_mark_leads_to_its_source_on_the_page(visitor: Visit) -> None:
    for name in ListName:
        text = visitor().get(f"/en/help/vocabularies?list={name}").text
        for number in set(re.findall(r'href="#(source-\d+)"', text)):
            assert f'id="{number}"' in text


def test_the_overview_counts_what_the_lists_show(app: Flask) -> None:
    with app.test_request_context("/en/"):
        counted = {item.name: item.entry_count for item in overview("en")}
    assert counted[ListName.STATES] == len(vocabulary.current().states)
    assert counted[ListName.FUNCTIONS] == len(vocabulary.authority_functions())
    assert counted[ListName.CODES] == sum(len(item.codes) for item in CODE_LISTS)
    assert set(counted) == set(ListName)


def test_the_examples_are_questions_that_search_understands_wholly(app: Flask) -> None:
    with app.test_request_context("/en/"):
        examples = [example.words for example in search_examples()]
    assert {words: parse(words).problem for words in examples} == dict.fromkeys(examples)


def test_the_list_of_states_says_as_of_when_it_holds(visitor: Visit) -> None:
    text = visitor().get("/en/help/vocabularies?list=states").text
    assert "2026" in text
    assert "191" in text

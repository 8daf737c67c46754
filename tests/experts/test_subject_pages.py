"""The pages of a State and of an article, and the map: what they count is what search finds for this reader."""

import re
from collections.abc import Callable

import pytest

from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.inputs import ExpertiseInput
from roster.experts.states import Stage
from tests.factories.accounts import World
from tests.factories.experts import make_profile
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
LANGUAGES = ("en", "ar", "es", "fr", "ru", "zh")
CANARY = "Zyzzyvanov"
WHO = ("", "admin", "manager", "focal_ke", "officer_ke", "observer_ke")
QUERIES = ("", "q=asset", "article=17", "state=KE&state=PE", "region=grulac&article=17")
SUBJECTS = (("states/UY", "state=UY"), ("states/KE", "state=KE"), ("articles/17", "article=17"))


@pytest.fixture
def roster(world: World, work: Callable[[], int]) -> None:
    """Open and hidden people of two States on two articles; the hidden ones alone offer Khmer and forensics."""
    line = ExpertiseInput(article_no=17, topic_id="asset-recovery")
    rare = (ExpertiseInput(article_no=17, topic_id="public-procurement"),)
    with unit_of_work():
        make_profile(state="KE", family_name="Amani", expertise=(line,))
        make_profile(state="KE", family_name="Barasa", is_public=True)
        make_profile(state="UY", family_name="Castro", expertise=(line,), is_public=True)
        for stage in (Stage.UNPUBLISHED, Stage.SUSPENDED, Stage.IMPORTED, Stage.ARCHIVED):
            for state in ("UY", "PE"):
                make_profile(state=state, stage=stage, family_name=CANARY, expertise=rare)
        make_profile(state=None, stage=Stage.IMPORTED, family_name=CANARY, expertise=rare)
    db.session.remove()
    work()


def visit(world: World, visitor: Visit, who: str) -> Visitor:
    return visitor(world.everybody[who]) if who else visitor()


def found(reader: Visitor, query: str) -> int:
    """How many the search page says it found."""
    said = re.search(r"data-live-count>\s*([\d,]+)", reader.get(f"/en/experts?{query}").text)
    assert said is not None
    return int(said[1].replace(",", ""))


@pytest.mark.parametrize("who", WHO)
def test_a_page_counts_whom_search_finds(world: World, visitor: Visit, roster: None, who: str) -> None:
    reader = visit(world, visitor, who)
    for path, query in SUBJECTS:
        text = reader.get(f"/en/{path}").text
        said = re.search(r"(\d+) experts? (?:of this State|on this article) (?:is|are) on the roster", text)
        assert (int(said[1]) if said else 0) == found(reader, query), (path, who)
        for address, count in re.findall(
            r'class="chip" href="/en/experts\?([^"]*)">[^<]*<span class="tally">(\d+)', text
        ):
            assert found(reader, address.replace("&amp;", "&")) == int(count), (path, address)


@pytest.mark.parametrize("who", ["", "focal_ke", "officer_ke", "dpo"])
def test_hidden_people_are_nowhere_on_the_pages(world: World, visitor: Visit, roster: None, who: str) -> None:
    reader = visit(world, visitor, who)
    for path in ("states/UY", "states/PE", "articles/17", "experts/map", "experts"):
        text = reader.get(f"/en/{path}").text
        assert CANARY not in text
        assert "no nominating State" not in text
    assert "There is nobody of this State whom you may see" in reader.get("/en/states/PE").text
    assert "public-procurement" not in reader.get("/en/states/UY").text
    assert "Peru" not in table_of(reader.get("/en/experts/map").text)


def table_of(text: str) -> dict[str, int]:
    """The table under the map: State and count."""
    rows = re.findall(r'<th scope="row"><a href="/en/states/\w+">([^<]*)</a></th>.*?>(\d+)</a></td>', text)
    return {name: int(count) for name, count in rows}


@pytest.mark.parametrize("who", WHO)
def test_the_map_adds_up_to_the_result(world: World, visitor: Visit, roster: None, who: str) -> None:
    reader = visit(world, visitor, who)
    for query in QUERIES:
        text = reader.get(f"/en/experts/map?{query}").text
        counts = table_of(text)
        stateless = re.search(r"(\d+) ha(?:s|ve) no nominating State yet", text)
        assert sum(counts.values()) + (int(stateless[1]) if stateless else 0) == found(reader, query), query
        for name, code in (("Kenya", "KE"), ("Uruguay", "UY")):
            if name in counts and "state=" not in query:
                assert found(reader, f"{query}&state={code}") == counts[name], query


def test_the_map_says_it_in_words_and_links_to_each_state(world: World, visitor: Visit, roster: None) -> None:
    reader = visitor(world.officer_ke)
    text = reader.get("/en/experts/map?q=asset").text
    assert "3 experts were found. They are from 2 States: Kenya (2) and Uruguay (1)." in text
    assert '<a href="/en/experts?q=asset&amp;state=KE" aria-label="Kenya: 2">' in text
    assert "3 experts were found." in reader.get("/en/experts?q=asset").text


def test_the_pages_open_in_every_language(world: World, visitor: Visit, roster: None) -> None:
    reader = visitor(world.manager)
    for language in LANGUAGES:
        for path in ("states/KE", "states/EU", "states/PS", "articles/17", "articles/1", "experts/map"):
            assert reader.get(f"/{language}/{path}").status_code == 200, (language, path)


def test_what_no_list_knows_is_not_there(visitor: Visit) -> None:
    reader = visitor()
    for path in (
        "states/XX",
        "states/KEN",
        "states/%00",
        "articles/0",
        "articles/72",
        "articles/x",
        "articles/9999",
    ):
        assert reader.get(f"/en/{path}").status_code == 404, path
    assert reader.get("/en/states/ke").headers["Location"].endswith("/en/states/KE")


def test_the_facts_of_a_state_name_their_source_and_year(visitor: Visit, world: World) -> None:
    text = visitor().get("/en/states/KE").text
    for words in (
        "Party to the Convention",
        "9 December 2003",
        "As of 2014",
        "UNTC status table",
        "Group of African States",
    ):
        assert words in text


def test_an_article_leads_to_its_neighbours_and_topics(visitor: Visit, world: World) -> None:
    text = visitor().get("/en/articles/52").text
    assert 'rel="prev" href="/en/articles/51"' in text
    assert 'rel="next" href="/en/articles/53"' in text
    assert "/en/experts?topic=asset-recovery" in text
    assert 'rel="prev"' not in visitor().get("/en/articles/1").text
    assert 'rel="next"' not in visitor().get("/en/articles/71").text


def test_profile_results_and_lists_lead_to_the_pages(world: World, visitor: Visit, roster: None) -> None:
    reader = visitor(world.officer_ke)
    results = reader.get("/en/experts?q=Amani").text
    assert '<a href="/en/states/KE">Kenya</a>' in results
    ref = re.search(r"/en/experts/(EXP-\w+)", results)
    assert ref is not None
    profile = reader.get(f"/en/experts/{ref[1]}").text
    assert 'href="/en/states/KE"' in profile
    assert 'href="/en/articles/17"' in profile
    assert 'href="/en/states/KE"' in reader.get("/en/help/vocabularies?list=states").text
    assert 'href="/en/articles/17"' in reader.get("/en/help/vocabularies?list=articles").text

"""Planted records: nobody who may not learns a word of them, a count, an order, or that they exist.

Over search, facets, snippets, pages, JSON, documents, history, export, first page, State and article pages,
error pages and log lines; and by difference: what changes when a hidden record appears.
"""

import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core.actor import NOBODY, Actor, Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.models import Profile
from roster.experts.services import SEARCH_KIND, request_indexing
from roster.experts.states import Stage
from roster.search.engine import SearchEngine
from roster.search.request import SearchRequest
from tests.factories.accounts import Account, World, make_account
from tests.factories.experts import make_profile
from tests.security.planted import (
    FIELDS,
    KINDS,
    REQUEST_STEP,
    TYPED,
    WORD,
    Planted,
    PlantedPoint,
    PlantedRequest,
    plant,
    plant_offers,
    plant_points,
    plant_requests,
)
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
# One of each set of audiences; who holds the same tokens learns the same (tests/experts/test_policy.py).
READERS = (
    "nobody",
    "admin",
    "dpo",
    "manager",
    "searcher",
    "focal_ke",
    "focal_uy",
    "officer_ke",
    "observer_ke",
    "expert",
)
READS_ALL = ("manager",)
SEARCHED = (
    "family_name",
    "employer",
    "post",
    "evidence",
    "brief",
    "brief_fr",
    "email",
    "city",
    "publications",
)
NEVER_SEARCHED = ("declared_interests", "staff_notes", "referees", "earlier_city")


@pytest.fixture
def planted(app: Flask, world: World, work: Callable[[], int]) -> list[Planted]:
    made = plant()
    work()
    return made


@pytest.fixture
def readers(world: World, planted: list[Planted]) -> dict[str, Account | None]:
    own = next(item for item in planted if item.profile.stage is Stage.SUSPENDED)
    with unit_of_work():
        expert = make_account(Assignment(Role.EXPERT, f"self:{own.profile.ref}"))
    db.session.remove()
    everybody = {**world.everybody, "nobody": None, "expert": expert}
    return {name: everybody[name] for name in READERS}


def _actor(account: Account | None) -> Actor:
    return account.actor if account else NOBODY


def _known(planted: Sequence[Planted], actor: Actor) -> frozenset[str]:
    return frozenset().union(*(item.known_to(actor) for item in planted))


def _batches(words: Sequence[str], size: int) -> Iterator[list[str]]:
    rest = iter(words)
    while batch := list(islice(rest, size)):
        yield batch


def test_search_finds_and_counts_for_each_reader_what_that_reader_may_know(
    app: Flask, planted: list[Planted], readers: dict[str, Account | None]
) -> None:
    """Every word of every field, asked as every reader."""
    assert len(planted) >= 100
    _no_word_finds_what_is_hidden(app, planted, readers)
    _each_word_finds_its_record(app, planted, readers)
    _beginnings_tell_no_more(app, planted, readers)
    engine: SearchEngine = app.extensions["roster_search"]
    audiences = _actor(readers["manager"]).audiences
    for item in planted[:5]:
        for field in NEVER_SEARCHED:
            found = engine.search(SearchRequest(SEARCH_KIND, audiences, text=item.words[field]))
            assert found.total == 0, field


def _no_word_finds_what_is_hidden(
    app: Flask, planted: list[Planted], readers: dict[str, Account | None]
) -> None:
    engine: SearchEngine = app.extensions["roster_search"]
    everything = [word for item in planted for word in item.words.values()]
    for name, account in readers.items():
        actor = _actor(account)
        known = _known(planted, actor)
        hidden = [word for word in everything if word not in known]
        assert len(hidden) >= 100 or name in READS_ALL, name
        for batch in _batches(hidden, 10):
            found = engine.search(
                SearchRequest(
                    SEARCH_KIND, actor.audiences, text=" OR ".join(batch), facets=("state", "fresh")
                )
            )
            assert found.total == 0, (name, batch)
            assert not any(counts for counts in found.facet_counts.values()), (name, batch)
            assert found.hits == (), (name, batch)


def _each_word_finds_its_record(
    app: Flask, planted: list[Planted], readers: dict[str, Account | None]
) -> None:
    """Otherwise the rest would hold for an empty index too."""
    engine: SearchEngine = app.extensions["roster_search"]
    for name, account in readers.items():
        actor = _actor(account)
        for item in planted[:: len(KINDS) // 6]:
            known = item.known_to(actor)
            for field in SEARCHED:
                found = engine.search(SearchRequest(SEARCH_KIND, actor.audiences, text=item.words[field]))
                expected = (item.id,) if item.words[field] in known else ()
                assert tuple(hit.id for hit in found.hits) == expected, (name, field)


def _beginnings_tell_no_more(app: Flask, planted: list[Planted], readers: dict[str, Account | None]) -> None:
    engine: SearchEngine = app.extensions["roster_search"]
    for name, account in readers.items():
        actor = _actor(account)
        for field, (code, _part) in FIELDS.items():
            knowing = [item for item in planted if item.words[field] in item.known_to(actor)]
            found = engine.search(SearchRequest(SEARCH_KIND, actor.audiences, text=f"zx{code}*"))
            assert found.total in (0, len(knowing)), (name, field)


@pytest.mark.parametrize("some", [READERS[::3], READERS[1::3], READERS[2::3]], ids=" ".join)
def test_no_page_and_no_list_shows_a_word_that_its_reader_may_not_know(
    app: Flask,
    planted: list[Planted],
    readers: dict[str, Account | None],
    some: Sequence[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    for reader in some:
        known = _known(planted, _actor(readers[reader]))
        visitor = Visitor(app, readers[reader])
        shown: set[str] = set()
        for path in _addresses(planted):
            answer = visitor.get(path)
            asked = set(WORD.findall(path))
            learned = set(WORD.findall(_text_of(answer.data))) - asked
            answer.close()
            assert learned <= known, (reader, path, sorted(learned - known)[:5])
            shown |= learned
        for kind, learned in _lists(visitor):
            assert learned <= known, (reader, kind, sorted(learned - known)[:5])
            shown |= learned
        if reader in ("manager", "focal_ke"):
            assert len(shown) > 100, "this reader should have learned something"
        db.session.remove()
    assert set(WORD.findall(caplog.text)) == set(), "log lines hold no personal data (R64)"


def test_no_page_of_a_network_says_who_answers_unless_it_is_asked(
    app: Flask, world: World, visitor: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    points = plant_points()
    db.session.remove()
    shown: dict[str, set[str]] = {}
    for name in (None, "focal_ke", "coordinator", "provider", "observer_ke"):
        account = world.everybody[name] if name else None
        known = frozenset().union(*(point.known_to(_actor(account)) for point in points))
        who, seen = visitor(account), set()
        for path in _addresses_of(points):
            learned = set(WORD.findall(who.get(path).text)) - set(WORD.findall(path))
            assert learned <= known, (name, path, sorted(learned - known)[:5])
            seen |= learned
        shown[name or "nobody"] = seen
    assert {name: len(words) for name, words in shown.items()} == {
        "nobody": 0,
        "focal_ke": 4,  # the posts alone, where a membership stands
        "coordinator": 8,  # all of two people of the own network
        "provider": 0,
        "observer_ke": 0,
    }
    assert set(WORD.findall(caplog.text)) == set()


def test_no_page_of_a_request_says_more_than_its_reader_may_know(
    app: Flask, world: World, visitor: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    planted = plant_requests()
    db.session.remove()
    for name in (None, "manager", "focal_ke", "officer_ke", "provider", "observer_ke", "dpo"):
        account = world.everybody[name] if name else None
        known = frozenset().union(*(item.known_to(_actor(account)) for item in planted))
        who, seen = visitor(account), set()
        for path in _addresses_of_requests(planted):
            learned = set(WORD.findall(who.get(path).text))
            assert learned <= known, (name, path, sorted(learned - known)[:5])
            seen |= learned
        # Everything that may be known is shown somewhere; otherwise the rest would hold for empty pages too.
        assert seen == known, (name, sorted(known - seen)[:5])
    assert set(WORD.findall(caplog.text)) == set()


def test_no_page_of_an_offer_says_more_than_its_reader_may_know(
    app: Flask, world: World, visitor: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    """What expert, State and manager write to one another; nobody else learns that somebody was asked."""
    caplog.set_level(logging.INFO)
    planted = plant_offers()
    with unit_of_work():
        expert = make_account(Assignment(Role.EXPERT, f"self:{planted[0].expert_ref}"))
    db.session.remove()
    everybody = {**world.everybody, "expert": expert, "nobody": None}
    for name in ("nobody", "manager", "searcher", "focal_ke", "officer_ke", "provider", "observer", "expert"):
        account = everybody[name]
        known = frozenset().union(*(item.known_to(_actor(account)) for item in planted))
        who, seen = visitor(account), set()
        for path in ("/en/", "/en/assistance", *(path for item in planted for path in item.addresses)):
            answer = who.get(path)
            learned = set(WORD.findall(_text_of(answer.data)))
            assert learned <= known, (name, path, sorted(learned - known)[:5])
            seen |= learned
        assert seen == known, (name, sorted(known - seen)[:5])
    assert set(WORD.findall(caplog.text)) == set()


def _addresses_of_requests(planted: Sequence[PlantedRequest]) -> Iterator[str]:
    yield from ("/en/", "/en/assistance", "/en/assistance?page=2", "/en/states/KE", "/en/states/UY")
    yield from ("/en/assistance?article=52", "/en/assistance?owner=nobody", "/en/assistance?stage=draft")
    yield from ("/en/assistance/figures", "/en/assistance/figures?as=others", "/en/nominations/ours")
    for item in planted:
        yield from (f"/en/assistance/{item.request.ref}", f"/en/assistance/{item.request.ref}.json")
        yield from (
            f"/en/assistance/{item.request.ref}/match",
            f"/en/assistance/{item.request.ref}/match.json",
        )
        yield from (f"/en/assistance/{item.request.ref}/team", f"/en/assistance/{item.request.ref}/selection")
        if TYPED in item.words:
            yield f"/en/assistance/{item.request.ref}/edit/{REQUEST_STEP}"


def _addresses_of(points: Sequence[PlantedPoint]) -> Iterator[str]:
    yield from ("/en/", "/en/networks", "/en/networks?q=zxpnaaak", "/en/states/KE", "/en/states/UY")
    yield from ("/en/networks/coverage", "/en/networks/matrix", "/en/networks/pairs/KE/UY")
    for slug in ("globe", "gfpn"):
        yield from (f"/en/networks/{slug}", f"/en/networks/{slug}.json", f"/en/networks/{slug}/applications")
    for point in points:
        yield from (point.address, f"{point.address}/contacts/{point.ref}/edit")


def _lists(visitor: Visitor) -> Iterator[tuple[str, set[str]]]:
    """The words in lists taken along, for those who may take any."""
    if visitor.get("/en/experts/export").status_code != 200:
        return
    for kind in ("csv", "xlsx", "json"):
        answer = visitor.post("/en/experts/export", {"purpose": "To test this", "kind": kind})
        assert answer.status_code == 200, answer.text[:500]
        yield kind, set(WORD.findall(_text_of(answer.data)))
        answer.close()


def _addresses(planted: Sequence[Planted]) -> Iterator[str]:
    yield from ("/en/", "/en/experts", "/ar/experts?sort=name&page=2", "/en/experts?sort=confirmed&page=3")
    yield from ("/en/experts?sort=state&page=4", "/en/experts/map", "/en/states/KE", "/en/states/UY")
    yield from ("/en/articles/52", "/fr/experts?q=conseille", "/en/experts?q=advises", "/en/experts?q=zx*")
    fresh = "&".join(f"fresh={word}" for word in ("confirmed", "due", "not-confirmed", "term-ended"))
    yield f"/en/experts?{fresh}"
    yield from ("/en/nominations/ours", "/en/nominations/ours?show=away", "/en/nominations/gap")
    for item in planted[: len(KINDS)]:
        ref = item.profile.ref
        yield f"/en/nominations/ours/confirm?expert={ref}"
        yield from (f"/en/experts/{ref}", f"/en/experts/{ref}.json", f"/en/experts/{ref}/history")
        if item.profile.nominating_state == "KE":
            yield from (f"/en/experts/{ref}/edit", f"/en/experts/{ref}.docx", f"/en/experts/{ref}/cv")
    for field in FIELDS:
        yield f"/en/experts?q={planted[0].words[field]}"
    for kind in (3, 9, 13):
        yield f"/en/experts?q={planted[kind].words['publications']}+{planted[kind].words['family_name']}"


def _text_of(content: bytes) -> str:
    """The words of an answer, of a document too."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


COMPARED = (
    "/en/",
    "/en/experts",
    "/en/experts?q=investigator",
    "/en/experts?q=advises+assets",
    "/en/experts?sort=name",
    "/en/experts?sort=confirmed",
    "/en/experts?sort=state",
    "/en/experts?page=2",
    "/en/experts?state=UY",
    "/en/experts?gender=female",
    "/en/experts?available_from=2026-12-01&available_to=2026-12-31",
    "/en/experts?q=Montevideo",
    "/en/experts/map",
    "/en/states/UY",
    "/en/articles/52",
    "/en/help",
)
_VOLATILE = re.compile(r'nonce="[^"]*"|name="csrf_token"[^>]*|\b[0-9A-F]{8}\b')


def _pages(visitor: Visitor) -> dict[str, str]:
    return {path: _VOLATILE.sub("", visitor.get(path).text) for path in COMPARED}


@pytest.mark.parametrize("change", ["a record appears", "its restricted part changes", "it is hidden"])
def test_what_is_hidden_changes_nothing_that_can_be_seen(
    app: Flask, world: World, visitor: Visit, work: Callable[[], int], change: str
) -> None:
    """Counts, facets, orders and snippets before and after: who may not know sees the very same pages."""
    with unit_of_work():
        for number in range(24):
            make_profile(
                family_name=f"Person{number}",
                state=("KE", "UY")[number % 2],
                is_public=number % 3 == 0,
                post="Investigator " * (1 + number % 4),
            )
        target = make_profile(family_name="Target", state="UY", post="Judge", earlier_posts="Investigator")
    work()
    hidden_from = [None, world.focal_ke, world.officer_ke, world.observer_ke]
    visitors = [visitor(account) for account in hidden_from]
    if change == "it is hidden":
        _change(target.id, work, stage=Stage.UNPUBLISHED)
    before = [_pages(one) for one in visitors]
    if change == "a record appears":
        with unit_of_work():
            make_profile(
                family_name="Aaa",
                state="UY",
                stage="unpublished",
                is_public=True,
                post="Investigator",
                city="Montevideo",
                legal_system="mixed",
                employed_since=2001,
            )
        work()
    elif change == "its restricted part changes":
        _change(
            target.id,
            work,
            publications="Investigator " * 300,
            earlier_posts="Advises on assets",
            days_per_year=3,
            declared_interests="Montevideo",
            staff_notes="Investigator",
        )
    else:
        _change(target.id, work, stage=Stage.UNPUBLISHED, employer="Investigator", legal_system="mixed")
    for account, one, pages in zip(hidden_from, visitors, before, strict=True):
        after = _pages(one)
        assert [path for path in COMPARED if after[path] != pages[path]] == [], account


def _change(id_: int, work: Callable[[], int], **values: object) -> None:
    """Change the row as a service would, without moving the time of change that members see."""
    with unit_of_work():
        profile = db.session.get(Profile, id_, populate_existing=True)
        assert profile is not None
        for name, value in values.items():
            setattr(profile, name, value)
        request_indexing(profile)
    work()


def test_an_unknown_order_or_filter_is_no_order_and_no_filter(
    world: World, visitor: Visit, work: Callable[[], int]
) -> None:
    """Nobody sorts or filters by what he may not read, whatever stands in the address."""
    with unit_of_work():
        for number in range(6):
            gender = ("female", "male")[number % 2]
            make_profile(family_name=f"Person{number}", gender=gender, city=f"City{9 - number}")
    work()
    officer = visitor(world.officer_ke)
    plain = _found(officer.get("/en/experts").text)
    assert plain
    for words in ("sort=email", "sort=-city", "sort=restricted", "sort=days_per_year", "sort=-changed"):
        assert _found(officer.get(f"/en/experts?{words}").text) == plain, words
    for words in ("gender=female", "gender=male", "absent=739946", "nationality=NR", "cv=a", "restricted=a"):
        assert _found(officer.get(f"/en/experts?{words}").text) == plain, words


def _found(page: str) -> list[str]:
    return re.findall(r"/en/experts/(EXP-[0-9A-Z]{6})\"", page)


def test_the_index_that_is_late_leaks_nothing(
    app: Flask, world: World, visitor: Visit, work: Callable[[], int]
) -> None:
    """Hidden a moment ago and not indexed yet: the rows are asked once more."""
    with unit_of_work():
        profile = make_profile(family_name="Lately", is_public=True)
    work()
    with unit_of_work():
        db.session.execute(sa.update(Profile).where(Profile.id == profile.id).values(stage=Stage.SUSPENDED))
    db.session.remove()
    for account in (None, world.officer_ke):
        assert "Lately" not in visitor(account).get("/en/experts?q=lately").text.replace('value="lately"', "")

"""Planted authorities: nobody who may not learns a word of a telephone number, a contact person or a draft.

Over list, page, JSON, card, lists taken along, edition, finder, State page, forms and the page of stale records.
"""

import logging
from collections.abc import Iterator, Sequence

import pytest
from flask import Flask

from roster.authorities.editions.cards import entry_of
from roster.authorities.editions.choosing import Choice
from roster.authorities.editions.contents import Imprint, edition_document
from roster.authorities.editions.policy import bounds_of, can_make
from roster.authorities.editions.queries import entries_of
from roster.core import clock
from roster.core.actor import NOBODY, Actor
from roster.core.db import db
from roster.core.documents.markup import as_html
from roster.web.locale import in_language
from tests.factories.accounts import World
from tests.security.planted import WORD
from tests.security.planted_authorities import OFFICERS, PlantedAuthority, plant_authorities
from tests.visitor import Visitor

READERS = (
    "nobody",
    "admin",
    "dpo",
    "manager",
    "searcher",
    "focal_ke",
    "officer_ke",
    "provider",
    "observer",
    "observer_ke",
)


@pytest.fixture
def planted(world: World) -> list[PlantedAuthority]:
    made = plant_authorities()
    db.session.remove()
    return made


@pytest.mark.parametrize("some", [READERS[::2], READERS[1::2]], ids=" ".join)
def test_no_page_of_authorities_shows_a_word_that_its_reader_may_not_know(
    app: Flask,
    world: World,
    planted: list[PlantedAuthority],
    some: Sequence[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    for reader in some:
        account = world.everybody.get(reader)
        known = _known(planted, account.actor if account else NOBODY)
        visitor = Visitor(app, account)
        shown: set[str] = set()
        for what, text in (*_pages(visitor, planted), *_lists(visitor)):
            learned = set(WORD.findall(text)) - set(WORD.findall(what))
            assert learned <= known, (reader, what, sorted(learned - known)[:5])
            shown |= learned
        if reader in ("manager", "officer_ke"):
            assert len(shown) > 20, "this reader should have learned something"
        db.session.remove()
    assert set(WORD.findall(caplog.text)) == set(), "log lines hold no personal data (R64)"


def test_an_edition_holds_what_its_maker_may_know(
    app: Flask, world: World, planted: list[PlantedAuthority]
) -> None:
    for reader, account in world.everybody.items():
        actor = account.actor
        if not can_make(actor):
            continue
        learned = set(WORD.findall(_edition(actor)))
        assert learned <= _known(planted, actor), reader
        assert not any(word.startswith(("zxcn", "zxcm", "zxcp")) for word in learned), reader
        assert learned or reader == "observer_uy", reader


def _known(planted: Sequence[PlantedAuthority], actor: Actor) -> frozenset[str]:
    return frozenset().union(*(item.known_to(actor) for item in planted))


def _edition(actor: Actor) -> str:
    """The whole text of an edition, before it is set."""
    with in_language("en"):
        found = entries_of(actor, Choice(), bounds_of(actor))
        entries = [entry_of(actor, item, at=clock.now()) for item in found]
        imprint = Imprint(
            number=1,
            as_of=clock.now(),
            purpose="To test this",
            user="Somebody",
            language="en",
            choice=Choice(),
            has_phones=True,
            is_bounded=False,
            check_address="",
        )
        return as_html(edition_document(imprint, entries, codes=()), made_at=clock.now())


def _pages(visitor: Visitor, planted: Sequence[PlantedAuthority]) -> Iterator[tuple[str, str]]:
    for path in _addresses(planted):
        answer = visitor.get(path)
        yield path, answer.text
        answer.close()


def _addresses(planted: Sequence[PlantedAuthority]) -> Iterator[str]:
    yield from ("/en/", "/en/authorities", "/ar/authorities?fresh=confirmed", "/en/authorities?stage=draft")
    yield from ("/en/authorities/stale", "/en/authorities/edition", "/en/states/KE", "/en/states/UY")
    for field in ("phone", "duty_line", "contact_name", "contact_email"):
        yield f"/en/authorities?q={planted[1].words[field]}"
    for state in ("KE", "UY"):
        yield f"/en/authorities/find?need=evidence&state={state}&matter=trial&days=1"
    for item in planted:
        page = f"/en/authorities/{item.entry.ref}"
        yield from (page, f"{page}.json", f"{page}.vcf", f"{page}/edit")
    listed = f"/en/authorities/{planted[1].entry.ref}"
    yield from (f"{listed}/report", f"{listed}/write")
    yield f"/fr/authorities/{OFFICERS}/edit"


def _lists(visitor: Visitor) -> Iterator[tuple[str, str]]:
    """What is taken along, for those who may."""
    if visitor.get("/en/authorities/export").status_code != 200:
        return
    for kind in ("csv", "json", "vcf"):
        answer = visitor.post("/en/authorities/export", {"purpose": "To test this", "kind": kind})
        assert answer.status_code in (200, 422), answer.text[:500]
        yield kind, answer.data.decode("utf-8", "replace")
        answer.close()

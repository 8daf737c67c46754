"""Entries that nobody keeps up: the page by State, and the letter of the month."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from roster.authorities.digest import send_digests
from roster.authorities.stale import stale_states
from roster.authorities.states import Stage
from roster.core import clock
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.authorities.test_reports import letters
from tests.factories.accounts import World
from tests.factories.authorities import make_authority
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
FIRST = datetime(2026, 12, 1, 6, tzinfo=UTC)


@pytest.fixture
def entries(world: World) -> None:
    with unit_of_work():
        make_authority(ref="AUT-KE0001", confirmed_at=FIRST - timedelta(days=400))
        make_authority(confirmed_at=FIRST - timedelta(days=500), stage=Stage.DISPUTED)
        make_authority(confirmed_at=FIRST - timedelta(days=500), stage=Stage.DRAFT)
        make_authority(state="UY", confirmed_at=FIRST - timedelta(days=10))
    db.session.remove()


def test_each_state_is_counted_and_those_without_are_named(world: World, entries: None) -> None:
    found = stale_states(FIRST.date(), language="en", sort="not_confirmed")
    first = found.states[0]
    assert (first.name, first.listed, first.due, first.not_confirmed, first.disputed) == ("Kenya", 2, 1, 1, 1)
    assert (first.level, found.total("listed")) == (4, 3)
    levels = {state.iso2: state.level for state in found.states}
    assert (levels["UY"], levels["FR"]) == (1, 0)
    assert found.none_count == len(found.states) - 2


def test_the_secretariat_sorts_the_page(world: World, visitor: Visit, entries: None) -> None:
    with clock.use(FIRST):
        searcher = visitor(world.searcher)
        page = searcher.get("/en/authorities/stale?sort=due").text
        assert "1 entry is due for confirmation." in page
        assert page.index('state=KE"') < page.index('state=UY"')
        assert searcher.get("/ar/authorities/stale?sort=%00").status_code == 200


def test_a_focal_point_gets_one_letter_on_the_first_of_a_month_and_only_with_a_reason(
    world: World, entries: None
) -> None:
    today = FIRST.date()
    with clock.use(FIRST):
        for since, count in ((today - timedelta(days=1), 1), (today - timedelta(days=3), 1), (today, 0)):
            with unit_of_work():
                assert send_digests(since, today) == count
        (letter,) = letters()
        assert letter.to == world.focal_ke.email
        assert "2 entries of authorities of your State wait" in letter.text
        assert letter.text.count("/en/authorities/AUT-") == 2
        assert "AUT-KE0001" in letter.text
    later = FIRST + timedelta(days=10)
    with clock.use(later), unit_of_work():
        assert send_digests(later.date() - timedelta(days=1), later.date()) == 0

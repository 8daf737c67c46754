"""What the roster lacks and a State could offer: counted over what members see, and said in sentences."""

from collections.abc import Callable

import pytest
from flask import Flask

from roster.core import clock
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.exposure.models import DemandCount
from roster.experts.exposure.queries import Demand
from roster.experts.inputs import ExpertiseInput, LanguageInput
from roster.experts.states import Stage
from roster.nominations.gap.coverage import Picture, picture_of
from roster.nominations.gap.gaps import gaps_in, summary_of
from tests.factories.accounts import World
from tests.factories.experts import make_profile
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
FRENCH = (LanguageInput("fr", "C1", "C1", "C1"),)


def _training(topic: str) -> tuple[ExpertiseInput, ...]:
    line = ExpertiseInput(topic_id=topic, assistance_type_id="training", level="lead", evidence="Taught it")
    return (line,)


@pytest.fixture
def roster(app: Flask, world: World, work: Callable[[], int]) -> Callable[..., Picture]:
    with unit_of_work():
        make_profile(family_name="Ouma")
        make_profile(family_name="Achieng", stage=Stage.SUSPENDED, languages=FRENCH)
        make_profile(family_name="Silva", state="UY", languages=FRENCH, gender="male")
    work()

    def look(state: str = "KE", demand: tuple[Demand, ...] = (), kind: str = "") -> Picture:
        engine = app.extensions["roster_search"]
        return picture_of(engine, state, language="en", demand=demand, kind=kind)

    return look


def test_only_what_members_see_is_counted(roster: Callable[..., Picture]) -> None:
    picture = roster()
    assert (picture.own, picture.roster) == (1, 2)
    assert not picture.own_by["language"].get("fr")


def test_each_subject_is_counted_by_language(roster: Callable[..., Picture]) -> None:
    covered = {item.subject.values[0]: item for item in roster().subjects}["asset-recovery"]
    assert (covered.own, covered.roster) == (1, 2)
    assert covered.own_by_language.get("en") == 1
    assert covered.roster_by_language.get("fr") == 1


def test_a_type_of_assistance_narrows_everything(roster: Callable[..., Picture]) -> None:
    assert roster(kind="legal-advice").own == 1
    other = roster(kind="training")
    assert (other.own, other.roster) == (0, 0)


def test_what_is_asked_for_most_comes_first(roster: Callable[..., Picture]) -> None:
    missing = [
        item.subject for item in roster().subjects if not item.own and item.subject.filter_name == "topic"
    ]
    wanted = missing[-1]
    first = gaps_in(roster(demand=(Demand("topic", wanted.values[0], 40),)), language="en")[0]
    assert wanted.label in first.sentence
    assert "40" in first.details
    assert first.filters == (("topic", wanted.values),)


def test_the_paragraph_says_what_nobody_covers(roster: Callable[..., Picture]) -> None:
    text = summary_of(roster(), language="en", state_name="Kenya")
    assert text.startswith("1 expert of Kenya is among those that members find.")
    assert "None of them works in: Arabic" in text
    assert "Asset recovery" not in text


def test_a_state_without_experts_has_a_page(app: Flask, world: World, visitor: Visit) -> None:
    text = visitor(world.focal_uy).get("/en/nominations/gap").text
    assert "No expert of Uruguay is among those that members find." in text


def test_what_few_asked_for_is_not_told(roster: Callable[..., Picture], world: World, visitor: Visit) -> None:
    month = clock.today().replace(day=1)
    topic = next(
        item.subject.values[0]
        for item in roster().subjects
        if not item.own and item.subject.filter_name == "topic"
    )

    def ask(times: int) -> None:
        with unit_of_work():
            db.session.merge(DemandCount(month=month, name="topic", value=topic, times=times))

    ask(4)
    assert "Asked for 4 times" not in visitor(world.focal_ke).get("/en/nominations/gap").text
    ask(6)
    assert "Asked for 6 times" in visitor(world.focal_ke).get("/en/nominations/gap").text


def test_the_page_is_the_own_states(world: World, visitor: Visit) -> None:
    assert visitor(world.focal_ke).get("/en/nominations/gap?state=UY").status_code == 404
    assert visitor(world.manager).get("/en/nominations/gap").status_code == 403
    assert visitor(world.drafter_ke).get("/en/nominations/gap?type=nonsense").status_code == 200


def test_no_figure_is_told_of_what_is_not_counted(
    roster: Callable[..., Picture], work: Callable[[], int]
) -> None:
    """A subject and a language are counted one by one: how often both were asked for is not known."""
    with unit_of_work():
        make_profile(family_name="Mutua", languages=FRENCH, expertise=_training("prevention"))
    work()
    wanted = (Demand("topic", "asset-recovery", 40), Demand("language", "fr", 30))
    combined = [gap for gap in gaps_in(roster(demand=wanted), language="en") if len(gap.filters) == 2]
    assert combined[0].filters == (("topic", ("asset-recovery",)), ("language", ("fr",)))
    assert "Asked for" not in combined[0].details

"""The page of a match: who fits and why, weights in the address, a match kept, people put on the shortlist."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from roster.assistance.matches.queries import newest_run, run_count
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.queries import request_by_ref
from roster.assistance.requests.states import Stage
from roster.assistance.selections.queries import shortlist_of
from roster.assistance.shortlists.queries import entries_of
from roster.core import clock
from roster.core.actor import SYSTEM
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.models import Profile
from roster.experts.standing.services import suspend_profile
from roster.matching.weights import Part
from tests.factories.accounts import World
from tests.factories.assistance import make_request
from tests.factories.experts import make_profile
from tests.forms import values_of
from tests.statements import counted
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
NOTHING = "&".join(f"weight-{part.value}=0" for part in Part)


@pytest.fixture
def address(world: World) -> str:
    """A request of Kenya with three people who fit it and one who speaks no English."""
    with unit_of_work():
        ref = make_request(stage=Stage.ACCEPTED).ref
        for name in ("Amani", "Baraka", "Chausiku"):
            make_profile(state="UY", nationalities=("UY",), employer="Bench", given_name=name)
        make_profile(state="KE", employer="Bench", given_name="Dalila")
    return f"/en/assistance/{ref}/match"


def request_at(address: str) -> AssistanceRequest:
    db.session.remove()
    found = db.session.scalar(
        sa.select(AssistanceRequest).where(AssistanceRequest.ref == address.split("/")[3])
    )
    assert found is not None
    return found


def profile(name: str) -> Profile:
    found = next(item for item in db.session.scalars(sa.select(Profile)) if item.person.given_name == name)
    assert isinstance(found, Profile)
    return found


def test_the_page_says_who_fits_why_and_who_just_does_not(world: World, visitor: Visit, address: str) -> None:
    page = visitor(world.manager).get(address).text
    assert "3 of 4 published profiles break none of the rules." in page
    assert page.count("How the score comes about") == 4
    assert "Conflict of interest: of the requesting State" in page
    assert "Covered: " in page
    assert "Dalila" in page.partition("Excluded by one rule alone")[2]
    assert "Dalila" not in page.partition("Excluded by one rule alone")[0]


def test_the_secretariat_alone_reads_it_and_the_manager_alone_keeps_it(
    world: World, visitor: Visit, address: str
) -> None:
    for name, account in world.everybody.items():
        reader = visitor(account)
        status = 200 if name in ("manager", "searcher") else 404
        assert reader.get(address).status_code == status, name
        assert reader.get(f"{address}.json").status_code == status, name
        panel = "See who fits" in reader.get(address.removesuffix("/match")).text
        assert panel == (status == 200), name
    searcher = visitor(world.searcher)
    assert "Keep this match" not in searcher.get(address).text
    assert searcher.post(f"{address}/keep", page=address).status_code == 403
    assert visitor(world.focal_ke).post(f"{address}/keep", page="/en/help").status_code == 404
    assert run_count(request_at(address).id) == 0


def test_each_reading_is_on_record_without_names(world: World, visitor: Visit, address: str) -> None:
    visitor(world.searcher).get(address)
    entries = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "assistance:match:read"))
    assert [(item.subject, item.user_id, item.fields) for item in entries] == [
        (address.split("/")[3], world.searcher.id, [])
    ]


def test_the_first_match_that_is_kept_begins_the_search(world: World, visitor: Visit, address: str) -> None:
    manager = visitor(world.manager)
    asked = f"{address}?weight-text=0&weight-subject=1000000&days=3"
    form = values_of(manager.get(asked).text)
    answer = manager.post(f"{address}/keep", {**form}, page=asked)
    assert answer.status_code == 303
    assert "weight-subject=1000000" in answer.location
    request = request_at(address)
    assert request.stage is Stage.MATCHING
    run = newest_run(request.id)
    assert run is not None
    assert (run.weights["subject"], run.weights["text"], run.criteria["days_wanted"]) == (1_000_000, 0, 3)
    assert (run.pool_size, run.eligible, len(run.results), run.excluded) == (4, 3, 3, {"own-state": 1})
    assert "3 experts fit by every rule." in manager.get(address.removesuffix("/match")).text


def test_who_is_ticked_comes_on_the_shortlist_of_the_request(
    world: World, visitor: Visit, address: str
) -> None:
    manager = visitor(world.manager)
    page = manager.get(address).text
    people = re.findall(r'name="expert" value="([^"]+)"', page)
    assert len(people) == 3
    answer = manager.post(f"{address}/shortlist", {"expert": people[:2]}, page=address)
    assert answer.status_code == 303
    page = manager.get(address).text
    assert "2 people were put on the shortlist of this request." in page
    assert page.count("On the shortlist") == 2
    request = request_at(address)
    shortlist = shortlist_of(request.id)
    assert shortlist is not None
    assert len(entries_of(shortlist)) == 2
    assert (request.stage, run_count(request.id)) == (Stage.MATCHING, 1)
    answer = manager.post(f"{address}/shortlist", {"expert": []}, page=address)
    assert "Nobody was chosen" in manager.get(answer.location).text
    assert run_count(request.id) == 1


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (NOTHING, "All weights are zero"),
        ("weight-text=1000000&weight-subject=999999999999", "A weight lies outside zero to a million"),
        ("weight-text=-1", "A weight lies outside zero to a million"),
        ("weight-text=much&days=x", "This weight is not a whole number"),
        ("days=0", "Days in a row must be a whole number"),
        ("weight-text=٢", "3 of 4"),
        ("all=1&weight-text=%00&days=" + "9" * 400, "3 of 4"),
    ],
)
def test_whatever_is_asked_there_is_an_answer(
    world: World, visitor: Visit, address: str, query: str, words: str
) -> None:
    answer = visitor(world.manager).get(f"{address}?{query}")
    assert answer.status_code == 200
    assert words in answer.text
    assert "Amani" in answer.text


def test_a_window_in_the_past_leaves_nobody_and_says_so(world: World, visitor: Visit, address: str) -> None:
    with unit_of_work():
        request = request_by_ref(SYSTEM, address.split("/")[3])
        assert request is not None
        request.starts_on = clock.today() - timedelta(days=9)
        request.ends_on = clock.today() - timedelta(days=1)
    page = visitor(world.manager).get(address).text
    assert "Nobody fits" in page
    assert "The time window has passed: nobody can be free in it." in page


def test_who_is_suspended_is_gone_from_the_next_page(world: World, visitor: Visit, address: str) -> None:
    manager = visitor(world.manager)
    assert "Baraka" in manager.get(address).text
    with unit_of_work():
        suspend_profile(SYSTEM, profile("Baraka"), reason="not-available")
    for page in (manager.get(address).text, manager.get(f"{address}.json").text):
        assert "Amani" in page
        assert "Baraka" not in page


def test_a_request_that_is_over_has_no_match(world: World, visitor: Visit) -> None:
    with unit_of_work():
        ref = make_request(stage=Stage.DECLINED).ref
    manager = visitor(world.manager)
    answer = manager.get(f"/en/assistance/{ref}/match")
    assert answer.location == f"/en/assistance/{ref}"
    assert "See who fits" not in manager.get(answer.location).text


def test_more_people_cost_no_more_queries(world: World, visitor: Visit, address: str) -> None:
    manager, counts = visitor(world.manager), []
    for number in (0, 12):
        with unit_of_work():
            for _ in range(number):
                make_profile(state="UY", nationalities=("UY",), employer="Bench")
        manager.get(address)
        with counted() as statements:
            assert manager.get(address).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] < 40


def test_parts_add_up_in_plain_data(world: World, visitor: Visit, address: str) -> None:
    data = visitor(world.searcher).get(f"{address}.json?weight-rest=30").json
    assert data is not None
    assert data["weights"]["rest"] == 30
    assert [item["rank"] for item in data["matches"]] == [1, 2, 3]
    for item in data["matches"]:
        assert sum(part["points"] for part in item["parts"].values()) == item["points"]
    assert data["near_misses"]["own-state"][0]["excluded_because"] == [
        "Is an expert of the requesting State, \u2068Kenya\u2069."
    ]

"""Who fits a request, from rows of the database: the rules hold, and what changed holds in the next request."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from roster.assistance.engagements.states import EngagementStage
from roster.assistance.matches.queries import newest_run
from roster.assistance.matches.services import Matched, keep_match, matched
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.moving_services import make_move
from roster.assistance.requests.queries import request_by_ref
from roster.assistance.requests.states import Move, Stage
from roster.assistance.room import forget_person
from roster.core import clock
from roster.core.actor import SYSTEM
from roster.core.db import db
from roster.core.errors import NotFoundError, StaleError
from roster.core.multilingual import MultilingualText
from roster.core.unit_of_work import unit_of_work
from roster.experts.erasure.services import erase_profile
from roster.experts.inputs import AbsenceInput, ExpertiseInput, LanguageInput, ReviewInput
from roster.experts.models import Profile
from roster.experts.services import edit_profile
from roster.experts.standing import services as standing
from roster.experts.states import Stage as ProfileStage
from roster.matching.problems import ProblemKind
from roster.matching.rules import Rule
from roster.matching.weights import MOST, Part, Weights
from tests.factories.accounts import World
from tests.factories.assistance import make_engagement, make_request
from tests.factories.experts import make_profile, profile_input
from tests.statements import counted


def asked(**changes: Any) -> AssistanceRequest:
    with unit_of_work():
        return make_request(stage=Stage.ACCEPTED, **changes)


def expert(**changes: Any) -> Profile:
    """Somebody of Uruguay who fits the request of the tests."""
    with unit_of_work():
        return make_profile(
            **{"state": "UY", "nationalities": ("UY",), "employer": "Bench of Accounts", **changes}
        )


def of_ref(ref: str) -> AssistanceRequest:
    found = request_by_ref(SYSTEM, ref)
    assert found is not None
    return found


def of(request: AssistanceRequest, *, actor: Any = SYSTEM, **keywords: Any) -> Matched:
    return matched(actor, request, today=clock.today(), **keywords)


def refs(found: Matched) -> list[str]:
    return [item.ref for item in found.result.matches]


def rules_of(found: Matched, ref: str) -> set[Rule]:
    return {rule for rule, items in found.result.near_misses.items() for item in items if item.ref == ref}


@pytest.mark.parametrize(
    ("rule", "profile", "request_"),
    [
        (Rule.OWN_STATE, {"state": "KE"}, {}),
        (Rule.OWN_STATE, {"nationalities": ("UY", "KE")}, {}),
        (Rule.EXCLUDED, {}, {"excluded_states": ("UY",)}),
        (Rule.LANGUAGE, {"languages": (LanguageInput("en", "B2", "C2", "C2"),)}, {}),
        (Rule.MODE, {"mode": "remote"}, {}),
        (Rule.REGION, {"regions_excluded": ("african",)}, {}),
        (Rule.NOTICE, {"notice_days": 75}, {}),
        (Rule.EMPLOYER, {"employer": "Office of Asset  tracing"}, {}),
        (Rule.INTEREST, {"declared_interests": "Shares in a port in Kenya"}, {}),
        (Rule.REVIEWER, {"reviews": (ReviewInput("uncac-irm-1", clock.today().year - 1, "KE"),)}, {}),
    ],
)
def test_whoever_breaks_a_rule_is_not_in_the_result_but_among_those_who_just_miss_it(
    world: World, rule: Rule, profile: dict[str, Any], request_: dict[str, Any]
) -> None:
    request, other = asked(**request_), expert(**profile)
    found = of(request)
    assert refs(found) == []
    assert rules_of(found, other.ref) == {rule}


def test_a_person_who_cannot_be_chosen_is_named_by_the_request(world: World) -> None:
    other = expert()
    found = of(asked(excluded_experts=(other.ref,)))
    assert refs(found) == []
    assert rules_of(found, other.ref) == {Rule.EXCLUDED}


def test_an_absence_excludes_unless_the_days_wanted_fit_beside_it(world: World) -> None:
    request = asked()
    first = clock.today() + timedelta(days=70)
    other = expert(absences=(AbsenceInput(first, first + timedelta(days=2)),))
    whole = of(request)
    assert refs(whole) == []
    assert rules_of(whole, other.ref) == {Rule.ABSENCE}
    assert refs(of(request, days=5)) == [other.ref]


@pytest.mark.parametrize("way", ["suspend", "withdraw", "archive", "erase", "edit"])
def test_what_changed_with_an_expert_holds_in_the_next_request(world: World, way: str) -> None:
    request, other, stays = asked(), expert(), expert()
    assert set(refs(of(request))) == {other.ref, stays.ref}
    ref = other.ref
    with unit_of_work():
        if way == "suspend":
            standing.suspend_profile(SYSTEM, other, reason="not-available")
        elif way == "withdraw":
            standing.withdraw_consent(SYSTEM, other)
        elif way == "archive":
            standing.archive_profile(SYSTEM, other)
        elif way == "erase":
            erase_profile(SYSTEM, other, basis="request")
        else:
            edit_profile(
                SYSTEM, other, given=profile_input(mode="remote", nationalities=(), employer="Bench")
            )
    found = of(request)
    assert refs(found) == [stays.ref]
    shown = {item.ref for items in found.result.near_misses.values() for item in items}
    assert shown == ({ref} if way == "edit" else set())
    assert set(found.people) == {stays.ref} | shown
    assert found.pool_size == (2 if way == "edit" else 1)


def test_what_was_undone_leaves_no_trace_in_the_next_match(world: World) -> None:
    """Two changes give the profile the same version at the same moment; the first of them never happened."""
    request, other = asked(), expert()
    ref, given = other.ref, profile_input(nationalities=(), employer="Bench")
    assert refs(of(request)) == [ref]
    with clock.use(clock.now()):
        with suppress(KeyError), unit_of_work():
            edit_profile(SYSTEM, other, given=replace(given, mode="remote"))
            assert refs(of(request)) == []
            raise KeyError
        with unit_of_work():
            edit_profile(SYSTEM, other, given=replace(given, post="Judge"))
        assert refs(of(request)) == [ref]


def test_who_has_worked_lately_has_less_rest(world: World) -> None:
    with unit_of_work():
        worked = make_engagement(state="PE", stage=EngagementStage.DONE).profile
    assert worked is not None
    rested = expert()
    rest = {
        item.ref: {part.part: part.points for part in item.parts}[Part.REST]
        for item in of(asked(state="PE", authority_name="Ministry of Justice"), days=5).result.matches
    }
    assert rest[rested.ref] > rest[worked.ref]


def test_the_parts_add_up_and_the_better_line_comes_first(world: World) -> None:
    request, best = asked(), expert()
    other = expert(expertise=(ExpertiseInput(topic_id="public-procurement", level="assist"),))
    found = of(request)
    assert refs(found) == [best.ref, other.ref]
    for item in found.result.matches:
        assert item.points == sum(part.points for part in item.parts)
    assert found.names[best.ref] == "Atieno Wanjala"


def test_words_of_a_request_in_french_are_found_in_a_profile_in_english(
    world: World, work: Callable[[], int]
) -> None:
    """The topic is named by the request's words alone; the profile names it in its own."""
    brief = MultilingualText({"en": "Leads asset recovery cases against banks."}, "en")
    far = (ExpertiseInput(topic_id="public-procurement"),)
    named, other = expert(expertise=far, brief_profile=brief), expert(expertise=far)
    work()
    words = "Recouvrement d'avoirs : aide pour le recouvrement d'avoirs détournés."
    request = asked(
        title="Aide", outcome=words, source_language="fr", articles=(), topics=("asset-recovery",)
    )
    found = of(request)
    assert found.reads_texts
    assert refs(found) == [named.ref, other.ref]
    points = {
        item.ref: {part.part: part.points for part in item.parts}[Part.TEXT] for item in found.result.matches
    }
    assert points[named.ref] > points[other.ref] == 0


def test_a_name_that_is_a_word_of_the_request_counts_nothing(world: World, work: Callable[[], int]) -> None:
    far = (ExpertiseInput(topic_id="public-procurement"),)
    brief = MultilingualText({"en": "Buys."}, "en")
    expert(family_name="Investigators", given_name="Freeze", expertise=far, brief_profile=brief, post="Buyer")
    work()
    found = of(asked())
    assert {part.part: part.points for part in found.result.matches[0].parts}[Part.TEXT] == 0


@pytest.mark.parametrize(
    ("weights", "kind"),
    [
        (dict.fromkeys(Part, 0), ProblemKind.WEIGHTS_ZERO),
        (dict.fromkeys(Part, MOST), None),
        ({Part.TYPE: MOST + 1}, ProblemKind.WEIGHT_OUT_OF_RANGE),
    ],
)
def test_any_weights_give_an_answer(world: World, weights: dict[Part, int], kind: ProblemKind | None) -> None:
    request, other = asked(), expert()
    found = of(request, weights=Weights(weights))
    assert refs(found) == [other.ref]
    assert 0 <= found.result.matches[0].points <= 1000
    assert (kind in {item.kind for item in found.result.problems}) == (kind is not None)


def test_a_window_in_the_past_and_seventy_one_articles_are_said_and_answered(world: World) -> None:
    request, other = asked(), expert()
    with unit_of_work():
        request.subjects = [{"article": number, "topic": None} for number in range(1, 72)]
    found = of(request)
    assert refs(found) == [other.ref]
    assert ProblemKind.MANY_SUBJECTS in {item.kind for item in found.result.problems}
    late = matched(SYSTEM, request, today=clock.today() + timedelta(days=120))
    assert refs(late) == []
    assert ProblemKind.WINDOW_PAST in {item.kind for item in late.result.problems}


def test_nobody_but_the_secretariat_is_told(world: World) -> None:
    request = asked(visibility="public-title")
    expert()
    readers = set()
    for name, account in world.everybody.items():
        try:
            of(request, actor=account.actor)
        except NotFoundError:
            continue
        readers.add(name)
    assert readers == {"manager", "searcher"}


def test_a_match_is_kept_by_the_manager_and_begins_the_search(world: World) -> None:
    request, other = asked(), expert()
    weights = Weights({**dict.fromkeys(Part, 0), Part.SUBJECT: 7})
    found = of(request, weights=weights)
    with pytest.raises(NotFoundError), unit_of_work():
        keep_match(world.searcher.actor, request, found=found)
    with unit_of_work():
        run = keep_match(world.manager.actor, request, found=found)
        again = keep_match(world.manager.actor, request, found=found)
    assert request.stage is Stage.MATCHING
    assert newest_run(request.id) is again is not run
    assert run.weights["subject"] == 7
    assert run.weights["text"] == 0
    assert (run.pool_size, run.eligible) == (1, 1)
    assert [item["ref"] for item in run.results] == [other.ref]
    with unit_of_work():
        make_move(SYSTEM, request, move=Move.SHORTLIST)
    with pytest.raises(StaleError), unit_of_work():
        keep_match(world.manager.actor, request, found=found)


def test_a_manager_of_the_requesting_state_keeps_a_match_but_decides_nothing(world: World) -> None:
    request = asked()
    manager = replace(world.manager.actor, nationalities=frozenset({"KE"}))
    with unit_of_work():
        run = keep_match(manager, request, found=of(request, actor=manager))
    assert newest_run(request.id) is run
    assert request.stage is Stage.ACCEPTED


def test_who_is_erased_leaves_the_matches_that_were_kept(world: World) -> None:
    one, other, stays = expert(), expert(), expert()
    request = asked(excluded_experts=(other.ref,))
    with unit_of_work():
        keep_match(world.manager.actor, request, found=of(request))
    gone = {one.ref, other.ref}
    with unit_of_work():
        assert sum(forget_person(SYSTEM, ref=ref, profile_id=0) for ref in sorted(gone)) >= 2
    run = newest_run(request.id)
    assert run is not None
    kept = f"{run.results} {run.criteria}"
    assert stays.ref in kept
    assert not any(ref in kept for ref in gone)


def test_the_number_of_queries_does_not_grow_with_the_people(world: World) -> None:
    ref, counts = asked().ref, []
    for number in (2, 10):
        with unit_of_work():
            for _ in range(number):
                make_profile(state="UY", nationalities=("UY",), employer="Bench of Accounts")
        of(of_ref(ref))
        with unit_of_work():
            make_profile(state="UY", stage=ProfileStage.IMPORTED)  # so that all is read again
        db.session.expunge_all()
        request = of_ref(ref)
        with counted() as statements:
            assert len(of(request).result.matches) >= number
        counts.append(len(statements))
    assert counts[0] == counts[1] < 25
    with counted() as statements:
        of(request)

    assert len(statements) < counts[1]

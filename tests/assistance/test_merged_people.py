"""People on shortlists whose profile became part of another: the list follows, and comes back with the undo."""

import re
from collections.abc import Callable

import sqlalchemy as sa

from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.services import start_engagement
from roster.assistance.offers.availability_services import ask_if_free
from roster.assistance.offers.models import AvailabilityQuestion, ExpertOffer
from roster.assistance.offers.queries import offer_by_ref
from roster.assistance.offers.rules import OfferInput, QuestionInput
from roster.assistance.offers.services import answer, make_offer, make_offers
from roster.assistance.requests.states import Stage
from roster.assistance.shortlists.queries import entries_of
from roster.core.actor import SYSTEM, Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.merging.queries import merges_into
from roster.experts.merging.services import merge_profiles, undo_merge
from roster.experts.queries import expert_by_ref
from roster.rooms import erase_expert
from tests.assistance.lists import a_list, entry_refs, some_people, the_list
from tests.factories.accounts import World, make_account
from tests.factories.assistance import make_request
from tests.factories.experts import make_outsider
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
LISTS = "/en/shortlists"
KINDS = (ExpertOffer, AvailabilityQuestion, Engagement)


def merge(world: World, kept: str, gone: str) -> None:
    with unit_of_work():
        actor = world.manager.actor
        both = [expert_by_ref(actor, ref) for ref in (kept, gone)]
        assert both[0]
        assert both[1]
        merge_profiles(actor, both[0], gone=both[1], taken=())
    db.session.remove()


def undo(world: World, kept: str) -> None:
    with unit_of_work():
        actor = world.manager.actor
        profile = expert_by_ref(actor, kept)
        assert profile
        undo_merge(actor, merges_into(profile)[0])
    db.session.remove()


def people_on(visitor: Visitor, ref: str) -> list[str]:
    return re.findall(r'result-name">.*?/en/experts/(EXP-\w+)', visitor.get(f"{LISTS}/{ref}").text)


def test_a_merged_profile_moves_on_its_lists_and_back_with_the_undo(world: World, visitor: Visit) -> None:
    first, gone, kept = some_people(3)
    ref = a_list(world.searcher, [first, gone])
    searcher = visitor(world.searcher)
    note = f"{LISTS}/{ref}/entries/{entry_refs(ref)[1]}/note"
    assert searcher.post(note, {"version": "1", "note": "Knows the port"}).status_code == 303
    merge(world, kept, gone)
    assert people_on(searcher, ref) == [first, kept]
    assert "Knows the port" in searcher.get(f"{LISTS}/{ref}").text
    assert "Asset recovery mission" in searcher.get(f"/en/experts/{kept}").text
    assert kept in searcher.get(f"{LISTS}/{ref}/compare").text
    undo(world, kept)
    assert people_on(searcher, ref) == [first, gone]
    assert "Asset recovery mission" not in searcher.get(f"/en/experts/{kept}").text.split("<select")[0]


def test_a_profile_that_was_merged_twice_leads_to_the_last(world: World, visitor: Visit) -> None:
    gone, kept, last = some_people(3)
    ref = a_list(world.searcher, [gone])
    merge(world, kept, gone)
    merge(world, last, kept)
    assert people_on(visitor(world.searcher), ref) == [last]
    undo(world, last)
    assert people_on(visitor(world.searcher), ref) == [kept]


def test_who_stands_there_by_another_profile_is_not_added_again(world: World, visitor: Visit) -> None:
    gone, kept = some_people(2)
    ref = a_list(world.searcher, [gone])
    merge(world, kept, gone)
    searcher = visitor(world.searcher)
    answer = searcher.post(f"{LISTS}/add", {"expert": kept, "shortlist": ref})
    assert "on “Asset recovery mission” already" in searcher.get(answer.location).text
    assert len(entries_of(the_list(ref))) == 1


def test_two_places_that_became_one_person_say_so_and_count_once(world: World, visitor: Visit) -> None:
    kept, other, gone = some_people(3)
    ref = a_list(world.searcher, [kept, other, gone])
    searcher = visitor(world.searcher)
    merge(world, kept, gone)
    page = searcher.get(f"{LISTS}/{ref}").text
    assert people_on(searcher, ref) == [kept, other]
    assert "The same person as number 1" in page
    assert page.count('form="compare"') == 2
    undo(world, kept)
    assert people_on(searcher, ref) == [kept, other, gone]


def test_what_is_asked_of_somebody_follows_the_merge_and_comes_back(
    world: World, visitor: Visit, work: Callable[[], int]
) -> None:
    """Offer, question and engagement; the letter is written again where the address is another."""
    with unit_of_work():
        gone, kept = (make_outsider(family_name=name, email=f"{name}@x.example") for name in ("Gone", "Kept"))
        request = make_request(stage=Stage.SHORTLISTED)
        offer = make_offer(SYSTEM, request, profile=gone, text="")
        days = QuestionInput(starts_on=offer.starts_on, ends_on=offer.ends_on, days=1)
        (question,) = ask_if_free(SYSTEM, request, profiles=[gone], given=days)
        done = start_engagement(
            SYSTEM,
            make_request(stage=Stage.AGREED),
            profile=gone,
            starts_on=offer.starts_on,
            ends_on=offer.ends_on,
            days=1,
        )
        refs, nonces = (gone.ref, kept.ref), (offer.nonce, question.nonce)
        ids = (offer.id, question.id, done.id)
        own = make_account(Assignment(Role.EXPERT, f"self:{kept.ref}"))

    def rows() -> tuple[ExpertOffer, AvailabilityQuestion, Engagement]:
        db.session.remove()
        found = [db.session.get(kind, id_) for kind, id_ in zip(KINDS, ids, strict=True)]
        assert all(found)
        return tuple(found)  # type: ignore[return-value]

    def whose() -> set[str]:
        return {row.profile.ref for row in rows() if row.profile is not None}

    merge(world, refs[1], refs[0])
    work()
    assert whose() == {refs[1]}
    moved = rows()
    assert (moved[0].stage, moved[0].nonce == nonces[0], moved[1].nonce == nonces[1]) == (
        "open",
        False,
        False,
    )
    page = f"/en/assistance/expert-offers/{moved[0].ref}"
    assert visitor(own).get(page).status_code == 200
    undo(world, refs[1])
    work()
    assert whose() == {refs[0]}
    assert {row.first_profile_id for row in rows()} == {None}
    assert visitor(own).get(page).status_code == 404
    with unit_of_work():
        found = offer_by_ref(SYSTEM, page.rpartition("/")[2])
        assert found is not None
        answer(SYSTEM, found, accepts=True)


def test_who_is_erased_right_after_an_undo_takes_the_own_words_along_and_nobody_elses(
    world: World, work: Callable[[], int]
) -> None:
    with unit_of_work():
        gone, kept = (make_outsider(family_name=name) for name in ("Gone", "Kept"))
        request = make_request(stage=Stage.SHORTLISTED)
        own, other = (make_offer(SYSTEM, request, profile=who, text=who.ref) for who in (gone, kept))
        refs, ids = (gone.ref, kept.ref), (own.id, other.id)
    merge(world, refs[1], refs[0])
    work()
    undo(world, refs[1])
    with unit_of_work():  # before the worker has brought anything back
        profile = expert_by_ref(SYSTEM, refs[0])
        assert profile
        erase_expert(SYSTEM, profile, basis="request")
    work()
    found = [db.session.get_one(ExpertOffer, id_) for id_ in ids]
    assert [(row.text, row.profile.ref if row.profile else None) for row in found] == [
        ("", None),
        (refs[1], refs[1]),
    ]


def test_of_two_offers_to_one_person_the_one_that_has_come_further_stays(
    world: World, work: Callable[[], int]
) -> None:
    with unit_of_work():
        people = [make_outsider(email=f"p{number}@x.example") for number in range(3)]
        request = make_request(stage=Stage.SHORTLISTED)
        day = request.starts_on
        assert day is not None
        given = OfferInput(starts_on=day, ends_on=day, days=1, places=2)
        offers = make_offers(SYSTEM, request, profiles=people, given=given)
        answer(SYSTEM, offers[1], accepts=True)
        kept, gone = people[0].ref, people[1].ref
        request_id = request.id

    def stages() -> list[tuple[str, str | None]]:
        db.session.remove()
        found = sa.select(ExpertOffer).where(ExpertOffer.request_id == request_id)
        ordered = db.session.scalars(found.order_by(ExpertOffer.position))
        return [(offer.stage.value, offer.ended_because) for offer in ordered]

    merge(world, kept, gone)
    work()
    assert stages() == [("cancelled", "merged"), ("accepted", None), ("open", None)]
    undo(world, kept)
    work()
    assert stages() == [("open", None), ("accepted", None), ("open", None)]

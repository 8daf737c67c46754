"""People on shortlists whose profile became part of another: the list follows, and comes back with the undo."""

import re
from collections.abc import Callable

from roster.assistance.shortlists.queries import entries_of
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.merging.queries import merges_into
from roster.experts.merging.services import merge_profiles, undo_merge
from roster.experts.queries import expert_by_ref
from tests.assistance.lists import a_list, entry_refs, some_people, the_list
from tests.factories.accounts import World
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
LISTS = "/en/shortlists"


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

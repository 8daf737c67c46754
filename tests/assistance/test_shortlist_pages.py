"""Shortlists as the secretariat works with them: begun, filled, ordered, noted, compared, closed, deleted."""

import re
from collections.abc import Callable

import sqlalchemy as sa

from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.models import Profile
from tests.assistance.lists import a_list, entry_refs, positions, some_people, the_list
from tests.factories.accounts import World
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
LISTS = "/en/shortlists"


def names_on(visitor: Visitor, ref: str) -> list[str]:
    page = visitor.get(f"{LISTS}/{ref}").text
    return re.findall(r'result-name"><span class="person-name"><a [^>]*><bdi[^>]*>([^<]+)</bdi>', page)


def test_a_list_is_begun_with_people_and_a_second_press_makes_no_second_one(
    world: World, visitor: Visit
) -> None:
    refs = some_people(2)
    searcher = visitor(world.searcher)
    address = f"{LISTS}/new?expert={refs[0]}&expert={refs[1]}"
    form = {**values_of(searcher.get(address).text), "title": "Mission", "purpose": "Nairobi"}
    assert form["expert"] == refs
    first = searcher.post(f"{LISTS}/new", form)
    again = searcher.post(f"{LISTS}/new", form)
    assert first.status_code == again.status_code == 303
    assert first.location == again.location
    page = searcher.get(first.location).text
    assert "Amani" in page
    assert "Baraka" in page
    assert searcher.get(LISTS).text.count("/en/shortlists/SHL-") == 1


def test_a_list_needs_a_title(world: World, visitor: Visit) -> None:
    answer = visitor(world.manager).post(f"{LISTS}/new", {"title": " ", "purpose": "kept"})
    assert answer.status_code == 422
    assert "kept" in answer.text


def test_people_ticked_in_the_search_are_added_and_the_reader_comes_back(
    world: World, visitor: Visit
) -> None:
    first, second, third = some_people(3)
    ref = a_list(world.searcher, [first])
    searcher = visitor(world.searcher)
    form = {"expert": [first, second, third], "shortlist": ref, "next": "/en/experts?q=x"}
    answer = searcher.post(f"{LISTS}/add", form)
    assert answer.status_code == 303
    assert answer.location == "/en/experts?q=x"
    page = searcher.get(answer.location).text
    assert "2 people were added to “Asset recovery mission”." in page
    assert "1 person was on “Asset recovery mission” already." in page
    assert positions(ref) == [1, 2, 3]


def test_who_was_ticked_stays_so_on_every_page_of_the_result(
    world: World, visitor: Visit, work: Callable[[], int]
) -> None:
    first, second, third = some_people(3)
    work()
    searcher = visitor(world.searcher)
    query = f"expert={second}&expert={first}&expert=%3Cscript%3E&expert=EXP-0"
    page = searcher.get(f"/en/experts?q=Amani&{query}").text
    assert re.findall(r'<input type="checkbox" name="expert" value="([^"]+)"[^>]* checked', page) == [first]
    assert re.findall(r'<input type="hidden" name="expert" value="([^"]+)" form="find">', page) == [second]
    assert "Chosen on other pages: 1" in page
    assert third not in page
    assert 'experts/export?q=Amani"' in page
    assert "/shortlists/add?next=/en/experts?q%3DAmani" in page.replace("%2F", "/").replace("%3F", "?")


def test_who_could_not_be_added_is_still_ticked(world: World, visitor: Visit) -> None:
    people = some_people(2)
    ref = a_list(world.searcher, [])
    searcher = visitor(world.searcher)
    assert searcher.post(f"{LISTS}/{ref}/close", page=f"{LISTS}/{ref}").status_code == 303
    address = f"{LISTS}/add?next=/en/experts%3Fq%3Dx"
    answer = searcher.post(address, {"expert": people, "shortlist": ref}, page="/en/help")
    assert answer.location == f"/en/experts?q=x&expert={people[0]}&expert={people[1]}"


def test_who_only_reads_the_result_has_nothing_to_tick(world: World, visitor: Visit) -> None:
    ref = some_people(1)[0]
    page = visitor(world.focal_ke).get(f"/en/experts?expert={ref}").text
    assert 'name="expert"' not in page
    assert "picked" not in page


def test_adding_never_leads_to_another_host(world: World, visitor: Visit) -> None:
    ref = a_list(world.searcher, [])
    form = {"expert": some_people(1), "shortlist": ref, "next": "//evil.example/"}
    answer = visitor(world.searcher).post(f"{LISTS}/add", form)
    assert answer.location == f"{LISTS}/{ref}"


def test_adding_to_no_list_leads_to_a_new_one_with_the_same_people(world: World, visitor: Visit) -> None:
    refs = some_people(2)
    searcher = visitor(world.searcher)
    answer = searcher.post(f"{LISTS}/add", {"expert": refs, "shortlist": ""})
    assert values_of(searcher.get(answer.location).text)["expert"] == refs


def test_adding_nobody_says_so(world: World, visitor: Visit) -> None:
    searcher = visitor(world.searcher)
    ref = a_list(world.searcher, [])
    answer = searcher.post(f"{LISTS}/add", {"shortlist": ref, "expert": ["EXP-000000", "nonsense"]})
    assert "Nobody was chosen" in searcher.get(answer.location).text
    assert positions(ref) == []


def test_the_order_changes_by_buttons_and_stays_dense(world: World, visitor: Visit) -> None:
    ref = a_list(world.searcher, some_people(4))
    searcher = visitor(world.searcher)
    last = entry_refs(ref)[3]
    answer = searcher.post(f"{LISTS}/{ref}/entries/{last}/move", {"direction": "up"})
    assert answer.location == f"{LISTS}/{ref}#{last}"
    assert "Atieno Dalila is now number 3 of 4." in searcher.get(answer.location).text
    assert names_on(searcher, ref) == [f"Atieno {name}" for name in ("Amani", "Baraka", "Dalila", "Chausiku")]
    searcher.post(f"{LISTS}/{ref}/entries/{last}/move", {"direction": "top"})
    searcher.post(f"{LISTS}/{ref}/entries/{last}/move", {"direction": "up"})
    assert names_on(searcher, ref)[0] == "Atieno Dalila"
    searcher.post(f"{LISTS}/{ref}/entries/{last}/move", {"direction": "down"})
    assert names_on(searcher, ref)[:2] == ["Atieno Amani", "Atieno Dalila"]
    searcher.post(f"{LISTS}/{ref}/entries/{last}/move", {"direction": "sideways"})
    searcher.post(f"{LISTS}/{ref}/entries/{last}/remove")
    assert names_on(searcher, ref) == [f"Atieno {name}" for name in ("Amani", "Baraka", "Chausiku")]
    assert positions(ref) == [1, 2, 3]


def test_a_note_is_saved_and_a_stale_one_shows_both_texts(world: World, visitor: Visit) -> None:
    ref = a_list(world.searcher, some_people(1))
    entry = entry_refs(ref)[0]
    address = f"{LISTS}/{ref}/entries/{entry}/note"
    searcher, manager = visitor(world.searcher), visitor(world.manager)
    one, two = values_of(searcher.get(address).text), values_of(manager.get(address).text)
    assert searcher.post(address, {**one, "note": "Speaks well"}).status_code == 303
    answer = manager.post(address, {**two, "note": "Ask the ministry"})
    assert answer.status_code == 409
    assert "Speaks well" in answer.text
    assert "Ask the ministry" in answer.text
    again = {**values_of(answer.text), "note": "Both"}
    assert manager.post(address, again).status_code == 303
    assert "Both" in searcher.get(f"{LISTS}/{ref}").text


def test_ordering_makes_no_note_and_no_title_stale(world: World, visitor: Visit) -> None:
    ref = a_list(world.searcher, some_people(2))
    first = entry_refs(ref)[0]
    searcher, manager = visitor(world.searcher), visitor(world.manager)
    note_address, title_address = f"{LISTS}/{ref}/entries/{first}/note", f"{LISTS}/{ref}/edit"
    note, title = values_of(manager.get(note_address).text), values_of(manager.get(title_address).text)
    searcher.post(f"{LISTS}/{ref}/entries/{first}/move", {"direction": "down"})
    assert manager.post(note_address, {**note, "note": "Fine"}).status_code == 303
    assert manager.post(title_address, {**title, "title": "Other"}).status_code == 303


def test_a_stale_title_shows_both_texts(world: World, visitor: Visit) -> None:
    ref = a_list(world.searcher, [])
    address = f"{LISTS}/{ref}/edit"
    searcher, manager = visitor(world.searcher), visitor(world.manager)
    one, two = values_of(searcher.get(address).text), values_of(manager.get(address).text)
    assert searcher.post(address, {**one, "title": "First title"}).status_code == 303
    answer = manager.post(address, {**two, "title": "Second title"})
    assert answer.status_code == 409
    assert "First title" in answer.text
    assert "Second title" in answer.text
    assert the_list(ref).title == "First title"


def test_people_stand_side_by_side_with_their_balance(world: World, visitor: Visit) -> None:
    women = some_people(1)
    others = some_people(2, gender=None, state="UY", legal_system="civil", family_name="Quiroga")
    ref = a_list(world.searcher, [*women, *others])
    searcher = visitor(world.searcher)
    page = searcher.get(f"{LISTS}/{ref}/compare").text
    for words in ("1 woman", "2 not disclosed", "Civil law: 2", "Common law: 1", "Can lead", "writes B2"):
        assert words in page
    two = searcher.get(f"{LISTS}/{ref}/compare?expert={women[0]}&expert={others[0]}").text
    assert two.count('data-label="Atieno Quiroga"') == page.count('data-label="Atieno Quiroga"') // 2
    one = searcher.get(f"{LISTS}/{ref}/compare?expert={women[0]}&expert=EXP-000000").text
    assert "Choose at least two people" in one


def test_no_more_than_six_are_compared(world: World, visitor: Visit) -> None:
    refs = some_people(7)
    ref = a_list(world.manager, refs)
    asked = "&".join(f"expert={one}" for one in refs)
    page = visitor(world.manager).get(f"{LISTS}/{ref}/compare?{asked}").text
    assert "1 more was left out" in page
    assert page.count('class="person-name"') == 6


def test_a_closed_list_is_read_and_not_changed(world: World, visitor: Visit) -> None:
    refs = some_people(2)
    ref = a_list(world.searcher, refs[:1])
    searcher, entry = visitor(world.searcher), entry_refs(ref)[0]
    searcher.post(f"{LISTS}/{ref}/close")
    assert searcher.get(f"{LISTS}/{ref}").status_code == 200
    for path in ("edit", f"entries/{entry}/note"):
        assert searcher.get(f"{LISTS}/{ref}/{path}").status_code == 403
    for path in (
        "edit",
        "close",
        f"entries/{entry}/move",
        f"entries/{entry}/remove",
        f"entries/{entry}/note",
    ):
        assert searcher.post(f"{LISTS}/{ref}/{path}", {"direction": "up"}).status_code == 403
    answer = searcher.post(f"{LISTS}/add", {"expert": refs, "shortlist": ref})
    assert "closed or gone" in searcher.get(answer.location).text
    searcher.post(f"{LISTS}/{ref}/reopen")
    searcher.post(f"{LISTS}/add", {"expert": refs, "shortlist": ref})
    assert positions(ref) == [1, 2]


def test_a_list_is_deleted_after_a_question(world: World, visitor: Visit) -> None:
    ref = a_list(world.searcher, some_people(2))
    searcher = visitor(world.searcher)
    assert "It has 2 people on it." in searcher.get(f"{LISTS}/{ref}/delete").text
    assert searcher.get(f"{LISTS}/{ref}").status_code == 200
    assert searcher.post(f"{LISTS}/{ref}/delete").status_code == 303
    assert searcher.get(f"{LISTS}/{ref}").status_code == 404


def test_who_left_the_roster_is_a_place_without_name_or_note(world: World, visitor: Visit) -> None:
    refs = some_people(2)
    ref = a_list(world.searcher, refs)
    searcher, (first, _second) = visitor(world.searcher), entry_refs(ref)
    address = f"{LISTS}/{ref}/entries/{first}"
    searcher.post(f"{address}/note", {"version": "1", "note": "Amani was met in Lima"})
    assert "Lima" in searcher.get(f"{LISTS}/{ref}").text
    with unit_of_work() as session:
        session.delete(session.scalar(sa.select(Profile).where(Profile.ref == refs[0])))
    db.session.remove()
    page = searcher.get(f"{LISTS}/{ref}").text
    assert "No longer available" in page
    assert "Amani" not in page
    assert "Lima" not in page
    assert searcher.post(f"{address}/note", {"version": "2", "note": "x"}).status_code == 303
    assert searcher.get(f"{LISTS}/{ref}/compare").status_code == 200
    assert searcher.get(f"{LISTS}/{ref}.docx").status_code == 200
    searcher.post(f"{address}/move", {"direction": "down"})
    assert searcher.post(f"{address}/remove").status_code == 303
    assert positions(ref) == [1]


def test_what_is_done_with_a_list_is_on_record(world: World, visitor: Visit) -> None:
    refs = some_people(1)
    searcher = visitor(world.searcher)
    ref = a_list(world.searcher, refs)
    searcher.post(f"{LISTS}/{ref}/entries/{entry_refs(ref)[0]}/note", {"version": "1", "note": "Secret"})
    searcher.get(f"{LISTS}/{ref}.docx")
    searcher.post(f"{LISTS}/{ref}/close")
    db.session.remove()
    acts = {
        (entry.action, entry.subject)
        for entry in db.session.scalars(sa.select(AuditEntry))
        if entry.action.startswith("assistance:")
    }
    assert acts == {
        ("assistance:shortlist:create", ref),
        ("assistance:shortlist:add", ref),
        ("assistance:expert:shortlist", refs[0]),
        ("assistance:shortlist:note", ref),
        ("assistance:shortlist:export", ref),
        ("assistance:shortlist:close", ref),
    }

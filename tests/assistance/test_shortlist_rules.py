"""Who may see and change shortlists, how many stand on one, two at once, and that no page asks more for more."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.assistance.shortlists import policy, services
from roster.assistance.shortlists.clock_jobs import forget_notes
from roster.assistance.shortlists.models import Shortlist, ShortlistEntry
from roster.assistance.shortlists.queries import entries_of, entry_by_ref, profiles_by_refs, shortlist_by_ref
from roster.assistance.shortlists.services import Direction, ShortlistInput
from roster.core.actor import NOBODY, SYSTEM, Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError
from roster.core.unit_of_work import unit_of_work
from roster.experts.models import Profile
from tests.assistance.lists import a_list, entry_refs, positions, some_people, the_list
from tests.factories.accounts import ASSIGNMENTS, World, make_account
from tests.statements import counted
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
LISTS = "/en/shortlists"
OUTSIDERS = sorted(set(ASSIGNMENTS) - {"manager", "searcher"})


def test_the_sql_of_seeing_is_the_rule_of_seeing(world: World) -> None:
    for owner in (world.searcher, world.manager):
        a_list(owner, [])
    lists = db.session.scalars(sa.select(Shortlist)).all()
    actors = [NOBODY, SYSTEM, *(account.actor for account in world.everybody.values())]
    for actor in actors:
        in_sql = set(db.session.scalars(sa.select(Shortlist.ref).where(policy.visible_to(actor))))
        assert in_sql == {one.ref for one in lists if policy.can_view(actor, one)}


def test_a_searcher_has_own_lists_and_the_manager_all(world: World, visitor: Visit) -> None:
    own, other = a_list(world.searcher, [], title="Own list"), a_list(world.manager, [], title="Another's")
    searcher, manager = visitor(world.searcher), visitor(world.manager)
    assert searcher.get(f"{LISTS}/{own}").status_code == 200
    assert searcher.get(f"{LISTS}/{other}").status_code == 404
    assert other not in searcher.get(LISTS).text
    assert manager.get(f"{LISTS}/{own}").status_code == manager.get(f"{LISTS}/{other}").status_code == 200
    assert own in manager.get(LISTS).text


def test_one_searcher_does_not_put_people_on_the_list_of_another(world: World, visitor: Visit) -> None:
    with unit_of_work():
        second = make_account(ASSIGNMENTS["searcher"])
    db.session.remove()
    ref = a_list(world.searcher, [])
    stranger = visitor(second)
    answer = stranger.post(f"{LISTS}/add", {"expert": some_people(1), "shortlist": ref})
    assert "closed or gone" in stranger.get(answer.location).text
    assert positions(ref) == []


@pytest.mark.parametrize("role", OUTSIDERS)
def test_nobody_else_knows_of_shortlists(world: World, visitor: Visit, role: str) -> None:
    expert = some_people(1)[0]
    ref = a_list(world.searcher, [expert])
    entry = entry_refs(ref)[0]
    somebody = visitor(world.everybody[role])
    assert somebody.get(LISTS).status_code == somebody.get(f"{LISTS}/new").status_code == 403
    assert somebody.post(f"{LISTS}/add", {"expert": expert, "shortlist": ref}).status_code == 403
    paths = ("", ".docx", "/compare", "/edit", "/delete", f"/entries/{entry}/note")
    for path in paths:
        hidden, missing = somebody.get(f"{LISTS}/{ref}{path}"), somebody.get(f"{LISTS}/SHL-000000{path}")
        assert hidden.status_code == missing.status_code == 404, path
    acts = ("close", "reopen", "delete", *(f"entries/{entry}/{act}" for act in ("move", "remove", "note")))
    for path in acts:
        assert somebody.post(f"{LISTS}/{ref}/{path}").status_code == 404, path
    assert "hortlist" not in somebody.get("/en/experts").text
    assert "hortlist" not in somebody.get(f"/en/experts/{expert}").text
    assert not the_list(ref).is_closed


def test_signed_out_all_leads_to_sign_in(world: World, visitor: Visit) -> None:
    ref = a_list(world.searcher, [])
    for path in ("", "/new", f"/{ref}", f"/{ref}.docx", f"/{ref}/compare", "/SHL-000000"):
        assert "/en/sign-in" in visitor().get(LISTS + path).location


def test_services_refuse_whoever_the_pages_refuse(world: World) -> None:
    ref = a_list(world.searcher, some_people(2))
    entry = entry_refs(ref)[0]
    with unit_of_work():
        profiles = profiles_by_refs(SYSTEM, some_refs())
        shortlist, first = shortlist_by_ref(SYSTEM, ref), entry_by_ref(SYSTEM, ref, entry)
        assert shortlist is not None
        assert first is not None
        for actor in (world.focal_ke.actor, world.admin.actor, NOBODY):
            for act in (
                lambda who: services.create_shortlist(who, ShortlistInput("x", "")),
                lambda who: services.edit_shortlist(who, shortlist, given=ShortlistInput("x", "")),
                lambda who: services.add_people(who, shortlist, profiles=profiles),
                lambda who: services.move_entry(who, first, direction=Direction.DOWN),
                lambda who: services.remove_entry(who, first),
                lambda who: services.write_note(who, first, note="x"),
                lambda who: services.close_shortlist(who, shortlist),
                lambda who: services.reopen_shortlist(who, shortlist),
                lambda who: services.delete_shortlist(who, shortlist),
                lambda who: services.record_export(who, shortlist),
                services.forget_notes_about_nobody,
            ):
                with pytest.raises(ForbiddenError):
                    act(actor)


def some_refs() -> list[str]:
    return list(db.session.scalars(sa.select(Profile.ref)))


def test_a_list_holds_two_hundred_people_and_no_more(
    world: World, visitor: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_ENTRIES", 3)
    refs = some_people(4)
    ref = a_list(world.searcher, refs[:3])
    searcher = visitor(world.searcher)
    answer = searcher.post(f"{LISTS}/add", {"expert": refs, "shortlist": ref})
    assert "at most 200 people" in searcher.get(answer.location).text
    assert positions(ref) == [1, 2, 3]


def test_many_who_order_and_add_at_once_leave_a_whole_list(app: Flask, world: World) -> None:
    """Four people in threads of their own, each with changes of another kind."""
    people = some_people(12)
    ref = a_list(world.manager, people[:8])
    refs = entry_refs(ref)
    actor = world.manager.actor
    failures: list[BaseException] = []

    def worker(act: Callable[[Actor, int], None]) -> None:
        with app.app_context():
            try:
                for turn in range(6):
                    with unit_of_work():
                        act(actor, turn)
            except BaseException as error:
                failures.append(error)
            finally:
                db.session.remove()

    def moves(direction: Direction, step: int) -> Callable[[Actor, int], None]:
        def act(who: Actor, turn: int) -> None:
            entry = entry_by_ref(who, ref, refs[(turn * step) % 6])
            assert entry is not None
            services.move_entry(who, entry, direction=direction)

        return act

    def adds(who: Actor, turn: int) -> None:
        shortlist = shortlist_by_ref(who, ref)
        assert shortlist is not None
        services.add_people(who, shortlist, profiles=profiles_by_refs(who, [people[8 + turn % 4]]))

    def removes(who: Actor, turn: int) -> None:
        entry = entry_by_ref(who, ref, refs[6 + turn % 2])
        if entry is not None:
            services.remove_entry(who, entry)

    acts = [moves(Direction.UP, 1), moves(Direction.TOP, 5), adds, removes]
    threads = [threading.Thread(target=worker, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert positions(ref) == list(range(1, 11))
    assert len({entry.profile_id for entry in entries_of(the_list(ref))}) == 10


@pytest.mark.parametrize("path", ["", "/compare", ".docx"])
def test_thirty_people_cost_no_more_queries_than_three(world: World, visitor: Visit, path: str) -> None:
    people = some_people(30)
    few, many = a_list(world.manager, people[:3]), a_list(world.manager, people)
    manager = visitor(world.manager)
    manager.get(f"{LISTS}/{few}")
    counts = []
    for ref in (few, many):
        with counted() as statements:
            assert manager.get(f"{LISTS}/{ref}{path}").status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] < 25


def test_notes_about_people_who_are_gone_go_too(world: World) -> None:
    people = some_people(2)
    ref = a_list(world.searcher, people)
    with unit_of_work() as session:
        for entry in entries_of(the_list(ref)):
            session.merge(entry).note = "Said something"
    with unit_of_work() as session:
        session.delete(session.scalar(sa.select(Profile).where(Profile.ref == people[0])))
    with unit_of_work():
        assert forget_notes(date.min, date.max) == 1
    db.session.remove()
    assert sorted(db.session.scalars(sa.select(ShortlistEntry.note))) == ["", "Said something"]

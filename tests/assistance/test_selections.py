"""The choice for a request: made on one shortlist, frozen once, by one manager, and then as it is."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.assistance.requests.queries import request_by_ref
from roster.assistance.requests.states import Stage
from roster.assistance.room import forget_person
from roster.assistance.selections.criteria_wording import criteria_lines
from roster.assistance.selections.deciding import Decision
from roster.assistance.selections.forgetting import REMOVED, without_people
from roster.assistance.selections.judgement import reasons_in
from roster.assistance.selections.models import SelectionRecord
from roster.assistance.selections.queries import record_of, shortlist_of
from roster.assistance.selections.services import freeze, put_on_shortlist
from roster.assistance.shortlists import policy as shortlists
from roster.assistance.shortlists.queries import entries_of
from roster.assistance.shortlists.services import close_shortlist, reopen_shortlist, write_note
from roster.core.actor import SYSTEM, SYSTEM_SCOPE, Assignment, Role
from roster.core.db import db
from roster.core.errors import DomainError, ForbiddenError, InvalidError, NotFoundError, StaleError
from roster.core.unit_of_work import unit_of_work
from roster.experts.models import Profile
from roster.matching.naming import Names
from roster.people.models import Person
from roster.vocabulary import queries as vocabulary
from tests.factories.accounts import World, make_account
from tests.factories.assistance import make_request
from tests.factories.experts import make_profile
from tests.factories.selections import COVERS, judgement_of, make_choice, make_record
from tests.parallel import at_once


def test_a_request_has_one_shortlist_that_the_secretariat_reads(world: World) -> None:
    manager = world.manager.actor
    with unit_of_work():
        request, chosen = make_choice(manager)
        again = put_on_shortlist(manager, request, profile_refs=[chosen[0].ref, make_profile(state="UY").ref])
    assert (again.new, again.known) == (1, 1)
    shortlist = shortlist_of(request.id)
    assert shortlist is not None
    assert len(entries_of(shortlist)) == 3
    assert shortlists.can_view(world.searcher.actor, shortlist)
    assert not shortlists.can_change(world.searcher.actor, shortlist)
    for name in ("focal_ke", "admin", "provider"):
        assert not shortlists.can_view(world.everybody[name].actor, shortlist)


@pytest.mark.parametrize(
    ("who", "error"),
    [("searcher", ForbiddenError), ("focal_ke", NotFoundError), ("provider", NotFoundError)],
)
def test_a_manager_alone_chooses_and_freezes(world: World, who: str, error: type[DomainError]) -> None:
    with unit_of_work():
        request, chosen = make_choice(world.manager.actor)
        refs = [profile.ref for profile in chosen]
    actor = world.everybody[who].actor
    with pytest.raises(error), unit_of_work():
        put_on_shortlist(actor, request, profile_refs=refs)
    with pytest.raises(error), unit_of_work():
        freeze(actor, request, decision=Decision(judgement=judgement_of(refs)))


def test_nobody_decides_for_the_own_state(world: World) -> None:
    with unit_of_work():
        request, chosen = make_choice(world.manager.actor)
    kenyan = replace(world.manager.actor, nationalities=frozenset({"KE"}))
    with pytest.raises(ForbiddenError), unit_of_work():
        freeze(kenyan, request, decision=Decision(judgement=judgement_of([chosen[0].ref])))


def test_a_frozen_choice_keeps_all_that_was_decided_and_never_changes(world: World) -> None:
    manager = world.manager.actor
    with unit_of_work():
        request, chosen = make_choice(manager)
        shortlist = shortlist_of(request.id)
        assert shortlist is not None
        write_note(manager, entries_of(shortlist)[0], note="Speaks Swahili too")
        judgement = judgement_of([profile.ref for profile in chosen])
        freeze(manager, request, decision=Decision(judgement=judgement, words="Both know the law."))
        wanted = [profile.id for profile in chosen]
    db.session.remove()
    request = request_by_ref(SYSTEM, request.ref) or request
    record = record_of(manager, request)
    assert record is not None
    assert request.stage is Stage.SHORTLISTED
    assert (record.pool_size, record.eligible, record.frozen_by) == (60, 40, world.manager.id)
    assert [entry.profile_id for entry in record.entries] == wanted
    assert record.entries[0].note == "Speaks Swahili too"
    assert reasons_in(record.entries[0].why) == (COVERS,)
    assert [bool(entry.against) for entry in record.entries] == [False, True]
    shortlist = shortlist_of(request.id)
    assert shortlist is not None
    assert not shortlists.can_change(manager, shortlist)
    for change in (
        lambda: close_shortlist(manager, shortlist),
        lambda: reopen_shortlist(manager, shortlist),
        lambda: put_on_shortlist(manager, request, profile_refs=[chosen[0].ref]),
    ):
        with pytest.raises((ForbiddenError, StaleError)), unit_of_work():
            change()


def test_of_two_who_freeze_at_once_one_wins(app: Flask, world: World) -> None:
    with unit_of_work():
        request, chosen = make_choice(world.manager.actor)
        judgement = judgement_of([profile.ref for profile in chosen])
        other = make_account(Assignment(Role.MANAGER, SYSTEM_SCOPE))
        ref = request.ref

    def by(account: int) -> Callable[[], object]:
        actor = (world.manager if account == world.manager.id else other).actor

        def go() -> object:
            with unit_of_work():
                found = request_by_ref(actor, ref)
                assert found is not None
                return freeze(actor, found, decision=Decision(judgement=judgement)).frozen_by

        return go

    done = at_once(app, by(world.manager.id), by(other.id))
    assert [type(item) for item in done if not isinstance(item, int)] == [StaleError], done
    db.session.remove()
    assert db.session.scalar(sa.select(sa.func.count(SelectionRecord.id))) == 1


def test_an_empty_choice_is_not_frozen(world: World) -> None:
    with unit_of_work():
        request = make_request(stage=Stage.MATCHING)
    with pytest.raises(InvalidError), unit_of_work():
        freeze(world.manager.actor, request, decision=Decision(judgement=judgement_of([])))


def test_of_somebody_erased_the_record_keeps_points_and_reasons_alone(world: World) -> None:
    with unit_of_work():
        record = make_record(world.manager.actor)
        ref, last = record.ref, record.entries[-1]
        last.note = "Zqnote about the person"
        profile = db.session.get(Profile, last.profile_id)
        assert profile is not None
        record.entries[0].note = f"Better known in the region than {profile.person.family_name.upper()}"
        unwanted = [profile.ref, "EXP-0THER1"]
        record.criteria = {**record.criteria, "excluded_experts": unwanted}
        wish = make_request(excluded_experts=tuple(unwanted)).ref
        assert forget_person(SYSTEM, ref=profile.ref, profile_id=profile.id) >= 1
    db.session.remove()
    kept = db.session.scalar(sa.select(SelectionRecord).where(SelectionRecord.ref == ref))
    assert kept is not None
    entry = kept.entries[-1]
    assert (entry.profile_id, entry.note, entry.against) == (None, "", [])
    assert entry.points == 723
    assert kept.entries[0].note == REMOVED
    assert kept.decision == "The two who know both laws."
    assert reasons_in(entry.why) == (COVERS,)
    asked = request_by_ref(SYSTEM, wish)
    assert asked is not None
    assert kept.criteria["excluded_experts"] == asked.excluded_experts == ["EXP-0THER1"]


NAMES = (
    ("Zoë", "Müller-Okafor", "", ""),
    ("محمد", "عبد الرحمن", "Mohamed", "Abdelrahman"),
    ("Анна", "Кузнецова", "Anna", "Kuznetsova"),
    ("芳", "王", "Fang", "Wang"),
    ("Binh", "Le", "", ""),
)


@pytest.mark.parametrize(
    ("number", "text", "is_named"),
    [
        (0, "We preferred ZOE for her Arabic.", True),
        (0, "Mme muller-okafor connaît la région.", True),
        (0, "Okafor aurait aussi convenu.", True),
        (0, "The milling of grain was her subject.", False),
        (1, "اتفقنا على محمَّد لخبرته", True),
        (1, "وافق الجميع على عبد الرحمن", True),
        (1, "Said by telephone to ABDELRAHMAN", True),
        (1, "اتفقنا على خبيرين من المنطقة", False),
        (2, "Решили пригласить Кузнецову", True),
        (2, "Решили пригласить двоих", False),
        (3, "我们选择王芳，因为她会两种语言。", True),
        (3, "国王和其他人都同意。", False),
        (3, "Ｗａｎｇ was second", True),
        (4, "Le premier choix est bon.", False),
        (4, "Binh Le was first", True),
        (4, "Le Binh a été retenu.", True),
        (4, "exp-7k2m9q was second", True),
    ],
)
def test_free_words_that_name_somebody_erased_go_in_every_script(
    number: int, text: str, is_named: bool
) -> None:
    given, family, latin_given, latin_family = NAMES[number]
    person = Person(
        given_name=given, family_name=family, latin_given_name=latin_given, latin_family_name=latin_family
    )
    after = without_people(text, [person], refs=["EXP-7K2M9Q"])
    assert after == (REMOVED if is_named else text)


def test_a_record_says_what_mattered_most_where_that_was_asked(app: Flask) -> None:
    rows = [{"topic": "mla", "article": 46}, {"topic": "asset-recovery", "article": None}]
    kept = {"topics": ["mla", "asset-recovery"], "articles": [46], "implied_topics": {"mla": 1.0}}
    names = Names(vocabulary.current(), "en")
    with app.test_request_context("/en/"):
        now, before = (dict(criteria_lines(item, names)) for item in (kept | {"rows": rows}, kept))
    assert list(now) == ["Main subject", "Articles and topics"]
    assert len(now["Main subject"]) == 2
    assert list(before) == ["Topics", "Articles", "Topics named in the request's text"]

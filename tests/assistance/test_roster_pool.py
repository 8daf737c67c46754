"""The pool that is kept is, after whatever happened, the one that would be made anew."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.services import finish_engagement
from roster.assistance.engagements.states import EngagementStage
from roster.assistance.matches import change_queries, roster_pool
from roster.assistance.matches.roster_pool import RosterPool, current_roster, pool_now, roster_anew
from roster.assistance.requests.models import AssistanceRequest
from roster.core import clock
from roster.core.actor import SYSTEM
from roster.core.db import Base, db, table_of
from roster.core.errors import StaleError
from roster.core.unit_of_work import unit_of_work
from roster.experts.erasure.services import erase_profile
from roster.experts.importing import services as import_services
from roster.experts.importing.bulk_services import prepare_profiles
from roster.experts.importing.models import ExpertImport
from roster.experts.importing.undo_services import undo_import
from roster.experts.inputs import AbsenceInput, ExpertiseInput, ImportedRow, LanguageInput, ReviewInput
from roster.experts.merging.models import ProfileMerge
from roster.experts.merging.services import merge_profiles, undo_merge
from roster.experts.models import Profile
from roster.experts.services import confirm_profile, edit_profile
from roster.experts.standing import services as standing
from roster.experts.states import Stage
from tests.factories.accounts import World
from tests.factories.assistance import make_engagement
from tests.factories.experts import make_profile, profile_input
from tests.matching.pools import differences
from tests.parallel import at_once


class Changes:
    """One thing after another happens to a small roster, drawn by a number."""

    def __init__(self, seed: int, world: World) -> None:
        self.draw = Random(seed)
        self.manager = world.manager.actor

    def any(self, model: type[Base], *which: Any) -> Any:
        found = db.session.scalars(sa.select(model).where(*which)).all()
        return self.draw.choice(found) if found else self.nothing_to_do()

    def nothing_to_do(self) -> None:
        raise LookupError

    def expert(self, *stages: Stage) -> Any:
        return self.any(Profile, Profile.stage.in_(stages or (Stage.PUBLISHED,)))

    def said(self) -> Any:
        draw, today = self.draw, clock.today()
        first = today + timedelta(days=draw.randint(1, 200))
        return profile_input(
            employer=draw.choice(["Court of Audit", "Ministry", f"Office {draw.randint(0, 99)}"]),
            mode=draw.choice(["remote", "on-site", "both"]),
            nationalities=tuple(draw.sample(["KE", "PE", "UY"], draw.randint(0, 2))),
            languages=tuple(
                LanguageInput(code, "B2", "C1", "A2")
                for code in draw.sample(["en", "fr", "ar"], draw.randint(1, 3))
            ),
            expertise=tuple(
                ExpertiseInput(topic_id=topic, assistance_type_id="mentoring", level="lead", years=3)
                for topic in draw.sample(["asset-recovery", "public-procurement", "mla"], draw.randint(1, 3))
            ),
            absences=tuple(AbsenceInput(first, first + timedelta(days=3)) for _ in range(draw.randint(0, 1))),
            reviews=tuple(
                ReviewInput("uncac-irm-1", today.year - 1, "PE") for _ in range(draw.randint(0, 1))
            ),
            declared_interests=draw.choice(["", "Shares in a port in Kenya"]),
        )

    def comes(self) -> None:
        make_profile(state=self.draw.choice(["KE", "UY"]), stage=self.draw.choice(list(Stage)))

    def is_edited(self) -> None:
        edit_profile(SYSTEM, self.expert(Stage.PUBLISHED, Stage.SUSPENDED), given=self.said())

    def is_confirmed(self) -> None:
        confirm_profile(SYSTEM, self.expert())

    def is_suspended(self) -> None:
        standing.suspend_profile(SYSTEM, self.expert(), reason="not-available")

    def is_back(self) -> None:
        standing.resume_profile(SYSTEM, self.expert(Stage.SUSPENDED))

    def withdraws(self) -> None:
        standing.withdraw_consent(SYSTEM, self.expert())

    def is_erased(self) -> None:
        erase_profile(SYSTEM, self.expert(*Stage), basis="request")

    def are_merged(self) -> None:
        kept, gone = self.expert(), self.expert(*Stage)
        if kept is gone or gone.merged_into_id:
            self.nothing_to_do()
        merge_profiles(self.manager, kept, gone=gone, taken=("employer",))

    def are_parted(self) -> None:
        undo_merge(self.manager, self.any(ProfileMerge, ProfileMerge.undone_at.is_(None)))

    def works(self) -> None:
        make_engagement(stage=self.draw.choice(list(EngagementStage)))

    def has_worked(self) -> None:
        finish_engagement(SYSTEM, self.any(Engagement, Engagement.stage == EngagementStage.RUNNING))

    def another_works(self) -> None:
        self.any(Engagement).profile = self.expert()

    def another_kind_of_work(self) -> None:
        self.any(AssistanceRequest).assistance_type_id = self.draw.choice(["mentoring", "legal-advice"])

    def list_comes(self) -> None:
        given = profile_input(family_name=f"Imported {self.draw.random()}")
        prepared = prepare_profiles([ImportedRow(at, given, state="KE") for at in range(2, 9)])
        import_services.import_at_once(SYSTEM, file_name="list.csv", prepared=prepared)

    def list_goes(self) -> None:
        undo_import(SYSTEM, self.any(ExpertImport, ExpertImport.stage == "imported"))

    def goes_by_hand(self) -> None:
        number = self.expert(*Stage).id
        db.session.execute(sa.delete(table_of(Profile)).where(table_of(Profile).c.id == number))

    def leaves_by_hand(self) -> None:
        table, number = table_of(Profile), self.expert().id
        db.session.execute(sa.update(table).where(table.c.id == number).values(stage=Stage.SUSPENDED))

    def request_goes(self) -> None:
        table, number = table_of(AssistanceRequest), self.any(AssistanceRequest).id
        db.session.execute(sa.delete(table).where(table.c.id == number))


EVERY = [
    name
    for name in vars(Changes)
    if not name.startswith("_") and name not in ("any", "nothing_to_do", "expert", "said")
] + ["comes", "works", "are_merged"]


def same_as_anew(held: RosterPool) -> RosterPool:
    anew = roster_anew()
    assert differences(held.pool, anew.pool) == []
    assert held.ids.tolist() == anew.ids.tolist()
    assert held.versions.tolist() == anew.versions.tolist()
    assert (held.key, held.sums) == (anew.key, anew.sums)
    return held


@pytest.fixture
def still() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.mark.parametrize(("size", "most"), [(3, 2), (1024, 50)])
def test_after_whatever_happened_the_pool_is_the_one_made_anew(
    world: World, monkeypatch: pytest.MonkeyPatch, still: ExitStack, size: int, most: int
) -> None:
    for module in (change_queries, roster_pool):
        monkeypatch.setattr(module, "PART", size)
        monkeypatch.setattr(module, "MOST_PARTS", most)
    changes, done = Changes(size, world), set()
    with unit_of_work():
        for _ in range(8):
            make_profile(state="UY")
    if size == 1024:  # all in one moment: only versions tell what changed
        still.enter_context(clock.use(clock.now()))
    for name in changes.draw.choices(EVERY, k=50):
        is_undone = changes.draw.random() < 0.1
        with suppress(LookupError, StaleError), unit_of_work():
            getattr(changes, name)()
            done.add(name)
            if is_undone:
                same_as_anew(current_roster())
                raise LookupError
        db.session.remove()
        if changes.draw.random() < 0.7:
            held = same_as_anew(current_roster())
            published = db.session.scalars(sa.select(Profile.ref).where(change_queries.IN_POOL)).all()
            assert {person.ref for person in held.pool.candidates} == set(published)
    assert len(done) > 10


def test_what_another_process_wrote_is_seen_and_the_rest_is_not_read_again(world: World) -> None:
    with unit_of_work():
        first, other = make_profile(state="UY"), make_profile(state="UY")
    before = current_roster()
    assert current_roster() is before
    db.session.remove()
    with db.engine.begin() as connection:
        table = table_of(Profile)
        gone = table.c.id == first.id
        connection.execute(sa.update(table).where(gone).values(stage=Stage.ARCHIVED))
    after = same_as_anew(current_roster())
    assert [person.ref for person in after.pool.candidates] == [other.ref]
    assert after.pool.candidates[0] is before.pool.candidates[1]


def test_days_of_turns_stand_with_those_who_had_them(world: World) -> None:
    with unit_of_work():
        people = [make_profile(state="UY") for _ in range(3)]
    roster = current_roster()
    turns = {people[2].id: date(2026, 2, 3), people[0].id: date(2026, 1, 2), 9999: date(2026, 1, 1)}
    expected = [date(2026, 1, 2).toordinal(), 0, date(2026, 2, 3).toordinal()]
    assert roster.with_turns(turns).last_turn.tolist() == expected


def test_whoever_asks_at_once_gets_one_pool(app: Flask, world: World) -> None:
    with unit_of_work():
        make_profile(state="UY")
    db.session.remove()
    ask: Callable[[], Any] = lambda: pool_now()[0]  # noqa: E731
    found = at_once(app, *[ask] * 4)
    assert len({id(one) for one in found}) == 1
    assert isinstance(found[0], RosterPool)

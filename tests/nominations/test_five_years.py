"""Five years of one expert by the injected clock: nominated, confirmed, reminded, term over, archived, again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster import rooms
from roster.core import clock
from roster.core.actor import Actor, Assignment, Role
from roster.core.db import db
from roster.core.outbox import Kind, OutboxRow
from roster.core.schedule import run_due
from roster.core.unit_of_work import unit_of_work
from roster.experts.freshness import freshness_of
from roster.experts.models import Profile
from roster.experts.policy import can_view
from roster.experts.services import confirm_profile
from roster.experts.standing.queries import profiles_over_count
from roster.experts.standing.services import archive_profile
from roster.experts.states import Stage as ProfileStage
from roster.nominations.drafting_services import begin_draft, save_step
from roster.nominations.form_steps import FormStep
from roster.nominations.models import Nomination
from roster.nominations.queries import profiles_to_nominate
from roster.nominations.states import Stage
from roster.vocabulary.codes import Freshness
from tests.conftest import IN_FULL
from tests.factories.accounts import World
from tests.factories.experts import profile_input
from tests.factories.nominations import Cast, advance, cast_for

FIRST_DAY = date(2027, 1, 11)
STEP = timedelta(days=3)
OWN = ("experts.", "nominations.")
ALL_EACH = 1 if IN_FULL else 10


@dataclass
class Years:
    """The days that pass: every third one the clock's jobs run, and the letters of the day are read.

    In the short form those of other rooms, which have nothing to do with an expert, run every tenth time.
    """

    today: date = FIRST_DAY
    steps: int = 0
    diary: list[tuple[date, str]] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(10), UTC)

    def until(self, day: date) -> Counter[str]:
        """Let the days pass; gives the letters that were sent."""
        sent: Counter[str] = Counter()
        while self.today < day:
            self.today = min(self.today + STEP, day)
            jobs = rooms.clock_jobs()
            run_due(jobs if self.steps % ALL_EACH == 0 else [job for job in jobs if job.name.startswith(OWN)])
            self.steps += 1
            sent += self.read_letters()
        return sent

    def read_letters(self) -> Counter[str]:
        """Write what waits, as the worker would, and empty the queue."""
        rows = db.session.scalars(sa.select(OutboxRow).where(OutboxRow.kind == Kind.MAIL)).all()
        letters = rooms.letters()
        names = [
            str(row.payload["template"]) for row in rows if letters[row.payload["template"]](row.payload)
        ]
        self.diary += [(self.today, name) for name in names]
        with unit_of_work() as session:
            session.execute(sa.delete(OutboxRow))
        return Counter(names)


@pytest.fixture
def years(app: Flask) -> Iterator[Years]:
    passing = Years()
    with clock.use(lambda: passing.now):
        yield passing


def _confirm(actor: Actor, profile: Profile) -> None:
    with unit_of_work():
        confirm_profile(actor, profile)


def _answer_and_publish(nomination: Nomination, cast: Cast) -> None:
    for stage in (Stage.CONSENTED, Stage.CLEARED, Stage.UNDER_CHECK, Stage.APPROVED):
        with unit_of_work():
            advance(nomination, stage, cast=cast)


def test_five_years_of_an_expert(world: World, years: Years) -> None:  # noqa: PLR0915 - five years are long
    cast = cast_for("KE")

    # Nominated, agreed after a reminder, cleared, looked over, published.
    with unit_of_work():
        nomination = begin_draft(cast.drafter, "KE", given=profile_input())
        advance(nomination, Stage.WITH_EXPERT, cast=cast)
    assert years.until(date(2027, 1, 18)) == {"nomination_invitation": 1, "nomination_reminder": 1}
    _answer_and_publish(nomination, cast)
    years.read_letters()
    profile = nomination.profile
    assert profile is not None
    published_on = years.today
    assert (profile.stage, profile.term_starts_on) == (ProfileStage.PUBLISHED, published_on)
    assert profile.term_ends_on == date(2031, 1, 17)
    expert = Actor(user_id=9_001, assignments=frozenset({Assignment(Role.EXPERT, f"self:{profile.ref}")}))

    # The first year: the expert confirms at the first reminder.
    assert years.until(date(2028, 1, 17)) == {}
    assert freshness_of(profile, years.today).state is Freshness.CONFIRMED
    assert years.until(date(2028, 1, 21)) == {"profile_confirm": 1}
    assert freshness_of(profile, years.today).state is Freshness.DUE
    _confirm(expert, profile)
    assert years.until(date(2029, 1, 19)) == {}

    # The second: three reminders, the last to the State too, whose focal point confirms.
    assert years.until(date(2029, 4, 1)) == {"profile_confirm": 3, "profile_confirm_state": 1}
    assert freshness_of(profile, years.today).state is Freshness.DUE
    _confirm(cast.focal_point, profile)
    assert freshness_of(profile, years.today).by_role == Role.FOCAL_POINT

    # The third: nobody answers. After the 90 days it is not confirmed; it stays on the roster all the same.
    assert years.until(date(2030, 12, 31)) == {"profile_confirm": 3, "profile_confirm_state": 1}
    assert freshness_of(profile, years.today).state is Freshness.NOT_CONFIRMED
    assert profile.stage is ProfileStage.PUBLISHED
    assert profiles_over_count(years.today) == 0

    # The term ends: all are told, the manager archives.
    told = years.until(date(2031, 2, 1))
    assert told == {"profile_over": 1, "profile_over_state": 1, "profile_over_manager": 1}
    assert freshness_of(profile, years.today).state is Freshness.TERM_ENDED
    assert profiles_over_count(years.today) == 1
    with unit_of_work():
        archive_profile(cast.manager, profile)
    assert profiles_over_count(years.today) == 0
    assert not can_view(world.provider.actor, profile)
    assert can_view(world.focal_ke.actor, profile)
    assert years.until(date(2031, 6, 1)) == {}

    # Nominated again from the old record, with another post.
    assert list(profiles_to_nominate(cast.drafter)) == [profile]
    with unit_of_work():
        again = begin_draft(cast.drafter, "KE", profile=profile)
        save_step(cast.drafter, again, step=FormStep.WORK, given=profile_input(post="Director"))
        advance(again, Stage.WITH_EXPERT, cast=cast)
    _answer_and_publish(again, cast)
    years.read_letters()
    assert again.profile is profile
    assert (profile.stage, profile.post) == (ProfileStage.PUBLISHED, "Director")
    assert (profile.term_starts_on, profile.term_ends_on) == (date(2031, 6, 1), date(2035, 5, 31))
    assert years.until(date(2032, 1, 31)) == {}
    assert freshness_of(profile, years.today).state is Freshness.CONFIRMED
    assert (years.today - FIRST_DAY).days > 5 * 365
    assert db.session.scalar(sa.select(sa.func.count(Profile.id))) == 1


def test_a_profile_that_nobody_confirms_for_two_years_is_proposed_for_the_archive_once(
    world: World, years: Years
) -> None:
    cast = cast_for("KE")
    with unit_of_work():
        nomination = begin_draft(cast.drafter, "KE", given=profile_input())
        advance(nomination, Stage.WITH_EXPERT, cast=cast)
    _answer_and_publish(nomination, cast)
    years.read_letters()
    years.until(date(2029, 1, 8))
    years.diary.clear()
    years.until(date(2029, 6, 1))
    assert Counter(name for _day, name in years.diary) == {
        "profile_over": 1,
        "profile_over_state": 1,
        "profile_over_manager": 1,
    }
    assert {day for day, _name in years.diary} <= {date(2029, 1, 11) + timedelta(days=n) for n in range(5)}

"""What the passing of days does: reminders once each, and the end of what is not to be kept."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core import clock
from roster.core.actor import SYSTEM
from roster.core.db import db
from roster.core.outbox import Kind, OutboxRow
from roster.core.schedule import run_due
from roster.core.unit_of_work import unit_of_work
from roster.nominations.clock_jobs import CLOCK_JOBS, working_day_after
from roster.nominations.consent_services import withdraw
from roster.nominations.drafting_services import attach_clearance, resend_invitation
from roster.nominations.expert_link import consent_token, expert_by_link, read_consent_link
from roster.nominations.form_steps import FormStep
from roster.nominations.models import Nomination, NominationComment, NominationTyping
from roster.nominations.notices import Notice
from roster.nominations.queries import nomination_by_ref, timeline_of
from roster.nominations.states import Stage
from roster.nominations.typing_services import keep_typed
from roster.nominations.vetting_services import assign, comment
from tests.factories.accounts import World
from tests.factories.nominations import make_nomination, new_file

MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)


def _letters() -> Counter[str]:
    """The letters that wait; forgotten afterwards, so that the next look shows what is new."""
    rows = db.session.scalars(sa.select(OutboxRow).where(OutboxRow.kind == Kind.MAIL)).all()
    found = Counter(str(row.payload["template"]) for row in rows)
    with unit_of_work() as session:
        session.execute(sa.delete(OutboxRow))
    return found


def _days(count: int, *, begin: datetime = MONDAY) -> dict[int, Counter[str]]:
    """Let so many days pass; gives the letters of each day that had any."""
    found = {}
    for day in range(1, count + 1):
        with clock.use(begin + timedelta(days=day)):
            run_due(CLOCK_JOBS)
            if letters := _letters():
                found[day] = letters
    return found


def _made(stage: Stage, at: datetime = MONDAY) -> Nomination:
    with clock.use(at), unit_of_work():
        run = make_nomination(stage=stage)
    with clock.use(at):
        run_due(CLOCK_JOBS)
    _letters()
    return run


def test_an_expert_who_does_not_answer_is_reminded_once_and_then_the_state_is_told(world: World) -> None:
    _made(Stage.WITH_EXPERT)
    assert _days(30) == {5: Counter([Notice.REMINDER]), 11: Counter({Notice.LINK_EXPIRED: 2})}


def test_a_new_link_has_its_own_reminder(world: World) -> None:
    nomination = _made(Stage.WITH_EXPERT)
    assert set(_days(7)) == {5}
    with clock.use(MONDAY + timedelta(days=7)), unit_of_work():
        resend_invitation(world.drafter_ke.actor, nomination)
    _letters()
    assert set(_days(20, begin=MONDAY + timedelta(days=7))) == {5, 11}


def test_days_on_which_the_clock_did_not_run_are_made_up_for(world: World) -> None:
    _made(Stage.WITH_EXPERT)
    with clock.use(MONDAY + timedelta(days=8)):
        run_due(CLOCK_JOBS)
    assert _letters() == Counter([Notice.REMINDER])


def test_managers_hear_of_what_nobody_touched_for_ten_working_days(world: World) -> None:
    nomination = _made(Stage.UNDER_CHECK)
    assert _days(13) == {}
    with clock.use(MONDAY + timedelta(days=13)), unit_of_work():
        assign(world.manager.actor, nomination, manager_id=world.manager.id)
    sunday = MONDAY + timedelta(days=13)
    assert _days(30, begin=sunday) == {12: Counter([Notice.WAITING])}


def test_without_a_touch_it_is_two_weeks(world: World) -> None:
    _made(Stage.UNDER_CHECK)
    assert _days(30) == {14: Counter([Notice.WAITING])}


def test_the_state_hears_of_what_it_left_lying_for_14_days(world: World) -> None:
    _made(Stage.RETURNED)
    assert _days(30) == {14: Counter({Notice.FORGOTTEN: 2})}


@pytest.mark.parametrize(
    ("day", "count", "after"),
    [
        (date(2027, 3, 1), 10, date(2027, 3, 15)),
        (date(2027, 3, 5), 1, date(2027, 3, 8)),
        (date(2027, 3, 6), 1, date(2027, 3, 8)),
        (date(2027, 3, 7), 5, date(2027, 3, 12)),
    ],
)
def test_working_days(day: date, count: int, after: date) -> None:
    assert working_day_after(day, count) == after


@pytest.mark.parametrize("stage", [Stage.REFUSED, Stage.DECLINED, Stage.WITHDRAWN])
def test_what_came_to_nothing_is_emptied_after_six_months(stage: Stage, app: Flask, world: World) -> None:
    with clock.use(MONDAY), unit_of_work():
        nomination = make_nomination(stage=stage)
        kept = make_nomination(stage=Stage.APPROVED)
        db.session.add(NominationTyping(nomination_id=nomination.id, step="work", typed={}, at=MONDAY))
        db.session.add(NominationComment(nomination_id=nomination.id, field="post", text="Why?", at=MONDAY))
        attached = make_nomination()
        attach_clearance(world.focal_ke.actor, attached, given=new_file())
        attached.files[0].nomination_id = nomination.id
    db.session.expire_all()
    token = consent_token(nomination)
    with clock.use(MONDAY + timedelta(days=183)):
        run_due(CLOCK_JOBS)
        assert nomination.answers["family_name"] == "Wanjala"
    with clock.use(MONDAY + timedelta(days=184)):
        run_due(CLOCK_JOBS)
        assert read_consent_link(token) is None
    db.session.expire_all()
    assert (nomination.answers, nomination.findings, nomination.unsaved) == ({}, {}, {})
    assert (nomination.comments, nomination.files) == ([], [])
    assert (nomination.refusal_reason, nomination.decision_text) == ("", "")
    assert {step.note for step in timeline_of(nomination)} == {""}
    assert kept.emptied_at is None
    payloads = [row.payload for row in db.session.scalars(sa.select(OutboxRow))]
    assert payloads.count({"remove": "0" * 32}) == 1
    for table in ("nomination", "nomination_step", "nomination_comment", "nomination_typing"):
        key = "id" if table == "nomination" else "nomination_id"
        rows = db.session.execute(sa.text(f"SELECT * FROM {table} WHERE {key} = {nomination.id}")).all()
        assert "Wanjala" not in str(rows)


def test_what_lies_with_the_state_is_warned_of_and_ends(world: World) -> None:
    with clock.use(MONDAY), unit_of_work():
        draft, typed_into, asked, agreed = (
            make_nomination(stage=stage, email=f"n{number}@people.example").ref
            for number, stage in enumerate((Stage.DRAFT, Stage.DRAFT, Stage.WITH_EXPERT, Stage.CONSENTED))
        )
    with clock.use(MONDAY + timedelta(days=100)), unit_of_work():
        nomination = nomination_by_ref(SYSTEM, typed_into)
        assert nomination is not None
        keep_typed(world.drafter_ke.actor, nomination, step=FormStep.WORK, typed={"post": ["Sen"]})
    _letters()
    found: dict[int, set[str]] = {}
    for day in (149, 150, 151, 179, 180, 181, 209, 210, 249, 250, 280):
        with clock.use(MONDAY + timedelta(days=day)):
            run_due(CLOCK_JOBS)
        found[day] = {name for name in _letters() if name not in (Notice.REMINDER, Notice.LINK_EXPIRED)}
    left, soon, ended = {Notice.LEFT_LYING}, {Notice.ENDS_SOON}, {Notice.ENDED}
    assert {day: names for day, names in found.items() if names} == {
        150: left,
        180: soon,
        210: {*ended, Notice.EXPERT_WITHDRAWN},
        250: left,
        280: soon,
    }
    db.session.expire_all()
    stages = {item.ref: item for item in db.session.scalars(sa.select(Nomination))}
    assert [stages[ref].stage for ref in (draft, typed_into, asked, agreed)] == [
        Stage.WITHDRAWN,
        Stage.DRAFT,
        Stage.WITHDRAWN,
        Stage.WITHDRAWN,
    ]
    assert (stages[draft].answers, bool(stages[asked].answers)) == ({}, True)
    assert stages[typed_into].unsaved == {"work": {"post": ["Sen"]}}


def test_six_months_after_approval_names_and_proofs_stay(world: World) -> None:
    nomination = _made(Stage.APPROVED)
    for day, is_reduced in ((183, False), (184, True)):
        with clock.use(MONDAY + timedelta(days=day)):
            run_due(CLOCK_JOBS)
        db.session.expire_all()
        assert (nomination.reduced_at is not None) is is_reduced
    assert nomination.answers["family_name"] == "Wanjala"
    assert {"email", "employer", "expertise"}.isdisjoint(nomination.answers)
    assert nomination.consented_digest
    assert nomination.note_verbale
    assert nomination.profile is not None
    with unit_of_work():
        withdraw(expert_by_link(nomination), nomination)
    assert nomination.profile.consented_on is None, "the expert's link still hides the profile"


def test_a_remark_can_be_made_and_wakes_nobody(world: World) -> None:
    nomination = _made(Stage.UNDER_CHECK)
    with clock.use(MONDAY + timedelta(days=10)), unit_of_work():
        comment(world.manager.actor, nomination, field="general", text="Asked by telephone.")
    assert _days(13) == {}

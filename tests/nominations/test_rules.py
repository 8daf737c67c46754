"""What the services ask for, keep and refuse along the way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from roster.accounts.models import Invitation
from roster.core import clock
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.outbox import OutboxRow
from roster.core.unit_of_work import unit_of_work
from roster.experts.inputs import input_of as input_of_profile
from roster.experts.models import Profile
from roster.experts.policy import can_view
from roster.experts.standing.services import resume_profile, suspend_profile, withdraw_consent
from roster.experts.states import Stage as ProfileStage
from roster.nominations import drafting_services as drafting
from roster.nominations import queries, vetting_services
from roster.nominations.answers import input_of, problems_by_step
from roster.nominations.clearance_services import clear
from roster.nominations.codes import ChecklistItem, MinimumCriterion
from roster.nominations.consent_services import consent, withdraw
from roster.nominations.expert_link import (
    LinkStanding,
    consent_token,
    expert_by_link,
    read_consent_link,
)
from roster.nominations.form_steps import FormStep
from roster.nominations.job import CHECK_JOB
from roster.nominations.states import Move, Stage
from roster.nominations.typing_services import keep_typed
from tests.factories.accounts import World
from tests.factories.experts import COMPLETE, make_profile, profile_input
from tests.factories.nominations import CONSENT, make_nomination, new_file, tick_all


def test_a_step_takes_its_own_fields_and_forgets_what_was_typed(world: World) -> None:
    drafter = world.drafter_ke.actor
    with unit_of_work():
        nomination = drafting.begin_draft(drafter, "KE")
        keep_typed(drafter, nomination, step=FormStep.NAME, typed={"family_name": ["Wan"]})
        keep_typed(drafter, nomination, step=FormStep.WORK, typed={"post": ["Sen"]})
        version = nomination.version
        db.session.flush()
        assert nomination.version == version, "what is merely typed moves no version"
        changed = drafting.save_step(drafter, nomination, step=FormStep.NAME, given=COMPLETE)
    assert set(changed) >= {"family_name", "given_name"}
    assert "email" not in changed
    assert input_of(nomination).latin_family_name == "Wanjala"
    assert input_of(nomination).email == ""
    assert nomination.unsaved == {"work": {"post": ["Sen"]}}


def test_a_draft_says_by_step_what_is_missing_and_is_not_sent(world: World) -> None:
    drafter = world.drafter_ke.actor
    with unit_of_work():
        nomination = drafting.begin_draft(drafter, "KE")
        drafting.save_step(drafter, nomination, step=FormStep.NAME, given=COMPLETE)
        missing = problems_by_step(nomination)
        assert set(missing) == {
            FormStep.CONTACT,
            FormStep.WORK,
            FormStep.EXPERTISE,
            FormStep.LANGUAGES,
            FormStep.BRIEF,
            FormStep.CATEGORY,
        }
        with pytest.raises(InvalidError) as refused:
            drafting.invite_expert(drafter, nomination, language="en")
        assert "email" in refused.value.problems
        assert nomination.stage is Stage.DRAFT


def test_a_step_that_contradicts_itself_is_refused_at_its_field(world: World) -> None:
    with unit_of_work():
        nomination = drafting.begin_draft(world.drafter_ke.actor, "KE")
        two = (COMPLETE.languages[0], COMPLETE.languages[0])
        with pytest.raises(InvalidError) as refused:
            drafting.save_step(
                world.drafter_ke.actor,
                nomination,
                step=FormStep.LANGUAGES,
                given=profile_input(languages=two),
            )
        assert set(refused.value.problems) == {"languages"}


def test_what_is_not_the_states_to_say_does_not_come_in(world: World) -> None:
    with unit_of_work():
        profile = make_profile(
            stage=ProfileStage.ARCHIVED, declared_interests="A brother", staff_notes="Careful"
        )
        nomination = drafting.begin_draft(world.drafter_ke.actor, "KE", profile=profile)
    assert "declared_interests" not in nomination.answers
    assert "A brother" not in str(nomination.answers)


def test_nobody_nominates_for_another_state_or_from_its_profile(world: World) -> None:
    with unit_of_work():
        theirs = make_profile(state="UY", stage=ProfileStage.ARCHIVED)
        with pytest.raises(ForbiddenError):
            drafting.begin_draft(world.drafter_ke.actor, "UY")
        with pytest.raises(ForbiddenError):
            drafting.begin_draft(world.drafter_ke.actor, "KE", profile=theirs)


def test_a_profile_is_nominated_once_at_a_time(world: World) -> None:
    with unit_of_work():
        profile = make_profile(stage=ProfileStage.ARCHIVED)
        drafting.begin_draft(world.drafter_ke.actor, "KE", profile=profile)
        with pytest.raises(StaleError):
            drafting.begin_draft(world.focal_ke.actor, "KE", profile=profile)


def test_what_the_expert_has_is_not_changed_behind_the_experts_back(world: World) -> None:
    drafter = world.drafter_ke.actor
    with unit_of_work():
        nomination = make_nomination(stage=Stage.CONSENTED)
        with pytest.raises(StaleError):
            drafting.save_step(drafter, nomination, step=FormStep.WORK, given=profile_input(post="Judge"))
        drafting.take_back(drafter, nomination)
        assert nomination.consented_at is None
        drafting.save_step(drafter, nomination, step=FormStep.WORK, given=profile_input(post="Judge"))


def test_what_came_back_goes_to_the_expert_where_it_was_changed(world: World) -> None:
    drafter = world.drafter_ke.actor
    with unit_of_work():
        same, other = (make_nomination(stage=Stage.RETURNED) for _ in range(2))
        assert drafting.resubmit(drafter, same) is Move.RESUBMIT
        drafting.save_step(drafter, other, step=FormStep.WORK, given=profile_input(post="Judge"))
        assert drafting.resubmit(drafter, other) is Move.RESUBMIT_CHANGED
    assert same.stage is Stage.UNDER_CHECK
    assert other.stage is Stage.WITH_EXPERT
    assert (other.consented_at, other.cleared_at) == (None, None)


def test_another_cv_is_another_text_to_agree_to(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.RETURNED)
        drafting.attach_cv(world.drafter_ke.actor, nomination, given=new_file())
        assert drafting.resubmit(world.drafter_ke.actor, nomination) is Move.RESUBMIT_CHANGED


def test_a_new_cv_takes_the_place_of_the_old_and_its_file_goes(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination()
        drafting.attach_cv(world.drafter_ke.actor, nomination, given=new_file("1" * 32))
        drafting.attach_cv(world.drafter_ke.actor, nomination, given=new_file("2" * 32))
    assert nomination.cv is not None
    assert nomination.cv.stored_name == "2" * 32
    payloads = [row.payload for row in db.session.scalars(sa.select(OutboxRow))]
    assert {"remove": "1" * 32} in payloads


def test_consent_is_to_the_text_of_today_and_for_the_roster_itself(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.WITH_EXPERT)
        expert = expert_by_link(nomination)
        with pytest.raises(StaleError, match="has changed"):
            consent(expert, nomination, answer=replace(CONSENT, version="2019-01"))
        with pytest.raises(InvalidError) as refused:
            consent(expert, nomination, answer=replace(CONSENT, purposes=("statistics",)))
        assert set(refused.value.problems) == {"purposes"}
        with pytest.raises(InvalidError):
            consent(expert, nomination, answer=CONSENT, given=profile_input(email="nobody"))
        assert nomination.stage is Stage.WITH_EXPERT


def test_a_clearance_needs_the_note_verbale_and_every_criterion(world: World) -> None:
    focal_point = world.focal_ke.actor
    with unit_of_work():
        nomination = make_nomination(stage=Stage.CONSENTED)
        with pytest.raises(InvalidError) as refused:
            clear(focal_point, nomination, note_verbale="NV 1")
        assert set(refused.value.problems) == {"criteria"}
        drafting.set_criteria(focal_point, nomination, criteria=tuple(MinimumCriterion))
        with pytest.raises(InvalidError) as refused:
            clear(focal_point, nomination, note_verbale="  ")
        assert set(refused.value.problems) == {"note_verbale"}


def test_an_approval_needs_the_whole_checklist(world: World) -> None:
    manager = world.manager.actor
    with unit_of_work():
        nomination = make_nomination(stage=Stage.UNDER_CHECK)
        tick_all(nomination, manager=manager)
        vetting_services.tick(manager, nomination, item=ChecklistItem.IDENTITY, done=False)
        with pytest.raises(InvalidError) as refused:
            vetting_services.approve(manager, nomination)
        assert set(refused.value.problems) == {"checklist"}
        assert db.session.scalar(sa.select(sa.func.count(Profile.id))) == 0


def test_remarks_are_read_by_the_state_when_they_came_back(world: World) -> None:
    manager, drafter = world.manager.actor, world.drafter_ke.actor
    with unit_of_work():
        nomination = make_nomination(stage=Stage.UNDER_CHECK)
        remark = vetting_services.comment(manager, nomination, field="post", text="Since when?")
        assert queries.comments_for(drafter, nomination) == []
        assert queries.comments_for(manager, nomination) == [remark]
        db.session.expire(nomination, ["comments"])
        vetting_services.return_to_state(manager, nomination)
        assert queries.comments_for(drafter, nomination) == [remark]
        vetting_services.resolve_comment(drafter, nomination, remark=remark, done=True)
    assert remark.resolved_by == world.drafter_ke.id


def test_the_check_finds_the_nominee_under_another_script(world: World, work: Callable[[], int]) -> None:
    with unit_of_work():
        known = make_profile(
            state="UY",
            family_name="Петров",
            given_name="Алексей",
            latin_family_name="Petrov",
            latin_given_name="Aleksei",
            email="a.petrov@elsewhere.example",
        )
        nomination = make_nomination(
            stage=Stage.CLEARED,
            family_name="Petrov",
            given_name="Alexey",
            latin_family_name="Petrov",
            latin_given_name="Alexey",
        )
    finish = CHECK_JOB.handle([{"nomination": nomination.id}])
    assert finish is not None
    with unit_of_work():
        finish()
    assert nomination.stage is Stage.UNDER_CHECK
    assert [found["ref"] for found in nomination.findings["duplicates"]] == [known.ref]


def test_what_was_withdrawn_before_the_check_is_left_alone(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.CLEARED)
        withdraw(world.focal_ke.actor, nomination)
    finish = CHECK_JOB.handle([{"nomination": nomination.id}])
    assert finish is not None
    with unit_of_work():
        finish()
    assert nomination.stage is Stage.WITHDRAWN


def test_an_approved_nominee_who_withdraws_is_hidden_at_once(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.APPROVED, is_public=True)
    profile = nomination.profile
    assert profile is not None
    assert can_view(world.provider.actor, profile)
    with unit_of_work():
        withdraw(expert_by_link(nomination), nomination, reason="I have retired.")
    assert profile.stage is ProfileStage.UNPUBLISHED
    assert (profile.is_public, profile.consented_on, profile.term_ends_on) == (False, None, None)
    assert not can_view(world.provider.actor, profile)
    assert can_view(world.focal_ke.actor, profile)
    first = db.session.scalars(sa.select(OutboxRow).order_by(OutboxRow.due_at, OutboxRow.id)).first()
    assert first is not None
    assert first.payload == {"kind": "expert", "id": profile.id}


def test_a_withdrawn_expert_is_nominated_again_from_the_old_record(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.APPROVED)
        withdraw(world.focal_ke.actor, nomination)
        profile = nomination.profile
        assert profile is not None
        again = make_nomination(stage=Stage.APPROVED, profile=profile)
    assert again.profile is profile
    assert profile.stage is ProfileStage.PUBLISHED
    assert input_of_profile(profile) == replace(
        COMPLETE, latin_family_name="Wanjala", latin_given_name="Atieno"
    )
    assert db.session.scalar(sa.select(sa.func.count(Profile.id))) == 1


def test_an_expert_with_an_account_gets_the_role_and_no_invitation(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.APPROVED, email=world.officer_ke.email)
    assert nomination.profile is not None
    assert nomination.profile.ref in {
        scope.removeprefix("self:") for scope in (held.scope for held in world.officer_ke.actor.assignments)
    }
    assert db.session.scalar(sa.select(sa.func.count(Invitation.id))) == 0


def test_how_a_link_stands(world: World) -> None:
    drafter = world.drafter_ke.actor
    with unit_of_work():
        nomination = make_nomination(stage=Stage.WITH_EXPERT)
    token = consent_token(nomination)

    def standing(of: str) -> LinkStanding | None:
        found = read_consent_link(of)
        return found.standing if found else None

    assert standing(token) is standing(token) is LinkStanding.OPEN
    assert standing(token[:-2] + "zz") is None
    with clock.use(clock.now() + timedelta(days=10, minutes=1)):
        assert standing(token) is LinkStanding.EXPIRED
        with unit_of_work(), pytest.raises(StaleError, match="too old"):
            consent(expert_by_link(nomination), nomination, answer=CONSENT)
        with unit_of_work():
            drafting.resend_invitation(drafter, nomination, language="ar")
        assert standing(token) is LinkStanding.REPLACED
        fresh = consent_token(nomination)
        assert standing(fresh) is LinkStanding.OPEN
        with unit_of_work():
            consent(expert_by_link(nomination), nomination, answer=CONSENT)
        assert standing(fresh) is LinkStanding.ANSWERED
        found = read_consent_link(fresh)
        assert found is not None
        assert found.may_withdraw
        with unit_of_work():
            withdraw(found.actor, nomination)
        assert standing(fresh) is LinkStanding.WITHDRAWN


def test_a_profile_is_suspended_with_a_reason_and_resumed(world: World) -> None:
    with unit_of_work():
        profile = make_profile()
        with pytest.raises(InvalidError):
            suspend_profile(world.focal_ke.actor, profile, reason="because")
        suspend_profile(world.focal_ke.actor, profile, reason="post-changed")
        assert (profile.stage, profile.suspend_reason) == (ProfileStage.SUSPENDED, "post-changed")
        with pytest.raises(StaleError):
            suspend_profile(world.focal_ke.actor, profile, reason="post-changed")
        with pytest.raises(ForbiddenError):
            resume_profile(world.drafter_ke.actor, profile)
        resume_profile(world.manager.actor, profile)
        assert (profile.stage, profile.suspend_reason) == (ProfileStage.PUBLISHED, None)
        with pytest.raises(ForbiddenError):
            withdraw_consent(world.manager.actor, profile)

"""Attacks on nominations: the wrong person, a consent that is gone, four eyes in turns, addresses tried out."""

from collections.abc import Callable

import pytest
from flask import Flask

from roster.core.actor import SYSTEM, Assignment, Role
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError
from roster.core.unit_of_work import unit_of_work
from roster.experts.merging.likeness import likely_duplicates_of
from roster.experts.merging.services import merge_profiles
from roster.experts.models import Profile
from roster.experts.standing.codes import SuspendReason
from roster.experts.standing.services import resume_profile, suspend_profile, withdraw_consent
from roster.experts.states import Stage as ProfileStage
from roster.nominations import policy
from roster.nominations.clearance_services import clear
from roster.nominations.codes import MinimumCriterion
from roster.nominations.consent_services import consent, keep_corrections, withdraw
from roster.nominations.drafting_services import (
    attach_clearance,
    begin_draft,
    invite_expert,
    redraft,
    resubmit,
    save_step,
    set_criteria,
    take_back,
)
from roster.nominations.expert_link import expert_by_link
from roster.nominations.form_steps import FormStep
from roster.nominations.models import Nomination
from roster.nominations.own_figures import own_data
from roster.nominations.retention_services import empty_nomination
from roster.nominations.states import Move, Stage
from roster.nominations.vetting_services import approve
from tests.factories.accounts import Account, World, make_account
from tests.factories.experts import make_profile, profile_input
from tests.factories.nominations import CONSENT, advance, cast_for, make_nomination, new_file, tick_all
from tests.visitor import Visitor

OTHER_PERSON = {"family_name": "Lindqvist", "given_name": "Maja", "email": "maja.lindqvist@example.org"}


def _agree(nomination: Nomination, **corrections: object) -> None:
    given = profile_input(**corrections) if corrections else None
    consent(expert_by_link(nomination), nomination, answer=CONSENT, given=given)


def _to_the_desk(nomination: Nomination) -> None:
    for stage in (Stage.CLEARED, Stage.UNDER_CHECK):
        advance(nomination, stage, cast=cast_for(nomination.state))


def _expert_of(profile: Profile) -> Account:
    return make_account(Assignment(Role.EXPERT, f"self:{profile.ref}"))


# Who reads what


def test_a_draft_for_the_next_term_is_not_in_the_experts_file_before_the_invitation(world: World) -> None:
    with unit_of_work():
        profile = make_profile()
        expert = _expert_of(profile)
        draft = begin_draft(world.drafter_ke.actor, "KE", profile=profile)
        assert not policy.can_view(expert.actor, draft)
        assert own_data(expert.actor, profile.ref)["nominations"] == []


def test_what_one_person_declared_is_not_the_next_ones(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.WITH_EXPERT)
        _agree(nomination, declared_interests="Sits on the board of a bank.")
        take_back(world.focal_ke.actor, nomination)
        other = profile_input(**OTHER_PERSON)
        for step in (FormStep.NAME, FormStep.CONTACT):
            save_step(world.focal_ke.actor, nomination, step=step, given=other)
        invite_expert(world.focal_ke.actor, nomination, language="en")
        _agree(nomination)
        assert nomination.declared_interests == ""


def test_the_next_term_cannot_be_turned_into_another_persons(world: World) -> None:
    """Whoever had the profile would read the other's address, and the other the first one's messages."""
    with unit_of_work():
        profile = make_profile()
        nomination = begin_draft(world.focal_ke.actor, "KE", profile=profile)
        other = profile_input(**OTHER_PERSON)
        for step in (FormStep.NAME, FormStep.CONTACT):
            save_step(world.focal_ke.actor, nomination, step=step, given=other)
        with pytest.raises(InvalidError):
            invite_expert(world.focal_ke.actor, nomination, language="en")


def test_a_new_name_with_the_old_address_is_the_same_person(world: World) -> None:
    with unit_of_work():
        profile = make_profile()
        nomination = begin_draft(world.focal_ke.actor, "KE", profile=profile)
        save_step(
            world.focal_ke.actor,
            nomination,
            step=FormStep.NAME,
            given=profile_input(family_name="Lindqvist", given_name="Maja"),
        )
        invite_expert(world.focal_ke.actor, nomination, language="en")
        assert nomination.stage is Stage.WITH_EXPERT


def test_likely_duplicates_do_not_tell_a_hidden_address_by_a_name_that_is_a_little_wrong(
    world: World,
) -> None:
    with unit_of_work():
        make_profile(state="UY", family_name="Santos", given_name="Maria", email="hidden@example.org")
        db.session.flush()

        def found(email: str) -> int:
            asked = profile_input(family_name="Aantos", given_name="Mbria", email=email)
            return len(likely_duplicates_of(world.focal_ke.actor, asked))

        assert found("hidden@example.org") == found("other@example.org")


# Consent


def test_a_consent_withdrawn_on_the_own_page_is_not_brought_back_by_an_open_nomination(world: World) -> None:
    with unit_of_work():
        profile = make_profile()
        expert = _expert_of(profile)
        nomination = make_nomination(stage=Stage.UNDER_CHECK, profile=profile)
    with unit_of_work():
        withdraw_consent(expert.actor, profile)
        tick_all(nomination, manager=world.manager.actor)
        with pytest.raises(InvalidError):
            approve(world.manager.actor, nomination)
    assert profile.stage is ProfileStage.UNPUBLISHED


def test_after_a_withdrawal_on_the_own_page_the_expert_is_asked_again(world: World) -> None:
    with unit_of_work():
        profile = make_profile()
        expert = _expert_of(profile)
        nomination = make_nomination(stage=Stage.RETURNED, profile=profile)
    with unit_of_work():
        withdraw_consent(expert.actor, profile)
        assert resubmit(world.focal_ke.actor, nomination) is Move.RESUBMIT_CHANGED
        _agree(nomination)
        _to_the_desk(nomination)
        tick_all(nomination, manager=world.manager.actor)
        approve(world.manager.actor, nomination)
    assert profile.stage is ProfileStage.PUBLISHED


def test_a_profile_that_its_expert_hid_meanwhile_is_not_shown_by_an_approval(world: World) -> None:
    with unit_of_work():
        profile = make_profile()
        expert = _expert_of(profile)
        nomination = make_nomination(stage=Stage.UNDER_CHECK, profile=profile)
        tick_all(nomination, manager=world.manager.actor)
    with unit_of_work():
        suspend_profile(expert.actor, profile, reason=SuspendReason.OTHER)
        with pytest.raises(InvalidError):
            approve(world.manager.actor, nomination)
        assert str(profile.stage) == "suspended"
        resume_profile(expert.actor, profile)
        approve(world.manager.actor, nomination)
    assert str(profile.stage) == "published"


def test_whoever_withdraws_after_a_merge_is_hidden_with_the_profile_that_stayed(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.APPROVED)
        gone, kept = nomination.profile, make_profile(given_name="Amina")
        assert gone is not None
        merge_profiles(world.manager.actor, kept, gone=gone, taken=())
    with unit_of_work():
        withdraw(expert_by_link(nomination), nomination)
        assert (nomination.stage, kept.stage) == (Stage.WITHDRAWN, ProfileStage.UNPUBLISHED)


def test_a_nomination_ends_by_the_link_though_the_profile_was_withdrawn_before(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.APPROVED)
        assert nomination.profile is not None
        withdraw_consent(_expert_of(nomination.profile).actor, nomination.profile)
    with unit_of_work():
        withdraw(expert_by_link(nomination), nomination)
    assert nomination.stage is Stage.WITHDRAWN


def test_corrections_of_another_window_are_not_agreed_to_unseen(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.WITH_EXPERT)
    seen = nomination.version
    with unit_of_work():
        keep_corrections(expert_by_link(nomination), nomination, typed={"post": ["Chief of nothing"]})
    assert nomination.version != seen


# Four eyes


def test_a_manager_does_not_decide_on_the_own_nomination_by_a_private_address(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.WITH_EXPERT, email="private.address@example.org")
        _agree(nomination, email=world.manager.email)
        _to_the_desk(nomination)
        assert policy.vetting_refusal(world.manager.actor, nomination) is not None


def test_an_account_made_after_the_invitation_does_not_decide_on_its_holder(world: World) -> None:
    with unit_of_work():
        manager = make_account(Assignment(Role.MANAGER, "system"))
        nomination = make_nomination(stage=Stage.UNDER_CHECK, email=manager.email)
        nomination.nominee_user_id = None
        tick_all(nomination, manager=world.manager.actor)
        with pytest.raises(ForbiddenError):
            approve(manager.actor, nomination)


def test_whoever_cleared_it_the_first_time_does_not_decide_the_second_time(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.CONSENTED)
        first = make_account(Assignment(Role.FOCAL_POINT, "state:KE"), Assignment(Role.MANAGER, "system"))
        set_criteria(world.focal_ke.actor, nomination, criteria=tuple(MinimumCriterion))
        clear(first.actor, nomination, note_verbale="NV 1")
        for stage in (Stage.UNDER_CHECK, Stage.RETURNED):
            advance(nomination, stage, cast=cast_for("KE"))
        save_step(
            world.drafter_ke.actor, nomination, step=FormStep.WORK, given=profile_input(post="Director")
        )
        resubmit(world.drafter_ke.actor, nomination)
        _agree(nomination)
        clear(world.focal_ke.actor, nomination, note_verbale="NV 2")
        assert nomination.cleared_by == world.focal_ke.id
        assert first.id in nomination.editors


def test_taking_away_a_cv_and_saying_criteria_count_as_work_on_it(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination()
        helper = make_account(Assignment(Role.DRAFTER, "state:KE"))
        set_criteria(helper.actor, nomination, criteria=("any",))
        assert helper.id in nomination.editors
        other = make_account(Assignment(Role.DRAFTER, "state:KE"))
        attach_clearance(other.actor, nomination, given=new_file("1" * 32, kind="pdf", file_name="nv.pdf"))
        assert other.id in nomination.editors


def test_a_drafter_does_not_exchange_the_signed_letter_of_what_was_cleared(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.RETURNED)
        letter = new_file("2" * 32, kind="pdf", file_name="nv.pdf")
        with pytest.raises(ForbiddenError):
            attach_clearance(world.drafter_ke.actor, nomination, given=letter)
        attach_clearance(world.focal_ke.actor, nomination, given=letter)


# Retention


def test_what_was_emptied_and_filled_again_is_emptied_again(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.REFUSED)
        empty_nomination(SYSTEM, nomination)
        assert nomination.emptied_at is not None
        redraft(world.focal_ke.actor, nomination)
        assert nomination.emptied_at is None


def test_an_emptied_nomination_says_nothing_of_the_person(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.DECLINED)
        nomination.note_verbale = "NV on Ms Wanjiru"
        empty_nomination(SYSTEM, nomination)
        assert nomination.note_verbale == ""


# Doubled


def test_two_presses_begin_one_nomination_of_a_successor(
    app: Flask, world: World, visitor: Callable[..., Visitor]
) -> None:
    with unit_of_work():
        first, second = make_profile().ref, make_profile().ref
    focal = visitor(world.focal_ke)

    def pressed(ref: str) -> str:
        answer = focal.post(f"/en/nominations/ours/{ref}/successor", {"once": "one key of the page"})
        assert answer.status_code == 303
        return answer.location

    assert pressed(first) == pressed(first) != pressed(second)

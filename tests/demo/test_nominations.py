"""What a demonstration has of nominations and messages: every stage, some age, and what each role finds to do."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.accounts.models import User
from roster.accounts.queries import actor_of, user_by_email
from roster.core import clock
from roster.core.actor import SYSTEM, Actor
from roster.core.db import db
from roster.core.files import FileStore
from roster.core.multilingual import LANGUAGES
from roster.core.outbox import Kind, waiting_count
from roster.core.unit_of_work import unit_of_work
from roster.demo.conversations import TALKS, make_conversations
from roster.demo.conversion import profile_input, standing_of
from roster.demo.generator import generate_from
from roster.demo.nominations import make_nominations
from roster.demo.nominees import CASES, Known
from roster.demo.population import make_accounts, own_profile, populate
from roster.demo.reference import Reference
from roster.experts.freshness import freshness_of
from roster.experts.services import create_profile
from roster.experts.states import Stage as ProfileStage
from roster.home.demonstration import DOMAIN
from roster.messages import queries as messages
from roster.messages.models import Conversation
from roster.nominations import policy
from roster.nominations.answers import consent_holds
from roster.nominations.expert_link import expires_at
from roster.nominations.models import Nomination
from roster.nominations.states import Stage
from roster.vocabulary.codes import Freshness

# Enough people for what the cases look for; the last of EG and KZ stand under names in another script.
PEOPLE = (("KE", "en"), ("KE", "en"), ("KE", "en"), ("UY", "es"), ("FR", "fr"), ("EG", "ar"), ("KZ", "ru"))


def _actor(account: str) -> Actor:
    user = user_by_email(f"{account}@{DOMAIN}")
    assert isinstance(user, User)
    return actor_of(user)


@pytest.fixture
def made(app: Flask, reference: Reference) -> list[Nomination]:
    today = clock.today()
    files: FileStore = app.extensions["roster_files"]
    with unit_of_work():
        for expert in generate_from(PEOPLE, seed=2, reference=reference, today=today):
            standing = replace(standing_of(expert), stage=ProfileStage.PUBLISHED)
            create_profile(SYSTEM, profile_input(expert), standing=standing)
    make_accounts("seven quiet herons")
    assert make_nominations(reference, seed=1, today=today, files=files) == len(CASES)
    return list(db.session.scalars(sa.select(Nomination).order_by(Nomination.id)))


def test_every_stage_that_lasts_is_there_and_six_languages(made: list[Nomination]) -> None:
    lasting = set(Stage) - {Stage.CLEARED}  # the worker checks within seconds
    assert {nomination.stage for nomination in made} == lasting
    assert {case.language for case in CASES} == set(LANGUAGES)
    agreed = [one for one in made if one.consented_at and one.stage is not Stage.APPROVED]
    assert all(consent_holds(nomination) for nomination in agreed)


def test_the_queue_has_age_and_variety(made: list[Nomination]) -> None:
    queue = [nomination for nomination in made if nomination.stage is Stage.UNDER_CHECK]
    ages = [(clock.now() - nomination.stage_since).days for nomination in queue]
    assert min(ages) <= 2
    assert max(ages) >= 20
    assert len({nomination.state for nomination in queue}) >= 8
    manager = _actor("manager")
    assert {nomination.assigned_to for nomination in queue} == {
        None,
        manager.user_id,
        _actor("manager-2").user_id,
    }
    assert any(policy.vetting_refusal(manager, nomination) for nomination in queue)
    assert any(nomination.checklist for nomination in queue)


def test_known_people_are_found_and_what_went_wrong_has_its_reason(made: list[Nomination]) -> None:
    by_case = dict(zip(CASES, made, strict=True))
    for case, nomination in by_case.items():
        if case.known is Known.OTHER_SCRIPT:
            assert "other-script" in nomination.findings["duplicates"][0]["reasons"], case.state
    again = [nomination for case, nomination in by_case.items() if case.known is Known.ARCHIVED]
    assert [nomination.profile.stage for nomination in again if nomination.profile] == [ProfileStage.ARCHIVED]

    by_stage = {nomination.stage: nomination for nomination in made}
    assert by_stage[Stage.REFUSED].refusal_reason
    assert by_stage[Stage.DECLINED].decision_text
    assert [bool(remark.sent_at) for remark in by_stage[Stage.RETURNED].comments] == [True, True]
    waiting = [nomination for nomination in made if nomination.stage is Stage.WITH_EXPERT]
    assert any(expires_at(nomination) < clock.now() for nomination in waiting)
    assert any(expires_at(nomination) > clock.now() for nomination in waiting)


def test_the_same_seed_gives_the_same_nominees(made: list[Nomination], reference: Reference) -> None:
    pairs = [(case.state, case.language) for case in CASES]
    again = generate_from(pairs, seed=1, reference=reference, today=clock.today())
    fresh = [
        (nomination.answers["email"], expert.email)
        for case, nomination, expert in zip(CASES, made, again, strict=True)
        if case.known is Known.NOBODY and nomination.answers["email"]
    ]
    assert len(fresh) > 20
    assert all(said == invented for said, invented in fresh)


def test_six_conversations_wait_for_their_readers_and_the_worker_sends_every_letter(
    made: list[Nomination], work: Callable[[], int]
) -> None:
    before = Counter(nomination.stage for nomination in made)
    assert make_conversations() == len(TALKS) == 6
    db.session.remove()
    assert messages.unread_count(_actor("expert")) == 2
    assert messages.unread_count(_actor("coordinator-globe")) == 1
    assert messages.reported_count(_actor("manager")) == 1
    shown = db.session.scalars(sa.select(Conversation).where(Conversation.revealed_at.is_not(None))).one()
    assert list(shown.revealed) == ["email"]
    assert work() > 100
    db.session.remove()
    assert Counter(nomination.stage for nomination in db.session.scalars(sa.select(Nomination))) == before
    assert waiting_count(Kind.MAIL) == 0


def test_the_own_profile_waits_to_be_confirmed(app: Flask, reference: Reference) -> None:
    today = clock.today()
    assert list(populate(reference, count=10, seed=21, today=today)) == [10]
    profile = own_profile()
    assert profile is not None
    assert freshness_of(profile, today).state is Freshness.DUE

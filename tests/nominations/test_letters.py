"""The letters of a nomination: who gets which, in whose language, and nothing of what it says."""

import re
from collections.abc import Callable, Mapping

import pytest
import sqlalchemy as sa
from flask import Flask

from roster import rooms
from roster.core.db import db
from roster.core.mail import Letter
from roster.core.multilingual import LANGUAGES
from roster.core.outbox import Kind, OutboxRow
from roster.core.unit_of_work import unit_of_work
from roster.experts.standing.letters import WRITERS as PROFILE_WRITERS
from roster.experts.standing.services import withdraw_consent
from roster.nominations.consent_services import withdraw
from roster.nominations.drafting_services import take_back
from roster.nominations.expert_link import expert_by_link, read_consent_link
from roster.nominations.letters import WRITERS
from roster.nominations.models import Nomination
from roster.nominations.notices import Notice
from roster.nominations.states import Stage
from tests.factories.accounts import World
from tests.factories.experts import make_profile
from tests.factories.nominations import advance, cast_for, make_nomination

# Words of the nomination that no letter may hold; the name of the account that is written to is another.
SECRETS = ("Wanjala", "Atieno", "Asset Tracing", "investigator", "+254", "NV 114", "Traced", "No time.")
Written = Callable[[], list[tuple[str, Letter]]]


@pytest.fixture
def written(app: Flask) -> Written:
    """What waits in the queue, written as the worker would; the queue is empty afterwards."""

    def write() -> list[tuple[str, Letter]]:
        letters = rooms.letters()
        rows = db.session.scalars(
            sa.select(OutboxRow).where(OutboxRow.kind == Kind.MAIL).order_by(OutboxRow.id)
        ).all()
        found = [(row.payload["template"], letters[row.payload["template"]](row.payload)) for row in rows]
        with unit_of_work() as session:
            session.execute(sa.delete(OutboxRow))
        return [(name, letter) for name, letter in found if letter is not None]

    return write


def _by_name(letters: list[tuple[str, Letter]]) -> dict[str, Letter]:
    return dict(letters)


def test_the_whole_way_in_letters(world: World, written: Written) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.WITH_EXPERT, language="fr")
    cast = cast_for("KE")
    assert [name for name, _letter in written()] == [Notice.INVITATION]
    expected = {
        Stage.CONSENTED: {Notice.CONSENTED, Notice.EXPERT_CONSENTED},
        Stage.CLEARED: {Notice.CLEARED},
        Stage.UNDER_CHECK: set(),
        Stage.APPROVED: {Notice.APPROVED, Notice.EXPERT_APPROVED, "invitation"},
    }
    for stage, names in expected.items():
        with unit_of_work():
            advance(nomination, stage, cast=cast)
        assert {name for name, _letter in written()} == names, stage


@pytest.mark.parametrize(
    ("stage", "names"),
    [
        (Stage.REFUSED, {Notice.REFUSED}),
        (Stage.RETURNED, {Notice.RETURNED}),
        (Stage.DECLINED, {Notice.DECLINED, Notice.EXPERT_DECLINED}),
        (Stage.WITHDRAWN, {Notice.WITHDRAWN, Notice.EXPERT_WITHDRAWN}),
    ],
)
def test_the_other_ends(stage: Stage, names: set[str], world: World, written: Written) -> None:
    before = Stage.WITH_EXPERT if stage is Stage.REFUSED else Stage.UNDER_CHECK
    with unit_of_work():
        nomination = make_nomination(stage=before)
    written()
    with unit_of_work():
        advance(nomination, stage, cast=cast_for("KE"))
    assert {name for name, _letter in written()} == names


def test_the_invitation_leads_the_expert_to_the_answer_in_the_language_chosen(
    world: World, written: Written
) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.WITH_EXPERT, language="ar")
    letter = _by_name(written())[Notice.INVITATION]
    assert letter.to == "atieno.wanjala@people.example"
    assert 'dir="rtl"' in letter.html
    for text in (letter.text, letter.html):
        found = re.search(r"/ar/consent/([\w.-]+)", text)
        assert found is not None
        link = read_consent_link(found[1])
        assert link is not None
        assert link.is_open
        assert link.nomination is nomination


def _every_letter(nomination: Nomination, user_id: int) -> Mapping[str, Letter]:
    found = {}
    for name, write in WRITERS.items():
        for stage in Stage:
            nomination.stage = stage
            for recipient in (f"user:{user_id}", f"nomination:{nomination.id}"):
                is_to_expert = "expert" in name or name in (Notice.INVITATION, Notice.REMINDER)
                if is_to_expert == recipient.startswith("nomination"):
                    letter = write({"recipient": recipient, "nomination": nomination.id})
                    if letter is not None:
                        found[name] = letter
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_says_anything_that_is_restricted(language: str, world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.APPROVED, language=language)
        refused = make_nomination(stage=Stage.REFUSED)
        nomination.refusal_reason = refused.refusal_reason
    with unit_of_work():
        letters = _every_letter(nomination, world.focal_ke.id)
        nomination.stage = Stage.APPROVED
    assert set(letters) == set(WRITERS)
    for name, letter in letters.items():
        assert nomination.ref in letter.text, name
        for text in (letter.subject, letter.text, letter.html):
            assert not [secret for secret in SECRETS if secret in text], name
            assert "%(" not in text, name


def test_the_letters_about_a_profile_say_nothing_of_it_either(world: World) -> None:
    with unit_of_work():
        profile = make_profile()
    for name, write in PROFILE_WRITERS.items():
        for recipient in (f"user:{world.focal_ke.id}", f"profile:{profile.id}"):
            letter = write({"recipient": recipient, "profile": profile.id})
            if letter is not None:
                assert f"/en/experts/{profile.ref}" in letter.text, name
                assert not [secret for secret in SECRETS if secret in letter.text + letter.subject], name


def test_a_letter_that_is_no_longer_true_is_not_sent(world: World, written: Written) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.WITH_EXPERT)
        take_back(world.drafter_ke.actor, nomination)
    assert written() == []


def test_who_acts_is_not_told_of_it(world: World, written: Written) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.WITH_EXPERT)
    written()
    with unit_of_work():
        withdraw(world.focal_ke.actor, nomination)
    assert [(name, letter.to) for name, letter in written()] == [
        (Notice.WITHDRAWN, world.drafter_ke.email),
        (Notice.EXPERT_WITHDRAWN, "atieno.wanjala@people.example"),
    ]


def test_the_manager_who_looks_at_it_is_told_and_the_others_are_not(world: World, written: Written) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.UNDER_CHECK)
        nomination.assigned_to = world.manager.id
    written()
    with unit_of_work():
        withdraw(expert_by_link(nomination), nomination)
    told = {name: letter.to for name, letter in written() if letter.to == world.manager.email}
    assert told == {Notice.WITHDRAWN: world.manager.email}


def test_a_withdrawn_profile_is_announced_to_the_state(world: World, written: Written) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.APPROVED)
    written()
    assert nomination.profile is not None
    with unit_of_work():
        withdraw_consent(world.focal_ke.actor, nomination.profile)
    assert [name for name, _letter in written()] == ["profile_withdrawn"]

"""A nomination for another term meets a profile that changed since its draft began."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from roster.core import clock
from roster.core.actor import Actor, Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.cv.services import NewCv, keep_cv
from roster.experts.history.queries import revisions_of
from roster.experts.inputs import ProfileInput, input_of
from roster.experts.models import Profile
from roster.experts.own.services import change_publicity
from roster.experts.services import edit_profile
from roster.nominations import drafting_services as drafting
from roster.nominations.form_steps import FormStep
from roster.nominations.models import Nomination
from roster.nominations.new_term import CV, Side, new_term_of
from roster.nominations.states import Stage
from tests.factories.accounts import World, make_account
from tests.factories.experts import make_profile, profile_input
from tests.factories.nominations import advance, cast_for, new_file, tick_all
from tests.nominations.desk import HOME, page_of, stored
from tests.visitor import Visitor

Visit = Callable[..., Visitor]


def _expert(profile: Profile) -> Actor:
    account = make_account(Assignment(Role.EXPERT, f"self:{profile.ref}"), name="The Expert")
    return account.actor


def _edit(actor: Actor, profile: Profile, **changes: Any) -> None:
    edit_profile(actor, profile, given=replace(input_of(profile), **changes))


def _advance(nomination: Nomination, *stages: Stage) -> None:
    for stage in stages:
        advance(nomination, stage, cast=cast_for("KE"))


def _shown(page: str) -> dict[str, str]:
    """What the button that approves would send, with the buttons that are chosen."""
    chosen = re.findall(r'name="(keep-[a-z_]+)" value="([a-z]+)" form="decide" checked', page)
    marks = re.findall(r'id="(?:version-decide|term-mark)" name="(\w+)" type="hidden" value="(\w+)"', page)
    return dict([*chosen, *marks])


def test_what_expert_and_state_changed_side_by_side_stands_in_the_new_term(
    world: World, visitor: Visit
) -> None:
    start = clock.now() - timedelta(days=9)
    with clock.use(start), unit_of_work():
        profile = make_profile(phone="+254 20 1", employer="Old office", post="Old post", city="Nairobi")
        drafter, expert = world.drafter_ke.actor, _expert(profile)
        nomination = drafting.begin_draft(drafter, "KE", profile=profile)
        said = profile_input(employer="Office named by the State", post="Post named by the State")
        drafting.save_step(drafter, nomination, step=FormStep.WORK, given=said)
    with clock.use(start + timedelta(days=1)), unit_of_work():
        _edit(
            expert, profile, post="Post named by the expert", phone="+254 20 2", declared_interests="A sister"
        )
    check = page_of(visitor(world.drafter_ke), nomination.ref, "/check")
    assert "The profile’s text stays" in check
    assert "+254 20 2" in check
    assert "A sister" not in check, "declared interests are not the State's to read"
    with clock.use(start + timedelta(days=1)), unit_of_work():
        _advance(nomination, Stage.WITH_EXPERT)
    with clock.use(start + timedelta(days=2)), unit_of_work():
        _advance(nomination, Stage.CONSENTED)
    with clock.use(start + timedelta(days=3)), unit_of_work():
        _edit(expert, profile, employer="Office named by the expert")
        _advance(nomination, Stage.CLEARED, Stage.UNDER_CHECK)
        tick_all(nomination, manager=world.manager.actor)
    ref, profile_id = nomination.ref, profile.id

    term = new_term_of(nomination)
    assert set(term.followed) == {"phone"}
    # The expert agreed to the State's post after writing another; the office was written after agreeing.
    assert term.conflicts == {"post": Side.NOMINATION, "employer": Side.PROFILE}
    assert (term.decided({}).city, term.decided({}).phone) == ("Nairobi", "+254 20 2")

    manager = visitor(world.manager)
    page = page_of(manager, ref, "/vetting")
    for words in ("Office named by the State", "Office named by the expert", "Post named by the expert"):
        assert words in page
    assert page.index('id="new-term"') < page.index("Post named by the State")

    form = _shown(page)
    with unit_of_work():
        _edit(expert, db.session.get_one(Profile, profile_id), city="Mombasa")
    late = manager.post(f"{HOME}/{ref}/vetting/approve", {**form, "keep-post": "profile"})
    assert late.status_code == 409
    assert "Mombasa" in late.text
    assert stored(ref).stage is Stage.UNDER_CHECK
    again = _shown(late.text)
    assert again["keep-post"] == "profile", "what was chosen is not asked for again"
    assert manager.post(f"{HOME}/{ref}/vetting/approve", again).status_code == 303

    assert stored(ref).stage is Stage.APPROVED
    profile = db.session.get_one(Profile, profile_id)
    now = input_of(profile)
    assert (now.post, now.employer) == ("Post named by the expert", "Office named by the expert")
    assert (now.phone, now.city, now.declared_interests) == ("+254 20 2", "Mombasa", "A sister")
    kept = str([(item.before, item.after) for item in revisions_of(profile)])
    for words in ("Office named by the State", "Post named by the State", "Old post"):
        assert words in kept, "the history keeps both"


def test_a_newer_cv_and_the_newer_word_on_publicity_stay(world: World) -> None:
    start = clock.now() - timedelta(days=9)
    cv = NewCv(
        stored_name="1" * 32,
        file_name="own.docx",
        kind="docx",
        size=1,
        sha256="b" * 64,
        text="",
        language=None,
    )
    with clock.use(start), unit_of_work():
        profile = make_profile(is_public=True)
        expert = _expert(profile)
        profile.person.user_id = expert.user_id
        nomination = drafting.begin_draft(world.drafter_ke.actor, "KE", profile=profile)
        drafting.attach_cv(world.drafter_ke.actor, nomination, given=new_file())
        advance(nomination, Stage.WITH_EXPERT, cast=cast_for("KE"), is_public=True)
        advance(nomination, Stage.CONSENTED, cast=cast_for("KE"), is_public=True)
    with clock.use(start + timedelta(days=1)), unit_of_work():
        keep_cv(expert, profile, given=cv)
        change_publicity(expert, profile, is_public=False)
    seen = new_term_of(nomination)
    assert seen.conflicts == {CV: Side.PROFILE}
    with clock.use(start + timedelta(days=2)), unit_of_work():
        keep_cv(expert, profile, given=replace(cv, stored_name="2" * 32, sha256="c" * 64))
    assert new_term_of(nomination).mark != seen.mark, "who decides on one file does not throw away another"
    with unit_of_work():
        _advance(nomination, Stage.CLEARED, Stage.UNDER_CHECK, Stage.APPROVED)
    assert profile.cv is not None
    assert (profile.cv.file_name, profile.is_public, nomination.files) == ("own.docx", False, [])


def test_without_changes_meanwhile_the_nomination_is_published_as_it_is(world: World) -> None:
    with unit_of_work():
        profile = make_profile(latin_family_name="", nationalities=("UG", "KE"))
        nomination = drafting.begin_draft(world.drafter_ke.actor, "KE", profile=profile)
        given: ProfileInput = profile_input(nationalities=("KE", "UG"))
        drafting.save_step(world.drafter_ke.actor, nomination, step=FormStep.NAME, given=given)
        _edit(_expert(profile), profile, phone="+254 20 3")
        drafting.save_step(
            world.drafter_ke.actor, nomination, step=FormStep.CONTACT, given=profile_input(phone="+254 20 3")
        )
    term = new_term_of(nomination)
    assert (term.followed, dict(term.conflicts), term.mark) == ((), {}, ""), "both say the same"

"""What the services of profiles write, and what they refuse, whoever calls them."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core.actor import SYSTEM, Actor, Assignment, Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError
from roster.core.outbox import OutboxRow
from roster.core.unit_of_work import unit_of_work
from roster.experts.inputs import ExpertiseInput, LanguageInput, Standing, input_of
from roster.experts.models import Profile
from roster.experts.services import confirm_profile, create_profile, edit_profile
from roster.experts.states import Stage
from tests.factories.experts import COMPLETE, make_profile, profile_input

FOCAL = Actor(user_id=1, assignments=frozenset({Assignment(Role.FOCAL_POINT, "state:KE")}))
OTHER = Actor(user_id=2, assignments=frozenset({Assignment(Role.FOCAL_POINT, "state:UY")}))
MANAGER = Actor(user_id=3, assignments=frozenset({Assignment(Role.MANAGER, "system")}))


def _stored(id_: int) -> Profile:
    db.session.remove()
    found = db.session.get(Profile, id_)
    assert found is not None
    return found


def _fresh(id_: int) -> Profile:
    """Read again within the open unit."""
    found = db.session.get(Profile, id_, populate_existing=True)
    assert found is not None
    return found


@pytest.fixture
def profile(app: Flask) -> Profile:
    with unit_of_work():
        return make_profile(declared_interests="Owns a vineyard", staff_notes="Called twice")


def test_what_was_given_is_what_is_stored(app: Flask) -> None:
    with unit_of_work():
        id_ = make_profile().id
    expected = replace(COMPLETE, latin_family_name="Wanjala", latin_given_name="Atieno")
    assert input_of(_stored(id_)) == expected


def test_an_edit_names_the_fields_that_changed_and_moves_the_version(profile: Profile) -> None:
    with unit_of_work():
        read = _fresh(profile.id)
        given = replace(input_of(read), post="Director", city="Kisumu")
        assert edit_profile(FOCAL, read, given=given) == ("city", "post")
    assert _stored(profile.id).version == 2
    entry = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.action, entry.fields) == ("experts:profile:edit", ["city", "post"])


def test_a_change_in_a_line_alone_moves_the_version_too(profile: Profile) -> None:
    with unit_of_work():
        read = _fresh(profile.id)
        edit_profile(FOCAL, read, given=replace(input_of(read), languages=(LanguageInput("fr", "B2"),)))
    stored = _stored(profile.id)
    assert stored.version == 2
    assert [language.code for language in stored.person.languages] == ["fr"]


def test_an_edit_that_changes_nothing_writes_nothing(profile: Profile) -> None:
    rows = db.session.scalar(sa.select(sa.func.count(OutboxRow.id)))
    with unit_of_work():
        read = _fresh(profile.id)
        assert edit_profile(FOCAL, read, given=input_of(read)) == ()
    assert _stored(profile.id).version == 1
    assert db.session.scalar(sa.select(sa.func.count(OutboxRow.id))) == rows


def test_parts_that_the_actor_does_not_read_stay_as_they_are(profile: Profile) -> None:
    """R9: whatever comes in for them."""
    with unit_of_work():
        read = _fresh(profile.id)
        given = replace(input_of(read), declared_interests="None", staff_notes="Nothing", post="Director")
        assert edit_profile(FOCAL, read, given=given) == ("post",)
    stored = _stored(profile.id)
    assert (stored.declared_interests, stored.staff_notes) == ("Owns a vineyard", "Called twice")


def test_the_manager_writes_staff_notes(profile: Profile) -> None:
    with unit_of_work():
        read = _fresh(profile.id)
        edit_profile(MANAGER, read, given=replace(input_of(read), staff_notes="Called three times"))
    assert _stored(profile.id).staff_notes == "Called three times"


@pytest.mark.parametrize("actor", [OTHER, Actor(), Actor(user_id=9)])
def test_others_neither_edit_nor_confirm_nor_create(profile: Profile, actor: Actor) -> None:
    with pytest.raises(ForbiddenError):
        edit_profile(actor, profile, given=COMPLETE)
    with pytest.raises(ForbiddenError):
        confirm_profile(actor, profile)
    with pytest.raises(ForbiddenError):
        create_profile(actor, COMPLETE, standing=Standing("imported"))


def test_no_edit_moves_stage_state_or_publicity(profile: Profile) -> None:
    """There is no such field in what an edit takes."""
    names = set(vars(COMPLETE))
    assert not names & {
        "stage",
        "nominating_state",
        "is_public",
        "ref",
        "version",
        "term_ends_on",
        "consented_on",
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("family_name", ""),
        ("email", ""),
        ("employer", ""),
        ("post", ""),
        ("organisation_type", None),
        ("category", None),
        ("languages", ()),
        ("expertise", ()),
        ("brief_profile", None),
        ("expertise", (ExpertiseInput(52),) * 11),
        ("expertise", (ExpertiseInput(years=3),)),
        ("languages", (LanguageInput("en"), LanguageInput("en"))),
    ],
)
def test_a_profile_that_others_rely_on_must_be_whole_and_sound(app: Flask, field: str, value: object) -> None:
    with pytest.raises(InvalidError) as refused, unit_of_work():
        create_profile(SYSTEM, profile_input(**{field: value}), standing=Standing("published", "KE"))
    assert field in refused.value.problems
    assert db.session.scalar(sa.select(sa.func.count(Profile.id))) == 0


def test_an_imported_profile_may_lack_all_but_a_name(app: Flask) -> None:
    with unit_of_work():
        made = create_profile(SYSTEM, replace(COMPLETE, **_empty()), standing=Standing("imported"))
    stored = _stored(made.id)
    assert stored.stage is Stage.IMPORTED
    assert stored.nominating_state is None


def test_a_name_in_another_script_needs_its_latin_form(app: Flask) -> None:
    with pytest.raises(InvalidError) as refused, unit_of_work():
        make_profile(family_name="李", given_name="小龙")
    assert "latin_family_name" in refused.value.problems


def test_a_term_lasts_four_years_and_consent_keeps_its_version(profile: Profile) -> None:
    assert profile.term_starts_on is not None
    assert profile.term_ends_on is not None
    assert 4 * 365 <= (profile.term_ends_on - profile.term_starts_on).days <= 4 * 365 + 1
    assert profile.consent_version


def _empty() -> dict[str, object]:
    return {
        "email": "",
        "employer": "",
        "post": "",
        "organisation_type": None,
        "category": None,
        "languages": (),
        "expertise": (),
        "brief_profile": None,
    }

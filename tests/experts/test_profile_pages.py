"""A profile as people open, change and confirm it."""

from collections.abc import Callable

from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World
from tests.factories.experts import make_profile
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]


def a_profile(**values: object) -> str:
    with unit_of_work():
        ref = make_profile(**values).ref  # type: ignore[arg-type]
    db.session.remove()
    return ref


def test_a_member_reads_the_open_part_and_not_the_restricted_one(world: World, visitor: Visit) -> None:
    ref = a_profile()
    page = visitor(world.officer_ke).get(f"/en/experts/{ref}").text
    assert "Wanjala" in page
    assert "Traced accounts in four States" in page
    assert "atieno.wanjala@people.example" not in page
    assert "Nairobi" not in page


def test_the_own_state_reads_contact_and_another_state_does_not(world: World, visitor: Visit) -> None:
    ref = a_profile()
    assert "atieno.wanjala@people.example" in visitor(world.focal_ke).get(f"/en/experts/{ref}").text
    assert "atieno.wanjala@people.example" not in visitor(world.focal_uy).get(f"/en/experts/{ref}").text


def test_hidden_and_missing_profiles_answer_alike(world: World, visitor: Visit) -> None:
    ref = a_profile(stage="unpublished")
    outsider = visitor(world.focal_uy)
    hidden, missing = outsider.get(f"/en/experts/{ref}"), outsider.get("/en/experts/EXP-000000")
    assert hidden.status_code == missing.status_code == 404


def test_an_edit_is_saved_and_audited(world: World, visitor: Visit, work: Callable[[], int]) -> None:
    ref = a_profile()
    focal = visitor(world.focal_ke)
    form = _form_of(focal, ref)
    answer = focal.post(f"/en/experts/{ref}/edit", {**form, "post": "Director of tracing"})
    assert answer.status_code == 303, answer.text[:3000]
    assert "Director of tracing" in focal.get(f"/en/experts/{ref}").text
    work()
    assert ref in focal.get("/en/experts?q=Director+of+tracing").text


def test_a_stale_save_shows_both_texts_and_loses_nothing(world: World, visitor: Visit) -> None:
    ref = a_profile()
    first, second = visitor(world.focal_ke), visitor(world.drafter_ke)
    form_one, form_two = _form_of(first, ref), _form_of(second, ref)
    first.post(f"/en/experts/{ref}/edit", {**form_one, "employer": "First employer"})
    answer = second.post(f"/en/experts/{ref}/edit", {**form_two, "employer": "Second employer"})
    assert answer.status_code == 409
    assert "First employer" in answer.text
    assert "Second employer" in answer.text


def _form_of(visitor: Visitor, ref: str) -> dict[str, object]:
    return values_of(visitor.get(f"/en/experts/{ref}/edit").text)

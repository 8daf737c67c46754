"""Editing over somebody else's change shows both texts; what the form has no field for stays."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from roster.authorities.inputs import ContactInput
from roster.authorities.models import Authority
from roster.authorities.states import Stage
from roster.core.db import db
from roster.core.multilingual import MultilingualText
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World
from tests.factories.authorities import make_authority
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
REF = "AUT-KE0001"
EDIT = f"/en/authorities/{REF}/edit"
SPOKEN = ("en", "sw", "fr", "ar", "so")


def made(stage: Stage) -> None:
    with unit_of_work():
        make_authority(
            ref=REF,
            stage=stage,
            identity={
                "name": MultilingualText({"en": "Central Authority", "fr": "Autorité", "ar": "سلطة"}, "en"),
                "scope_note": MultilingualText({"fr": "Sauf les impôts", "en": "Not taxes"}, "fr"),
            },
            reach={"contacts": (ContactInput(name="Zqnaliaka", languages=SPOKEN),)},
        )
    db.session.remove()


def stored() -> Authority:
    db.session.remove()
    found = db.session.scalar(sa.select(Authority).where(Authority.ref == REF))
    assert found is not None
    return found


@pytest.mark.parametrize("editor", ["focal_ke", "officer_ke"])
def test_a_stale_save_shows_both_texts_and_the_next_one_is_a_decision(
    world: World, visitor: Visit, editor: str
) -> None:
    made(Stage.LISTED)
    first, second = visitor(world.officer_ke), visitor(world.everybody[editor])
    form = values_of(second.get(EDIT).text) | {"address": "Typed Street 2", "urgent_procedure": "none"}
    mine = values_of(first.get(EDIT).text) | {"address": "Stored Street 1"}
    assert first.post(EDIT, mine).status_code == 303
    answer = second.post(EDIT, form)
    assert answer.status_code == 409
    for text in ("Stored Street 1", "Typed Street 2", "At all hours", "No urgent procedure"):
        assert text in answer.text
    assert stored().address == "Stored Street 1"
    assert second.post(EDIT, values_of(answer.text)).status_code == 303
    assert stored().address == "Typed Street 2"


def test_further_languages_of_a_contact_person_survive(world: World, visitor: Visit) -> None:
    made(Stage.LISTED)
    officer = visitor(world.officer_ke)
    form = values_of(officer.get(EDIT).text) | {"contacts-0-language_1": "es"}
    assert officer.post(EDIT, form).status_code == 303
    assert stored().contacts[0].languages == ["es", "sw", "fr", "ar", "so"]


def test_name_and_remarks_are_edited_in_every_language_that_stands(world: World, visitor: Visit) -> None:
    made(Stage.DRAFT)
    focal = visitor(world.focal_ke)
    form = values_of(focal.get(EDIT).text)
    rows = {form[f"names-{number}-language"]: f"names-{number}-text" for number in (0, 1)}
    form |= {rows["ar"]: "السلطة المركزية", rows["fr"]: "", "scopes-0-text": "No taxes"}
    assert focal.post(EDIT, form).status_code == 303
    after = stored()
    assert dict(after.name.texts) == {"en": "Central Authority", "ar": "السلطة المركزية"}
    assert after.scope_note is not None
    assert dict(after.scope_note.texts) == {"fr": "Sauf les impôts", "en": "No taxes"}
    assert after.scope_note.source == "fr"

"""The pages on which a State writes a nomination, as people use them."""

import re
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from werkzeug.test import TestResponse

from roster.core import clock
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.states import Stage as ProfileStage
from roster.nominations.answers import input_of
from roster.nominations.form_steps import FormStep
from roster.nominations.models import Nomination
from roster.nominations.states import Stage
from tests.factories.accounts import World
from tests.factories.experts import COMPLETE, make_profile
from tests.forms import values_of
from tests.nominations.desk import HOME, a_nomination, page_of, send, stored
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
SAID: dict[FormStep, dict[str, Any]] = {
    FormStep.NAME: {"family_name": "Wekesa", "given_name": "Amina"},
    FormStep.CONTACT: {"email": "amina.wekesa@people.example"},
    FormStep.WORK: {"employer": "Office of Integrity", "post": "Head", "organisation_type": "court"},
    FormStep.EXPERTISE: {
        "expertise-0-topic_id": "asset-recovery",
        "expertise-0-level": "lead",
        "expertise-0-evidence": "Led twelve cases",
    },
    FormStep.LANGUAGES: {"languages-0-code": "fr", "languages-0-speaking": "C1"},
    FormStep.BRIEF: {"brief_en": "Twelve years of work on illicit enrichment."},
    FormStep.EXPERIENCE: {},
    FormStep.AVAILABILITY: {},
    FormStep.MORE: {},
    FormStep.CATEGORY: {
        "category": "assistance-expert",
        "criteria": ["experience", "knowledge", "language", "integrity", "availability"],
    },
}


def begin(somebody: Visitor) -> str:
    answer = somebody.post(f"{HOME}/new", values_of(somebody.get(f"{HOME}/new").text))
    assert answer.status_code == 303, answer.text[:3000]
    found = re.search(r"/nominations/(NOM-\w+)/edit/name$", answer.location)
    assert found is not None
    return found[1]


def how_many() -> int:
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count(Nomination.id))) or 0


def test_the_whole_form_step_by_step_until_the_expert_is_asked(world: World, visitor: Visit) -> None:
    drafter = visitor(world.drafter_ke)
    ref = begin(drafter)
    for number, (step, said) in enumerate(SAID.items(), start=1):
        page = page_of(drafter, ref, f"/edit/{step}")
        assert f"Step {number} of 10" in page
        answer = send(drafter, ref, f"/edit/{step}", **said)
        assert answer.status_code == 303, (step, answer.text[:3000])
        assert "check=1" not in answer.location, step
    assert answer.location.endswith(f"{ref}/check")
    check = page_of(drafter, ref, "/check")
    assert "Ask the expert for consent" in check
    assert "amina.wekesa@people.example" in check
    assert '<option selected value="fr"' in check, "the language that the expert speaks is suggested"
    answer = send(drafter, ref, "/invite", shown_at="/check")
    assert answer.location.endswith(ref)
    assert stored(ref).stage is Stage.WITH_EXPERT
    assert "amina.wekesa@people.example" in page_of(drafter, ref)


def test_a_double_click_begins_one(world: World, visitor: Visit) -> None:
    drafter = visitor(world.drafter_ke)
    form = values_of(drafter.get(f"{HOME}/new").text)
    first, second = (drafter.post(f"{HOME}/new", form) for _press in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location.removeprefix("http://localhost") == second.location.removeprefix("http://localhost")
    assert how_many() == 1


def test_a_double_click_invites_once(world: World, visitor: Visit) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination()
    form = values_of(page_of(drafter, ref, "/check"))
    first, second = (drafter.post(f"{HOME}/{ref}/invite", form) for _press in range(2))
    assert (first.status_code, second.status_code) == (303, 409)
    assert len(stored(ref).invitation_nonce or "") == 32


def test_a_nomination_begins_from_a_profile_that_exists(world: World, visitor: Visit) -> None:
    with unit_of_work():
        ours = make_profile(stage=ProfileStage.ARCHIVED).ref
        theirs = make_profile(state="UY", stage=ProfileStage.ARCHIVED, family_name="Quiroga").ref
    db.session.remove()
    drafter = visitor(world.drafter_ke)
    page = drafter.get(f"{HOME}/new").text
    assert ours in page
    assert "Quiroga" not in page
    form = values_of(page)
    answer = drafter.post(f"{HOME}/new", {**form, "profile": theirs})
    assert answer.status_code == 422
    answer = drafter.post(f"{HOME}/new", {**form, "profile": ours})
    assert answer.status_code == 303
    assert "Senior investigator" in drafter.get(answer.location.replace("/name", "/work")).text


def test_who_does_not_nominate_begins_nothing(world: World, visitor: Visit) -> None:
    for name in ("manager", "searcher", "observer_ke", "officer_ke", "provider", "admin", "dpo"):
        assert visitor(world.everybody[name]).get(f"{HOME}/new").status_code == 403, name
    uruguayan = visitor(world.focal_uy)
    form = values_of(uruguayan.get(f"{HOME}/new").text)
    assert uruguayan.post(f"{HOME}/new", {**form, "state": "KE"}).status_code == 422
    assert how_many() == 0


def test_what_is_not_sound_is_kept_as_typed_and_shown_with_its_errors(world: World, visitor: Visit) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination()
    answer = send(drafter, ref, "/edit/work", employed_since="nineteen ninety", post="Chief of section")
    assert answer.status_code == 303
    page = drafter.get(answer.location).text
    assert "This step is not finished yet" in page
    shown = values_of(page)
    assert (shown["employed_since"], shown["post"]) == ("nineteen ninety", "Chief of section")
    assert page.count('aria-invalid="true"') == 1
    nomination = stored(ref)
    assert input_of(nomination).post == "Senior investigator", "what is not sound is no answer"
    assert "Not finished" in page_of(drafter, ref, "/check")
    send(drafter, ref, "/edit/work", employed_since="1990")
    nomination = stored(ref)
    assert (input_of(nomination).post, nomination.unsaved) == ("Chief of section", {})


def test_a_step_that_lacks_something_is_saved_and_says_what(world: World, visitor: Visit) -> None:
    drafter = visitor(world.drafter_ke)
    ref = begin(drafter)
    answer = send(drafter, ref, "/edit/work", post="Prosecutor")
    page = drafter.get(answer.location).text
    assert values_of(page)["post"] == "Prosecutor"
    assert page.count('aria-invalid="true"') == 2, "employer and type of organization"
    assert input_of(stored(ref)).post == "Prosecutor"


def test_finish_later_saves_and_does_not_insist(world: World, visitor: Visit) -> None:
    drafter = visitor(world.drafter_ke)
    ref = begin(drafter)
    answer = send(drafter, ref, "/edit/name", family_name="Wekesa", later="1")
    assert answer.location.endswith(ref)
    assert "Wekesa" in drafter.get(answer.location).text
    assert input_of(stored(ref)).latin_family_name == "Wekesa"


def test_two_lines_of_one_language_stand_as_typed_with_the_reason(world: World, visitor: Visit) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination()
    page = drafter.get(send(drafter, ref, "/edit/languages", **{"languages-1-code": "en"}).location).text
    assert values_of(page)["languages-1-code"] == "en"
    assert "field-error" in page
    assert [line.code for line in input_of(stored(ref)).languages] == ["en", "sw"]


def test_rows_are_added_and_removed_without_script(world: World, visitor: Visit) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination()
    answer = send(
        drafter, ref, "/edit/expertise", **{"expertise-0-evidence": "Another line", "add_row": "expertise"}
    )
    assert answer.status_code == 200
    form = values_of(answer.text)
    assert form["expertise-0-evidence"] == "Another line"
    assert "expertise-1-evidence" in form
    answer = drafter.post(f"{HOME}/{ref}/edit/expertise", {**form, "remove_row": "expertise-0"})
    assert "Another line" not in answer.text
    assert len(input_of(stored(ref)).expertise) == 1, "nothing is saved by it"


def autosave(somebody: Visitor, ref: str, step: str, **values: object) -> TestResponse:
    form = values_of(page_of(somebody, ref, f"/edit/{step}"))
    return somebody.post(f"{HOME}/{ref}/autosave/{step}", {**form, **values})


def test_autosave_keeps_unsound_text_over_a_new_sign_in(world: World, visitor: Visit) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination()
    answer = autosave(drafter, ref, "contact", email="amina.wek", phone="+254 (0")
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["saved"] is True
    assert answer.json["text"].startswith("Saved ")
    assert answer.headers["Cache-Control"] == "no-store"
    assert input_of(stored(ref)).email == "atieno.wanjala@people.example"
    again = visitor(world.drafter_ke)
    page = page_of(again, ref, "/edit/contact")
    assert values_of(page)["email"] == "amina.wek"
    assert values_of(page)["phone"] == "+254 (0"
    assert 'aria-invalid="true"' in page
    assert "Not finished" in page_of(again, ref, "/edit/name"), "the list of steps says so"


def test_autosave_of_sound_text_says_that_it_waits_to_be_saved(world: World, visitor: Visit) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination()
    autosave(drafter, ref, "work", post="Judge")
    page = page_of(drafter, ref, "/edit/work")
    assert "This is what you typed last." in page
    assert values_of(page)["post"] == "Judge"
    assert send(drafter, ref, "/edit/work").location.endswith("/edit/expertise")
    assert input_of(stored(ref)).post == "Judge"


def test_autosave_signed_out_gives_no_data_and_keeps_nothing(world: World, visitor: Visit) -> None:
    ref = a_nomination()
    answer = visitor().post(f"{HOME}/{ref}/autosave/work", {"post": "Judge"}, page="/en/sign-in")
    assert answer.status_code == 303
    assert not answer.is_json
    assert stored(ref).unsaved == {}


def test_autosave_of_more_than_a_step_holds_says_so(world: World, visitor: Visit) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination()
    answer = autosave(drafter, ref, "work", earlier_posts="x" * 70_000)
    assert answer.status_code == 422
    assert answer.json == {"saved": False, "text": "This is more than a step can hold."}
    answer = send(drafter, ref, "/edit/work", earlier_posts="x" * 70_000)
    assert answer.status_code == 422
    assert "This is more than a step can hold." in answer.text


def test_two_people_in_one_step_lose_nothing(world: World, visitor: Visit) -> None:
    ref = a_nomination()
    first, second = visitor(world.drafter_ke), visitor(world.focal_ke)
    form = values_of(page_of(second, ref, "/edit/work"))
    assert autosave(first, ref, "work", post="First text", employed_since="199").json is not None

    # The second types too: told of the other, and each has the own text.
    said = second.post(f"{HOME}/{ref}/autosave/work", {**form, "post": "Second text"})
    assert said.json is not None
    assert "is writing here too" in said.json["text"]
    assert values_of(page_of(first, ref, "/edit/work"))["post"] == "First text"
    page = page_of(second, ref, "/edit/work")
    assert values_of(page)["post"] == "Second text"
    assert "has not saved it" in page
    assert "First text" in page

    # The first saves; what the second goes on typing is kept, and sending it shows both.
    send(first, ref, "/edit/work", employed_since="1990")
    late = second.post(f"{HOME}/{ref}/autosave/work", {**form, "post": "Second text, longer"})
    assert late.json is not None
    assert late.json["saved"]
    assert "Somebody else changed this step" in late.json["text"]
    answer = second.post(f"{HOME}/{ref}/edit/work", {**form, "post": "Second text, whole"})
    assert answer.status_code == 303
    for somebody in (visitor(world.focal_ke), second):  # also another day, in another browser
        page = page_of(somebody, ref, "/edit/work")
        assert "Changed meanwhile" in page
        assert "First text" in page
        assert values_of(page)["post"] == "Second text, whole"
    assert input_of(stored(ref)).post == "First text"
    again = second.post(f"{HOME}/{ref}/edit/work", values_of(page))
    assert again.location.endswith("/edit/expertise"), "saving from there is a decision"
    assert input_of(stored(ref)).post == "Second text, whole"
    assert stored(ref).unsaved == {}


def test_a_colleague_goes_on_from_text_that_was_left_lying(world: World, visitor: Visit) -> None:
    ref = a_nomination()
    first, second = visitor(world.drafter_ke), visitor(world.focal_ke)
    autosave(first, ref, "work", post="Begun by the first")
    page = page_of(second, ref, "/edit/work")
    assert values_of(page)["post"] == "Senior investigator"
    link = re.search(r'href="([^"]*\?text=\d+)"', page)
    assert link is not None
    form = values_of(second.get(link[1]).text)
    assert form["post"] == "Begun by the first"
    assert second.post(link[1], form).status_code == 303
    assert input_of(stored(ref)).post == "Begun by the first"
    assert stored(ref).unsaved == {}, "what is saved waits for nobody any more"


def test_a_change_of_another_step_is_no_conflict(world: World, visitor: Visit) -> None:
    ref = a_nomination()
    first, second = visitor(world.drafter_ke), visitor(world.focal_ke)
    form = values_of(page_of(second, ref, "/edit/work"))
    send(first, ref, "/edit/contact", city="Mombasa")
    assert second.post(f"{HOME}/{ref}/edit/work", {**form, "post": "Judge"}).status_code == 303
    given = input_of(stored(ref))
    assert (given.city, given.post) == ("Mombasa", "Judge")


def test_what_was_typed_when_it_went_to_the_expert_is_not_thrown_away(world: World, visitor: Visit) -> None:
    ref = a_nomination()
    first, second = visitor(world.drafter_ke), visitor(world.focal_ke)
    form = values_of(page_of(first, ref, "/edit/work"))
    send(second, ref, "/invite", shown_at="/check")
    answer = first.post(f"{HOME}/{ref}/autosave/work", {**form, "post": "Late words"})
    assert answer.status_code == 409
    assert answer.json is not None
    assert "where it stands now" in answer.json["text"]
    answer = first.post(f"{HOME}/{ref}/edit/work", {**form, "post": "Late words"})
    assert answer.status_code == 409
    assert "Late words" in answer.text
    assert "Senior investigator" in answer.text
    assert input_of(stored(ref)).post == "Senior investigator"


def test_the_check_page_names_what_is_missing_and_the_criteria(world: World, visitor: Visit) -> None:
    drafter = visitor(world.drafter_ke)
    ref = begin(drafter)
    page = page_of(drafter, ref, "/check")
    assert page.count("field-error") == 9, "each required answer"
    assert "0 of 9 required answers given" in page
    assert "Some required answers are missing." in page
    assert "Ask the expert for consent" not in page
    assert page.count("proceedings or sanctions") == 1, "the criteria that are not ticked"
    send(drafter, ref, "/edit/category", criteria=["integrity"])
    assert "proceedings or sanctions" not in page_of(drafter, ref, "/check")
    answer = drafter.post(f"{HOME}/{ref}/invite", {"language": "en", "version": str(stored(ref).version)})
    assert answer.status_code == 422
    assert stored(ref).stage is Stage.DRAFT


def test_likely_duplicates_are_shown_by_what_the_reader_may_see(world: World, visitor: Visit) -> None:
    with unit_of_work():
        seen = make_profile(state="UY", email="someone@elsewhere.example").ref
        hidden = make_profile(state="UY", stage=ProfileStage.UNPUBLISHED, email="other@elsewhere.example").ref
        own = make_profile(stage=ProfileStage.ARCHIVED).ref
    ref = a_nomination()
    page = page_of(visitor(world.drafter_ke), ref, "/check")
    assert "Perhaps on the roster already" in page
    assert seen in page
    assert own in page
    assert hidden not in page


def test_the_form_is_the_own_states_alone(world: World, visitor: Visit) -> None:
    ref = a_nomination()
    for name in ("focal_uy", "manager", "searcher", "observer_ke", "officer_ke"):
        for page in ("/edit/name", "/check", "/letter", "/cv"):
            assert visitor(world.everybody[name]).get(f"{HOME}/{ref}{page}").status_code == 404, name
    assert visitor(world.drafter_ke).get(f"{HOME}/{ref}/edit/shoes").status_code == 404


def test_no_answer_of_a_draft_is_a_profile(world: World, visitor: Visit) -> None:
    a_nomination()
    assert "Wanjala" not in visitor(world.manager).get("/en/experts").text
    assert COMPLETE.family_name == "Wanjala"


def test_the_session_ends_while_somebody_writes_and_the_draft_is_there(world: World, visitor: Visit) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination()
    autosave(drafter, ref, "brief", brief_en="Half a sentence about")
    with clock.use(clock.now().replace(year=clock.now().year + 1)):
        assert drafter.get(f"{HOME}/{ref}/edit/brief").status_code == 302
        page = page_of(visitor(world.drafter_ke), ref, "/edit/brief")
    assert "Half a sentence about" in page

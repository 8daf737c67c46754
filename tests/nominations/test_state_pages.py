"""The pages on which a State sees its nominations and moves them."""

import io
import re
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from roster.core import clock
from roster.core.unit_of_work import unit_of_work
from roster.nominations.codes import MinimumCriterion
from roster.nominations.drafting_services import attach_clearance, begin_draft
from roster.nominations.states import Move, Stage
from tests.core.documents.files import pdf, pdf_bomb, word_bomb
from tests.factories.accounts import World
from tests.factories.experts import profile_input
from tests.factories.nominations import new_file
from tests.forms import values_of
from tests.nominations.desk import HOME, a_nomination, link_to, page_of, send, stored
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
ALL_CRITERIA = [item.value for item in MinimumCriterion]
GROUPS = {
    "yours": {Stage.DRAFT, Stage.CONSENTED, Stage.RETURNED, Stage.REFUSED},
    "waiting": {Stage.WITH_EXPERT, Stage.CLEARED, Stage.UNDER_CHECK},
    "over": {Stage.APPROVED, Stage.DECLINED, Stage.WITHDRAWN},
}
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def test_the_list_stands_in_three_groups_with_counts(world: World, visitor: Visit) -> None:
    names = {
        stage: a_nomination(
            stage=stage, family_name=f"Nominee{stage.value.title()}", email=f"{stage}@a.example"
        )
        for stage in Stage
    }
    focal = visitor(world.focal_ke)
    for group, stages in GROUPS.items():
        page = focal.get(f"{HOME}?show={group}").text
        assert {stage for stage, ref in names.items() if ref in page} == stages, group
    for stage in Stage:
        assert names[stage] in focal.get(f"{HOME}?stage={stage}").text, "letters and tasks name a stage"
    for nonsense in ("stage=shoes", "show=shoes", "stage="):
        assert names[Stage.DRAFT] in focal.get(f"{HOME}?{nonsense}").text
    assert re.findall(r'class="tally">(\d+)<', focal.get(HOME).text) == ["4", "3", "3"]


def test_the_list_is_of_the_own_state_and_empty_says_how_to_begin(world: World, visitor: Visit) -> None:
    ref = a_nomination()
    page = visitor(world.focal_uy).get(HOME).text
    assert ref not in page
    assert "A nomination takes about" in page
    assert visitor(world.officer_ke).get(HOME).status_code == 403
    answer = visitor(world.manager).get(HOME)
    assert answer.location.endswith("/nominations/vetting")


def test_one_nomination_says_where_it_stands_and_what_is_next(world: World, visitor: Visit) -> None:
    drafter, focal = visitor(world.drafter_ke), visitor(world.focal_ke)
    ref = a_nomination(stage=Stage.CONSENTED)
    page = page_of(focal, ref)
    assert "The expert has agreed. A focal point of the State now clears the nomination." in page
    assert f"{ref}/clear" in page
    assert "Take it back to change it" in page
    page = page_of(drafter, ref)
    assert f'{ref}/clear"' not in page
    assert "a drafter never clears" in page, "the reason stands there instead of the button"
    assert "The expert agreed" in page
    ref = a_nomination(stage=Stage.REFUSED, email="other@people.example")
    assert "Too much work this year." in page_of(drafter, ref)


def test_who_is_not_of_the_state_sees_none_of_it(world: World, visitor: Visit) -> None:
    ref = a_nomination(stage=Stage.CONSENTED)
    for name in ("focal_uy", "manager", "searcher", "observer_ke", "officer_ke", "provider", "admin", "dpo"):
        assert visitor(world.everybody[name]).get(f"{HOME}/{ref}").status_code == 404, name
    cleared = a_nomination(stage=Stage.CLEARED, email="b@people.example")
    assert visitor(world.manager).get(f"{HOME}/{cleared}").status_code == 200
    assert visitor(world.searcher).get(f"{HOME}/{cleared}").status_code == 404


def test_a_focal_point_clears_with_note_verbale_and_every_criterion(world: World, visitor: Visit) -> None:
    focal, ref = visitor(world.focal_ke), a_nomination(stage=Stage.CONSENTED)
    answer = send(focal, ref, "/clear", criteria=ALL_CRITERIA, note_verbale=" ")
    assert answer.status_code == 422
    assert "field-error" in answer.text
    assert values_of(answer.text)["criteria"] == ALL_CRITERIA, "what was ticked stays ticked"
    answer = send(focal, ref, "/clear", criteria=ALL_CRITERIA[1:], note_verbale="NV 12/2026")
    assert answer.status_code == 422
    assert "Say of each minimum criterion that it is met." in answer.text
    assert values_of(answer.text)["note_verbale"] == "NV 12/2026"
    assert stored(ref).stage is Stage.CONSENTED
    answer = send(focal, ref, "/clear", criteria=ALL_CRITERIA, note_verbale="NV 12/2026")
    assert answer.status_code == 303
    assert stored(ref).stage is Stage.CLEARED
    page = page_of(focal, ref)
    assert "NV 12/2026" in page
    assert "The State cleared the nomination" in page


def test_a_drafter_does_not_clear(world: World, visitor: Visit) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination(stage=Stage.CONSENTED)
    assert drafter.get(f"{HOME}/{ref}/clear").status_code == 403
    values = {"version": str(stored(ref).version), "criteria": ALL_CRITERIA, "note_verbale": "NV 1"}
    assert drafter.post(f"{HOME}/{ref}/clear", values).status_code == 403
    assert stored(ref).stage is Stage.CONSENTED


def test_nobody_clears_the_own_nomination(world: World, visitor: Visit) -> None:
    ref = a_nomination(stage=Stage.CONSENTED, email=world.focal_ke.email)
    assert "Nobody clears the own nomination." in page_of(visitor(world.focal_ke), ref)
    assert visitor(world.focal_ke).get(f"{HOME}/{ref}/clear").status_code == 403


def test_a_second_press_clears_once_and_says_that_it_is_done(world: World, visitor: Visit) -> None:
    focal, ref = visitor(world.focal_ke), a_nomination(stage=Stage.CONSENTED)
    form = {**values_of(page_of(focal, ref, "/clear")), "criteria": ALL_CRITERIA, "note_verbale": "NV 3"}
    answers = [focal.post(f"{HOME}/{ref}/clear", form).status_code for _press in range(2)]
    assert answers == [303, 409]
    assert focal.get(f"{HOME}/{ref}/clear").location.endswith(ref), "the page leads to where it stands now"


@pytest.mark.parametrize("before", [Stage.WITH_EXPERT, Stage.CONSENTED])
def test_taken_back_it_is_a_draft_and_the_link_opens_nothing(
    world: World, visitor: Visit, before: Stage
) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination(stage=before)
    link = link_to(ref)
    answer = send(drafter, ref, "/take-back", shown_at="")
    assert answer.status_code == 303
    assert stored(ref).stage is Stage.DRAFT
    expert = visitor()
    expert.get(link)
    assert "This link works no more" in expert.get("/en/consent").text
    assert "took the nomination back" in page_of(drafter, ref)


def test_a_refused_one_is_written_again(world: World, visitor: Visit) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination(stage=Stage.REFUSED)
    assert send(drafter, ref, "/redraft", shown_at="").status_code == 303
    nomination = stored(ref)
    assert (nomination.stage, nomination.refusal_reason) == (Stage.DRAFT, "")
    assert "Go on writing" in page_of(drafter, ref)


def test_the_letter_is_sent_again_in_another_language_and_the_old_link_ends(
    world: World, visitor: Visit
) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination(stage=Stage.WITH_EXPERT)
    link = link_to(ref)
    assert send(drafter, ref, "/resend", shown_at="", language="ru").status_code == 303
    assert stored(ref).invitation_language == "ru"
    expert = visitor()
    expert.get(link)
    assert "Use the link of the newest letter." in expert.get("/en/consent").text
    expert.get(link_to(ref))
    assert "would like to nominate you" in expert.get("/en/consent").text


def test_a_focal_point_withdraws_with_a_reason_and_a_drafter_does_not(world: World, visitor: Visit) -> None:
    ref = a_nomination(stage=Stage.UNDER_CHECK)
    assert visitor(world.drafter_ke).get(f"{HOME}/{ref}/withdraw").status_code == 403
    focal = visitor(world.focal_ke)
    assert send(focal, ref, "/withdraw", reason="She has left the service.").status_code == 303
    assert stored(ref).stage is Stage.WITHDRAWN
    assert "She has left the service." in page_of(focal, ref)
    assert focal.get(f"{HOME}/{ref}/withdraw").location.endswith(ref)


def test_a_stale_move_changes_nothing(world: World, visitor: Visit) -> None:
    focal, ref = visitor(world.focal_ke), a_nomination(stage=Stage.CONSENTED)
    form = values_of(page_of(focal, ref))
    with unit_of_work():
        attach_clearance(world.drafter_ke.actor, stored(ref), given=new_file(kind="pdf"))
    for move in ("take-back", "withdraw", "clear"):
        given = {**form, "criteria": ALL_CRITERIA, "note_verbale": "NV 1"}
        assert focal.post(f"{HOME}/{ref}/{move}", given).status_code == 409, move
    assert stored(ref).stage is Stage.CONSENTED


def test_remarks_and_corrections_of_what_came_back(world: World, visitor: Visit) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination(stage=Stage.RETURNED)
    page = page_of(drafter, ref)
    assert "Please name the years of the review." in page
    assert "Correct it" in page
    answer = send(drafter, ref, "/invite", shown_at="/check")
    assert answer.status_code == 303
    assert stored(ref).stage is Stage.UNDER_CHECK, "nothing changed: back to the secretariat"


def test_changed_after_the_return_the_expert_is_asked_again(world: World, visitor: Visit) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination(stage=Stage.RETURNED)
    send(drafter, ref, "/edit/work", post="Judge")
    assert send(drafter, ref, "/invite", shown_at="/check").status_code == 303
    nomination = stored(ref)
    assert (nomination.stage, nomination.consented_at) == (Stage.WITH_EXPERT, None)


def test_the_letter_for_the_minister_names_the_expert_and_no_contact(world: World, visitor: Visit) -> None:
    ref = a_nomination()
    page = page_of(visitor(world.drafter_ke), ref, "/letter")
    for words in ("The Government of Kenya presents its compliments", "Atieno Wanjala", ref, "Signature"):
        assert words in page


def test_a_name_in_another_script_stands_in_both_on_the_letter(world: World, visitor: Visit) -> None:
    ref = a_nomination(
        family_name="واجالا", given_name="أتينو", latin_family_name="Wanjala", latin_given_name="Atieno"
    )
    page = page_of(visitor(world.drafter_ke), ref, "/letter")
    assert "واجالا" in page
    assert "Atieno Wanjala" in page


def upload(somebody: Visitor, ref: str, page: str, content: bytes, name: str) -> TestResponse:
    version = values_of(page_of(somebody, ref, page))["version"]
    given = {"version": version, "file": (io.BytesIO(content), name)}
    return somebody.post(f"{HOME}/{ref}{page}", given, content_type="multipart/form-data")


def names_in_store(app: Flask) -> set[str]:
    return set(app.extensions["roster_files"].names(before=clock.now() + timedelta(days=1)))


def test_the_signed_letter_and_the_cv_are_kept_and_opened_again(
    app: Flask, world: World, visitor: Visit
) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination()
    assert upload(drafter, ref, "/clearance", PNG, "signed letter.png").status_code == 303
    assert upload(drafter, ref, "/cv", pdf("Nine years of tracing"), "CV Wanjala.pdf").status_code == 303
    page = page_of(drafter, ref)
    assert "signed letter.png" in page
    assert "CV Wanjala.pdf" in page
    answer = drafter.get(f"{HOME}/{ref}/clearance/file")
    assert answer.data == PNG
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert ref in answer.headers["Content-Disposition"]
    for name in ("focal_uy", "manager", "searcher"):
        assert visitor(world.everybody[name]).get(f"{HOME}/{ref}/cv/file").status_code == 404, name
    assert send(drafter, ref, "/cv/remove", shown_at="/cv").status_code == 303
    assert stored(ref).cv is None
    assert drafter.get(f"{HOME}/{ref}/cv/file").status_code == 303


LETTERS = "This is not a PDF, JPEG or PNG file."
HOSTILE = [
    ("/clearance", "letter.pdf", b"MZ\x90\0program", LETTERS),
    ("/clearance", "letter.exe", b"%PDF-1.4", LETTERS),
    ("/clearance", "letter.svg", b"<svg onload=alert(1)>", LETTERS),
    ("/clearance", "letter.html", b"<script>alert(1)</script>", LETTERS),
    ("/clearance", "letter.png", b"%PDF-1.4", LETTERS),
    ("/clearance", "letter.pdf", b"", LETTERS),
    ("/cv", "cv.exe", b"MZ\x90\0program", "are not taken"),
    ("/cv", "cv.pdf", b"MZ\x90\0program", "its content is of another type"),
    ("/cv", "cv.docm", b"PK\x03\x04", "contains macros"),
    ("/cv", "cv.pdf", b"", "The file is empty"),
    ("/cv", "cv.docx", word_bomb(), "field-error"),
]


def test_a_file_that_is_not_taken_gets_a_clear_sentence(app: Flask, world: World, visitor: Visit) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination()
    before = names_in_store(app)
    for page, name, content, sentence in HOSTILE:
        answer = upload(drafter, ref, page, content, name)
        assert answer.status_code == 422, name
        assert sentence in answer.text, name
        assert names_in_store(app) == before, name
    assert stored(ref).files == []


def test_a_pdf_that_unpacks_without_end_holds_nobody_up(world: World, visitor: Visit) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination()
    begun = time.monotonic()
    assert upload(drafter, ref, "/cv", pdf_bomb(), "cv.pdf").status_code in (303, 422)
    assert time.monotonic() - begun < 30


def test_a_file_over_somebody_elses_change_is_refused_and_not_stored(
    app: Flask, world: World, visitor: Visit
) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination()
    before = names_in_store(app)
    given = {"version": "999", "file": (io.BytesIO(PNG), "letter.png")}
    answer = drafter.post(f"{HOME}/{ref}/clearance", given, content_type="multipart/form-data")
    assert answer.status_code == 409
    assert names_in_store(app) == before


def test_an_upload_without_a_file_asks_for_one(world: World, visitor: Visit) -> None:
    drafter, ref = visitor(world.drafter_ke), a_nomination()
    for page in ("/cv", "/clearance"):
        answer = send(drafter, ref, page)
        assert answer.status_code == 422
        assert "Choose a file." in answer.text


def test_the_timeline_names_own_people_and_of_the_secretariat_the_role(world: World, visitor: Visit) -> None:
    ref = a_nomination(stage=Stage.RETURNED)
    page = page_of(visitor(world.focal_ke), ref)
    happened = page[page.index("What happened") :]
    assert "Invented Person, State focal point" in happened
    assert "The secretariat returned it with comments" in happened
    assert "Invented Person, Roster manager" not in happened
    assert str(Move.RETURN.label) in happened


def test_a_draft_without_a_name_has_a_page_too(world: World, visitor: Visit) -> None:
    with unit_of_work():
        ref = begin_draft(world.drafter_ke.actor, "KE").ref
        empty = begin_draft(world.drafter_ke.actor, "KE", given=profile_input(family_name="", given_name=""))
        other = empty.ref
    for one in (ref, other):
        for page in ("", "/check", "/letter", "/edit/more", "/cv"):
            assert "No name yet" in page_of(visitor(world.drafter_ke), one, page)

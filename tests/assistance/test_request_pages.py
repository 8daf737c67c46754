"""The pages of requests as people use them: written in steps, submitted, asked about, accepted; and who sees what."""

import io
import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.services import forget_exclusions
from roster.assistance.requests.states import Stage
from roster.core.actor import SYSTEM
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import PASSWORD, World
from tests.factories.assistance import CONTACT, EMAIL, PHONE, make_organisation, make_request
from tests.forms import values_of
from tests.statements import counted
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
LIST = "/en/assistance"
ROWS = {"subjects-0-article_no": "52", "subjects-0-topic_id": "asset-recovery"}
STEPS = {
    "subject": {
        "title": "Tracing of assets held abroad",
        "source_language": "en",
        "assistance_type_id": "capacity-building",
        **ROWS,
    },
    "outcome": {"outcome": "Twenty investigators trace assets in other States.", "participants": "٢٠"},
    "time": {
        "starts_on": "2031-03-01",
        "ends_on": "2031-03-20",
        "place": "Nairobi",
        "languages-0-code": "en",
        "languages-0-level": "C1",
    },
    "contact": {"authority_name": "Office of Asset Tracing", "contact_name": CONTACT, "contact_email": EMAIL},
    "sharing": {"visibility": "secretariat", "preferred_states": "Uruguay; France"},
}


def stored(ref: str) -> AssistanceRequest:
    db.session.remove()
    found = db.session.scalar(sa.select(AssistanceRequest).where(AssistanceRequest.ref == ref))
    assert found is not None
    return found


def act(who: Visitor, ref: str, step: str, **values: str) -> int:
    """One of the moves, with the version that the page shows."""
    sent = {"version": str(stored(ref).version), **values}
    return who.post(f"{LIST}/{ref}/{step}", sent).status_code


def begin(who: Visitor, modality: str = "workshop") -> str:
    form = values_of(who.get(f"{LIST}/new").text) | {"modality": modality}
    answer = who.post(f"{LIST}/new", form)
    assert answer.status_code == 303, answer.text[:2000]
    assert who.post(f"{LIST}/new", form).location == answer.location  # sent twice, made once
    return str(answer.location.split("/")[3])


def fill(who: Visitor, ref: str, **changes: dict[str, str]) -> None:
    for step, values in STEPS.items():
        page = f"{LIST}/{ref}/edit/{step}"
        form = values_of(who.get(page).text) | values | changes.get(step, {})
        answer = who.post(page, form)
        assert answer.status_code == 303, (step, answer.text[:3000])
        assert "check=1" not in answer.location, (step, who.get(answer.location).text)


def test_a_request_goes_from_a_drafters_first_word_to_accepted(world: World, visitor: Visit) -> None:
    drafter, focal, manager = visitor(world.drafter_ke), visitor(world.focal_ke), visitor(world.manager)
    ref = begin(drafter)
    assert manager.get(f"{LIST}/{ref}").status_code == 404
    fill(drafter, ref)
    checked = drafter.get(f"{LIST}/{ref}/check").text
    assert "never submits it" in checked
    assert act(drafter, ref, "submit") == 403
    assert "is a draft" in focal.get("/en/").text
    assert act(focal, ref, "submit") == 303
    request = stored(ref)
    assert (request.participants, request.preferred_states) == (20, ["UY", "FR"])
    assert "waits to be acknowledged" in manager.get("/en/").text
    assert act(manager, ref, "take") == 303
    assert act(manager, ref, "ask", text="Which assets?") == 303
    assert "Which assets?" in focal.get(f"{LIST}/{ref}").text
    assert "has a question" in focal.get("/en/").text
    assert act(drafter, ref, "answer", text="Houses.") == 403
    assert act(focal, ref, "answer", text="Houses and ships.") == 303
    assert "Houses and ships." in manager.get(f"{LIST}/{ref}").text
    assert act(focal, ref, "accept") == 403
    assert act(manager, ref, "accept") == 303
    assert stored(ref).stage is Stage.ACCEPTED
    assert "The secretariat accepted the request" in focal.get(f"{LIST}/{ref}").text
    assert act(manager, ref, "accept") == 409


def test_what_is_not_finished_is_kept_and_said_at_its_field(world: World, visitor: Visit) -> None:
    focal = visitor(world.focal_ke)
    ref = begin(focal)
    page = f"{LIST}/{ref}/edit/subject"
    form = values_of(focal.get(page).text) | {"title": "", "need_reference": "Kept words"}
    answer = focal.post(page, form)
    assert answer.status_code == 303
    shown = focal.get(answer.location).text
    assert "Kept words" in shown
    assert "This is needed." in shown
    assert act(focal, ref, "submit") == 422
    assert stored(ref).stage is Stage.DRAFT


@pytest.mark.parametrize(
    ("step", "values", "said"),
    [
        ("subject", {f"subjects-{n}-article_no": str(n + 1) for n in range(71)}, "Choose at most 8"),
        ("subject", {"title": "x" * 81}, "Use at most 80 characters"),
        ("outcome", {"outcome": "word " * 101}, "There are 101 now"),
        ("outcome", {"outcome": "反" * 203}, "There are 102 now"),
        ("time", {"starts_on": "2031-03-01", "ends_on": "2031-02-01"}, "The end lies before the beginning"),
        ("time", {"starts_on": "2020-01-01", "ends_on": "2020-02-01"}, "This day is over"),
        ("time", {"starts_on": "soon"}, "Choose a date"),
        ("time", {"languages-0-code": "xx-none"}, "Choose one of the values"),
        ("contact", {"contact_email": "nobody"}, "This is not an e-mail address"),
        ("contact", {"contact_phone": "abc"}, "Write a telephone number with its country code"),
        (
            "sharing",
            {"preferred_states": "France", "excluded_states": "Francia"},
            "both preferred and excluded",
        ),
        ("sharing", {"excluded_states": "Atlantis"}, "This State is not known"),
        ("sharing", {"visibility": "named-providers"}, "Name at least one provider"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    world: World, visitor: Visit, step: str, values: dict[str, str], said: str
) -> None:
    focal = visitor(world.focal_ke)
    ref = begin(focal)
    page = f"{LIST}/{ref}/edit/{step}"
    form = values_of(focal.get(page).text) | STEPS[step] | values
    answer = focal.post(page, form)
    assert answer.status_code == 303, answer.text[:1500]
    shown = focal.get(answer.location).text
    assert said in shown
    if step != "time" or "languages-0-code" not in values:  # a list cannot show what is not on it
        assert list(values.values())[-1].strip() in shown


def test_the_main_subject_is_the_first_row_and_rows_move_without_script(world: World, visitor: Visit) -> None:
    focal = visitor(world.focal_ke)
    ref = begin(focal)
    page = f"{LIST}/{ref}/edit/subject"
    rows = {"subjects-0-article_no": "5", "subjects-1-topic_id": "mla", "subjects-1-article_no": "46"}
    form = values_of(focal.get(page).text) | STEPS["subject"] | rows | {"subjects-0-topic_id": ""}
    moved = values_of(focal.post(page, form | {"move_row": "subjects-1-up"}).text)
    assert (moved["subjects-0-article_no"], moved["subjects-0-topic_id"]) == ("46", "mla")
    assert moved["subjects-1-article_no"] == "5"
    for nowhere in ("subjects-0-up", "subjects-1-down", "subjects-9-up", "subjects-0-away", "title-0-up"):
        assert focal.post(page, moved | {"move_row": nowhere, "version": "seen before"}).status_code in (
            200,
            303,
        )
    assert focal.post(page, moved).status_code == 303
    kept = stored(ref)
    assert kept.subjects == [{"article": 46, "topic": "mla"}, {"article": 5, "topic": None}]
    assert (kept.articles, kept.topics) == ([46, 5], ["mla"])
    shown = focal.get(f"{LIST}/{ref}").text
    assert shown.index("Article 46") < shown.index("Main subject") < shown.index("Article 5:")
    told = focal.get(f"{LIST}/{ref}.json").get_json()["subjects"]
    assert (told[0]["article"], told[0]["topic"]["id"], told[1]["topic"]) == (46, "mla", None)
    other = focal.post(page, moved | {"subjects-0-article_no": "52"})  # shown before the order was saved
    assert other.status_code == 303
    shown = focal.get(other.location).text
    assert "Changed meanwhile" in shown
    assert "Article 46" in shown


def test_autosave_keeps_what_each_person_typed(world: World, visitor: Visit) -> None:
    first, second = visitor(world.focal_ke), visitor(world.drafter_ke)
    ref = begin(first)
    page, autosave = f"{LIST}/{ref}/edit/outcome", f"{LIST}/{ref}/autosave/outcome"

    def keep(who: Visitor, text: str) -> str:
        answer = who.post(autosave, values_of(who.get(page).text) | {"outcome": text})
        assert answer.json is not None
        assert answer.json["saved"], answer.text
        return str(answer.json["text"])

    assert "is writing here too" not in keep(first, "Half a sen")
    assert "is writing here too" in keep(second, "Another half")
    for who, own, other in ((first, "Half a sen", "Another half"), (second, "Another half", "Half a sen")):
        shown = who.get(page).text
        assert str(values_of(shown)["outcome"]).strip() == own
        assert re.search(rf'data-label="Typed by [^"]+"[^>]*>(?:<[^>]+>)*{other}<', shown)
        assert "Go on from this text" not in shown, "not over what the reader typed"
    typed = {row.by_user: row.typed["outcome"][0].strip() for row in stored(ref).typing}
    assert typed == {world.focal_ke.id: "Half a sen", world.drafter_ke.id: "Another half"}


def test_what_a_colleague_left_lying_is_gone_on_from(world: World, visitor: Visit) -> None:
    first, second = visitor(world.drafter_ke), visitor(world.focal_ke)
    with unit_of_work():
        ref = make_request().ref
    page = f"{LIST}/{ref}/edit/contact"
    form = values_of(first.get(page).text) | {"contact_name": "Begun by the drafter"}
    assert first.post(f"{LIST}/{ref}/autosave/contact", form).status_code == 200
    shown = second.get(page).text
    assert values_of(shown)["contact_name"] == CONTACT
    link = re.search(r'href="([^"]*\?text=\d+)"', shown)
    assert link is not None
    taken = second.get(link[1]).text
    assert "The form holds what your colleague typed." in taken
    assert values_of(taken)["contact_name"] == "Begun by the drafter"
    assert second.post(link[1], values_of(taken)).status_code == 303
    kept = stored(ref)
    assert (kept.contact_name, kept.typing) == ("Begun by the drafter", []), "nothing waits any more"
    assert values_of(second.get(f"{page}?text=1").text)["contact_name"] == "Begun by the drafter"


def test_what_was_only_typed_goes_when_it_can_be_saved_no_more(world: World, visitor: Visit) -> None:
    drafter, manager = visitor(world.drafter_ke), visitor(world.manager)
    with unit_of_work():
        ref = make_request(excluded_experts=("EXP-7K2M9Q", "EXP-0THER1")).ref
    form = values_of(drafter.get(f"{LIST}/{ref}/edit/sharing").text)
    typed = form | {"excluded_experts": "exp-7k2m9q EXP-0THER1 EXP-0THER2"}
    assert drafter.post(f"{LIST}/{ref}/autosave/sharing", typed).status_code == 200
    with unit_of_work():
        assert forget_exclusions(SYSTEM, ref="EXP-7K2M9Q") == 1, "somebody was erased"
    request = stored(ref)
    assert request.excluded_experts == ["EXP-0THER1"]
    assert request.unsaved["sharing"]["excluded_experts"] == [" EXP-0THER1 EXP-0THER2"]
    assert act(visitor(world.focal_ke), ref, "submit") == 303
    assert act(manager, ref, "ask", text="Why?") == 303
    assert "EXP-0THER2" in drafter.get(f"{LIST}/{ref}/edit/sharing").text, "it can be saved again"
    assert act(manager, ref, "accept") == 303
    assert stored(ref).typing == []


def test_two_who_write_one_step_at_once_see_both_texts(world: World, visitor: Visit) -> None:
    first, second = visitor(world.focal_ke), visitor(world.drafter_ke)
    with unit_of_work():
        ref = make_request().ref
    page = f"{LIST}/{ref}/edit/outcome"
    early = values_of(second.get(page).text) | {"outcome": "What the drafter wrote."}
    other = values_of(second.get(f"{LIST}/{ref}/edit/contact").text)
    first_form = values_of(first.get(page).text) | {"outcome": "What the focal point wrote."}
    assert first.post(page, first_form).status_code == 303
    late = second.post(f"{LIST}/{ref}/autosave/outcome", early)
    assert late.json is not None
    assert "Somebody else changed this step" in late.json["text"]
    answer = second.post(f"{page}?then=check", early)
    assert (answer.status_code, answer.location) == (303, f"{page}?then=check")
    for somebody in (visitor(world.drafter_ke), second):  # also another day, in another browser
        shown = somebody.get(answer.location).text
        assert "Changed meanwhile" in shown
        assert "What the focal point wrote." in shown
        assert str(values_of(shown)["outcome"]).strip() == "What the drafter wrote."
    assert stored(ref).outcome == "What the focal point wrote."
    assert second.post(f"{LIST}/{ref}/edit/contact", other).status_code == 303  # another step is no conflict
    assert second.post(page, values_of(shown)).status_code == 303
    kept = stored(ref)
    assert (kept.outcome, kept.typing) == ("What the drafter wrote.", []), "saving from there is a decision"


def test_a_step_that_comes_too_late_can_still_be_copied(world: World, visitor: Visit) -> None:
    drafter = visitor(world.drafter_ke)
    with unit_of_work():
        ref = make_request().ref
    page = f"{LIST}/{ref}/edit/outcome"
    form = values_of(drafter.get(page).text) | {"outcome": "Written too late."}
    assert act(visitor(world.focal_ke), ref, "submit") == 303
    answer = drafter.post(page, form)
    assert answer.status_code == 409
    assert "Written too late." in answer.text
    assert drafter.post(f"{LIST}/{ref}/autosave/outcome", form).status_code == 409
    assert drafter.get(page).status_code == 303


def test_a_step_sent_after_the_session_ended_is_given_back(world: World, visitor: Visit) -> None:
    drafter = visitor(world.drafter_ke)
    with unit_of_work():
        ref = make_request().ref
    page = f"{LIST}/{ref}/edit/outcome"
    form = values_of(drafter.get(page).text) | {"outcome": "Typed over a long lunch."}
    drafter.client.delete_cookie("session")
    sent = drafter.client.post(page, data=form, headers={"Origin": "http://localhost"})
    assert (sent.status_code, sent.location) == (303, "/en/account/late-form")
    drafter.post("/en/sign-in", {"email": world.drafter_ke.email, "password": PASSWORD})
    held = values_of(drafter.get(sent.location).text)
    assert drafter.post(page, held, page=sent.location).status_code == 303
    assert stored(ref).outcome == "Typed over a long lunch."


def test_what_is_no_article_is_no_obstacle_to_seeing_both_texts(world: World, visitor: Visit) -> None:
    drafter = visitor(world.drafter_ke)
    with unit_of_work():
        ref = make_request().ref
    page = f"{LIST}/{ref}/edit/subject"
    form = values_of(drafter.get(page).text) | {"version": "another", "subjects-0-article_no": "²"}
    answer = drafter.post(page, form)
    assert answer.status_code == 303
    assert "Changed meanwhile" in drafter.get(answer.location).text


def test_what_was_on_the_screen_decides_on_a_move(world: World, visitor: Visit) -> None:
    with unit_of_work():
        ref = make_request(stage=Stage.SUBMITTED).ref
    manager = visitor(world.manager)
    before = str(stored(ref).version)
    assert act(manager, ref, "take") == 303
    for step, values in (("accept", {}), ("ask", {"text": "Why?"}), ("decline", {"reason": "no-means"})):
        sent = {"version": before, **values}
        assert manager.post(f"{LIST}/{ref}/{step}", sent).status_code == 409, step
    assert act(manager, ref, "decline", reason="other") == 422
    assert act(manager, ref, "decline", reason="no-means", text="Ask again next year.") == 303
    assert "Ask again next year." in visitor(world.focal_ke).get(f"{LIST}/{ref}").text


def test_who_reads_which_part(world: World, visitor: Visit) -> None:
    with unit_of_work():
        make_organisation()
        ref = make_request(
            stage=Stage.ACCEPTED,
            visibility="named-providers",
            providers=("ORG-DEM001",),
            excluded_states=("FR",),
        ).ref
        hidden = make_request(stage=Stage.ACCEPTED, title="For the secretariat alone").ref
        public = make_request(stage=Stage.ACCEPTED, title="A public title", visibility="public-title").ref
    for account in (world.focal_ke, world.drafter_ke, world.manager, world.searcher):
        for path in (f"{LIST}/{ref}", f"{LIST}/{ref}.json"):
            text = visitor(account).get(path).text
            assert all(word in text for word in (CONTACT, EMAIL, PHONE)), (account, path)
    provider = visitor(world.provider)
    for path in (f"{LIST}/{ref}", f"{LIST}/{ref}.json", LIST):
        text = provider.get(path).text
        assert "Tracing of assets held abroad" in text
        assert not any(
            word in text for word in (CONTACT, EMAIL, PHONE, "No experts from", "preferences", "In charge")
        ), path
    assert "For the secretariat alone" not in provider.get(LIST).text
    for account in (world.focal_uy, world.officer_ke, world.coordinator, world.observer_ke, world.admin):
        reader = visitor(account)
        for one in (ref, hidden, public):
            assert reader.get(f"{LIST}/{one}").status_code == 404
        text = reader.get(LIST).text
        assert "A public title" in text
        assert "Tracing of assets" not in text
    anybody = visitor()
    assert "A public title" in anybody.get(LIST).text
    assert anybody.get(f"{LIST}/{public}").status_code == 302


def test_filters_find_and_tell_nobody_more_than_the_page(world: World, visitor: Visit) -> None:
    with unit_of_work():
        make_request(stage=Stage.ACCEPTED, title="The first one", articles=(5, 52))
        make_request(state="UY", stage=Stage.SUBMITTED, title="The second one", articles=(15,))
        make_request(stage=Stage.ACCEPTED, title="The public one", articles=(5,), visibility="public-title")
    manager = visitor(world.manager)
    for question, expected in (
        ("article=5", {"first", "public"}),
        ("article=15", {"second"}),
        ("stage=submitted", {"second"}),
        ("state=KE", {"first", "public"}),
        ("language=en&type=capacity-building", {"first", "second", "public"}),
        ("language=fr", set()),
        ("owner=nobody", {"first", "second", "public"}),
        ("owner=me", set()),
        ("stalled=1", set()),
        ("stage=nothing&article=x&page=-4", {"first", "second", "public"}),
    ):
        text = manager.get(f"{LIST}?{question}").text
        assert {name for name in ("first", "second", "public") if f"The {name} one" in text} == expected, (
            question
        )
    provider = visitor(world.provider)
    assert "The public one" in provider.get(f"{LIST}?article=5").text
    assert "The public one" not in provider.get(f"{LIST}?article=15").text
    # Who reads the title alone has no filter but the State.
    anybody = visitor()
    assert "The public one" in anybody.get(f"{LIST}?article=15&owner=me").text
    assert "The public one" not in anybody.get(f"{LIST}?state=UY").text


def test_the_mandate_letter_is_a_pdf_for_few(world: World, visitor: Visit) -> None:
    with unit_of_work():
        make_organisation()
        ref = make_request(visibility="all-providers").ref
    focal = visitor(world.focal_ke)

    def send(content: bytes, name: str) -> int:
        values = {"version": str(stored(ref).version), "file": (io.BytesIO(content), name)}
        return focal.post(f"{LIST}/{ref}/letter", values, page=f"{LIST}/{ref}/letter").status_code

    assert send(b"MZ...", "letter.pdf") == 422
    assert send(b"%PDF-1.7 text", "letter.exe") == 422
    assert send(b"%PDF-1.7 text", "mandate.pdf") == 303
    assert act(focal, ref, "submit") == 303
    assert visitor(world.manager).get(f"{LIST}/{ref}/letter/file").data == b"%PDF-1.7 text"
    # It may follow, or be replaced, until the secretariat has decided; what was sent is not taken away.
    assert f"{LIST}/{ref}/letter" in focal.get(f"{LIST}/{ref}").text
    assert "letter/remove" not in focal.get(f"{LIST}/{ref}/letter").text
    assert act(focal, ref, "letter/remove") == 403
    assert send(b"%PDF-1.7 signed", "signed.pdf") == 303
    assert visitor(world.manager).get(f"{LIST}/{ref}/letter/file").data == b"%PDF-1.7 signed"
    assert act(visitor(world.manager), ref, "accept") == 303
    assert focal.get(f"{LIST}/{ref}/letter").status_code == 403
    assert visitor(world.provider).get(f"{LIST}/{ref}").status_code == 200
    assert visitor(world.provider).get(f"{LIST}/{ref}/letter/file").status_code == 403


def test_a_draft_is_deleted_and_what_was_sent_is_withdrawn(world: World, visitor: Visit) -> None:
    with unit_of_work():
        draft, sent = make_request().ref, make_request(stage=Stage.SUBMITTED).ref
    focal, drafter = visitor(world.focal_ke), visitor(world.drafter_ke)
    assert act(focal, sent, "discard") == 409
    assert act(drafter, draft, "discard") == 303
    assert focal.get(f"{LIST}/{draft}").status_code == 404
    assert focal.get(f"{LIST}/{sent}/withdraw").status_code == 200
    assert act(drafter, sent, "withdraw") == 403
    assert act(focal, sent, "withdraw") == 303
    assert stored(sent).stage is Stage.WITHDRAWN
    assert act(visitor(world.manager), sent, "accept") == 409


def test_a_page_of_twenty_costs_no_more_queries_than_a_page_of_three(world: World, visitor: Visit) -> None:
    manager = visitor(world.manager)

    def cost() -> int:
        with counted() as statements:
            assert manager.get(LIST).status_code == 200
        return len(statements)

    with unit_of_work():
        for _number in range(3):
            make_request(stage=Stage.SUBMITTED)
    few = cost()
    with unit_of_work():
        for _number in range(17):
            make_request(stage=Stage.ACCEPTED)
    assert cost() == few

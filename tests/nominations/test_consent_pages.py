"""The pages of the expert behind the link of a letter, without an account."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from werkzeug.test import TestResponse

from roster.core import clock
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.states import Stage as ProfileStage
from roster.nominations.answers import input_of
from roster.nominations.drafting_services import take_back
from roster.nominations.expert_link import LIFETIME
from roster.nominations.states import Stage
from tests.factories.accounts import World
from tests.forms import values_of
from tests.nominations.desk import HOME, a_nomination, link_to, page_of, stored
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
CONSENT = "/en/consent"
INVITED = "would like to nominate you"
DEAD = "This link works no more"


def open_link(somebody: Visitor, ref: str) -> str:
    """Open the link of the letter; the page that comes."""
    answer = somebody.get(link_to(ref))
    assert answer.status_code == 303, answer.text[:2000]
    assert answer.location.endswith(CONSENT), "the token does not stay in the address"
    return somebody.get(CONSENT).text


def send(somebody: Visitor, page: str = "", **values: object) -> TestResponse:
    """Send the form of a page as it stands, with these values over it."""
    form = values_of(somebody.get(f"{CONSENT}{page}").text)
    return somebody.post(f"{CONSENT}{page}", {**form, **values})


def agree(somebody: Visitor, **values: object) -> TestResponse:
    """Press the button of the answer."""
    text = somebody.get(CONSENT).text
    return somebody.post(CONSENT, {**values_of(text[text.index('id="answer"') :]), **values})


@pytest.fixture
def ref(world: World) -> str:
    return a_nomination(stage=Stage.WITH_EXPERT)


def test_the_expert_sees_who_reads_what_and_agrees(ref: str, visitor: Visit) -> None:
    expert = visitor()
    page = open_link(expert, ref)
    assert f"Kenya {INVITED}" in page
    members, _, restricted = page.partition('id="restricted"')
    assert "Traced accounts in four States" in members
    for private in ("atieno.wanjala@people.example", "+254 20 000 0000"):
        assert private not in members
        assert private in restricted
    answer = agree(expert)
    assert answer.status_code == 303, answer.text[:3000]
    assert "You have agreed to the nomination" in expert.get(CONSENT).text
    nomination = stored(ref)
    assert nomination.stage is Stage.CONSENTED
    assert (nomination.consent_language, nomination.consent_public) == ("en", False)
    assert nomination.consent_purposes == ["roster", "requests", "statistics"]


def test_the_link_is_opened_as_often_as_one_likes(ref: str, visitor: Visit) -> None:
    first, second = visitor(), visitor()
    for _time in range(2):
        assert INVITED in open_link(first, ref)
    form = values_of(open_link(second, ref).partition('id="answer"')[2])  # on another device too
    agree(first)
    assert "You have agreed" in second.post(CONSENT, form).text, "too late: it says what became of it"
    assert "You have agreed" in second.get(CONSENT).text


def test_the_public_part_is_asked_for_and_the_roster_itself_is_needed(ref: str, visitor: Visit) -> None:
    expert = visitor()
    open_link(expert, ref)
    answer = agree(expert, purposes=["statistics"], is_public="y")
    assert answer.status_code == 422
    assert "Without this nobody can be on the roster." in answer.text
    assert (
        'checked id="is_public"' in answer.text
        or 'id="is_public" name="is_public" type="checkbox"' in answer.text
    )
    assert stored(ref).stage is Stage.WITH_EXPERT
    assert agree(expert, purposes=["roster"], is_public="y").status_code == 303
    assert (stored(ref).consent_public, stored(ref).consent_purposes) == (True, ["roster"])


def test_a_text_of_consent_that_is_no_longer_the_one_read_is_not_agreed_to(ref: str, visitor: Visit) -> None:
    expert = visitor()
    open_link(expert, ref)
    assert agree(expert, text="2019-01").status_code == 409
    assert stored(ref).stage is Stage.WITH_EXPERT


def test_an_expired_link_says_what_to_do(ref: str, visitor: Visit) -> None:
    expert, link = visitor(), link_to(ref)
    with clock.use(clock.now() + LIFETIME + timedelta(minutes=1)):
        expert.get(link)
        answer = expert.get(CONSENT)
        assert answer.status_code == 404
        assert DEAD in answer.text
        assert "The focal point of your State can send you a new one" in answer.text
        assert "Kenya" in answer.text
        for page in ("/correct", "/refuse", "/withdraw"):
            assert DEAD in expert.get(f"{CONSENT}{page}").text, page


def test_a_link_that_runs_out_while_the_page_is_open_is_not_answered(ref: str, visitor: Visit) -> None:
    expert = visitor()
    form = values_of(open_link(expert, ref).partition('id="answer"')[2])
    with clock.use(clock.now() + LIFETIME + timedelta(minutes=1)):
        answer = expert.post(CONSENT, form)
        assert answer.status_code == 404
        assert "The focal point of your State can send you a new one" in answer.text
    assert stored(ref).stage is Stage.WITH_EXPERT


def test_a_link_that_was_taken_back_or_replaced_opens_nothing_of_it(
    ref: str, world: World, visitor: Visit
) -> None:
    expert = visitor()
    open_link(expert, ref)
    with unit_of_work():
        take_back(world.drafter_ke.actor, stored(ref))
    answer = expert.get(CONSENT)
    assert answer.status_code == 404
    assert "Use the link of the newest letter." in answer.text
    assert "Wanjala" not in answer.text
    assert expert.post(CONSENT, {"version": "1"}).status_code == 404


@pytest.mark.parametrize("kept", [1, 20, -12, -1])
def test_a_link_that_was_cut_opens_nothing(ref: str, visitor: Visit, kept: int) -> None:
    expert = visitor()
    answer = expert.get(f"{CONSENT}/{link_to(ref).rpartition('/')[2][:kept]}")
    assert answer.status_code == 404
    assert "It did not arrive whole" in answer.text
    assert expert.get(CONSENT).status_code == 404


def test_without_a_link_there_is_nothing(ref: str, visitor: Visit) -> None:
    for page in ("", "/correct", "/refuse", "/withdraw"):
        assert visitor().get(f"{CONSENT}{page}").status_code == 404, page


def test_the_link_leaves_nothing_in_addresses_caches_and_referrers(ref: str, visitor: Visit) -> None:
    expert, link = visitor(), link_to(ref)
    answer = expert.get(link)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    token = link.rpartition("/")[2]
    page = expert.get(CONSENT)
    assert token not in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert "http" not in {found[:4] for found in re.findall(r'(?:src|href|action)="([^"]+)"', page.text)}


def test_in_another_language_the_answer_is_in_that_language(ref: str, visitor: Visit) -> None:
    expert = visitor()
    open_link(expert, ref)
    page = expert.get("/ar/consent")
    assert 'dir="rtl"' in page.text
    form = values_of(page.text.partition('id="answer"')[2])
    assert expert.post("/ar/consent", form).location.endswith("/ar/consent")
    assert stored(ref).consent_language == "ar"


def test_corrections_are_kept_shown_and_count_with_the_answer(ref: str, world: World, visitor: Visit) -> None:
    expert = visitor()
    open_link(expert, ref)
    answer = send(
        expert, "/correct", post="Director of investigations", declared_interests="A brother in the Court"
    )
    assert answer.status_code == 303, answer.text[:3000]
    page = expert.get(CONSENT).text
    assert "Director of investigations" in page
    assert page.count("corrected by you") == 1
    assert values_of(expert.get(f"{CONSENT}/correct").text)["declared_interests"] == "A brother in the Court"
    assert input_of(stored(ref)).post == "Senior investigator", "not before the expert agrees"
    assert "Director of investigations" not in page_of(visitor(world.focal_ke), ref)
    again = visitor()
    assert "Director of investigations" in open_link(again, ref), "on another device too"
    assert agree(again).status_code == 303
    nomination = stored(ref)
    assert input_of(nomination).post == "Director of investigations"
    assert nomination.declared_interests == "A brother in the Court"
    assert nomination.corrections is None
    assert "Director of investigations" in page_of(visitor(world.focal_ke), ref)


def test_corrections_are_forgotten_on_wish(ref: str, visitor: Visit) -> None:
    expert = visitor()
    open_link(expert, ref)
    send(expert, "/correct", post="Director")
    assert "corrected by you" in expert.get(CONSENT).text
    assert expert.post(f"{CONSENT}/correct/forget", {}).status_code == 303
    assert "corrected by you" not in expert.get(CONSENT).text
    agree(expert)
    assert input_of(stored(ref)).post == "Senior investigator"


def test_corrections_that_are_not_sound_stand_as_typed_with_their_errors(ref: str, visitor: Visit) -> None:
    expert = visitor()
    open_link(expert, ref)
    answer = send(expert, "/correct", email="nobody", family_name="", post="Director")
    assert answer.status_code == 422
    shown = values_of(answer.text)
    assert (shown["email"], shown["family_name"], shown["post"]) == ("nobody", "", "Director")
    assert answer.text.count('aria-invalid="true"') == 2
    assert stored(ref).corrections is None


def test_the_expert_adds_and_removes_rows_without_script(ref: str, visitor: Visit) -> None:
    expert = visitor()
    open_link(expert, ref)
    answer = send(expert, "/correct", add_row="languages")
    assert answer.status_code == 200
    form = {**values_of(answer.text), "languages-2-code": "fr", "languages-2-speaking": "B2"}
    assert expert.post(f"{CONSENT}/correct", form).status_code == 303
    agree(expert)
    assert [line.code for line in input_of(stored(ref)).languages] == ["en", "sw", "fr"]


def test_declared_interests_are_read_by_the_secretariat_and_not_by_the_state(
    ref: str, world: World, visitor: Visit
) -> None:
    expert = visitor()
    open_link(expert, ref)
    send(expert, "/correct", declared_interests="A brother in the Court")
    agree(expert)
    nomination = stored(ref)
    for account in (world.focal_ke, world.drafter_ke):
        for page in ("", "/clear", "/letter"):
            answer = visitor(account).get(f"{HOME}/{ref}{page}")
            assert "A brother in the Court" not in answer.text, page
    assert "A brother in the Court" not in str(nomination.answers)
    assert nomination.declared_interests == "A brother in the Court"


def test_the_expert_refuses_with_a_reason_that_the_state_reads(
    ref: str, world: World, visitor: Visit
) -> None:
    expert = visitor()
    open_link(expert, ref)
    answer = send(expert, "/refuse", reason="Too much work this year.")
    assert answer.status_code == 303
    assert "You have refused the nomination" in expert.get(CONSENT).text
    assert stored(ref).stage is Stage.REFUSED
    assert "Too much work this year." in page_of(visitor(world.focal_ke), ref)
    assert "You have refused the nomination" in open_link(visitor(), ref)
    assert "You have refused the nomination" in expert.get(f"{CONSENT}/correct").text


def test_what_was_answered_is_not_answered_again(ref: str, visitor: Visit) -> None:
    expert = visitor()
    form = values_of(open_link(expert, ref).partition('id="answer"')[2])
    agree(expert)
    version = stored(ref).version
    assert "You have agreed" in expert.post(CONSENT, form).text
    assert "You have agreed" in expert.get(f"{CONSENT}/refuse").text
    assert stored(ref).version == version


def test_an_agreed_nomination_is_withdrawn_by_the_same_link(ref: str, world: World, visitor: Visit) -> None:
    expert = visitor()
    open_link(expert, ref)
    agree(expert)
    assert "Withdraw your consent" in expert.get(CONSENT).text
    assert send(expert, "/withdraw", reason="I retire.").status_code == 303
    assert "The nomination is withdrawn" in expert.get(CONSENT).text
    assert stored(ref).stage is Stage.WITHDRAWN
    assert "I retire." in page_of(visitor(world.focal_ke), ref)


def test_withdrawn_after_publication_the_profile_is_hidden_in_the_same_request(
    world: World, visitor: Visit, work: Callable[[], int]
) -> None:
    ref = a_nomination(stage=Stage.APPROVED, is_public=True)
    work()
    profile = stored(ref).profile
    assert profile is not None
    public, member = visitor(), visitor(world.officer_ke)
    address = f"/en/experts/{profile.ref}"
    assert public.get(address).status_code == 200
    assert "Wanjala" in member.get("/en/experts?q=Wanjala").text
    expert = visitor()
    assert "Your profile is published" in open_link(expert, ref)
    assert send(expert, "/withdraw").status_code == 303
    assert public.get(address).status_code in (302, 404)
    assert member.get(address).status_code == 404
    assert address not in member.get("/en/experts?q=Wanjala").text, "before the index is written again"
    work()
    assert address not in member.get("/en/experts?q=Wanjala").text
    found = stored(ref)
    assert found.profile is not None
    assert found.profile.stage is ProfileStage.UNPUBLISHED


def test_a_signed_in_stranger_with_the_link_acts_as_its_holder_and_not_by_own_rights(
    ref: str, world: World, visitor: Visit
) -> None:
    stranger = visitor(world.provider)
    assert INVITED in open_link(stranger, ref)
    assert stranger.get(f"{HOME}/{ref}").status_code == 404, "the link opens its own pages and no others"
    agree(stranger)
    db.session.rollback()
    entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.origin == "consent link")).one()
    assert (entry.user_id, entry.roles) == (None, f"expert/self:{ref}")


def test_signing_out_takes_the_link_with_it(ref: str, world: World, visitor: Visit) -> None:
    expert = visitor(world.provider)
    open_link(expert, ref)
    expert.post("/en/sign-out", {}, page="/en/account")
    assert expert.get(CONSENT).status_code == 404

"""Pages of the choice for a request: team, decision, record; and the record taken along, read back in Arabic."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta

import docx
import pytest

from roster.assistance.offers.rules import OfferInput
from roster.assistance.offers.services import make_offers
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.queries import request_by_id
from roster.assistance.requests.states import Stage
from roster.assistance.selections.deciding import Decision
from roster.assistance.selections.queries import record_of, shortlist_of
from roster.assistance.selections.services import freeze, put_on_shortlist
from roster.assistance.shortlists.queries import entries_of
from roster.core.actor import SYSTEM
from roster.core.db import db
from roster.core.documents.pdf import pdf_problem
from roster.core.multilingual import LANGUAGES
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World
from tests.factories.assistance import make_request
from tests.factories.experts import make_outsider, make_profile
from tests.factories.selections import judgement_of, make_record
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
WORDS = "يعرف الخبيران القانونين معا"


@pytest.fixture
def request_ref(world: World) -> str:
    """A request being matched, with two experts on its shortlist, one more on the roster."""
    with unit_of_work():
        request = make_request(stage=Stage.MATCHING)
        people = [
            make_profile(state=state, nationalities=(state,), employer="Bench")
            for state in ("UY", "FR", "JP")
        ]
        put_on_shortlist(world.manager.actor, request, profile_refs=[profile.ref for profile in people[:2]])
        ref = request.ref
    db.session.remove()
    return ref


@pytest.fixture
def frozen(world: World) -> AssistanceRequest:
    """A request with a record: of somebody with an Arabic name, and of somebody with a declared interest."""
    with unit_of_work():
        request = make_request(stage=Stage.MATCHING)
        named = make_profile(
            state="UY",
            family_name="عبد الرحمن",
            given_name="محمد",
            latin_family_name="Abdelrahman",
            latin_given_name="Mohamed",
        )
        refs = [named.ref, make_profile(state="FR").ref]
        put_on_shortlist(world.manager.actor, request, profile_refs=refs)
        freeze(world.manager.actor, request, decision=Decision(judgement=judgement_of(refs), words=WORDS))
    return request


def test_the_decision_is_frozen_once_and_whoever_is_late_reads_it(
    world: World, visitor: Visit, request_ref: str
) -> None:
    path = f"/en/assistance/{request_ref}/selection"
    manager = visitor(world.manager)
    shown = manager.get(path)
    assert "How the score comes about" in shown.text
    given = values_of(shown.text) | {"decision": "Both know the law."}
    assert manager.post(path, given | {"decision": ""}).status_code == 422
    changed = manager.post(path, given | {"seen": "other"})
    assert changed.status_code == 409
    assert "Both know the law." in changed.text
    assert manager.post(path, given).status_code == 303
    late = manager.post(path, given)
    assert late.status_code == 409
    assert "frozen already" in late.text
    record = manager.get(path)
    assert "Both know the law." in record.text
    assert "Invented Person" in record.text  # who decided
    assert manager.get(f"/en/assistance/{request_ref}").text.count("Selection record") == 1
    assert path in visitor(world.searcher).get(f"/en/assistance/{request_ref}").text


def test_a_team_is_proposed_with_prices_and_put_on_the_shortlist(
    world: World, visitor: Visit, request_ref: str
) -> None:
    manager = visitor(world.manager)
    path = f"/en/assistance/{request_ref}/team?asked=1&size=2&one_state=1"
    shown = manager.get(path)
    assert "What each rule costs" in shown.text
    refs = re.findall(r'name="expert" value="(EXP-[^"]+)"', shown.text)
    assert len(refs) == 2
    answer = manager.post(f"/en/assistance/{request_ref}/shortlist", {"expert": refs})
    assert answer.status_code == 303
    impossible = manager.get(f"/en/assistance/{request_ref}/team?asked=1&size=3&one_region=1&regions=5")
    assert "There is no such team" in impossible.text
    odd = manager.get(f"/en/assistance/{request_ref}/team?size=99&role=king&with=EXP-NONE&from=x&regions=-1")
    assert odd.status_code == 200


@pytest.mark.parametrize("page", ["team", "selection", "selection.pdf", "selection.docx"])
def test_a_choice_does_not_exist_for_anybody_but_the_secretariat(
    world: World, visitor: Visit, frozen: AssistanceRequest, page: str
) -> None:
    for name in ("focal_ke", "provider", "admin", "dpo"):
        answer = visitor(world.everybody[name]).get(f"/en/assistance/{frozen.ref}/{page}")
        assert answer.status_code == 404, name


def test_the_shortlist_of_a_request_compares_scores(world: World, visitor: Visit, request_ref: str) -> None:
    with unit_of_work():
        made = shortlist_of(db.session.query(AssistanceRequest).filter_by(ref=request_ref).one().id)
        assert made is not None
        ref, count = made.ref, len(entries_of(made))
    assert count == 2
    manager = visitor(world.manager)
    assert "Balance before and after" in manager.get(f"/en/shortlists/{ref}").text
    for page in ("", "/match", "/selection"):
        assert f"/en/shortlists/{ref}/compare" in manager.get(f"/en/assistance/{request_ref}{page}").text
    tabs = re.search(
        r'<nav class="ways.*?</nav>', manager.get(f"/en/assistance/{request_ref}/match").text, re.S
    )
    assert tabs is not None
    assert tabs[0].count("<li>") == 5
    compared = manager.get(f"/en/shortlists/{ref}/compare").text
    assert "Topics and articles" in compared
    assert f"/en/assistance/{request_ref}/team" in compared
    assert manager.post(f"/en/shortlists/{ref}/delete").status_code == 403


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_record_is_a_word_file_in_every_language(
    world: World, visitor: Visit, frozen: AssistanceRequest, language: str
) -> None:
    answer = visitor(world.searcher).get(f"/{language}/assistance/{frozen.ref}/selection.docx")
    file = docx.Document(io.BytesIO(answer.data))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    text = MARKS.sub("", "\n".join([line.text for line in file.paragraphs] + cells))
    assert "محمد عبد الرحمن" in text
    assert WORDS in text
    assert "Zqbank" not in text  # what was declared does not travel


@pytest.mark.skipif(pdf_problem() is not None, reason=f"PDF files need {pdf_problem()}")
def test_the_record_reads_back_from_pdf_in_arabic(
    world: World, visitor: Visit, frozen: AssistanceRequest
) -> None:
    answer = visitor(world.manager).get(f"/ar/assistance/{frozen.ref}/selection.pdf")
    assert answer.mimetype == "application/pdf"
    if shutil.which("pdftotext") is None:
        pytest.skip("words are compared with pdftotext (poppler-utils)")
    done = subprocess.run(["pdftotext", "-", "-"], input=answer.data, capture_output=True, check=True)
    text = MARKS.sub(" ", done.stdout.decode())
    found = set(re.findall(r"[^\W\d]+", text))
    assert {*WORDS.split(), "محمد", "عبد", "الرحمن", "Mohamed"} <= found
    request = request_by_id(frozen.id)
    assert request is not None
    record = record_of(SYSTEM, request)
    assert record is not None
    assert record.ref in text
    assert "٧٢" in text  # the score, in the digits of the language


def test_somebody_erased_is_no_longer_in_the_record(world: World, visitor: Visit) -> None:
    with unit_of_work():
        record = make_record(world.manager.actor)
        ref = db.session.get_one(AssistanceRequest, record.request_id).ref
        record.entries[0].profile_id = None
    page = visitor(world.manager).get(f"/en/assistance/{ref}/selection").text
    assert "No longer available" in page


def test_the_record_says_who_was_offered_the_work_against_a_rule(world: World, visitor: Visit) -> None:
    with unit_of_work():
        record = make_record(world.manager.actor)
        request = db.session.get_one(AssistanceRequest, record.request_id)
        day, ref = request.starts_on, request.ref
        assert day is not None
        busy = make_outsider(family_name="Zqbusy", days_per_year=1)
        given = OfferInput(starts_on=day, ends_on=day + timedelta(days=1), days=2, overruled_because="Zqwhy")
        make_offers(world.manager.actor, request, profiles=[busy], given=given)
    offering = f'href="/en/assistance/{ref}/asked/offer"'
    assert offering in visitor(world.manager).get(f"/en/assistance/{ref}/selection").text, "the next step"
    page = visitor(world.searcher).get(f"/en/assistance/{ref}/selection").text
    assert offering not in page
    assert all(words in page for words in ("Zqbusy", "Zqwhy", "Has fewer days in a year than are asked for"))

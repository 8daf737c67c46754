"""Notes of calls: the roster manager writes and reads them; no page of anybody else says a word of them."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from roster.assistance.engagements.services import start_engagement
from roster.assistance.notes.clock_jobs import forget_notes
from roster.assistance.notes.models import RequestNote
from roster.assistance.notes.queries import notes_of_profile
from roster.assistance.notes.services import NoteInput, add_note
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.moving_services import withdraw_request
from roster.assistance.requests.queries import request_by_ref
from roster.assistance.requests.states import Stage
from roster.assistance.selections.forgetting import REMOVED
from roster.core import clock
from roster.core.actor import SYSTEM, Assignment, Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.merging.services import merge_profiles
from roster.experts.models import Profile
from roster.rooms import erase_expert
from tests.factories.accounts import World, make_account
from tests.factories.assistance import make_request
from tests.factories.experts import make_profile
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
WORD = re.compile(r"zx(?:person|request)k")  # no token of a form holds these by chance


def at_work(request: AssistanceRequest, profile: Profile) -> None:
    today = clock.today()
    start_engagement(SYSTEM, request, profile=profile, starts_on=today, ends_on=today, days=1)


def test_a_manager_notes_calls_and_nobody_else_learns_of_them(
    world: World, visitor: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with unit_of_work():
        request = make_request(stage=Stage.AGREED, visibility="public-title")
        austrian = make_request(state="AT", stage=Stage.ACCEPTED)  # as the test accounts are
        profile, stranger = make_profile(state="KE", is_public=True), make_profile(state="UY")
        at_work(request, profile)
        expert = make_account(Assignment(Role.EXPERT, f"self:{profile.ref}"))
        moved = request.moved_at
    page, own = f"/en/assistance/{request.ref}/call-notes", f"/en/experts/{profile.ref}"
    manager = visitor(world.manager)
    form = values_of(manager.get(page).text)
    assert manager.post(page, form | {"text": ""}).status_code == 422
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    assert "today or earlier" in manager.post(page, form | {"text": "zxk", "called_on": tomorrow}).text
    assert manager.post(page, form | {"text": "zxk", "about": stranger.ref}).status_code == 422
    written = form | {"text": "zxpersonk", "about": profile.ref}
    assert manager.post(page, written).status_code == 303
    assert manager.post(page, written).status_code == 303  # sent twice, written once
    second = values_of(manager.get(page).text) | {"text": "zxrequestk", "called_on": "2026-01-05"}
    assert manager.post(page, second).status_code == 303
    assert WORD.findall(manager.get(page).text) == ["zxpersonk", "zxrequestk"]
    assert set(WORD.findall(manager.get(own).text)) == {"zxpersonk"}
    assert manager.get(f"/en/assistance/{austrian.ref}/call-notes").status_code == 403
    readers = {**world.everybody, "expert": expert, "nobody": None}
    addresses = ("/en/", f"/en/assistance/{request.ref}", f"/en/assistance/{request.ref}.json", page, own)
    for name in ("nobody", "searcher", "focal_ke", "officer_ke", "provider", "observer", "dpo", "expert"):
        reader = visitor(readers[name])
        for address in (
            *addresses,
            f"{own}.json",
            f"{own}/own",
            f"{own}/own/data.json",
            "/en/experts?q=zxpersonk",
        ):
            assert not set(WORD.findall(reader.get(address).text)) - {"zxpersonk" if "?q=" in address else ""}
        assert reader.post(page, {"text": "zxk", "called_on": "2026-01-05"}).status_code in (303, 403, 404)
    assert WORD.findall(caplog.text) == []
    db.session.remove()
    stored = request_by_ref(SYSTEM, request.ref)
    assert stored is not None
    assert stored.moved_at == moved  # the State sees no sign of a call
    note = db.session.query(RequestNote).where(RequestNote.text == "zxrequestk").one()
    assert manager.post(page, {"remove": note.ref}).status_code == 303
    assert WORD.findall(manager.get(page).text) == ["zxpersonk"]
    db.session.remove()
    trail = db.session.query(AuditEntry.action).where(AuditEntry.subject == request.ref)
    actions = trail.order_by(AuditEntry.id).all()
    assert [row[0] for row in actions if ":note:" in row[0]] == [
        "assistance:note:add",
        "assistance:note:add",
        "assistance:note:remove",
    ]


def test_notes_go_with_the_person_whatever_the_profile_and_some_time_after_the_request(world: World) -> None:
    with unit_of_work():
        request = make_request(stage=Stage.AGREED)
        kept, gone = make_profile(state="UY"), make_profile(state="UY", family_name="Quintavalle")
        at_work(request, gone)
        given = NoteInput(called_on=clock.today(), text="zxnotek", about=gone.ref)
        add_note(world.manager.actor, request, given=given)
        add_note(world.manager.actor, request, given=NoteInput(called_on=clock.today(), text="zxstaysk"))
        named = NoteInput(called_on=clock.today(), text="Ms Quintavalle’s employer hesitates.")
        add_note(world.manager.actor, request, given=named)
        merge_profiles(SYSTEM, kept, gone=gone, taken=())
    later = clock.today() + timedelta(days=500)
    with unit_of_work():
        closed = make_request(stage=Stage.ACCEPTED)
        add_note(world.manager.actor, closed, given=NoteInput(called_on=clock.today(), text="zxoldk"))
        assert forget_notes(clock.today(), later) == 0
        withdraw_request(SYSTEM, closed)
        assert (forget_notes(clock.today(), clock.today()), forget_notes(clock.today(), later)) == (0, 1)
    with unit_of_work():
        counts = erase_expert(SYSTEM, kept, basis="request")
    assert counts["assistance"] >= 1
    assert [note.text for note in db.session.query(RequestNote).all()] == ["zxstaysk", REMOVED]
    assert not notes_of_profile(gone.id)

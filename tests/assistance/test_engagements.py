"""Experts at work: both sides report, the manager alone reads what is for the manager, the profile learns of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.assistance.engagements import policy, services
from roster.assistance.engagements.expert_link import read_report_link, report_token
from roster.assistance.engagements.letters import WRITERS
from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.queries import engagement_by_ref
from roster.assistance.engagements.questions import QUESTIONS, Side
from roster.assistance.engagements.states import EngagementStage
from roster.assistance.offers.following import follow_person
from roster.assistance.requests.states import Stage
from roster.assistance.room import ROOM
from roster.core import clock
from roster.core.actor import NOBODY, SYSTEM, SYSTEM_SCOPE, Actor, Assignment, Role
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.mail import Letter
from roster.core.outbox import OutboxRow
from roster.core.unit_of_work import unit_of_work
from roster.experts.merging.services import merge_profiles
from roster.experts.models import Profile
from tests.factories.accounts import Account, World, make_account
from tests.factories.assistance import make_engagement, make_request
from tests.factories.experts import make_profile
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
SAID = {
    Side.REQUESTER: {
        "achieved": "mostly",
        "result": "A draft of forty articles.",
        "languages": "yes",
        "timing": "partly",
        "for_manager": "Zqstate says in confidence",
    },
    Side.EXPERT: {
        "achieved": "fully",
        "result": "The draft went to the ministry.",
        "prepared": "yes",
        "enough_time": "no",
        "for_manager": "Zqexpert says in confidence",
    },
}


@pytest.fixture
def engagement(world: World) -> Engagement:
    with unit_of_work():
        return make_engagement(stage=EngagementStage.DONE)


@pytest.fixture
def expert(engagement: Engagement) -> Account:
    assert engagement.profile is not None
    with unit_of_work():
        return make_account(Assignment(Role.EXPERT, f"self:{engagement.profile.ref}"))


def test_each_side_is_asked_at_most_eight_questions() -> None:
    assert all(1 <= len(questions) <= 8 for questions in QUESTIONS.values())


def test_can_view_and_its_twin_in_sql_agree(world: World, engagement: Engagement, expert: Account) -> None:
    with unit_of_work():
        other = make_engagement(state="UY")
    actors = {name: item.actor for name, item in world.everybody.items()}
    actors |= {"expert": expert.actor, "nobody": NOBODY, "system": SYSTEM}
    for name, actor in actors.items():
        seen = set(db.session.scalars(sa.select(Engagement.ref).where(policy.visible_to(actor))))
        assert seen == {item.ref for item in (engagement, other) if policy.can_view(actor, item)}, name
    seen_by = {name for name, actor in actors.items() if policy.can_view(actor, engagement)}
    assert seen_by == {"manager", "searcher", "focal_ke", "drafter_ke", "expert", "system"}


def test_from_the_first_day_to_closed(world: World, visitor: Visit) -> None:
    """Both sides report by their pages; the request follows; the expert's experience says so."""
    with unit_of_work():
        profile = make_profile(state="UY")
        request = make_request(stage=Stage.AGREED)
        made = services.start_engagement(
            world.manager.actor,
            request,
            profile=profile,
            starts_on=clock.today(),
            ends_on=clock.today() + timedelta(days=4),
            days=5,
        )
        expert = make_account(Assignment(Role.EXPERT, f"self:{profile.ref}"))
        ref, request_id, profile_id = made.ref, request.id, profile.id
        assert request.stage is Stage.RUNNING
    page = f"/en/assistance/engagements/{ref}"
    manager, focal, own = visitor(world.manager), visitor(world.focal_ke), visitor(expert)

    def act(who: Visitor, step: str, **values: str) -> int:
        db.session.remove()
        found = db.session.scalar(sa.select(Engagement).where(Engagement.ref == ref))
        assert found is not None
        return who.post(f"{page}/{step}", {"version": str(found.version), **values}).status_code

    assert focal.get(f"{page}/report").status_code == 303  # nothing is done yet
    assert act(manager, "finish") == 303
    assert "Your report on 1 engagement is wanted" in focal.get(page).text
    assert "Both sides report on it." in visitor(world.drafter_ke).get(page).text
    assert "Your report on 1 engagement is wanted" in focal.get("/en/").text
    assert "Your report on 1 engagement is wanted" in own.get("/en/").text
    assert act(focal, "report", result="Nothing else") == 422
    form = values_of(focal.get(f"{page}/report").text)
    assert focal.post(f"{page}/report", form | SAID[Side.REQUESTER]).status_code == 303
    assert "A draft of forty articles." not in own.get(page).text  # until it is closed
    form = values_of(own.get(f"{page}/report").text)
    assert own.post(f"{page}/report", form | SAID[Side.EXPERT]).status_code == 303
    assert act(own, "report", **SAID[Side.EXPERT]) == 409
    assert act(manager, "notes", feedback="Zqfeedback", call_notes="Zqcall") == 303
    assert act(focal, "close") == 403
    assert act(manager, "close") == 303
    with unit_of_work():
        countryman = make_account(Assignment(Role.MANAGER, SYSTEM_SCOPE), nationality="KE")
    for reader in (focal, own, visitor(world.searcher), visitor(countryman)):
        text = reader.get(page).text
        assert not any(word in text for word in ("in confidence", "Zqfeedback", "Zqcall"))
    assert "A draft of forty articles." in own.get(page).text
    text = manager.get(page).text
    assert all(word in text for word in ("Zqstate says", "Zqexpert says", "Zqfeedback", "Zqcall"))
    db.session.remove()
    after = db.session.get(Profile, profile_id)
    assert after is not None
    assert "KE" in after.countries_worked
    assert after.expertise[0].last_used == clock.today().year
    assert engagement_by_ref(SYSTEM, ref).request.stage is Stage.CLOSED  # type: ignore[union-attr]
    assert request_id


def test_nobody_reports_for_the_other_side_or_twice(
    app: Flask, world: World, engagement: Engagement, expert: Account
) -> None:
    with unit_of_work():
        found = engagement_by_ref(SYSTEM, engagement.ref)
        assert found is not None
        for actor, side in (
            (expert.actor, Side.REQUESTER),
            (world.drafter_ke.actor, Side.REQUESTER),
            (world.focal_uy.actor, Side.REQUESTER),
            (world.focal_ke.actor, Side.EXPERT),
            (world.manager.actor, Side.EXPERT),
        ):
            with pytest.raises(ForbiddenError):
                services.report_on(actor, found, side=side, answers=SAID[side])
        for wrong in ({"achieved": "somehow"}, {"result": ""}, {"result": "x" * 2_001}):
            with pytest.raises(InvalidError):
                services.report_on(expert.actor, found, side=Side.EXPERT, answers=SAID[Side.EXPERT] | wrong)
        services.report_on(expert.actor, found, side=Side.EXPERT, answers=SAID[Side.EXPERT])
        with pytest.raises(StaleError):
            services.report_on(expert.actor, found, side=Side.EXPERT, answers=SAID[Side.EXPERT])


def test_who_is_expert_and_focal_point_reports_for_one_side_only(
    world: World, visitor: Visit, engagement: Engagement
) -> None:
    """Which side, the person chooses; the report of the other is somebody else's."""
    assert engagement.profile is not None
    roles = (
        Assignment(Role.EXPERT, f"self:{engagement.profile.ref}"),
        Assignment(Role.FOCAL_POINT, "state:KE"),
    )
    with unit_of_work():
        both = make_account(*roles)
    db.session.remove()
    who, page = visitor(both), f"/en/assistance/engagements/{engagement.ref}"
    text = who.get(f"{page}/report").text
    assert all(f"side={side}" in text for side in Side)
    text = who.get(f"{page}/report?side=requester").text
    assert 'name="languages"' in text
    form = values_of(text)
    assert who.post(f"{page}/report", form | SAID[Side.REQUESTER]).location.endswith(engagement.ref)
    answer = who.post(f"{page}/report?side=requester", form | SAID[Side.REQUESTER])
    assert answer.status_code == 303
    assert "is wanted" not in who.get("/en/").text
    assert who.get(f"{page}/report").status_code == 303
    db.session.remove()
    found = engagement_by_ref(SYSTEM, engagement.ref)
    assert found is not None
    assert found.requester_report is not None
    sent = SAID[Side.EXPERT] | {"version": str(found.version)}
    assert who.post(f"{page}/report?side=expert", sent).status_code == 403
    with unit_of_work():
        own = make_account(roles[0]).actor
        found = engagement_by_ref(SYSTEM, engagement.ref)
        assert found is not None
        services.report_on(own, found, side=Side.EXPERT, answers=SAID[Side.EXPERT])
        # The other way round: the expert's report is given, so the same person gives no other.
        found.requester_report = found.requester_reported_at = found.requester_reported_by = None
        assert policy.wanted_sides(both.actor, found) == ()
        assert policy.wanted_sides(world.focal_ke.actor, found) == (Side.REQUESTER,)


def letter_to(kind: str) -> Letter | None:
    """The letter of this kind that waits, as it would be sent now."""
    (row,) = [row for row in db.session.scalars(sa.select(OutboxRow)) if row.payload.get("template") == kind]
    return WRITERS[kind](row.payload)


def test_an_expert_without_account_reports_by_the_letter_alone(world: World, visitor: Visit) -> None:
    """Both sides are written to; the link shows the own questions, once, also while somebody else is signed in."""
    with unit_of_work():
        made = make_engagement(stage=EngagementStage.DONE)
        ref = made.ref
        to_state = letter_to("engagement_report_state")
        assert to_state is not None
        assert f"/en/assistance/engagements/{ref}/report" in to_state.text
        services.report_on(world.focal_ke.actor, made, side=Side.REQUESTER, answers=SAID[Side.REQUESTER])
    assert letter_to("engagement_report_state") is None  # the State has reported before the letter went out
    letter = letter_to("engagement_report_expert")
    assert letter is not None
    (path,) = {
        item.partition("://")[2].partition("/")[2] for item in letter.text.split() if "/reports/" in item
    }
    stranger = visitor()
    assert stranger.get("/en/reports").status_code == 404
    assert stranger.get(f"/{path[:-1]}").status_code == 404
    for reader in (stranger, visitor(world.focal_uy)):
        for _each in range(2):  # opening uses nothing up
            answer = reader.get(f"/{path}")
            assert (answer.status_code, answer.location.endswith("/reports")) == (303, True)
        assert (answer.headers["Referrer-Policy"], answer.headers["Cache-Control"]) == (
            "no-referrer",
            "no-store",
        )
        text = reader.get("/en/reports").text
        assert 'name="prepared"' in text
        assert not any(word in text for word in ('name="languages"', "forty articles", "Zqstate", ref))
    form = values_of(text)
    assert reader.post("/en/reports", form | {"result": ""}).status_code == 422
    assert reader.post("/en/reports", form | SAID[Side.EXPERT]).status_code == 303
    for each in (reader, stranger):
        text = each.get("/en/reports").text
        assert "Your report is saved. Thank you." in text
        assert not any(word in text for word in ("Kenya", "Tracing", "to the ministry", 'name="prepared"'))
    assert reader.post("/en/reports", form | SAID[Side.EXPERT]).status_code == 409
    db.session.remove()
    assert letter_to("engagement_report_expert") is None
    assert "Zqexpert says" in visitor(world.manager).get(f"/en/assistance/engagements/{ref}").text


@pytest.mark.parametrize(
    ("change", "status"),
    [("merged", 404), ("merged, same address", 200), ("too old", 404), ("closed", 200), ("both sides", 200)],
)
def test_what_becomes_of_a_link(world: World, visitor: Visit, change: str, status: int) -> None:
    with unit_of_work():
        made = make_engagement(stage=EngagementStage.DONE)
        profile, token = made.profile, report_token(made)
        assert profile is not None
        if change.startswith("merged"):
            email = profile.person.contact.email
            kept = make_profile(state="UY", email=email if "same" in change else "hers@people.example")
            merge_profiles(SYSTEM, kept, gone=profile, taken=())
            assert bool(read_report_link(token)) is (
                "same" in change
            )  # before the work has followed the person
            follow_person(SYSTEM, kept)
            asked = [row.payload.get("recipient") for row in db.session.scalars(sa.select(OutboxRow))]
            assert (f"profile:{kept.id}" in asked) is ("same" not in change)  # the new address has a letter
        elif change == "closed":
            services.close_engagement(SYSTEM, made)
        elif change == "both sides":
            own = Assignment(Role.EXPERT, f"self:{profile.ref}")
            both = make_account(own, Assignment(Role.FOCAL_POINT, "state:KE"))
            services.report_on(both.actor, made, side=Side.REQUESTER, answers=SAID[Side.REQUESTER])
            token = report_token(made)
            actor = Actor(assignments=frozenset({own}), origin="report link")
            with pytest.raises(ForbiddenError):
                services.report_on(actor, made, side=Side.EXPERT, answers=SAID[Side.EXPERT])
    reader = visitor()
    with clock.use(clock.now() + timedelta(days=61 if change == "too old" else 0)):
        assert reader.get(f"/en/reports/{token}").status_code == (303 if status == 200 else 404)
        answer = reader.get("/en/reports")
    assert answer.status_code == status
    said = {"closed": "can no longer be written", "both sides": "You have reported for the other side."}
    assert said.get(change, "") in answer.text
    assert ('name="prepared"' in answer.text) is (change == "merged, same address")


@pytest.mark.parametrize(("days", "length"), [(0, 5), (7, 5), (1, -1)])
def test_days_that_cannot_be_are_refused(world: World, days: int, length: int) -> None:
    with unit_of_work(), pytest.raises(InvalidError):
        make_engagement(days=days, length=length)


def test_an_erased_expert_leaves_no_words_behind(
    app: Flask, world: World, engagement: Engagement, expert: Account
) -> None:
    with unit_of_work():
        found = engagement_by_ref(SYSTEM, engagement.ref)
        assert found is not None
        assert found.profile is not None
        ref, profile_id = found.profile.ref, found.profile.id
        services.report_on(expert.actor, found, side=Side.EXPERT, answers=SAID[Side.EXPERT])
        services.report_on(world.focal_ke.actor, found, side=Side.REQUESTER, answers=SAID[Side.REQUESTER])
        services.keep_notes(world.manager.actor, found, feedback="About her", call_notes="A call")
        assert ROOM.own_data is not None
        own = ROOM.own_data(expert.actor, ref)["engagements"]
        assert [item["reference"] for item in own] == [found.ref]
        assert ROOM.erase is not None
        assert ROOM.erase(SYSTEM, ref=ref, profile_id=profile_id) == 1
    db.session.remove()
    after = engagement_by_ref(SYSTEM, engagement.ref)
    assert after is not None
    assert (after.profile_id, after.expert_report, after.feedback, after.call_notes) == (None, {}, "", "")
    assert after.requester_report == {"achieved": "mostly"}

"""Letters about requests: to whom, and only while they are true; what the clock tells, it tells once."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.assistance.requests import clock_jobs, moving_services
from roster.assistance.requests.letters import LETTERS, WRITERS
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.notices import Notice
from roster.assistance.requests.states import Stage
from roster.core import clock
from roster.core.actor import SYSTEM
from roster.core.db import db
from roster.core.outbox import OutboxRow
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World
from tests.factories.assistance import CONTACT, EMAIL, PHONE, make_request


def _queued() -> list[tuple[str, str]]:
    rows = db.session.scalars(sa.select(OutboxRow).where(OutboxRow.kind == "mail").order_by(OutboxRow.id))
    return [(row.payload["template"], row.payload["recipient"]) for row in rows]


def test_each_move_tells_those_whom_it_concerns(app: Flask, world: World) -> None:
    drafter, focal, manager = world.drafter_ke.actor, world.focal_ke.actor, world.manager.actor
    to_manager, to_focal, to_drafter = (f"user:{item.user_id}" for item in (manager, focal, drafter))
    with unit_of_work():
        request = make_request(actor=drafter)
        moving_services.submit_request(focal, request)
        moving_services.take_request(manager, request)
        moving_services.ask_state(manager, request, question="Which?")
        moving_services.answer_question(focal, request, answer="This one.")
        moving_services.accept_request(manager, request)
        moving_services.withdraw_request(focal, request)
    assert _queued() == [
        (Notice.SUBMITTED, to_manager),
        (Notice.ACKNOWLEDGED, to_focal),
        (Notice.ACKNOWLEDGED, to_drafter),
        (Notice.QUESTION, to_focal),
        (Notice.QUESTION, to_drafter),
        (Notice.ANSWER, to_manager),
        (Notice.ACCEPTED, to_focal),
        (Notice.ACCEPTED, to_drafter),
        (Notice.WITHDRAWN, to_manager),
        (Notice.WITHDRAWN, to_drafter),
    ]


def test_the_clock_tells_of_what_nobody_touches_once(app: Flask, world: World) -> None:
    start = clock.today()
    with unit_of_work():
        make_request(stage=Stage.SUBMITTED)
        request = make_request(stage=Stage.SUBMITTED)
        moving_services.take_request(world.manager.actor, request)
    before = len(_queued())
    counts = []
    for days in range(1, 40):
        today, yesterday = start + timedelta(days=days), start + timedelta(days=days - 1)
        with unit_of_work():
            counts.append(
                (
                    clock_jobs.tell_of_unacknowledged(yesterday, today),
                    clock_jobs.tell_of_stalled(yesterday, today),
                )
            )
    assert (sum(one for one, _ in counts), sum(two for _, two in counts)) == (1, 2)
    assert [name for name, _to in _queued()[before:]] == [Notice.OVERDUE, Notice.STALLED, Notice.STALLED]


@pytest.mark.parametrize("notice", list(LETTERS))
def test_a_letter_names_the_request_and_no_contact(app: Flask, world: World, notice: Notice) -> None:
    stages = {
        Notice.QUESTION: Stage.CLARIFYING,
        Notice.ACCEPTED: Stage.ACCEPTED,
        Notice.DECLINED: Stage.DECLINED,
        Notice.WITHDRAWN: Stage.WITHDRAWN,
    }
    with unit_of_work():
        request = make_request(stage=stages.get(notice, Stage.SUBMITTED))
        request.acknowledged_at = None
        number = request.id
    payload = {"recipient": f"user:{world.focal_ke.id}", "request": number}
    letter = WRITERS[notice](payload)
    assert letter is not None
    for text in (letter.text, letter.html):
        assert request.ref in text
        assert not any(word in text for word in (CONTACT, EMAIL, PHONE))
    # Who may not know of the request is told nothing, whatever stands in the queue.
    assert WRITERS[notice]({**payload, "recipient": f"user:{world.focal_uy.id}"}) is None
    assert WRITERS[notice]({**payload, "request": number + 1_000}) is None


@pytest.mark.parametrize("notice", [Notice.SUBMITTED, Notice.QUESTION, Notice.DECLINED, Notice.OVERDUE])
def test_what_is_no_longer_true_is_not_sent(app: Flask, world: World, notice: Notice) -> None:
    with unit_of_work():
        request: AssistanceRequest = make_request(stage=Stage.SUBMITTED)
        moving_services.accept_request(SYSTEM, request)
        number = request.id
    assert WRITERS[notice]({"recipient": f"user:{world.manager.id}", "request": number}) is None

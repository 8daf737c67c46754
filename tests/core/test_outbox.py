"""The one queue: done once, tried again later, finished in the transaction that deletes the row."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core import audit, clock, mail, outbox
from roster.core.actor import SYSTEM
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.outbox import Kind, OutboxRow
from roster.core.unit_of_work import unit_of_work
from roster.core.worker import LONGEST_PAUSE, Job, drain, work_once
from tests.parallel import at_once

START = datetime(2027, 1, 1, 9, tzinfo=UTC)


def _enqueue(*numbers: int, kind: Kind = Kind.DOCUMENT) -> None:
    with unit_of_work():
        for number in numbers:
            outbox.enqueue(kind, {"number": number})


def _rows() -> Sequence[OutboxRow]:
    db.session.rollback()
    return db.session.scalars(sa.select(OutboxRow).order_by(OutboxRow.id)).all()


class _Worker:
    """Handles rows, and fails on those numbers that it is told to."""

    def __init__(self, *failing: int) -> None:
        self.failing = set(failing)
        self.seen: list[int] = []

    def __call__(self, payloads: Sequence[dict[str, Any]]) -> None:
        for payload in payloads:
            if payload["number"] in self.failing:
                raise LookupError("a name that must not be written down")
            self.seen.append(payload["number"])


def _jobs(handle: Callable[..., Any], *, batch: int = 1) -> dict[Kind, Job]:
    return {Kind.DOCUMENT: Job(Kind.DOCUMENT, handle, batch=batch)}


def test_rows_are_done_in_order_and_are_gone(app: Flask) -> None:
    _enqueue(1, 2, 3)
    worker = _Worker()
    assert drain(_jobs(worker)) == 3
    assert worker.seen == [1, 2, 3]
    assert _rows() == []


def test_what_fails_waits_longer_each_time_and_at_most_an_hour(app: Flask) -> None:
    now = START
    with clock.use(lambda: now):
        _enqueue(1)
        pauses = []
        for _round in range(16):
            assert work_once(_jobs(_Worker(1))) == 0
            (row,) = _rows()
            pauses.append(row.due_at - now)
            assert work_once(_jobs(_Worker())) == 0, "not before its time"
            now = row.due_at
        assert pauses[:4] == [timedelta(seconds=2**power) for power in (1, 2, 3, 4)]
        assert pauses[-1] == LONGEST_PAUSE
        assert work_once(_jobs(_Worker())) == 1


def test_the_reason_names_the_kind_of_error_and_no_person(app: Flask) -> None:
    _enqueue(1)
    work_once(_jobs(_Worker(1)))
    (row,) = _rows()
    assert row.problem == "LookupError"


def test_one_bad_row_does_not_hold_up_the_rest_of_its_batch(app: Flask) -> None:
    _enqueue(*range(6))
    worker = _Worker(3)
    drain(_jobs(worker, batch=10))
    assert [row.payload["number"] for row in _rows()] == [3]
    assert {0, 1, 2, 4, 5} <= set(worker.seen)


def test_the_writing_part_and_the_end_of_the_row_are_one_transaction(app: Flask) -> None:
    _enqueue(1)

    def handle(_payloads: Sequence[dict[str, Any]]) -> Callable[[], None]:
        def finish() -> None:
            audit.record(SYSTEM, "core:test:write", subject="one")
            raise ZeroDivisionError

        return finish

    assert work_once(_jobs(handle)) == 0
    assert len(_rows()) == 1
    assert db.session.scalar(sa.select(sa.func.count(AuditEntry.id))) == 0


def test_a_second_row_with_the_same_key_is_not_added(app: Flask) -> None:
    for _time in range(2):
        with unit_of_work():
            outbox.enqueue(Kind.MAIL, {"template": "x"}, key="reminder:EXP-000001:2027")
            outbox.enqueue(Kind.MAIL, {"template": "x"}, key="reminder:EXP-000001:2027")
    assert len(_rows()) == 1


def test_the_same_key_from_two_at_once_is_one_row_and_nobody_fails(app: Flask) -> None:
    """R50, on PostgreSQL too, where neither sees the other's row before both commit."""

    def post(number: int) -> Callable[[], object]:
        def act() -> object:
            with unit_of_work():
                outbox.enqueue(Kind.MAIL, {"number": number}, key="reminder:1")
                audit.record(SYSTEM, "core:test:write", subject=str(number))
            return number

        return act

    for _round in range(5):
        outcomes = at_once(app, *(post(number) for number in range(4)))
        assert outcomes == [0, 1, 2, 3]
        assert len(_rows()) == 1
        with unit_of_work():
            db.session.execute(sa.delete(OutboxRow))


def test_a_letter_row_holds_ids_and_never_text(app: Flask) -> None:
    with unit_of_work():
        mail.post("invitation", recipient="user:1", invitation=3)
    (row,) = _rows()
    assert row.payload == {"template": "invitation", "recipient": "user:1", "invitation": 3}


@pytest.mark.parametrize("count", [0, 1, 1_200])
def test_many_are_added_at_once(app: Flask, count: int) -> None:
    with unit_of_work():
        outbox.enqueue_many(Kind.INDEX, ({"kind": "expert", "id": number} for number in range(count)))
    assert outbox.waiting_count(Kind.INDEX) == count

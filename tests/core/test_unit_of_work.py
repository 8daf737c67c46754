"""The one transaction of a change: begun at once, whole or not at all, never nested."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event

from roster.core import audit
from roster.core.actor import SYSTEM
from roster.core.audit import AuditEntry
from roster.core.db import db, is_sqlite
from roster.core.errors import StaleError
from roster.core.outbox import OutboxRow
from roster.core.unit_of_work import is_open, unit_of_work
from roster.experts.models import Profile
from roster.experts.services import edit_profile
from tests.factories.accounts import World
from tests.factories.experts import make_profile, profile_input
from tests.parallel import at_once
from tests.visitor import Visitor


def _rows(model: type) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def test_it_commits_what_the_block_wrote(app: Flask) -> None:
    with unit_of_work():
        audit.record(SYSTEM, "core:test:write", subject="one")
    db.session.rollback()
    assert _rows(AuditEntry) == 1


def test_it_undoes_everything_when_the_block_fails(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), unit_of_work():  # noqa: PT012 - the unit is what is tested
        make_profile()
        raise ZeroDivisionError
    assert (_rows(Profile), _rows(AuditEntry), _rows(OutboxRow)) == (0, 0, 0)


def test_row_audit_entry_and_index_work_are_written_together(app: Flask) -> None:
    with unit_of_work():
        make_profile()
    assert (_rows(Profile), _rows(AuditEntry), _rows(OutboxRow)) == (1, 1, 1)


def test_units_do_not_nest(app: Flask) -> None:
    with unit_of_work():
        with pytest.raises(RuntimeError, match="open already"), unit_of_work():
            pass
        assert is_open()
    assert not is_open()


def test_after_a_failure_the_next_one_begins_afresh(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), unit_of_work():
        raise ZeroDivisionError
    assert not is_open()
    with unit_of_work():
        audit.record(SYSTEM, "core:test:write", subject="one")
    assert _rows(AuditEntry) == 1


def test_on_sqlite_it_begins_immediate_and_before_it_reads(app: Flask) -> None:
    if not is_sqlite(db.engine):
        pytest.skip("PostgreSQL has no such thing")
    said: list[str] = []
    db.session.remove()
    event.listen(db.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    with unit_of_work():
        db.session.scalar(sa.select(AuditEntry.id))
    assert said[0] == "BEGIN IMMEDIATE"


def test_a_row_changed_since_it_was_read_is_stale(app: Flask) -> None:
    with unit_of_work():
        profile = make_profile()
    db.session.remove()
    with pytest.raises(StaleError), unit_of_work():  # noqa: PT012 - the unit is what is tested
        read = db.session.get(Profile, profile.id)
        assert read is not None
        db.session.execute(sa.text("UPDATE profile SET version = version + 1"))
        read.employer = "Somewhere else"
    assert _rows(AuditEntry) == 1


def test_of_two_changes_at_once_one_is_kept_and_the_other_is_told(app: Flask) -> None:
    """R10, on PostgreSQL too, where both have read the same version."""
    with unit_of_work():
        id_ = make_profile().id
    db.session.remove()

    def change(employer: str) -> Callable[[], object]:
        def act() -> object:
            before = db.session.get(Profile, id_)
            assert before is not None
            version = before.version
            with unit_of_work():
                profile = db.session.get(Profile, id_, populate_existing=True)
                assert profile is not None
                if profile.version != version:
                    raise StaleError
                edit_profile(SYSTEM, profile, given=profile_input(employer=employer))
            return employer

        return act

    outcomes = at_once(app, change("First office"), change("Second office"))
    kept = [item for item in outcomes if isinstance(item, str)]
    refused = [item for item in outcomes if isinstance(item, StaleError)]
    db.session.remove()
    stored = db.session.scalar(sa.select(Profile.employer))
    assert stored in kept
    assert len(kept) + len(refused) == 2, outcomes


def test_an_answer_that_refuses_undoes_what_the_view_wrote(
    app: Flask, world: World, visitor: Callable[..., Visitor]
) -> None:
    before = _rows(AuditEntry)
    with unit_of_work():
        ref = make_profile().ref
    db.session.remove()
    focal = visitor(world.focal_ke)
    signed_in = _rows(AuditEntry)
    answer = focal.post(f"/en/experts/{ref}/edit", {"version": "1", "family_name": ""})
    assert answer.status_code == 422
    db.session.rollback()
    assert _rows(AuditEntry) == signed_in > before

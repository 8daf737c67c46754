"""Once-keys (R12): the second copy of a form leads to what the first one made."""

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core.db import db
from roster.core.errors import RepeatedError, StaleError
from roster.core.once import OnceKey, mark_used, new_key, refuse_second_use
from roster.core.unit_of_work import unit_of_work
from tests.parallel import at_once


def test_the_second_use_leads_to_the_first_record(app: Flask) -> None:
    key = new_key()
    with unit_of_work():
        refuse_second_use(key, user_id=7)
        mark_used(key, user_id=7, location="/en/experts/EXP-000001")
    with pytest.raises(RepeatedError) as repeated, unit_of_work():
        refuse_second_use(key, user_id=7)
    assert repeated.value.location == "/en/experts/EXP-000001"


def test_another_person_learns_nothing_from_a_key(app: Flask) -> None:
    """A key of somebody else neither leads to that record nor breaks the form that carries it."""
    key = new_key()
    with unit_of_work():
        mark_used(key, user_id=7, location="/en/experts/EXP-000001")
    with unit_of_work():
        refuse_second_use(key, user_id=8)
        mark_used(key, user_id=8, location="/en/experts/EXP-000002")
    with pytest.raises(RepeatedError) as repeated:
        refuse_second_use(key, user_id=8)
    assert repeated.value.location == "/en/experts/EXP-000002"
    with pytest.raises(RepeatedError) as first:
        refuse_second_use(key, user_id=7)
    assert first.value.location == "/en/experts/EXP-000001"


@pytest.mark.parametrize("key", ["", "a\0b", "x" * 64, "\ud800", "key with spaces", "ключ"])
def test_a_key_that_is_none_of_ours_does_no_harm(app: Flask, key: str) -> None:
    with unit_of_work():
        refuse_second_use(key, user_id=7)
        mark_used(key, user_id=7, location="/en/")


def test_of_two_at_once_one_makes_the_record(app: Flask) -> None:
    """On PostgreSQL neither sees the other's key before both commit: the loser is told, and nothing is double."""
    key = new_key()

    def send() -> object:
        with unit_of_work():
            refuse_second_use(key, user_id=7)
            mark_used(key, user_id=7, location="/en/")
        return "made"

    outcomes = at_once(app, send, send, send)
    assert outcomes.count("made") == 1, outcomes
    assert all(isinstance(item, (RepeatedError, StaleError)) for item in outcomes if item != "made"), outcomes
    db.session.remove()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(OnceKey)) == 1

"""What was answered to a call is read by the secretariat, and by whoever answered; its notes by the secretariat."""

import io
import logging
import zipfile
from collections.abc import Callable

import pytest
from flask import Flask

from roster.core.actor import NOBODY, Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World, make_account
from tests.security.planted import WORD
from tests.security.planted_calls import plant_calls
from tests.visitor import Visitor

LISTS = ("/en/", "/en/assistance", "/en/assistance/calls", "/en/assistance/calls?closed=1")
READERS = ("nobody", "manager", "searcher", "focal_ke", "provider")


def test_no_page_of_a_call_says_more_than_its_reader_may_know(
    app: Flask, world: World, visitor: Callable[..., Visitor], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    planted = plant_calls()
    with unit_of_work():
        expert = make_account(Assignment(Role.EXPERT, f"self:{planted[0].expert_ref}"))
    db.session.remove()
    everybody = {**world.everybody, "expert": expert, "nobody": None}
    for name in (*READERS, "expert"):
        account = everybody[name]
        actor = account.actor if account else NOBODY
        known = frozenset().union(*(item.known_to(actor) for item in planted))
        who, seen = visitor(account), set()
        for path in (*LISTS, *(path for item in planted for path in item.addresses)):
            answer = who.get(path)
            learned = set(WORD.findall(_text_of(answer.data)))
            assert learned <= known, (name, path, sorted(learned - known)[:5])
            seen |= learned
        # Everything that may be known is shown somewhere; otherwise the rest would hold for empty pages too.
        assert seen == known, (name, sorted(known - seen)[:5])
    assert set(WORD.findall(caplog.text)) == set()


def _text_of(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())

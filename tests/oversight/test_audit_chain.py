"""The audit trail cannot be changed without being found out."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core import audit, audit_chain
from roster.core.actor import SYSTEM
from roster.core.audit import AuditEntry
from roster.core.db import db, table_of
from roster.core.unit_of_work import unit_of_work
from roster.oversight.queries import audit_entries
from roster.oversight.trail import seal_trail, trail_faults

KEY = "k" * 40
TABLE = table_of(AuditEntry)


def write_entries(count: int) -> None:
    for number in range(count):
        with unit_of_work():
            audit.record(
                SYSTEM, "tests:thing:change", subject=f"EXP-{number:06}", fields=("post", "employer")
            )


def tampered(change: Callable[[list[dict[str, Any]]], None]) -> list[str]:
    entries = list(audit_entries())
    seal = audit_chain.Seal(entries[-1]["id"], entries[-1]["hash"], "")
    seal = audit_chain.Seal(seal.id, seal.hash, audit_chain._code(seal.id, seal.hash, KEY))
    change(entries)
    return list(audit_chain.faults(entries, seal, KEY))


def test_an_untouched_trail_has_no_fault(app: Flask, tmp_path: Path) -> None:
    write_entries(12)
    seal_trail(tmp_path, KEY)
    assert list(trail_faults(tmp_path, KEY)) == []


def test_each_of_a_hundred_random_edits_is_found(app: Flask) -> None:
    write_entries(25)
    chance = random.Random(7)
    columns = [column.name for column in TABLE.columns if column.name != "id"]

    def edit(entries: list[dict[str, Any]]) -> None:
        kind = chance.choice(("value", "drop", "swap", "copy", "cut"))
        at = chance.randrange(len(entries) - 1)
        if kind == "value":
            name = chance.choice(columns)
            old = entries[at][name]
            entries[at][name] = (
                [*old, "x"] if isinstance(old, list) else f"{old}x" if isinstance(old, str) else None
            )
            if entries[at][name] == old:
                entries[at][name] = 77
        elif kind == "drop":
            del entries[at]
        elif kind == "swap":
            entries[at]["subject"], entries[at + 1]["subject"] = (
                entries[at + 1]["subject"],
                entries[at]["subject"],
            )
        elif kind == "copy":
            entries.insert(at + 1, dict(entries[at]))
        else:
            del entries[at:]

    assert all(tampered(edit) for _ in range(100))


def test_a_trail_rewritten_whole_differs_from_its_seal(app: Flask, tmp_path: Path) -> None:
    write_entries(5)
    seal_trail(tmp_path, KEY)
    entries = list(audit_entries())
    entries[2]["subject"] = "EXP-OTHER1"
    before = audit_chain.START
    for entry in entries:
        entry["hash"] = before = audit_chain.link(before, entry)
    assert list(audit_chain.faults(entries, audit_chain.read_seal(tmp_path), KEY))


def test_a_seal_made_with_another_key_is_refused(app: Flask, tmp_path: Path) -> None:
    write_entries(2)
    seal_trail(tmp_path, "another key")
    assert list(trail_faults(tmp_path, KEY)) == ["the seal was not made by this system"]


def test_a_rolled_back_act_leaves_no_gap(app: Flask, tmp_path: Path) -> None:
    write_entries(1)
    with pytest.raises(ZeroDivisionError):
        _fail_after_an_act()
    write_entries(1)
    assert list(trail_faults(tmp_path, KEY)) == []
    assert db.session.scalar(sa.select(sa.func.count(TABLE.c.id))) == 2


def _fail_after_an_act() -> None:
    with unit_of_work():
        audit.record(SYSTEM, "tests:thing:change", subject="EXP-000001")
        raise ZeroDivisionError

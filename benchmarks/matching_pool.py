"""The pool of everybody who may be matched: made anew, and put together after each kind of change, in one run.

python -m benchmarks.matching_pool --size 100000
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import sqlalchemy as sa
from flask import Flask

from benchmarks.matching_pool_roster import fill
from benchmarks.matching_truth import TODAY, Field
from roster.app import create_app
from roster.assistance.engagements.models import Engagement
from roster.assistance.matches.roster_pool import RosterPool, current_roster, roster_anew
from roster.core.actor import SYSTEM
from roster.core.config import settings_from
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.demo.reference import reference_from_csv
from roster.experts.erasure.services import erase_profile
from roster.experts.importing.bulk_services import prepare_profiles
from roster.experts.importing.models import ExpertImport, ImportStage
from roster.experts.importing.services import import_at_once
from roster.experts.importing.undo_services import undo_import
from roster.experts.inputs import ImportedRow, ProfileInput
from roster.experts.models import Profile
from roster.experts.services import touch
from roster.experts.standing.services import resume_profile, suspend_profile
from roster.experts.states import Stage
from roster.vocabulary import data_files
from roster.vocabulary import queries as vocabulary

RESULTS = Path(__file__).with_name("results.json")
ROUNDS, SEED, IMPORTED, MANY = 5, 1, 20_000, 500
MOST_RATIO, LARGE = 0.05, 50_000


def main() -> int:
    """1 where a change gives another pool, or costs more than a twentieth of one of many people made anew."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="keeps the database here, to measure again")
    asked = parser.parse_args()
    with _folder(asked.folder) as folder, _application(folder) as app, app.app_context():
        _fill(asked.size)
        result = measure()
    print(json.dumps(result, indent=2))
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept["pool"] = {**kept.get("pool", {}), str(asked.size): result}
    RESULTS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    is_dear = asked.size >= LARGE and result["one profile over anew"] > MOST_RATIO
    return 0 if result["same as anew"] and not is_dear else 1


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is None:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
    else:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept


@contextmanager
def _application(folder: Path) -> Iterator[Flask]:
    environ = {
        "ROSTER_MODE": "demonstration",
        "ROSTER_DATA": str(folder),
        "DEMO_PASSWORD": "demonstration-2026",
        "BASE_URL": "http://localhost",
    }
    subprocess.run([sys.executable, "-m", "roster", "init"], env=os.environ | environ, check=True)
    yield create_app(settings_from(environ))


def _fill(size: int) -> None:
    if not db.session.scalar(sa.select(sa.func.count(Profile.id))):
        fill(size, seed=SEED, field=Field(vocabulary.current(), reference_from_csv(data_files.FOLDER)))
    db.session.remove()


def measure() -> dict[str, Any]:
    """CPU in milliseconds of asking for the pool: anew, unchanged, and after each kind of change."""
    gc.collect()
    before = _memory()
    anew = _cpu(current_roster)
    gc.collect()
    memory = _memory() - before
    changes = {name: _after(change) for name, change in _CHANGES.items()}
    same = _is_same(current_roster(), roster_anew())
    return {
        "people": len(current_roster().pool),
        "anew ms": round(anew),
        "unchanged ms": round(median(_cpu(current_roster) for _ in range(ROUNDS))),
        "after a change ms": changes,
        "one profile over anew": round(changes["one edited"] / anew, 3),
        "memory MB": round(memory),
        "same as anew": same,
    }


def _after(change: Callable[[int], None]) -> int:
    taken = []
    for number in range(ROUNDS):
        with unit_of_work():
            change(number)
        db.session.remove()
        taken.append(_cpu(current_roster))
    return round(median(taken))


def _published(number: int) -> Profile:
    """Somebody anywhere in the roster, another each time."""
    found = sa.select(Profile).where(Profile.stage == Stage.PUBLISHED)
    last = db.session.scalar(found.with_only_columns(sa.func.max(Profile.id))) or 0
    place = last * (number + 1) // (ROUNDS + 2)
    return db.session.scalars(found.where(Profile.id >= place).order_by(Profile.id).limit(1)).one()


def _edited(number: int) -> None:
    profile = _published(number)
    profile.employer = f"Another office {time.time_ns()}"
    touch(SYSTEM, profile)


def _many_edited(number: int) -> None:
    first = _published(number).id
    for profile in db.session.scalars(sa.select(Profile).where(Profile.id >= first).limit(MANY)):
        profile.notice_days = number
        touch(SYSTEM, profile)


def _suspended(number: int) -> None:
    suspend_profile(SYSTEM, _published(number), reason="not-available")


def _resumed(_number: int) -> None:
    found = sa.select(Profile).where(Profile.stage == Stage.SUSPENDED).limit(1)
    resume_profile(SYSTEM, db.session.scalars(found).one())


def _erased(number: int) -> None:
    erase_profile(SYSTEM, _published(number), basis="request")


def _engagement_changed(number: int) -> None:
    engagement = db.session.scalars(sa.select(Engagement).offset(number).limit(1)).one()
    engagement.ends_on = TODAY


def _imported_and_undone(number: int) -> None:
    """A long list comes and goes; nobody of it is in the pool, all of it is in the table."""
    found = db.session.scalars(
        sa.select(ExpertImport).where(ExpertImport.stage == ImportStage.IMPORTED)
    ).first()
    if found is not None:
        undo_import(SYSTEM, found)
        return
    given = ProfileInput(family_name=f"Imported {number}", employer="Office of Lists")
    rows = prepare_profiles([ImportedRow(at, given, state="KE") for at in range(IMPORTED)])
    import_at_once(SYSTEM, file_name="list.csv", prepared=rows)


_CHANGES: dict[str, Callable[[int], None]] = {
    "one edited": _edited,
    f"{MANY} edited": _many_edited,
    "one suspended": _suspended,
    "one back": _resumed,
    "one erased": _erased,
    "one engagement": _engagement_changed,
    f"{IMPORTED} imported, or that undone": _imported_and_undone,
}


def _is_same(held: RosterPool, anew: RosterPool) -> bool:
    same_rows = (held.key, held.ids.tolist()) == (anew.key, anew.ids.tolist())
    return same_rows and held.pool.candidates == anew.pool.candidates


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    taken = 1000 * (time.process_time() - start)
    db.session.remove()
    return taken


def _memory() -> float:
    """Megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


if __name__ == "__main__":
    sys.exit(main())

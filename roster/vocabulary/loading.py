"""Brings tables to what the data files say: adds, updates, retires, restores, never deletes or commits."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext

from roster.core import clock
from roster.core.db import db
from roster.vocabulary import queries, reading
from roster.vocabulary.data_files import Row
from roster.vocabulary.models import VocabularyVersion
from roster.vocabulary.reading import Wanted

_THE_ROW = 1


@dataclass(frozen=True)
class VocabularyReport:
    """What loading did to one vocabulary. `changed` names the fields per entry."""

    title: str
    total: int
    added: tuple[str, ...] = ()
    changed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    retired: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()

    @property
    def has_changes(self) -> bool:
        """Whether a row was written."""
        return bool(self.added or self.changed or self.retired or self.restored)

    def lines(self) -> list[str]:
        """What a command prints: a line of counts, then one line for each entry that is not simply new."""
        counts = gettext(
            "%(vocabulary)s: in use %(total)s, added %(added)s, changed %(changed)s, retired %(retired)s, "
            "restored %(restored)s",
            vocabulary=self.title,
            total=self.total,
            added=len(self.added),
            changed=len(self.changed),
            retired=len(self.retired),
            restored=len(self.restored),
        )
        changed = [
            gettext("  %(entry)s: changed %(fields)s", entry=key, fields=", ".join(names))
            for key, names in self.changed.items()
        ]
        retired = [gettext("  %(entry)s: retired", entry=key) for key in self.retired]
        restored = [gettext("  %(entry)s: restored", entry=key) for key in self.restored]
        return [counts, *changed, *retired, *restored]


@dataclass(frozen=True)
class LoadReport:
    """What loading did, vocabulary by vocabulary."""

    vocabularies: tuple[VocabularyReport, ...]

    @property
    def has_changes(self) -> bool:
        """Whether anything was written; False on every second load of the same files."""
        return any(report.has_changes for report in self.vocabularies)

    def lines(self) -> list[str]:
        """The whole report, line by line."""
        return [line for report in self.vocabularies for line in report.lines()]


def load_vocabularies(wanted: Sequence[Wanted] | None = None) -> LoadReport:
    """Load the data files within the caller's unit of work; a second load writes nothing."""
    vocabularies = reading.wanted_vocabularies() if wanted is None else wanted
    report = LoadReport(tuple(_load(vocabulary) for vocabulary in vocabularies))
    if report.has_changes:
        _renew_version(vocabularies)
        db.session.flush()
        queries.forget()
    return report


def _load(wanted: Wanted) -> VocabularyReport:
    key = getattr(wanted.model, wanted.key)
    held: dict[Any, Any] = {
        getattr(entry, wanted.key): entry for entry in db.session.scalars(sa.select(wanted.model))
    }
    rows = {row[wanted.key]: row for row in wanted.rows}
    new = [row for value, row in rows.items() if value not in held]
    changed, restored = {}, []
    for value, row in rows.items():
        if value not in held:
            continue
        if fields := _update(held[value], row):
            changed[str(value)] = fields
        if held[value].retired_at is not None:
            held[value].retired_at = None
            restored.append(str(value))
    gone = [value for value, entry in held.items() if value not in rows and entry.retired_at is None]
    for value in gone:
        held[value].retired_at = clock.now()
    if new:
        # A batched insert in the order of the rows: a topic's parent stands before it.
        db.session.flush()
        db.session.execute(sa.insert(wanted.model), [row | {"retired_at": None} for row in new])
    return VocabularyReport(
        title=wanted.title,
        total=len(rows),
        added=tuple(str(row[key.key]) for row in new),
        changed=changed,
        retired=tuple(str(value) for value in gone),
        restored=tuple(restored),
    )


def _update(entry: Any, row: Row) -> tuple[str, ...]:
    """Set what differs; gives the names of those fields."""
    names = tuple(name for name, value in row.items() if getattr(entry, name) != value)
    for name in names:
        setattr(entry, name, row[name])
    return names


def _renew_version(vocabularies: Sequence[Wanted]) -> None:
    """Another digest for every change: made from the one before and from what is wanted now."""
    version = db.session.get(VocabularyVersion, _THE_ROW)
    before = version.digest if version else ""
    content = repr([(wanted.title, wanted.rows) for wanted in vocabularies])
    digest = hashlib.sha256(f"{before}\n{content}".encode()).hexdigest()
    if version is None:
        version = VocabularyVersion(id=_THE_ROW)
        db.session.add(version)
    version.digest = digest
    version.loaded_at = clock.now()

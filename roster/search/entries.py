"""The one table of search: what filters, facets and audiences need of each record, derived and disposable."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, Session, mapped_column

from roster.core.db import Base, db
from roster.core.unit_of_work import lock_for_change
from roster.search.document import Document

_LOCK_KEY = 7_271_001
_CHUNK = 500
_CHANGED = "search_changed"
_changes = itertools.count()


class SearchEntry(Base):
    """One searchable record. A removed one stays as a row that is not live and holds nothing but its number,
    so that every process hears of it; `seq` grows with each change of any row."""

    __tablename__ = "search_entry"

    id: Mapped[int] = mapped_column(sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    record_id: Mapped[int] = mapped_column(sa.BigInteger)
    rev: Mapped[int] = mapped_column(sa.BigInteger)
    seq: Mapped[int] = mapped_column(sa.BigInteger)
    live: Mapped[bool]
    codes: Mapped[dict[str, Any]]
    numbers: Mapped[dict[str, Any]]
    sort_keys: Mapped[dict[str, Any]]
    audiences: Mapped[list[str]]
    fields: Mapped[dict[str, Any]]

    __table_args__ = (
        sa.UniqueConstraint("kind", "record_id"),
        sa.Index("ix_search_entry_kind_seq", "kind", "seq"),
    )


_CONTENT = ("rev", "live", "codes", "numbers", "sort_keys", "audiences", "fields")


def write(documents: Sequence[Document], removed: Sequence[tuple[str, int]]) -> None:
    """Bring the rows of these records up to date, in the open transaction. Equal ones are not touched."""
    lock_for_change(_LOCK_KEY)
    session = db.session()
    fresh = {(document.kind, document.id): _content(document) for document in documents}
    for kind in {kind for kind, _ in (*fresh, *removed)}:
        wanted: dict[int, dict[str, Any] | None] = {id_: None for other, id_ in removed if other == kind}
        wanted.update({id_: content for (other, id_), content in fresh.items() if other == kind})
        _write_kind(session, kind, wanted)
    session.info[_CHANGED] = True


def narrow(kind: str, record_id: int, readers: frozenset[str]) -> None:
    """Keep only these among the readers of one record, in the open transaction; the rest of its row stays."""
    lock_for_change(_LOCK_KEY)
    session = db.session()
    this = sa.and_(SearchEntry.kind == kind, SearchEntry.record_id == record_id, SearchEntry.live)
    row = session.execute(sa.select(SearchEntry.id, SearchEntry.audiences).where(this)).first()
    if row is None or readers.issuperset(row.audiences):
        return
    kept = [reader for reader in row.audiences if reader in readers]
    change = {"id": row.id, "seq": last_seq(kind) + 1, "audiences": kept}
    session.execute(sa.update(SearchEntry), [change])
    session.info[_CHANGED] = True


def live_ids(kind: str) -> set[int]:
    """Records of a kind that have a live row."""
    rows = sa.select(SearchEntry.record_id).where(SearchEntry.kind == kind, SearchEntry.live)
    return set(db.session.scalars(rows))


def revisions(kind: str) -> dict[int, int]:
    """The revision of each record of a kind that has a live row, by id."""
    rows = sa.select(SearchEntry.record_id, SearchEntry.rev).where(SearchEntry.kind == kind, SearchEntry.live)
    return {row.record_id: row.rev for row in db.session.execute(rows)}


def kinds() -> set[str]:
    """Kinds that have a row."""
    return set(db.session.scalars(sa.select(SearchEntry.kind).distinct()))


def live_count(kind: str) -> int:
    """How many records of a kind can be found at all."""
    count = sa.select(sa.func.count()).where(SearchEntry.kind == kind, SearchEntry.live)
    return db.session.scalar(count) or 0


def last_seq(kind: str) -> int:
    """Number of the newest change of a kind, 0 before the first."""
    return db.session.scalar(sa.select(sa.func.max(SearchEntry.seq)).where(SearchEntry.kind == kind)) or 0


def changed_since(kind: str, seq: int) -> Sequence[sa.Row[Any]]:
    """Rows of a kind that changed after `seq`, oldest change first."""
    table = SearchEntry.__table__.c
    columns = (table.record_id, table.seq, *(table[name] for name in _CONTENT))
    return db.session.execute(
        sa.select(*columns).where(table.kind == kind, table.seq > seq).order_by(table.seq)
    ).all()


def change_mark() -> str:
    """Differs after each change that this process committed: its own searches hear of it at once."""
    return repr(_changes)


@event.listens_for(Session, "after_commit")
def _note_change(session: Session) -> None:
    if session.info.pop(_CHANGED, False):
        next(_changes)


def _content(document: Document) -> dict[str, Any]:
    return {
        "rev": document.rev,
        "live": True,
        "codes": {facet: sorted(codes) for facet, codes in sorted(document.codes.items()) if codes},
        "numbers": dict(sorted(document.numbers.items())),
        "sort_keys": dict(sorted(document.sort_keys.items())),
        "audiences": sorted(document.audiences),
        "fields": {
            field: None if readers is None else sorted(readers)
            for field, readers in sorted(document.field_audiences.items())
        },
    }


_GONE: Mapping[str, Any] = {
    "rev": 0, "live": False, "codes": {}, "numbers": {}, "sort_keys": {}, "audiences": [], "fields": {},
}  # fmt: skip


def _write_kind(session: Session, kind: str, wanted: Mapping[int, dict[str, Any] | None]) -> None:
    seq = last_seq(kind)
    ids = sorted(wanted)
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        rows = session.execute(
            sa.select(SearchEntry.__table__).where(SearchEntry.kind == kind, SearchEntry.record_id.in_(chunk))
        ).all()
        known = {row.record_id: row for row in rows}
        added, changed = [], []
        for id_ in chunk:
            content, row = wanted[id_], known.get(id_)
            if row is None and content is not None:
                seq += 1
                added.append({"kind": kind, "record_id": id_, "seq": seq, **content})
            elif row is not None and any(
                getattr(row, key) != value for key, value in (content or _GONE).items()
            ):
                seq += 1
                changed.append({"id": row.id, "seq": seq, **(content or _GONE)})
        if added:
            session.execute(sa.insert(SearchEntry), added)
        if changed:
            session.execute(sa.update(SearchEntry), changed)

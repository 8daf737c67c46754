"""Verifies and seals the audit trail (R60)."""

from collections.abc import Iterator
from pathlib import Path

from roster.core import audit_chain
from roster.core.audit_chain import Seal
from roster.oversight.queries import audit_entries, newest_entry


def trail_faults(folder: Path, key: str) -> Iterator[str]:
    """Everything about the trail that is not as it was written; the seal lies in `folder`."""
    seal = audit_chain.read_seal(folder)
    yield from audit_chain.faults(audit_entries(), seal, key)


def seal_trail(folder: Path, key: str) -> Seal | None:
    """Seal the newest entry, where it is newer than the seal that is kept. Never seals a shorter trail."""
    newest = newest_entry()
    kept = audit_chain.read_seal(folder)
    if newest is None or (kept is not None and kept.id >= newest[0]):
        return kept
    return audit_chain.write_seal(folder, id_=newest[0], hash_=newest[1], key=key)

"""The chain over the audit trail: how an entry is hashed, how the whole is verified, and the seals beside it.

SHA-256 over canonical JSON of the entry and the hash before it. A seal names the newest entry, outside the
database and with a code that only the holder of the secret key can make: it shows when the end was cut off.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

START = "0" * 64
SEAL_FILE = "audit.seal"


@dataclass(frozen=True)
class Seal:
    """The newest entry at some moment."""

    id: int
    hash: str
    code: str


def link(before: str, entry: Mapping[str, Any]) -> str:
    """The hash of an entry that follows the one whose hash is `before`."""
    content = {name: _plain(value) for name, value in entry.items() if name != "hash"}
    text = json.dumps(
        {**content, "before": before}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def faults(entries: Iterable[Mapping[str, Any]], seal: Seal | None, key: str) -> Iterator[str]:
    """A line for each entry, in the order of their numbers, that is changed, missing or added, and for a cut end."""
    before, expected, sealed_hash = START, 1, None
    for entry in entries:
        if entry["id"] != expected:
            yield f"entries {expected} to {entry['id'] - 1} are missing"
        if link(before, entry) != entry["hash"]:
            yield f"entry {entry['id']} is not what was written"
        if seal is not None and entry["id"] == seal.id:
            sealed_hash = entry["hash"]
        before, expected = entry["hash"], entry["id"] + 1
    if seal is None:
        return
    if not hmac.compare_digest(seal.code, _code(seal.id, seal.hash, key)):
        yield "the seal was not made by this system"
    elif sealed_hash is None and seal.id:
        yield f"the end is cut off: entry {seal.id} was there when the trail was sealed"
    elif sealed_hash is not None and sealed_hash != seal.hash:
        yield f"entry {seal.id} is not the one that was sealed"


def write_seal(folder: Path, *, id_: int, hash_: str, key: str) -> Seal:
    """Keep the newest entry outside the database; replaced whole, so it is never half-written."""
    seal = Seal(id_, hash_, _code(id_, hash_, key))
    temporary = folder / f".{SEAL_FILE}"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        json.dump(asdict(seal), stream)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.rename(folder / SEAL_FILE)
    return seal


def read_seal(folder: Path) -> Seal | None:
    """The seal that was kept; None where none was made yet."""
    try:
        return Seal(**json.loads((folder / SEAL_FILE).read_text(encoding="ascii")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        return Seal(0, "", "")  # a file that is no seal was not made by this system


def _code(id_: int, hash_: str, key: str) -> str:
    return hmac.new(key.encode(), f"audit {id_} {hash_}".encode(), hashlib.sha256).hexdigest()


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value

"""Digests of entries and check codes of pages: pure functions.

A check code is a keyed hash of edition, page and content: whoever has the printed page and not the key cannot make
one that holds. It has consonants alone: it makes no words, and none of its signs is taken for another.
"""

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from roster.authorities.models import Authority
from roster.authorities.policy import Part
from roster.authorities.proposals import identity_as_json, identity_of
from roster.authorities.reading import reach_of

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
GROUPS, GROUP_LENGTH = 3, 4
_PHONES = frozenset({"phone", "duty_line"})
_NEVER = frozenset({"contacts"})


def entry_digest(authority: Authority, parts: frozenset[Part]) -> str:
    """Tells whether what an edition says of this authority has changed; of what it does not say, nothing."""
    hidden = _NEVER if Part.PHONES in parts else _NEVER | _PHONES
    reach = reach_of(authority)
    said = {item.name: getattr(reach, item.name) for item in fields(reach) if item.name not in hidden}
    whole = {"state": authority.state, "identity": identity_as_json(identity_of(authority)), "reach": said}
    return hashlib.sha256(_canonical(whole)).hexdigest()[:32]


def edition_digest(entries: Mapping[str, str], *, language: str, as_of: str) -> str:
    """Of a whole edition: its entries, in which language and as of when."""
    return hashlib.sha256(_canonical([language, as_of, sorted(entries.items())])).hexdigest()


def page_code(key: str, *, edition: str, page: int, digest: str) -> str:
    """The check code of one page, such as BCDF-GHJK-LMNP."""
    whole = f"{edition}|{page}|{digest}".encode()
    number = int.from_bytes(hmac.new(f"authority edition {key}".encode(), whole, "sha256").digest())
    signs = []
    for _ in range(GROUPS * GROUP_LENGTH):
        number, rest = divmod(number, len(LETTERS))
        signs.append(LETTERS[rest])
    return "-".join("".join(signs[at : at + GROUP_LENGTH]) for at in range(0, len(signs), GROUP_LENGTH))


def typed_code(text: str) -> str:
    """A code as it is stored, however it was typed; empty where it cannot be one."""
    signs = [sign for sign in unicodedata.normalize("NFKC", text[:100]).upper() if sign.isalpha()]
    if len(signs) != GROUPS * GROUP_LENGTH or any(sign not in LETTERS for sign in signs):
        return ""
    return "-".join("".join(signs[at : at + GROUP_LENGTH]) for at in range(0, len(signs), GROUP_LENGTH))


def _canonical(value: Any) -> bytes:
    return json.dumps(_plain(value), sort_keys=True, ensure_ascii=True).encode("ascii")


def _plain(value: Any) -> Any:
    """The value as JSON holds it; what has no order is given one."""
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, (frozenset, set)):
        return sorted(map(str, value))
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return [_plain(getattr(value, item.name)) for item in fields(value)]
    return value if value is None or isinstance(value, (str, int)) else str(value)

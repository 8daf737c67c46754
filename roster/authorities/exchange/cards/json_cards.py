"""jCard (RFC 7095): cards as JSON."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from roster.authorities.exchange.cards.lines import Property, escaped, whole


def cards_in_json(text: str, *, most: int) -> Iterator[list[Property]]:
    """The properties of each card, of one more than `most` at most. Raises ValueError for anything else."""
    found = json.loads(text)
    if not isinstance(found, list):
        raise ValueError("no cards")
    cards = [found] if found[:1] == ["vcard"] else found
    for card in islice(cards, most + 1):
        if not isinstance(card, list) or len(card) < 2 or card[0] != "vcard" or not isinstance(card[1], list):
            raise ValueError("no card")
        yield [_property(item) for item in card[1]]


def _property(item: Any) -> Property:
    if not isinstance(item, list) or len(item) < 4 or not isinstance(item[1], dict):
        raise ValueError("no property")
    name, params, _kind, *values = item
    said = {_text(key).upper(): tuple(map(_text, _listed(value))) for key, value in params.items()}
    raw = ",".join(_raw(value) for value in values)
    return Property(_text(name).upper(), raw, said)


def _raw(value: Any) -> str:
    """A value as it would stand in a vCard; a list is one of several parts, a list within it one of several words."""
    if isinstance(value, list):
        return ";".join(",".join(escaped(_text(word)) for word in _listed(part)) for part in value)
    return escaped(_text(value))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    if isinstance(value, dict | list):
        raise ValueError("no text")
    return "" if value is None else whole(str(value))

